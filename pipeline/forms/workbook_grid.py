"""Workbook grid: a sheet by row and column, as a person looks at it.

    Sheet -> cells by place, merged ranges seen through; turned on its side if need be

Only what is filled is kept, so a far cell or a giant merge costs nothing.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from pipeline.canonical import canonical
from pipeline.reading.block import Cell, Sheet

_NUMBERS: Final = frozenset({int, float})  # not `bool`, which is an `int` too
# Honest merges do not overlap; a file that claims more was made to hurt.
_MAX_MERGED_ROWS: Final = 200_000


class Vak(NamedTuple):
    """A cell as a person sees it: its text, and where it stands.

    `eigen` is false when the blank form says the same: nobody wrote that.
    """

    cel: Cell
    tekst: str
    plaats: str
    eigen: bool = True


class Grid:
    """The filled cells of a sheet; `turned` swaps its rows and columns."""

    def __init__(self, sheet: Sheet, *, turned: bool = False) -> None:
        self.sheet = sheet
        self.turned = turned
        self._rows: dict[int, dict[int, Cell]] = {}
        for cell in sheet.cells:
            row, column = self._place(cell)
            self._rows.setdefault(row, {})[column] = cell
        self._rows = {
            row: dict(sorted(self._rows[row].items())) for row in sorted(self._rows)
        }
        self._merged = self._merged_rows()

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of the rows that hold anything, from top to bottom."""
        return tuple(self._rows)

    def row(self, number: int) -> Mapping[int, Cell]:
        """The filled cells of a row by column, from left to right."""
        return self._rows.get(number, {})

    def at(self, row: int, column: int) -> Cell | None:
        """The filled cell there, if any."""
        return self._rows.get(row, {}).get(column)

    def covering(self, row: int, column: int) -> Cell | None:
        """The filled cell there, or that of the merged range which covers it."""
        cell = self.at(row, column)
        if cell is not None:
            return cell
        for first_row, first, _, last in self._merged.get(row, ()):
            if first <= column <= last:
                return self.at(first_row, first)
        return None

    def text(self, row: int, column: int) -> str:
        """What `covering` finds as text, empty when nothing."""
        cell = self.covering(row, column)
        return cell.value.strip() if cell and isinstance(cell.value, str) else ""

    def vak(self, cell: Cell, *, eigen: bool = True) -> Vak:
        """The cell with its text and place."""
        place = self.sheet.place(cell)
        return Vak(cel=cell, tekst=shown(cell), plaats=place, eigen=eigen)

    def _place(self, cell: Cell) -> tuple[int, int]:
        return (cell.column, cell.row) if self.turned else (cell.row, cell.column)

    def _merged_rows(self) -> dict[int, list[tuple[int, int, int, int]]]:
        """Per filled row the merged ranges over it."""
        merged: dict[int, list[tuple[int, int, int, int]]] = {}
        rows = list(self._rows)
        room = _MAX_MERGED_ROWS
        for merge in self._merges():
            covered = rows[bisect_left(rows, merge[0]) : bisect_right(rows, merge[2])]
            room -= len(covered)
            if room < 0:
                break
            for row in covered:
                merged.setdefault(row, []).append(merge)
        return merged

    def _merges(self) -> Iterator[tuple[int, int, int, int]]:
        for top, left, bottom, right in self.sheet.merges:
            yield (
                (left, top, right, bottom)
                if self.turned
                else (top, left, bottom, right)
            )


def shown(cell: Cell) -> str:
    """The value of a cell as text in canonical form; empty when it has none."""
    if cell.error is not None:
        return cell.error
    value = cell.value
    if isinstance(value, str):
        plain = value.isascii() and value.isprintable()
        return (value if plain else canonical(value)).strip()
    match value:
        case None:
            return f"={cell.formula}" if cell.formula else ""
        case bool():
            return "WAAR" if value else "ONWAAR"
        case dt.datetime():
            return f"{value.day}/{value.month}/{value.year}"
        case _:
            return f"{value:.15g}".replace(".", ",")


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a number, shown as a date or not."""
    return type(cell.value) in _NUMBERS
