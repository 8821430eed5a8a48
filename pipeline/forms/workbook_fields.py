"""Workbook fields: labels with their value beside, behind or below them.

cells outside tables -> fields (bestuur, ronde, contact), and KPI lines written as a
list of labels instead of a table
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.forms.workbook_columns import is_numbering
from pipeline.forms.workbook_grid import Grid, Vak, is_number, shown
from pipeline.forms.workbook_header import EXACT, VALUES, Kop, fold
from pipeline.forms.workbook_lens import Lens
from pipeline.forms.workbook_mapping import Rol
from pipeline.forms.workbook_table import KpiLine
from pipeline.reading.block import Cell

_PAIRED: Final[frozenset[Rol]] = frozenset(
    {"actie", "nummer", "doelgroep", "eenheid", "te_behalen", "behaald"}
)
_TWO: Final = 2
_REACH: Final = 4  # columns to the right in which a value may stand
_LISTED: Final = 0.9
_COUNT: Final = re.compile(r"[±~≈]?\s*\d[\d.,'\s]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Veld:
    """A field of the form as filled in; `naam` is its key in the mapping.

    `eigen` is false when the blank says the same there: nobody wrote that.
    """

    naam: str
    tekst: str
    plaats: str
    eigen: bool = True


_Pair = tuple[Rol, Cell, Cell]
"""What a label asks, the label, and its value."""


@dataclass(slots=True)
class _Block:
    """Labels with their values that tell of one action, and the cells they take.

    `lead` is what stands left of them, when that is what they are about.
    """

    lead: Mapping[Rol, Cell] = field(default_factory=dict)
    vakken: dict[Rol, Vak] = field(default_factory=dict)
    cells: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Labels:
    """The labels on one sheet, and which cells they and their values take."""

    grid: Grid
    lens: Lens
    taken: set[int] = field(default_factory=set)
    """The cells that are a label or a value, by identity."""
    weak: frozenset[Rol] = frozenset()
    """The numbers of this sheet that a weak label may ask."""

    def fields(self, rows: Sequence[int]) -> Iterator[Veld]:
        """The fields in `rows` that have a value."""
        names = {
            fold(label): naam
            for naam, labels in self.lens.formulier.velden.items()
            for label in labels
        }
        for row in rows:
            for column, cell in self.grid.row(row).items():
                label, inline = _split(cell)
                naam = names.get(fold(label))
                if naam is None or id(cell) in self.taken:
                    continue
                self.taken.add(id(cell))
                value = inline or self._value(row, column, names)
                if value is not None:
                    self.taken.add(id(value))
                    vak = self.grid.vak(value)
                    yield Veld(
                        naam=naam,
                        tekst=vak.tekst,
                        plaats=vak.plaats,
                        eigen=not self.lens.is_own(self.grid.sheet, value),
                    )

    def lines(self, rows: Sequence[int], number: int) -> Iterator[KpiLine]:
        """KPI lines from labels with values: a block ends where a label comes again.

        Where what stands left of the labels differs, it is what each row is about.
        """
        block = _Block()
        titels: tuple[Vak, ...] = ()
        self.weak = self._weak(rows)
        pairs = {row: list(self._pairs(row)) for row in rows}
        about = self._about(pairs)
        for row in rows:
            cells = self.grid.row(row)
            lead = _lead(block.lead, about.get(row, {}))
            if _texts(lead) != _texts(block.lead):
                yield from self._line(block, titels, number)
                block = self._opened(lead)
            block.cells |= {id(cell) for cell in about.get(row, {}).values()}
            for rol, label, value in pairs[row]:
                if rol in block.vakken or rol == "actie":
                    yield from self._line(block, titels, number)
                    block = self._opened(block.lead)
                block.vakken[rol] = self.grid.vak(value)
                block.cells |= {id(label), id(value)}
            first = next(iter(cells.values()))
            if not pairs[row] and len(cells) == 1 and isinstance(first.value, str):
                yield from self._line(block, titels, number)
                block, titels = _Block(), (self.grid.vak(first),)
        yield from self._line(block, titels, number)

    def _about(
        self, pairs: Mapping[int, Sequence[_Pair]]
    ) -> dict[int, dict[Rol, Cell]]:
        """What stands left of the labels of numbers, by row; empty when all the same.

        The first column with texts names the action, the others a doelgroep.
        """
        left: dict[int, list[Cell]] = {}
        for row, told in pairs.items():
            labels = [label for rol, label, _ in told if rol in VALUES]
            if len(labels) == 1 and not self.grid.turned:
                cells = self.grid.row(row).values()
                left[row] = [cell for cell in cells if cell.column < labels[0].column]
        named = [
            cell for cells in left.values() for cell in cells if not is_numbering(cell)
        ]
        first = min((cell.column for cell in named), default=0)
        if len({shown(cell) for cell in named if cell.column == first}) < _TWO:
            return {}
        return {
            row: {_about_rol(cell, first): cell for cell in cells}
            for row, cells in left.items()
        }

    def _opened(self, lead: Mapping[Rol, Cell]) -> _Block:
        vakken = {rol: self.grid.vak(cell) for rol, cell in lead.items()}
        return _Block(lead, vakken, {id(cell) for cell in lead.values()})

    def _pairs(self, row: int) -> Iterator[_Pair]:
        for column, cell in self.grid.row(row).items():
            label, inline = _split(cell)
            kop = self.lens.koppen.kop(label) if label else None
            if kop is None or kop.rol not in _PAIRED or not self._is_sure(kop):
                continue
            if self.lens.is_in_place(self.grid.sheet, cell):
                continue
            value = inline or self._listed(row, column, kop.rol)
            if kop.is_word and not _has_digit(value):
                continue
            if value is not None and not {id(cell), id(value)} & self.taken:
                self.taken.add(id(value))
                yield kop.rol, cell, value

    def _weak(self, rows: Sequence[int]) -> frozenset[Rol]:
        """The number that only weak labels can ask: `Doel` beside `Behaald`."""
        labels = [
            _split(cell)[0] for row in rows for cell in self.grid.row(row).values()
        ]
        found = [kop for label in labels if (kop := self.lens.koppen.kop(label))]
        strong = {kop.rol for kop in found if kop.zekerheid == EXACT}
        return VALUES - strong if VALUES & strong else frozenset()

    def _is_sure(self, kop: Kop) -> bool:
        return kop.zekerheid == EXACT or (kop.is_word and kop.rol in self.weak)

    def _listed(self, row: int, column: int, rol: Rol) -> Cell | None:
        """The value of a label in a list; below a number's label only a number stands.

        What follows a label that was left blank is the title of the next action.
        """
        value = self._value(row, column, {})
        below = value is not None and value is self.grid.at(row + 1, column)
        return None if below and rol in VALUES and not _is_count(value) else value

    def _line(
        self, block: _Block, titels: tuple[Vak, ...], number: int
    ) -> Iterator[KpiLine]:
        """The line of a block; without a number it is none, and all of it is left."""
        vakken = block.vakken
        if not VALUES & vakken.keys():
            self.taken -= block.cells
            return
        self.taken |= block.cells
        yield KpiLine(
            tabel=number,
            plaats=next(iter(vakken.values())).plaats,
            actie=vakken.get("actie"),
            nummer=vakken.get("nummer"),
            doelgroep=vakken.get("doelgroep"),
            eenheid=vakken.get("eenheid"),
            te_behalen=vakken.get("te_behalen"),
            behaald=vakken.get("behaald"),
            vervolg=not {"actie", "nummer"} & vakken.keys(),
            titels=titels,
            zekerheid=_LISTED,
        )

    def _value(
        self, row: int, column: int, names: Mapping[tuple[str, ...], str]
    ) -> Cell | None:
        """The value of a label: the next filled cell to its right, else that below."""
        for right in range(column + 1, column + 1 + _REACH):
            cell = self.grid.at(row, right)
            if cell is not None:
                if not self._is_label(cell, names):
                    return cell
                break
        below = self.grid.at(row + 1, column)
        beside = self.grid.at(row + 1, column + 1)
        alone = beside is None or self._is_label(self.grid.at(row, column + 1), names)
        if below is None or self._is_label(below, names) or not alone:
            return None
        return below

    def _is_label(
        self, cell: Cell | None, names: Mapping[tuple[str, ...], str]
    ) -> bool:
        if cell is None or is_number(cell):
            return False
        label, _ = _split(cell)
        kop = self.lens.koppen.kop(label)
        return fold(label) in names or (kop is not None and self._is_sure(kop))


def _has_digit(cell: Cell | None) -> bool:
    return cell is not None and any(map(str.isdigit, shown(cell)))


def _about_rol(cell: Cell, first: int) -> Rol:
    if is_numbering(cell):
        return "nummer"
    return "actie" if cell.column == first else "doelgroep"


def _lead(above: Mapping[Rol, Cell], lead: Mapping[Rol, Cell]) -> Mapping[Rol, Cell]:
    """What a row is about; what it leaves blank is as on the row above."""
    return lead if {"actie", "nummer"} & lead.keys() else {**above, **lead}


def _texts(lead: Mapping[Rol, Cell]) -> dict[Rol, str]:
    return {rol: shown(cell) for rol, cell in lead.items()}


def _is_count(cell: Cell | None) -> bool:
    """Whether a cell holds a number and no word beside it."""
    if cell is None:
        return False
    return is_number(cell) or bool(_COUNT.fullmatch(str(cell.value).strip()))


def _split(cell: Cell) -> tuple[str, Cell | None]:
    """A label, and the value behind its colon when that stands in the same cell."""
    if not isinstance(cell.value, str):
        return "", None
    label, colon, value = cell.value.partition(":")
    if colon and value.strip():
        return label, cell._replace(value=value.strip())
    return label, None
