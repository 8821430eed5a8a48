"""Workbook table: the rows of one table, each with what its columns say.

    Grid + Header -> KpiLine per row, and the texts that no column could take

Which action a line is about, and what its numbers are, is told later by who knows the
programme; here is only told what stands where, and what a line inherits.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.forms.answers import Leftover
from pipeline.forms.workbook_columns import Columns, is_numbering
from pipeline.forms.workbook_grid import Grid, Vak, is_number, shown
from pipeline.forms.workbook_header import VALUES, Header, fold
from pipeline.forms.workbook_lens import Lens
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
_READ: Final[frozenset[Rol]] = frozenset({*_LABELS, *VALUES})
_TITLES: Final = 4  # rows above a header in which its title may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiLine:
    """One row of a KPI table, or one block of labels with their values.

    `vervolg`: its own cells name no action; `samengevoegd`: a merged cell over it does,
    or a ditto sign. `opgedeeld`: its doelgroep is a partner, school or place.
    `totaal`: it adds up others, as `totaalwoord` says, which is nobody's own when it
    says no more. `titels` stand above the table, nearest first, the name of the sheet
    last. `zekerheid` in 0..1 is how sure the columns are.
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
    opgedeeld: bool = False
    totaalwoord: Vak | None = None
    verborgen: bool = False
    titels: tuple[Vak, ...] = ()
    zekerheid: float = 1.0

    @property
    def totaal(self) -> bool:
        """Whether it adds up other lines."""
        return self.totaalwoord is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a sheet; `number` counts the tables of its workbook."""

    number: int
    grid: Grid
    header: Header
    columns: Columns
    lens: Lens
    titels: tuple[Vak, ...]

    def lines(self, rest: list[Leftover]) -> Iterator[KpiLine]:
        """The lines, and into `rest` what stands in other columns and in notes."""
        roles = {column: rol for rol, column in self.columns.by_role.items()}
        roles |= {
            column: kop.rol
            for column, kop in self.header.koppen.items()
            if column not in roles and kop.rol in _BESIDE
        }
        told: set[str] = set()
        split = self.columns.split
        for row in self.columns.rows:
            cells = self.grid.row(row)
            mine: dict[Rol, Cell] = {}
            for column, cell in cells.items():
                rol = roles.get(column)
                if column in split and _says(cell):
                    continue
                if rol is not None and rol in _READ and _says(cell):
                    mine[rol] = cell
                else:
                    rest.extend(self._left(column, cell, rol))
            if mine or split & cells.keys():
                line = self._line(row, mine, cells)
                parts = list(self._parts(row, line))
                told |= {part.doelgroep.plaats for part in parts if part.doelgroep}
                yield from (line, *parts)
        rest.extend(self._headings(told))

    def _parts(self, row: int, line: KpiLine) -> Iterator[KpiLine]:
        """The lines of the doelgroepen that have columns of their own."""
        for part in self.columns.delen:
            cells = {rol: self.grid.at(row, c) for rol, c in part.columns.items()}
            vakken = {
                rol: self._vak(cell)
                for rol, cell in cells.items()
                if cell is not None and _says(cell)
            }
            if not vakken:
                continue
            naam = self._vak(part.kop)._replace(tekst=part.naam)
            if line.doelgroep is not None:
                tekst = f"{line.doelgroep.tekst}, {naam.tekst}"
                naam = naam._replace(tekst=tekst)
            yield replace(
                line,
                doelgroep=naam,
                eenheid=None,
                doelstelling=None,
                te_behalen=vakken.get("te_behalen"),
                behaald=vakken.get("behaald"),
                vervolg=True,
                samengevoegd=True,
            )

    def _line(
        self, row: int, mine: Mapping[Rol, Cell], cells: Mapping[int, Cell]
    ) -> KpiLine:
        vakken = {rol: self._vak(cell) for rol, cell in mine.items()}
        merged = "actie" in vakken and self.lens.is_ditto(vakken["actie"].tekst)
        if merged:
            del vakken["actie"]
        if (
            "actie" not in vakken
            and "nummer" in mine
            and not is_numbering(mine["nummer"])
        ):
            vakken["actie"] = vakken.pop("nummer")  # a name between numbers of actions
        own = bool({"actie", "nummer"} & vakken.keys())
        for rol in _INHERITED:
            cell = self._covering(row, rol)
            if rol not in vakken and cell is not None:
                vakken[rol] = self._vak(cell)
                merged = merged or rol != "doelstelling"
        first = self._vak(next(iter(cells.values())))
        labels = [*(vakken[rol] for rol in _LABELS if rol in vakken), first]
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
            opgedeeld=self.columns.opgedeeld,
            totaalwoord=self._total(labels),
            verborgen=any(cell.hidden for cell in cells.values()),
            titels=self.titels,
            zekerheid=min(self.columns.certainty.values(), default=1.0),
        )

    def _total(self, labels: Sequence[Vak]) -> Vak | None:
        for vak in labels:
            if self.lens.is_total(vak.tekst):
                return vak._replace(eigen=not self.lens.is_total_alone(vak.tekst))
        return None

    def _headings(self, told: Collection[str]) -> Iterator[Leftover]:
        """What somebody wrote in the header besides what its columns are.

        `told` are the places of names of doelgroepen that lines have.
        """
        taken = {c for rol, c in self.columns.by_role.items() if rol in _READ}
        taken |= self.columns.split
        for row in range(self.header.first, self.header.last + 1):
            for column, cell in self.grid.row(row).items():
                vak = self._vak(cell)
                words = {word.rstrip("0123456789") for word in fold(vak.tekst)}
                used = column in taken
                known = used or column in self.header.koppen
                extra = words - self.lens.kopwoorden - {""}
                named = vak.plaats in told
                named = named or (not used and self.columns.has_values(column))
                if vak.eigen and not named and (extra or not known):
                    yield Leftover(tekst=vak.tekst, plaats=vak.plaats)

    def _left(self, column: int, cell: Cell, rol: Rol | None) -> Iterator[Leftover]:
        """What somebody typed in a column that is not read, below its header."""
        vak = self._vak(cell)
        if not vak.tekst or not vak.eigen:
            return
        reached = "behaald" in self.columns.by_role
        if rol == "berekend" and reached and self._is_computed(cell):
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

    def _covering(self, row: int, rol: Rol) -> Cell | None:
        """The cell over that of `rol` in a row; a band over the whole row is none."""
        column = self.columns.by_role.get(rol)
        if column is None:
            return None
        cell = self.grid.covering(row, column)
        across = cell is not None and cell in self.grid.row(row).values()
        return None if across and self.grid.at(row, column) is None else cell

    def _vak(self, cell: Cell) -> Vak:
        tekst = shown(cell)
        own = self.lens.is_own(self.grid.sheet, cell, tekst)
        return Vak(cell, tekst, self.grid.sheet.place(cell), not own)


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


def _says(cell: Cell) -> bool:
    return cell.value is not None or cell.error is not None or cell.formula is not None
