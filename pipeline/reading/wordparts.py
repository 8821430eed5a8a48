"""Word parts: the words of what hangs on a part of a package as a file of its own.

    relationship -> blocks

Diagrams, charts, documents that Word takes in when it opens (`w:altChunk`, ECMA-376
17.17.2), objects embedded from another program. What they are is told by their bytes.
One that cannot be read is remembered, so that a person hears of it; a picture has no
words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake import mime
from pipeline.intake.archive import Archive
from pipeline.intake.limits import DEFAULT
from pipeline.intake.sniff import Format, sniff
from pipeline.intake.text import decode
from pipeline.reading.block import Block, Reading, Run, Sheet
from pipeline.reading.csvfile import decoded
from pipeline.reading.package import outside, relations
from pipeline.reading.read import READERS
from pipeline.reading.webpage import blocks_of
from pipeline.reading.worddrawing import part_lines
from pipeline.reading.xmlpart import parse

_DRAWN: Final = frozenset({"chart", "chartEx", "chartUserShapes", "diagramData"})
_TAKEN_IN: Final = frozenset({"aFChunk", "subDocument"})
_WORD: Final = frozenset({Format.docx, Format.docm, Format.dotx})
_TEXT: Final = frozenset({Format.text, Format.csv})
_DEEPEST: Final = 2

Nested = Callable[[bytes, int], Reading]
"""Reads a Word package that stands in as many others as the number says."""


class Parts:
    """What the relationships of `part` lead to; `depth` as `Nested` has it."""

    def __init__(self, archive: Archive, part: str, depth: int, nested: Nested) -> None:
        self._archive = archive
        self._part = part
        self._depth = depth
        self._nested = nested
        self._links: Mapping[str, tuple[str, str]] | None = None
        self.unread = False
        """Whether something was met that could not be read."""

    def of(self, link: str) -> tuple[Block, ...]:
        """The paragraphs by relationship; none for what holds no words.

        Raises `DocumentError` with code `te-groot` alone: a bomb stays one.
        """
        if self._links is None:
            found = relations(self._archive, self._part)
            self._links = {key: (kind, to) for key, kind, to in found}
        if link not in self._links:
            away = dict(outside(self._archive, self._part))
            self.unread = self.unread or away.get(link) in _TAKEN_IN
            return ()
        kind, target = self._links[link]
        try:
            return tuple(self._blocks(kind, target, self._archive.read(target)))
        except DocumentError as error:
            if error.code == "te-groot":
                raise
            self.unread = True
            return ()

    def _blocks(self, kind: str, target: str, data: bytes) -> Iterator[Block]:
        if kind in _DRAWN:
            yield from _lines(part_lines(parse(data)))
            for _, more, shapes in relations(self._archive, target):
                if more == "chartUserShapes":
                    yield from _lines(part_lines(parse(self._archive.read(shapes))))
            return
        found = sniff(data, target)
        if found in _WORD:
            yield from self._document(data)
        elif found is Format.eml:
            yield from _web_archive(data)
        elif found is Format.html or data.lstrip().startswith(b"<"):
            yield from blocks_of(decoded(data))
        elif found in _TEXT:
            yield from _lines(decoded(data).splitlines())
        elif found in READERS:
            yield from _told(READERS[found](data, target))
        elif found is not Format.image:
            self.unread = True

    def _document(self, data: bytes) -> Iterator[Block]:
        if self._depth >= _DEEPEST:
            self.unread = True
            return
        yield from _told(self._nested(data, self._depth + 1))


def _lines(lines: Iterable[str]) -> Iterator[Block]:
    for number, line in enumerate(lines, 1):
        yield Block((Run(line),), f"regel {number}")


def _told(reading: Reading) -> Iterator[Block]:
    yield from reading.blocks
    for sheet in reading.sheets:
        if not sheet.hidden:
            yield from _lines(_rows(sheet))


def _rows(sheet: Sheet) -> Iterator[str]:
    """The cells of each row that a person sees, beside each other."""
    rows: dict[int, list[str]] = {}
    for cell in sheet.cells:
        if cell.value is not None:
            rows.setdefault(cell.row, []).append(_shown(cell.value))
    for row in rows.values():
        yield "\t".join(row)


def _shown(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _web_archive(data: bytes) -> Iterator[Block]:
    """The page in an .mht, which is built like a mail (RFC 2557)."""
    for part in mime.parse(data, DEFAULT).walk():
        if part.kind == "text/html" and not part.children:
            charset = part.headers.parameter("content-type", "charset")
            yield from blocks_of(decode(part.content(), charset))
