"""Workbook find: where the header of a table stands, in one row or in several.

    Grid + Koppen -> Header

Groups above count for the columns under them, merged or not (`Behaald` over `2023` and
`2024`); a row with numbers is a line, unless they are years below a group.
"""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.forms.workbook_grid import Grid, is_number
from pipeline.forms.workbook_header import EXACT, PASSING, VALUES, Header, Kop, Koppen
from pipeline.forms.workbook_mapping import Rol
from pipeline.reading.block import Cell

_KEYS: Final[frozenset[Rol]] = frozenset({"actie", "nummer", "doelgroep", "opdeling"})
_TWO: Final = 2
_MAX_ROWS: Final = 3  # of one header
_MAX_COLUMNS: Final = 500
_YEARS: Final = range(2015, 2040)
_YEAR: Final = re.compile(r"20\d\d")
# A count typed as text, with its unit or not; `1e kwartaal` and `31/03` are none.
_COUNT: Final = re.compile(
    r"(?:±|~|ca\.?|\+/-)?\s*\d[\d.,'\s]*\*?(?:\s[^\W\d]{3,})?", re.IGNORECASE
)
_BARE: Final = re.compile(r"[±~≈]?\s*\d[\d.,'\s]*")

_Known = dict[tuple[int, int], Header | None]
"""What was found before, by first and last row."""


def find_header(
    grid: Grid, row: int, koppen: Koppen, known: _Known | None = None
) -> Header | None:
    """The header of a table that begins in `row`, if one does.

    Several rows make one header when that tells more columns than fewer rows do.
    `known` keeps what was found between calls for the rows of one grid.
    """
    known = {} if known is None else known
    if _is_title(grid, row, koppen) or not _may_begin(grid, row, koppen):
        return None
    found: Header | None = None
    for rows in range(1, _MAX_ROWS + 1):
        last = row + rows - 1
        if rows > 1 and (_is_line(grid, last) or _is_band(grid, last)):
            break
        header = _header(grid, row, last, koppen, known)
        if header is None:
            continue
        below = [
            _header(grid, start, last, koppen, known)
            for start in range(row + 1, last + 1)
        ]
        others = [h for h in (found, *below) if h is not None]
        if all(_tells_more(header, other) for other in others):
            found = header
    return found


def beginnings(grid: Grid, koppen: Koppen) -> frozenset[int]:
    """The rows in which a header may begin; it, or a row just below, speaks of counts.

    `find_header` finds none in any other: most rows need no closer look.
    """
    rows = {
        row
        for row in grid.rows
        for cell in grid.row(row).values()
        if isinstance(cell.value, str) and koppen.may_head(cell.value)
    }
    return frozenset(row - above for row in rows for above in range(_MAX_ROWS))


def _is_band(grid: Grid, row: int) -> bool:
    """Whether one text over several columns opens a part of a table: no header."""
    cells = grid.row(row)
    first = next(iter(cells), 0)
    return len(cells) == 1 and grid.covering(row, first + 1) is grid.at(row, first)


def _is_title(grid: Grid, row: int, koppen: Koppen) -> bool:
    """Whether one text stands alone above a table: `Actie 10`, `Gemeente Boom`.

    It is a header above others when it is merged over them, or asks a number.
    """
    columns = list(grid.row(row))
    if len(columns) != 1:
        return False
    if grid.covering(row + 1, columns[0]) is None:
        return True
    text = grid.text(row, columns[0])
    return not (_is_band(grid, row) or koppen.names_value(text))


def _tells_more(header: Header, other: Header) -> bool:
    """Whether a header over more rows tells more columns, and not only others.

    A field above (`Gemeente: Halle`) gives a column another role, and no column more.
    """
    more = len(header.koppen) > len(other.koppen)
    return more or (
        header.roles > other.roles
        and len(header.koppen) >= len(other.koppen)
        and header.values > other.values
    )


def _may_begin(grid: Grid, row: int, koppen: Koppen) -> bool:
    """Whether the rows from `row` on have two columns of texts, one about numbers."""
    columns: set[int] = set()
    heads = False
    for r in range(row, row + _MAX_ROWS):
        cells = grid.row(r)
        if r > row and _is_line(grid, r):
            break
        for column, cell in cells.items():
            if isinstance(cell.value, str):
                columns.add(column)
                heads = heads or koppen.may_head(cell.value)
    return heads and len(columns) >= _TWO


