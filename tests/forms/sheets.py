"""Sheets: made from rows of values, the short way, and read through the real form."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from pipeline.forms.workbook import Workbook, read_kpis
from pipeline.forms.workbook_lens import Lens, RondeTeken, build_lens
from pipeline.forms.workbook_mapping import load_werkmapformulieren
from pipeline.reading.block import Block, Cell, Reading, Sheet
from pipeline.reading.excel import read_workbook

ROOT = Path(__file__).parents[2]
Value = str | int | float | bool | Cell | None
Rows = Sequence[Sequence[Value]]

RONDES = tuple(
    RondeTeken(
        id=f"pj{jaar}-{moment}",
        projectjaar=(f"projectjaar {jaar}", f"PJ{jaar}"),
        moment=signs,
    )
    for jaar in (1, 2)
    for moment, signs in (
        ("tussentijds", ("tussentijds", "tussentijdse rapportage")),
        ("eind", ("eindrapportage", "eind")),
    )
)


@cache
def lens() -> Lens:
    found = load_werkmapformulieren(ROOT / "mappings" / "formulieren")
    [formulier] = [form for form in found if form.formulier == "kpi-rapport"]
    return build_lens(formulier, blank())


@cache
def blank() -> Reading:
    file = ROOT / "templates" / "kpi-rapport.xlsx"
    return read_workbook(file.read_bytes(), file.name)


def formula(text: str, value: float | str | None = None) -> Cell:
    """A formula with its result; it gets its place from `sheet`."""
    return Cell(row=1, column=1, value=value, formula=text)


def sheet(
    rows: Rows,
    *,
    name: str = "Rapport",
    merges: Iterable[tuple[int, int, int, int]] = (),
    hidden: bool = False,
    hidden_rows: Iterable[int] = (),
) -> Sheet:
    cells = []
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is None or value == "":
                continue
            made = (
                value if isinstance(value, Cell) else Cell(row=1, column=1, value=value)
            )
            cells.append(
                Cell(
                    row=row,
                    column=column,
                    value=made.value,
                    error=made.error,
                    formula=made.formula,
                    dated=made.dated,
                    comment=made.comment,
                    hidden=row in hidden_rows,
                )
            )
    return Sheet(name=name, cells=tuple(cells), merges=tuple(merges), hidden=hidden)


def reading(*sheets: Sheet, blocks: Iterable[Block] = ()) -> Reading:
    return Reading(sheets=sheets, blocks=tuple(blocks))


def read(*sheets: Sheet, ronde: str | None = None) -> Workbook:
    return read_reading(reading(*sheets), ronde)


def read_reading(read: Reading, ronde: str | None = None) -> Workbook:
    return read_kpis(read, lens(), RONDES, ronde)
