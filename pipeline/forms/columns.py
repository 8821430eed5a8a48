"""Columns: tables whose labels stand in one row and whose answers stand in the next.

Reading goes row by row, which would give two labels and then two answers. When every
filled cell of a row is a bare label and the row below holds none, each label is followed
by the cell below it.
"""

from collections.abc import Sequence
from itertools import groupby

from pipeline.forms.labels import Index, Role
from pipeline.forms.lines import Line


def in_column_order(lines: Sequence[Line], index: Index) -> list[Line]:
    """`lines` with such pairs of rows read column by column."""
    rows = [list(group) for _, group in groupby(lines, key=_row)]
    ordered: list[Line] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        below = rows[at + 1] if at + 1 < len(rows) else []
        labels = _cells(row)
        if _is_next(row, below) and len(labels) > 1 and _bare(labels, index):
            answers = _cells(below)
            if labels.keys() == answers.keys() and not _any_label(below, index):
                for column, label in labels.items():
                    ordered.extend([*label, *answers[column]])
                at += 2
                continue
        ordered.extend(row)
        at += 1
    return ordered


def _row(line: Line) -> tuple[object, ...]:
    if not line.cells:
        return ("text", line.block)
    *outer, last = line.cells
    return (*outer, last.table, last.row)


def _is_next(row: list[Line], below: list[Line]) -> bool:
    if not row or not below or not row[0].cells or not below[0].cells:
        return False
    here, there = row[0].cells[-1], below[0].cells[-1]
    return here.table == there.table and there.row == here.row + 1


def _cells(row: list[Line]) -> dict[int, list[Line]]:
    cells: dict[int, list[Line]] = {}
    for line in row:
        if line.cells:
            cells.setdefault(line.cells[-1].column, []).append(line)
    return cells


def _bare(cells: dict[int, list[Line]], index: Index) -> bool:
    return all(_is_bare(lines, index) for lines in cells.values())


def _is_bare(lines: list[Line], index: Index) -> bool:
    written = [line for line in lines if index.placeholders.strip(line.live).strip()]
    if len(written) != 1:
        return False
    line = written[0]
    return any(
        hit.text.role is Role.LABEL and not index.placeholders.strip(line.live[hit.end :]).strip()
        for hit in index.hits(line)
    )


def _any_label(lines: list[Line], index: Index) -> bool:
    return any(hit.text.role is not Role.FIXED for line in lines for hit in index.hits(line))
