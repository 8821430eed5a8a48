"""Arrange: the order in which a person reads labels and their answers.

Documents are read row by row and line by line. Where the labels stand in one row and
the answers in the rows below, or the answers stand before their labels, the lines are
put in the order of a form that is filled in from the label on.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from pipeline.forms.backward import turned
from pipeline.forms.grammar import INITIATIVE
from pipeline.forms.labels import Index, Role
from pipeline.forms.lines import Line
from pipeline.forms.titles import Subject

_Row = list[Line]
_Cells = dict[int, list[Line]]


def arrange(lines: Sequence[Line], index: Index, is_subject: Subject) -> list[Line]:
    """`lines` with every answer behind its label."""
    return turned(_in_column_order(lines, index), index, is_subject)


def _in_column_order(lines: Sequence[Line], index: Index) -> list[Line]:
    """Pairs of a row of labels and a row of answers read column by column."""
    if not any(line.cells for line in lines):
        return list(lines)
    rows = [list(group) for _, group in groupby(lines, key=_row)]
    ordered: list[Line] = []
    at = 0
    while at < len(rows):
        labels = _labels(rows[at], index)
        answers = _answers(rows, at, labels, index) if labels else []
        for cells in answers:
            for column, label in labels.items():
                ordered.extend([*label, *cells.get(column, [])])
        if not answers:
            ordered.extend(rows[at])
        at += 1 + len(answers)
    return ordered


def _row(line: Line) -> tuple[object, ...]:
    if not line.cells:
        return ("text", line.block)
    *outer, last = line.cells
    return (*outer, last.table, last.row)


def _labels(row: _Row, index: Index) -> _Cells:
    """The cells of a row that holds nothing but bare labels, at least two."""
    cells = _cells(row)
    if len(cells) < 2 or not all(_is_bare(cell, index) for cell in cells.values()):  # noqa: PLR2004
        return {}
    return cells


def _answers(
    rows: Sequence[_Row], at: int, labels: _Cells, index: Index
) -> list[_Cells]:
    """The rows below the labels that answer them: one, or many for a list."""
    found: list[_Cells] = []
    listed = _is_list(labels, index)
    for number in range(at + 1, len(rows)):
        row = rows[number]
        if not _is_next(rows[number - 1], row) or _any_label(row, index):
            break
        cells = _under(labels, row)
        if not cells or (found and not listed):
            break
        if not any(line.live.strip() for cell in cells.values() for line in cell):
            break
        found.append(cells)
    return found


def _is_list(labels: _Cells, index: Index) -> bool:
    """Whether every label is of what repeats: a row for each initiative."""
    return all(
        any(
            hit.text.veld is not None and hit.text.veld.naam.startswith(INITIATIVE)
            for line in cell
            for hit in index.hits(line)
        )
        for cell in labels.values()
    )


def _under(labels: _Cells, row: _Row) -> _Cells:
    """The cells of `row` by the column of the label above; none when one fits none."""
    cells: _Cells = {}
    columns = sorted(labels)
    for column, cell in _cells(row).items():
        above = [c for c in columns if c <= column]
        if not above:
            return {}
        cells.setdefault(above[-1], []).extend(cell)
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


def _is_bare(cell: Sequence[Line], index: Index) -> bool:
    strip = index.placeholders.strip
    written = [line for line in cell if index.look_up(line.live).bare.strip()]
    return len(written) == 1 and any(
        hit.text.role is Role.LABEL and not strip(written[0].live[hit.end :]).strip()
        for hit in index.hits(written[0])
    )


def _any_label(row: _Row, index: Index) -> bool:
    return any(
        hit.text.role is not Role.FIXED for line in row for hit in index.hits(line)
    )


__all__: Final = ["arrange"]
