"""Outlook: a mail saved as .msg -> the letter itself and what hangs on it.

A .msg is a compound file ([MS-OXMSG]): a folder of properties, and in it a folder per
attachment, which may be a message again. Every size that it claims is checked against
its own length before it is read.
"""

import io
import re
import struct
from collections.abc import Iterator
from typing import Any, Final

from pipeline.errors import DocumentError
from pipeline.intake import cfb, mapi
from pipeline.intake.attachment import Attachment, Message
from pipeline.intake.limits import Limits
from pipeline.intake.mapi import Properties

_STREAM, _STORAGE = 2, 1
_SEGMENT: Final = 16
_TOP, _EMBEDDED, _ATTACHMENT = 32, 24, 8  # what stands before the properties
_PROPERTIES: Final = "__properties_version1.0"
_OBJECT: Final = f"__substg1.0_{mapi.ATTACHED_DATA:04x}{mapi.OBJECT:04x}"
_TAG: Final = re.compile(r"__substg1\.0_([0-9a-f]{4})([0-9a-f]{4})")
_PACKED: Final = ("package", "contents")  # an Office file that was put in as an object
_LOOKUPS: Final = 20_000_000


def parse(data: bytes, limits: Limits) -> Message:
    """Read the mail `data`.

    Raises `DocumentError`: `beschadigd`, or `te-groot` over a limit.
    """
    # A library that only this rare format needs.
    from olefile import OleFileIO  # type: ignore[import-untyped] # noqa: PLC0415
    from oxmsg.storage import Storage  # noqa: PLC0415

    try:
        with OleFileIO(io.BytesIO(data)) as file:
            _check(file, len(data), limits)
            root = Storage.from_ole(file)
        return _message(root, _TOP, limits, 0)
    except cfb.TROUBLE as error:
        raise DocumentError("beschadigd", "de mail van Outlook is stuk") from error


# `Any` below: directory entries of olefile and storages of oxmsg carry no usable types.


def _check(file: Any, size: int, limits: Limits) -> None:
    """Refuse what would read the same bytes over and over, or nests without end."""
    claimed = cost = 0
    waiting = [(file.root, 0, 0)]
    while waiting:
        node, steps, depth = waiting.pop()
        if depth > 4 * limits.depth:
            raise DocumentError("te-groot", "de mails zitten te diep in elkaar")
        for kid in node.kids:
            claimed += kid.size if kid.entry_type == _STREAM else 0
            cost += steps + len(node.kids)
            if kid.entry_type == _STORAGE:
                waiting.append((kid, steps + len(node.kids), depth + 1))
    if claimed > 2 * size or cost > _LOOKUPS:
        raise DocumentError("te-groot", "de mail van Outlook pakt te groot uit")


def _message(storage: Any, header: int, limits: Limits, depth: int) -> Message:
    found = _properties(storage, header).in_own_charset()
    attachments = tuple(
        _attachment(folder, found.charset, limits, depth)
        for folder in storage.iter_attachment_storages()
        if depth < limits.depth  # deeper is refused by who opens this
    )
    return mapi.read_message(found, attachments, lambda: _pieces(storage), limits)


def _attachment(storage: Any, charset: str, limits: Limits, depth: int) -> Attachment:
    found = _properties(storage, _ATTACHMENT, charset)
    inner = next((s for s in storage.storages if s.name.casefold() == _OBJECT), None)
    if inner is None:
        content = found.data(mapi.ATTACHED_DATA)
        return mapi.read_attachment(
            found, lambda: content or b"", has_content=content is not None
        )
    streams = {_name(stream): stream.bytes_ for stream in inner.streams}
    if _PROPERTIES in streams:
        message = _message(inner, _EMBEDDED, limits, depth + 1)
        return mapi.read_attachment(
            found, lambda: _pieces(inner), has_content=True, inside=message
        )
    packed = next((streams[name] for name in _PACKED if name in streams), None)
    return mapi.read_attachment(
        found, lambda: packed or b"", has_content=packed is not None
    )


def _properties(storage: Any, header: int, charset: str = "cp1252") -> Properties:
    """The properties of a folder: short ones in one table, long ones in streams."""
    streams = {_name(stream): stream.bytes_ for stream in storage.streams}
    table = streams.get(_PROPERTIES, b"")
    values: dict[int, tuple[int, bytes]] = {}
    for at in range(header, len(table) - _SEGMENT + 1, _SEGMENT):
        kind, code = struct.unpack_from("<HH", table, at)
        values.setdefault(code, (kind, table[at + 8 : at + _SEGMENT]))
    for name, content in streams.items():
        tag = _TAG.fullmatch(name)
        if tag:
            values[int(tag[1], 16)] = (int(tag[2], 16), content)
    return Properties(values, charset)


def _name(stream: Any) -> str:
    return str(stream.path).rpartition("/")[2].casefold()


def _pieces(storage: Any) -> bytes:
    """All that a folder holds, in one row: what tells one message from another."""
    return b"".join(_rows(storage, len(storage.path)))


def _rows(storage: Any, cut: int) -> Iterator[bytes]:
    for stream in sorted(storage.streams, key=lambda stream: stream.path):
        head = f"{stream.path[cut:]}\0{len(stream.bytes_)}\0"
        yield head.encode("utf-8", "replace") + stream.bytes_
    for inner in sorted(storage.storages, key=lambda inner: inner.path):
        yield from _rows(inner, cut)
