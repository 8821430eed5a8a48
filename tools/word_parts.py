"""Word parts: the paragraphs and tables of a form out of lines of light markup.

A line is one paragraph, and what it opens with is its style (`STYLES`, `LISTS`);
`~` alone is an empty paragraph to type in. Inside a line `**...**` is bold. What
is to be replaced, such as "(vul aan)", turns grey by itself and the address of the
site turns into a link. A choice ("Ja/Nee") is never bold in a form of ours: bold on
an option is one of the ways in which people choose.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

# The relationship that the document must give to the site's address.
LINK_ID: Final = "rIdPlanSamenleven"

STYLES: Final = {
    "= ": "Title",
    "/ ": "Sierlijn",
    "# ": "Heading1",
    "## ": "Heading2",
    "### ": "Heading3",
    "| ": "Kolomkop",
    "! ": "Instructie",
    "- ": "ListBullet",
    "> ": "Antwoord",
}
# The numbered lists, by what their lines open with: the numId in numbering.xml.
LISTS: Final = {"(1) ": 2, "(2) ": 3}

_TINTS: Final = {"kolomkop": "333332", "titel": "FFF8C9", "jury": "F1F1EF"}
_NO_BORDER: Final = ("top", "left", "right")

_INLINE: Final = re.compile(
    r"\*\*(?P<bold>.+?)\*\*"
    r"|(?P<link>plansamenleven\.be)"
    r"|(?P<invul>^vul aan$"
    r"|(?:[….]{3,} )?\((?:vul|ABB vult|tegen wanneer|hoeveel KPI)[^)]*\))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rij:
    """One row: `soort` is "kop", "kolomkop", "titel", "vraag" or "jury".

    A row of one cell in a table of two columns is merged across.
    """

    soort: str
    cellen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabel:
    """A table: `omschrijving` is read out to who cannot see, `breedtes` are twips."""

    omschrijving: str
    breedtes: tuple[int, ...]
    rijen: tuple[Rij, ...]


def element(
    tag: str, *children: BaseOxmlElement, **values: str | int
) -> BaseOxmlElement:
    """Return `w:tag` with `children`; a key of `values` is an attribute `w:key`."""
    attributes = {qn(f"w:{key}"): str(value) for key, value in values.items()}
    made = cast("BaseOxmlElement", OxmlElement(f"w:{tag}", attributes))
    made.extend(children)
    return made


def text_run(text: str, style: str | None = None) -> BaseOxmlElement:
    """Return one run; a tab or line end in `text` is not allowed."""
    content = element("t")
    content.text = text
    if text != text.strip():
        content.set(qn("xml:space"), "preserve")
    if style is None:
        return element("r", content)
    return element("r", element("rPr", element("rStyle", val=style)), content)


def paragraphs(lines: str) -> list[BaseOxmlElement]:
    """Return the paragraphs of `lines`; empty lines only separate."""
    return [_paragraph(line) for line in lines.splitlines() if line]


def table(tabel: Tabel) -> BaseOxmlElement:
    """Return `tabel` in the style Formuliertabel, with fixed columns."""
    properties = element(
        "tblPr",
        element("tblStyle", val="Formuliertabel"),
        element("tblW", w=sum(tabel.breedtes), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0020", firstRow=1),
        element("tblCaption", val=tabel.omschrijving),
    )
    grid = element("tblGrid", *(element("gridCol", w=w) for w in tabel.breedtes))
    return element("tbl", properties, grid, *(_row(rij, tabel) for rij in tabel.rijen))


def _paragraph(line: str) -> BaseOxmlElement:
    if line == "~":
        return element("p")
    opening, style = next(
        ((key, value) for key, value in STYLES.items() if line.startswith(key)),
        ("", None),
    )
    properties = [element("pStyle", val=style)] if style else []
    for key, list_id in LISTS.items():
        if line.startswith(key):
            opening = key
            numbered = element("numPr", element("numId", val=list_id))
            properties = [element("pStyle", val="ListNumber"), numbered]
    runs = _runs(line.removeprefix(opening))
    if not properties:
        return element("p", *runs)
    return element("p", element("pPr", *properties), *runs)


def _runs(text: str) -> Iterator[BaseOxmlElement]:
    end = 0
    for found in _INLINE.finditer(text):
        if found.start() > end:
            yield text_run(text[end : found.start()])
        end = found.end()
        yield _marked(found)
    if end < len(text):
        yield text_run(text[end:])


def _marked(found: re.Match[str]) -> BaseOxmlElement:
    if found["bold"]:
        return text_run(found["bold"], "Strong")
    if found["invul"]:
        return text_run(found["invul"], "Invultekst")
    link = element("hyperlink", text_run(found["link"], "Hyperlink"), history=1)
    link.set(qn("r:id"), LINK_ID)
    return link


def _row(rij: Rij, tabel: Tabel) -> BaseOxmlElement:
    # No cantSplit: answers grow, a row may run on to the next page, header and all.
    is_header = rij.soort in {"kop", "kolomkop"}
    properties = [element("trPr", element("tblHeader"))] if is_header else []
    merged = len(rij.cellen) < len(tabel.breedtes)
    widths = (sum(tabel.breedtes),) if merged else tabel.breedtes
    span = len(tabel.breedtes) if merged else 1
    cells = (
        _cell(lines, rij.soort, width=width, span=span)
        for lines, width in zip(rij.cellen, widths, strict=True)
    )
    return element("tr", *properties, *cells)


def _cell(lines: str, soort: str, *, width: int, span: int) -> BaseOxmlElement:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if soort == "kop":
        # A heading inside the table looks like the headings between the tables.
        borders = (element(side, val="nil") for side in _NO_BORDER)
        properties.append(element("tcBorders", *borders))
    if soort in _TINTS:
        tint = element("shd", val="clear", color="auto", fill=_TINTS[soort])
        properties.append(tint)
    if soort == "kop":
        margins = element("tcMar", element("left", w=0, type="dxa"))
        properties.append(margins)
    return element("tc", properties, *paragraphs(lines))
