"""Ticks: marks that stand apart from the line they choose.

    lines + anchors -> for every option line, the marks beside it

In a cell of its own beside the option, on the line above it, or over the dots below.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.forms.anchors import Anchor
from pipeline.forms.labels import TICK_FRONT
from pipeline.forms.lines import STRIKE, Line
from pipeline.reading.block import CellAt
from pipeline.reading.symbols import TICKED, UNTICKED

_LONE: Final = re.compile(
    rf"^[\s(\[]*(?:(?P<tick>[xXvV{TICKED}])|[0oO{UNTICKED}])?[\s)\]]*$"
)
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_TICK: Final = re.compile(rf"[xXvV{TICKED}]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A tick, or an empty box, on a line of its own."""

    line: Line
    ticked: bool


@dataclass(frozen=True, slots=True)
class Ticks:
    """`marks` by the number of the option line; `lines` are those that hold a mark."""

    marks: Mapping[int, Sequence[Mark]] = field(default_factory=dict)
    lines: frozenset[int] = frozenset()

    @classmethod
    def of(cls, lines: Sequence[Line], anchors: Sequence[Anchor | None]) -> "Ticks":
        """Tie every lone mark in `lines` to the option it stands beside."""
        options = {n for n, anchor in enumerate(anchors) if _is_option(anchor)}
        if not options:
            return cls()
        rows = {row: n for n in options if (row := _row(lines[n])) is not None}
        written = [n for n, line in enumerate(lines) if line.live.strip()]
        place = {number: at for at, number in enumerate(written)}
        marks: dict[int, list[Mark]] = {}
        found: set[int] = set()
        for number in written:
            lone = _LONE.match(lines[number].live) if anchors[number] is None else None
            if lone is None or struck_words(lines[number]):
                continue
            row = _row(lines[number])
            option = rows.get(row) if row is not None else None
            if option is None or lines[number].cells == lines[option].cells:
                option = _beside(place[number], written, options, lines, found)
            ticked = lone["tick"] is not None
            if option is not None and (ticked or not _front(lines[option])):
                marks.setdefault(option, []).append(Mark(lines[number], ticked=ticked))
                found.add(number)
        return cls(marks, frozenset(found))


def struck_words(line: Line) -> str:
    """What is struck out on `line`, when it holds words."""
    if not any(run.marks.value & STRIKE for run in line.runs):
        return ""
    shown = line.shown()
    pairs = zip(shown.text, shown.bits, strict=True)
    struck = "".join(char if bits & STRIKE else " " for char, bits in pairs)
    return struck if _WORD.search(struck) else ""


def _is_option(anchor: Anchor | None) -> bool:
    veld = (
        anchor.hit.text.veld if anchor is not None and anchor.hit is not None else None
    )
    return veld is not None and veld.soort == "optie"


def _row(line: Line) -> tuple[CellAt | int, ...] | None:
    if not line.cells:
        return None
    *outer, last = line.cells
    return (*outer, last.table, last.row)


def _beside(
    at: int,
    written: Sequence[int],
    options: set[int],
    lines: Sequence[Line],
    found: set[int],
) -> int | None:
    """The option above or below a lone mark; where both are, as the form began.

    A mark above a line that has one of its own belongs to something else.
    """
    above = written[at - 1] if at else None
    below = written[at + 1] if at + 1 < len(written) else None
    if above is not None and (
        above not in options or _TICK.search(_front(lines[above]))
    ):
        above = None
    free = below is not None and below in options and not _front(lines[below])
    if free and (above is None or written[at - 2] in found):
        return below
    return above


def _front(line: Line) -> str:
    """The mark in front of an option, `0` as printed or another."""
    front = TICK_FRONT.match(line.live)
    return front.group().strip() if front is not None else ""
