"""Toewijzing: the section-1 blocks of all documents tied to actions, as one puzzle.

What a document could not tell alone, the others may: the numbers of a block against
Excel and toekenning, the subject of its mail, and elimination. A link is taken only
when exactly one action fits (design, section 4); else a person decides.

Besturen number their own actions, so a link that rests on a number or on a few words
(`_WEAK`) does not stand against both numbers of a block. When its action was granted or
reported too, two signs disagree and a person decides.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.extractie import MotivatieBlok
from pipeline.dossier.genoemd import Vermeld
from pipeline.dossier.getallen import exact
from pipeline.dossier.ingekomen import Ingekomen, per_moment
from pipeline.dossier.kpiwaarden import KEYS, Key, KpiWaarden
from pipeline.dossier.model import Getal
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.rondom import told_around

_BY_BOTH: Final = 0.85
_BY_ONE: Final = 0.7
_BY_SUBJECT: Final = 0.65
_BY_ELIMINATION: Final = 0.6
_WEAK: Final = 0.8  # below this a link rests on no name
_NO_PLACE: Final = 0.9  # zekerheid of an action of which the place was not noted

At = tuple[str, int]
"""A block: the sha256 of its document, and its index in there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A block and its action; `actie` is `None` when it could not be tied."""

    actie: int | None
    zekerheid: float


@dataclass(frozen=True, slots=True)
class Toewijzing:
    """The action of every block."""

    banden: Mapping[At, Band]

    def of(self, sha256: str, index: int) -> Band:
        """The link of one block."""
        return self.banden[sha256, index]


def assign(
    documenten: Sequence[Ingekomen],
    kpis: KpiWaarden,
    *,
    catalogus: Catalogus,
    ronde: Ronde,
    onderwerpen: Mapping[str, str] = MappingProxyType({}),
) -> Toewijzing:
    """Tie every block of `documenten`, which are in order.

    Blocks that came together never end up at the same action by numbers alone.
    `onderwerpen` are the subjects of mails, by message id.
    """
    subjects = {
        mail: signs[0][0].nummer
        for mail, onderwerp in onderwerpen.items()
        if (signs := told_around([Vermeld(onderwerp, "onderwerp")], catalogus))
    }
    candidates = frozenset(
        nummer
        for nummer in kpis.acties
        if (actie := catalogus.actie(nummer)) is not None
        and not actie.is_judged_on_expectations(ronde.projectjaar)
    )
    banden: dict[At, Band] = {}
    for group in per_moment(documenten):
        puzzle = _Puzzle(kpis, candidates, ronde.drempel)
        puzzle.lay_out(group)
        puzzle.by_numbers()
        puzzle.by_subject(group, subjects)
        puzzle.by_elimination()
        banden |= puzzle.banden
    return Toewijzing(banden)


@dataclass(slots=True)
class _Puzzle:
    """The blocks that came together, and what is known of them so far."""

    kpis: KpiWaarden
    candidates: Collection[int]
    drempel: Fraction
    banden: dict[At, Band] = field(default_factory=dict)
    unclear: dict[At, MotivatieBlok] = field(default_factory=dict)
    weak: dict[At, tuple[MotivatieBlok, Band]] = field(default_factory=dict)
    disputed: set[At] = field(default_factory=set)
    """The blocks that say one action in their title, and another in their numbers."""
    taken: set[int] = field(default_factory=set)

    def lay_out(self, group: Sequence[Ingekomen]) -> None:
        """Take the links that the documents tell by themselves."""
        for document in group:
            for index, blok in enumerate(document.extractie.motivaties):
                at = (document.sha256, index)
                self.banden[at] = Band(actie=None, zekerheid=0.0)
                if blok.actie is None:
                    self.unclear[at] = blok
                    continue
                plek = document.extractie.herkomst.get(f"/motivaties/{index}/actie")
                band = Band(
                    actie=blok.actie, zekerheid=plek.zekerheid if plek else _NO_PLACE
                )
                if band.zekerheid < _WEAK:
                    self.weak[at] = blok, band
                else:
                    self._tie(at, blok.actie, band.zekerheid)
        self._weigh()

    def _weigh(self) -> None:
        """Take the weak links that no numbers contradict."""
        doubted = {
            at
            for at, (blok, band) in self.weak.items()
            if band.actie is not None and self._is_contradicted(blok, band.actie)
        }
        for at, (blok, band) in self.weak.items():
            if band.actie is None:
                continue
            if at not in doubted:
                self._tie(at, band.actie, band.zekerheid)
                continue
            self.unclear[at] = blok
            if band.actie in self.kpis.acties:
                self.disputed.add(at)

    def _is_contradicted(self, blok: MotivatieBlok, nummer: int) -> bool:
        """Whether both numbers of a block are those of another action, and not its own.

        One number that is alike leaves the link as it is: reports differ.
        """
        if any(self._agrees(blok, nummer, key) for key in KEYS):
            return False
        return any(
            score == _BY_BOTH and other != nummer
            for other, score in self._fitting(blok).items()
        )

    def _tie(self, at: At, nummer: int, zekerheid: float) -> None:
        self.taken.add(nummer)
        self.banden[at] = Band(actie=nummer, zekerheid=zekerheid)
        self.unclear.pop(at, None)

    def by_numbers(self) -> None:
        """A block whose numbers are those of one action, and no other block's."""
        wishes = {at: self._fitting(blok) for at, blok in self.unclear.items()}
        for at, fitting in wishes.items():
            best = max(fitting.values(), default=0.0)
            winners = [nummer for nummer, score in fitting.items() if score == best]
            rivals = any(
                fitting.keys() & others.keys()
                for other, others in wishes.items()
                if other != at
            )
            if len(winners) == 1 and not rivals and at not in self.disputed:
                self._tie(at, winners[0], best)

    def by_subject(
        self, group: Sequence[Ingekomen], subjects: Mapping[str, int]
    ) -> None:
        """The only block that came, in a mail whose subject names one action."""
        if len(self.banden) != 1 or len(self.unclear) != 1:
            return
        (at, blok), *_ = self.unclear.items()
        mail = next(d.indiening for d in group if d.sha256 == at[0])
        nummer = subjects.get(mail or "")
        unheard = bool(self.kpis.acties) and nummer not in self.candidates
        if nummer is None or unheard or at in self.disputed:
            return
        if not any(self._agrees(blok, nummer, key) is False for key in KEYS):
            self._tie(at, nummer, _BY_SUBJECT)

    def by_elimination(self) -> None:
        """The only block left, and the only action left: under its threshold.

        An action left of which nobody knows whether it is under leaves a doubt.
        """
        left = {
            nummer: self._is_under(nummer)
            for nummer in self.candidates
            if nummer not in self.taken
        }
        possible = [nummer for nummer, under in left.items() if under is not False]
        if len(self.unclear) != 1 or len(possible) != 1 or not left[possible[0]]:
            return
        (at, blok), nummer = next(iter(self.unclear.items())), possible[0]
        if at not in self.disputed and not any(
            self._agrees(blok, nummer, key) is False for key in KEYS
        ):
            self._tie(at, nummer, _BY_ELIMINATION)

    def _fitting(self, blok: MotivatieBlok) -> dict[int, float]:
        """The actions whose numbers the block repeats, none of them contradicted."""
        fitting: dict[int, float] = {}
        for nummer in sorted(self.candidates):
            said = [self._agrees(blok, nummer, key) for key in KEYS]
            if nummer not in self.taken and True in said and False not in said:
                fitting[nummer] = _BY_ONE if None in said else _BY_BOTH
        return fitting

    def _agrees(self, blok: MotivatieBlok, nummer: int, key: Key) -> bool | None:
        mine: Getal | None = blok.te_behalen if key == "te_behalen" else blok.behaald
        known = self.kpis.getal(nummer, key)
        return None if mine is None or known is None else exact(mine) == exact(known)

    def _is_under(self, nummer: int) -> bool | None:
        target, got = (self.kpis.getal(nummer, key) for key in KEYS)
        if target is None or got is None:
            return None
        return exact(got) < exact(target) * self.drempel
