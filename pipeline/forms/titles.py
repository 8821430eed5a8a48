"""Titles: the lines that may name the action of a block.

The form has no field for it; people write it above the block, under the heading, or on
the first line of the cell. Only lines that stand there can be titles: a sentence that
ends the answer above is not one because it mentions an action.
"""

import re
from collections.abc import Callable
from typing import Final

from pipeline.forms.lines import WORD, Line
from pipeline.forms.units import Piece

Subject = Callable[[str], bool]
"""Tells whether a line names a subject of the programme (an action)."""

_LONGEST: Final = 160
_MOST_UNNAMED: Final = 3  # lines that can be a title without naming an action
_ONLY_NUMBER: Final = re.compile(
    r"^\W*+(?:actie|nr\.?|nummer)?\W*+\d{1,2}\W*+$", re.IGNORECASE
)
_SAYS_SO: Final = re.compile(r"^\W*actie\b", re.IGNORECASE)
_DETAIL: Final = re.compile(r"^\W*[^\W\d_][^:.!?]{1,40}:(?:\s|$)")
_SENTENCE: Final = re.compile(r"[.!?]\s*$")
_WORDS_OF_A_SENTENCE: Final = 5
PROSE: Final = 12
"""Words that make a line a text, and no title."""

_Split = tuple[list[Piece], list[Piece]]


class Titles:
    """Tells titles from other loose lines."""

    def __init__(self, is_subject: Subject) -> None:
        self._is_subject = is_subject

    def above(self, loose: list[Piece], start: Line, *, first: bool) -> _Split:
        """The titles among the lines above a block that begins at `start`.

        Above the `first` block stands the rest of the document too.
        """
        koppen, others = self.named(loose)
        if koppen:
            return koppen, others
        if first:
            return [p for p in others if _same_row(p.line, start)], [
                p for p in others if not _same_row(p.line, start)
            ]
        last = len(others)
        while last and len(others) - last < _MOST_UNNAMED:
            if not _is_set_apart(others[last - 1], start):
                break
            last -= 1
        return others[last:], others[:last]

    def under_heading(self, loose: list[Piece]) -> _Split:
        """The titles between the heading of a part and its first label."""
        koppen, others = self.named(loose)
        if koppen or len(others) > _MOST_UNNAMED:
            return koppen, others
        short = [p for p in others if not is_prose(p)]
        return short, [p for p in others if is_prose(p)]

    def named(self, loose: list[Piece]) -> _Split:
        """The last lines that name a subject, also with a text below them."""
        for at in range(len(loose) - 1, -1, -1):
            if self._names(loose[at]):
                first = at
                while first and self._goes_with(loose[first - 1]):
                    first -= 1
                return loose[first : at + 1], [*loose[:first], *loose[at + 1 :]]
            over = loose[at].line.cells and len(loose) - at <= _MOST_UNNAMED
            if not (is_prose(loose[at]) or _is_detail(loose, at) or over):
                break
        return [], loose

    def tail(self, pieces: list[Piece], start: Line) -> _Split:
        """The end of an open answer that is really the title of the next block."""
        last = len(pieces)
        while last and not pieces[last - 1].written:
            last -= 1
        if not last:
            return [], pieces
        at = last - 1
        while at and _is_detail(pieces, at) and not _SAYS_SO.match(pieces[at].text):
            at -= 1
        if at == last - 1 or not self.says_so(pieces[at]):
            at = last - 1
            if not self._names(pieces[at]) and not (
                _is_typographic(pieces[at].line) and _is_set_apart(pieces[at], start)
            ):
                return [], pieces
        first = at
        while first and self._goes_with(pieces[first - 1]):
            first -= 1
        return pieces[first:last], pieces[:first]

    def apart(self, pieces: list[Piece], answer: Piece | None) -> _Split:
        """The name of an action that ends an answer, and stands apart from it.

        `answer` is the line that answers for certain, if any.
        """
        written = [piece for piece in pieces if piece.written]
        last = written[-1] if written else None
        if last is None or last is answer or not self._names(last):
            return [], pieces
        set_apart = last.gap or _is_typographic(last.line) or self.says_so(last)
        if last.start or not set_apart:
            return [], pieces
        at = pieces.index(last)
        return [last], pieces[:at]

    def of_next_row(self, pieces: list[Piece], label: Line) -> list[Piece]:
        """What stands below the row that answers a `label` in a row of labels above it.

        Nothing where none of it names an action: an answer may have more rows.
        """
        written = [piece for piece in pieces if piece.written]
        if not written or _same_row(written[0].line, label):
            return []
        row = written[0].line
        others = [piece for piece in written if not _same_row(piece.line, row)]
        tables = {x.cells[-1].table for x in (row, label) if x.cells}
        if len(tables) != 1 or not any(map(self._names, others)):
            return []
        return others

    def says_so(self, piece: Piece) -> bool:
        """Whether a line says that it names an action, and does: `Actie: sport`."""
        return bool(_SAYS_SO.match(piece.text)) and self._names(piece)

    def _names(self, piece: Piece) -> bool:
        return names_subject(piece.text, self._is_subject)

    def _goes_with(self, piece: Piece) -> bool:
        """Whether a line above a title is part of it: `Actie 15` above its name."""
        return bool(_ONLY_NUMBER.match(piece.text))


def names_subject(text: str, is_subject: Subject) -> bool:
    """Whether a line can be the name of an action: short, and no sentence."""
    words = len(WORD.findall(text))
    sentence = words >= _WORDS_OF_A_SENTENCE and bool(_SENTENCE.search(text))
    return words < PROSE and not sentence and len(text) <= _LONGEST and is_subject(text)


def is_prose(piece: Piece) -> bool:
    """Whether a line is a text in sentences."""
    return len(WORD.findall(piece.text)) >= PROSE


def _is_detail(pieces: list[Piece], at: int) -> bool:
    """Whether a line tells more of the action named above it: `Doelgroep: gezinnen`."""
    above = pieces[at - 1].text.rstrip() if at else ""
    return bool(_DETAIL.match(pieces[at].text)) or above.endswith(":")


def _is_typographic(line: Line) -> bool:
    return line.heading or line.bold


def _is_set_apart(piece: Piece, start: Line) -> bool:
    """Whether a line stands with the block below it, not with the answer above."""
    if len(piece.text) > _LONGEST or is_prose(piece):
        return False
    if piece.line.cells:
        last = piece.loose_after
        inside = last is not None and _same_row(piece.line, last.label)
        return _same_row(piece.line, start) or not inside
    if start.cells:
        return True
    sentence = bool(_SENTENCE.search(piece.text))
    return _is_typographic(piece.line) or (piece.gap and not sentence)


def _same_row(one: Line, other: Line) -> bool:
    if not (one.cells and other.cells):
        return False
    here, there = one.cells[-1], other.cells[-1]
    return (here.table, here.row) == (there.table, there.row)
