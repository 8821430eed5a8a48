"""The ruled lines of a page of a pdf, and the cells between them.

page of pdfplumber, its letters marked -> cells

A line is stroked, or filled as a thin box (so Word draws the edges of each cell, in
pieces). A larger filled box is shade: within a cell it is the shade of a line of text,
at letters it marks them, and a white one or one of the whole page cannot be seen. Only
a box that is none of these, nor one to tick, is a cell of its own.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Final

from pipeline.reading.block import Mark
from pipeline.reading.pdfbox import drawn_boxes
from pipeline.reading.pdfmark import is_white
from pipeline.reading.pdfobject import Box

_THIN: Final = 3.0  # points that a line is wide at most
_MARKED: Final = 40.0  # points: a box around letters is no higher
_PAGE: Final = 0.6  # of a page: a box as large is its background
_EVERY: Final = "explicit"

Shape = dict[str, Any]  # pdfplumber's dictionaries have no type


def find_cells(page: Any) -> Sequence[Box]:
    """The cells between the ruled lines of a page."""
    squares, _ = drawn_boxes(page)
    to_tick = {id(shape) for shape in squares}
    lines = [edge for shape in page.lines for edge in _edges(shape)]
    lines += page.curve_edges
    shades = []
    for rect in (rect for rect in page.rects if id(rect) not in to_tick):
        if min(rect["width"], rect["height"]) <= _THIN or rect["stroke"]:
            lines += _edges(rect)
        elif not _is_background(rect, page):
            shades.append(rect)
    cells = _between(page, lines)
    outside = [rect for rect in shades if not _is_in_a_cell(rect, cells)]
    if not outside:
        return cells
    chars = _ByTop(page.chars)
    more = [rect for rect in outside if not chars.are_marked(rect)]
    return _between(page, [*lines, *(e for rect in more for e in _edges(rect))])


def _between(page: Any, edges: Sequence[Shape]) -> Sequence[Box]:
    """The cells between `edges`.

    A row that runs over the end of a page may have no line there: it ends where the
    lines between the columns do.
    """
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    if not upright:
        return ()
    ends = [
        min(edge["top"] for edge in upright),
        max(edge["bottom"] for edge in upright),
    ]
    settings = {
        "vertical_strategy": _EVERY,
        "horizontal_strategy": _EVERY,
        "explicit_vertical_lines": [*upright, *upright],  # it asks for two
        "explicit_horizontal_lines": [
            *(edge for edge in edges if edge["orientation"] == "h"),
            *ends,
        ],
    }
    # Not its tables: those leave out a cell that stands alone.
    cells: Sequence[Box] = page.debug_tablefinder(settings).cells
    return cells


def _edges(shape: Shape) -> list[Shape]:
    """The edges of a shape: one of a thin one, four of a box, else none."""
    x0, x1, top, bottom = (float(shape[key]) for key in ("x0", "x1", "top", "bottom"))
    if bottom - top <= _THIN and bottom - top <= x1 - x0:
        middle = (top + bottom) / 2
        return [_edge("h", (x0, middle, x1, middle))]
    if x1 - x0 <= _THIN:
        middle = (x0 + x1) / 2
        return [_edge("v", (middle, top, middle, bottom))]
    if shape["object_type"] != "rect":
        return []
    return [
        _edge("h", (x0, top, x1, top)),
        _edge("h", (x0, bottom, x1, bottom)),
        _edge("v", (x0, top, x0, bottom)),
        _edge("v", (x1, top, x1, bottom)),
    ]


def _edge(orientation: str, box: Box) -> Shape:
    """An edge as pdfplumber has it."""
    x0, top, x1, bottom = box
    return {
        "object_type": "rect_edge",
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _is_background(rect: Shape, page: Any) -> bool:
    large = rect["width"] * rect["height"] > _PAGE * page.width * page.height
    return bool(large or is_white(rect.get("non_stroking_color")))


def _is_in_a_cell(rect: Shape, cells: Sequence[Box]) -> bool:
    x, y = (rect["x0"] + rect["x1"]) / 2, (rect["top"] + rect["bottom"]) / 2
    return any(cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3] for cell in cells)


class _ByTop:
    """The letters of a page, to find those within a box."""

    def __init__(self, chars: Sequence[Shape]) -> None:
        self._chars = sorted(chars, key=_top)
        self._tops = [_top(char) for char in self._chars]

    def are_marked(self, rect: Shape) -> bool:
        """Whether `rect` is drawn at letters, to mark them, or a blank between."""
        if rect["height"] > _MARKED:
            return False
        first = bisect_left(self._tops, rect["top"] - _MARKED)
        last = bisect_left(self._tops, rect["bottom"])
        inside = [
            char
            for char in self._chars[first:last]
            if rect["x0"] <= (char["x0"] + char["x1"]) / 2 <= rect["x1"]
            and rect["top"] <= (char["top"] + char["bottom"]) / 2 <= rect["bottom"]
        ]
        if not inside:
            return bool(rect["width"] < rect["height"])
        return all(char["marks"] & Mark.HIGHLIGHT.value for char in inside)


def _top(char: Shape) -> float:
    return float(char["top"])
