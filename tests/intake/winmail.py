"""A winmail.dat built in memory ([MS-OXTNEF])."""

import struct
from collections.abc import Mapping

Value = str | bytes | int

MAGIC = b"\x78\x9f\x3e\x22"
MESSAGE_IID = bytes.fromhex("0703020000000000c000000000000046")
CODEPAGE, SUBJECT, BODY = (1, 0x00069007), (1, 0x00018004), (1, 0x0002800C)
MESSAGE_PROPERTIES, START = (1, 0x00069003), (2, 0x00069002)
TITLE, DATA, FILE_PROPERTIES = (2, 0x00018010), (2, 0x0006800F), (2, 0x00069005)


def winmail(*attributes: bytes) -> bytes:
    """A winmail.dat of these attributes."""
    return MAGIC + b"\1\0" + b"".join(attributes)


def attribute(which: tuple[int, int], content: bytes) -> bytes:
    """One attribute with its checksum."""
    level, number = which
    head = struct.pack("<BII", level, number, len(content))
    return head + content + struct.pack("<H", sum(content) & 0xFFFF)


def properties(values: Mapping[int, Value], *, which: tuple[int, int]) -> bytes:
    """An attribute that holds properties, as Outlook writes most of them."""
    packed = b"".join(_property(code, value) for code, value in values.items())
    return attribute(which, struct.pack("<I", len(values)) + packed)


def file(content: bytes, name: str, long_name: str | None = None) -> bytes:
    """An attachment by value."""
    found = attribute(START, bytes(14))
    found += attribute(TITLE, name.encode("cp1252") + b"\0")
    found += attribute(DATA, content)
    if long_name:
        found += properties({0x3707: long_name}, which=FILE_PROPERTIES)
    return found


def message(inner: bytes, name: str) -> bytes:
    """A message that hangs on another."""
    given: dict[int, Value] = {0x3001: name, 0x3705: 5, 0x3701: MESSAGE_IID + inner}
    return attribute(START, bytes(14)) + properties(given, which=FILE_PROPERTIES)


def _property(code: int, value: Value) -> bytes:
    match value:
        case int():
            return struct.pack("<HHI", 0x0003, code, value)
        case str():
            kind, content = 0x001F, (value + "\0").encode("utf-16-le")
        case bytes():
            kind, content = 0x000D if code == 0x3701 else 0x0102, value
    head = struct.pack("<HHII", kind, code, 1, len(content))
    return head + content + bytes(-len(content) % 4)
