"""Workbook table: the rows of one table, each with what its columns say.

    Grid + Header -> KpiLine per row, and the texts that no column could take

Which action a line is about, and what its numbers are, is told later by who knows the
programme; here is only told what stands where, and what a line inherits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.forms.answers import Leftover
from pipeline.forms.workbook_grid import Grid, Vak, is_number
from pipeline.forms.workbook_header import VALUES, Header, Kop, fold
from pipeline.forms.workbook_lens import Lens, RondeTeken, told_rounds
from pipeline.forms.workbook_mapping import Rol
from pipeline.reading.block import Cell

_INHERITED: Final[tuple[Rol, ...]] = ("actie", "nummer", "doelstelling")
_LABELS: Final[tuple[Rol, ...]] = (
    "actie",
    "nummer",
    "doelgroep",
    "opdeling",
    "eenheid",
    "doelstelling",
)
# Roles that several columns of a table may have.
_BESIDE: Final[frozenset[Rol]] = frozenset({"berekend", "opmerking", "anders"})
_NUMBERING: Final = frozenset({"actie", "acties", "nr", "nummer", "a"})
_DOUBTFUL: Final = 0.6  # one of two columns that say the same, and nothing chooses
_UNLABELLED: Final = 0.9
_DIGITS: Final = 2  # of the number of an action
_TITLES: Final = 4  # rows above a header in which its title may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiLine:
    """One row of a KPI table, or one block of labels with their values.

    `vervolg`: its own cells name no action; `samengevoegd`: a merged cell over it does.
    `totaal`: it adds up others. `titels` stand above the table, nearest first, the name
    of the sheet last. `zekerheid` in 0..1 is how sure the columns are.
    """

    tabel: int
    plaats: str
    actie: Vak | None = None
    nummer: Vak | None = None
    doelgroep: Vak | None = None
    eenheid: Vak | None = None
    doelstelling: Vak | None = None
    te_behalen: Vak | None = None
    behaald: Vak | None = None
    vervolg: bool = False
    samengevoegd: bool = False
    totaal: bool = False
    verborgen: bool = False
    titels: tuple[Vak, ...] = ()
    zekerheid: float = 1.0


@dataclass(slots=True)
class Table:
    """One table of a sheet while it is read. `last` is its last row."""

    number: int
    grid: Grid
    header: Header
    last: int
    lens: Lens
    titels: tuple[Vak, ...] = ()
    columns: dict[Rol, int] = field(default_factory=dict)
    certainty: dict[Rol, float] = field(default_factory=dict)

    @property
    def rows(self) -> Iterator[int]:
        """The rows below the header that hold anything."""
        return (row for row in self.grid.rows if self.header.last < row <= self.last)

    def choose_columns(
        self, rondes: Sequence[RondeTeken], ronde: frozenset[str]
    ) -> None:
        """Settle which column has which role, where several claim one or none does.

        `ronde` are the rounds in force, empty when none is known.
        """
        free = dict(self.header.koppen)
        for rol in ("te_behalen", "behaald"):
            self._choose_value(rol, free, rondes, ronde)
        numbered = [
            c for c, kop in free.items() if kop.rol == "actie" and self._counts(c)
        ]
        for column in numbered[:1]:
            if "nummer" not in {kop.rol for kop in free.values()}:
                self._take("nummer", column, free.pop(column))
        for column, kop in sorted(free.items(), key=lambda item: -item[1].words):
            if kop.rol not in VALUES and kop.rol not in self.columns:
                self._take(kop.rol, column, kop)
        if "doelgroep" not in self.columns and "opdeling" in self.columns:
            self._rename("opdeling", "doelgroep")
        if not {"actie", "nummer"} & self.columns.keys():
            self._find_unlabelled()

    def lines(self, rest: list[Leftover]) -> Iterator[KpiLine]:
        """The lines, and into `rest` what stands in other columns and in notes."""
        roles = {column: rol for rol, column in self.columns.items()}
        rest.extend(self._headings())
        roles |= {
            column: kop.rol
            for column, kop in self.header.koppen.items()
            if column not in roles and kop.rol in _BESIDE
        }
        for row in self.rows:
            cells = self.grid.row(row)
            mine = {
                roles[c]: cell for c, cell in cells.items() if roles.get(c) in _LABELS
            } | {roles[c]: cell for c, cell in cells.items() if roles.get(c) in VALUES}
            for column, cell in cells.items():
                if roles.get(column) not in mine:
                    rest.extend(self._left(column, cell, roles.get(column)))
            if any(_says(cell) for cell in mine.values()):
                yield self._line(row, mine, cells)

    def _line(
        self, row: int, mine: Mapping[Rol, Cell], cells: Mapping[int, Cell]
    ) -> KpiLine:
        vakken = {rol: self._vak(cell) for rol, cell in mine.items()}
        own = bool({"actie", "nummer"} & vakken.keys())
        merged = False
        for rol in _INHERITED:
            cell = self._covering(row, rol)
            if rol not in vakken and cell is not None:
                vakken[rol] = self._vak(cell)
                merged = merged or rol != "doelstelling"
        first = self._vak(next(iter(cells.values())))
        labels = [vakken[rol].tekst for rol in _LABELS if rol in vakken]
        return KpiLine(
            tabel=self.number,
            plaats=first.plaats,
            actie=vakken.get("actie"),
            nummer=vakken.get("nummer"),
            doelgroep=vakken.get("doelgroep"),
            eenheid=vakken.get("eenheid"),
            doelstelling=vakken.get("doelstelling"),
            te_behalen=vakken.get("te_behalen"),
            behaald=vakken.get("behaald"),
            vervolg=not own,
            samengevoegd=merged and not own,
            totaal=any(map(self.lens.is_total, [*labels, first.tekst])),
            verborgen=any(cell.hidden for cell in cells.values()),
            titels=self.titels,
            zekerheid=min(self.certainty.values(), default=1.0),
        )

    def _headings(self) -> Iterator[Leftover]:
        """What somebody wrote in the header besides what its columns are."""
        for row in range(self.header.first, self.header.last + 1):
            for column, cell in self.grid.row(row).items():
                vak = self._vak(cell)
                words = {word.rstrip("0123456789") for word in fold(vak.tekst)}
                known = column in self.header.koppen or column in self.columns.values()
                extra = words - self.lens.kopwoorden - {""}
                if vak.eigen and (extra if known else vak.tekst):
                    yield Leftover(tekst=vak.tekst, plaats=vak.plaats)

    def _left(self, column: int, cell: Cell, rol: Rol | None) -> Iterator[Leftover]:
        """What somebody typed in a column that is not read, below its header."""
        vak = self._vak(cell)
        if not vak.tekst or not vak.eigen:
            return
        if rol == "berekend" and self._is_computed(cell):
            return
        if cell.formula is not None and is_number(cell):
            return
        kop = self.header.teksten.get(column, "")
        named = kop and rol != "opmerking"
        tekst = f"{' '.join(kop.split())}: {vak.tekst}" if named else vak.tekst
        yield Leftover(tekst=tekst, plaats=vak.plaats)

    def _is_computed(self, cell: Cell) -> bool:
        """Whether a computed column says what such a column says."""
        words = fold(str(cell.value))
        known = {fold(text) for text in self.lens.formulier.berekend}
        plain = all(word.isdigit() or word == "procent" for word in words)
        return cell.formula is not None or is_number(cell) or plain or words in known

    def _choose_value(
        self,
        rol: Rol,
        free: dict[int, Kop],
        rondes: Sequence[RondeTeken],
        ronde: frozenset[str],
    ) -> None:
        """Take the column of this round; else a total, else the wording itself."""
        candidates = [c for c, kop in sorted(free.items()) if kop.rol == rol]
        told = {
            c: told_rounds(self.header.teksten.get(c, ""), rondes) for c in candidates
        }
        fitting = candidates
        if ronde:
            fitting = [c for c in candidates if ronde & (told[c] or ronde)]
        if not fitting:
            return
        kops = {c: free[c] for c in fitting}
        best = max(
            fitting,
            key=lambda c: (
                self._sums(c),
                self._has_values(c),
                told[c] is not None,
                _rank(kops[c]),
            ),
        )
        self._take(rol, best, free.pop(best))
        rivals = [c for c in fitting if c != best and self._has_values(c)]
        if any(_rank(kops[c]) >= _rank(kops[best]) for c in rivals):
            self.certainty[rol] = _DOUBTFUL

    def _has_values(self, column: int) -> bool:
        return any(self.grid.at(row, column) is not None for row in self.rows)

    def _sums(self, column: int) -> bool:
        words = fold(self.header.teksten.get(column, ""))
        return any(fold(total)[0] in words for total in self.lens.formulier.totaal)

    def _take(self, rol: Rol, column: int, kop: Kop) -> None:
        self.columns[rol] = column
        self.certainty[rol] = kop.zekerheid

    def _rename(self, old: Rol, new: Rol) -> None:
        self.columns[new] = self.columns.pop(old)
        self.certainty[new] = self.certainty.pop(old)

    def _counts(self, column: int) -> bool:
        """Whether a column holds short whole numbers and hardly anything else."""
        cells = [cell for row in self.rows if (cell := self.grid.at(row, column))]
        numbers = [cell for cell in cells if _is_short_number(cell)]
        return len(numbers) * 2 > len(cells)

    def _find_unlabelled(self) -> None:
        """Take the column with the most texts, left of the numbers, for the actions."""
        values = [self.columns[rol] for rol in VALUES if rol in self.columns]
        texts: dict[int, int] = {}
        for row in self.rows:
            for column, cell in self.grid.row(row).items():
                taken = column in self.header.koppen
                if not taken and column < min(values) and isinstance(cell.value, str):
                    texts[column] = texts.get(column, 0) + 1
        if texts:
            self.columns["actie"] = max(texts, key=lambda c: (texts[c], -c))
            self.certainty["actie"] = _UNLABELLED

    def _covering(self, row: int, rol: Rol) -> Cell | None:
        column = self.columns.get(rol)
        return self.grid.covering(row, column) if column is not None else None

    def _vak(self, cell: Cell) -> Vak:
        own = self.lens.is_own(self.grid.sheet, cell)
        return self.grid.vak(cell, eigen=not own)


def titles_above(grid: Grid, header: Header, floor: int, lens: Lens) -> tuple[Vak, ...]:
    """The lone texts just above a header, nearest first; none above row `floor`."""
    found = []
    above = [row for row in grid.rows if floor < row < header.first][-_TITLES:]
    for row in reversed(above):
        cells = list(grid.row(row).values())
        if len(cells) == 1 and isinstance(cells[0].value, str):
            own = lens.is_own(grid.sheet, cells[0])
            found.append(grid.vak(cells[0], eigen=not own))
        elif any(map(is_number, cells)):
            break
    return tuple(found)


def _rank(kop: Kop) -> tuple[bool, float, int]:
    return (not kop.zwak, kop.zekerheid, kop.words)


def _says(cell: Cell) -> bool:
    return cell.value is not None or cell.error is not None or cell.formula is not None


def _is_short_number(cell: Cell) -> bool:
    """Whether a cell says no more than a number of an action: `15`, `Actie 15`."""
    words = [word for word in fold(str(cell.value)) if word not in _NUMBERING]
    return len(words) == 1 and words[0].isdigit() and len(words[0]) <= _DIGITS
