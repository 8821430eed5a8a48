"""Pair in cells: `Ja` and `Nee` in cells of their own, with a mark beside or below.

    the lines below a question -> Evidence, and the lines that are none of it

A mark in the row or the column of one option is that option's; where it stands between
both, the side on which the first one has its mark, or none, tells.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pipeline.forms.choices import Evidence, Option, lone_option
from pipeline.forms.lines import Line
from pipeline.forms.ticks import is_mark, is_tick
from pipeline.forms.units import Piece

_At = tuple[int, int]
_OPTIONS: Final = 2


def read_cells(
    pieces: Sequence[Piece], label: Line, evidence: Evidence
) -> Sequence[Piece]:
    """Weigh the options in a table below `label`; returns the pieces not used."""
    used: list[int] = []
    options: dict[Option, _At] = {}
    ticks: list[_At] = []
    table: int | None = None
    columns: set[int] = set()
    for number, piece in enumerate(pieces):
        line = piece.line
        at = _place(line, label)
        if at is None or (table is not None and line.cells[-1].table != table):
            if line.live.strip():
                break
            continue
        table = line.cells[-1].table
        columns.add(at[1])
        text = line.shown().text
        option = lone_option(text)
        if option is not None and option not in options and not _has_own_mark(text):
            options[option] = at
        elif text.strip() and not is_mark(text):
            break
        elif is_tick(line.live):
            ticks.append(at)
        used.append(number)
    if len(options) < _OPTIONS or not ticks:
        return pieces
    for tick in ticks:
        for option in _chosen(tick, options, columns):
            evidence.add(option, "aangekruist")
    return [piece for number, piece in enumerate(pieces) if number not in used]


def _place(line: Line, label: Line) -> _At | None:
    """Row and column of a line in another cell than its question."""
    if not line.cells or line.cells == label.cells:
        return None
    return line.cells[-1].row, line.cells[-1].column


def _has_own_mark(text: str) -> bool:
    """Whether more than the word stands in the cell."""
    return len(text.strip(" \t\u00a0.:").split()) > 1


def _chosen(
    tick: _At, options: Mapping[Option, _At], columns: set[int]
) -> Iterator[Option]:
    """The option beside a tick; both where nothing tells."""
    row, column = tick
    beside = [
        option
        for option, (own_row, own_column) in options.items()
        if (own_row == row and abs(own_column - column) == 1)
        or (own_column == column and abs(own_row - row) == 1)
    ]
    if len(beside) == _OPTIONS and len({at[0] for at in options.values()}) == 1:
        behind = min(at[1] for at in options.values()) == min(columns)
        before = max(at[1] for at in options.values()) == max(columns)
        if behind != before:
            wanted = column - 1 if behind else column + 1
            beside = [o for o in beside if options[o][1] == wanted]
    yield from beside
