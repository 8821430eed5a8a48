"""Word body: the paragraphs and tables of one part of a package, in reading order.

That of a person: paragraph by paragraph, table by row and cell; a text box or note
comes after the paragraph it hangs on. Longer than 300 lines because a paragraph, a
table and what hangs on them hold one another.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.reading.block import Block, CellAt, Layer, Run
from pipeline.reading.wordcontrol import FormFields, open_control
from pipeline.reading.worddrawing import MC, Attached, chosen
from pipeline.reading.wordgone import DELETED, cell_is_gone, row_is_gone
from pipeline.reading.wordlook import FRAME, STYLE, telling
from pipeline.reading.wordrun import Inline
from pipeline.reading.wordstyle import (
    HIDDEN,
    NO_STYLE,
    NONE,
    OUTLINE,
    PPR,
    RPR,
    VAL,
    Style,
    Styles,
    W,
    is_on,
    paragraph_outline,
    to_mark,
)
from pipeline.reading.xmlpart import Element, first_child

_P, _R, _TBL, _TR, _TC, _SDT = (
    f"{W}{name}" for name in ("p", "r", "tbl", "tr", "tc", "sdt")
)
# A run without a paragraph, as careless programs write it, is one.
_PARAGRAPHS: Final = frozenset({_P, _R})
_ROW_LOOK, _CELL_LOOK = f"{W}trPr", f"{W}tcPr"
_HIDDEN_ROW, _BEFORE, _SPAN = f"{W}hidden", f"{W}gridBefore", f"{W}gridSpan"
_ALTERNATE: Final = f"{MC}AlternateContent"
_TAKEN_IN: Final = frozenset({f"{W}altChunk", f"{W}subDoc"})
_SKIPPED: Final = frozenset(
    {
        f"{W}{name}"
        for name in (
            *("sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr"),
        )
    }
    | DELETED
)
_DROPPED: Final = frozenset({"drop", "margin"})
_MAX_SPAN: Final = 64  # a Word table has at most 63 columns
_RELATION: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
)


WordsOf = Callable[[str], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for everything inside the element being walked."""

    layer: Layer = Layer.BODY
    place: str = ""
    cells: tuple[CellAt, ...] = ()
    marks: int = NONE
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class Walker:
    """Reads parts into `blocks`; `words_of` gives the blocks of a related part.

    `note_words` does so inside a footnote, endnote or comment, a part of their own.
    """

    styles: Styles
    telling: frozenset[Element]
    """The properties that say anything; see `wordlook`."""
    notes: dict[tuple[str, str], Element]
    words_of: WordsOf
    note_words: Mapping[str, WordsOf] = field(default_factory=dict)
    fields: FormFields = field(default_factory=FormFields)
    blocks: list[Block] = field(default_factory=list)
    hosts: list[Element | None] = field(default_factory=list)
    """For each block the paragraph of the body that it is, or hangs on."""
    host: Element | None = None
    """The paragraph of the body that is being read."""
    _commented: dict[tuple[str, str], Element | None] = field(default_factory=dict)
    _carried: list[Run] = field(default_factory=list)
    _tables: int = 0

    def walk(self, container: Element, context: Context) -> None:
        """Read all paragraphs and tables of `container`."""
        count = self._walk(container, context, 0)
        self._flush(context, count)

    @contextmanager
    def elsewhere(self, container: Element, words_of: WordsOf) -> Iterator[None]:
        """Read `container`, in which fields and relationships are its own."""
        before = self.fields, self.telling, self.words_of
        self.fields, self.telling = FormFields.of(container), telling(container)
        self.words_of = words_of
        yield
        self.fields, self.telling, self.words_of = before

    def _walk(self, container: Element, context: Context, count: int) -> int:
        """Read on from paragraph `count`; returns the number of the last one."""
        for child in container:
            tag = child.tag
            if tag in _PARAGRAPHS:
                count += 1
                self._paragraph(child, context, count, stray=tag == _R)
            elif tag == _TBL:
                self._flush(context, count)
                self._table(child, context)
            elif tag in _SKIPPED or not isinstance(tag, str):
                continue
            elif tag == _SDT:
                content, inner = _opened(child, context)
                if content is not None:
                    count = self._walk(content, inner, count)
            elif tag == _ALTERNATE:
                count = self._walk(chosen(child), context, count)
            elif tag in _TAKEN_IN:
                self._flush(context, count)
                taken = self.words_of(child.get(_RELATION) or "")
                self._taken(taken, context, f"{context.place}ingevoegd deel, ")
            elif len(child):
                count = self._walk(child, context, count)
        return count

    def rest(self, kind: str, layer: Layer, name: str) -> None:
        """Read the notes or comments that hang nowhere, or may not be answers."""
        for key in [key for key in self.notes if key[0] == kind]:
            self.host = self._commented.get(key)
            self._note(key, Context(layer, f"{name} {key[1]}, "))

    def _note(self, key: tuple[str, str], context: Context) -> None:
        note = self.notes.pop(key)
        with self.elsewhere(note, self.note_words.get(key[0], self.words_of)):
            self.walk(note, context)

    def _flush(self, context: Context, number: int) -> None:
        """A paragraph without a mark of its own cannot run on out of its container."""
        if self._carried:
            self._add(self._carried, context, f"{context.place}alinea {number}")
            self._carried = []

    def _add(
        self,
        runs: list[Run],
        context: Context,
        place: str,
        *,
        style: Style = NO_STYLE,
        tags: tuple[str, ...] = (),
    ) -> None:
        self.hosts.append(self.host)
        self.blocks.append(
            Block(
                runs=_joined(runs),
                place=place,
                layer=context.layer,
                cells=context.cells,
                level=style.level,
                heading=style.heading,
                tags=tags,
            )
        )

    def _paragraph(
        self, element: Element, context: Context, number: int, *, stray: bool
    ) -> None:
        """Read a paragraph, or a `stray` run that is as good as one."""
        if context.layer is Layer.BODY:
            self.host = None if stray else element
        style, mark_is_gone = self.styles.default, False
        if len(element) and (first := element[0]) in self.telling and first.tag == PPR:
            style, mark_is_gone = _look(first, self.styles)
        inline = Inline(
            self.styles,
            self.fields,
            self.telling,
            runs=self._carried,
            tags=list(context.tags),
        )
        read = inline.run if stray else inline.walk
        read(element, context.marks | style.marks)
        self._carried = []
        place = f"{context.place}alinea {number}"
        if mark_is_gone or (stray and _is_run(element.getnext())):
            self._carried = inline.runs  # the paragraph runs on into the next one
        else:
            tags = tuple(inline.tags)
            self._add(inline.runs, context, place, style=style, tags=tags)
            if inline.drawn:
                drawn = tuple(inline.drawn)
                self.blocks[-1] = self.blocks[-1]._replace(drawn=drawn)
        if inline.boxes or inline.notes:
            self._attached(inline, context, place)

    def _attached(self, inline: Inline, context: Context, place: str) -> None:
        carried, self._carried = self._carried, []
        for number, (box, marks) in enumerate(inline.boxes, 1):
            which = f"tekstvak {number}" if len(inline.boxes) > 1 else "tekstvak"
            inner = replace(
                context,
                layer=Layer.TEXTBOX,
                place=f"{place}, {which}, ",
                marks=context.marks | marks,
                tags=(),
            )
            self._box(box, inner)
        for kind, note_id, marks in inline.notes:
            if kind == "comment":
                self._commented[kind, note_id] = self.host
            elif (kind, note_id) in self.notes:
                where = f"{place}, noot {note_id}, "
                note = Context(Layer.NOTE, where, context.cells, context.marks | marks)
                self._note((kind, note_id), note)
        self._carried = carried

    def _box(self, box: Attached, context: Context) -> None:
        if box.box is not None:
            with self.elsewhere(box.box, self.words_of):
                self.walk(box.box, context)
        elif box.link:
            self._taken(self.words_of(box.link), context, context.place)
        else:
            lines = enumerate(box.lines, 1)
            made = (Block((Run(line),), f"regel {number}") for number, line in lines)
            self._taken(tuple(made), context, context.place)

    def _taken(self, blocks: tuple[Block, ...], context: Context, place: str) -> None:
        """Put `blocks` of another document here; its tables count on after ours."""
        marks, before = to_mark(context.marks), self._tables
        for block in blocks:
            cells = [at._replace(table=before + at.table) for at in block.cells]
            self._tables = max([self._tables, *(at.table for at in cells)])
            self.hosts.append(self.host)
            self.blocks.append(
                block._replace(
                    runs=tuple(Run(r.text, r.marks | marks) for r in block.runs),
                    place=f"{place}{block.place}",
                    layer=context.layer if block.layer is Layer.BODY else block.layer,
                    cells=(*context.cells, *cells),
                )
            )

    def _table(self, element: Element, context: Context) -> None:
        self._tables += 1
        table = self._tables
        row_number = 0
        for row, around in _unwrapped(element, _TR, context):
            row_context = around
            row_number += 1
            if row_is_gone(row):
                continue
            properties = first_child(row, _ROW_LOOK)
            if properties is not None:
                hidden = first_child(properties, _HIDDEN_ROW)
                if hidden is not None and is_on(hidden):
                    row_context = replace(row_context, marks=context.marks | HIDDEN)
            column = 1 + _grid(properties, _BEFORE)
            for cell, cell_context in _unwrapped(row, _TC, row_context):
                span = max(1, _grid(first_child(cell, _CELL_LOOK), _SPAN))
                at = CellAt(table, row_number, column, span)
                column += span
                if not cell_is_gone(cell):
                    self.walk(cell, _in_cell(cell_context, at))


