"""Excel records: what calamine does not tell of an .xlsb workbook.

    BIFF12 part -> extent, raw numbers, errors, hidden rows and columns, comments

calamine gives the values of a sheet as one rectangle. Walking the records first tells
how large that would be, so that a far cell is refused instead of exhausting memory.
Numbers and layouts of records are those of [MS-XLSB] 2.3; `excel_biff8` does the same
for .xls. A record that is cut off reads as if zeros followed: the values themselves
come from calamine, which refuses such a file.
"""

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

ERRORS: Final[Mapping[int, str]] = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
UNKNOWN_ERROR: Final = "#FOUT"

_ROW: Final = 0
_CELLS: Final = range(1, 12)  # blank, numbers, texts, truth values, errors, formulas
_FORMULAS: Final = range(8, 12)
_BUNDLE_SHEET: Final = 156
_BEGIN_COMMENT: Final = 635
_COMMENT_TEXT: Final = 637
_MAX_SHIFT: Final = 28  # a size has at most four bytes of seven bits


@dataclass(slots=True)
class Extra:
    """What the records of one sheet say besides the values; all counts from 1."""

    name: str = ""
    last: tuple[int, int] = (0, 0)
    """The last row and column that calamine makes room for."""
    row: int = 0
    """The row that the walk has come to."""
    numbers: dict[tuple[int, int], float] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    """Formulas of which the 0 that is stored was never computed."""
    looks: dict[tuple[int, int], int] = field(default_factory=dict)
    """The number of the style of each cell."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    boxes: list[str] = field(default_factory=list)
    margins: list[tuple[str, str]] = field(default_factory=list)
    """Header (`koptekst`) or footer (`voettekst`), and its text with codes."""

    def reach(self, row: int, column: int) -> None:
        """Take a cell into the extent."""
        self.last = (max(self.last[0], row), max(self.last[1], column))


def read_biff12(part: bytes) -> Extra:
    """What the sheet part of an .xlsb file says."""
    extra = Extra()
    for kind, body in records12(part):
        if kind in _CELLS:
            _cell(extra, kind, body)
        elif kind in _READERS:
            _READERS[kind](extra, body)
    return extra


def read_bundle(part: bytes) -> Iterator[tuple[str, str]]:
    """Name and relationship id of each sheet of an .xlsb workbook part."""
    for kind, body in records12(part):
        if kind == _BUNDLE_SHEET:
            relation, at = wide_string(body, 8)
            name, _ = wide_string(body, at)
            yield name, relation


def read_comments12(part: bytes) -> dict[tuple[int, int], str]:
    """The comments of an .xlsb comments part by row and column."""
    comments: dict[tuple[int, int], str] = {}
    place = (0, 0)
    for kind, body in records12(part):
        if kind == _BEGIN_COMMENT:
            row, _, column, _ = unpack("<4I", body, 4)
            place = (row + 1, column + 1)
        elif kind == _COMMENT_TEXT:
            text, _ = wide_string(body, 1)
            comments[place] = text.replace("\r\n", "\n").strip()
    return comments


def unpack(layout: str, body: bytes, at: int = 0) -> tuple[Any, ...]:
    """The fields of a record, zeros where it is cut off (`Any`: told by `layout`)."""
    end = at + struct.calcsize(layout)
    return struct.unpack_from(layout, body.ljust(end, b"\0"), at)


def rk(value: int) -> float:
    """An RK number ([MS-XLS] 2.5.122): part of an integer or a float, perhaps / 100."""
    if value & 2:
        number = float((value >> 2) - (1 << 30 if value & 0x80000000 else 0))
    else:
        number = struct.unpack("<d", struct.pack("<Q", (value & 0xFFFFFFFC) << 32))[0]
    return number / 100 if value & 1 else number


def _cell(extra: Extra, kind: int, body: bytes) -> None:
    (column,) = unpack("<I", body)
    place = (extra.row, column + 1)
    extra.reach(*place)
    extra.looks[place] = unpack("<I", body, 4)[0] & 0xFFFFFF
    match kind:
        case 2:
            extra.numbers[place] = rk(unpack("<I", body, 8)[0])
        case 5 | 9:
            extra.numbers[place] = unpack("<d", body, 8)[0]
        case 3 | 11:
            extra.errors[place] = ERRORS.get(unpack("<B", body, 8)[0], UNKNOWN_ERROR)
    if kind in _FORMULAS:
        extra.formulas.add(place)


def _row(extra: Extra, body: bytes) -> None:
    row, flags = unpack("<I7xB", body)
    extra.row = row + 1
    if flags & 0x10:
        extra.hidden_rows.add(extra.row)


def _dimensions(extra: Extra, body: bytes) -> None:
    _, last_row, _, last_column = unpack("<4I", body)
    extra.reach(last_row + 1, last_column + 1)


def _merge(extra: Extra, body: bytes) -> None:
    first_row, last_row, first, last = unpack("<4I", body)
    extra.merges.append((first_row + 1, first + 1, last_row + 1, last + 1))


def _columns(extra: Extra, body: bytes) -> None:
    first, last, flags = unpack("<2I8xH", body)
    if flags & 1:
        extra.hidden_columns.append((first + 1, last + 1))


_READERS: Final[Mapping[int, Callable[[Extra, bytes], None]]] = {
    _ROW: _row,
    60: _columns,
    148: _dimensions,
    176: _merge,
}


def records12(part: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part of an .xlsb file, by kind."""
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80 and at < len(part):
            kind = kind & 0x7F | (part[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while at < len(part) and shift < _MAX_SHIFT:
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, part[at : at + size]
        at += size


def wide_string(body: bytes, at: int) -> tuple[str, int]:
    """A string of an .xlsb file, and where it ends."""
    (count,) = unpack("<I", body, at)
    end = min(len(body), at + 4 + 2 * count)
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
