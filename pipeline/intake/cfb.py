"""Cfb: what a compound file is: Word, Excel or PowerPoint 97, Outlook, or encrypted."""

import io
import struct
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Literal

# Parsing what a stranger sent: whatever olefile trips over is a damaged file.
TROUBLE: Final = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
    struct.error,
)

Kind = Literal["doc", "xls", "ppt", "msg", "encrypted"]

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD: Final = 4096
_FIB_FLAGS: Final = slice(11, 12)
_FILE_PASS: Final = 0x002F


def kind_of(data: bytes) -> Kind | None:
    """What the compound file `data` is; `None` for anything else, or when damaged.

    Only what stands at the top counts: a document embedded in another does not.
    """
    # Only these old formats need it, and they are rare.
    import olefile  # type: ignore[import-untyped] # noqa: PLC0415 - carries no types

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            for path in sorted(file.listdir(storages=False)):
                kind = _STREAMS.get(path[-1].casefold()) if len(path) == 1 else None
                if kind:
                    protected = _PROTECTED.get(kind, _never)
                    head = file.openstream(path).read(_HEAD)
                    return "encrypted" if protected(head) else kind
    except TROUBLE:
        return None
    return None


def _word_protected(fib: bytes) -> bool:
    """The flag fEncrypted of the FIB ([MS-DOC] 2.5.2)."""
    return bool(fib[_FIB_FLAGS] and fib[_FIB_FLAGS][0] & 0x01)


def _excel_protected(records: bytes) -> bool:
    """Whether a FilePass record comes early ([MS-XLS] 2.4.117)."""
    at = 0
    while at + 4 <= len(records):
        kind, size = struct.unpack_from("<HH", records, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + size
    return False


def _never(_: bytes) -> bool:
    return False


_STREAMS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "encryptedpackage": "encrypted",
        "__properties_version1.0": "msg",
        "worddocument": "doc",
        "workbook": "xls",
        "book": "xls",
        "powerpoint document": "ppt",
    }
)
_PROTECTED: Final[Mapping[Kind, Callable[[bytes], bool]]] = MappingProxyType(
    {"doc": _word_protected, "xls": _excel_protected}
)