def _is_run(element: Element | None) -> bool:
    return element is not None and element.tag == _R


def _unwrapped(
    parent: Element, wanted: str, context: Context
) -> Iterator[tuple[Element, Context]]:
    """The rows of a table or cells of a row, also those inside wrappers."""
    for child in parent:
        tag = child.tag
        if tag == wanted:
            yield child, context
        elif tag in _SKIPPED or not isinstance(tag, str):
            continue
        elif tag == _SDT:
            content, inner = _opened(child, context)
            if content is not None:
                yield from _unwrapped(content, wanted, inner)
        elif tag == _ALTERNATE:
            yield from _unwrapped(chosen(child), wanted, context)
        elif len(child):
            yield from _unwrapped(child, wanted, context)


def _opened(control: Element, context: Context) -> tuple[Element | None, Context]:
    tags = list(context.tags)
    content, marks = open_control(control, context.marks, tags)
    return content, replace(context, marks=marks, tags=tuple(tags))


def _in_cell(context: Context, at: CellAt) -> Context:
    place = f"{context.place}tabel {at.table}, rij {at.row}, kolom {at.column}, "
    cells = (*context.cells, at)
    return Context(context.layer, place, cells, context.marks, context.tags)


def _grid(properties: Element | None, tag: str) -> int:
    found = first_child(properties, tag) if properties is not None else None
    value = found.get(VAL) or "" if found is not None else ""
    return min(int(value[:4]), _MAX_SPAN) if value.isdecimal() else 0


