"""The tags of a pdf: its paragraphs and cells, as the word processor wrote them down.

catalogue + words of every page -> Blocks, or None when the tags do not tell them all

Word and LibreOffice put their own structure into a pdf (ISO 32000-1, 14.7): which
letters are one paragraph, in which cell of which table, and which are the number of a
list. Then nothing has to be measured, and the pdf reads as the document did. Tags of
other programs are as good as their guess, so those are not read.

Longer than 300 lines because the walk over the tags, and the paragraphs that it makes,
are of no use apart.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from pipeline.canonical import BULLETS
from pipeline.reading.block import Block, CellAt, Mark, Run
from pipeline.reading.pdfline import (
    LIST_MARK,
    Line,
    Words,
    blank_between,
    is_clear_fit,
    to_lines,
)
from pipeline.reading.pdfobject import (
    entry,
    name_of,
    number_of,
    object_number,
    string_of,
)

_WRITERS: Final = re.compile(r"Microsoft|LibreOffice|OpenOffice|Acrobat PDFMaker")
_MAKERS: Final = ("Producer", "Creator")
_BLOCKS: Final = frozenset(
    {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "Caption", "Note", "TOCI"}
)
_INLINE: Final = frozenset(
    {"Span", "Link", "Quote", "Reference", "Em", "Strong", "Annot", "Form", "Figure"}
)
_CELLS: Final = frozenset({"TD", "TH"})
_DEEPEST: Final = 60  # tags in tags
_MOST: Final = 100_000  # tags of one document
_ROLES: Final = 5  # names for names of tags
_PADDING: Final = 10.8  # points of white between cells, in Word and LibreOffice
_NUMBER: Final = re.compile(rf"\s*(?:[{BULLETS}]|[-–o§]|[\w.]{{1,8}}[.)])?\s*")


_Row = tuple[int, int]
_Piece = tuple[int, int]
"""The number of the object that is a page, and that of marked letters on it."""


@dataclass(slots=True)
class _Told:
    """A paragraph: the cells that it is in, and whether it numbers the one after it.

    `front` are the marked letters with which an item of a list begins, if they are its.
    """

    cells: tuple[CellAt, ...]
    numbers: bool = False
    front: int | None = None
    words: list[tuple[int, dict[str, Any]]] = field(default_factory=list)


@dataclass(slots=True)
class _Tags:
    """The tags of one document while they are walked."""

    roles: Mapping[str, Any]
    told: list[_Told] = field(default_factory=list)
    owner: dict[_Piece, _Told] = field(default_factory=dict)
    tables: int = 0
    last: dict[_Row, int] = field(default_factory=dict)
    """The last column of each row."""
    clear: bool = True
    """Whether all letters are in one place."""
    begins: bool = False
    """Whether an item of a list begins here."""
    steps: int = 0

    def walk(
        self, tag: object, cells: tuple[CellAt, ...], within: _Told | None, deep: int
    ) -> None:
        """Take in `tag`, in the paragraph `within` if it is in one."""
        if not self._goes_on(deep):
            return
        role = self._role(tag)
        if role == "Table":
            self.tables += 1
            self._table(tag, cells, self.tables, deep)
            return
        if role == "Lbl":
            within = self._new(cells, numbers=True)
        elif role in _BLOCKS:
            within = self._new(cells)
        elif role not in _INLINE:
            within = None
        page = object_number(tag, "Pg")
        own = within or self._new(cells)
        self.begins = self.begins or role == "LI"
        for kid in _kids(tag):
            if not self.clear:
                return
            self._kid(kid, cells, own, page, deep)
        self.begins = self.begins and role != "LI"

    def _kid(
        self,
        kid: object,
        cells: tuple[CellAt, ...],
        within: _Told,
        page: int,
        deep: int,
    ) -> None:
        if isinstance(kid, int):
            self._own((page, kid), within)
        elif name_of(entry(kid, "Type")) == "MCR":
            at = object_number(kid, "Pg") or page
            self._own((at, number_of(entry(kid, "MCID"))), within)
        elif entry(kid, "S") is not None:
            self.walk(kid, cells, within, deep + 1)

    def _goes_on(self, deep: int) -> bool:
        """Whether the tags still make a tree, and no circle."""
        self.steps += 1
        self.clear = self.clear and self.steps <= _MOST and deep <= _DEEPEST
        return self.clear

    def _own(self, piece: _Piece, told: _Told) -> None:
        self.clear = self.clear and piece not in self.owner
        self.owner[piece] = told
        if self.begins:
            told.front, self.begins = piece[1], False

    def _table(
        self, tag: object, cells: tuple[CellAt, ...], table: int, deep: int
    ) -> None:
        for number, row in enumerate(self._rows(tag, deep), 1):
            column = 1
            for cell in _kids(row):
                if not self._goes_on(deep):
                    return
                if self._role(cell) not in _CELLS:
                    continue
                span = max(number_of(_attribute(cell, "ColSpan")), 1)
                at = CellAt(table, number, column, span)
                self.last[table, number] = column
                column += span
                self.walk(cell, (*cells, at), None, deep + 1)

    def _rows(self, tag: object, deep: int) -> Iterator[object]:
        for kid in _kids(tag):
            if not self._goes_on(deep):
                return
            role = self._role(kid)
            if role == "TR":
                yield kid
            elif role in {"THead", "TBody", "TFoot"}:
                yield from self._rows(kid, deep + 1)

    def _new(self, cells: tuple[CellAt, ...], *, numbers: bool = False) -> _Told:
        self.told.append(_Told(cells, numbers))
        return self.told[-1]

    def _role(self, tag: object) -> str:
        role = name_of(entry(tag, "S"))
        for _ in range(_ROLES):
            other = name_of(entry(self.roles, role))
            if not other or other == role:
                break
            role = other
        return role


def is_tagged(catalog: object, info: Sequence[object]) -> bool:
    """Whether a document has tags of a word processor.

    `info` is what it says of itself.
    """
    names = (string_of(entry(one, key)) for one in info for key in _MAKERS)
    by_a_writer = any(_WRITERS.search(name) for name in names)
    return by_a_writer and entry(catalog, "StructTreeRoot") is not None


def told_blocks(
    catalog: object, pages: Sequence[Any], words: Sequence[Words]
) -> tuple[Block, ...] | None:
    """Every paragraph of `words`, in the order of the tags.

    `None` when these do not tell where every word belongs.
    """
    root = entry(catalog, "StructTreeRoot")
    tags = _Tags(entry(root, "RoleMap") or {})
    for kid in _kids(root):
        tags.walk(kid, (), None, 0)
    if not tags.clear or any(map(_has_own_numbers, pages)):
        return None
    for number, (page, on_page) in enumerate(zip(pages, words, strict=True), 1):
        for word in on_page:
            owner = tags.owner.get((page.page_obj.pageid, word["mcid"]))
            if owner is None:
                return None
            owner.words.append((number, word))
    return tuple(_blocks([told for told in tags.told if told.words], tags.last))


def _has_own_numbers(page: Any) -> bool:
    """Whether drawings on a page number their letters anew, as if they were it."""
    drawings = entry(page.page_obj.resources, "XObject")
    found = drawings.values() if isinstance(drawings, Mapping) else ()
    return any(entry(one, "StructParents") is not None for one in found)


def _blocks(told: Sequence[_Told], last: Mapping[_Row, int]) -> Iterator[Block]:
    lines = [_lines(one) for one in told]
    edges = _Edges(last)
    for one, made in zip(told, lines, strict=True):
        edges.add(one.cells, made)
    count: dict[object, int] = {}
    for one, made in zip(told, lines, strict=True):
        if one.numbers and _NUMBER.fullmatch("".join(line.text for line in made)):
            continue
        page = one.words[0][0]
        where = one.cells or page
        count[where] = count.get(where, 0) + 1
        place = f"p. {page}"
        if one.cells:
            at = one.cells[-1]
            place += f", tabel {at.table}, rij {at.row}, kolom {at.column}"
        yield Block(
            runs=_runs(made, edges.right(one.cells)),
            place=f"{place}, alinea {count[where]}",
            cells=one.cells,
        )


@dataclass(slots=True)
class _Edges:
    """How far text runs to the right: to the next column, or as in other last cells."""

    last: Mapping[_Row, int]
    """The last column of each row."""
    ends: dict[int, float] = field(default_factory=dict)
    """How far the text in the last cells of a table runs; of no table is 0."""
    starts: dict[tuple[int, int], float] = field(default_factory=dict)
    """Where the text in the columns of a table begins."""

    def add(self, cells: tuple[CellAt, ...], lines: Sequence[Line]) -> None:
        """Learn from a paragraph in `cells`."""
        at = cells[-1] if cells else CellAt(0, 0, 0)
        begin = min(line.x0 for line in lines)
        start = self.starts.get((at.table, at.column), begin)
        self.starts[at.table, at.column] = min(start, begin)
        if self._is_last(at):
            end = max(line.x1 for line in lines)
            self.ends[at.table] = max(self.ends.get(at.table, end), end)

    def right(self, cells: tuple[CellAt, ...]) -> float:
        """The right edge of text in `cells`; 0 when nothing tells."""
        at = cells[-1] if cells else CellAt(0, 0, 0)
        if self._is_last(at):
            return self.ends.get(at.table, 0.0)
        return self.starts.get((at.table, at.column + at.span), _PADDING) - _PADDING

    def _is_last(self, at: CellAt) -> bool:
        return self.last.get((at.table, at.row), at.column) == at.column


def _lines(told: _Told) -> list[Line]:
    """Its printed lines, over all its pages, without the number of an item."""
    words = told.words
    first = words[0][0]
    front = [word for on, word in words if on == first and word["mcid"] == told.front]
    if len(front) < len(words) and LIST_MARK.fullmatch(
        "".join(w["text"] for w in front)
    ):
        words = [(on, word) for on, word in words if word not in front]
    pages = sorted({page for page, _ in words})
    return [
        line
        for page in pages
        for line in to_lines([word for on, word in words if on == page])
    ]


def _runs(lines: Sequence[Line], right: float) -> tuple[Run, ...]:
    """The text of a paragraph; a line that ends early was broken by hand."""
    runs = list(lines[0].runs)
    for before, line in pairwise(lines):
        if is_clear_fit(before, line, right):
            runs.append(Run("\n"))
        else:
            runs.append(Run(blank_between(before, line, right), Mark.WRAPPED))
        runs += line.runs
    return tuple(runs)


def _kids(tag: object) -> list[Any]:
    found = entry(tag, "K")
    return found if isinstance(found, list) else [] if found is None else [found]


def _attribute(tag: object, name: str) -> Any:
    """An attribute of a tag, which may have several lists of them."""
    found = entry(tag, "A")
    lists = found if isinstance(found, list) else [found]
    return next((value for one in lists if (value := entry(one, name))), None)
