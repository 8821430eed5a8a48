"""Units: a copy of a part of the form while it is being read."""

from dataclasses import dataclass, field
from typing import Final

from pipeline.canonical import BULLETS
from pipeline.forms.choices import Option
from pipeline.forms.lines import Line
from pipeline.forms.mapping import Deel, Veld
from pipeline.forms.ticks import Mark

_NOTHING: Final = f" \t\n\u00a0{BULLETS}"  # a bullet alone, in a cell of its own


@dataclass(slots=True, eq=False)
class Piece:
    """A line, or what stands on it behind a label. `start` is where in `line.live`.

    Each is itself alone: one paragraph may hold the same line twice.

    `gap` says that an empty line stands above it, `loose_after` which slot was last
    when it stood in none.
    """

    line: Line
    text: str
    start: int = 0
    loose_after: "Slot | None" = None
    gap: bool = False

    @property
    def written(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.text.strip(_NOTHING))


@dataclass(slots=True, eq=False)
class Slot:
    """A place for an answer, as found: its label and all that was written there."""

    veld: Veld
    label: Line
    label_end: int
    zekerheid: float
    pieces: list[Piece] = field(default_factory=list)
    marks: tuple[Mark, ...] = ()
    """Ticks and empty boxes that stand apart from the line they belong to."""
    prompted: bool = False
    """Whether a prompt below the label was left as it was."""

    @property
    def has_text(self) -> bool:
        """Whether anything stands in it."""
        return any(piece.written for piece in self.pieces)

    @property
    def is_short(self) -> bool:
        """Whether it takes one line and no more."""
        return self.veld.soort in {"getal", "keuze"} and not self.veld.vervolg


@dataclass(slots=True)
class RawUnit:
    """One copy of a part. `loose` stands in no slot, `left` can be no answer."""

    deel: Deel
    start: Line
    koppen: list[Piece] = field(default_factory=list)
    slots: dict[str, Slot] = field(default_factory=dict)
    initiatieven: list[dict[str, Slot]] = field(default_factory=list)
    loose: list[Piece] = field(default_factory=list)
    left: list[Piece] = field(default_factory=list)
    told: bool = False
    """Whether a text that only this part prints was found in it."""
    doubtful: bool = False
    """Whether nobody can tell which part it is: its answers are left over."""
    struck: list[Option] = field(default_factory=list)
    """Options that are struck out, with a tick beside them that is not."""
    gone: set[Option] = field(default_factory=set)
    """Options of which the line is struck out, whole."""
    letter: list[Piece] = field(default_factory=list)
    """Prose below the heading, where no label was used."""

    @property
    def is_begun(self) -> bool:
        """Whether any label of it was found."""
        return bool(self.slots or self.initiatieven)

    def all_slots(self) -> list[Slot]:
        """Every slot of the unit, those of its initiatives too."""
        groups = [slot for group in self.initiatieven for slot in group.values()]
        return [*self.slots.values(), *groups]
