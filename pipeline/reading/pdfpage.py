"""The pages of a pdf as one text: running text, tables in tables, rows that go on.

words of every page -> Paragraphs -> Blocks

A word belongs to the innermost cell around it. What ends a page goes on at the top of
the next when its last line is full and ends no sentence; a table does when the columns
of the next page stand in the same places.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.reading.block import Block, CellAt
from pipeline.reading.pdfcolumn import Text, areas, column_starts, right_edge
from pipeline.reading.pdfline import Paragraph, Words, paragraphs, to_lines
from pipeline.reading.pdfobject import Box
from pipeline.reading.pdfrule import find_cells
from pipeline.reading.pdftable import Grid, Tables

_PADDING: Final = 5.0  # points of white that Word and LibreOffice leave in a cell
_PADDINGS: Final = (3.0, 7.5)  # the same, half the width of a line more or less
_SAME: Final = 2.0  # points between the edges of one column on two pages

_Row = tuple[int, int]


@dataclass(slots=True)
class _Page:
    """A page: its ruled tables, and where the columns of each begin."""

    number: int
    tables: Tables
    edges: dict[int, tuple[float, ...]] = field(default_factory=dict)


class Layout:
    """All pages of one pdf; tables are counted through the document."""

    def __init__(self, pages: Sequence[Any], words: Sequence[Words]) -> None:
        self.pages = pages
        self.words = words
        self.tables = 0
        self.unruled: set[int] = set()
        self.header: tuple[str, ...] = ()
        self.starts = column_starts(words)
        self.right = max(
            (
                right_edge(on_page, float(page.width))
                for on_page, page in zip(words, pages, strict=True)
            ),
            default=0.0,
        )

    def blocks(self) -> Iterator[Block]:
        """Every paragraph, in reading order."""
        text: list[Paragraph] = []
        before: _Page | None = None
        for number, (pdf_page, words) in enumerate(
            zip(self.pages, self.words, strict=True), 1
        ):
            page = _Page(number, Tables(find_cells(pdf_page), words))
            found = list(self._area(page, None, ()))
            _append(text, found, before, page)
            before = page
        yield from (paragraph.block for paragraph in text)

    def _area(
        self, page: _Page, box: Box | None, cells: tuple[CellAt, ...]
    ) -> Iterator[Paragraph]:
        """Running text and tables in a page or a cell, from top to bottom."""
        loose = page.tables.words_in(box)
        for table in [*page.tables.tables_in(box), None]:
            below = table.top if table else math.inf
            between = [word for word in loose if word["top"] < below]
            loose = [word for word in loose if word["top"] >= below]
            if box is None:
                yield from self._running(page, between)
            else:
                yield from paragraphs(
                    to_lines(between),
                    box[2] - _padding(box, between),
                    _place(page, cells),
                    cells,
                    leading=page.tables.leading,
                )
            if table is not None:
                yield from self._table(page, table, cells)

    def _running(self, page: _Page, words: Words) -> Iterator[Paragraph]:
        """What stands outside ruled tables: text, and columns without lines."""
        row = 0
        for area in areas(words, self.starts, self.right):
            if isinstance(area, Text):
                row = 0
                place = f"p. {page.number}"
                yield from paragraphs(
                    area.lines, area.right, place, (), leading=page.tables.leading
                )
                continue
            if not row:
                self.tables += 1
                self.unruled.add(self.tables)
                page.edges[self.tables] = tuple(area.starts)
            row += 1
            for column, text in area.cells:
                at = (CellAt(self.tables, row, column),)
                yield from paragraphs(
                    text.lines,
                    text.right,
                    _place(page, at),
                    at,
                    leading=page.tables.leading,
                )

    def _table(
        self, page: _Page, table: Grid, cells: tuple[CellAt, ...]
    ) -> Iterator[Paragraph]:
        self.tables += 1
        number = self.tables
        page.edges[number] = table.starts
        for row_number, row in enumerate(table.rows, 1):
            if row_number == 1 and not cells and self._repeats(page, row):
                continue
            for cell in row:
                at = CellAt(number, row_number, table.column(cell))
                yield from self._area(page, cell, (*cells, at))

    def _repeats(self, page: _Page, row: Sequence[Box]) -> bool:
        """Whether a first row is the header of the table before, printed once more.

        A row with a number in it is none, nor is one below other text of its page: two
        blocks for one action begin alike.
        """
        cells = [page.tables.words_in(cell) for cell in row]
        texts = tuple(" ".join(str(w["text"]) for w in cell) for cell in cells)
        again = len(texts) > 1 and texts == self.header and any(texts)
        self.header = texts
        top = min(word["top"] for cell in cells for word in cell) if again else 0.0
        return (
            again
            and not any(char.isdigit() for char in "".join(texts))
            and top <= page.tables.top + _SAME
        )


def _append(
    text: list[Paragraph], found: list[Paragraph], before: _Page | None, page: _Page
) -> None:
    """Put the paragraphs of a page behind those of the pages before it."""
    level = 0
    while before is not None and text and found:
        last, first = text[-1], found[0]
        if len(last.cells) == level or len(first.cells) == level:
            if not level and last.goes_on_in(first) and _is_below(last, first):
                last.lines.extend(first.lines)
                del found[0]
            break
        edges = before.edges.get(last.cells[level].table)
        if not _is_alike(edges, page.edges.get(first.cells[level].table)):
            break
        _continue_table(text, found, level)
        page.edges |= before.edges
        level += 1
    text.extend(found)


def _is_alike(
    edges: tuple[float, ...] | None, others: tuple[float, ...] | None
) -> bool:
    """Whether two tables have their columns in the same places."""
    if edges is None or others is None or len(edges) != len(others):
        return False
    pairs = zip(edges, others, strict=True)
    return all(abs(one - other) <= _SAME for one, other in pairs)


def _is_below(last: Paragraph, first: Paragraph) -> bool:
    """Whether the text of a page begins where the text before it did."""
    same = not (last.cells or first.cells)
    return same or abs(last.lines[-1].x0 - first.lines[0].x0) <= _SAME


def _continue_table(text: list[Paragraph], found: list[Paragraph], level: int) -> None:
    """Number the first table of a page on from the last; join a row that was broken."""
    row, there = _row_of(text[-1], level), _row_of(found[0], level)
    ending = {p.cells[level].column: p for p in text if _is_in(p, row, level)}
    beginning: dict[int, Paragraph] = {}
    for paragraph in found:
        if _is_in(paragraph, there, level):
            beginning.setdefault(paragraph.cells[level].column, paragraph)
    both = ending.keys() & beginning.keys()
    goes_on = {c for c in both if _goes_on(ending[c], beginning[c], level)}
    broken = goes_on == both and bool(goes_on or beginning.keys() < ending.keys())
    cut = any(beginning[column].lines[0].text[:1].islower() for column in goes_on)
    broken = broken or cut or _is_unlabelled(ending, beginning)
    shift = row[1] - there[1] + (0 if broken else 1)
    for paragraph in found:
        if len(paragraph.cells) > level and paragraph.cells[level].table == there[0]:
            at = paragraph.cells[level]
            at = at._replace(table=row[0], row=at.row + shift)
            before = text[-1].cells[:level]
            paragraph.cells = (*before, at, *paragraph.cells[level + 1 :])
    if not broken:
        return
    for column in goes_on:
        if len(ending[column].cells) == len(beginning[column].cells) == level + 1:
            ending[column].lines.extend(beginning[column].lines)
            found.remove(beginning[column])
    if found and len(found[0].cells) == level + 1:
        _move_into_row(text, found, row, level)


def _is_unlabelled(
    ending: Mapping[int, Paragraph], beginning: Mapping[int, Paragraph]
) -> bool:
    """Whether a row is the rest of another: words, and nothing where that has a label.

    A row of numbers below a merged cell is one of its own.
    """
    shown = ["".join(line.text for line in p.lines) for p in beginning.values()]
    return (
        beginning.keys() < ending.keys()
        and min(ending) not in beginning
        and all(any(char.isalpha() for char in text) for text in shown)
    )


def _goes_on(last: Paragraph, first: Paragraph, level: int) -> bool:
    """Whether a cell goes on in one of the next page: a table in it may do so too."""
    if len(last.cells) > level + 1 and len(first.cells) > level + 1:
        return True
    return last.goes_on_in(first)


def _move_into_row(
    text: list[Paragraph], found: list[Paragraph], broken: _Row, level: int
) -> None:
    """Put the rest of a broken row behind the cells that it is the rest of."""
    for paragraph in [p for p in found if _is_in(p, broken, level)]:
        column = paragraph.cells[level].column
        row = [number for number, p in enumerate(text) if _is_in(p, broken, level)]
        left = [n for n in row if text[n].cells[level].column <= column]
        text.insert(left[-1] + 1 if left else row[0], paragraph)
        found.remove(paragraph)


def _is_in(paragraph: Paragraph, row: _Row, level: int) -> bool:
    return len(paragraph.cells) > level and _row_of(paragraph, level) == row


def _row_of(paragraph: Paragraph, level: int) -> _Row:
    at = paragraph.cells[level]
    return at.table, at.row


def _padding(box: Box, words: Words) -> float:
    """The white at the right in a cell: as much as at the left, if that is told."""
    left = min((word["x0"] for word in words), default=0.0) - box[0]
    least, most = _PADDINGS
    return float(left) if least <= left <= most else _PADDING


def _place(page: _Page, cells: tuple[CellAt, ...]) -> str:
    at = cells[-1]
    return f"p. {page.number}, tabel {at.table}, rij {at.row}, kolom {at.column}"
