"""Mails as Outlook keeps them, built in memory: the compound file and what is in it.

[MS-CFB] for the file, [MS-OXMSG] for the names of what stands in it.
"""

import datetime as dt
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Tree = Mapping[str, "bytes | Tree"]
"""A folder: streams and folders by name."""
Value = str | bytes | int | bool | dt.datetime

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096

SUBJECT, CLASS, BODY, HTML, RTF = 0x0037, 0x001A, 0x1000, 0x1013, 0x1009
TRANSPORT, MESSAGE_ID, DELIVERED, SUBMITTED = 0x007D, 0x1035, 0x0E06, 0x0039
SENDER_NAME, SENDER, SENDER_SMTP, SENT_FOR_SMTP = 0x0C1A, 0x0C1F, 0x5D01, 0x5D02
LONG_NAME, SHORT_NAME, DATA, METHOD = 0x3707, 0x3704, 0x3701, 0x3705
MIME_TAG, CONTENT_ID, FLAGS = 0x370E, 0x3712, 0x3714
CODEPAGE, INTERNET_CODEPAGE = 0x3FFD, 0x3FDE


def msg(
    properties: Mapping[int, Value],
    *attachments: Tree,
    narrow: bool = False,
) -> bytes:
    """A .msg; `narrow` writes text with a byte per letter, in Windows-1252."""
    return compound_file(folder(properties, *attachments, narrow=narrow, header=32))


def folder(
    properties: Mapping[int, Value],
    *attachments: Tree,
    narrow: bool = False,
    header: int = 24,
) -> Tree:
    """A message with its attachments; by default one that hangs on another."""
    found = {
        f"__attach_version1.0_#{number:08X}": attachment
        for number, attachment in enumerate(attachments)
    }
    return {**_stored(properties, header, narrow=narrow), **found}


def attachment(
    data: bytes | Tree | None,
    name: str | None = None,
    *,
    narrow: bool = False,
    **more: Value,
) -> Tree:
    """An attachment; `more` are properties by the names above in lower case."""
    codes = {key: globals()[key.upper()] for key in more}
    properties: dict[int, Value] = {codes[key]: value for key, value in more.items()}
    if name is not None:
        properties[LONG_NAME] = name
    if isinstance(data, bytes):
        properties = {METHOD: 1, DATA: data} | properties
        return _stored(properties, 8, narrow=narrow)
    properties = {METHOD: 5 if data else 2} | properties
    stored = _stored(properties, 8, narrow=narrow)
    return {**stored, "__substg1.0_3701000D": data} if data else stored


def _stored(properties: Mapping[int, Value], header: int, *, narrow: bool) -> Tree:
    table = bytes(header)
    streams: dict[str, bytes] = {}
    for code, value in properties.items():
        kind, content = _packed(value, narrow=narrow)
        if kind in {0x001E, 0x001F, 0x0102}:
            streams[f"__substg1.0_{code:04X}{kind:04X}"] = content
            content = struct.pack("<II", len(content), 0)
        table += struct.pack("<HHI8s", kind, code, 6, content)
    return {"__properties_version1.0": table, **streams}


def _packed(value: Value, *, narrow: bool) -> tuple[int, bytes]:
    match value:
        case str() if narrow:
            return 0x001E, value.encode("cp1252")
        case str():
            return 0x001F, value.encode("utf-16-le")
        case bytes():
            return 0x0102, value
        case bool():
            return 0x000B, struct.pack("<q", value)
        case int():
            return 0x0003, struct.pack("<q", value)
        case dt.datetime():
            since = value - dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
            return 0x0040, struct.pack("<Q", since // dt.timedelta(microseconds=1) * 10)


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    kids: list[int] = field(default_factory=list)
    left: int = _FREE
    right: int = _FREE
    child: int = _FREE
    start: int = _END


def compound_file(tree: Tree) -> bytes:
    """The compound file that holds `tree`."""
    entries = [_Entry("Root Entry", 5)]
    _lay_out(tree, entries, 0)
    mini = b""
    for entry in entries:
        if entry.kind == 2 and 0 < len(entry.content) < _CUTOFF:
            entry.start = len(mini) // _MINI
            mini += _padded(entry.content, _MINI)
    chains: list[bytes] = [mini] if mini else []
    chains += [e.content for e in entries if len(e.content) >= _CUTOFF]
    table: list[int] = []
    body = b""
    starts = []
    for content in chains:
        starts.append(len(table))
        body += _padded(content, _SECTOR)
        table += _chain(len(table), -(-len(content) // _SECTOR))
    if mini:
        entries[0].start = starts.pop(0)
    for entry in (e for e in entries if len(e.content) >= _CUTOFF):
        entry.start = starts.pop(0)
    minifat = b"".join(
        struct.pack(f"<{n}I", *_chain(e.start, n))
        for e in entries
        if e.kind == 2 and 0 < len(e.content) < _CUTOFF
        for n in [-(-len(e.content) // _MINI)]
    )
    at = {"mini": len(table)}
    body += _padded(minifat, _SECTOR, b"\xff")
    table += _chain(len(table), -(-len(minifat) // _SECTOR))
    at["directory"] = len(table)
    directory = b"".join(_row(entry, len(mini)) for entry in entries)
    body += _padded(directory, _SECTOR)
    table += _chain(len(table), -(-len(directory) // _SECTOR))
    sectors = 1
    while len(table) + sectors > sectors * 128:
        sectors += 1
    first = len(table)
    table += [_TABLE] * sectors
    body += _padded(struct.pack(f"<{len(table)}I", *table), _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16x5H6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6
    )
    minis = -(-len(minifat) // _SECTOR)
    mini_at = at["mini"] if minis else _END
    header += struct.pack(
        "<9I", 0, sectors, at["directory"], 0, _CUTOFF, mini_at, minis, _END, 0
    )
    difat = [*range(first, first + sectors)]
    header += struct.pack("<109I", *difat, *[_FREE] * (109 - sectors))
    return header + body


def _lay_out(tree: Tree, entries: list[_Entry], parent: int) -> None:
    for name, value in tree.items():
        number = len(entries)
        entries[parent].kids.append(number)
        if isinstance(value, bytes):
            entries.append(_Entry(name, 2, value))
        else:
            entries.append(_Entry(name, 1))
            _lay_out(value, entries, number)

    def order(number: int) -> tuple[int, str]:
        return len(entries[number].name), entries[number].name.upper()

    entries[parent].child = _balanced(sorted(entries[parent].kids, key=order), entries)


def _balanced(kids: Sequence[int], entries: list[_Entry]) -> int:
    if not kids:
        return _FREE
    middle = len(kids) // 2
    entries[kids[middle]].left = _balanced(kids[:middle], entries)
    entries[kids[middle]].right = _balanced(kids[middle + 1 :], entries)
    return kids[middle]


def _row(entry: _Entry, mini: int) -> bytes:
    letters = (entry.name + "\0").encode("utf-16-le")
    size = mini if entry.kind == 5 else len(entry.content)
    links = (entry.kind, 1, entry.left, entry.right, entry.child)
    return struct.pack(
        "<64sHBB3I36xIQ", letters, len(letters), *links, entry.start, size
    )


def _chain(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), _END] if length else []


def _padded(content: bytes, size: int, filler: bytes = b"\0") -> bytes:
    return content + filler * (-len(content) % size)
