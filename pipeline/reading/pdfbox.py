"""The boxes to tick that are drawn on a page of a pdf: small squares by themselves.

page of pdfplumber -> Typed, one for each box

LibreOffice draws the boxes of Word's older forms so, with a cross in those that are
ticked. A square that touches other lines is a cell; one with words in it is a frame.
"""

from typing import Any, Final

from pipeline.reading.pdffield import Typed
from pipeline.reading.pdfobject import Box

_SIDES: Final = (5.0, 16.0)  # points
_SQUARE: Final = 1.5  # points that its sides may differ
_NEAR: Final = 1.0  # points
_CROSSED: Final = 0.5  # of its side that a tick takes

Shape = dict[str, Any]  # pdfplumber's dictionaries have no type


def drawn_boxes(page: Any) -> tuple[list[Shape], list[Typed]]:
    """The squares on `page`, and what they say: a tick or none."""
    squares = [rect for rect in page.rects if rect["stroke"] and _is_square(rect)]
    if not squares:
        return [], []
    shapes = [*page.rects, *page.lines, *page.curves]
    found, said = [], []
    for square in squares:
        others = [one for one in shapes if one is not square and _meets(one, square)]
        if any(not _is_within(one, square) for one in others):
            continue
        if any(_is_in(char, square) for char in page.chars if char["text"].strip()):
            continue
        crossed = any(_crosses(one, square) for one in others)
        found += [square, *others]
        mark, size = "☒" if crossed else "☐", square["height"]
        said.append(Typed(mark, _box(square), size, mcid=square.get("mcid")))
    return found, said


def _is_square(rect: Shape) -> bool:
    least, most = _SIDES
    wide, high = float(rect["width"]), float(rect["height"])
    return least <= wide <= most and abs(wide - high) <= _SQUARE


def _meets(one: Shape, square: Shape) -> bool:
    return bool(
        one["x0"] <= square["x1"] + _NEAR
        and square["x0"] - _NEAR <= one["x1"]
        and one["top"] <= square["bottom"] + _NEAR
        and square["top"] - _NEAR <= one["bottom"]
    )


def _is_within(one: Shape, square: Shape) -> bool:
    return bool(
        one["x0"] >= square["x0"] - _NEAR
        and one["x1"] <= square["x1"] + _NEAR
        and one["top"] >= square["top"] - _NEAR
        and one["bottom"] <= square["bottom"] + _NEAR
    )


def _is_in(char: Shape, square: Shape) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    across = square["x0"] <= x <= square["x1"]
    return bool(across and square["top"] <= y <= square["bottom"])


def _crosses(one: Shape, square: Shape) -> bool:
    """Whether a line or shape within a square is a tick in it, and no second frame."""
    wide, high = float(one["x1"] - one["x0"]), float(one["bottom"] - one["top"])
    least = _CROSSED * float(square["width"])
    return one["object_type"] != "rect" and wide >= least and high >= least / 2


def _box(square: Shape) -> Box:
    x0, top, x1, bottom = (float(square[key]) for key in ("x0", "top", "x1", "bottom"))
    return x0, top, x1, bottom