def _look(properties: Element, styles: Styles) -> tuple[Style, bool]:
    """How a paragraph looks, and whether its mark is deleted (ECMA-376 17.13.5.15).

    So it is where the next paragraph goes on with the same word.
    """
    style, own, gone = styles.default, False, False
    for child in properties:
        tag = child.tag
        if tag == STYLE:
            style = styles.get(child.get(VAL))
        elif tag in OUTLINE:
            own = True
        elif tag == RPR:
            gone = gone or _is_deleted(child)
        elif tag == FRAME:
            # An enlarged first letter is the start of the word that follows.
            gone = gone or child.get(f"{W}dropCap") in _DROPPED
    if own:
        heading, level = paragraph_outline(properties, style.heading, style.level)
        style = Style(style.marks, heading, level)
    return style, gone


def _is_deleted(mark: Element) -> bool:
    """Whether the look of a paragraph's mark says that it is gone."""
    for child in mark:  # noqa: SIM110 - a generator for each paragraph is slow
        if child.tag in DELETED:
            return True
    return False


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbours with the same marks as one run, however Word split them."""
    if len(runs) < 2:  # noqa: PLR2004 - nothing to join
        return tuple(runs)
    joined: list[Run] = []
    text, marks = [runs[0].text], runs[0].marks
    for run in runs[1:]:
        if run.marks is marks:
            text.append(run.text)
        else:
            joined.append(Run("".join(text), marks))
            text, marks = [run.text], run.marks
    joined.append(Run("".join(text), marks))
    return tuple(joined)
