"""Pptx: the slides of a deck become blocks, in the order in which they are shown.

    bytes -> Reading

Titles, text boxes, tables, diagrams, charts and the notes under each slide. A hidden
slide is nobody's report: its words stand apart, as comments do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake.archive import Archive
from pipeline.reading.block import Block, CellAt, Layer, Mark, Reading, Run
from pipeline.reading.package import has_macros, properties, relations
from pipeline.reading.worddrawing import MC, A, part_lines
from pipeline.reading.xmlpart import Element, parse

_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN: Final = "officeDocument"
_PARTS: Final = frozenset({"diagramData", "chart"})
_TITLES: Final = frozenset({"title", "ctrTitle"})
# Boxes that a layout fills in by itself: the number of the slide, the date.
_FIELDS: Final = frozenset({"sldNum", "dt", "hdr", "ftr"})
_NO_STRIKE: Final = frozenset({None, "noStrike"})


def read_pptx(data: bytes) -> Reading:
    """Read a deck. Raises `DocumentError` with the contract's code (`beschadigd`)."""
    archive = Archive(data)
    part = next(
        (target for _, kind, target in relations(archive, "") if kind == _MAIN), None
    )
    if part is None:
        raise DocumentError(
            "beschadigd", "de presentatie zelf ontbreekt in het bestand"
        )
    targets = {name: target for name, _, target in relations(archive, part)}
    listed = parse(archive.read(part)).iterfind(f"{_P}sldIdLst/{_P}sldId")
    slides = [targets.get(slide.get(f"{_R}id") or "") for slide in listed]
    deck = _Deck()
    for number, target in enumerate(slides, 1):
        if target is not None:
            deck.slide(archive, target, number)
    return Reading(
        blocks=tuple(deck.blocks),
        properties=tuple(properties(archive)),
        warnings=("macro",) if has_macros(archive) else (),
    )


@dataclass(slots=True)
class _Deck:
    """The blocks so far, and how many tables there were."""

    blocks: list[Block] = field(default_factory=list)
    tables: int = 0

    def slide(self, archive: Archive, part: str, number: int) -> None:
        """Read one slide, then what hangs on it."""
        root = parse(archive.read(part))
        hidden = root.get("show") in {"0", "false"}
        place = f"dia {number} (verborgen)" if hidden else f"dia {number}"
        layer = Layer.COMMENT if hidden else Layer.BODY
        self._shapes(root, place, layer)
        for _, kind, target in relations(archive, part):
            if kind in _PARTS:
                lines = part_lines(parse(archive.read(target)))
                self._lines(lines, f"{place}, figuur", layer)
            elif kind == "notesSlide":
                self._shapes(
                    parse(archive.read(target)), f"{place}, notitie", Layer.NOTE
                )
            elif kind == "comments":
                texts = parse(archive.read(target)).iter(f"{_P}text")
                lines = tuple(text.text or "" for text in texts)
                self._lines(lines, f"{place}, opmerking", Layer.COMMENT)

    def _shapes(self, root: Element, place: str, layer: Layer) -> None:
        number = 0
        for kind, element in _content(root):
            if kind == "tbl":
                self._table(element, place, layer)
                continue
            heading = _placeholder(element) in _TITLES
            for paragraph in element.iterfind(f"{_P}txBody/{A}p"):
                number += 1
                self._paragraph(
                    paragraph,
                    f"{place}, alinea {number}",
                    layer,
                    heading=1 if heading else None,
                )

    def _table(self, table: Element, place: str, layer: Layer) -> None:
        self.tables += 1
        for row, cells in enumerate(table.iterchildren(f"{A}tr"), 1):
            for column, cell in enumerate(cells.iterchildren(f"{A}tc"), 1):
                at = CellAt(
                    table=self.tables,
                    row=row,
                    column=column,
                    span=int(cell.get("gridSpan") or 1),
                )
                where = f"{place}, tabel {self.tables}, rij {row}, kolom {column}"
                for paragraph in cell.iterfind(f"{A}txBody/{A}p"):
                    self._paragraph(paragraph, where, layer, cells=(at,))

    def _paragraph(
        self,
        paragraph: Element,
        place: str,
        layer: Layer,
        *,
        cells: tuple[CellAt, ...] = (),
        heading: int | None = None,
    ) -> None:
        runs = tuple(_runs(paragraph))
        if any(run.text.strip() for run in runs):
            level = paragraph.find(f"{A}pPr")
            depth = level.get("lvl") if level is not None else None
            self.blocks.append(
                Block(
                    runs=runs,
                    place=place,
                    layer=layer,
                    cells=cells,
                    heading=heading,
                    level=int(depth) if depth and depth.isdecimal() else None,
                )
            )

    def _lines(self, lines: tuple[str, ...], place: str, layer: Layer) -> None:
        self.blocks += [
            Block(runs=(Run(line),), place=place, layer=layer)
            for line in lines
            if line.strip()
        ]


def _content(root: Element) -> Iterator[tuple[str, Element]]:
    """The shapes with text (`sp`) and tables (`tbl`) of a slide, also in groups."""
    for child in root:
        if child.tag == f"{_P}sp":
            if _placeholder(child) not in _FIELDS:
                yield "sp", child
        elif child.tag == f"{A}tbl":
            yield "tbl", child
        elif child.tag == f"{MC}AlternateContent":
            # Both branches hold the same.
            yield from _content(next(iter(child), child))
        elif len(child):
            yield from _content(child)


def _placeholder(shape: Element) -> str | None:
    found = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return found.get("type") if found is not None else None


def _runs(paragraph: Element) -> Iterator[Run]:
    for child in paragraph:
        if child.tag == f"{A}br":
            yield Run("\n")
        elif child.tag in {f"{A}r", f"{A}fld"}:
            text = child.findtext(f"{A}t") or ""
            yield Run(text, _marks(child.find(f"{A}rPr")))


def _marks(look: Element | None) -> Mark:
    if look is None:
        return Mark.NONE
    marks = Mark.BOLD if look.get("b") in {"1", "true"} else Mark.NONE
    if look.get("strike") not in _NO_STRIKE:
        marks |= Mark.STRIKE
    return marks
