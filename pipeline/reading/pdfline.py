"""The printed lines of a pdf, and the paragraphs that they make.

words of pdfplumber -> Line -> Block
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from pipeline.canonical import BULLETS
from pipeline.reading.block import Block, CellAt, Mark, Run
from pipeline.reading.symbols import FONTS, translate

_SAME_LINE: Final = 2.5  # points between the bottoms of words on one line
_APART: Final = 1.12  # how much more white than usual ends a paragraph
USUAL: Final = 1.3
ITEM: Final = re.compile(rf"^\s*(?:[{BULLETS}]|\d{{1,2}}[.)])(?:\s|$)")

Words = Sequence[dict[str, Any]]  # pdfplumber's words: its dictionaries have no type


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its words, and where it starts and ends, in points."""

    runs: tuple[Run, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    first: float
    """The width of its first word."""
    words: Words = ()

    @property
    def text(self) -> str:
        """Its characters, struck out or not."""
        return "".join(run.text for run in self.runs)


def leading_of(lines: Sequence[Line]) -> float:
    """The closest that two lines stand, as a multiple of the size of the letters."""
    close = [
        (line.bottom - before.bottom) / (line.bottom - line.top)
        for before, line in pairwise(lines)
        if line.x0 < before.x1 and before.x0 < line.x1  # one under the other
    ]
    return min((ratio for ratio in close if ratio > 1.0), default=USUAL)


def paragraphs(
    lines: Sequence[Line],
    right: float,
    place: str,
    cells: tuple[CellAt, ...],
    *,
    leading: float,
) -> Iterator[Block]:
    """Lines joined into paragraphs.

    A line runs on into the next when the next word did not fit, unless there is more
    white between them than between the lines of one paragraph, or a list item begins.
    """
    if not lines:
        return
    runs: list[Run] = list(lines[0].runs)
    number = 1
    right = max(right, max(line.x1 for line in lines) - 1.0)
    for before, line in pairwise(lines):
        size = line.bottom - line.top
        fits = before.x1 + 0.25 * size + line.first <= right
        apart = line.bottom - before.bottom > _APART * leading * size
        if fits or apart or ITEM.match("".join(run.text for run in line.runs)):
            yield Block(
                runs=tuple(runs), place=f"{place}, alinea {number}", cells=cells
            )
            runs, number = list(line.runs), number + 1
        else:
            runs += [Run(" ", Mark.WRAPPED), *line.runs]
    yield Block(runs=tuple(runs), place=f"{place}, alinea {number}", cells=cells)


def to_lines(words: Words) -> list[Line]:
    """Words put together by the line they stand on, from left to right."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if lines and abs(lines[-1][-1]["bottom"] - word["bottom"]) <= _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_line(sorted(line, key=lambda w: w["x0"])) for line in lines]


def _line(words: Words) -> Line:
    runs: list[Run] = []
    for number, word in enumerate(words):
        if number:
            runs.append(Run(" "))
        runs.append(Run(_text(word), _marks(word)))
    first = words[0]
    return Line(
        runs=tuple(runs),
        x0=first["x0"],
        x1=words[-1]["x1"],
        top=min(w["top"] for w in words),
        bottom=max(w["bottom"] for w in words),
        first=first["x1"] - first["x0"],
        words=tuple(words),
    )


def _text(word: dict[str, Any]) -> str:
    font = str(word["fontname"]).rpartition("+")[2].lower()
    name = next(
        (known for known in FONTS if font.startswith(known.replace(" ", ""))), ""
    )
    return translate(str(word["text"]), name) if name else str(word["text"])


def _marks(word: dict[str, Any]) -> Mark:
    font = str(word["fontname"]).lower()
    bold = Mark.BOLD if "bold" in font or "black" in font else Mark.NONE
    return bold | Mark.STRIKE if word.get("struck") else bold
