"""Doubt: answers in a pdf of which the layout does not tell where they belong.

units of a printed document -> the same units without those answers, and the doubts

On paper the columns of a table without lines run into each other. The form shows it:
a piece of one of its labels stands within an answer, or beside it while the label
itself is nowhere; or several labels stand in one cell and their answers in the next.
Such an answer is left over, with its place, rather than put under another label.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from pipeline.forms.answers import Doubt, Unit
from pipeline.forms.grammar import INITIATIVE
from pipeline.forms.labels import Index, Role, Text
from pipeline.forms.lines import WORD
from pipeline.forms.titles import PROSE
from pipeline.forms.units import Piece, RawUnit, Slot

PRINTED: Final = 0.9
"""How sure an answer in a pdf is at most."""
DOUBTED: Final = 0.6
"""How sure the other answers are beside one that is in doubt."""

_COUNT: Final = f"{INITIATIVE}kpi"
_LABEL_BEGIN: Final = 4  # words with which a label begins, and nobody a sentence
_LABEL_RUN: Final = 6  # words of a label, wherever in it
_FIXED_RUN: Final = 7  # words of an explanation, which people do repeat
_LOST_BEGIN: Final = 3  # words with which a label begins that was not found
_PART: Final = 2  # words of a label that are a whole line
_QUOTED: Final = re.compile(r"[“„«‘\"][^“”„«»\"]{3,}?[”»’\"]")

_Words = tuple[str, ...]


@dataclass(frozen=True)
class _Form:
    """The words of a form that may stand within an answer by mistake."""

    index: Index
    unruled: Set[int]

    @cached_property
    def begins(self) -> frozenset[_Words]:
        """The words with which its labels and headings begin."""
        return frozenset(
            text.words[:_LABEL_BEGIN]
            for text in self.index.texts
            if text.own and text.role is not Role.FIXED
            if len(text.words) >= _LABEL_BEGIN
        )

    @cached_property
    def runs(self) -> frozenset[_Words]:
        """Words that follow each other in its labels, and in its explanations."""
        return frozenset(
            run
            for text in self.index.texts
            if text.own
            for run in _runs(
                text.words, _FIXED_RUN if text.role is Role.FIXED else _LABEL_RUN
            )
        )

    @cached_property
    def prompts(self) -> tuple[_Words, ...]:
        """The words of what it prints where an answer should come."""
        return tuple(_lower(_words(text)) for text in self.index.formulier.leeg)

    def labels(self, unit: RawUnit) -> Iterator[Text]:
        """The labels of the part that `unit` is a copy of."""
        for text in self.index.texts:
            if text.own and text.role is Role.LABEL and text.deel == unit.deel.id:
                yield text

    def is_in(self, line: str, labels: Sequence[Text]) -> bool:
        """Whether `line` holds a piece of the form that is no quotation."""
        words = _words(line)
        return (
            _holds_begin(words, self.begins, _LABEL_BEGIN)
            or any(
                run in self.runs
                for length in (_LABEL_RUN, _FIXED_RUN)
                for run in _runs(_lower(words), length)
            )
            or _is_broken_prompt(line, _lower(words), self.prompts)
            or any(_is_part(words, text) for text in labels)
        )


def doubt(units: Iterable[RawUnit], index: Index, unruled: Set[int]) -> list[Doubt]:
    """Take the answers in doubt out of `units`, which are changed, and name them.

    `unruled` are the tables without lines: their rows are not certain.
    """
    form = _Form(index, unruled)
    return [found for unit in units for found in _of_unit(unit, form)]


def less_sure(units: Sequence[Unit], doubts: Sequence[Doubt]) -> tuple[Unit, ...]:
    """`units` of a printed document, with how sure their answers are."""
    parts = {found.deel for found in doubts}
    return tuple(
        _less_sure(unit, DOUBTED if unit.deel in parts else PRINTED) for unit in units
    )


def _less_sure(unit: Unit, most: float) -> Unit:
    return replace(
        unit,
        velden={
            naam: replace(answer, zekerheid=min(answer.zekerheid, most))
            for naam, answer in unit.velden.items()
        },
        keuzes={
            naam: replace(choice, zekerheid=min(choice.zekerheid, most))
            for naam, choice in unit.keuzes.items()
        },
        initiatieven=tuple(
            {
                naam: replace(answer, zekerheid=min(answer.zekerheid, most))
                for naam, answer in one.items()
            }
            for one in unit.initiatieven
        ),
    )


def _of_unit(unit: RawUnit, form: _Form) -> Iterator[Doubt]:
    labels = list(form.labels(unit))
    lost = (
        _lost_label(unit, labels)
        or _side_by_side(unit, form.unruled)
        or _prose_for_a_number(unit)
    )
    if lost is not None:
        unit.doubtful = True
        yield _named(unit, lost.text, lost)
        return
    for slot in [*_mingled(unit, form, labels), *_beside(unit)]:
        written = [piece for piece in slot.pieces if piece.written]
        if written:
            slot.pieces = [piece for piece in slot.pieces if not piece.written]
            unit.left.extend(written)
            yield _named(unit, slot.label.live[: slot.label_end], written[0])


def _named(unit: RawUnit, label: str, piece: Piece) -> Doubt:
    return Doubt(
        deel=unit.deel.id,
        actie=unit.deel.actie,
        label=label.strip(),
        plaats=piece.line.place,
    )


def _lost_label(unit: RawUnit, labels: Sequence[Text]) -> Piece | None:
    """Where a label stands, in part, that was not found as one."""
    groups = {key for group in unit.initiatieven for key in group}
    found = unit.slots.keys() | {f"{INITIATIVE}{key}" for key in groups}
    lost = [text for text in labels if text.slot not in found]
    known = {text.words[:_LOST_BEGIN] for text in labels if text.slot in found}
    long = (text.words for text in lost if len(text.words) > _LOST_BEGIN)
    begins = frozenset(words[:_LOST_BEGIN] for words in long) - known
    for piece in _pieces(unit):
        words = _words(piece.text)
        if _holds_begin(words, begins, _LOST_BEGIN):
            return piece
        if any(_is_part(words, text) for text in lost):
            return piece
    return None


def _side_by_side(unit: RawUnit, unruled: Set[int]) -> Piece | None:
    """An answer below labels that stand beside each other in a table without lines.

    It may stand in their cells, or in a row of its own.
    """
    rows: dict[tuple[int, int], list[Slot]] = defaultdict(list)
    for slot in unit.all_slots():
        for at in slot.label.cells[-1:]:
            if at.table in unruled:
                rows[at.table, at.row].append(slot)
    for slots in rows.values():
        if len({slot.label.cells[-1].column for slot in slots}) > 1:
            for piece in (piece for slot in slots for piece in slot.pieces):
                if piece.written and all(piece.line is not s.label for s in slots):
                    return piece
    return None


def _prose_for_a_number(unit: RawUnit) -> Piece | None:
    """A text where a number is asked: what stands below it was taken with it."""
    for slot in unit.all_slots():
        asked = slot.veld.soort == "getal" or slot.veld.naam == _COUNT
        if asked and sum(len(_words(piece.text)) for piece in slot.pieces) >= PROSE:
            return next(piece for piece in slot.pieces if piece.written)
    return None


def _pieces(unit: RawUnit) -> Iterator[Piece]:
    for slot in unit.all_slots():
        yield from slot.pieces
    yield from (*unit.koppen, *unit.loose, *unit.left)


def _mingled(unit: RawUnit, form: _Form, labels: Sequence[Text]) -> Iterator[Slot]:
    """The slots with a piece of the form within their answer."""
    for slot in unit.all_slots():
        if any(form.is_in(piece.text, labels) for piece in slot.pieces):
            yield slot


def _beside(unit: RawUnit) -> Iterator[Slot]:
    """The slots of which several share a cell, with an answer in the cell beside it."""
    slots = unit.all_slots()
    for slot in slots:
        cells = slot.label.cells
        mates = [other for other in slots if other.label.cells == cells]
        if not cells or len(mates) == 1:
            continue
        row = (cells[-1].table, cells[-1].row)
        if any(
            piece.written
            and piece.line.cells != cells
            and any((at.table, at.row) == row for at in piece.line.cells)
            for mate in mates
            for piece in mate.pieces
        ):
            yield slot


def _is_broken_prompt(line: str, words: _Words, prompts: Sequence[_Words]) -> bool:
    """Whether a line holds half a prompt: a bracket of it, and words beside it."""
    if line.count("(") == line.count(")") or not words:
        return False
    return any(
        words in _runs(prompt, len(words))
        or any(r in _runs(prompt, _LOST_BEGIN) for r in _runs(words, _LOST_BEGIN))
        or words[-1:] == prompt[:1]
        or words[:1] == prompt[-1:]
        for prompt in prompts
    )


def _holds_begin(words: _Words, begins: Set[_Words], length: int) -> bool:
    """Whether one of `begins`, of `length` words, stands in a line as a label does."""
    return any(
        run[0][:1].isupper() and _lower(run) in begins for run in _runs(words, length)
    )


def _is_part(words: _Words, text: Text) -> bool:
    """Whether a line is a part of a label and nothing else."""
    if not _PART <= len(words) < len(text.words):
        return False
    return _lower(words) in _runs(text.words, len(words))


def _words(line: str) -> _Words:
    return tuple(WORD.findall(_QUOTED.sub(" ", line)))


def _lower(words: _Words) -> _Words:
    return tuple(word.lower() for word in words)


def _runs(words: _Words, length: int) -> Iterator[_Words]:
    for at in range(len(words) - length + 1):
        yield words[at : at + length]
