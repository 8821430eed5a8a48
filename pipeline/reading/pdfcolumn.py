"""Columns without ruled lines, told by where words begin.

words of a page -> Text across the page, or Row of cells beside each other

A column begins where many lines begin again behind a stretch of white. A line that runs
across the start of a column is text of the whole page, and ends the table above it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from pipeline.reading.pdfline import ITEM, Line, Words, to_lines

_WHITE: Final = 8.0  # points: more than a blank, less than the white between cells
_NEAR: Final = 1.5  # points between starts of one column
_FEWEST: Final = 2  # lines that begin at the start of a column
_PADDING: Final = 10.8  # points of white between cells, in Word and LibreOffice
_COLUMN: Final = 8  # lines of a text that tell how wide its column is
_FULL: Final = 0.45  # of its lines on which the next word did not fit
_BLANK: Final = 0.25  # of the size of the letters
_EDGE: Final = 40.0  # points that the longest line may stay short of the margin

Segment = list[dict[str, Any]]
_Cells = dict[int, Segment]


@dataclass(frozen=True, slots=True)
class Text:
    """Lines below each other, and how far they could run to the right."""

    lines: Sequence[Line]
    right: float


@dataclass(frozen=True, slots=True)
class Row:
    """Cells beside each other, by the number of their column, from 1."""

    cells: Sequence[tuple[int, Text]]
    starts: Sequence[float]


def right_edge(words: Words, width: float) -> float:
    """How far text runs: to the longest line, or as far as the left margin."""
    if not words:
        return 0.0
    margin = width - min(float(word["x0"]) for word in words)
    longest = max(float(word["x1"]) for word in words)
    return longest + 1.0 if longest > margin - _EDGE else margin


def column_starts(pages: Sequence[Words]) -> tuple[float, ...]:
    """Where columns begin in a document, the leftmost (the text itself) not counted."""
    found: Counter[float] = Counter()
    for words in pages:
        for line in _rows_of_words(words):
            for segment in _segments(line)[1:]:
                x0 = float(segment[0]["x0"])
                near = next((x for x in found if abs(x - x0) <= _NEAR), x0)
                found[near] += 1
    return tuple(sorted(x for x, count in found.items() if count >= _FEWEST))


def areas(words: Words, starts: Sequence[float], right: float) -> Iterator[Text | Row]:
    """What stands on (a part of) a page, from top to bottom."""
    text: list[Segment] = []
    band: list[_Cells] = []
    lines = _rows_of_words(words)
    for line, below in zip(lines, [*lines, None][1:], strict=True):
        cells = _cells_of(line, starts)
        if not band and below and _is_tabbed(line, below, right):
            cells = None
        if cells is None or (not band and set(cells) == {0}):
            yield from _rows(band, starts, right)
            band = []
            text.append(line)
            continue
        if text:
            yield _text(text, right)
            text = []
        band.append(cells)
    yield from _rows(band, starts, right)
    if text:
        yield _text(text, right)


def cells_on(line: Line) -> list[str]:
    """The texts on a line that wide white parts."""
    return [
        one.text for segment in _segments(list(line.words)) for one in to_lines(segment)
    ]


def _text(segments: Sequence[Segment], right: float) -> Text:
    """Lines across the page, or in a column of which most lines are full."""
    lines = _to_lines(segments)
    longest = max(line.x1 for line in lines) + 1.0
    if len(lines) < _COLUMN or longest > right - _EDGE:
        return Text(lines, right)
    full = [
        line.text[:1].islower()
        for before, line in pairwise(lines)
        if before.x1 + _BLANK * (line.bottom - line.top) + line.first > longest
    ]
    # The lines of a list may be as long as each other, but each begins anew.
    narrow = len(full) > _FULL * len(lines) and 2 * sum(full) > len(full)
    return Text(lines, longest if narrow else right)


def _rows(
    band: Sequence[_Cells], starts: Sequence[float], right: float
) -> Iterator[Row | Text]:
    """Rows of a table without lines; what stands under it in its first column alone."""
    if not band:
        return
    rows = [row for part in _parts(band) for row in _split(part, starts, right)]
    for row in rows:
        columns = sorted({column for cells in row for column in cells})
        yield Row(
            tuple(
                (
                    column + 1,
                    Text(
                        _to_lines([cells[column] for cells in row if column in cells]),
                        _right(column, starts, right),
                    ),
                )
                for column in columns
            ),
            starts,
        )


def _is_tabbed(line: Segment, below: Segment, right: float) -> bool:
    """Whether a line with white in it is running text that goes on below."""
    if abs(float(line[0]["x0"]) - float(below[0]["x0"])) > _NEAR:
        return False
    return not _begins(line, below[:1], right) and len(_segments(below)) == 1


def _parts(band: Sequence[_Cells]) -> list[list[_Cells]]:
    """A band cut where a cell begins again: that is certainly a new row."""
    parts: list[list[_Cells]] = []
    before: _Cells = {}
    for cells in band:
        if set(cells) - set(before):
            parts.append([])
        parts[-1].append(cells)
        before = cells
    return parts


def _split(
    part: list[_Cells], starts: Sequence[float], right: float
) -> list[list[_Cells]]:
    """Rows of which all cells end on the same line.

    A row begins where every cell begins a paragraph. Where a paragraph begins beside a
    line that runs on, texts stand beside each other, and the lines tell no rows.
    """
    rows: list[list[_Cells]] = [part[:1]]
    for before, cells in pairwise(part):
        if len(cells) == 1:
            rows[-1].append(cells)
            continue
        begins = [
            _begins(before[column], segment, _right(column, starts, right))
            for column, segment in cells.items()
        ]
        if any(begins) and not all(begins):
            return [part]
        if all(begins):
            rows.append([])
        rows[-1].append(cells)
    return rows


def _begins(above: Segment, segment: Segment, edge: float) -> bool:
    """Whether the first word of `segment` would still have fitted on the line above."""
    size = float(segment[0]["bottom"] - segment[0]["top"])
    first = float(segment[0]["x1"] - segment[0]["x0"])
    return bool(above[-1]["x1"] + 0.25 * size + first <= edge)


def _right(column: int, starts: Sequence[float], right: float) -> float:
    return starts[column] - _PADDING if column < len(starts) else right


def _cells_of(line: Segment, starts: Sequence[float]) -> _Cells | None:
    """The cells of a line by column; `None` when it runs across a column's start."""
    cells: _Cells = {}
    for segment in _segments(line):
        x0 = float(segment[0]["x0"]) + _NEAR
        column = sum(start <= x0 for start in starts)
        if column < len(starts) and segment[-1]["x1"] > starts[column]:
            return None
        cells.setdefault(column, []).extend(segment)
    return cells


def _segments(line: Segment) -> list[Segment]:
    """A line cut at its wide white; a bullet belongs to the words behind it."""
    segments: list[Segment] = []
    for word in line:
        before = segments[-1][-1] if segments else None
        if before is None or (
            (word["x0"] - before["x1"] > _WHITE)
            and not (len(segments[-1]) == 1 and ITEM.match(str(before["text"])))
        ):
            segments.append([])
        segments[-1].append(word)
    return segments


def _rows_of_words(words: Words) -> list[Segment]:
    """Words by printed line, each from left to right."""
    return [list(line.words) for line in to_lines(words)]


def _to_lines(segments: Sequence[Segment]) -> list[Line]:
    return [line for segment in segments for line in to_lines(segment)]
