"""Motivatie: the official Word form of the reports of project year 2.

The words stand in `motivatie_tekst`, the styles in `tools/word/`; here they become
one Word package without a thumbnail, unused parts or a trace of when it was made.
"""

import io
from importlib.resources import files
from typing import Final

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Twips

from tools import motivatie_tekst
from tools.motivatie_tekst import Editie
from tools.same_bytes import with_fixed_stamps
from tools.word_parts import LINK_ID, element, paragraphs, table, text_run

_ADDRESS: Final = "https://www.plansamenleven.be"
_MAKER: Final = "Agentschap Binnenlands Bestuur"
_PROGRAMME: Final = "Plan Samenleven"

# What python-docx's own blank brings along and a form has no use for.
_UNUSED: Final = (
    "/customXml",
    "/stylesWithEffects",
    "/webSettings",
    "/fontTable",
    "/thumbnail",
    "/extended-properties",
)


def build(editie: Editie) -> bytes:
    """Return the blank form of `editie`."""
    document = docx.Document()
    _tidy(document)
    _describe(document, editie)
    _lay_out(document.sections[0])
    document.part.load_rel(
        RELATIONSHIP_TYPE.HYPERLINK, _ADDRESS, LINK_ID, is_external=True
    )
    ending = document.element.body[-1]
    for part in _body(editie):
        ending.addprevious(part)
    target = io.BytesIO()
    document.save(target)
    return with_fixed_stamps(target.getvalue())


def _body(editie: Editie) -> list[BaseOxmlElement]:
    tekst = motivatie_tekst
    return [
        *paragraphs(tekst.inleiding(editie)),
        table(tekst.deel_1(editie)),
        *_heading_on_new_page(tekst.KOP_2),
        table(tekst.DEEL_2),
        *_heading_on_new_page(tekst.KOP_3),
        table(tekst.DEEL_3),
        # A document may not end in a table; this keeps its end out of sight.
        *paragraphs("~"),
    ]


def _heading_on_new_page(lines: str) -> list[BaseOxmlElement]:
    made = paragraphs(lines)
    properties = made[0][0]
    properties.insert(1, element("pageBreakBefore"))
    return made


def _source(name: str) -> bytes:
    return (files("tools") / "word" / name).read_bytes()


def _tidy(document: Document) -> None:
    part, package = document.part, document.part.package
    for rels in (part.rels, package.rels):
        for rel_id in [key for key in rels if rels[key].reltype.endswith(_UNUSED)]:
            del rels[rel_id]
    for name, old in (
        ("styles.xml", document.styles.element),
        ("settings.xml", document.settings.element),
        ("numbering.xml", part.numbering_part.element),
    ):
        old[:] = list(parse_xml(_source(name)))
    fonts = Part(
        PackURI("/word/fontTable.xml"),
        CONTENT_TYPE.WML_FONT_TABLE,
        _source("fontTable.xml"),
        package,
    )
    part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)


def _describe(document: Document, editie: Editie) -> None:
    properties = document.core_properties
    properties.title = editie.titel
    properties.subject = _PROGRAMME
    properties.author = properties.last_modified_by = _MAKER
    properties.language = "nl-BE"
    properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = editie.gemaakt
    properties.revision = 1


def _lay_out(section: Section) -> None:
    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.left_margin = section.right_margin = Twips(1134)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)
    heading = section.header.paragraphs[0]
    heading.add_run(f"{_MAKER}\t{_PROGRAMME}")
    ending = section.footer.paragraphs[0]
    for word, field in (("Pagina ", "PAGE"), (" van ", "NUMPAGES")):
        ending.add_run(word)
        ending.runs[-1].element.addnext(
            element("fldSimple", text_run("1"), instr=f" {field} ")
        )
