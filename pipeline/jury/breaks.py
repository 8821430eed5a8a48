"""Breaks: where a table may part over two pages, so that it still reads well.

A row stays whole, unless it is so tall that it must break. The head of a table stays
with its first two rows and its last two rows stay together: no page begins or ends with
a line that belongs to the other.
"""

from math import ceil
from typing import Final

from lxml import etree

from pipeline.jury.controls import W

TALL: Final = 18
"""Lines from which a row may break over pages: about a third of a page."""
_PER_CHARACTER: Final = 105
"""The width of a letter in a table, in twentieths of a point; rather too wide."""
_TOGETHER: Final = 2


def keep_together(root: etree._Element) -> None:
    """Mark the rows of every table in place."""
    for table in root.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        for row in rows:
            _keep_whole(row)
        heads = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
        if heads:
            first = rows[: heads + _TOGETHER - 1]
            for row in {*first, *rows[-_TOGETHER:-1]} & set(rows[:-1]):
                _keep_with_next(row)


def _keep_whole(row: etree._Element) -> None:
    if row.find(f"{W}trPr/{W}cantSplit") is not None:
        return
    if max(map(_lines, row.findall(f"{W}tc")), default=0) > TALL:
        return
    props = row.find(f"{W}trPr")
    if props is None:
        props = etree.Element(f"{W}trPr")
        at = 1 if row[0].tag == f"{W}tblPrEx" else 0
        row.insert(at, props)
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
