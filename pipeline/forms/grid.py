"""Grid: the rows and cells of a table in a document, and which label a cell is.

Cells are told by the column they begin in, so a cell over several columns stands above
those below it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.forms.labels import Hit, Index, Role, Text
from pipeline.forms.likeness import Likeness
from pipeline.forms.lines import Line

Row = list[Line]
Cells = dict[int, list[Line]]


def row_of(line: Line) -> tuple[object, ...]:
    """What lines of one row have in common; text outside tables is a row a block."""
    if not line.cells:
        return ("text", line.block)
    *outer, last = line.cells
    return (*outer, last.table, last.row)


def under(head: Mapping[int, Sequence[Line]], row: Row) -> Cells:
    """The cells of `row` by the column of the head above; none when one fits none."""
    cells: Cells = {}
    for column, cell in cells_of(row).items():
        above = [c for c in head if c <= column]
        if not above:
            return {}
        cells.setdefault(max(above), []).extend(cell)
    return cells


def is_next(row: Row, below: Row) -> bool:
    """Whether `below` is the row under `row` in one table."""
    if not (row[0].cells and below[0].cells):
        return False
    here, there = row[0].cells, below[0].cells
    same = here[:-1] == there[:-1] and here[-1].table == there[-1].table
    return same and there[-1].row == here[-1].row + 1


def cells_of(row: Row) -> Cells:
    """The lines of each cell of `row`, by its column."""
    cells: Cells = {}
    for line in row:
        if line.cells:
            cells.setdefault(line.cells[-1].column, []).append(line)
    return cells


def bare(cell: Sequence[Line], index: Index) -> list[Hit]:
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


def any_label(row: Sequence[Line], index: Index) -> bool:
    """Whether a label or heading stands in `row` to the letter."""
    return any(
        hit.text.role is not Role.FIXED and hit.certainty == 1.0
        for line in row
        for hit in index.hits(line)
    )


def _is_asked(text: Text) -> bool:
    """Whether a text is the label of an answer in words or a number."""
    return text.veld is not None and text.veld.soort in {"tekst", "getal"}


@dataclass(slots=True)
class Nearly:
    """The labels that cells are when they may be mistyped or reworded.

    Only asked where the cells beside them are labels: anywhere else a text that is like
    a label is an answer.
    """

    index: Index
    _likeness: Likeness | None = field(default=None, init=False)

    def bare(self, cell: Sequence[Line]) -> list[Hit]:
        """The labels that `cell` is, to the letter or else nearly, and nothing else."""
        exact = bare(cell, self.index)
        written = [line for line in cell if line.live.strip()]
        if exact or len(written) != 1:
            return exact
        if self._likeness is None:
            labels = [text for text in self.index.texts if _is_asked(text)]
            self._likeness = Likeness(labels, self.index)
        live = written[0].live
        return [
            hit
            for hit in self._likeness.hits(written[0])
            if not hit.before and not live[hit.end :].strip()
        ]
