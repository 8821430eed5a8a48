"""Tnef: a winmail.dat -> the letter in it and what hangs on it.

Outlook packs a mail this way for who, it believes, has Outlook too ([MS-OXTNEF]).

Walked by hand, for the libraries trust the counts in the file: 53 bytes keep one busy
for ever, and it takes trailing zeros off the attachments. Here every loop ends with the
bytes it reads from. What comes before damage is kept.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake import mapi
from pipeline.intake.attachment import Attachment, Message
from pipeline.intake.limits import Limits
from pipeline.intake.mapi import Properties
from pipeline.intake.text import charset_of

MAGIC: Final = b"\x78\x9f\x3e\x22"
_ATTRIBUTE: Final = struct.Struct("<BII")
_OF_ATTACHMENT: Final = 2
# Attributes by their id; the upper half of the number in the file is their type.
_BODY, _PROPERTIES, _CODEPAGE = 0x800C, 0x9003, 0x9007
_SUBJECT, _CLASS = 0x8004, 0x8008
_START, _TITLE, _DATA, _OF_FILE = 0x9002, 0x8010, 0x800F, 0x9005
_OLD: Final = {_BODY: 0x1000, _SUBJECT: 0x0037, _CLASS: 0x001A}
_MULTIPLE, _NAMED = 0x1000, 0x8000
_BY_NAME: Final = 1
_FIXED: Final = {0x02: 2, 0x03: 4, 0x04: 4, 0x0A: 4, 0x0B: 2, 0x05: 8, 0x06: 8}
_FIXED_8: Final = frozenset({0x07, 0x14, 0x40})
_GUID, _GUID_SIZE = 0x48, 16
_VARIABLE: Final = frozenset(
    {mapi.STRING8, mapi.STRING, mapi.BINARY, mapi.OBJECT, 0x0000}
)
# What stands before a message that hangs on another: IID_IMessage.
_MESSAGE_IID: Final = bytes.fromhex("0703020000000000c000000000000046")


class _CutOffError(ValueError):
    """The bytes end where something was announced."""


@dataclass(slots=True)
class _File:
    """What is known of one attachment while the attributes come by."""

    values: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    title: bytes = b""
    data: bytes | None = None


@dataclass(slots=True)
class _Read:
    """What was found so far."""

    charset: str = "cp1252"
    values: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    files: list[_File] = field(default_factory=list)
    is_empty: bool = True

    def add(self, level: int, code: int, content: bytes) -> None:
        """Take in one attribute."""
        self.is_empty = False
        if code == _CODEPAGE:
            self.charset = charset_of(int.from_bytes(content[:4], "little"))
        elif code == _PROPERTIES:
            self.values.update(_properties(content))
        elif code in _OLD:
            self.values.setdefault(_OLD[code], (mapi.STRING8, content))
        elif code == _START or (level == _OF_ATTACHMENT and not self.files):
            self.files.append(_File())
        if level == _OF_ATTACHMENT:
            self._add_to_file(self.files[-1], code, content)

    @staticmethod
    def _add_to_file(file: _File, code: int, content: bytes) -> None:
        if code == _TITLE:
            file.title = content
        elif code == _DATA:
            file.data = content
        elif code == _OF_FILE:
            file.values.update(_properties(content))


def parse(data: bytes, limits: Limits, depth: int = 0) -> Message:
    """Read the winmail.dat `data`.

    Raises `DocumentError`: `beschadigd` when nothing of it can be read, or `te-groot`.
    """
    if not data.startswith(MAGIC):
        raise DocumentError("beschadigd", "het is geen winmail.dat")
    read = _Read()
    for level, code, content in _attributes(data):
        read.add(level, code, content)
    if read.is_empty:
        raise DocumentError("beschadigd", "de winmail.dat is leeg of stuk")
    if len(read.files) > limits.parts:
        raise DocumentError("te-groot", f"er zitten {len(read.files)} bijlagen in")
    charset = read.charset
    attachments = tuple(
        _attachment(file, charset, limits, depth) for file in read.files
    )
    found = Properties(read.values, charset).in_own_charset()
    return mapi.read_message(found, attachments, lambda: data, limits)


def _attachment(file: _File, charset: str, limits: Limits, depth: int) -> Attachment:
    values = dict(file.values)
    _, packed = values.pop(mapi.ATTACHED_DATA, (0, None))
    if file.title:
        values.setdefault(mapi.FILE_NAME, (mapi.STRING8, file.title))
    found = Properties(values, charset)
    content, inside = file.data, None
    if content is None and packed is not None:
        is_message = packed.startswith(_MESSAGE_IID)
        content = packed[len(_MESSAGE_IID) :] if is_message else packed
        if is_message and content.startswith(MAGIC) and depth < limits.depth:
            inside = parse(content, limits, depth + 1)
    return mapi.read_attachment(
        found, lambda: content or b"", has_content=content is not None, inside=inside
    )


def _attributes(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Level, id and content of every attribute; one that is cut off ends the row."""
    at = 6
    while at + _ATTRIBUTE.size + 2 <= len(data):
        level, number, size = _ATTRIBUTE.unpack_from(data, at)
        at += _ATTRIBUTE.size
        if level not in {1, _OF_ATTACHMENT} or at + size > len(data):
            return
        yield level, number & 0xFFFF, data[at : at + size]
        at += size + 2


def _properties(data: bytes) -> dict[int, tuple[int, bytes]]:
    """The properties in `data` ([MS-OXTNEF] 2.1.3.4), as far as they can be read."""
    reader = _Reader(data)
    found: dict[int, tuple[int, bytes]] = {}
    try:
        for _ in range(reader.number()):
            kind, code = reader.short(), reader.short()
            if code >= _NAMED:
                reader.name()
            value = reader.value(kind)
            if value is not None:
                found.setdefault(code, (kind & ~_MULTIPLE, value))
    except _CutOffError:
        return found  # what came before stands
    return found


class _Reader:
    """A place in the bytes; every step forward is checked, so every loop ends."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, size: int) -> bytes:
        """The next `size` bytes, and the padding to a multiple of four passed over."""
        if self._at + size > len(self._data):
            raise _CutOffError
        taken = self._data[self._at : self._at + size]
        self._at += size + -size % 4
        return taken

    def short(self) -> int:
        """Two bytes, without padding."""
        taken = self.take(2)
        self._at -= 2
        return int.from_bytes(taken, "little")

    def number(self) -> int:
        """Four bytes."""
        return int.from_bytes(self.take(4), "little")

    def name(self) -> None:
        """Pass over the name of a property that has one."""
        self.take(_GUID_SIZE)
        if self.number() == _BY_NAME:
            self.take(self.number())
        else:
            self.number()

    def value(self, kind: int) -> bytes | None:
        """One value, the first of several; `None` for a list that has none."""
        bare = kind & ~_MULTIPLE
        size = _size(bare)
        count = 1
        if bare in _VARIABLE or kind & _MULTIPLE:
            count = self.number()
        values: list[bytes] = []
        for _ in range(count):
            taken = self.take(self.number() if bare in _VARIABLE else size)
            if not values:
                values.append(taken)
        return values[0] if values else None


def _size(kind: int) -> int:
    if kind in _FIXED_8:
        return 8
    if kind == _GUID:
        return _GUID_SIZE
    if kind not in _FIXED and kind not in _VARIABLE:
        raise _CutOffError  # of unknown size: what follows cannot be found
    return _FIXED.get(kind, 0)
