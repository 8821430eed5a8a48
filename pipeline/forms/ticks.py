"""Ticks: marks that stand apart from the line they choose.

    lines + anchors -> for every option line, the marks beside it

In a cell of its own beside the option, on the line above it, or over the dots below.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.forms.anchors import Anchor
from pipeline.forms.choices import lone_option
from pipeline.forms.labels import TICK_FRONT, Index
from pipeline.forms.lines import STRIKE, Line
from pipeline.reading.block import CellAt
from pipeline.reading.symbols import TICKED, UNTICKED

_LONE: Final = re.compile(
    rf"^[\s(\[]*(?:(?P<tick>[xXvV]{{1,3}}|[{TICKED}])|[0oO{UNTICKED}])?[\s)\]]*$"
)
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_TICK: Final = re.compile(rf"[xXvV{TICKED}]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A tick, or an empty box, on a line of its own."""

    line: Line
    ticked: bool
    said: str = ""
    """The word `Ja` or `Nee` in the place of a mark."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """`marks` by the number of the option line; `lines` are those that hold a mark."""

    marks: Mapping[int, Sequence[Mark]] = field(default_factory=dict)
    lines: frozenset[int] = frozenset()
    struck: Mapping[int, str] = field(default_factory=dict)
    """By the number of a line with a tick the option beside it that is struck out."""

    gone: Mapping[int, str] = field(default_factory=dict)
    """By the number of a line the option that is struck out on it."""

    @classmethod
    def of(
        cls, lines: Sequence[Line], anchors: Sequence[Anchor | None], index: Index
    ) -> "Ticks":
        """Tie every lone mark in `lines` to the option it stands beside."""
        options = {n for n, anchor in enumerate(anchors) if _is_option(anchor)}
        struck = _struck(lines, anchors, index)
        if not options and not struck:
            return cls()
        rows = {row: n for n in options if (row := _row(lines[n])) is not None}
        written = [n for n, line in enumerate(lines) if line.live.strip()]
        place = {number: at for at, number in enumerate(written)}
        marks: dict[int, list[Mark]] = {}
        found: set[int] = set()
        against: dict[int, str] = {}
        for number in written:
            if anchors[number] is not None or struck_words(lines[number]):
                continue
            row = _row(lines[number])
            option = rows.get(row) if row is not None else None
            apart = option is not None and lines[number].cells != lines[option].cells
            lone = _LONE.match(lines[number].live)
            if lone is None:
                said = lone_option(lines[number].live) if apart else None
                if option is not None and said is not None and number < option:
                    mark = Mark(lines[number], ticked=False, said=said)
                    marks.setdefault(option, []).append(mark)
                    found.add(number)
                continue
            ticked = lone["tick"] is not None
            if (
                apart
                and option is not None
                and (_TICK.search(_front(lines[option])) or not _fills(number, lines))
            ):
                continue  # the first line of an answer in the cell beside
            if not apart:
                option = _beside(place[number], written, options, lines, found)
                gone = _next_to(number, struck, options, lines, index)
                if gone is not None and ticked:
                    against[number] = gone
                    continue
            if option is not None and (ticked or not _front(lines[option])):
                marks.setdefault(option, []).append(Mark(lines[number], ticked=ticked))
                found.add(number)
        return cls(marks, frozenset(found), against, struck)


def is_mark(text: str) -> bool:
    """Whether a text is a tick or an empty box, and no more."""
    return _LONE.match(text) is not None


def is_tick(text: str) -> bool:
    """Whether a text is a tick, and no more."""
    found = _LONE.match(text)
    return found is not None and found["tick"] is not None


def struck_words(line: Line) -> str:
    """What is struck out on `line`, when it holds words."""
    if not any(run.marks.value & STRIKE for run in line.runs):
        return ""
    shown = line.shown()
    pairs = zip(shown.text, shown.bits, strict=True)
    struck = "".join(char if bits & STRIKE else " " for char, bits in pairs)
    return struck if _WORD.search(struck) else ""


def struck_option(line: Line, index: Index, deel: str | None = None) -> str | None:
    """The option that is struck out on `line`; of any part without `deel`."""
    for hit in index.look_up(struck_words(line)).hits:
        veld = hit.text.veld
        if veld is not None and veld.optie and deel in {None, hit.text.deel}:
            return veld.optie
    return None


def _struck(
    lines: Sequence[Line], anchors: Sequence[Anchor | None], index: Index
) -> dict[int, str]:
    found = {
        number: struck_option(line, index)
        for number, line in enumerate(lines)
        if anchors[number] is None and _LONE.match(index.look_up(line.live).bare)
    }
    return {number: option for number, option in found.items() if option is not None}


def _next_to(
    number: int,
    struck: Mapping[int, str],
    options: set[int],
    lines: Sequence[Line],
    index: Index,
) -> str | None:
    """The option above or below a lone tick that is struck out.

    A tick between an option and one below it that is struck out is the first one's.
    """
    if not struck:
        return None
    above = next(_seen(range(number - 1, -1, -1), struck, lines, index), None)
    if above is not None and above in struck:
        return struck[above]
    below = next(_seen(range(number + 1, len(lines)), struck, lines, index), None)
    return struck.get(below) if below is not None and above not in options else None


def _seen(
    numbers: Iterable[int],
    struck: Mapping[int, str],
    lines: Sequence[Line],
    index: Index,
) -> Iterator[int]:
    """Those of `numbers` that hold more than a prompt, or a struck-out option."""
    for number in numbers:
        if number in struck or index.look_up(lines[number].live).bare.strip():
            yield number


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
    if free and above is not None and _same_table(lines, written[at], below, above):
        return below
    if free and (above is None or written[at - 2] in found):
        return below
    return above


def _fills(number: int, lines: Sequence[Line]) -> bool:
    """Whether nothing else stands in the cell of line `number`."""
    cells = lines[number].cells
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(lines) and lines[at].cells == cells:
            if lines[at].live.strip():
                return False
            at += step
    return True


def _same_table(
    lines: Sequence[Line], mark: int, below: int | None, above: int
) -> bool:
    """Whether a mark stands in the table of the option below, and not of the other."""
    tables = [_table(lines[n]) for n in (mark, below, above) if n is not None]
    return tables[0] is not None and tables[0] == tables[1] != tables[2]


def _table(line: Line) -> int | None:
    return line.cells[-1].table if line.cells else None


def _front(line: Line) -> str:
    """The mark in front of an option, `0` as printed or another."""
    front = TICK_FRONT.match(line.live)
    return front.group().strip() if front is not None else ""