def _header(
    grid: Grid, first: int, last: int, koppen: Koppen, known: _Known
) -> Header | None:
    if (first, last) not in known:
        texts = _texts(grid, range(first, last + 1), koppen)
        found = {c: kop for c, text in texts.items() if (kop := koppen.kop(text))}
        header = Header(first=first, last=last, koppen=_settled(found), teksten=texts)
        known[first, last] = header if _is_header(grid, header) else None
    return known[first, last]


def _texts(grid: Grid, rows: Sequence[int], koppen: Koppen) -> dict[int, str]:
    """The header text of each column; that of a merged group above goes before."""
    filled = {column for row in rows for column in grid.row(row)}
    columns = sorted(filled)[:_MAX_COLUMNS]
    if len(rows) == 1:
        return {column: grid.text(rows[0], column) for column in columns}
    texts: dict[int, str] = {}
    groups: dict[int, str] = {}
    for column in columns:
        first, *below = [_head(grid, row, column) for row in rows]
        under = any(below) and not any(koppen.kop(text) for text in below)
        if not first and under and koppen.names_value(groups.get(column - 1, "")):
            # `Behaald` over `2023` and `2024`, without a merged cell to say so.
            first = groups[column - 1]
        if first and under:
            groups[column] = first
        if any(_is_same(first, text, koppen) for text in below):
            first = ""  # `Behaald` below `Behaald KPI`, beside its parts
        parts = dict.fromkeys([first, *below])
        texts[column] = " ".join([part for part in parts if part])
    return texts


def _is_same(above: str, below: str, koppen: Koppen) -> bool:
    """Whether two texts ask the same number, with no word more."""
    one, two = koppen.kop(above), koppen.kop(below)
    if one is None or two is None or one.rol != two.rol or one.rol not in VALUES:
        return False
    return one.zekerheid == two.zekerheid == EXACT


def _head(grid: Grid, row: int, column: int) -> str:
    """What stands there as a header: a text, or a year that was typed as a number."""
    cell = grid.covering(row, column)
    return (
        str(cell.value)
        if cell is not None and _is_year(cell)
        else grid.text(row, column)
    )


def _is_year(cell: Cell) -> bool:
    return isinstance(cell.value, int) and cell.value in _YEARS


def _is_line(grid: Grid, row: int) -> bool:
    """Whether a row has numbers, so that it is no header; years alone may be one."""
    cells = grid.row(row).values()
    numbers = [cell for cell in cells if is_number(cell)]
    if numbers:
        return len(numbers) < len(cells) or not all(map(_is_year, numbers))
    texts = [cell.value.strip() for cell in cells if isinstance(cell.value, str)]
    return any(_COUNT.fullmatch(text) and not _YEAR.fullmatch(text) for text in texts)


def _counts(cell: Cell) -> bool:
    """Whether a cell holds a number, also one that is stored as text; no year."""
    if is_number(cell):
        return True
    text = cell.value.strip() if isinstance(cell.value, str) else ""
    return bool(_BARE.fullmatch(text)) and not _YEAR.fullmatch(text)


def _settled(found: dict[int, Kop]) -> dict[int, Kop]:
    """Without weak headers whose role another column has by right."""
    strong = {kop.rol for kop in found.values() if not kop.zwak}
    return {c: kop for c, kop in found.items() if not (kop.zwak and kop.rol in strong)}


def _is_header(grid: Grid, header: Header) -> bool:
    """Whether these columns make a table: a number column, and what it is about.

    A row with numbers between its texts is a line of a form, not a header.
    """
    roles = {kop.rol for kop in header.koppen.values()}
    strong = {kop.rol for kop in header.koppen.values() if not kop.zwak}
    columns = [c for c, kop in header.koppen.items() if kop.rol in _KEYS | VALUES]
    sure = strong & VALUES or roles >= VALUES | {"actie"}
    if not sure or len(columns) < _TWO:
        return False
    for row in range(header.first, header.last + 1):
        for column, cell in grid.row(row).items():
            year = row > header.first and _is_year(cell)
            if _counts(cell) and not year and _spans(columns, column):
                return False
    clear = {kop.rol for kop in header.koppen.values() if kop.zekerheid > PASSING}
    return bool(roles & _KEYS) or clear >= VALUES


def _spans(columns: Sequence[int], column: int) -> bool:
    """Whether a column is between those of a table, or right beside the last."""
    return min(columns) <= column <= max(columns) + 1
