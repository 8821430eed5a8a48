"""Word: a .docx, .docm, .dotx package becomes blocks in reading order.

    bytes -> Reading

The XML is walked by hand, since python-docx leaves out content controls, insertions,
nested tables and text boxes. Reading order is that of a person: paragraph by paragraph,
table by row and cell; a text box or note comes after the paragraph it hangs on; headers,
footers and comments after the body.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake.archive import Archive
from pipeline.reading.block import Block, CellAt, Layer, Mark, Reading, Run
from pipeline.reading.wordrun import (
    MC,
    Inline,
    _Field,
    chosen,
    open_control,
)
from pipeline.reading.wordstyle import Styles, W, paragraph_outline, read_styles
from pipeline.reading.xml import Element, parse

R: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_WRAPPERS: Final = {f"{W}{name}" for name in ("customXml", "ins", "moveTo", "smartTag")}
_MAX_SPAN: Final = 64  # a Word table has at most 63 columns


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for everything inside the element being walked."""

    layer: Layer = Layer.BODY
    place: str = ""
    cells: tuple[CellAt, ...] = ()
    marks: Mark = Mark.NONE
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Walker:
    styles: Styles
    notes: dict[tuple[str, str], Element]
    blocks: list[Block] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    carried: list[Run] = field(default_factory=list)
    tables: int = 0

    def walk(self, container: Element, context: _Context) -> None:
        """Read all paragraphs and tables of `container`."""
        count = 0
        for child, inner in _children(container, context):
            if child.tag == f"{W}tbl":
                self._table(child, inner)
            else:
                count += 1
                self._paragraph(child, inner, count)

    def _paragraph(self, element: Element, context: _Context, number: int) -> None:
        properties = element.find(f"{W}pPr")
        style = self.styles.get(None)
        if properties is not None:
            named = properties.find(f"{W}pStyle")
            style = self.styles.get(named.get(f"{W}val") if named is not None else None)
        heading, level = paragraph_outline(properties, style.heading, style.level)
        inline = Inline(self.styles, self.fields, runs=self.carried, tags=list(context.tags))
        inline.walk(element, context.marks | style.marks)
        self.carried = []
        place = f"{context.place}alinea {number}"
        if properties is not None and _mark_is_gone(properties):
            self.carried = inline.runs  # the paragraph runs on into the next one
        else:
            self.blocks.append(
                Block(
                    runs=_joined(inline.runs),
                    place=place,
                    layer=context.layer,
                    cells=context.cells,
                    level=level,
                    heading=heading,
                    tags=tuple(inline.tags),
                )
            )
        self._attached(inline, context, place)

    def _attached(self, inline: Inline, context: _Context, place: str) -> None:
        for number, box in enumerate(inline.boxes, 1):
            which = f"tekstvak {number}" if len(inline.boxes) > 1 else "tekstvak"
            inner = _Context(Layer.TEXTBOX, f"{place}, {which}, ", context.cells)
            self.walk(box, inner)
        for kind, note_id in inline.notes:
            note = self.notes.pop((kind, note_id), None)
            if note is not None and kind != "comment":
                inner = _Context(Layer.NOTE, f"{place}, noot {note_id}, ", context.cells)
                self.walk(note, inner)
            elif note is not None:
                self.notes[kind, note_id] = note

    def _table(self, element: Element, context: _Context) -> None:
        self.tables += 1
        table = self.tables
        row_number = 0
        for row, row_context in _unwrapped(element, f"{W}tr", context):
            row_number += 1
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            column = 1 + _grid(properties, "gridBefore")
            for cell, cell_context in _unwrapped(row, f"{W}tc", row_context):
                cell_properties = cell.find(f"{W}tcPr")
                span = max(1, _grid(cell_properties, "gridSpan"))
                at = CellAt(table, row_number, column, span)
                column += span
                if cell_properties is None or cell_properties.find(f"{W}cellDel") is None:
                    self.walk(cell, _in_cell(cell_context, at))

    def rest(self, kind: str, layer: Layer, name: str) -> None:
        """Read the notes or comments that hang nowhere, or may not be answers."""
        for key in [key for key in self.notes if key[0] == kind]:
            self.walk(self.notes.pop(key), _Context(layer, f"{name} {key[1]}, "))


def read_word(data: bytes) -> Reading:
    """Read a Word package.

    Raises `DocumentError` with the contract's code when the package is unreadable. A
    missing header, footer or notes part is passed over: Word opens such files too.
    """
    archive = Archive(data)
    main = _main_part(archive)
    related = _related(archive, main)
    body = parse(archive.read(main)).find(f"{W}body")
    if body is None:
        raise DocumentError("beschadigd", "het document heeft geen inhoud")
    styles = read_styles(_first(archive, related.get("styles", ())))
    walker = _Walker(styles, _notes(archive, related))
    walker.walk(body, _Context())
    walker.rest("footnote", Layer.NOTE, "voetnoot")
    walker.rest("endnote", Layer.NOTE, "eindnoot")
    for kind, layer in (("header", Layer.HEADER), ("footer", Layer.FOOTER)):
        for name in related.get(kind, ()):
            walker.walk(parse(archive.read(name)), _Context(layer, f"{layer.value}, "))
    walker.rest("comment", Layer.COMMENT, "opmerking")
    macros = any(name.lower().endswith("vbaproject.bin") for name in archive.names)
    return Reading(
        blocks=tuple(walker.blocks),
        properties=tuple(_properties(archive)),
        warnings=("macro",) if macros else (),
    )


