"""ODS text: the words of an OpenDocument spreadsheet, as a person sees them.

paragraphs and styles -> text without what is struck out or filled in by a program
"""

from collections.abc import Iterator
from typing import Final

from pipeline.reading.block import Block, Layer, Run
from pipeline.reading.excel_drawing import is_page_number
from pipeline.reading.xmlpart import Element

_NS: Final = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE: Final = _NS % "table"
TEXT: Final = _NS % "text"
OFFICE: Final = _NS % "office"
STYLE: Final = _NS % "style"
DRAW: Final = _NS % "drawing"
META: Final = _NS % "meta"
# Fields that a program fills in: they are nobody's words.
_FIELDS: Final = {
    f"{TEXT}{name}"
    for name in ("sheet-name", "page-number", "page-count", "date", "time", "title")
} | {f"{TEXT}file-name"}
_SPACES: Final = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_MAX_SPACES: Final = 1_000


def inline(element: Element, struck: frozenset[str]) -> Iterator[str]:
    """The text of a paragraph or span: spaces and breaks in, struck-out text out."""
    yield element.text or ""
    for child in element:
        tag = str(child.tag)
        if tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c") or "1"
            yield " " * min(int(count), _MAX_SPACES) if count.isdecimal() else " "
        elif tag in _SPACES:
            yield _SPACES[tag]
        elif (
            tag.startswith(TEXT)
            and tag not in _FIELDS
            and child.get(f"{TEXT}style-name") not in struck
        ):
            yield from inline(child, struck)
        yield child.tail or ""


def struck_styles(styles: list[Element]) -> frozenset[str]:
    """The names of styles that strike text out."""
    line = f"{STYLE}text-line-through-style"
    return frozenset(
        style.get(f"{STYLE}name") or ""
        for style in styles
        for text in style.iterchildren(f"{STYLE}text-properties")
        if text.get(line) not in {None, "none"}
    )


def hidden_tables(styles: list[Element]) -> frozenset[str]:
    """The names of table styles of hidden sheets."""
    return frozenset(
        style.get(f"{STYLE}name") or ""
        for style in styles
        for table in style.iterchildren(f"{STYLE}table-properties")
        if table.get(f"{TABLE}display") == "false"
    )


def read_margins(common: Element | None, struck: frozenset[str]) -> Iterator[Block]:
    """The headers and footers of the page styles, each text once."""
    seen = set()
    for name, layer in (("header", Layer.HEADER), ("footer", Layer.FOOTER)):
        for margin in common.iter(f"{STYLE}{name}") if common is not None else ():
            for p in margin.iter(f"{TEXT}p"):
                text = "".join(inline(p, struck)).strip()
                if (layer, text) not in seen and not is_page_number(text):
                    seen.add((layer, text))
                    yield Block(runs=(Run(text),), place=layer.value, layer=layer)
