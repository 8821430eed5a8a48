"""Workbook: what a workbook says of KPIs, found by meaning, and all that is left.

    Reading + Lens -> Workbook(regels, velden, rest)

A table is known by its header, wherever it stands and whoever made it: several on a
sheet, one sheet per doelstelling, turned on its side, or a list of labels. A hidden
sheet and one that is about another round are not in force. Everything that somebody
typed and no field could take is in `rest`, with its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.canonical import canonical
from pipeline.forms.answers import Leftover
from pipeline.forms.workbook_choice import Twijfel
from pipeline.forms.workbook_columns import Columns
from pipeline.forms.workbook_fields import Labels, Veld
from pipeline.forms.workbook_grid import Grid, Vak, is_number
from pipeline.forms.workbook_header import Header
from pipeline.forms.workbook_lens import Lens, RondeTeken
from pipeline.forms.workbook_page import Page, latest_rounds, pages_of
from pipeline.forms.workbook_table import KpiLine, Table, titles_above
from pipeline.reading.block import Cell, Reading, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """What one workbook says. `formulier` is the form it says it is, or `None`.

    `ronde` is the round that is in force in it: the one asked for, else the latest that
    it names; `None` when that leaves several, or none.
    """

    formulier: str | None
    ronde: str | None
    regels: tuple[KpiLine, ...] = ()
    velden: tuple[Veld, ...] = ()
    rest: tuple[Leftover, ...] = ()
    twijfels: tuple[Twijfel, ...] = ()
    """The number columns of which nobody can say that they are the one."""

    def veld(self, naam: str) -> Veld | None:
        """The first field called `naam`, if it was filled in."""
        return next((veld for veld in self.velden if veld.naam == naam), None)


def read_kpis(
    reading: Reading,
    lens: Lens,
    rondes: Sequence[RondeTeken] = (),
    ronde: str | None = None,
) -> Workbook:
    """Everything that `reading` says, seen through `lens`.

    `rondes` are the words that tell a round, in the order of time; `ronde` is the id of
    the round asked for. Without it the latest round that a sheet names is in force.
    """
    signs = tuple(rondes)
    pages = [page for sheet in reading.sheets for page in pages_of(sheet, lens, signs)]
    in_force = frozenset({ronde}) if ronde else latest_rounds(pages, rondes)
    reader = _Reader(lens, signs, in_force)
    for page in pages:
        reader.read(page)
    rest = [*reader.rest, *_outside(reading, lens)]
    return Workbook(
        formulier=lens.formulier.formulier if lens.recognises(reading) else None,
        ronde=next(iter(in_force)) if len(in_force) == 1 else None,
        regels=tuple(reader.regels),
        velden=tuple(reader.velden),
        rest=tuple(rest),
        twijfels=tuple(reader.twijfels),
    )


class _Reader:
    """One pass over the sheets of one workbook."""

    def __init__(
        self, lens: Lens, rondes: tuple[RondeTeken, ...], ronde: frozenset[str]
    ) -> None:
        self.lens = lens
        self.rondes = rondes
        self.ronde = ronde
        self.regels: list[KpiLine] = []
        self.velden: list[Veld] = []
        self.rest: list[Leftover] = []
        self.twijfels: list[Twijfel] = []
        self.tables = 0

    def read(self, page: Page) -> None:
        """Read one sheet; all of it is left over when it is not in force."""
        other = page.rondes is not None and not (self.ronde & page.rondes)
        labels = Labels(page.grid, self.lens)
        if page.sheet.hidden or (other and self.ronde):
            self._leave(page, labels, set())
            return
        inside = {
            row
            for header, last in page.headers
            for row in page.grid.rows
            if header.first <= row <= last
        }
        upright = Grid(page.sheet) if page.grid.turned else page.grid
        outside = [row for row in page.grid.rows if row not in inside]
        if not page.grid.turned:
            self.velden.extend(labels.fields(outside))
        floor = 0
        for header, last in page.headers:
            self._table(page, header, last, floor)
            floor = last
        if not page.headers:
            labels = Labels(upright, self.lens, labels.taken)
            self.tables += 1
            self.regels += [
                replace(line, titels=(*line.titels, _named(page.sheet)))
                for line in labels.lines(upright.rows, self.tables)
            ]
        self._leave(page, labels, inside)

    def _table(self, page: Page, header: Header, last: int, floor: int) -> None:
        self.tables += 1
        rows = tuple(row for row in page.grid.rows if header.last < row <= last)
        columns = Columns(page.grid, header, rows, self.lens)
        columns.choose(self.rondes, self.ronde)
        self.twijfels += columns.twijfels
        table = Table(
            number=self.tables,
            grid=page.grid,
            header=header,
            columns=columns,
            lens=self.lens,
            titels=(
                *titles_above(page.grid, header, floor, self.lens),
                _named(page.sheet),
            ),
        )
        self.regels += table.lines(self.rest)

    def _leave(self, page: Page, labels: Labels, inside: set[int]) -> None:
        """Keep what somebody typed outside tables and fields, a row at a time."""
        for row in page.grid.rows:
            cells = page.grid.row(row)
            if row not in inside:
                left = [
                    page.grid.vak(cell)
                    for cell in cells.values()
                    if id(cell) not in labels.taken and self._is_typed(page, cell)
                ]
                if left:
                    tekst = " | ".join(vak.tekst for vak in left)
                    self.rest.append(Leftover(tekst=tekst, plaats=left[0].plaats))
            for cell in cells.values():
                if cell.comment is not None:
                    self.rest.extend(_comment(page.sheet, cell))

    def _is_typed(self, page: Page, cell: Cell) -> bool:
        if cell.formula is not None and is_number(cell):
            return False
        empty = cell.value is None and cell.error is None and cell.formula is None
        return not empty and not self.lens.is_own(page.sheet, cell)


def _named(sheet: Sheet) -> Vak:
    """The name of a sheet, the farthest title of its tables."""
    cell = Cell(row=1, column=1, value=sheet.name)
    return Vak(cel=cell, tekst=sheet.name, plaats=sheet.name, eigen=False)


def _comment(sheet: Sheet, cell: Cell) -> Iterator[Leftover]:
    text = canonical(cell.comment or "").strip()
    if text:
        yield Leftover(tekst=text, plaats=f"{sheet.place(cell)}, opmerking")


def _outside(reading: Reading, lens: Lens) -> Iterator[Leftover]:
    """Text boxes, headers and footers, except those of the blank."""
    for block in reading.blocks:
        text = canonical(block.text).strip()
        if text and not lens.is_own_text(text):
            yield Leftover(tekst=text, plaats=block.place)
