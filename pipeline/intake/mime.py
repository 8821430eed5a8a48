"""Mime: the bytes of a mail -> its parts, found by their boundaries, decoded on demand.

The standard library's parser builds every part in memory ten times over, and recurses
as deep as a sender likes. Here a part is a window on the mail's own bytes; header
fields are kept apart unread, and only the parameters asked for are parsed, by the
library's older, quicker half.
"""

import binascii
import email.message
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pipeline.errors import DocumentError
from pipeline.intake.limits import Limits
from pipeline.intake.text import decode

# A name, a colon, and a value that goes on over lines that begin with a blank.
_FIELD: Final = re.compile(
    rb"([!-9;-~]+)[ \t]*:((?:[^\n]*\n[ \t])*[^\n]*)(?:\n|\Z)",
)
_ENVELOPE: Final = re.compile(rb">?From [^\n]*(?:\n|\Z)")
_FOLD: Final = re.compile(rb"\r?\n[ \t]+")
_BLANK_LINE: Final = re.compile(rb"\r?\n")
_DELIMITER_END: Final = re.compile(rb"(--)?[ \t]*(?:\r?\n|\Z)")
_LIKELY_BOUNDARY: Final = re.compile(
    rb"(?<![^\n])--(\S{1,200})[ \t]*\r?\n(?=content-)", re.IGNORECASE
)
_MORE_BASE64: Final = re.compile(rb"=[=\r\n]*[A-Za-z0-9+/][A-Za-z0-9+/=\r\n]*")
_NO_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]")

# Parsing what a stranger sent: the library has more than one way to trip.
TROUBLE: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Headers:
    """The header fields of a part in their order, names in lower case, values raw."""

    fields: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """The first field `name`, or `None`."""
        return next((value for key, value in self.fields if key == name), None)

    def all(self, name: str) -> tuple[str, ...]:
        """Every field `name`, the topmost first."""
        return tuple(value for key, value in self.fields if key == name)

    def kind(self, name: str) -> str | None:
        """The first word of field `name` in lower case: `text/html`, `attachment`."""
        value = self.get(name)
        return value.partition(";")[0].strip().casefold() if value else None

    def parameter(self, field: str, name: str) -> str | None:
        """Parameter `name` of `field`, in any spelling of RFC 2231, or `None`.

        Where both the plain and the extended spelling are given, the extended counts.
        """
        value = self.get(field)
        if not value or name not in value.casefold():
            return None
        holder = email.message.Message()
        holder["content-type"] = value
        try:
            # Any: an extended value is a tuple, which its type does not say.
            found: list[tuple[str, Any]] = holder.get_params([])
        except TROUBLE:
            return _quoted(value, name)
        values = [given for key, given in found if key.casefold() == name]
        extended = [given for given in values if isinstance(given, tuple)]
        if extended:
            return _extended(*extended[0])
        return str(values[0]) if values else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a mail. `children` is empty for a leaf.

    `kind` is the media type in lower case. `whole` is false for a multipart that ends
    without its closing boundary: the mail was cut off.
    """

    headers: Headers
    data: bytes
    begin: int
    end: int
    kind: str
    children: tuple["Part", ...] = ()
    whole: bool = True

    def walk(self) -> Iterator["Part"]:
        """This part and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def content(self) -> bytes:
        """The bytes that were sent, out of their transfer encoding."""
        packed = self.data[self.begin : self.end]
        match self.headers.kind("content-transfer-encoding"):
            case "base64":
                return unpack_base64(packed)
            case "quoted-printable":
                return binascii.a2b_qp(packed)
            case _:
                return packed


