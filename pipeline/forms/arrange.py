"""Arrange: the order in which a person reads labels and their answers.

Documents are read row by row and line by line. Where the labels stand in one row and
the answers in the rows below, where every column is an action, or where answers stand
before their labels, the lines are put in the order of a form that is filled in from
the label on. A row of labels comes again for every row of answers below it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import Final

from pipeline.forms.backward import COUNT, turned
from pipeline.forms.grammar import DESCRIPTION, INITIATIVE
from pipeline.forms.grid import (
    Cells,
    Nearly,
    Row,
    any_label,
    bare,
    cells_of,
    is_next,
    row_of,
    under,
)
from pipeline.forms.labels import Hit, Index
from pipeline.forms.lines import Line
from pipeline.forms.titles import Subject, names_subject

_FEWEST: Final = 2  # columns with labels, or with actions
_FEWEST_ROWS: Final = 3  # labels below each other where the columns are actions


def arrange(lines: Sequence[Line], index: Index, is_subject: Subject) -> list[Line]:
    """`lines` with every answer behind its label."""
    if not any(line.cells for line in lines):
        return turned(lines, index, is_subject)
    rows = [list(group) for _, group in groupby(lines, key=row_of)]
    nearly = Nearly(index)
    ordered: list[Line] = []
    at = 0
    while at < len(rows):
        found, used = rows[at], 1
        if rows[at][0].cells != rows[at][-1].cells:
            found, used = _by_action(rows, at, nearly, is_subject)
            if not used:
                found, used = _by_row(rows, at, nearly, is_subject)
            if not used:
                found, used = _by_initiative(rows, at, index)
            if not used:
                found, used = _by_label(rows, at, nearly)
        ordered.extend(found)
        at += used
    return turned(ordered, index, is_subject)


def _by_label(rows: Sequence[Row], at: int, nearly: Nearly) -> tuple[list[Line], int]:
    """Row `at` of labels with the rows that answer them, read column by column.

    Any other row as it stands; and how many rows that were.
    """
    index = nearly.index
    cells = cells_of(rows[at])
    labels = _labelled(rows, at, cells, nearly)
    if len(labels) < _FEWEST:
        return rows[at], 1
    listed = all(_is_listed(hits) for hits in labels.values())
    printed = sum(any(hit.certainty == 1.0 for hit in h) for h in labels.values())
    # A table of somebody's own may have a column `Aantal` too.
    own = len(labels) == len(cells) if not listed else 2 * printed >= len(labels)
    answers = list(_answers(rows, at, cells, index, listed=listed)) if own else []
    counts = [c for c, hits in labels.items() if _is_count(hits)]
    if not listed and len(answers) > 1:
        # A row with a number of its own is a copy; any other row is no answer here.
        more = takewhile(lambda row: _is_counted(row, counts), answers[1:])
        answers = [answers[0], *more]
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


def _labelled(
    rows: Sequence[Row], at: int, cells: Cells, nearly: Nearly
) -> dict[int, list[Hit]]:
    """The labels that the `cells` of row `at` are, by column.

    Beside one to the letter also nearly, where the row below can answer them all.
    """
    index = nearly.index
    exact = {column: bare(cell, index) for column, cell in cells.items()}
    some = any(exact.values()) and not all(exact.values())
    below = rows[at + 1] if at + 1 < len(rows) and some else []
    if not below or not is_next(rows[at], below) or any_label(below, index):
        return {column: hits for column, hits in exact.items() if hits}
    likely = ((column, nearly.bare(cell)) for column, cell in cells.items())
    return {column: hits for column, hits in likely if hits}


def _by_row(
    rows: Sequence[Row], at: int, nearly: Nearly, is_subject: Subject
) -> tuple[list[Line], int]:
    """A table with an action in every row, and row `at` its labels.

    A cell may hold labels of its own, as those of an initiative: it says itself what it
    is then.
    """
    index = nearly.index
    head = cells_of(rows[at])
    labels = _labelled(rows, at, head, nearly)
    told = min(head)
    if told in labels or sum(not _is_listed(h) for h in labels.values()) < _FEWEST:
        return [], 0
    if len(rows[at][0].cells) > 1 and all(map(_is_count, labels.values())):
        return [], 0  # a table of numbers in a cell is part of the answer there
    body: list[Cells] = []
    for number in range(at + 1, len(rows)):
        cells = under(head, rows[number])
        if not is_next(rows[number - 1], rows[number]) or told not in cells:
            break
        if not _names(cells[told], is_subject) or any_label(cells[told], index):
            break
        body.append(cells)
    ordered = list(head[told]) if body else []
    for number, cells in enumerate(body):
        for column in head.keys() - labels.keys() - {told}:
            ordered.extend([] if number else head[column])
            ordered.extend(cells.get(column, []))
        ordered.extend(cells[told])
        for column in sorted(cells.keys() & labels.keys()):
            told_there = any_label(cells[column], index)
            empty = not any(line.live.strip() for line in cells[column])
            listed = empty and _is_listed(labels[column])
            if not (told_there or listed):
                ordered.extend(head[column])
            ordered.extend(cells[column])
    return ordered, 1 + len(body) if body else 0


def _is_count(hits: Sequence[Hit]) -> bool:
    return any(h.text.veld is not None and h.text.veld.soort == "getal" for h in hits)


def _is_counted(cells: Cells, counts: Sequence[int]) -> bool:
    """Whether a number stands in one of the columns `counts`."""
    return any(COUNT.match(line.live) for c in counts for line in cells.get(c, ()))


def _is_numbered(line: Line, index: Index) -> bool:
    """Whether a line is the label of an initiative: `Initiatief 2`."""
    return any(
        hit.text.slot == DESCRIPTION and hit.certainty == 1.0
        for hit in index.hits(line)
    )


def _numbered(
    head: Cells, labels: Mapping[int, Sequence[Hit]], row: Cells, index: Index
) -> Iterator[Line]:
    """A row that begins with its own label: the head above tells the other columns."""
    for column in sorted(row):
        described = any(hit.text.slot == DESCRIPTION for hit in labels.get(column, ()))
        own = any(_is_numbered(line, index) for line in row[column])
        if column in labels and not described and not own:
            yield from head[column]
        yield from row[column]


def _answers(
    rows: Sequence[Row], at: int, head: Cells, index: Index, *, listed: bool
) -> Iterator[Cells]:
    """The rows below row `at` that answer it: one, or many for a list."""
    for number in range(at + 1, len(rows)):
        row = rows[number]
        others = [x for x in row if not (listed and _is_numbered(x, index))]
        if not is_next(rows[number - 1], row) or any_label(others, index):
            return
        cells = under(head, row)
        if not cells or not any(line.live.strip() for line in row):
            return
        yield cells


def _by_action(
    rows: Sequence[Row], at: int, nearly: Nearly, is_subject: Subject
) -> tuple[list[Line], int]:
    """A table with an action in every column and its labels in the first."""
    index = nearly.index
    head = cells_of(rows[at])
    columns = sorted(head)[1:]
    if len(columns) < _FEWEST or any(index.hits(line) for line in rows[at]):
        return [], 0
    first = min(head)
    if not all(_names(head[column], is_subject) for column in columns):
        return [], 0
    body = list(_body(rows, at, first, nearly))
    used = {column for cells in body for column in cells} - {first}
    if len(body) < _FEWEST_ROWS or not used <= set(columns):
        return [], 0
    ordered = list(head[first])
    for column in columns:
        ordered.extend(head[column])
        for cells in body:
            ordered.extend([*cells[first], *cells.get(column, [])])
    return ordered, 1 + len(body)


def _by_initiative(
    rows: Sequence[Row], at: int, index: Index
) -> tuple[list[Line], int]:
    """A table with an initiative in every column, read column by column."""
    head = cells_of(rows[at])
    columns = [
        c for c, cell in head.items() if any(_is_numbered(x, index) for x in cell)
    ]
    lone = len(columns) == 1 and len(head) == _FEWEST and max(head) in columns
    if len(columns) < _FEWEST and not (lone and not _is_written(head[min(head)])):
        return [], 0
    body: list[Cells] = []
    for number in range(at + 1, len(rows)):
        cells = cells_of(rows[number])
        hits = [hit for line in rows[number] for hit in index.hits(line)]
        if not (is_next(rows[number - 1], rows[number]) and _is_listed(hits)):
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
        alone = bool(bare(head[column], index))
        for cells in body:
            for other in cells.keys() - set(columns):
                hits = bare(cells[other], index)
                described = any(hit.text.slot == DESCRIPTION for hit in hits)
                if not (described and alone) and (hits or column == columns[0]):
                    ordered.extend(cells[other])
            ordered.extend(cells.get(column, []))
    return ordered, 1 + len(body)


def _is_written(cell: Sequence[Line]) -> bool:
    return any(line.live.strip() for line in cell)


def _body(rows: Sequence[Row], at: int, first: int, nearly: Nearly) -> Iterator[Cells]:
    """The rows below row `at` with one bare label, in column `first`."""
    for number in range(at + 1, len(rows)):
        if not is_next(rows[number - 1], rows[number]):
            return
        cells = cells_of(rows[number])
        others = [line for column in cells if column != first for line in cells[column]]
        labelled = nearly.bare(cells.get(first, []))
        if not labelled or any_label(others, nearly.index):
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
