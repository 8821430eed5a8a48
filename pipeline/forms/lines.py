"""Lines: the blocks of a reading as the lines a person sees.

A soft line break ends a line as a paragraph does; labels are looked for line by line.
"""

import re
from dataclasses import dataclass
from typing import Final

from pipeline.reading.block import Block, CellAt, Layer, Mark, Run

GONE: Final = Mark.STRIKE | Mark.HIDDEN | Mark.PLACEHOLDER
WORD: Final = re.compile(r"\w+")


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

    def shown(self) -> list[tuple[str, Mark]]:
        """Every character that is shown, struck out or not, with its marks."""
        out = Mark.HIDDEN | Mark.PLACEHOLDER
        return [(c, run.marks) for run in self.runs if not run.marks & out for c in run.text]


def to_lines(blocks: tuple[Block, ...]) -> tuple[Line, ...]:
    """All lines of `blocks`, empty ones included."""
    lines: list[Line] = []
    for index, block in enumerate(blocks):
        for runs in _split(block.runs):
            lines.append(
                Line(
                    runs=runs,
                    live="".join(r.text for r in runs if not r.marks & GONE),
                    place=block.place,
                    layer=block.layer,
                    cells=block.cells,
                    block=index,
                    heading=block.heading is not None,
                )
            )
    return tuple(lines)


def _split(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *more = run.text.split("\n")
        if first:
            lines[-1].append(Run(first, run.marks))
        for text in more:
            lines.append([Run(text, run.marks)] if text else [])
    return [tuple(line) for line in lines]
