"""Excel BIFF8: what calamine does not tell of an .xls workbook.

    `Workbook` stream -> per sheet what `excel_records` tells of an .xlsb sheet, and its
    comments, text boxes, headers and footers

Numbers and layouts of records are those of [MS-XLS] 2.4.
"""

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.reading.excel_records import ERRORS, UNKNOWN_ERROR, Extra, rk, unpack

_BOF: Final = 0x809
_EOF: Final = 0x0A
_BOUNDSHEET: Final = 0x85
_CONTINUE: Final = 0x3C
_NOTE: Final = 0x1C
_OBJECT: Final = 0x5D
_TEXT_OBJECT: Final = 0x1B6
# A formula whose result is no number has this mark, and the kind of result.
_NO_NUMBER: Final = 0xFFFF
_ERROR_RESULT: Final = 2
# Compute always, and when it is opened: what programs ask that compute nothing.
_COMPUTE_ANEW: Final = 0b11


@dataclass(slots=True)
class _Objects:
    """The texts of shapes and comments, which come apart from their cells."""

    current: int = 0
    waiting: int = 0
    """How many characters the next CONTINUE holds, 0 when it holds something else."""
    texts: dict[int, str] = field(default_factory=dict)
    notes: dict[int, tuple[int, int]] = field(default_factory=dict)

    def take(self, kind: int, body: bytes) -> None:
        if kind == _OBJECT:  # it opens with its FtCmo, which holds its number
            self.current = unpack("<H", body, 6)[0]
        elif kind == _TEXT_OBJECT:
            self.waiting = unpack("<H", body, 10)[0]
        elif kind == _CONTINUE and self.waiting:
            wide = bool(unpack("<B", body)[0] & 1)
            text = _characters(body, 1, self.waiting, wide=wide)
            text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
            self.texts[self.current] = text
            self.waiting = 0
        elif kind == _NOTE:
            row, column, _, number = unpack("<4H", body)
            self.notes[number] = (row + 1, column + 1)


def read_biff8(stream: bytes) -> list[Extra]:
    """What the stream says of each sheet, in their order."""
    sheets = []
    for kind, body in records8(stream, 0):
        if kind == _BOUNDSHEET:
            start, count, flags = unpack("<I2xBB", body)
            name = _characters(body, 8, count, wide=bool(flags & 1))
            sheets.append(_sheet(stream, start, name))
    return sheets


def _sheet(stream: bytes, start: int, name: str) -> Extra:
    extra, objects = Extra(name=name), _Objects()
    for kind, body in records8(stream, start):
        if kind in _READERS:
            _READERS[kind](extra, body)
        else:
            objects.take(kind, body)
    for number, text in objects.texts.items():
        if number in objects.notes:
            extra.comments[objects.notes[number]] = text
        elif text:
            extra.boxes.append(text)
    return extra


def _dimensions(extra: Extra, body: bytes) -> None:
    _, last_row, _, last_column = unpack("<2I2H", body)
    extra.reach(last_row, last_column)


def _row(extra: Extra, body: bytes) -> None:
    row, flags = unpack("<H10xB", body)
    if flags & 0x20:
        extra.hidden_rows.add(row + 1)


def _columns(extra: Extra, body: bytes) -> None:
    first, last, flags = unpack("<2H4xH", body)
    if flags & 1:
        extra.hidden_columns.append((first + 1, last + 1))


def _place(extra: Extra, body: bytes) -> tuple[int, int]:
    row, column, look = unpack("<3H", body)
    extra.reach(row + 1, column + 1)
    extra.looks[row + 1, column + 1] = look
    return row + 1, column + 1


def _plain(extra: Extra, body: bytes) -> None:
    """Take the place of a cell that is empty, or of which calamine has the text."""
    _place(extra, body)


def _number(extra: Extra, body: bytes) -> None:
    extra.numbers[_place(extra, body)] = unpack("<d", body, 6)[0]


def _short_number(extra: Extra, body: bytes) -> None:
    extra.numbers[_place(extra, body)] = rk(unpack("<I", body, 6)[0])


def _short_numbers(extra: Extra, body: bytes) -> None:
    row, first = unpack("<2H", body)
    for index, at in enumerate(range(4, len(body) - 7, 6)):
        place = (row + 1, first + 1 + index)
        extra.reach(*place)
        extra.looks[place] = unpack("<H", body, at)[0]
        extra.numbers[place] = rk(unpack("<I", body, at + 2)[0])


def _truth_or_error(extra: Extra, body: bytes) -> None:
    value, is_error = unpack("<2B", body, 6)
    place = _place(extra, body)
    if is_error:
        extra.errors[place] = ERRORS.get(value, UNKNOWN_ERROR)


def _formula(extra: Extra, body: bytes) -> None:
    place = _place(extra, body)
    extra.formulas.add(place)
    kind, value, mark = unpack("<BxB3xH", body, 6)
    if mark != _NO_NUMBER:
        number = unpack("<d", body, 6)[0]
        extra.numbers[place] = number
        asked = unpack("<H", body, 14)[0] & _COMPUTE_ANEW
        if number == 0 and asked == _COMPUTE_ANEW:
            extra.uncomputed.add(place)
    elif kind == _ERROR_RESULT:
        extra.errors[place] = ERRORS.get(value, UNKNOWN_ERROR)


def _merges(extra: Extra, body: bytes) -> None:
    for at in range(2, len(body) - 7, 8):
        first_row, last_row, first, last = unpack("<4H", body, at)
        extra.merges.append((first_row + 1, first + 1, last_row + 1, last + 1))


def _margin(layer: str) -> Callable[[Extra, bytes], None]:
    def read(extra: Extra, body: bytes) -> None:
        count, flags = unpack("<HB", body)
        text = _characters(body, 3, count, wide=bool(flags & 1))
        extra.margins.append((layer, text))

    return read


_READERS: Final[Mapping[int, Callable[[Extra, bytes], None]]] = {
    0x06: _formula,
    0x14: _margin("koptekst"),
    0x15: _margin("voettekst"),
    0x7D: _columns,
    0xBD: _short_numbers,
    0xD6: _plain,
    0xE5: _merges,
    0xFD: _plain,
    0x200: _dimensions,
    0x201: _plain,
    0x203: _number,
    0x204: _plain,
    0x205: _truth_or_error,
    0x208: _row,
    0x27E: _short_number,
}


def records8(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream: the workbook's own (at 0), or that of a sheet.

    A chart on a sheet is a substream inside it, and passed over.
    """
    at, depth = start, 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, at)
        at += 4
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[at : at + size]
        at += size


def _characters(body: bytes, at: int, count: int, *, wide: bool) -> str:
    raw = body[at : at + count * (2 if wide else 1)]
    return raw.decode("utf-16-le" if wide else "cp1252", "replace")
