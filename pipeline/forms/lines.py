"""Lines: the blocks of a reading as the lines a person sees.

A soft line break ends a line as a paragraph does; labels are looked for line by line.
"""

import re
from dataclasses import dataclass
from typing import Final

from pipeline.reading.block import Block, CellAt, Layer, Mark, Run

GONE: Final = Mark.STRIKE | Mark.HIDDEN | Mark.PLACEHOLDER
WORD: Final = re.compile(r"\w+")
_SOFT_HYPHEN: Final = "\u00ad"
_UNSEEN: Final = Mark.HIDDEN | Mark.PLACEHOLDER

Shown = list[tuple[str, Mark]]
"""Characters that a person sees, each with its marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. `live` is its text without what is struck out, hidden or a prompt."""

    runs: tuple[Run, ...]
    live: str
    place: str
    layer: Layer
    cells: tuple[CellAt, ...]
    block: int
    heading: bool = False

    @property
    def depth(self) -> int:
        """How deep it is nested: table cells, plus one for a text box or note."""
        return len(self.cells) + (self.layer in {Layer.TEXTBOX, Layer.NOTE})

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the line in lower case, without punctuation."""
        return tuple(WORD.findall(self.live.lower()))

    @property
    def bold(self) -> bool:
        """Whether all that counts of it is bold."""
        written = [run for run in self.runs if run.text.strip()]
        return bool(written) and all(run.marks & Mark.BOLD for run in written)

    def shown(self) -> Shown:
        """Every character that is shown, struck out or not, with its marks."""
        return [
            (char, run.marks)
            for run in self.runs
            if not run.marks & _UNSEEN
            for char in run.text
        ]

    def shown_from(self, live_end: int) -> int:
        """Where in `shown()` the live text reaches `live_end`."""
        live = seen = 0
        for run in self.runs:
            if run.marks & _UNSEEN:
                continue
            if not run.marks & GONE:
                if live + len(run.text) >= live_end:
                    return seen + live_end - live
                live += len(run.text)
            seen += len(run.text)
        return seen


def to_lines(blocks: tuple[Block, ...]) -> tuple[Line, ...]:
    """All lines of `blocks`, empty ones included."""
    return tuple(
        Line(
            runs=runs,
            live=_live(runs),
            place=block.place,
            layer=block.layer,
            cells=block.cells,
            block=index,
            heading=block.heading is not None,
        )
        for index, block in enumerate(blocks)
        for runs in _split(block.runs)
    )


def _live(runs: tuple[Run, ...]) -> str:
    # Nearly every run has no marks at all, and flags are slow to compare.
    none = Mark.NONE
    return "".join([r.text for r in runs if r.marks is none or not r.marks & GONE])


def _split(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    if any(_SOFT_HYPHEN in run.text for run in runs):
        # It would break a label in two words.
        runs = tuple(Run(r.text.replace(_SOFT_HYPHEN, ""), r.marks) for r in runs)
    if not any("\n" in run.text for run in runs):
        return [runs]
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *more = run.text.split("\n")
        if first:
            lines[-1].append(Run(first, run.marks))
        for text in more:
            lines.append([Run(text, run.marks)] if text else [])
    return [tuple(line) for line in lines]
