"""Workbook split: what stands beside each other is taken apart.

    Sheet -> a sheet per table; Header -> the columns of each doelgroep

Two tables next to each other, each with its own columns of actions, are two sheets to
who reads down. A table with a target and an achieved number per doelgroep, side by
side, tells as much as one with a line per doelgroep.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pipeline.forms.workbook_grid import Grid
from pipeline.forms.workbook_header import VALUES, Header, fold
from pipeline.forms.workbook_lens import Lens
from pipeline.forms.workbook_mapping import Rol
from pipeline.reading.block import Cell, Sheet

_TWO: Final = 2
_ABOUT: Final[frozenset[Rol]] = frozenset({"actie", "nummer", "doelstelling"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deelkolommen:
    """The columns of one doelgroep by role; `kop` is the cell that names it."""

    naam: str
    kop: Cell
    columns: Mapping[Rol, int]


def side_by_side(sheet: Sheet, headers: Sequence[Header]) -> tuple[Sheet, ...]:
    """`sheet`, or its parts from left to right when tables stand next to each other."""
    for header in headers:
        starts = _starts(header)
        if len(starts) >= _TWO:
            return tuple(_parts(sheet, starts))
    return (sheet,)


def _starts(header: Header) -> tuple[int, ...]:
    """The columns in which a table of its own begins, when several do."""
    order = sorted(header.koppen)
    first = next((c for c in order if header.koppen[c].rol in _ABOUT), None)
    if first is None:
        return ()
    words = fold(header.teksten[first])
    starts = [c for c in order if fold(header.teksten[c]) == words]
    edges = zip(starts, [*starts[1:], order[-1] + 1], strict=True)
    roles = [
        sorted(header.koppen[c].rol for c in order if start <= c < end)
        for start, end in edges
    ]
    same = all(found == roles[0] for found in roles)
    return tuple(starts) if same and set(roles[0]) >= VALUES else ()


def _parts(sheet: Sheet, starts: Sequence[int]) -> Iterator[Sheet]:
    edges = (0, *starts[1:], 1 << 20)
    for left, right in pairwise(edges):
        yield replace(
            sheet,
            cells=tuple(cell for cell in sheet.cells if left <= cell.column < right),
            merges=tuple(merge for merge in sheet.merges if left <= merge[1] < right),
        )


def split_columns(
    grid: Grid, header: Header, columns: Sequence[int], lens: Lens
) -> tuple[Deelkolommen, ...]:
    """The doelgroepen with columns of their own; empty when `columns` show none.

    Target and achieved number must be split in the same way, or it is not a split.
    """
    found: dict[Rol, dict[str, int]] = {rol: {} for rol in VALUES}
    cells: dict[str, Cell] = {}
    for column in columns:
        rol = header.koppen[column].rol
        named = _named(grid, header, column, lens) if rol in VALUES else None
        if named is None:
            continue
        naam, cell = named
        if naam in found[rol]:
            return ()
        found[rol][naam] = column
        cells.setdefault(naam, cell)
    targets, reached = found["te_behalen"], found["behaald"]
    if len(targets) < _TWO or targets.keys() != reached.keys():
        return ()
    return tuple(
        Deelkolommen(
            naam=naam,
            kop=cells[naam],
            columns={"te_behalen": targets[naam], "behaald": reached[naam]},
        )
        for naam in targets
    )


def _named(
    grid: Grid, header: Header, column: int, lens: Lens
) -> tuple[str, Cell] | None:
    """What the header of a column says besides its role, and the cell that does."""
    for row in range(header.first, header.last + 1):
        cell = grid.covering(row, column)
        words = grid.text(row, column).split()
        own = [word for word in words if not lens.kopwoorden.issuperset(fold(word))]
        naam = " ".join(own).strip(" ()[]:;,-–")
        if cell is not None and naam and not lens.is_total(grid.text(row, column)):
            return naam, cell
    return None
