"""Backward: answers that stand before their labels, above them or to their left.

    lines -> the same lines, each label before its answer

Only where everything says so: in a table every row ends in a bare label, in a cell or
a stretch of text every label comes right after an answer and none before one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from pipeline.forms.labels import Hit, Index, Role
from pipeline.forms.lines import WORD, Line
from pipeline.forms.titles import Subject, names_subject

_FEWEST_ROWS: Final = 2
_COUNT: Final = re.compile(r"^\W*(?:ca\.?\s*)?\d")


def turned(lines: Sequence[Line], index: Index, is_subject: Subject) -> list[Line]:
    """`lines` with answers that stand before their labels put behind them."""
    ordered: list[Line] = []
    for _, group in groupby(lines, key=_table):
        some = list(group)
        ordered.extend(_turned_rows(some, index) or some)
    found: list[Line] = []
    for _, group in groupby(ordered, key=lambda line: line.cells):
        found.extend(_turned_lines(list(group), index, is_subject))
    return found


def _table(line: Line) -> int | None:
    return line.cells[-1].table if line.cells else None


def _turned_rows(lines: Sequence[Line], index: Index) -> list[Line] | None:
    """A table with the answers left of the labels, read from the right."""
    if not lines[0].cells:
        return None
    turned_lines: list[Line] = []
    labelled = 0
    for _, group in groupby(lines, key=lambda line: line.cells[-1].row):
        row = list(group)
        cells = [list(cell) for _, cell in groupby(row, key=lambda line: line.cells)]
        written = [c for c in cells if any(line.live.strip() for line in c)]
        labels = [c for c in written if any(_label(line, index) for line in c)]
        if not labels:
            turned_lines.extend(row)
            continue
        if (
            len(labels) > 1
            or labels[0] is not written[-1]
            or not _only(labels[0], index)
        ):
            return None
        labelled += len(written) > 1
        turned_lines.extend(labels[0])
        turned_lines.extend(x for cell in cells if cell is not labels[0] for x in cell)
    return turned_lines if labelled >= _FEWEST_ROWS else None


def _only(cell: Sequence[Line], index: Index) -> bool:
    """Whether a cell holds a bare label and nothing else."""
    written = [line for line in cell if line.live.strip()]
    return len(written) == 1 and _is_bare(written[0], index)


def _label(line: Line, index: Index) -> Hit | None:
    hits = [hit for hit in index.hits(line) if hit.text.role is Role.LABEL]
    return hits[0] if hits else None


def _is_bare(line: Line, index: Index) -> bool:
    """Whether a line is a label of which the prompt was deleted, and no more."""
    return any(
        hit.text.role is Role.LABEL and not line.live[hit.end :].strip()
        for hit in index.hits(line)
    )


def _turned_lines(
    lines: Sequence[Line], index: Index, is_subject: Subject
) -> Iterator[Line]:
    """A cell, or a stretch of text, with every answer behind its label."""
    start = 0
    while start < len(lines) and not _is_answer(lines[start], index, is_subject):
        start += 1
    pairs = list(_pairs(lines[start:], index))
    if not pairs or not _fits(pairs, index):
        yield from lines
        return
    yield from lines[:start]
    used = start
    for answer, label in pairs:
        yield label
        yield from answer
        used += len(answer) + 1
    yield from lines[used:]


def _is_answer(line: Line, index: Index, is_subject: Subject) -> bool:
    """Whether a line can be an answer: written, no text of the form, no title."""
    if not WORD.search(line.live) or index.hits(line):
        return bool(index.hits(line))
    if _COUNT.match(line.live) and len(WORD.findall(line.live)) == 1:
        return True
    return not names_subject(line.live, is_subject)


def _pairs(lines: Sequence[Line], index: Index) -> Iterator[tuple[list[Line], Line]]:
    """Answers with the bare label right below them, as long as that goes on."""
    answer: list[Line] = []
    for line in lines:
        if not index.hits(line):
            answer.append(line)
        elif _is_bare(line, index) and any(x.live.strip() for x in answer):
            yield answer, line
            answer = []
        else:
            return


def _fits(pairs: Sequence[tuple[list[Line], Line]], index: Index) -> bool:
    """Whether what stands above the labels can answer them."""
    counted = 0
    for answer, label in pairs:
        hit = _label(label, index)
        veld = hit.text.veld if hit is not None else None
        if veld is None or veld.soort in {"keuze", "optie"}:
            return False
        if veld.soort == "getal":
            text = " ".join(line.live for line in answer).strip()
            if not _COUNT.match(text):
                return False
            counted += 1
    return bool(pairs)
