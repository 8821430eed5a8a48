"""Breaks: where a table may part over two pages, so that it still reads well.

A row stays whole, unless it is so tall that it must break. The head of a table stays
with its first two rows and its last two rows stay together: no page begins or ends with
a line that belongs to the other.
"""

from itertools import takewhile
from math import ceil
from typing import Final

from lxml import etree

from pipeline.jury.controls import W

TALL: Final = 18
"""Lines from which a row may break over pages: about a third of a page."""
_PER_CHARACTER: Final = 105
"""The width of a letter in a table, in twentieths of a point; rather too wide."""
_SHORT: Final = 150
"""Characters up to which a row is never tall."""
_TOGETHER: Final = 2
_TEXT: Final = etree.XPath("string()")


def keep_together(root: etree._Element) -> None:
    """Mark the rows of every table in place."""
    for table in root.iter(f"{W}tbl"):
        rows = list(table.iterchildren(f"{W}tr"))
        for row in rows:
            _keep_whole(row)
        heads = sum(1 for _ in takewhile(_is_head, rows))
        if heads:
            first = rows[: heads + _TOGETHER - 1]
            for row in {*first, *rows[-_TOGETHER:-1]} & set(rows[:-1]):
                _keep_with_next(row)


def _is_head(row: etree._Element) -> bool:
    return row.find(f"{W}trPr/{W}tblHeader") is not None


def _keep_whole(row: etree._Element) -> None:
    props = next(row.iterchildren(f"{W}trPr"), None)
    if (
        props is not None
        and next(props.iterchildren(f"{W}cantSplit"), None) is not None
    ):
        return
    # Most rows are short: then there is nothing to count.
    if len(str(_TEXT(row))) > _SHORT and max(map(_lines, row.iter(f"{W}tc"))) > TALL:
        return
    if props is None:
        props = etree.Element(f"{W}trPr")
        row.insert(1 if row[0].tag == f"{W}tblPrEx" else 0, props)
    props.insert(0, etree.Element(f"{W}cantSplit"))


def _lines(cell: etree._Element) -> int:
    """Estimate how many lines a cell takes."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    room = int(width.get(f"{W}w") or 0) if width is not None else 0
    fit = max(room // _PER_CHARACTER, 1)
    return sum(
        max(1, ceil(sum(len(t.text or "") for t in line.iter(f"{W}t")) / fit))
        + len(line.findall(f".//{W}br"))
        for line in cell.iter(f"{W}p")
    )


def _keep_with_next(row: etree._Element) -> None:
    for paragraph in row.iter(f"{W}p"):
        props = paragraph.find(f"{W}pPr")
        if props is None:
            props = etree.Element(f"{W}pPr")
            paragraph.insert(0, props)
        if props.find(f"{W}keepNext") is None:
            at = 1 if len(props) and props[0].tag == f"{W}pStyle" else 0
            props.insert(at, etree.Element(f"{W}keepNext"))
