r"""Workbook choice: which of several columns gives a number, or that none can be told.

    columns with one role + rows -> the column, or a Twijfel

Two columns that can both be `Behaald` hold parts and their total, the numbers of last
year beside those of this one, or a number and what was put right later. The values tell
more than the headers: a total must add up its parts, two plain headers must agree, and
no column goes beyond one whose header is not plain. Where that leaves a doubt no column
is taken.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from pipeline.forms.workbook_grid import Grid, Vak, is_number
from pipeline.forms.workbook_header import EXACT, Header, Kop, fold
from pipeline.forms.workbook_mapping import Rol

_SEVERAL: Final = 2
_YEAR: Final = re.compile(r"\b20\d\d\b")
_YEARS: Final = re.compile(r"\b(20\d\d)\s?[-–/]\s?(?:20)?(\d\d)\b")
_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Twijfel:
    """A number column that could not be told: the headers that may be it.

    `jaar` is the header of the other number column when they are of different years.
    """

    rol: Rol
    koppen: tuple[Vak, ...]
    jaar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The columns of one table that may have a role, and what stands in them."""

    grid: Grid
    header: Header
    rows: Sequence[int]
    totals: frozenset[str]
    """Words of a header that says that it adds up others."""
    running: frozenset[str]
    """Words of a header that says that it goes on from earlier: `cumulatief`."""

    def best(self, columns: Sequence[int]) -> int | None:
        """The one of `columns`, which have the same role, that counts."""
        filled = [c for c in columns if self.has_values(c)] or list(columns)
        adding = [c for c in filled if self._says(c, self.totals | self.running)]
        if len(adding) == 1 and len(filled) > 1:
            return adding[0] if self._is_total(adding[0], filled) else None
        best = max(filled, key=lambda c: _rank(self.header.koppen[c]))
        rivals = [c for c in filled if c != best]
        same = [c for c in rivals if self._rank_of(c) == self._rank_of(best)]
        if same and not all(self._repeats(c, best) for c in same):
            return None
        plain = self.header.koppen[best].zekerheid == EXACT
        beyond = not plain and any(self._goes_beyond(c, best) for c in rivals)
        return None if beyond else best

    def adds_up(self, column: int, parts: Sequence[int]) -> bool:
        """Whether a column is the sum of `parts` on every row that has any of them."""
        sums = list(self._sums(column, parts))
        return bool(sums) and all(whole == total for whole, total in sums)

    def has_values(self, column: int) -> bool:
        """Whether anything stands in a column below the header."""
        return any(self.grid.at(row, column) is not None for row in self.rows)

    def _rank_of(self, column: int) -> tuple[bool, float]:
        kop = self.header.koppen[column]
        return not kop.zwak, kop.zekerheid

    def _is_total(self, column: int, filled: Sequence[int]) -> bool:
        """Whether a column that says so is the total of the others.

        Parts need not be complete, unless the column goes on from earlier, or another
        by itself says what is asked.
        """
        parts = [c for c in filled if c != column]
        strict = self._says(column, self.running) or any(
            self.header.koppen[c].zekerheid == EXACT for c in parts
        )
        sums = list(self._sums(column, parts))
        if strict:
            return all(whole == total for whole, total in sums)
        return all(whole >= total for whole, total in sums)

    def _sums(
        self, column: int, parts: Sequence[int]
    ) -> Iterator[tuple[Fraction, Fraction]]:
        """On each row that has them, the number of a column and the sum of `parts`."""
        for row in self.rows:
            whole = self._number(row, column)
            told = [self._number(row, part) for part in parts]
            known = [number for number in told if number is not None]
            if whole is not None and known:
                yield whole, sum(known, Fraction(0))

    def _repeats(self, column: int, best: int) -> bool:
        return all(
            self._number(row, column) == self._number(row, best) for row in self.rows
        )

    def _goes_beyond(self, column: int, best: int) -> bool:
        """Whether a column has a higher number than `best`, or one that it lacks."""
        for row in self.rows:
            other, mine = self._number(row, column), self._number(row, best)
            missing = self.grid.at(row, best) is None
            if other and (missing or (mine is not None and other > mine)):
                return True
        return False

    def _says(self, column: int, words: frozenset[str]) -> bool:
        return not words.isdisjoint(fold(self.header.teksten.get(column, "")))

    def _number(self, row: int, column: int) -> Fraction | None:
        """A number, also one typed as text; `None` for anything else."""
        cell = self.grid.at(row, column)
        if cell is None or cell.is_uncomputed:
            return None
        if is_number(cell):
            return Fraction(str(cell.value))
        text = str(cell.value).strip()
        return Fraction(text) if _DIGITS.fullmatch(text) else None


def of_other_years(one: str, other: str) -> bool:
    """Whether two headers each name a year, and none of them the same."""
    here, there = _years(one), _years(other)
    return bool(here and there) and here.isdisjoint(there)


def vakken_of(
    grid: Grid, header: Header, columns: Sequence[int], teksten: Mapping[int, str]
) -> tuple[Vak, ...]:
    """The header cells of `columns`, with all that they say."""
    found = []
    for column in columns:
        for row in range(header.last, header.first - 1, -1):
            cell = grid.covering(row, column)
            if cell is not None:
                place = grid.sheet.place(cell)
                tekst = " ".join(teksten.get(column, "").split())
                found.append(Vak(cel=cell, tekst=tekst, plaats=place))
                break
    return tuple(found)


def _rank(kop: Kop) -> tuple[bool, float, int]:
    return (not kop.zwak, kop.zekerheid, kop.words)


def _years(text: str) -> frozenset[int]:
    found = {int(year) for year in _YEAR.findall(text)}
    for first, last in _YEARS.findall(text):
        found |= set(range(int(first), 2000 + int(last) + 1))
    return frozenset(found)
