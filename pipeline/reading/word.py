"""Word: a .docx, .docm, .dotx package becomes blocks in reading order.

    bytes -> Reading

The XML is walked by hand, since python-docx leaves out content controls, insertions,
nested tables and text boxes. Headers, footers and comments come after the body. A part
that hangs on the document but cannot be read is passed over, as Word does: only the
document itself must be there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake.archive import Archive
from pipeline.reading.block import Layer, Reading
from pipeline.reading.ownnotes import AUTHOR, is_ours
from pipeline.reading.package import has_macros, properties, relations
from pipeline.reading.wordbody import Context, Walker
from pipeline.reading.wordcontrol import FormFields
from pipeline.reading.wordlook import telling
from pipeline.reading.wordparts import Parts
from pipeline.reading.wordstyle import Styles, W
from pipeline.reading.xmlpart import Element, parse

_MAIN: Final = "word/document.xml"
_NOTES: Final = (
    ("footnotes", "footnote"),
    ("endnotes", "endnote"),
    ("comments", "comment"),
)
_OWN: Final = "own"
"""The kind of a comment of ours: kept, and never read."""
_REMEMBERED: Final = 1 << 20  # bytes of a part of styles that is kept in memory
_LINES: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_word(data: bytes) -> Reading:
    """Read a Word package.

    Raises `DocumentError` with the contract's code when the package is unreadable. A
    missing header, footer or notes part is passed over: Word opens such files too.
    """
    return _read(data, 0).reading


@dataclass(frozen=True, slots=True)
class Walked:
    """A document as read, and the way back from it into its package.

    `part` is the main part. `hosts` gives for each block of `reading` the paragraph of
    the main part that it is, or hangs on; `None` for what hangs on no paragraph.
    `annotated` says that there are comments of ours, which are no blocks.
    """

    reading: Reading
    part: str
    hosts: tuple[Element | None, ...]
    annotated: bool


def walk_word(data: bytes) -> Walked:
    """Read a Word package as `read_word` does, and keep where each block stands."""
    return _read(data, 0)


def _read(data: bytes, depth: int) -> Walked:
    """`depth` is in how many other documents this one is inserted."""
    archive = Archive(data)
    main = _main_part(archive)
    body = parse(archive.read(main)).find(f"{W}body")
    if body is None:
        raise DocumentError("beschadigd", "het document heeft geen inhoud")
    related = _by_kind(archive, main)

    def part(name: str) -> Parts:
        found.append(Parts(archive, name, depth, _nested))
        return found[-1]

    found: list[Parts] = []
    walker = Walker(
        styles=_styles(archive, related.get("styles", ())),
        telling=telling(body),
        notes=_notes(archive, related),
        words_of=part(main).of,
        note_words={
            kind: part(related[plural][0]).of
            for plural, kind in _NOTES
            if plural in related
        },
        fields=FormFields.of(body),
    )
    walker.walk(body, Context())
    walker.rest("footnote", Layer.NOTE, "voetnoot")
    walker.rest("endnote", Layer.NOTE, "eindnoot")
    walker.host = None
    for kind, layer in (("header", Layer.HEADER), ("footer", Layer.FOOTER)):
        for name in related.get(kind, ()):
            margin = parse(archive.read(name))
            with walker.elsewhere(margin, part(name).of):
                walker.walk(margin, Context(layer, f"{layer.value}, "))
    walker.rest("comment", Layer.COMMENT, "opmerking")
    reading = Reading(
        blocks=tuple(walker.blocks),
        properties=tuple(properties(archive)),
        warnings=_warnings(archive, found),
    )
    annotated = any(kind == _OWN for kind, _ in walker.notes)
    return Walked(reading, main, tuple(walker.hosts), annotated)


def _nested(data: bytes, depth: int) -> Reading:
    return _read(data, depth).reading


def _warnings(archive: Archive, parts: Iterable[Parts]) -> tuple[str, ...]:
    unread = ("deel-ongelezen",) if any(part.unread for part in parts) else ()
    return (*(("macro",) if has_macros(archive) else ()), *unread)


def _main_part(archive: Archive) -> str:
    for _, kind, target in relations(archive, ""):
        if kind == "officeDocument":
            return target
    if _MAIN in archive:
        return _MAIN
    raise DocumentError("beschadigd", "het Word-document zelf ontbreekt in het bestand")


def _by_kind(archive: Archive, part: str) -> Mapping[str, tuple[str, ...]]:
    related: dict[str, dict[str, None]] = {}
    for _, kind, target in relations(archive, part):
        related.setdefault(kind, {})[target] = None
    return {kind: tuple(targets) for kind, targets in related.items()}


def _first(archive: Archive, names: tuple[str, ...]) -> Element | None:
    return parse(archive.read(names[0])) if names else None


def _styles(archive: Archive, names: tuple[str, ...]) -> Styles:
    """The styles of a document; forms made of one blank mostly share them."""
    part = archive.read(names[0]) if names else b""
    return _known_styles(part) if len(part) <= _REMEMBERED else _read_styles(part)


def _read_styles(part: bytes) -> Styles:
    return Styles(parse(part) if part else None)


_known_styles = lru_cache(maxsize=8)(_read_styles)


def _notes(
    archive: Archive, related: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, str], Element]:
    notes: dict[tuple[str, str], Element] = {}
    for plural, kind in _NOTES:
        root = _first(archive, related.get(plural, ()))
        for note in root if root is not None else ():
            if note.tag == f"{W}{kind}" and note.get(f"{W}type") not in _LINES:
                key = _OWN if _is_own(note) else kind
                notes[key, note.get(f"{W}id") or str(len(notes))] = note
    return notes


def _is_own(note: Element) -> bool:
    """Whether it is a comment of ours, and says what we wrote."""
    author = note.get(f"{W}author")
    if author != AUTHOR:
        return False
    text = "".join(piece.text or "" for piece in note.iter(f"{W}t"))
    return is_ours(author, note.get(f"{W}initials"), text)
