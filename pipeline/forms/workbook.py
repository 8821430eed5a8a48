"""Workbook: what a workbook says of KPIs, found by meaning, and all that is left.

    Reading + Lens -> Workbook(regels, velden, rest)

A table is known by its header, wherever it stands and whoever made it: several on a
sheet, one sheet per doelstelling, turned on its side, or a list of labels. A hidden
sheet and one that is about another round are not in force. Everything that somebody
typed and no field could take is in `rest`, with its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pipeline.canonical import canonical
from pipeline.forms.answers import Leftover
from pipeline.forms.workbook_columns import Columns
from pipeline.forms.workbook_fields import Labels, Veld
from pipeline.forms.workbook_grid import Grid, Vak, is_number
from pipeline.forms.workbook_header import VALUES, Header, find_header, fold
from pipeline.forms.workbook_lens import Lens, RondeTeken, told_rounds
from pipeline.forms.workbook_split import side_by_side
from pipeline.forms.workbook_table import KpiLine, Table, titles_above
from pipeline.reading.block import Cell, Reading, Sheet

_MAX_ROWS: Final = 1_000
"""Filled rows of a sheet in which a header may stand."""
_SIGN: Final = 3  # letters of `nvt`: what is longer may be a heading


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

    def veld(self, naam: str) -> Veld | None:
        """The first field called `naam`, if it was filled in."""
        return next((veld for veld in self.velden if veld.naam == naam), None)


@dataclass(slots=True)
class _Page:
    """A sheet with its tables, before it is known which round counts."""

    sheet: Sheet
    grid: Grid
    headers: list[tuple[Header, int]]
    """Each header, with the last row of its table."""
    rondes: frozenset[str] | None = None


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
    pages = [page for sheet in reading.sheets for page in _pages(sheet, lens, signs)]
    in_force = frozenset({ronde}) if ronde else _latest(pages, rondes)
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
        self.tables = 0

    def read(self, page: _Page) -> None:
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

    def _table(self, page: _Page, header: Header, last: int, floor: int) -> None:
        self.tables += 1
        rows = tuple(row for row in page.grid.rows if header.last < row <= last)
        columns = Columns(page.grid, header, rows, self.lens)
        columns.choose(self.rondes, self.ronde)
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

    def _leave(self, page: _Page, labels: Labels, inside: set[int]) -> None:
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

    def _is_typed(self, page: _Page, cell: Cell) -> bool:
        if cell.formula is not None and is_number(cell):
            return False
        empty = cell.value is None and cell.error is None and cell.formula is None
        return not empty and not self.lens.is_own(page.sheet, cell)


def _pages(sheet: Sheet, lens: Lens, rondes: tuple[RondeTeken, ...]) -> Iterator[_Page]:
    """The tables of a sheet, those beside each other apart."""
    page = _page(sheet, lens, rondes)
    parts: tuple[Sheet, ...] = (sheet,)
    if not page.grid.turned:
        parts = side_by_side(sheet, [header for header, _ in page.headers])
    if len(parts) == 1:
        yield page
    else:
        yield from (_page(part, lens, rondes) for part in parts)


def _page(sheet: Sheet, lens: Lens, rondes: tuple[RondeTeken, ...]) -> _Page:
    """Find the tables of a sheet: upright, else turned on their side."""
    grid = Grid(sheet)
    heads = any(
        lens.koppen.names_value(cell.value)
        for cell in sheet.cells
        if isinstance(cell.value, str)
    )
    page = _Page(sheet, grid, list(_headers(grid, lens)) if heads else [])
    if heads and not any(header.first == header.last for header, _ in page.headers):
        grid = Grid(sheet, turned=True)
        headers = [found for found in _headers(grid, lens) if _is_turned(grid, *found)]
        if _roles(headers) > _roles(page.headers):
            page = _Page(sheet, grid, headers)
    page.rondes = told_rounds(sheet.name, rondes)
    if page.headers and page.rondes is None and not page.grid.turned:
        first = page.headers[0][0].first
        above = [
            cell.value
            for row in page.grid.rows
            if row < first
            for cell in page.grid.row(row).values()
            if isinstance(cell.value, str)
        ]
        page.rondes = told_rounds(" \n ".join(above), rondes)
    return page


def _roles(headers: Sequence[tuple[Header, int]]) -> int:
    return max((header.roles for header, _ in headers), default=0)


def _headers(grid: Grid, lens: Lens) -> Iterator[tuple[Header, int]]:
    """The headers of a sheet from top to bottom, each with its table's last row."""
    found: list[Header] = []
    known: dict[tuple[int, int], Header | None] = {}
    for row in grid.rows[:_MAX_ROWS]:
        if not found or row > found[-1].last:
            header = find_header(grid, row, lens.koppen, known)
            if header is not None:
                found.append(header)
    for header, below in zip(found, [*found[1:], None], strict=False):
        yield header, _last_row(grid, header, below)


def _last_row(grid: Grid, header: Header, below: Header | None) -> int:
    """Where a table ends: before the lone texts that are the title of the next one."""
    if below is None:
        return _before_another(grid, header)
    last = below.first - 1
    for row in reversed([r for r in grid.rows if header.last < r < below.first]):
        cells = list(grid.row(row).values())
        if len(cells) > 1 or not isinstance(cells[0].value, str):
            break
        last = row - 1
    return last


def _before_another(grid: Grid, header: Header) -> int:
    """The last row of a sheet, or the one before a table about something else.

    After a blank row, texts in the columns of the numbers head another table.
    """
    values = [c for c, kop in header.koppen.items() if kop.rol in VALUES]
    rows = [row for row in grid.rows if row >= header.last]
    for above, row in pairwise(rows):
        texts = {" ".join(fold(grid.text(row, column))) for column in values}
        heads = all(len(t) > _SIGN and not any(map(str.isdigit, t)) for t in texts)
        if row > above + 1 and above > header.last and heads and len(texts) > 1:
            return above
    return grid.rows[-1]


def _is_turned(grid: Grid, header: Header, last: int) -> bool:
    """Whether labels below each other head a table, with several columns of values.

    A label that comes again, or one column of values, is a list of labels.
    """
    columns = [row for row in grid.rows if header.last < row <= last]
    return len(columns) > 1 and not header.repeats


def _latest(pages: Sequence[_Page], rondes: Sequence[RondeTeken]) -> frozenset[str]:
    """The latest rounds that a visible sheet with a table can be about.

    A sheet that tells only the projectjaar leaves several; another sheet may narrow
    them down. Empty when no sheet tells anything.
    """
    order = {ronde.id: at for at, ronde in enumerate(rondes)}
    told = [
        page.rondes
        for page in pages
        if page.headers and not page.sheet.hidden and page.rondes
    ]
    if not told:
        return frozenset()
    latest = max(told, key=lambda ids: (min(order[i] for i in ids), -len(ids)))
    for ids in sorted(told, key=len):
        latest = latest & ids or latest
    return latest


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
