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
from pipeline.reading.symbols import FONTS, TICKED, UNTICKED, translate

_SAME_LINE: Final = 2.5  # points between the bottoms of words on one line
_BLANK: Final = 0.25  # of the size of the letters
_OPENINGS: Final = " “”\"'(‘«"
_ENDED: Final = re.compile(r"[.!?:;…][)”\"'’»]*\s*$")
_HYPHEN: Final = re.compile(r"\w-(?=\w)")
_BROKEN: Final = re.compile(r"\w[-\u00ad]$")
_LINKS: Final = re.compile(r"(?:en|of|dan|tot)\b")  # `CAW- en OCMW-werking`
_ADDRESS: Final = re.compile(r"(?:www\.|://)\S*[/.?&=_]$")
_LONG: Final = re.compile(r"\s*\S{12,}")
_EARLY: Final = 0.1  # of the width of a text: white that nobody measures wrong
_SLACK: Final = 2.0  # points that the width of a line may be measured wrong
_LETTER: Final = 0.6  # of the size of the letters: as wide as one of them
_TOUCHING: Final = 0.06  # of the size of the letters; a blank is wider
_APART: Final = 1.12  # how much more white than usual ends a paragraph
USUAL: Final = 1.3
ITEM: Final = re.compile(rf"^\s*(?:[{BULLETS}]|\d{{1,2}}[.)])(?:\s|$)")
_COUNT: Final = re.compile(r"\d{1,3}[.)]")
_ORDER: Final = r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[ivxIVX]{1,5}|[a-zA-Z])[.)]"
LIST_MARK: Final = re.compile(
    rf"[{BULLETS}]|[-–o§]|{_ORDER}(?:\[{_ORDER}\])?|\[{_ORDER}\]"
)
"""What a program prints before an item of a list, and is no word of a person.

LibreOffice prints two where an item above was deleted with changes tracked: `27.[28.]`.
"""

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
    """The width of its first word, up to where it can be broken."""
    words: Words = ()

    @property
    def text(self) -> str:
        """Its characters, struck out or not."""
        return "".join(run.text for run in self.runs)

    def is_apart(self, below: "Line") -> bool:
        """Whether text that was put on the page later ends it, or begins `below`.

        That is a text of its own, and no part of what is printed around it.
        """
        words = (*self.words[-1:], *below.words[:1])
        return any(word.get("typed") for word in words)

    def breaks_in(self, below: "Line") -> bool:
        """Whether it ends within a word that goes on in `below`."""
        after = self.words[-1].get("after") if self.words else None
        return after is not None and after == below.words[0].get("begin")


def leading_of(lines: Sequence[Line]) -> float:
    """The closest that two lines stand, as a multiple of the size of the letters."""
    close = [
        (line.bottom - before.bottom) / (line.bottom - line.top)
        for before, line in pairwise(lines)
        if line.x0 < before.x1 and before.x0 < line.x1  # one under the other
    ]
    return min((ratio for ratio in close if ratio > 1.0), default=USUAL)


@dataclass(slots=True)
class Paragraph:
    """Printed lines that are one paragraph, where they stand, and their right edge."""

    lines: list[Line]
    right: float
    place: str
    cells: tuple[CellAt, ...] = ()

    @property
    def block(self) -> Block:
        """The paragraph as it is read."""
        runs = list(self.lines[0].runs)
        for before, line in pairwise(self.lines):
            blank = blank_between(before, line, self.right)
            runs += [Run(blank, Mark.WRAPPED), *line.runs]
        return Block(runs=tuple(runs), place=self.place, cells=self.cells)

    def goes_on_in(self, other: "Paragraph") -> bool:
        """Whether `other`, at the top of the next page, is the rest of it."""
        line, below = self.lines[-1], other.lines[0]
        if line.is_apart(below) or ITEM.match(below.text):
            return False
        if _fits(line, below, self.right):
            return False
        begins = below.text.lstrip(_OPENINGS)[:1]
        return not (_ENDED.search(line.text) and not begins.islower())


