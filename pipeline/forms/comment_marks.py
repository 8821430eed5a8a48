"""Comment marks: where in the document part a comment begins and ends.

    document part + notes on its paragraphs -> the same bytes, with marks added

A mark goes inside the paragraph, behind its properties and at its end: Word takes it
there, in whatever table, content control or tracked change the paragraph stands.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.reading.wordstyle import W
from pipeline.reading.xmlpart import Element, parse
from pipeline.reading.xmlspan import Span, as_utf8, edited, inside_end, spans_of

WORDS: Final = W[1:-1]
WORDS_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_PPR: Final = f"{W}pPr"
_DIGITS: Final = 11  # a longer number is no id, and slow to read


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What to say beside a paragraph, by its number among all `w:p` of the main part.

    `until` is the last paragraph that the note is about, the same one in most cases.
    """

    paragraph: int
    until: int
    lines: tuple[str, ...]


@dataclass(slots=True)
class MarkedDocument:
    """The document part: its elements beside their bytes."""

    content: bytes
    root: Element
    space: str
    paragraphs: list[Element]
    spans: list[Span]
    places: list[int]
    """Of each paragraph, which of `spans` it is."""

    @classmethod
    def of(cls, content: bytes, *, strict: bool) -> "MarkedDocument":
        """The document part `content`, of the strict form of OOXML or not."""
        content = as_utf8(content)
        root = parse(content)
        paragraphs: list[Element] = []
        places: list[int] = []
        for place, element in enumerate(root.iter("*")):
            if element.tag == f"{W}p":
                paragraphs.append(element)
                places.append(place)
        space = WORDS_STRICT if strict else WORDS
        return cls(content, root, space, paragraphs, spans_of(content), places)

    @property
    def ids(self) -> set[int]:
        """The numbers that are taken."""
        return ids_in(self.root)

    def anchored(self, numbered: Sequence[tuple[int, Note]]) -> bytes:
        """The part with the range of every note around its paragraphs."""
        opens: defaultdict[int, list[bytes]] = defaultdict(list)
        closes: defaultdict[int, list[bytes]] = defaultdict(list)
        for number, note in numbered:
            last = self._last(note)
            opens[note.paragraph].append(self._mark(note.paragraph, "Start", number))
            closes[last].append(self._mark(last, "End", number))
            closes[last].append(self._reference(last, number))
        edits: list[tuple[int, int, bytes]] = []
        for at in sorted(opens.keys() | closes.keys()):
            edits += self._edits(at, b"".join(opens[at]), b"".join(closes[at]))
        return edited(self.content, edits)

    def _last(self, note: Note) -> int:
        """Where a note ends: no further than the cell or box in which it begins."""
        if note.until <= note.paragraph:
            return note.paragraph
        first, last = self.paragraphs[note.paragraph], self.paragraphs[note.until]
        return note.until if first.getparent() is last.getparent() else note.paragraph

    def _edits(
        self, at: int, opening: bytes, closing: bytes
    ) -> list[tuple[int, int, bytes]]:
        """Put marks inside a paragraph: behind its properties, and at its end."""
        paragraph, span = self.paragraphs[at], self.spans[self.places[at]]
        if span.is_closed:
            return [inside_end(span, opening + closing)]
        begin = span.inner
        child = next(paragraph.iterchildren("*"), None)
        if child is not None and child.tag == _PPR:
            begin = self.spans[self.places[at] + 1].stop
        if begin == span.end:
            return [(begin, begin, opening + closing)]
        return [(begin, begin, opening), inside_end(span, closing)]

    def _mark(self, at: int, which: str, number: int) -> bytes:
        prefix, declared = prefix_in(self.paragraphs[at], self.space)
        name = f"{prefix}:commentRange{which}"
        return f'<{name}{declared} {prefix}:id="{number}"/>'.encode()

    def _reference(self, at: int, number: int) -> bytes:
        prefix, declared = prefix_in(self.paragraphs[at], self.space)
        inner = f'<{prefix}:commentReference {prefix}:id="{number}"/>'
        return f"<{prefix}:r{declared}>{inner}</{prefix}:r>".encode()


def prefix_in(element: Element, space: str) -> tuple[str, str]:
    """A prefix for WordprocessingML where `element` stands, and its declaration.

    The declaration is empty when the document has one itself.
    """
    for prefix, known in element.nsmap.items():
        if prefix is not None and known == WORDS:
            return prefix, ""
    return "w", f' xmlns:w="{space}"'


def ids_in(root: Element) -> set[int]:
    """The numbers of all comments and annotations in a part."""
    found = (element.get(f"{W}id") or "" for element in root.iter("*"))
    return {int(text) for text in found if text.isdecimal() and len(text) < _DIGITS}
