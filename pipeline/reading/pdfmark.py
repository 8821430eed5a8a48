"""What a person sees of the letters of a pdf: struck out, underlined, marked, coloured.

page of pdfplumber -> its characters, each with `marks` (bits of `Mark`)

A pdf has no such marks: it draws a line or a filled box where the letters stand. A line
that runs further than the letters is the edge of a cell, a box that does is its shade.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Final

from pipeline.reading.block import Mark

_THIN: Final = 2.0  # points that a line at text is high at most
_NEAR: Final = 2.0  # points that a line may run further than its letters
_HIGHEST: Final = 40.0  # points: letters are no larger
# How deep a line runs in the height of its letters.
_STRUCK: Final = (0.35, 0.78)
_UNDER: Final = (0.78, 1.15)
_COVERED: Final = 0.6  # of the height of a letter that a box behind it covers
_COLOURFUL: Final = 0.2  # how far the parts of a colour lie apart
_FAINT: Final = 0.97  # the darkest part of a colour that cannot be told from white

Char = dict[str, Any]  # pdfplumber's dictionaries have no type


def mark_characters(page: Any) -> None:
    """Give every character of `page` its `marks`."""
    chars: list[Char] = page.chars
    for char in chars:
        coloured = _is_coloured(char["non_stroking_color"])
        char["marks"] = Mark.COLOUR.value if coloured else 0
    by_top = sorted(chars, key=lambda char: float(char["top"]))
    tops = [float(char["top"]) for char in by_top]
    for shape in (*page.lines, *page.rects):
        if shape["height"] >= _THIN and not _is_box(shape):
            continue
        first = bisect_left(tops, shape["top"] - _HIGHEST)
        last = bisect_left(tops, shape["bottom"] + _THIN)
        near = [char for char in by_top[first:last] if _is_across(shape, char)]
        if shape["height"] < _THIN:
            _draw(shape, near)
            continue
        covered = [char for char in near if _covers(shape, char)]
        if _hugs(shape, covered):
            for char in covered:
                char["marks"] |= Mark.HIGHLIGHT.value


def _draw(line: Char, chars: Sequence[Char]) -> None:
    """Mark the characters that a thin line strikes out or underlines."""
    struck = [char for char in chars if _STRUCK[0] < _depth(line, char) < _STRUCK[1]]
    for char in struck:
        char["marks"] |= Mark.STRIKE.value
    under = [char for char in chars if _UNDER[0] <= _depth(line, char) < _UNDER[1]]
    if _hugs(line, under):
        for char in under:
            char["marks"] |= Mark.UNDERLINE.value


def _is_across(shape: Char, char: Char) -> bool:
    middle = (char["x0"] + char["x1"]) / 2
    return bool(shape["x0"] <= middle <= shape["x1"])


def _hugs(shape: Char, chars: Sequence[Char]) -> bool:
    """Whether `shape` begins and ends with the letters it is drawn at."""
    if not chars:
        return False
    begin = min(float(char["x0"]) for char in chars)
    end = max(float(char["x1"]) for char in chars)
    return bool(abs(shape["x0"] - begin) <= _NEAR and abs(shape["x1"] - end) <= _NEAR)


def _depth(line: Char, char: Char) -> float:
    height = char["bottom"] - char["top"]
    middle = (line["top"] + line["bottom"]) / 2
    return float((middle - char["top"]) / height) if height > 0 else 0.0


def _covers(box: Char, char: Char) -> bool:
    shared = min(box["bottom"], char["bottom"]) - max(box["top"], char["top"])
    return bool(shared > _COVERED * (char["bottom"] - char["top"]))


def _is_box(shape: Char) -> bool:
    if not shape.get("fill") or shape["height"] > _HIGHEST:
        return False
    parts = _parts(shape.get("non_stroking_color"))
    return bool(parts) and not is_white(shape.get("non_stroking_color"))


def is_white(colour: object) -> bool:
    """Whether `colour` cannot be told from the white of the page."""
    parts = _parts(colour)
    return bool(parts) and min(parts) >= _FAINT


def _is_coloured(colour: object) -> bool:
    parts = _parts(colour)
    return bool(parts) and max(parts) - min(parts) > _COLOURFUL


def _parts(colour: object) -> tuple[float, ...]:
    """Red, green and blue, from whatever the pdf tells a colour in."""
    if not isinstance(colour, tuple | list):
        return ()
    parts = tuple(float(part) for part in colour if isinstance(part, int | float))
    if len(parts) == 1:
        return parts * 3
    if len(parts) == 4:  # noqa: PLR2004 - cyan, magenta, yellow, black
        *inks, black = parts
        return tuple((1 - ink) * (1 - black) for ink in inks)
    return parts
