"""Sheet: the jury sheet of one dossier.

    Dossier + Ronde + Catalogus + templates/jurysheet.docx -> bytes of a Word document

The same dossier gives the same bytes. What came out is parsed again, strictly, before
it is handed over: a sheet that Word might have to repair is never written.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Final

from lxml import etree

from pipeline import resources
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import Dossier
from pipeline.dossier.rondes import Ronde
from pipeline.errors import TemplateError
from pipeline.jury import identity
from pipeline.jury.breaks import keep_together
from pipeline.jury.context import make_blad
from pipeline.jury.controls import settle
from pipeline.jury.engine import BODY, prepare
from pipeline.jury.package import (
    is_xml,
    pack,
    parse,
    serialise,
    with_properties,
    with_title,
)
from pipeline.jury.text import clean

TEMPLATE: Final = "jurysheet.docx"


def sheet_template() -> bytes:
    """The template that sheets are made with today."""
    return resources.template(TEMPLATE).read_bytes()


def render_sheet(  # noqa: PLR0913 - the dossier and all that a sheet adds to it
    dossier: Dossier,
    ronde: Ronde,
    catalogus: Catalogus,
    *,
    template: bytes | None = None,
    key: bytes | None = None,
    vorige: Dossier | None = None,
) -> bytes:
    """Render the jury sheet of `dossier`, with `template` or else our own.

    With the `key` of a workspace the sheet is sealed (`identity.zegel`, `waarmerk`).
    `vorige` is the dossier before the last resubmission, `None` without one.

    Raises:
        TemplateError: when the template names what does not exist, or would make a
            document that is not well-formed.
    """
    if template is None:
        template = sheet_template()
    blad = make_blad(dossier, ronde, catalogus, vorige, key)
    named = {field.name: getattr(blad, field.name) for field in fields(blad)}
    prepared = prepare(template)
    parts = _checked(prepared.render(named), prepared.parts, dossier)
    title = clean(f"Jurysheet {dossier.bestuur.naam} – {ronde.naam}")
    parts = with_title(parts, title)
    parts = with_properties(parts, identity.properties(dossier, template, key))
    return pack(parts)


def _checked(
    rendered: Mapping[str, bytes], before: Mapping[str, bytes], dossier: Dossier
) -> dict[str, bytes]:
    """Parse again every part that rendering changed; settle the controls of the body.

    What did not change was parsed when the template was prepared.
    """
    answers = {
        tag: None if answer is None else clean(answer)
        for tag, answer in identity.answers(dossier).items()
    }
    checked = dict(rendered)
    for name, part in rendered.items():
        if is_xml(name) and part is not before.get(name):
            try:
                root = parse(part)
            except etree.XMLSyntaxError as error:
                message = f"Met dit sjabloon ontstaat geen geldig document: {error}."
                raise TemplateError(message) from error
            if name == BODY:
                settle(root, answers)
                keep_together(root)
                checked[name] = serialise(root)
    return checked
