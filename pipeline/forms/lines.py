"""Lines: the blocks of a reading as the lines a person sees.

A soft line break ends a line as a paragraph does; labels are looked for line by line.
"""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipeline.reading.block import (
    GONE,
    NO_MARKS,
    Block,
    CellAt,
    Layer,
    Mark,
    Run,
    live_text,
)

WORD: Final = re.compile(r"\w+")
BOLD: Final[int] = Mark.BOLD.value
STRIKE: Final[int] = Mark.STRIKE.value
HIDDEN: Final[int] = Mark.HIDDEN.value
_UNSEEN: Final[int] = (Mark.HIDDEN | Mark.PLACEHOLDER).value
_SOFT_HYPHEN: Final = "\u00ad"
_HANGING: Final = frozenset({Layer.TEXTBOX, Layer.NOTE})


@dataclass(frozen=True, slots=True)
class Shown:
    """Characters that a person sees, struck out or not, with the marks of each.

    Marks are bits of `Mark`, since flags are slow to compare.
    """

    text: str
    bits: list[int]

    def cut(self, start: int, end: int | None = None) -> "Shown":
        """The characters from `start` to `end`."""
        return Shown(self.text[start:end], self.bits[start:end])

    def most(self, start: int, end: int, mark: int) -> bool:
        """Whether most characters from `start` to `end` carry `mark`."""
        kinds = set(self.bits[start:end])
        if not any(kind & mark for kind in kinds):
            return False
        part = zip(self.text[start:end], self.bits[start:end], strict=True)
        on = [bool(bits & mark) for char, bits in part if not char.isspace()]
        return sum(on) * 2 > len(on)

    def live(self, *, blank: str = "") -> str:
        """The characters that count; `blank` in the place of each that is gone."""
        if not any(bits & GONE for bits in set(self.bits)):
            return self.text
        pairs = zip(self.text, self.bits, strict=True)
        return "".join(char if not bits & GONE else blank for char, bits in pairs)

    def __add__(self, other: "Shown") -> "Shown":
        return Shown(self.text + other.text, self.bits + other.bits)


class Line(NamedTuple):
    """One line. `live` is its text without what is struck out, hidden or a prompt."""

    runs: tuple[Run, ...]
    live: str
    place: str
    layer: Layer
    cells: tuple[CellAt, ...]
    block: int
    depth: int = 0
    """How deep it is nested: table cells, plus one for a text box or note."""
    heading: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the line in lower case, without punctuation."""
        return tuple(WORD.findall(self.live.lower()))

    @property
    def bold(self) -> bool:
        """Whether all that counts of it is bold."""
        written = [run for run in self.runs if run.text.strip()]
        return bool(written) and all(run.marks.value & BOLD for run in written)

    @property
    def hidden(self) -> str:
        """Its hidden text."""
        return "".join(
            [
                run.text
                for run in self.runs
                if run.marks is not NO_MARKS and run.marks.value & HIDDEN
            ]
        )

    def shown(self) -> Shown:
        """Every character that is shown, struck out or not, with its marks."""
        text: list[str] = []
        bits: list[int] = []
        for run in self.runs:
            marks = run.marks.value
            if not marks & _UNSEEN:
                text.append(run.text)
                bits.extend([marks] * len(run.text))
        return Shown("".join(text), bits)

    def shown_from(self, live_end: int) -> int:
        """Where in `shown()` the live text reaches `live_end`."""
        live = seen = 0
        for run in self.runs:
            marks = run.marks.value
            if marks & _UNSEEN:
                continue
            if not marks & GONE:
                if live + len(run.text) >= live_end:
                    return seen + live_end - live
                live += len(run.text)
            seen += len(run.text)
        return seen


def to_lines(blocks: tuple[Block, ...]) -> tuple[Line, ...]:
    """All lines of `blocks`, empty ones included."""
    lines: list[Line] = []
    for index, block in enumerate(blocks):
        depth = len(block.cells) + (block.layer in _HANGING)
        place, heading = block.place, block.heading is not None
        for runs, live in _split(block.runs):
            # By position: names make each of so many lines twice as slow.
            lines.append(
                Line(runs, live, place, block.layer, block.cells, index, depth, heading)
            )
    return tuple(lines)


def _split(runs: tuple[Run, ...]) -> list[tuple[tuple[Run, ...], str]]:
    """The lines of a block: the runs of each, and its live text."""
    if not runs:
        return [((), "")]
    text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
    if _SOFT_HYPHEN in text:
        # It would break a label in two words.
        runs = tuple(Run(r.text.replace(_SOFT_HYPHEN, ""), r.marks) for r in runs)
        text = text.replace(_SOFT_HYPHEN, "")
    if "\n" in text:
        return [(line, live_text(line)) for line in _lines(runs)]
    if len(runs) == 1 and runs[0].marks is NO_MARKS:
        return [(runs, text)]
    return [(runs, live_text(runs))]


def _lines(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *more = run.text.split("\n")
        if first:
            lines[-1].append(Run(first, run.marks))
        lines.extend([Run(text, run.marks)] if text else [] for text in more)
    return [tuple(line) for line in lines]
