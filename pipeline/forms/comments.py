"""Comments: notes of ours beside the text of a Word document, in a copy of it.

    package + notes on paragraphs -> package

Only the document part, the comments part and what names it change, and those only by
what is added: the text, and the comments of others with their ids, stay byte for byte.
Word takes comments in the body alone, so a note is always on a paragraph of the body.
"""

import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from pipeline.canonical import canonical
from pipeline.errors import DocumentError
from pipeline.forms.fill_package import read_members, rewritten
from pipeline.intake.archive import Archive
from pipeline.reading.ownnotes import AUTHOR, seal
from pipeline.reading.package import relations
from pipeline.reading.wordstyle import W
from pipeline.reading.xmlpart import Element, parse
from pipeline.reading.xmlspan import Span, as_utf8, edited, inside_end, spans_of

_TYPES: Final = "[Content_Types].xml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
)
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_WORDS: Final = W[1:-1]
_WORDS_STRICT: Final = _STRICT.decode()
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_HIGHEST: Final = 2**31 - 1  # ST_DecimalNumber, as Word takes it
_PPR: Final = f"{W}pPr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What to say beside a paragraph, by its number among all `w:p` of the main part.

    `until` is the last paragraph that the note is about, the same one in most cases.
    """

    paragraph: int
    until: int
    lines: tuple[str, ...]


def with_comments(package: bytes, part: str, notes: Sequence[Note]) -> bytes:
    """A copy of `package`, of which `part` is the document, with `notes` as comments.

    Raises `DocumentError` for a package that cannot be copied whole.
    """
    if not notes:
        return package
    return _Package.opened(package, part).commented(notes)


@dataclass(slots=True)
class _Package:
    """The members of one document while notes are written into it."""

    package: bytes
    parts: dict[str, bytes]
    main: str
    comments: str | None
    """The comments part, when there is one."""
    real: Mapping[str, str]
    """The names as the zip has them, by how they are compared."""
    strict: bool

    @classmethod
    def opened(cls, package: bytes, part: str) -> "_Package":
        """Take a package apart, whole: a member that is damaged cannot be copied."""
        try:
            parts = read_members(package)
        except (
            *(zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError),
            *(OSError, ValueError, RuntimeError),
        ) as error:
            raise DocumentError(
                "beschadigd",
                "een onderdeel van het bestand kan niet overgenomen worden",
            ) from error
        real = {name.replace("\\", "/").casefold(): name for name in parts}
        links = list(relations(Archive(package), part))
        found = [target for _, kind, target in links if kind == "comments"]
        try:
            main = real[part.casefold()]
            comments = real[found[0].casefold()] if found else None
        except KeyError as error:
            raise DocumentError(
                "beschadigd", "een onderdeel heeft een naam die niet te lezen is"
            ) from error
        strict = _STRICT in parts[main]
        return cls(package, parts, main, comments, real, strict)

    def commented(self, notes: Sequence[Note]) -> bytes:
        """Write `notes`, in the order in which they are given."""
        document = _Document.of(self.parts[self.main], strict=self.strict)
        known = self._comments()
        first = _free(document.ids | known.ids, len(notes))
        numbered = list(enumerate(notes, first))
        self.parts[self.main] = document.anchored(numbered)
        self._write(known.extended(numbered))
        return rewritten(self.package, self.parts)

    def _comments(self) -> "_Comments":
        if self.comments is not None:
            content = as_utf8(self.parts[self.comments])
            return _Comments(content, parse(content), self._words)
        content = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:comments xmlns:w="{self._words}"></w:comments>'
        ).encode()
        return _Comments(content, parse(content), self._words)

    @property
    def _words(self) -> str:
        return _WORDS_STRICT if self.strict else _WORDS

    def _write(self, comments: bytes) -> None:
        if self.comments is not None:
            self.parts[self.comments] = comments
            return
        folder, _, name = self.main.rpartition("/")
        here = f"{folder}/" if folder else ""
        types = self.real.get(_TYPES.casefold(), _TYPES)
        told = self.parts[types].lower()
        new = next(
            tried
            for number in range(len(self.parts) + len(told))
            if (tried := f"{here}comments{number or ''}.xml").casefold()
            not in self.real
            and f'"/{tried}"'.encode().lower() not in told
        )
        self.parts[new] = comments
        override = f'Override PartName="/{new}" ContentType="{_KIND}"'
        self.parts[types] = _announced(
            self.parts[types], override, f"{_PACKAGE}/content-types"
        )
        links = f"{here}_rels/{name}.rels"
        links = self.real.get(links.casefold(), links)
        space = f"{_PACKAGE}/relationships"
        known = self.parts.get(links, f'<Relationships xmlns="{space}"/>'.encode())
        kind = f"{_OFFICE_STRICT if self.strict else _OFFICE}/comments"
        relation = (
            f'Relationship Id="{_new_id(known)}" Type="{kind}" '
            f'Target="{new.removeprefix(here)}"'
        )
        self.parts[links] = _announced(known, relation, space)


@dataclass(slots=True)
class _Comments:
    """The comments part, and the ids in it."""

    content: bytes
    root: Element
    space: str

    @property
    def ids(self) -> set[int]:
        return _ids(self.root)

    def extended(self, numbered: Iterable[tuple[int, Note]]) -> bytes:
        """The part with a comment for each note behind those that are there."""
        prefix, declared = _prefix(self.root, self.space)
        added = "".join(
            _comment(number, note, prefix, declared) for number, note in numbered
        )
        root = spans_of(self.content)[0]
        return edited(self.content, [inside_end(root, added.encode())])


@dataclass(slots=True)
class _Document:
    """The document part: its elements beside their bytes."""

    content: bytes
    root: Element
    space: str
    paragraphs: list[Element]
    spans: list[Span]
    places: list[int]
    """Of each paragraph, which of `spans` it is."""

    @classmethod
    def of(cls, content: bytes, *, strict: bool) -> "_Document":
        content = as_utf8(content)
        root = parse(content)
        paragraphs: list[Element] = []
        places: list[int] = []
        for place, element in enumerate(root.iter("*")):
            if element.tag == f"{W}p":
                paragraphs.append(element)
                places.append(place)
        space = _WORDS_STRICT if strict else _WORDS
        return cls(content, root, space, paragraphs, spans_of(content), places)

    @property
    def ids(self) -> set[int]:
        return _ids(self.root)

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
        prefix, declared = _prefix(self.paragraphs[at], self.space)
        name = f"{prefix}:commentRange{which}"
        return f'<{name}{declared} {prefix}:id="{number}"/>'.encode()

    def _reference(self, at: int, number: int) -> bytes:
        prefix, declared = _prefix(self.paragraphs[at], self.space)
        inner = f'<{prefix}:commentReference {prefix}:id="{number}"/>'
        return f"<{prefix}:r{declared}>{inner}</{prefix}:r>".encode()


def _comment(number: int, note: Note, prefix: str, declared: str) -> str:
    lines = [canonical(line) for line in note.lines]
    said = "".join(
        f'<{prefix}:p><{prefix}:r><{prefix}:t xml:space="preserve">{escape(line)}'
        f"</{prefix}:t></{prefix}:r></{prefix}:p>"
        for line in lines
    )
    return (
        f'<{prefix}:comment{declared} {prefix}:id="{number}" '
        f"{prefix}:author={quoteattr(AUTHOR)} "
        f'{prefix}:initials="{seal("".join(lines))}">{said}</{prefix}:comment>'
    )


def _prefix(element: Element, space: str) -> tuple[str, str]:
    """A prefix for WordprocessingML where `element` stands, and its declaration.

    The declaration is empty when the document has one itself.
    """
    for prefix, known in element.nsmap.items():
        if prefix is not None and known == _WORDS:
            return prefix, ""
    return "w", f' xmlns:w="{space}"'


def _ids(root: Element) -> set[int]:
    """The numbers of all comments and annotations in a part."""
    found = (element.get(f"{W}id") or "" for element in root.iter("*"))
    return {int(text) for text in found if text.isdecimal() and len(text) < 12}  # noqa: PLR2004 - no huge number


def _free(taken: set[int], count: int) -> int:
    """The first of `count` numbers in a row that nothing has yet."""
    first = max(taken, default=-1) + 1
    if first + count <= _HIGHEST:
        return first
    low = sorted(number for number in taken if number <= _HIGHEST)
    gaps = zip([-1, *low], [*low, _HIGHEST], strict=True)
    return next(before + 1 for before, after in gaps if after - before > count)


def _announced(content: bytes, element: str, space: str) -> bytes:
    """A list of types or relationships with one more `element` (without brackets)."""
    content = as_utf8(content)
    root = parse(content)
    prefix = f"{root.prefix}:" if root.prefix else ""
    if root.nsmap.get(root.prefix) != space:
        raise DocumentError("beschadigd", "een lijst van onderdelen is niet te lezen")
    added = f"<{prefix}{element}/>".encode()
    return edited(content, [inside_end(spans_of(content)[0], added)])


def _new_id(links: bytes) -> str:
    """An id of a relationship that the list does not have."""
    number = 1
    while f'"rIdSamenleven{number}"'.encode() in links:
        number += 1
    return f"rIdSamenleven{number}"
