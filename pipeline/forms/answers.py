"""Answers: what a submission says, field by field, each with its place.

The words are the bestuur's own, in canonical form; numbers and actions are read from
them later, by who knows the programme.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The text of one field. `zekerheid` in 0..1 is how sure the field is.

    `plaats` is where it begins, `tot` where it ends if that is another paragraph.
    """

    tekst: str
    plaats: str
    zekerheid: float
    tot: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen, with every signal seen; `None` when nothing was, or too much.

    `signalen` are short Dutch descriptions, each of them evidence.
    """

    waarde: Literal["ja", "nee"] | None
    signalen: tuple[str, ...]
    tegenstrijdig: bool
    plaats: str
    zekerheid: float
    vraag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One copy of a part of the form: a section-1 block, or one action of section 2.

    `koppen` are the lines that may name the action; `initiatieven` the repeated group
    inside a section-1 block, each with the keys omschrijving, timing and kpi.
    """

    deel: str
    doel: str
    actie: int | None
    plaats: str
    koppen: tuple[Answer, ...] = ()
    velden: Mapping[str, Answer] = field(default_factory=dict)
    keuzes: Mapping[str, Choice] = field(default_factory=dict)
    initiatieven: tuple[Mapping[str, Answer], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was answered in it."""
        chosen = any(c.waarde or c.tegenstrijdig for c in self.keuzes.values())
        return not (self.velden or self.initiatieven or chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """Text that no field could take."""

    tekst: str
    plaats: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """An answer in a pdf that was left over, since its layout does not tell its field.

    `label` is what the document has of the label, `actie` the action of its part.
    """

    deel: str
    actie: int | None
    label: str
    plaats: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All that one document answers to one form."""

    formulier: str
    units: tuple[Unit, ...]
    rest: tuple[Leftover, ...]
    doubts: tuple[Doubt, ...] = ()
