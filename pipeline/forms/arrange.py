"""Arrange: the order in which a person reads labels and their answers.

Documents are read row by row and line by line. Where the labels stand in one row and
the answers in the rows below, where every column is an action, or where answers stand
before their labels, the lines are put in the order of a form that is filled in from
the label on. A row of labels comes again for every row of answers below it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from pipeline.forms.backward import turned
from pipeline.forms.grammar import DESCRIPTION, INITIATIVE
from pipeline.forms.labels import Hit, Index, Role
from pipeline.forms.lines import Line
from pipeline.forms.titles import Subject, names_subject

_Row = list[Line]
_Cells = dict[int, list[Line]]
_FEWEST: Final = 2  # columns with labels, or with actions
_FEWEST_ROWS: Final = 3  # labels below each other where the columns are actions


def arrange(lines: Sequence[Line], index: Index, is_subject: Subject) -> list[Line]:
    """`lines` with every answer behind its label."""
    if not any(line.cells for line in lines):
        return turned(lines, index, is_subject)
    rows = [list(group) for _, group in groupby(lines, key=_row)]
    ordered: list[Line] = []
    at = 0
    while at < len(rows):
        found, used = rows[at], 1
        if rows[at][0].cells != rows[at][-1].cells:
            found, used = _by_action(rows, at, index, is_subject)
            if not used:
                found, used = _by_initiative(rows, at, index)
            if not used:
                found, used = _by_label(rows, at, index)
        ordered.extend(found)
        at += used
    return turned(ordered, index, is_subject)


def _row(line: Line) -> tuple[object, ...]:
    if not line.cells:
        return ("text", line.block)
    *outer, last = line.cells
    return (*outer, last.table, last.row)


def _by_label(rows: Sequence[_Row], at: int, index: Index) -> tuple[list[Line], int]:
    """Row `at` of labels with the rows that answer them, read column by column.

    Any other row as it stands; and how many rows that were.
    """
    cells = _cells(rows[at])
    labels = {
        column: hits for column, cell in cells.items() if (hits := _bare(cell, index))
    }
    if len(labels) < _FEWEST:
        return rows[at], 1
    listed = all(_is_listed(hits) for hits in labels.values())
    printed = sum(any(hit.certainty == 1.0 for hit in h) for h in labels.values())
    # A table of somebody's own may have a column `Aantal` too.
    own = len(labels) == len(cells) if not listed else 2 * printed >= len(labels)
    answers = list(_answers(rows, at, cells, index, listed=listed)) if own else []
    if not answers:
        return rows[at], 1
    ordered: list[Line] = []
    for number, row in enumerate(answers):
        if any(_is_numbered(line, index) for cell in row.values() for line in cell):
            ordered.extend(_numbered(cells, labels, row, index))
            continue
        for column in labels:
            ordered.extend([*cells[column], *row.get(column, [])])
            if column == min(labels):
                for other in cells.keys() - labels.keys():
                    ordered.extend([] if number else cells[other])
                    ordered.extend(row.get(other, []))
    return ordered, 1 + len(answers)


def _is_numbered(line: Line, index: Index) -> bool:
    """Whether a line is the label of an initiative: `Initiatief 2`."""
    return any(
        hit.text.slot == DESCRIPTION and hit.certainty == 1.0
        for hit in index.hits(line)
    )


def _numbered(
    head: _Cells, labels: Mapping[int, Sequence[Hit]], row: _Cells, index: Index
) -> Iterator[Line]:
    """A row that begins with its own label: the head above tells the other columns."""
    for column in sorted(row):
        described = any(hit.text.slot == DESCRIPTION for hit in labels.get(column, ()))
        own = any(_is_numbered(line, index) for line in row[column])
        if column in labels and not described and not own:
            yield from head[column]
        yield from row[column]


def _answers(
    rows: Sequence[_Row], at: int, head: _Cells, index: Index, *, listed: bool
) -> Iterator[_Cells]:
    """The rows below row `at` that answer it: one, or many for a list."""
    for number in range(at + 1, len(rows)):
        row = rows[number]
        others = [x for x in row if not (listed and _is_numbered(x, index))]
        if not _is_next(rows[number - 1], row) or _any_label(others, index):
            return
        cells = _under(head, row)
        if not cells or not any(line.live.strip() for line in row):
            return
        yield cells
        if not listed:
            return


def _by_action(
    rows: Sequence[_Row], at: int, index: Index, is_subject: Subject
) -> tuple[list[Line], int]:
    """A table with an action in every column and its labels in the first."""
    head = _cells(rows[at])
    columns = sorted(head)[1:]
    if len(columns) < _FEWEST or any(index.hits(line) for line in rows[at]):
        return [], 0
    first = min(head)
    body = list(_body(rows, at, first, index))
    used = {column for cells in body for column in cells} - {first}
    named = (_names(head[column], is_subject) for column in columns)
    if len(body) < _FEWEST_ROWS or not used <= set(columns) or not all(named):
        return [], 0
    ordered = list(head[first])
    for column in columns:
        ordered.extend(head[column])
        for cells in body:
            ordered.extend([*cells[first], *cells.get(column, [])])
    return ordered, 1 + len(body)


def _by_initiative(
    rows: Sequence[_Row], at: int, index: Index
) -> tuple[list[Line], int]:
    """A table with an initiative in every column, read column by column."""
    head = _cells(rows[at])
    columns = [
        c for c, cell in head.items() if any(_is_numbered(x, index) for x in cell)
    ]
    if len(columns) < _FEWEST:
        return [], 0
    body: list[_Cells] = []
    for number in range(at + 1, len(rows)):
        cells = _cells(rows[number])
        hits = [hit for line in rows[number] for hit in index.hits(line)]
        if not (_is_next(rows[number - 1], rows[number]) and _is_listed(hits)):
            break
        if any(_is_numbered(line, index) for line in rows[number]):
            break
        body.append(cells)
    used = {column for cells in body for column in cells} - set(head)
    if not body or used:
        return [], 0
    ordered = [line for c in head.keys() - set(columns) for line in head[c]]
    for column in columns:
        ordered.extend(head[column])
        bare = bool(_bare(head[column], index))
        for cells in body:
            for other in cells.keys() - set(columns):
                hits = _bare(cells[other], index)
                described = any(hit.text.slot == DESCRIPTION for hit in hits)
                if not (described and bare) and (hits or column == columns[0]):
                    ordered.extend(cells[other])
            ordered.extend(cells.get(column, []))
    return ordered, 1 + len(body)


def _body(rows: Sequence[_Row], at: int, first: int, index: Index) -> Iterator[_Cells]:
    """The rows below row `at` with one bare label, in column `first`."""
    for number in range(at + 1, len(rows)):
        if not _is_next(rows[number - 1], rows[number]):
            return
        cells = _cells(rows[number])
        others = [line for column in cells if column != first for line in cells[column]]
        if not _bare(cells.get(first, []), index) or _any_label(others, index):
            return
        yield cells


def _names(cell: Sequence[Line], is_subject: Subject) -> bool:
    written = [line for line in cell if line.live.strip()]
    return bool(written) and all(names_subject(x.live, is_subject) for x in written)


def _is_listed(hits: Sequence[Hit]) -> bool:
    """Whether a label is of what repeats: a row for each initiative."""
    return any(
        hit.text.veld is not None and hit.text.veld.naam.startswith(INITIATIVE)
        for hit in hits
    )


def _under(head: Mapping[int, Sequence[Line]], row: _Row) -> _Cells:
    """The cells of `row` by the column of the head above; none when one fits none."""
    cells: _Cells = {}
    for column, cell in _cells(row).items():
        above = [c for c in head if c <= column]
        if not above:
            return {}
        cells.setdefault(max(above), []).extend(cell)
    return cells


def _is_next(row: _Row, below: _Row) -> bool:
    if not (row[0].cells and below[0].cells):
        return False
    here, there = row[0].cells, below[0].cells
    same = here[:-1] == there[:-1] and here[-1].table == there[-1].table
    return same and there[-1].row == here[-1].row + 1


def _cells(row: _Row) -> _Cells:
    cells: _Cells = {}
    for line in row:
        if line.cells:
            cells.setdefault(line.cells[-1].column, []).append(line)
    return cells


def _bare(cell: Sequence[Line], index: Index) -> list[Hit]:
    """The labels that a cell is, if it holds nothing else."""
    written = [line for line in cell if index.look_up(line.live).bare.strip()]
    if len(written) != 1:
        return []
    live = written[0].live
    return [
        hit
        for hit in index.hits(written[0])
        if hit.text.role is Role.LABEL
        and not index.placeholders.strip(live[hit.end :]).strip()
    ]


def _any_label(row: Sequence[Line], index: Index) -> bool:
    return any(
        hit.text.role is not Role.FIXED and hit.certainty == 1.0
        for line in row
        for hit in index.hits(line)
    )
