"""Text: bytes in any charset -> text as the contract wants it (section 3, Text)."""

import codecs
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pipeline.canonical import canonical_or_none

_BAD: Final = "\ufffd"
# Text that a reader shows in another order than it is stored, or not at all.
_UNSEEN: Final = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Codecs that are slow on hostile input, or no charset of a document at all.
_REFUSED: Final = frozenset(
    {"idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined"}
    | {"unicode-escape"}
)

# Code pages of Windows that Python knows by another name.
_CODEPAGES: Final[Mapping[int, str]] = MappingProxyType(
    {
        1200: "utf-16-le",
        1201: "utf-16-be",
        20127: "ascii",
        28591: "iso8859-1",
        28592: "iso8859-2",
        28599: "iso8859-9",
        28605: "iso8859-15",
        50220: "iso2022_jp",
        51932: "euc_jp",
        54936: "gb18030",
        65000: "utf-7",
        65001: "utf-8",
    }
)


def decode(data: bytes, charset: str | None) -> str:
    """The text of `data`; `charset` is what the sender says, and may be wrong.

    Never raises. What cannot be read becomes U+FFFD. As in browsers, Latin-1 and ASCII
    stand for Windows-1252, and 8-bit text without a true charset is UTF-8 if it can be.
    """
    codec = _codec(charset)
    if codec in {None, "ascii", "utf-8", "iso8859-1"}:
        codec = "cp1252" if codec == "iso8859-1" else "utf-8"
    try:
        return data.decode(codec or "utf-8")
    except (ValueError, LookupError):
        return _salvage(data)


def charset_of(codepage: int) -> str:
    """What `decode` knows a code page of Windows by; it may know none such."""
    return _CODEPAGES.get(codepage, f"cp{codepage}")


def one_line(text: str) -> str | None:
    """`text` in the contract's form on a single line, runs of blanks made one."""
    whole = canonical_or_none(text)
    return " ".join(whole.split()) or None if whole else None


def visible(text: str) -> str:
    """`text` with what would hide or turn letters around spelled out: `[U+202E]`."""
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def _codec(charset: str | None) -> str | None:
    """Python's name for `charset`, or `None` when there is no such charset."""
    if not charset:
        return None
    try:
        name = codecs.lookup(charset.strip().strip("'\"")).name
    except (LookupError, ValueError):
        return None
    return None if name.replace("_", "-") in _REFUSED else name


def _salvage(data: bytes) -> str:
    """UTF-8 when most of what is not ASCII reads as such, else Windows-1252."""
    as_utf8 = data.decode("utf-8", "replace")
    foreign = sum(1 for char in as_utf8 if char > "\x7f")
    if as_utf8.count(_BAD) * 2 < foreign:
        return as_utf8
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
