"""Rtf: the body of an Outlook message in RTF -> its text.

Outlook packs the body ([MS-OXRTFCP]) and hides the HTML of a mail in RTF
([MS-OXRTFEX]). This is for letters alone: an RTF document that hangs on a mail is read
by a real word processor.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from pipeline.intake.limits import MIB
from pipeline.intake.markup import text_of
from pipeline.intake.text import charset_of, decode

_MOST: Final = 4 * MIB
_HEADER: Final = struct.Struct("<II4sI")
_WINDOW: Final = 4096
# What the dictionary holds before the first byte ([MS-OXRTFCP] 2.1.3.1.1).
_PRIMER: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss "
    b"\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
    b"{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab"
    b"\\tx"
)
_TOKEN: Final = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|"
    rb"([^\\{}\r\n]+)",
    re.IGNORECASE,
)
_CODEPAGE: Final = re.compile(rb"\\ansicpg(\d{1,5})")
_SKIPPED: Final = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "header"}
    | {"footer", "headerl", "headerr", "headerf", "footerl", "footerr", "footerf"}
    | {"generator", "themedata", "listtable", "listoverridetable", "xmlnstbl"}
)
_SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        "par": "\n",
        "line": "\n",
        "sect": "\n",
        "page": "\n",
        "row": "\n",
        "cell": "\t",
        "tab": "\t",
        "bullet": "\u2022",
        "endash": "–",
        "emdash": "—",
        "lquote": "‘",
        "rquote": "’",
        "ldblquote": "“",
        "rdblquote": "”",
    }
)
_SYMBOLS: Final = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
_HTML: Final = b"\\fromhtml"


def letter_of(packed: bytes) -> str:
    """The text of a packed body; empty when the packing makes no sense."""
    return rtf_text(unpack(packed))


def unpack(packed: bytes) -> bytes:
    """The RTF in `packed`, as far as it can be unpacked."""
    if len(packed) < _HEADER.size:
        return b""
    _, size, kind, _ = _HEADER.unpack_from(packed)
    body = packed[_HEADER.size :]
    if kind == b"MELA":
        return body[:size]
    if kind != b"LZFu":
        return b""
    most = min(size, _MOST)
    window = bytearray(_PRIMER.ljust(_WINDOW, b"\0"))
    done = bytearray()

    def write(byte: int) -> None:
        window[(len(_PRIMER) + len(done)) % _WINDOW] = byte
        done.append(byte)

    for piece in _pieces(body):
        if len(done) >= most:
            break
        if isinstance(piece, int):
            write(piece)
            continue
        begin, length = piece
        if begin == (len(_PRIMER) + len(done)) % _WINDOW:
            break  # it refers to itself: the end
        for step in range(length):
            # It may reach into what it is writing itself.
            write(window[(begin + step) % _WINDOW])
    return bytes(done[:most])


def _pieces(body: bytes) -> Iterator[int | tuple[int, int]]:
    """The bytes as they stand, and references: where in the window, and how long."""
    at = 0
    while at < len(body):
        control = body[at]
        at += 1
        for bit in range(8):
            if control >> bit & 1:
                if at + 2 > len(body):
                    return
                (token,) = struct.unpack_from(">H", body, at)
                at += 2
                yield token >> 4, (token & 0xF) + 2
            elif at < len(body):
                yield body[at]
                at += 1


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a pair of braces."""

    skipped: bool = False
    tag: bool = False  # the HTML behind the text stands here
    hidden: bool = False  # RTF that only repeats what the HTML says
    fallback: int = 1  # characters behind a \\u that stand for it in old readers


def rtf_text(data: bytes) -> str:
    """What a person reads in the RTF `data`; of hidden HTML, what is read in that."""
    is_html = _HTML in data[:4096]
    codepage = _CODEPAGE.search(data)
    flow = _Flow(charset_of(int(codepage[1]) if codepage else 1252), is_html=is_html)
    for match in _TOKEN.finditer(data[:_MOST]):
        flow.take(match)
    text = flow.text()
    return text_of(text) if is_html else text


class _Flow:
    """The text of one RTF document, as its tokens come by."""

    def __init__(self, charset: str, *, is_html: bool) -> None:
        self._charset = charset
        self._is_html = is_html
        self._states = [_State()]
        self._marked = False  # the group just opened began with \\*
        self._pieces: list[str] = []
        self._raw = bytearray()
        self._skip = 0

    def take(self, match: re.Match[bytes]) -> None:
        word, number, code, symbol, brace, plain = match.groups()
        if word:
            self._word(word.decode().lower(), int(number) if number else None)
        elif code:
            self._bytes(bytes([int(code, 16)]))
        elif symbol == b"*":
            self._marked = True
        elif symbol:
            self._say(_SYMBOLS.get(symbol, ""))
        elif brace == b"{":
            self._states.append(self._states[-1])
        elif brace and len(self._states) > 1:
            self._states.pop()
        elif plain:
            self._bytes(plain)

    def text(self) -> str:
        self._flush()
        joined = "".join(self._pieces)
        # A letter outside the basic plane is written as two halves.
        return joined.encode("utf-16-le", "surrogatepass").decode(
            "utf-16-le", "replace"
        )

    def _word(self, word: str, number: int | None) -> None:
        state, marked = self._states[-1], self._marked
        self._marked = False
        if word in _SKIPPED or (marked and word != "htmltag"):
            self._states[-1] = replace(state, skipped=True)
        elif word == "htmltag" and self._is_html:
            self._states[-1] = replace(state, tag=True, hidden=False)
        elif word == "htmlrtf":
            self._states[-1] = replace(state, hidden=number != 0)
        elif word == "uc":
            self._states[-1] = replace(state, fallback=min(max(number or 0, 0), 8))
        elif word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._skip = state.fallback
        elif word in _SAID:
            self._say(_SAID[word])

    def _bytes(self, data: bytes) -> None:
        """Letters in the code page; those that repeat a letter are passed over."""
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        if self._is_shown():
            self._raw += data[skipped:]

    def _say(self, text: str) -> None:
        if text and self._is_shown():
            self._flush()
            self._pieces.append(text)

    def _is_shown(self) -> bool:
        state = self._states[-1]
        return not (state.skipped or state.hidden)

    def _flush(self) -> None:
        # A letter may take two bytes, each with a code of its own.
        if self._raw:
            self._pieces.append(decode(bytes(self._raw), self._charset))
            self._raw.clear()