def parse(data: bytes, limits: Limits) -> Part:
    """The tree of parts of the mail `data`.

    Raises `DocumentError` with code `te-groot` for more header, parts or depth than
    `limits` allows. A boundary that is missing makes a leaf, not an error.
    """
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    begin = len(data) - len(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
    return _Parsing(data, limits).part(begin, len(data), depth=0, default="text/plain")


class _Parsing:
    """The state of one `parse`: how many parts there are already."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._count = 0

    def part(self, begin: int, end: int, *, depth: int, default: str) -> Part:
        self._count += 1
        if self._count > self._limits.parts:
            raise _too_big(f"de mail heeft meer dan {self._limits.parts} onderdelen")
        if depth > self._limits.depth:
            raise _too_big("de onderdelen van de mail zitten te diep in elkaar")
        headers, begin = self._headers(begin, end)
        kind = (headers.kind("content-type") or default).strip('"')
        if kind.count("/") != 1:
            kind = "text/plain"
        children: tuple[Part, ...] = ()
        whole = True
        if kind.startswith("multipart/"):
            inner = "message/rfc822" if kind == "multipart/digest" else "text/plain"
            windows, whole = self._windows(headers, begin, end)
            children = tuple(
                self.part(start, stop, depth=depth + 1, default=inner)
                for start, stop in windows
            )
        return Part(
            headers=headers,
            data=self._data,
            begin=begin,
            end=end,
            kind=kind,
            children=children,
            whole=whole,
        )

    def _headers(self, begin: int, end: int) -> tuple[Headers, int]:
        """The header fields from `begin` on, and where the body begins."""
        data, limits = self._data, self._limits
        envelope = _ENVELOPE.match(data, begin, end)
        at = envelope.end() if envelope else begin
        fields: list[tuple[str, str]] = []
        while match := _FIELD.match(data, at, end):
            at = match.end()
            if len(fields) >= limits.header_count or at - begin > limits.headers:
                raise _too_big("de mail heeft een te lange hoofding")
            fields.append((match[1].decode("ascii").casefold(), self._value(match[2])))
        blank = _BLANK_LINE.match(data, at, end)
        return Headers(tuple(fields)), blank.end() if blank else at

    def _value(self, raw: bytes) -> str:
        return decode(_FOLD.sub(b" ", raw).strip()[: self._limits.header], None)

    def _windows(
        self, headers: Headers, begin: int, end: int
    ) -> tuple[list[tuple[int, int]], bool]:
        """Where the parts between the boundaries lie, and whether the last is closed.

        A boundary that is not named, or named wrongly, is taken from the body itself.
        """
        named = (headers.parameter("content-type", "boundary") or "").rstrip()
        windows, whole = self._between(named.encode("utf-8", "replace"), begin, end)
        if windows:
            return windows, whole
        guess = _LIKELY_BOUNDARY.search(self._data, begin, end)
        return (self._between(guess[1], begin, end)[0] if guess else []), False

    def _between(
        self, boundary: bytes, begin: int, end: int
    ) -> tuple[list[tuple[int, int]], bool]:
        windows: list[tuple[int, int]] = []
        start: int | None = None
        for at, after, last in self._delimiters(boundary, begin, end):
            if start is not None:
                windows.append((start, max(start, self._before(at))))
            start = None if last else after
            if last:
                return windows, True
        if start is not None:
            windows.append((start, end))
        return windows, False

    def _delimiters(
        self, boundary: bytes, begin: int, end: int
    ) -> Iterator[tuple[int, int, bool]]:
        """Each boundary line: where it begins, where it ends, whether it closes."""
        if not boundary:
            return
        mark = b"--" + boundary
        at = self._data.find(mark, begin, end)
        while at >= 0:
            after = at + len(mark)
            tail = _DELIMITER_END.match(self._data, after, end)
            if tail and (at == begin or self._data[at - 1 : at] == b"\n"):
                yield at, tail.end(), tail[1] is not None
            at = self._data.find(mark, after, end)

    def _before(self, at: int) -> int:
        """Where a part ends: the line end before a boundary belongs to the boundary."""
        data = self._data
        at -= data[at - 1 : at] == b"\n"
        return at - (data[at - 1 : at] == b"\r")


def unpack_base64(packed: bytes) -> bytes:
    """Decode, also what is padded in the middle, or wrongly, or was cut off."""
    pad = packed.find(b"=")
    if pad >= 0 and _MORE_BASE64.fullmatch(packed, pad):
        return b"".join(
            unpack_base64(piece) for piece in packed.split(b"=") if piece.strip()
        )
    try:
        return binascii.a2b_base64(packed)
    except binascii.Error:
        clean = _NO_BASE64.sub(b"", packed)
        whole = len(clean) - (len(clean) % 4 == 1)
        return binascii.a2b_base64(clean[:whole] + b"==")


def _extended(charset: str | None, _language: str | None, text: str) -> str:
    """An extended value (RFC 2231), of which each letter stands for one byte."""
    try:
        return decode(text.encode("latin-1"), charset)
    except UnicodeEncodeError:
        return text


def _quoted(value: str, name: str) -> str | None:
    """Parameter `name` of a field that the library trips over."""
    pattern = rf'\b{re.escape(name)}\*?[ \t]*=[ \t]*(?:"([^"]*)"|([^\s;"]+))'
    match = re.search(pattern, value, re.IGNORECASE)
    return (match[1] or match[2]) if match else None


def _too_big(reden: str) -> DocumentError:
    return DocumentError("te-groot", reden)
