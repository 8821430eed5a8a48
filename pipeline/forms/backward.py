"""Backward: answers that stand before their labels, above them or to their left.

    lines -> the same lines, each label before its answer

Only where everything says so: in a table every row ends in a bare label, in a cell or
a stretch of text every label comes right after an answer and none before one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from pipeline.forms.grammar import JURY
from pipeline.forms.labels import Hit, Index, Role
from pipeline.forms.lines import WORD, Line
from pipeline.forms.titles import Subject, names_subject

_FEWEST_ROWS: Final = 2
COUNT: Final = re.compile(r"^\W*(?:ca\.?\s*)?\d")
"""How a number begins that somebody wrote."""


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
        if not labels or len(written) == 1:
            turned_lines.extend(row)  # a row on its own, as those of the jury
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
    for hit in index.hits(line):
        if hit.text.role is Role.LABEL and not line.live[hit.end :].strip():
            return True
    return False


def _turned_lines(
    lines: Sequence[Line], index: Index, is_subject: Subject
) -> Iterator[Line]:
    """A cell, or a stretch of text, with every answer behind its label."""
    if not any(_is_bare(line, index) for line in lines):
        yield from lines
        return
    at = 0
    while at < len(lines):
        opens = at == 0 or _opens(lines[at - 1], index)
        pairs = _pairs(lines, at, index) if opens else []
        first = next(_written(pairs[0][0])) if pairs else 0
        if pairs and not _is_answer(pairs[0][0][first], index, is_subject):
            yield from lines[at : at + first + 1]  # a title above the first answer
            at += first + 1
            pairs = _pairs(lines, at, index)
        if pairs and _fits(pairs, index):
            for answer, label in pairs:
                yield label
                yield from answer
                at += len(answer) + 1
        else:
            yield lines[at]
            at += 1


def _written(lines: Sequence[Line]) -> Iterator[int]:
    return (number for number, line in enumerate(lines) if line.live.strip())


def _opens(line: Line, index: Index) -> bool:
    """Whether answers may begin below `line`: a heading, an explanation.

    In other words than the form's it may as well be a line of an answer.
    """
    texts = [hit.text for hit in index.hits(line)]
    own = any(text.own for text in texts)
    return own and all(text.role is not Role.LABEL for text in texts)


def _is_answer(line: Line, index: Index, is_subject: Subject) -> bool:
    """Whether a line can be an answer: a number, or no title."""
    if not WORD.search(line.live):
        return False
    if COUNT.match(line.live) and len(WORD.findall(line.live)) == 1:
        return True
    return not names_subject(line.live, is_subject)


def _pairs(
    lines: Sequence[Line], start: int, index: Index
) -> list[tuple[list[Line], Line]]:
    """From `start` on, answers with a bare label right below them.

    None at all where an answer is left without a label below it.
    """
    pairs: list[tuple[list[Line], Line]] = []
    answer: list[Line] = []
    for number in range(start, len(lines)):
        line = lines[number]
        written = any(x.live.strip() for x in answer)
        if not index.hits(line):
            if index.placeholders.has(line.live):
                return []  # a prompt that was left stands behind its label
            answer.append(line)
        elif _is_bare(line, index) and written and not _is_jury(line, index):
            pairs.append((answer, line))
            answer = []
        else:
            return [] if written else pairs
    return [] if any(x.live.strip() for x in answer) else pairs


def _is_jury(line: Line, index: Index) -> bool:
    """Whether a line is a row that nobody fills in, and that is always bare."""
    hit = _label(line, index)
    return hit is not None and hit.text.slot.startswith(JURY)


def _fits(pairs: Sequence[tuple[list[Line], Line]], index: Index) -> bool:
    """Whether what stands above the labels can answer them.

    One line in other words than the form's may as well end an answer.
    """
    if len(pairs) == 1:
        only = _label(pairs[0][1], index)
        if only is None or not only.text.own:
            return False
    for answer, label in pairs:
        hit = _label(label, index)
        veld = hit.text.veld if hit is not None else None
        if veld is None or veld.soort in {"keuze", "optie"}:
            return False
        if veld.soort == "getal":
            text = " ".join(line.live for line in answer).strip()
            if not COUNT.match(text):
                return False
    return True
