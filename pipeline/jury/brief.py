"""Brief: the letter to a bestuur with the advice of the jury, always a draft.

Brief (the facts) + templates/resultaatbrief.docx -> bytes of a Word document
"""

from dataclasses import fields
from typing import Final

from lxml import etree

from pipeline.errors import TemplateError
from pipeline.jury.breaks import keep_together
from pipeline.jury.controls import settle
from pipeline.jury.engine import BODY, prepare
from pipeline.jury.mail import Brief
from pipeline.jury.package import is_xml, pack, parse, serialise, with_title
from pipeline.jury.text import clean

TEMPLATE: Final = "resultaatbrief.docx"


def render_letter(brief: Brief, template: bytes) -> bytes:
    """Render a letter; the same facts give the same bytes.

    Raises:
        TemplateError: when the template names what does not exist, or would make a
            document that is not well-formed.
    """
    named = {field.name: getattr(brief, field.name) for field in fields(brief)}
    parts = prepare(template).render(named)
    for name, part in parts.items():
        if is_xml(name):
            try:
                root = parse(part)
            except etree.XMLSyntaxError as error:
                message = f"Met dit sjabloon ontstaat geen geldig document: {error}."
                raise TemplateError(message) from error
            if name == BODY:
                settle(root, {})
                keep_together(root)
                parts[name] = serialise(root)
    title = f"Ontwerp van brief: advies van de jury voor {brief.bestuur}"
    return pack(with_title(parts, clean(title)))
