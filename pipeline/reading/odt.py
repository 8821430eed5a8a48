"""OpenDocument text: an .odt becomes blocks in reading order, as Word does.

    bytes -> Reading

Deleted text of tracked changes stands apart in `text:tracked-changes` and is passed
over; inserted text is in its place (OpenDocument 1.3 part 3, 5.5). Text boxes and notes
come after their paragraph, headers, footers and comments after the body.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake.archive import Archive
from pipeline.reading.block import Block, CellAt, Layer, Mark, Reading, Run
from pipeline.reading.odtstyle import TEXT, OdtStyles
from pipeline.reading.symbols import box_sign, translate
from pipeline.reading.xmlpart import Element, parse

OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
LOEXT: Final = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
FIELD: Final = "{urn:openoffice:names:experimental:ooxml-odf-interop:xmlns:field:1.0}"

_COMPUTED: Final = {f"{TEXT}{n}" for n in ("page-number", "page-count", "bookmark-ref")}
_SKIPPED: Final = {
    f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{OFFICE}forms",
    f"{TEXT}variable-decls", f"{TEXT}user-field-decls", f"{OFFICE}scripts",
}  # fmt: skip
_ROW_GROUPS: Final = {
    f"{TABLE}table-{name}" for name in ("header-rows", "rows", "row-group")
}
_REPEAT_LIMIT: Final = 64


@dataclass(frozen=True, slots=True)
class _Context:
    layer: Layer = Layer.BODY
    place: str = ""
    cells: tuple[CellAt, ...] = ()
    marks: Mark = Mark.NONE
    level: int | None = None
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Inline:
    """What one paragraph holds, while it is being read."""

    runs: list[Run] = field(default_factory=list)
    attached: list[tuple[Layer, Element]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def add(self, text: str | None, marks: Mark, font: str) -> None:
        if text:
            self.runs.append(Run(translate(text, font) if font else text, marks))


@dataclass(slots=True)
class _Walker:
    styles: OdtStyles
    blocks: list[Block] = field(default_factory=list)
    comments: list[Element] = field(default_factory=list)
    tables: int = 0
    counters: dict[str, int] = field(default_factory=dict)

    def walk(self, container: Element, context: _Context) -> None:
        """Read all paragraphs, lists and tables of `container`."""
        for child in container:
            tag = child.tag
            if tag in _SKIPPED:
                continue
            if tag in {f"{TEXT}p", f"{TEXT}h"}:
                self._paragraph(child, context)
            elif tag == f"{TABLE}table":
                self._table(child, context)
            elif tag == f"{TEXT}list":
                deeper = 0 if context.level is None else context.level + 1
                for item in child:
                    self.walk(item, replace(context, level=deeper))
            elif tag == f"{DRAW}frame":
                for box in child.iter(f"{DRAW}text-box"):
                    self.walk(box, replace(context, layer=Layer.TEXTBOX))
            else:
                self.walk(child, context)

    def _paragraph(self, element: Element, context: _Context) -> None:
        number = self.counters[context.place] = self.counters.get(context.place, 0) + 1
        place = f"{context.place}alinea {number}"
        inline = _Inline(tags=list(context.tags))
        style = self.styles.get(element.get(f"{TEXT}style-name"))
        self._inline(element, context.marks | style.marks, style.font, inline)
        outline = (
            element.get(f"{TEXT}outline-level") if element.tag == f"{TEXT}h" else None
        )
        self.blocks.append(
            Block(
                runs=tuple(inline.runs),
                place=place,
                layer=context.layer,
                cells=context.cells,
                level=context.level,
                heading=int(outline) if outline and outline.isdecimal() else None,
                tags=tuple(inline.tags),
            )
        )
        for layer, attached in inline.attached:
            name = "tekstvak" if layer is Layer.TEXTBOX else "noot"
            self.walk(attached, _Context(layer, f"{place}, {name}, ", context.cells))

    def _inline(
        self, element: Element, marks: Mark, font: str, inline: _Inline
    ) -> None:
        inline.add(_collapsed(element.text), marks, font)
        for child in element:
            self._child(child, marks, font, inline)
            inline.add(_collapsed(child.tail), marks, font)

    def _child(self, child: Element, marks: Mark, font: str, inline: _Inline) -> None:
        tag = child.tag
        if tag == f"{TEXT}span":
            style = self.styles.get(child.get(f"{TEXT}style-name"))
            self._inline(child, marks | style.marks, style.font or font, inline)
        elif tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c") or "1"
            inline.add(
                " " * min(int(count) if count.isdecimal() else 1, 1000), marks, ""
            )
        elif tag in {f"{TEXT}tab", f"{TEXT}line-break"}:
            inline.add("\t" if tag == f"{TEXT}tab" else "\n", marks, "")
        elif tag == f"{TEXT}note":
            body = child.find(f"{TEXT}note-body")
            if body is not None:
                inline.attached.append((Layer.NOTE, body))
        elif tag == f"{OFFICE}annotation":
            self.comments.append(child)
        elif tag in {f"{DRAW}frame", f"{DRAW}custom-shape", f"{DRAW}g", f"{DRAW}rect"}:
            boxes = list(child.iter(f"{DRAW}text-box")) or [child]
            inline.attached.extend((Layer.TEXTBOX, box) for box in boxes)
        else:
            self._control(child, marks, font, inline)

    def _control(self, child: Element, marks: Mark, font: str, inline: _Inline) -> None:
        tag = child.tag
        if tag in _COMPUTED or tag in _SKIPPED or not isinstance(tag, str):
            return
        if tag == f"{LOEXT}content-control":
            self._content_control(child, marks | Mark.CONTROL, font, inline)
        elif tag == f"{TEXT}placeholder":
            self._inline(child, marks | Mark.PLACEHOLDER, font, inline)
        elif tag == f"{FIELD}fieldmark":
            inline.add(_fieldmark(child), marks | Mark.CONTROL, "")
        elif tag == f"{TEXT}drop-down":
            inline.add(
                child.text or child.findtext(f"{TEXT}label"), marks | Mark.CONTROL, font
            )
        else:
            self._inline(child, marks, font, inline)

    def _content_control(
        self, child: Element, marks: Mark, font: str, inline: _Inline
    ) -> None:
        for name in ("tag", "alias"):
            if child.get(f"{LOEXT}{name}"):
                inline.tags.append(child.get(f"{LOEXT}{name}") or "")
        if child.get(f"{LOEXT}checkbox") == "true":
            seen, on = "".join(map(str, child.itertext())), child.get(f"{LOEXT}checked")
            inline.add(box_sign(seen, on=on == "true"), marks, "")
            return
        if child.get(f"{LOEXT}showing-place-holder") == "true":
            marks |= Mark.PLACEHOLDER
        self._inline(child, marks, font, inline)

    def _table(self, element: Element, context: _Context) -> None:
        self.tables += 1
        table = self.tables
        row_number = 0
        for row in _rows(element):
            row_number += 1
            column = 1
            for cell in row:
                if cell.tag not in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
                    continue
                span = _count(cell, "number-columns-spanned")
                repeat = _count(cell, "number-columns-repeated")
                if cell.tag == f"{TABLE}table-cell":
                    at = CellAt(table, row_number, column, span)
                    place = f"{context.place}tabel {table}, rij {row_number}, "
                    place += f"kolom {column}, "
                    cells = (*context.cells, at)
                    inner = _Context(context.layer, place, cells, context.marks)
                    self.walk(cell, inner)
                column += repeat

    def finish(self) -> None:
        """Read the comments, which are never an answer."""
        for number, comment in enumerate(self.comments, 1):
            self.walk(comment, _Context(Layer.COMMENT, f"opmerking {number}, "))


def read_odt(data: bytes) -> Reading:
    """Read an OpenDocument text.

    Raises `DocumentError` with the contract's code when it is unreadable.
    """
    archive = Archive(data)
    if "content.xml" not in archive:
        raise DocumentError("beschadigd", "het document zelf ontbreekt in het bestand")
    content = parse(archive.read("content.xml"))
    named = parse(archive.read("styles.xml")) if "styles.xml" in archive else None
    meta = parse(archive.read("meta.xml")) if "meta.xml" in archive else None
    macros = any(
        name.startswith("Basic/") and name.endswith(".xml") for name in archive.names
    )
    return _read(content, named, meta, macros=macros)


def read_fodt(data: bytes) -> Reading:
    """Read an OpenDocument text in one XML file, as `read_odt` does."""
    root = parse(data)
    meta = root.find(f"{OFFICE}meta")
    scripts = root.find(f"{OFFICE}scripts")
    return _read(root, root, meta, macros=scripts is not None and len(scripts) > 0)


def _read(
    content: Element, named: Element | None, meta: Element | None, *, macros: bool
) -> Reading:
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise DocumentError("beschadigd", "het document heeft geen tekst")
    walker = _Walker(OdtStyles([root for root in (named, content) if root is not None]))
    walker.walk(body, _Context())
    if named is not None:
        for layer, name in ((Layer.HEADER, "header"), (Layer.FOOTER, "footer")):
            for margin in named.iter(f"{STYLE}{name}", f"{STYLE}{name}-first"):
                walker.walk(margin, _Context(layer, f"{layer.value}, "))
    walker.finish()
    return Reading(
        blocks=tuple(walker.blocks),
        properties=tuple(_properties(meta)) if meta is not None else (),
        warnings=("macro",) if macros else (),
    )


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _count(cell: Element, name: str) -> int:
    value = cell.get(f"{TABLE}{name}") or "1"
    return max(1, min(int(value), _REPEAT_LIMIT)) if value.isdecimal() else 1


def _collapsed(text: str | None) -> str:
    """White space as OpenDocument means it (part 3, 6.1.2): line ends are blanks."""
    return text.replace("\n", " ").replace("\t", " ") if text else ""


def _fieldmark(mark: Element) -> str:
    """A Word form field that LibreOffice carried along: its state as text."""
    params = {
        (p.get(f"{FIELD}name") or "").rsplit("_", 1)[-1].lower(): p.get(f"{FIELD}value")
        or ""
        for p in mark.iter(f"{FIELD}param")
    }
    kind = mark.get(f"{FIELD}type") or ""
    if kind.endswith("FORMCHECKBOX"):
        return "☒" if params.get("checked") == "true" else "☐"
    entries = [
        p.get(f"{FIELD}value") or ""
        for p in mark.iter(f"{FIELD}param")
        if (p.get(f"{FIELD}name") or "").lower().endswith("listentry")
    ]
    chosen = params.get("selected") or params.get("result") or ""
    return (
        entries[int(chosen)]
        if chosen.isdecimal() and int(chosen) < len(entries)
        else ""
    )


def _properties(meta: Element) -> Iterator[tuple[str, str]]:
    for element in meta.iter():
        tag = str(element.tag)
        name = element.get(f"{META}name") or tag.rpartition("}")[2]
        if tag in {f"{META}user-defined", "{http://purl.org/dc/elements/1.1/}title"}:
            text = "".join(str(part) for part in element.itertext()).strip()
            if text:
                yield name, text
