"""Frame: what a table says of itself, and neither the form nor an answer.

    lines -> the same lines without the frame, and what of the frame is words

Who makes tables of the form puts numbers before its questions and headings above them:
`Nr. | Vraag | Antwoord`. Read in order, a number stands behind the answer of the row
above, and a heading between the name of an action and its first question.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.forms.choices import lone_option
from pipeline.forms.grid import bare
from pipeline.forms.labels import Index
from pipeline.forms.lines import Line
from pipeline.forms.titles import Subject

_NUMBER: Final = re.compile(r"^\W*(?P<number>\d{1,2})\W*$")
_NUMBERS: Final = re.compile(r"^\W*+(?:(?:volg)?(?:nr|nummer))?\W*+$", re.IGNORECASE)
_HEADING: Final = re.compile(r"^\s*[^\W\d_][^\d,;!(]*$")
_LONGEST: Final = 3  # words of a heading

_Table = tuple[object, ...]
_Rows = dict[int, dict[int, list[Line]]]
"""The written lines of a table by row and column, every row that has any."""


@dataclass(slots=True)
class _Run:
    """Rows counted up to `value`; `asked` when they are of the form."""

    asked: bool = False
    value: int = 0
    head: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def unframed(
    lines: Sequence[Line], index: Index, is_subject: Subject
) -> tuple[list[Line], list[Line]]:
    """`lines` without numbers of rows and headings, and the headings."""
    tables: dict[_Table, _Rows] = defaultdict(dict)
    for line in lines:
        if line.cells:
            *outer, at = line.cells
            rows = tables[*outer, at.table]
            cell = rows.setdefault(at.row, {}).setdefault(at.column, [])
            if line.live.strip():
                cell.append(line)
    gone: set[int] = set()
    for rows in tables.values():
        for alike in _by_columns(rows):
            gone.update(id(line) for line in _numbers(alike, index))
        gone.update(id(line) for line in _heads(rows, index, is_subject))
    kept = [line for line in lines if id(line) not in gone]
    heads = [line for line in lines if id(line) in gone and _is_word(line)]
    return kept, heads


def _is_word(line: Line) -> bool:
    return not _NUMBER.match(line.live)


def _by_columns(rows: _Rows) -> Iterable[_Rows]:
    """The rows of a table apart that have other columns, as different tables do."""
    apart: dict[tuple[int, ...], _Rows] = defaultdict(dict)
    for row in sorted(rows):
        apart[tuple(sorted(rows[row]))][row] = rows[row]
    return apart.values()


def _numbers(rows: _Rows, index: Index) -> Iterator[Line]:
    """The lines that number the rows of the form, from one on; they may begin anew.

    Rows are of the form when a label stands right of a number of them, or in the row
    that heads them. A row of one cell is a title, and not counted.
    """
    runs: list[_Run] = [_Run()]
    for cells in rows.values():
        written = cells.get(1, [])
        if len(cells) == 1:
            continue
        asked = _is_asked(cells, index)
        number = _NUMBER.match(written[0].live) if len(written) == 1 else None
        if number is None:
            heads = all(_NUMBERS.match(line.live) for line in written)
            runs.append(_Run(asked=heads and asked, head=written if heads else []))
            continue
        value = int(number["number"])
        if value == 1 and runs[-1].value:
            runs.append(_Run(asked=runs[-1].asked, head=runs[-1].head))
        elif value != runs[-1].value + 1:
            return
        runs[-1].value = value
        runs[-1].asked = runs[-1].asked or asked
        runs[-1].lines.extend(written)
    for run in runs:
        if run.asked and run.lines:
            yield from (*run.head, *run.lines)


def _is_asked(cells: Mapping[int, Sequence[Line]], index: Index) -> bool:
    """Whether a label of the form stands right of the number."""
    return any(bare(cell, index) for column, cell in cells.items() if column > 1)


def _heads(rows: _Rows, index: Index, is_subject: Subject) -> Iterator[Line]:
    """The headings above questions and answers: at the top, or below a title."""
    titled = True
    for row in sorted(rows):
        cells = rows[row]
        if len(cells) == 1:
            titled = True
            continue
        below = rows.get(row + 1, {})
        if titled and cells.keys() == below.keys():
            lines = [line for cell in cells.values() for line in cell]
            asked = any(bare(cell, index) for cell in below.values())
            if asked and _are_headings(cells, lines, index, is_subject):
                yield from lines
        titled = False


def _are_headings(
    cells: Mapping[int, Sequence[Line]],
    lines: Sequence[Line],
    index: Index,
    is_subject: Subject,
) -> bool:
    """Whether every cell but the first, that of the numbers, is a heading."""
    if not all(cells[column] for column in cells if column > 1):
        return False
    names = (" ".join(line.live for line in lines), *(line.live for line in lines))
    headings = all(_is_heading(line, index) for line in lines)
    return headings and not any(map(is_subject, names))


def _is_heading(line: Line, index: Index) -> bool:
    """Whether a cell can be the heading of a column: a word or two of nobody else's."""
    words = line.words
    return (
        len(words) <= _LONGEST
        and bool(_HEADING.match(line.live))
        and index.placeholders.strip(line.live) == line.live
        and not any(map(lone_option, words))
        and not index.hits(line)
    )
