"""Workbook page: the sheets of a workbook with their tables, and which round is told.

Sheet + Lens -> Page(headers, rondes) per table, or per tables beside each other
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.forms.workbook_find import beginnings, find_header
from pipeline.forms.workbook_grid import Grid, is_number
from pipeline.forms.workbook_header import EXACT, VALUES, Header, Kop, Koppen, fold
from pipeline.forms.workbook_lens import Lens, RondeTeken, told_rounds
from pipeline.forms.workbook_split import side_by_side
from pipeline.reading.block import Sheet

_MAX_ROWS: Final = 1_000
"""Filled rows of a sheet in which a header may stand."""
_SIGN: Final = 3  # letters of `nvt`: what is longer may be a heading
_FULL: Final = 3  # roles of a header that leaves no doubt which way it runs


@dataclass(slots=True)
class Page:
    """A sheet with its tables, before it is known which round counts."""

    sheet: Sheet
    grid: Grid
    headers: list[tuple[Header, int]]
    """Each header, with the last row of its table."""
    rondes: frozenset[str] | None = None


def pages_of(
    sheet: Sheet, lens: Lens, rondes: tuple[RondeTeken, ...]
) -> Iterator[Page]:
    """The tables of a sheet, those beside each other apart."""
    page = _page(sheet, lens, rondes)
    parts: tuple[Sheet, ...] = (sheet,)
    if not page.grid.turned:
        parts = side_by_side(sheet, [header for header, _ in page.headers])
    if len(parts) == 1:
        yield page
    else:
        yield from (_page(part, lens, rondes) for part in parts)


def _page(sheet: Sheet, lens: Lens, rondes: tuple[RondeTeken, ...]) -> Page:
    """Find the tables of a sheet: upright, else turned on their side."""
    grid = Grid(sheet)
    heads = any(
        lens.koppen.names_value(cell.value)
        for cell in sheet.cells
        if isinstance(cell.value, str)
    )
    page = Page(sheet, grid, list(_headers(grid, lens)) if heads else [])
    # What looks like a header and has no line below it is no rival.
    tables = [
        found
        for found in page.headers
        if any(found[0].last < row <= found[1] for row in grid.rows)
    ]
    if heads and _kinds(tables) < _FULL:
        grid = Grid(sheet, turned=True)
        headers = [found for found in _headers(grid, lens) if _is_turned(grid, *found)]
        if _kinds(headers, grid) > _kinds(tables):
            page = Page(sheet, grid, headers)
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


def _kinds(headers: Sequence[tuple[Header, int]], grid: Grid | None = None) -> int:
    """How many different things a header tells of at most; names of actions are one.

    With `grid` only the columns count that have anything below their heading.
    """
    told = (
        {
            kop.rol
            for column, kop in header.koppen.items()
            if not kop.zwak and (grid is None or _is_filled(grid, column, header, last))
        }
        for header, last in headers
    )
    return max(map(len, told), default=0)


def _is_filled(grid: Grid, column: int, header: Header, last: int) -> bool:
    rows = [row for row in grid.rows if header.last < row <= last]
    return any(grid.at(row, column) is not None for row in rows)


def _headers(grid: Grid, lens: Lens) -> Iterator[tuple[Header, int]]:
    """The headers of a sheet from top to bottom, each with its table's last row."""
    found: list[Header] = []
    known: dict[tuple[int, int], Header | None] = {}
    begins = beginnings(grid, lens.koppen)
    for row in grid.rows[:_MAX_ROWS]:
        if row in begins and (not found or row > found[-1].last):
            header = find_header(grid, row, lens.koppen, known)
            if header is not None and not (found and _is_line_of(found[-1], grid, row)):
                found.append(header)
    heads = {row for header in found for row in range(header.first, header.last + 1)}
    tables: list[Header] = []
    for header in reversed(found):
        end = tables[0].first if tables else grid.rows[-1] + 1
        below = [row for row in grid.rows if header.last < row < end]
        if not below:  # whatever stands there may be the last label of a list
            below = [row for row in grid.rows if row not in heads]
        if not (_is_listed(grid, header, below) or _is_long(grid, below, lens.koppen)):
            tables.insert(0, header)
    for header, other in zip(tables, [*tables[1:], None], strict=False):
        yield header, _last_row(grid, header, other)


def _is_listed(grid: Grid, header: Header, rows: Sequence[int]) -> bool:
    """Whether a number's heading comes again in `rows`: it is a label in a list."""
    values = [c for c, kop in header.koppen.items() if kop.rol in VALUES]
    heads = {
        (column, fold(grid.text(row, column)))
        for column in values
        for row in range(header.first, header.last + 1)
    }
    return any(
        (column, fold(grid.text(row, column))) in heads
        for row in rows
        for column in values
        if grid.text(row, column)
    )


def _is_long(grid: Grid, rows: Sequence[int], koppen: Koppen) -> bool:
    """Whether a column of `rows` says what each number is: a row for each of them."""
    told: dict[int, list[Kop]] = {}
    for row in rows:
        for column, cell in grid.row(row).items():
            kop = koppen.kop(cell.value) if isinstance(cell.value, str) else None
            if kop is not None and (kop.zekerheid == EXACT or kop.is_word):
                told.setdefault(column, []).append(kop)
    return any(
        {kop.rol for kop in found} >= VALUES and not all(kop.zwak for kop in found)
        for found in told.values()
    )


def _is_line_of(header: Header, grid: Grid, row: int) -> bool:
    """Whether a row has a number where `header` asks one: it is a line of its table.

    Words that a header could have may stand on the same row, beside the table.
    """
    values = [c for c, kop in header.koppen.items() if kop.rol in VALUES]
    cells = [grid.at(row, column) for column in values]
    return any(cell is not None and is_number(cell) for cell in cells)


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


def latest_rounds(
    pages: Sequence[Page], rondes: Sequence[RondeTeken]
) -> frozenset[str]:
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
