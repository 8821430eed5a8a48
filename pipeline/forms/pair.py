"""Pair: a question that the form answers with `Ja/Nee`, and the words around it.

a slot of kind keuze -> Choice, the words behind it, the lines below it
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.forms.answers import Choice
from pipeline.forms.choices import Evidence, lone_option
from pipeline.forms.lines import WORD, Line, Shown
from pipeline.forms.pair_cells import read_cells
from pipeline.forms.printed_pair import read_pair
from pipeline.forms.units import Piece, Slot

_LIST_NUMBER: Final = re.compile(r"\s*\d{1,2}[.)]\s*")


@dataclass(frozen=True, slots=True)
class Pair:
    """`words` stand behind the choice, from `place` on; `below` are the other lines."""

    choice: Choice
    words: tuple[str, ...]
    place: str
    below: Sequence[Piece]


def read_question(slot: Slot) -> Pair:
    """What was chosen at the question of `slot`."""
    evidence = Evidence()
    label = slot.label
    shown = label.shown().cut(label.shown_from(slot.label_end))
    below: Sequence[Piece] = [p for p in slot.pieces if p.line is not label]
    place = label.place
    words: tuple[str, ...] = ()
    below = read_cells(below, label, evidence)
    second = _second_line(shown, below)
    if second is not None:
        shown = _below_each_other(shown, below[second].line.shown())
        below = [piece for n, piece in enumerate(below) if n != second]
    at = read_pair(shown, evidence)
    if at is not None:
        words = (shown.cut(at).live(),)
        below = _without_pair(below, evidence)
    elif shown.text.strip():
        words = (shown.live(),)
        below = _without_pair(below, evidence)
    elif not evidence.strong:
        place, words, below = _read_below(below, label, evidence)
    below = _typed_below(below, evidence)
    waarde, conflict, zekerheid = evidence.verdict()
    return Pair(
        Choice(
            waarde=waarde,
            signalen=evidence.signals,
            tegenstrijdig=conflict,
            plaats=place,
            zekerheid=zekerheid,
            vraag=slot.veld.labels[-1].rstrip(": "),
        ),
        words,
        place,
        below,
    )


def _second_line(shown: Shown, pieces: Sequence[Piece], start: int = 0) -> int | None:
    """Where the other option stands, alone on the next line with words, if it does."""
    one = lone_option(shown.text)
    if one is None:
        return None
    for number in range(start, len(pieces)):
        text = pieces[number].line.shown().text
        if text.strip():
            other = lone_option(text)
            return number if other is not None and other != one else None
    return None


def _below_each_other(one: Shown, other: Shown) -> Shown:
    """Two lines as one, without the numbers of a list."""
    return _unlisted(one) + Shown("\n", [0]) + _unlisted(other)


def _unlisted(shown: Shown) -> Shown:
    number = _LIST_NUMBER.match(shown.text)
    return shown.cut(number.end()) if number is not None else shown


def _written(pieces: Sequence[Piece]) -> list[int]:
    return [n for n, piece in enumerate(pieces) if piece.line.shown().text.strip()]


def _read_below(
    pieces: Sequence[Piece], label: Line, evidence: Evidence
) -> tuple[str, tuple[str, ...], Sequence[Piece]]:
    """The choice on the first written line below the label, or on the first two."""
    written = _written(pieces)
    if not written:
        return label.place, (), pieces
    first = written[0]
    shown = pieces[first].line.shown()
    used = [first]
    second = _second_line(shown, pieces, first + 1)
    if second is not None:
        shown = _below_each_other(shown, pieces[second].line.shown())
        used.append(second)
    at = read_pair(shown, evidence)
    if at is None:
        return label.place, (), pieces
    choice = pieces[used[-1]].line
    words = [shown.cut(at).live()]
    if choice.block != label.block:
        # Soft line breaks: the same paragraph goes on.
        for number in range(used[-1] + 1, len(pieces)):
            if pieces[number].line.block != choice.block:
                break
            used.append(number)
            option = lone_option(pieces[number].text)
            # Below words behind an untouched choice it is one more of those words.
            first_said = not any(WORD.search(text) for text in words)
            if option is not None and first_said and not evidence.strong:
                evidence.add(option, "eronder getypt")
            else:
                words.append(pieces[number].text)
    below = [piece for n, piece in enumerate(pieces) if n not in used]
    return choice.place, tuple(words), below


def _without_pair(pieces: Sequence[Piece], evidence: Evidence) -> Sequence[Piece]:
    """Weigh a printed `Ja/Nee` that was left below an answer beside its label."""
    written = _written(pieces)
    if not written:
        return pieces
    shown = pieces[written[0]].line.shown()
    found = Evidence()
    at = read_pair(shown, found)
    if at is None or shown.text[at:].strip(" :.") or lone_option(shown.text):
        return pieces
    evidence.strong.extend(found.strong)
    return [piece for n, piece in enumerate(pieces) if n != written[0]]


def _typed_below(pieces: Sequence[Piece], evidence: Evidence) -> Sequence[Piece]:
    """`Ja` alone on the first line below an untouched choice is typed behind it."""
    written = _written(pieces)
    if not written or evidence.strong:
        return pieces
    option = lone_option(pieces[written[0]].text)
    if option is None:
        return pieces
    evidence.add(option, "eronder getypt")
    return [piece for n, piece in enumerate(pieces) if n != written[0]]
