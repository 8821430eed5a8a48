"""XML span: where each element of a part stands in its bytes.

    bytes -> spans, in document order, as `root.iter("*")` gives the elements

With these a part is changed by adding bytes and nothing else of it is written anew.
For parts that `parse` took already: well-formed, and without a type declaration.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.errors import DocumentError

_TOKEN: Final = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rb"|<(?P<end>/)?(?P<name>[^\s/>]+)"
    rb"[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>",
    re.DOTALL,
)
_DECLARED: Final = re.compile(
    rb"\A<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']"
)
_MARKS: Final = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


@dataclass(slots=True)
class Span:
    """An element in the bytes: its start tag, and its end tag (both half open).

    Of an empty-element tag (`<w:p/>`) `end` is `stop`: there is nothing in between.
    """

    name: bytes
    start: int
    inner: int
    end: int = -1
    stop: int = -1

    @property
    def is_closed(self) -> bool:
        """Whether it is one empty-element tag."""
        return self.end == self.stop


def spans_of(content: bytes) -> list[Span]:
    """The span of every element of `content`, which is UTF-8, in document order."""
    spans: list[Span] = []
    inside: list[Span] = []
    for token in _TOKEN.finditer(content):
        name = token["name"]
        if name is None:
            continue
        if token["end"]:
            span = inside.pop()
            span.end, span.stop = token.start(), token.end()
            continue
        span = Span(name, token.start(), token.end())
        spans.append(span)
        if content[token.end() - 2 : token.end()] == b"/>":
            span.end = span.stop = token.end()
        else:
            inside.append(span)
    return spans


def as_utf8(content: bytes) -> bytes:
    """`content` in UTF-8, its declaration with it; untouched when it is that already.

    Raises `DocumentError` for an encoding that nobody writes Office parts in.
    """
    coding = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    declared = _DECLARED.match(content)
    if coding is None and declared is not None:
        coding = declared[1].decode()
    if coding is None or coding.lower() in {"utf-8", "utf8", "us-ascii", "ascii"}:
        return content
    try:
        text = content.decode(coding).removeprefix("\ufeff").encode()
    except (LookupError, ValueError) as error:
        raise DocumentError(
            "niet-ondersteund", f"een onderdeel staat in de tekenset ‘{coding}’"
        ) from error
    found = _DECLARED.match(text)
    return text[: found.start(1)] + b"UTF-8" + text[found.end(1) :] if found else text


def edited(content: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """`content` with other bytes from one offset to another, which do not overlap."""
    pieces: list[bytes] = []
    done = 0
    for start, stop, put in sorted(edits):
        pieces += [content[done:start], put]
        done = stop
    return b"".join([*pieces, content[done:]])


def inside_end(span: Span, put: bytes) -> tuple[int, int, bytes]:
    """The edit that puts `put` inside `span`, behind all that is in it."""
    if span.is_closed:
        return span.stop - 2, span.stop, b">" + put + b"</" + span.name + b">"
    return span.end, span.end, put