def paragraphs(
    lines: Sequence[Line],
    right: float,
    place: str,
    cells: tuple[CellAt, ...],
    *,
    leading: float,
) -> Iterator[Paragraph]:
    """Lines joined into paragraphs.

    A line runs on into the next when the next word did not fit, unless there is more
    white between them than between the lines of one paragraph, or a list item begins.
    """
    if not lines:
        return
    right = max(right, max(line.x1 for line in lines) - 1.0)
    number = 1
    made = Paragraph([lines[0]], right, f"{place}, alinea {number}", cells)
    for before, line in pairwise(lines):
        size = line.bottom - line.top
        apart = line.bottom - before.bottom > _APART * leading * size
        apart = apart or before.is_apart(line)
        if apart or _fits(before, line, right) or ITEM.match(line.text):
            yield made
            number += 1
            made = Paragraph([line], right, f"{place}, alinea {number}", cells)
        else:
            made.lines.append(line)
    yield made


def is_clear_fit(before: Line, line: Line, right: float) -> bool:
    """Whether a line was ended by hand: much more would have fitted on it."""
    return before.x1 + _EARLY * (right - before.x0) + line.first <= right


def blank_between(before: Line, line: Line, right: float) -> str:
    """What stood between two printed lines: nothing where a word was broken."""
    if _BROKEN.search(before.text) and not _LINKS.match(line.text):
        return ""
    if _ADDRESS.search(before.text) or before.breaks_in(line):
        return ""
    # A word is cut off when a line of its own is too short for it.
    full = before.x1 + _LETTER * (line.bottom - line.top) > right
    long = bool(_LONG.fullmatch(before.text)) and line.text[:1].islower()
    return "" if full and long else " "


def _fits(before: Line, line: Line, right: float) -> bool:
    """Whether the first word of `line` would still have fitted on the line above."""
    size = line.bottom - line.top
    # No two programs measure alike: words within a sentence need a clear fit.
    slack = _SLACK if line.text[:1].islower() else 0.0
    return before.x1 + _BLANK * size + line.first + slack <= right


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
    if len(words) > 1 and _is_counted_box(words):
        words = words[1:]
    runs: list[Run] = []
    for before, word in zip([None, *words], words, strict=False):
        if before is not None and not _touches(before, word):
            runs.append(Run(" "))
        runs.append(Run(shown(word), _marks(word)))
    count = 1
    while count < len(words) and _touches(words[count - 1], words[count]):
        count += 1
    return Line(
        runs=tuple(runs),
        x0=words[0]["x0"],
        x1=words[-1]["x1"],
        top=min(w["top"] for w in words),
        bottom=max(w["bottom"] for w in words),
        first=_first_part(words[:count]),
        words=tuple(words),
    )


def _is_counted_box(words: Words) -> bool:
    """Whether a line begins with the number of a list, and then a box or a tick."""
    first, second = shown(words[0]), shown(words[1])
    return bool(_COUNT.fullmatch(first)) and second[:1] in {*TICKED, *UNTICKED}


def _first_part(words: Words) -> float:
    """How wide the first word is, up to a hyphen where it can be broken."""
    text = "".join(str(word["text"]) for word in words)
    width = float(words[-1]["x1"] - words[0]["x0"])
    broken = _HYPHEN.search(text)
    return width * broken.end() / len(text) if broken else width


def _touches(before: dict[str, Any], word: dict[str, Any]) -> bool:
    """Whether two stretches of letters are one word, in other letters or marks."""
    if before.get("typed") or word.get("typed"):
        return False
    size = float(word["bottom"] - word["top"])
    return bool(abs(word["x0"] - before["x1"]) <= _TOUCHING * size)


def shown(word: dict[str, Any]) -> str:
    """The text of a word or a letter, of which the font may draw symbols."""
    font = str(word["fontname"]).rpartition("+")[2].lower()
    name = next(
        (known for known in FONTS if font.startswith(known.replace(" ", ""))), ""
    )
    return translate(str(word["text"]), name) if name else str(word["text"])


def _marks(word: dict[str, Any]) -> Mark:
    font = str(word["fontname"]).lower()
    bold = Mark.BOLD if "bold" in font or "black" in font else Mark.NONE
    return bold | Mark(word.get("marks", 0))
