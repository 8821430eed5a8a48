"""Headers and footers of a pdf: the lines that come back on every page.

lines of every page -> the lines of each page that stand in its margins

A line is a header when other pages have the same one in the same place, and the others
have nothing there. In the margin itself a line is one as well when it stands apart from
the text below it; a text that only begins high on its page is none.
"""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.reading.pdfline import Line

_MARGIN: Final = 50.0  # points at the top and bottom of a page
_PART: Final = 0.25  # of the height of a page where headers stand
_SAME: Final = 2.0  # points between the same line on two pages
_APART: Final = 0.7  # of the size of the letters, between a header and the text
_NUMBER: Final = re.compile(r"\d+")

Page = tuple[Sequence[Line], float]
"""The lines of a page from top to bottom, and its height in points."""


def margin_lines(pages: Sequence[Page]) -> list[list[Line]]:
    """The headers and footers of every page."""
    upright = [[(line, line.top, line.bottom) for line in page] for page, _ in pages]
    turned = [
        [(line, height - line.bottom, height - line.top) for line in reversed(page)]
        for page, height in pages
    ]
    heights = [height for _, height in pages]
    above = _outermost(upright, heights)
    below = _outermost(turned, heights)
    return [
        [*top, *(line for line in bottom if line not in top)]
        for top, bottom in zip(above, below, strict=True)
    ]


_Placed = tuple[Line, float, float]
"""A line, and where it begins and ends, measured from the edge of the page."""


def _outermost(
    pages: Sequence[Sequence[_Placed]], heights: Sequence[float]
) -> list[list[Line]]:
    return [
        list(_margin_of(number, pages, heights[number])) for number in range(len(pages))
    ]


def _margin_of(
    number: int, pages: Sequence[Sequence[_Placed]], height: float
) -> list[Line]:
    page = pages[number]
    others = [other for n, other in enumerate(pages) if n != number]
    count = 0
    while count < len(page) and page[count][2] < _PART * height:
        if not _comes_back(page[count], others):
            break
        count += 1
    while count < len(page) and page[count][2] < _MARGIN:
        count += 1
    while count and count < len(page) and not _is_apart(page[count - 1], page[count]):
        count -= 1
    return [line for line, _, _ in page[:count]]


def _comes_back(placed: _Placed, others: Sequence[Sequence[_Placed]]) -> bool:
    """Whether a line stands on other pages too, and nothing else in its place."""
    line, begin, end = placed
    found = False
    for page in others:
        there = [other for other in page if other[1] < end and begin < other[2]]
        same = [
            other
            for other, start, _ in there
            if abs(start - begin) <= _SAME and _text(other) == _text(line)
        ]
        if there and not same:
            return False
        found = found or bool(same)
    return found


def _is_apart(inner: _Placed, outer: _Placed) -> bool:
    size = inner[2] - inner[1]
    return outer[1] - inner[2] > _APART * size


def _text(line: Line) -> str:
    return _NUMBER.sub("#", line.text)
