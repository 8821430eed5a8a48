"""Toekenning-rijen: the rows of the file of the toekenningen, by column.

Sheet -> columns -> Rij...
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.reading.block import Cell, Sheet

REQUIRED: Final = ("bestuur", "actie", "te_behalen")
_OPTIONAL: Final = (
    *("subsidie", "soort", "partners", "doelgroep", "contact", "email"),
    "stimulansen",
)
_COLUMNS: Final = (*REQUIRED, *_OPTIONAL)
_SEPARATOR: Final = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Rij:
    """One row: its cells by column, empty ones left out."""

    number: int
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str | None:
        """The text of a cell; `None` when it is empty."""
        cell = self.cells.get(column)
        if cell is None or cell.value is None:
            return None
        value = cell.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value).strip() or None

    @property
    def plaats(self) -> str:
        """Where a person finds it."""
        return f"rij {self.number}"


def columns_of(sheet: Sheet) -> tuple[dict[int, str], list[str]]:
    """The known columns by place, and the labels of the others."""
    first = min((cell.row for cell in sheet.cells), default=0)
    columns: dict[int, str] = {}
    unknown: list[str] = []
    for cell in sheet.cells:
        label = str(cell.value if cell.value is not None else "").strip(" \ufeff")
        if cell.row == first and label:
            key = _SEPARATOR.sub("_", label.lower())
            if key in _COLUMNS and key not in columns.values():
                columns[cell.column] = key
            else:
                unknown.append(label)
    return columns, unknown


def rows_of(sheet: Sheet, columns: Mapping[int, str]) -> Iterator[Rij]:
    """The rows below the labels in which anything stands."""
    first = min(cell.row for cell in sheet.cells)
    rows: defaultdict[int, dict[str, Cell]] = defaultdict(dict)
    for cell in sheet.cells:
        filled = cell.value is not None and str(cell.value).strip()
        if cell.row > first and cell.column in columns and (filled or cell.error):
            rows[cell.row][columns[cell.column]] = cell
    for number in sorted(rows):
        yield Rij(number, rows[number])


def parts_of(rows: Sequence[Rij], column: str) -> tuple[str, ...]:
    """The parts that `|` separates in a column, each once."""
    cells = (row.text(column) or "" for row in rows)
    parts = (part.strip() for cell in cells for part in cell.split("|"))
    return tuple(dict.fromkeys(part for part in parts if part))
