"""Fill rows: rows of a sheet are copied, dropped and put in another order.

    sheet XML + which row comes where -> the same sheet, references and all

Everything that refers to the rows goes along: formulas, merged cells, conditional
formats, data validation, names. A formula of a line speaks of its own row, of the rows
of its action (`E15:E17`), or of all lines (`E9:E32`).
"""

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.forms.fill_siblings import remove
from pipeline.reading.excel_sheet import S
from pipeline.reading.xmlpart import Element

_REFERENCE: Final = re.compile(
    r"""("[^"]*"|'[^']*')|(?<![\w.!])(\$?)([A-Z]{1,3})(\$?)(\d+)"""
    r"(?::(\$?)([A-Z]{1,3})(\$?)(\d+))?(?![\w(])"
)
_AREAS: Final = (
    ("mergeCells/{s}mergeCell", "ref"),
    ("conditionalFormatting", "sqref"),
    ("dataValidations/{s}dataValidation", "sqref"),
    ("hyperlinks/{s}hyperlink", "ref"),
    ("dimension", "ref"),
    ("autoFilter", "ref"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line comes from (`source`, a row of the blank) and whose it is."""

    source: int
    groep: str


class Rows:
    """The new order of lines `first` to `last`; what is below them moves along."""

    def __init__(self, first: int, last: int, places: Sequence[Place]) -> None:
        self.first = first
        self.last = last
        self.places = tuple(places)

    @property
    def new_last(self) -> int:
        """The row of the last line, as it is now."""
        return self.first + len(self.places) - 1

    @property
    def is_same(self) -> bool:
        """Whether every line stays where it is."""
        return [p.source for p in self.places] == [*range(self.first, self.last + 1)]

    def area(self, text: str, row: int | None = None) -> str:
        """A formula or reference with its rows as they are now.

        `row` is where the formula comes to stand when it is in a line.
        """
        return _REFERENCE.sub(lambda match: self._reference(match, row), text)

    def new_row(self, row: int) -> int:
        """Where a row comes to stand; a line that is gone leaves the first."""
        if row > self.last:
            return row + self.new_last - self.last
        if row < self.first:
            return row
        return next((n for n, p in self._numbered if p.source == row), self.first)

    @property
    def _numbered(self) -> list[tuple[int, Place]]:
        return list(enumerate(self.places, self.first))

    def _reference(self, match: re.Match[str], row: int | None) -> str:
        if match[1]:
            return match[1]
        fix, column, fixed, start, fix2, column2, fixed2, end = match.groups()[1:]
        place = self.places[row - self.first] if row is not None else None
        if place is not None and row is not None and self._is_own(match, place):
            top = bottom = row
        elif end:
            top, bottom = self._range(int(start), int(end), place)
        else:
            top = bottom = self.new_row(int(start))
        text = f"{fix}{column}{fixed}{top}"
        return f"{text}:{fix2}{column2}{fixed2}{bottom}" if end else text

    def _is_own(self, match: re.Match[str], place: Place) -> bool:
        """Whether a reference is to the row of the line itself: `E10`, or `E10:F10`."""
        rows = {int(match[5]), int(match[9] or match[5])}
        return rows == {place.source} and match[3] != match[7]

    def _range(self, top: int, bottom: int, place: Place | None) -> tuple[int, int]:
        """Rows `top` to `bottom` as they are now; a line means those of its action."""
        if (top, bottom) == (self.first, self.last):
            return self.first, self.new_last
        if top < self.first or bottom > self.last:
            return self.new_row(top), self.new_row(bottom)
        found = [
            number
            for number, other in self._numbered
            if (other.groep == place.groep if place else top <= other.source <= bottom)
        ]
        return (found[0], found[-1]) if found else (self.first, self.first)


def move_rows(root: Element, rows: Rows) -> None:
    """Put the lines of the worksheet `root` in their new order, and all that refers."""
    data = root.find(f"{S}sheetData")
    if data is None or rows.is_same:
        return
    old = {int(row.get("r") or 0): row for row in data}
    lines = {place.source: old[place.source] for place in rows.places}
    for number, row in old.items():
        if rows.first <= number <= rows.last:
            remove(row)
        else:
            _renumber(row, rows.new_row(number), rows, None)
    after = old[max(number for number in old if number < rows.first)]
    for number, place in enumerate(rows.places, rows.first):
        new = copy.deepcopy(lines[place.source])
        _renumber(new, number, rows, number)
        after.addnext(new)
        after = new
    for path, name in _AREAS:
        for element in root.iterfind(f"{S}{path.format(s=S)}"):
            element.set(name, rows.area(element.get(name) or ""))


def _renumber(row: Element, number: int, rows: Rows, line: int | None) -> None:
    row.set("r", str(number))
    for cell in row:
        letters = re.match(r"[A-Z]+", cell.get("r") or "")
        if letters:
            cell.set("r", f"{letters[0]}{number}")
        formula = cell.find(f"{S}f")
        if formula is not None and formula.text:
            formula.text = rows.area(formula.text, line)
