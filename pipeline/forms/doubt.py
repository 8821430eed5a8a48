"""Doubt: answers in a pdf of which the layout does not tell where they belong.

units of a printed document -> the same units without those answers, and the doubts

On paper the columns of a table without lines run into each other. The form shows it:
a piece of one of its labels stands within an answer, or beside it while the label is
nowhere; or several labels stand in one cell and their answers in the cell beside it.
Such an answer is left over, with its place, rather than put under another label.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from pipeline.forms.answers import Doubt, Unit
from pipeline.forms.grammar import INITIATIVE
from pipeline.forms.labels import Index, Role, Text
from pipeline.forms.lines import WORD
from pipeline.forms.units import Piece, RawUnit, Slot

PRINTED: Final = 0.9
"""How sure an answer in a pdf is at most."""
DOUBTED: Final = 0.6
"""How sure the other answers are beside one that is in doubt."""

_LABEL_RUN: Final = 4  # words of a label that nobody writes by chance
_FIXED_RUN: Final = 7  # words of an explanation, which people do repeat
_BEGIN: Final = 3  # words with which a label begins that was not found
_PART: Final = 2  # words of a label that are a whole line
_QUOTED: Final = re.compile(r"[“„«‘\"][^“”„«»\"]{3,}?[”»’\"]")

_Words = tuple[str, ...]


@dataclass(frozen=True)
class _Form:
    """The words of a form that may stand within an answer by mistake."""

    index: Index

    @cached_property
    def runs(self) -> dict[int, frozenset[_Words]]:
        """Words that follow each other in its labels, and in its explanations."""
        found: dict[int, set[_Words]] = {_LABEL_RUN: set(), _FIXED_RUN: set()}
        for text in self.index.texts:
            if text.own:
                length = _FIXED_RUN if text.role is Role.FIXED else _LABEL_RUN
                found[length].update(_runs(text.words, length))
        return {length: frozenset(runs) for length, runs in found.items()}

    def labels(self, unit: RawUnit) -> Iterator[Text]:
        """The labels of the part that `unit` is a copy of."""
        for text in self.index.texts:
            if text.own and text.role is Role.LABEL and text.deel == unit.deel.id:
                yield text

    def is_in(self, line: str, labels: Sequence[Text]) -> bool:
        """Whether `line` holds a piece of the form that is no quotation."""
        words = _words(line)
        if any(
            run in runs
            for length, runs in self.runs.items()
            for run in _runs(words, length)
        ):
            return True
        whole = _PART <= len(words) < _LABEL_RUN
        return whole and any(words in _runs(t.words, len(words)) for t in labels)


def doubt(units: Iterable[RawUnit], index: Index) -> list[Doubt]:
    """Take the answers in doubt out of `units`, which are changed, and name them."""
    form = _Form(index)
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
    lost = _lost_label(unit, labels)
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
    """Where a label begins or ends that was not found as one."""
    groups = {key for group in unit.initiatieven for key in group}
    found = unit.slots.keys() | {f"{INITIATIVE}{key}" for key in groups}
    lost = [
        edge
        for text in labels
        if text.slot not in found and len(text.words) > _BEGIN
        for edge in (text.words[:_BEGIN], text.words[-_BEGIN:])
    ]
    known = {
        run
        for text in labels
        if text.slot in found
        for run in _runs(text.words, _BEGIN)
    }
    edges = set(lost) - known
    for piece in _pieces(unit):
        if edges & set(_runs(_words(piece.text), _BEGIN)):
            return piece
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


def _words(line: str) -> _Words:
    return tuple(WORD.findall(_QUOTED.sub(" ", line).lower()))


def _runs(words: _Words, length: int) -> Iterator[_Words]:
    for at in range(len(words) - length + 1):
        yield words[at : at + length]