def _children(container: Element, context: _Context) -> Iterator[tuple[Element, _Context]]:
    """The paragraphs and tables directly in `container`, whatever is wrapped around."""
    for child in container:
        tag = child.tag
        if tag in {f"{W}p", f"{W}tbl"}:
            yield child, context
        elif tag in _WRAPPERS:
            yield from _children(child, context)
        elif tag == f"{W}sdt":
            tags = list(context.tags)
            content, marks = open_control(child, context.marks, tags)
            if content is not None:
                yield from _children(content, _with(context, marks, tags))
        elif tag == f"{MC}AlternateContent":
            yield from _children(chosen(child), context)


def _unwrapped(
    parent: Element, wanted: str, context: _Context
) -> Iterator[tuple[Element, _Context]]:
    """The rows of a table or cells of a row, also those inside content controls."""
    for child in parent:
        if child.tag == wanted:
            yield child, context
        elif child.tag in _WRAPPERS:
            yield from _unwrapped(child, wanted, context)
        elif child.tag == f"{W}sdt":
            tags = list(context.tags)
            content, marks = open_control(child, context.marks, tags)
            if content is not None:
                yield from _unwrapped(content, wanted, _with(context, marks, tags))


def _with(context: _Context, marks: Mark, tags: list[str]) -> _Context:
    return _Context(context.layer, context.place, context.cells, marks, tuple(tags))


def _in_cell(context: _Context, at: CellAt) -> _Context:
    place = f"{context.place}tabel {at.table}, rij {at.row}, kolom {at.column}, "
    return _Context(context.layer, place, (*context.cells, at), context.marks, context.tags)


def _grid(properties: Element | None, name: str) -> int:
    found = properties.find(f"{W}{name}") if properties is not None else None
    value = found.get(f"{W}val") or "" if found is not None else ""
    return min(int(value[:4]), _MAX_SPAN) if value.isdecimal() else 0


def _mark_is_gone(properties: Element) -> bool:
    """Whether the paragraph mark itself is deleted (ECMA-376 17.13.5.15)."""
    marks = properties.find(f"{W}rPr")
    return marks is not None and any(
        marks.find(f"{W}{name}") is not None for name in ("del", "moveFrom")
    )


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbours with the same marks as one run, however Word split them."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].marks == run.marks:
            joined[-1] = Run(joined[-1].text + run.text, run.marks)
        else:
            joined.append(run)
    return tuple(joined)


def _main_part(archive: Archive) -> str:
    for kind, target in _relations(archive, "", "_rels/.rels"):
        if kind == "officeDocument" and target in archive:
            return target
    if "word/document.xml" in archive:
        return "word/document.xml"
    raise DocumentError("beschadigd", "het Word-document zelf ontbreekt in het bestand")


def _related(archive: Archive, main: str) -> dict[str, list[str]]:
    path = PurePosixPath(main)
    related: dict[str, list[str]] = {}
    rels = str(path.parent / "_rels" / f"{path.name}.rels")
    for kind, target in _relations(archive, str(path.parent), rels):
        if target in archive and target not in related.setdefault(kind, []):
            related[kind].append(target)
    return related


def _relations(archive: Archive, folder: str, part: str) -> Iterator[tuple[str, str]]:
    """Type and target of every internal relationship; external ones are never read."""
    if part not in archive:
        return
    for relation in parse(archive.read(part)).iterchildren(f"{R}Relationship"):
        if relation.get("TargetMode") != "External":
            target = relation.get("Target") or ""
            full = target[1:] if target.startswith("/") else f"{folder}/{target}"
            parts: list[str] = []
            for piece in full.split("/"):
                if piece == "..":
                    parts = parts[:-1]
                elif piece not in {"", "."}:
                    parts.append(piece)
            yield (relation.get("Type") or "").rsplit("/", 1)[-1], "/".join(parts)


def _first(archive: Archive, names: list[str] | tuple[str, ...]) -> Element | None:
    return parse(archive.read(names[0])) if names else None


def _notes(
    archive: Archive, related: dict[str, list[str]]
) -> dict[tuple[str, str], Element]:
    notes: dict[tuple[str, str], Element] = {}
    for plural, kind in (
        ("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment")
    ):  # fmt: skip
        root = _first(archive, related.get(plural, ()))
        for note in root if root is not None else ():
            is_line = note.get(f"{W}type") in {"separator", "continuationSeparator"}
            if note.tag == f"{W}{kind}" and not is_line:
                notes[kind, note.get(f"{W}id") or str(len(notes))] = note
    return notes


def _properties(archive: Archive) -> Iterator[tuple[str, str]]:
    """Title and custom properties: what can tell which form this is."""
    for part in ("docProps/core.xml", "docProps/custom.xml"):
        if part in archive:
            for element in parse(archive.read(part)):
                name = element.get("name") or str(element.tag).rpartition("}")[2]
                text = "".join(str(t) for t in element.itertext()).strip()
                if text:
                    yield name, text
