"""Circled: shapes that somebody drew over or beside what is to be chosen.

    the slots of a unit + what was drawn on their lines -> evidence, or doubt

An ellipse, a frame or an arrow that lies on the line of one option points it out. A
line or ink may circle a word or cross it out, and what lies elsewhere may belong to
another line: nobody can tell, so the choice is left open, with what was drawn.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.forms.answers import Choice, Leftover
from pipeline.forms.choices import Evidence, option_of
from pipeline.forms.grammar import JURY
from pipeline.forms.lines import Line
from pipeline.forms.units import RawUnit, Slot
from pipeline.reading.block import Block, Drawn

_POINTS: Final = frozenset({"ellips", "kader", "pijl"})

Shapes = Mapping[int, Sequence[Drawn]]
"""What was drawn, by the number of the block it hangs on."""


def shapes_of(blocks: Sequence[Block]) -> Shapes:
    """The shapes in a document; none in nearly every one."""
    return {n: block.drawn for n, block in enumerate(blocks) if block.drawn}


@dataclass(frozen=True, slots=True)
class Circled:
    """What was drawn at the choices of one unit."""

    options: tuple[tuple[Slot, Drawn], ...]
    questions: tuple[tuple[Slot, Drawn], ...]

    @classmethod
    def of(cls, raw: RawUnit, shapes: Shapes) -> "Circled":
        """The shapes on the lines of `raw`; the jury's own rows are no choices."""
        if not shapes:
            return cls((), ())
        slots = [s for n, s in raw.slots.items() if not n.startswith(JURY)]
        return cls(
            tuple(_drawn([s for s in slots if s.veld.soort == "optie"], shapes)),
            tuple(_drawn([s for s in slots if s.veld.soort == "keuze"], shapes)),
        )

    @property
    def _points(self) -> bool:
        """Whether all that was drawn points out a line to tick."""
        return not self.questions and all(
            drawn.on_line and drawn.what in _POINTS for _, drawn in self.options
        )

    def weigh(self, evidence: Evidence) -> None:
        """Count a shape that lies on one of the lines to tick."""
        if self._points:
            for slot, drawn in self.options:
                option = option_of(slot.veld.optie or "")
                evidence.weak.append((option, f"{drawn.what} getekend"))

    def doubt(self, naam: str, choice: Choice) -> Choice:
        """`choice`, in doubt where what was drawn may be the only answer."""
        here = [one for one in self._every if one[0].veld.naam == naam]
        if not here or choice.waarde is not None or choice.tegenstrijdig:
            return choice
        signs = tuple(dict.fromkeys(f"getekend: {_said(*one)}" for one in here))
        return replace(choice, tegenstrijdig=True, signalen=signs)

    def left(self, choices: Mapping[str, Choice]) -> Iterator[Leftover]:
        """What was drawn and is in no choice."""
        known = self._points and all(c.waarde is not None for c in choices.values())
        seen = () if known else self._every
        texts = ((f"[getekend: {_said(*one)}]", one[0].label.place) for one in seen)
        yield from (Leftover(tekst=t, plaats=p) for t, p in dict.fromkeys(texts))

    @property
    def _every(self) -> tuple[tuple[Slot, Drawn], ...]:
        return (*self.options, *self.questions)


def _drawn(slots: Sequence[Slot], shapes: Shapes) -> Iterator[tuple[Slot, Drawn]]:
    for slot in slots:
        for number in {line.block for line in _lines(slot)}:
            yield from ((slot, drawn) for drawn in shapes.get(number, ()))


def _lines(slot: Slot) -> Iterator[Line]:
    """The line of a choice; of a question also the lines with its words below."""
    yield slot.label
    if slot.veld.soort == "keuze":
        yield from (piece.line for piece in slot.pieces[:2])


def _said(slot: Slot, drawn: Drawn) -> str:
    word = slot.veld.optie.capitalize() if slot.veld.optie else "Ja/Nee"
    return f"{drawn.what} bij {word}"
