"""The ruled tables of a page of a pdf, and the words and tables in each of their cells.

A word belongs to the smallest cell around it, a cell to the smallest larger one around
its middle: tables in tables may stand out of the cell that holds them, and share lines
with it. A word in no cell is a word of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.reading.pdfline import USUAL, Words, leading_of, to_lines
from pipeline.reading.pdfobject import Box

_SAME: Final = 3.0  # points between edges that are one line
_LARGER: Final = 1.2  # how much larger a cell is than one in it


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells row by row, and where its columns begin."""

    rows: Sequence[Sequence[Box]]
    starts: tuple[float, ...]

    @property
    def top(self) -> float:
        """Where it begins, in points from the top of the page."""
        return self.rows[0][0][1]

    def column(self, cell: Box) -> int:
        """The column in which `cell` begins, from 1."""
        return sum(start <= cell[0] + _SAME for start in self.starts)


class Tables:
    """The tables of one page."""

    def __init__(self, cells: Sequence[Box], words: Words) -> None:
        boxes = sorted(set(cells), key=_size)
        self._words: dict[Box | None, list[dict[str, Any]]] = {}
        for word in words:
            box = _around(boxes, _middle_of_word(word))
            self._words.setdefault(box, []).append(word)
        self.top: float = min((word["top"] for word in words), default=0.0)
        """Where the first words of the page stand."""
        self._cells: dict[Box | None, list[Box]] = {}
        for box in boxes:
            larger = [other for other in boxes if _size(other) > _LARGER * _size(box)]
            around = _around(larger, _middle(box))
            self._cells.setdefault(around, []).append(box)
        stacks = [to_lines(self.words_in(box)) for box in boxes]
        self.leading = min(
            (leading_of(stack) for stack in stacks if len(stack) > 1), default=USUAL
        )
        """How far apart the lines of one paragraph stand, in sizes of the letters."""

    def words_in(self, box: Box | None) -> Words:
        """The words of a cell itself, or of the page outside any cell."""
        return self._words.get(box, [])

    def tables_in(self, box: Box | None) -> Sequence[Grid]:
        """The tables of a cell, or of the page, from top to bottom."""
        tables: list[list[list[Box]]] = []
        for cell in sorted(self._cells.get(box, []), key=lambda cell: cell[1]):
            rows = tables[-1] if tables else []
            if rows and cell[1] - rows[-1][0][1] <= _SAME:
                rows[-1].append(cell)
            elif rows and any(cell[1] <= above[3] + _SAME for above in _flat(rows)):
                rows.append([cell])
            else:
                tables.append([[cell]])
        return [_grid(rows) for rows in tables]


def _flat(rows: Sequence[Sequence[Box]]) -> list[Box]:
    return [cell for row in rows for cell in row]


def _grid(rows: Sequence[Sequence[Box]]) -> Grid:
    starts: list[float] = []
    for left in sorted(cell[0] for cell in _flat(rows)):
        if not starts or left - starts[-1] > _SAME:
            starts.append(left)
    return Grid([sorted(row) for row in rows], tuple(starts))


def _around(boxes: Sequence[Box], point: tuple[float, float]) -> Box | None:
    x, y = point
    return next(
        (box for box in boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None
    )


def _middle_of_word(word: dict[str, Any]) -> tuple[float, float]:
    return (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
