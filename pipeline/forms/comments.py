"""Comments: notes of ours beside the text of a Word document, in a copy of it.

    package + notes on paragraphs -> package

Only the document part, the comments part and what names it change, and those only by
what is added: the text, and the comments of others with their ids, stay byte for byte.
Word takes comments in the body alone, so a note is always on a paragraph of the body.
"""

import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from pipeline.canonical import canonical
from pipeline.errors import DocumentError
from pipeline.forms.comment_marks import (
    WORDS,
    WORDS_STRICT,
    MarkedDocument,
    Note,
    ids_in,
    prefix_in,
)
from pipeline.forms.fill_package import read_members, rewritten
from pipeline.intake.archive import Archive
from pipeline.reading.ownnotes import AUTHOR, seal
from pipeline.reading.package import relations
from pipeline.reading.xmlpart import Element, parse
from pipeline.reading.xmlspan import as_utf8, edited, inside_end, spans_of

_TYPES: Final = "[Content_Types].xml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_HIGHEST: Final = 2**31 - 1  # ST_DecimalNumber, as Word takes it


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
        strict = WORDS_STRICT.encode() in parts[main]
        return cls(package, parts, main, comments, real, strict)

    def commented(self, notes: Sequence[Note]) -> bytes:
        """Write `notes`, in the order in which they are given."""
        document = MarkedDocument.of(self.parts[self.main], strict=self.strict)
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
        return WORDS_STRICT if self.strict else WORDS

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
        return ids_in(self.root)

    def extended(self, numbered: Iterable[tuple[int, Note]]) -> bytes:
        """The part with a comment for each note behind those that are there."""
        prefix, declared = prefix_in(self.root, self.space)
        added = "".join(
            _comment(number, note, prefix, declared) for number, note in numbered
        )
        root = spans_of(self.content)[0]
        return edited(self.content, [inside_end(root, added.encode())])


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
    while f"rIdSamenleven{number}".encode() in links:
        number += 1
    return f"rIdSamenleven{number}"
