"""KPI-deel: one line of an action, as its cells are read, before it is added up.

te behalen, behaald, doelgroep and their places -> Deel
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

from pipeline.dossier.getallen import Lezing, exact, getal
from pipeline.dossier.model import Getal

Key = Literal["te_behalen", "behaald"]
WORDS: Final[dict[Key, str]] = {"te_behalen": "te behalen", "behaald": "behaald"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deel:
    """One line of an action: its numbers as read, and their places.

    `groep` is the doelgroep it is about, `None` for the action as a whole; `tekst` how
    the action was called. A `Lezing` is `None` where the cell was empty.
    """

    tabel: int
    totaal: bool
    groep: str | None
    tekst: str
    te_behalen: Lezing | None
    behaald: Lezing | None
    te_behalen_op: str | None
    behaald_op: str | None
    berekend: bool
    plaats: str
    zekerheid: float
    reden: str
    waarvan: bool = False
    """Whether it says that it is a part of what another line counts already."""
    bekend: bool = False
    """Whether its doelgroep is one that the programme knows for the action."""

    @property
    def target(self) -> Getal | None:
        """The number to reach."""
        return self.te_behalen.waarde if self.te_behalen is not None else None

    @property
    def achieved(self) -> Getal | None:
        """The number reached."""
        return self.behaald.waarde if self.behaald is not None else None

    def number(self, key: Key) -> Getal | None:
        """One of the two."""
        return self.target if key == "te_behalen" else self.achieved

    def written(self, key: Key) -> bool:
        """Whether anything counts as written there; a blank, `-` or `nvt` does not."""
        lezing = self.te_behalen if key == "te_behalen" else self.behaald
        return lezing is not None and (lezing.waarde is not None or _unread(lezing))

    @property
    def says(self) -> bool:
        """Whether anything counts as written in it."""
        return self.written("te_behalen") or self.written("behaald")

    def completed(self, key: Key, other: "Deel") -> "Deel":
        """This line with the number that `other` gives for `key`."""
        sure = min(self.zekerheid, other.zekerheid)
        if key == "te_behalen":
            number, place = other.te_behalen, other.te_behalen_op
            return replace(self, te_behalen=number, te_behalen_op=place, zekerheid=sure)
        number, place = other.behaald, other.behaald_op
        return replace(self, behaald=number, behaald_op=place, zekerheid=sure)

    def only(self, key: Key) -> "Deel":
        """This line with no other number than that for `key`."""
        if key == "te_behalen":
            return replace(self, behaald=None, behaald_op=None)
        return replace(self, te_behalen=None, te_behalen_op=None)

    def place(self, key: Key) -> str | None:
        """Where it is written."""
        return self.te_behalen_op if key == "te_behalen" else self.behaald_op


@dataclass(frozen=True, slots=True, kw_only=True)
class Verschil:
    """Two numbers for one KPI in one workbook: both, and the one that was kept."""

    key: Key
    waarden: str
    gekozen: str
    plaats: str


def total(key: Key, delen: Sequence[Deel]) -> Getal | None:
    """The sum of what `delen` give; `None` when none of them gives a number."""
    numbers = [exact(n) for deel in delen if (n := deel.number(key)) is not None]
    return getal(sum(numbers, Fraction(0))) if numbers else None


def dutch(value: Getal | None) -> str:
    """A number as it is written in Dutch."""
    return str(value).replace(".", ",")


def _unread(lezing: Lezing) -> bool:
    """Whether something stands there that may be a number, and could not be read."""
    return not lezing.geldig or any(sign.isdigit() for sign in lezing.tekst or "")
