"""Workbook columns: which column of a table has which role, once each.

    Grid + Header + rows -> the column of every role, and how sure it is

Several columns can say the same: of two rounds, of parts and their total. Where nothing
tells which one counts, none is taken, and what stands in them is left over. A column
without a header is taken for the names or numbers of actions by what stands in it.

Longer than 300 lines because each role is chosen in the light of those before it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.forms.workbook_choice import (
    Choice,
    Twijfel,
    of_other_years,
    vakken_of,
)
from pipeline.forms.workbook_grid import Grid, is_number
from pipeline.forms.workbook_header import ALIKE, VALUES, Header, Kop, fold
from pipeline.forms.workbook_lens import Lens, RondeTeken, told_rounds
from pipeline.forms.workbook_mapping import Rol
from pipeline.forms.workbook_split import Deelkolommen, split_columns
from pipeline.reading.block import Cell

_NUMBERING: Final = frozenset({"actie", "acties", "nr", "nummer", "a"})
_UNLABELLED: Final = 0.9
_SEVERAL: Final = 2
_DIGITS: Final = 2  # of the number of an action


@dataclass(slots=True)
class Columns:
    """The columns of one table by role, with the certainty of each (0 to 1)."""

    grid: Grid
    header: Header
    rows: tuple[int, ...]
    lens: Lens
    by_role: dict[Rol, int] = field(default_factory=dict)
    certainty: dict[Rol, float] = field(default_factory=dict)
    delen: tuple[Deelkolommen, ...] = ()
    opgedeeld: bool = False
    """Whether what splits an action is a partner, a school or a place."""
    twijfels: tuple[Twijfel, ...] = ()
    guessed: bool = False
    """Whether only the columns tell which round is in force."""
    earliest: frozenset[str] = frozenset()
    """The rounds of the first projectjaar, when that is so."""

    def choose(self, rondes: Sequence[RondeTeken], ronde: frozenset[str]) -> None:
        """Settle every role; `ronde` are the rounds in force, empty when unknown."""
        told = _told(self.header, rondes)
        if not ronde:
            ronde = self._latest(told, rondes)
            self.guessed = True
            first = rondes[0].projectjaar if rondes else ()
            self.earliest = frozenset(r.id for r in rondes if r.projectjaar == first)
            self._take_weak(told)
            told = _told(self.header, rondes)
        free = dict(self.header.koppen)
        self.delen = split_columns(
            self.grid,
            self.header,
            [c for c in free if told[c] is None],
            self.lens,
        )
        for column in self.split:
            del free[column]
        for rol in ("te_behalen", "behaald"):
            candidates = [c for c, kop in sorted(free.items()) if kop.rol == rol]
            self._choose_value(rol, candidates, told, ronde)
            for column in candidates:
                del free[column]
        self._of_one_year(told)
        self._take_total()
        self._choose_number(free)
        for column, kop in sorted(free.items(), key=self._order):
            if kop.rol not in VALUES and kop.rol not in self.by_role:
                self._take(kop.rol, column, kop.zekerheid)
        self.opgedeeld = self._move("opdeling", "doelgroep")
        self._target_as_doelstelling()
        self._move("doelstelling", "actie")
        self._find_unlabelled()

    def _order(self, item: tuple[int, Kop]) -> tuple[bool, int]:
        """Columns with something in them first, then those that say most."""
        column, kop = item
        return not self.has_values(column), -kop.words

    @property
    def split(self) -> frozenset[int]:
        """The columns of doelgroepen that have columns of their own."""
        return frozenset(c for part in self.delen for c in part.columns.values())

    def has_values(self, column: int) -> bool:
        """Whether anything stands in a column below the header."""
        return any(self.grid.at(row, column) is not None for row in self.rows)

    def _choose_value(
        self,
        rol: Rol,
        candidates: Sequence[int],
        told: dict[int, frozenset[str] | None],
        ronde: frozenset[str],
    ) -> None:
        """Take the column of this round; of several the one that their values tell."""
        fitting = [c for c in candidates if not ronde or ronde & (told[c] or ronde)]
        columns = self._of_round(fitting, told)
        if not columns:
            return
        rounds = {told[column] for column in columns if self.has_values(column)}
        mixed = self.guessed and None in rounds and len(rounds) > 1
        best = None if mixed else self._choice.best(columns)
        if best is None:
            self._doubt(rol, [c for c in columns if self.has_values(c)])
            return
        self._take(rol, best, self.header.koppen[best].zekerheid)

    def _take_weak(self, told: Mapping[int, frozenset[str] | None]) -> None:
        """Let weak headers stand beside a strong one that is of a round of its own.

        Beside `Behaald PJ1` the column `Stand 31/03/2024` is no other wording of it.
        """
        found = dict(self.header.koppen)
        apart = {found[column].rol for column, ids in told.items() if ids}
        for column, text in self.header.teksten.items():
            kop = self.lens.koppen.kop(text) if column not in found else None
            weak = kop is not None and kop.zwak and kop.rol in apart & VALUES
            if kop is not None and weak and self._may_count(column):
                found[column] = kop
        self.header = replace(self.header, koppen=found)

    def _may_count(self, column: int) -> bool:
        """Whether a column holds numbers, or is still blank."""
        cells = [self.grid.at(row, column) for row in self.rows]
        filled = [cell for cell in cells if cell is not None]
        return not filled or any(map(_counted, filled))

    def _of_round(
        self, fitting: Sequence[int], told: Mapping[int, frozenset[str] | None]
    ) -> Sequence[int]:
        """The columns that say their round, else those that say none.

        Where one column alone says a round, another of the same role beside it may be
        the one of this round: it is, beside one of the first projectjaar.
        """
        filled = [c for c in fitting if self.has_values(c)]
        named = [c for c in filled if told[c] is not None]
        silent = [c for c in fitting if told[c] is None]
        rounds = [c for c, ids in told.items() if ids is not None]
        values = [c for c in rounds if self.header.koppen[c].rol in VALUES]
        alone = len(values) == len(named)
        if not (named and silent and alone and self.guessed):
            return named or fitting
        if all((told[c] or frozenset()) <= self.earliest for c in named):
            return silent  # also when it was left blank
        return filled

    def _of_one_year(self, told: Mapping[int, frozenset[str] | None]) -> None:
        """Leave an achieved number of another year than the target."""
        target, reached = (self.by_role.get(rol) for rol in ("te_behalen", "behaald"))
        if target is None or reached is None or told[target] or told[reached]:
            return
        heads = [self.header.teksten.get(c, "") for c in (target, reached)]
        if of_other_years(*heads) and self.has_values(reached):
            self._doubt("behaald", [reached], heads[0])
            del self.by_role["behaald"], self.certainty["behaald"]

    def _take_total(self) -> None:
        """Take a column `Totaal` that adds up columns per quarter or month."""
        heads = self.header.teksten
        totals = [c for c in heads if self.lens.is_total_alone(heads[c])]
        parts = [
            c
            for c in heads
            if self.lens.is_period(heads[c])
            and self.has_values(c)
            and c not in self.by_role.values()
        ]
        if "behaald" in self.by_role or len(totals) != 1 or len(parts) < _SEVERAL:
            return
        if self._choice.adds_up(totals[0], parts):
            self._take("behaald", totals[0], ALIKE)
            self.twijfels = tuple(t for t in self.twijfels if t.rol != "behaald")

    def _doubt(self, rol: Rol, columns: Sequence[int], jaar: str | None = None) -> None:
        koppen = vakken_of(self.grid, self.header, columns, self.header.teksten)
        if koppen:
            jaar = " ".join(jaar.split()) if jaar else None
            self.twijfels += (Twijfel(rol=rol, koppen=koppen, jaar=jaar),)

    def _choose_number(self, free: dict[int, Kop]) -> None:
        """Take a column of actions that holds nothing but numbers for the number."""
        if any(kop.rol == "nummer" for kop in free.values()):
            return
        for column, kop in sorted(free.items()):
            if kop.rol == "actie" and self._counts(column):
                self._take("nummer", column, kop.zekerheid)
                del free[column]
                return

    def _find_unlabelled(self) -> None:
        """Take columns without a header, left of the numbers: a name, a number.

        A column headed `KPI` beside a target holds the unit, when it holds texts.
        """
        texts = self._texts()
        for column, text in sorted(self.header.teksten.items()):
            kop = self.lens.koppen.kop(text)
            counts = kop is not None and kop.zwak and kop.rol in VALUES
            if kop and counts and texts.get(column) and "eenheid" not in self.by_role:
                self._take("eenheid", column, kop.zekerheid)
                del texts[column]
        values = [self.by_role[rol] for rol in VALUES if rol in self.by_role]
        values += self.split
        left = {c: n for c, n in texts.items() if n and c < min(values, default=0)}
        if "actie" not in self.by_role and left:
            column = max(left, key=lambda c: (left[c], -c))
            self._take("actie", column, _UNLABELLED)
        for column in sorted(texts):
            before = column < self.by_role.get("actie", 0)
            if before and "nummer" not in self.by_role and self._counts(column):
                self._take("nummer", column, _UNLABELLED)

    def _texts(self) -> dict[int, int]:
        """Per column without a recognised header how many texts stand in it."""
        texts: dict[int, int] = {}
        for row in self.rows:
            for column, cell in self.grid.row(row).items():
                if column not in self.header.koppen:
                    is_text = isinstance(cell.value, str)
                    texts[column] = texts.get(column, 0) + is_text
        return texts

    @property
    def _choice(self) -> Choice:
        form = self.lens.formulier
        return Choice(
            grid=self.grid,
            header=self.header,
            rows=self.rows,
            totals=frozenset(fold(text)[0] for text in form.totaal if fold(text)),
            running=frozenset(word for text in form.lopend for word in fold(text)),
        )

    def _counts(self, column: int) -> bool:
        """Whether a column holds numbers of actions and hardly anything else."""
        cells = [
            cell
            for row in self.rows
            if (cell := self.grid.at(row, column))
            and not (isinstance(cell.value, str) and self.lens.is_total(cell.value))
        ]
        return bool(cells) and sum(map(is_numbering, cells)) * 2 > len(cells)

    def _take(self, rol: Rol, column: int, zekerheid: float) -> None:
        self.by_role[rol] = column
        self.certainty[rol] = zekerheid

    def _latest(
        self, told: Mapping[int, frozenset[str] | None], rondes: Sequence[RondeTeken]
    ) -> frozenset[str]:
        """The rounds of the latest columns with values; empty when none tells any."""
        order = {ronde.id: at for at, ronde in enumerate(rondes)}
        filled = [
            ids
            for column, ids in told.items()
            if ids
            and self.header.koppen[column].rol in VALUES
            and self.has_values(column)
        ]
        return max(
            filled, key=lambda ids: min(order[i] for i in ids), default=frozenset()
        )

    def _target_as_doelstelling(self) -> None:
        """Take a column `Doelstelling` that holds counts for the target."""
        column = self.by_role.get("doelstelling")
        if column is None or "te_behalen" in self.by_role:
            return
        cells = [self.grid.at(row, column) for row in self.rows]
        filled = [cell for cell in cells if cell is not None]
        if filled and all(map(is_number, filled)) and not self._counts(column):
            self._take("te_behalen", column, ALIKE)
            del self.by_role["doelstelling"], self.certainty["doelstelling"]

    def _move(self, old: Rol, new: Rol) -> bool:
        moved = new not in self.by_role and old in self.by_role
        if moved:
            self._take(new, self.by_role.pop(old), self.certainty.pop(old))
        return moved


def _told(
    header: Header, rondes: Iterable[RondeTeken]
) -> dict[int, frozenset[str] | None]:
    """The rounds that each column can be about, by its header."""
    known = tuple(rondes)
    return {c: told_rounds(header.teksten.get(c, ""), known) for c in header.koppen}


def _counted(cell: Cell) -> bool:
    """Whether a cell holds a number, also one that is stored as text."""
    return is_number(cell) or str(cell.value).strip().isdecimal()


def is_numbering(cell: Cell) -> bool:
    """Whether a cell says no more than a number of an action: `15`, `Actie 15`."""
    words = [word for word in fold(str(cell.value)) if word not in _NUMBERING]
    return len(words) == 1 and words[0].isdigit() and len(words[0]) <= _DIGITS
