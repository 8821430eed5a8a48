"""KPI-waarden: every number that is given for an action, and which one is in force.

    values by source -> one Kpi per action, with origins and kpi-wijkt-af

Achieved: Excel, then a report in own words, then the Word form, its own questions
before a table that somebody put into it. Target: the toekenning
before all of them (contract section 3, Numbers). A blank in one source lets the next
speak; a number is never taken silently where two differ.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, Literal

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.getallen import drempel, exact, percentage
from pipeline.dossier.model import Doelgroep, Getal, Herkomst, Kpi
from pipeline.findings import KINDS, Bevinding

Source = Literal["toekenning", "Excel", "verslag", "Word", "tabel"]
Key = Literal["te_behalen", "behaald"]
KEYS: Final[tuple[Key, ...]] = ("te_behalen", "behaald")
_ORDER: Final[tuple[Source, ...]] = (
    "toekenning",
    "Excel",
    "verslag",
    "Word",
    "tabel",
)
_LABELS: Final[Mapping[Key, str]] = {"te_behalen": "te behalen", "behaald": "behaald"}
_NAMES: Final[Mapping[Source, str]] = {
    "toekenning": "de toekenning",
    "Excel": "Excel",
    "verslag": "het verslag",
    "Word": "Word",
    "tabel": "de tabel in Word",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waarde:
    """One number as one source gives it."""

    getal: Getal
    bron: Source
    herkomst: Herkomst


@dataclass(slots=True)
class Waarden:
    """The numbers that the sources give for one KPI, or for one doelgroep of it."""

    te_behalen: list[Waarde] = field(default_factory=list)
    behaald: list[Waarde] = field(default_factory=list)

    def of(self, key: Key) -> list[Waarde]:
        """All that is said of `key`."""
        return self.te_behalen if key == "te_behalen" else self.behaald

    def chosen(self, key: Key) -> Waarde | None:
        """The value in force, by the order of the sources; `None` if nobody says."""
        return min(self.of(key), key=lambda w: _ORDER.index(w.bron), default=None)

    def getal(self, key: Key) -> Getal | None:
        """The number in force."""
        chosen = self.chosen(key)
        return chosen.getal if chosen is not None else None

    def differ(self, key: Key) -> bool:
        """Whether two sources give different numbers for `key`."""
        return len({exact(waarde.getal) for waarde in self.of(key)}) > 1


@dataclass(slots=True)
class Groep:
    """One line of a report that splits its KPI."""

    naam: str
    waarden: Waarden = field(default_factory=Waarden)


@dataclass(slots=True)
class KpiActie:
    """All that is said of the KPI of one action. `subsidie` is in euro."""

    waarden: Waarden = field(default_factory=Waarden)
    groepen: list[Groep] = field(default_factory=list)
    subsidie: Getal | None = None
    subsidie_herkomst: Herkomst | None = None
    documenten: set[str] = field(default_factory=set)
    """The sha256 of the documents, no Word forms, whose lines are in force."""


@dataclass(slots=True)
class KpiWaarden:
    """The numbers of every action, by source."""

    catalogus: Catalogus
    per_actie: defaultdict[int, KpiActie] = field(
        default_factory=lambda: defaultdict(KpiActie)
    )

    @property
    def acties(self) -> set[int]:
        """Every action that was granted or of which somebody gives a number."""
        return set(self.per_actie)

    @property
    def in_force(self) -> set[str]:
        """The sha256 of the documents, no Word forms, of which a line is in force."""
        return {sha for actie in self.per_actie.values() for sha in actie.documenten}

    def of(self, nummer: int) -> KpiActie:
        """What is known of one action; nothing when it was never spoken of."""
        return self.per_actie.get(nummer) or KpiActie()

    def getal(self, nummer: int, key: Key) -> Getal | None:
        """The number in force; `None` when nobody gives one."""
        return self.of(nummer).waarden.getal(key)

    def add(self, nummer: int, key: Key, waarde: Waarde) -> None:
        """Let one more source speak."""
        self.per_actie[nummer].waarden.of(key).append(waarde)

    def kpi(
        self, nummer: int, deel: Fraction | None
    ) -> tuple[Kpi, dict[str, Herkomst]]:
        """The KPI of an action, and the origins of its values by path in the action.

        `deel` is the threshold (0..1); `None` for actions judged on expectations.
        """
        actie = self.of(nummer)
        te_behalen, behaald = (actie.waarden.getal(key) for key in KEYS)
        grens = drempel(te_behalen, deel) if deel is not None else None
        kpi = Kpi(
            te_behalen=te_behalen,
            behaald=behaald,
            percentage=percentage(behaald, te_behalen),
            drempel=grens,
            drempel_gehaald=None
            if grens is None or behaald is None
            else behaald >= grens,
            doelgroepen=tuple(
                Doelgroep(
                    naam=groep.naam,
                    te_behalen=groep.waarden.getal("te_behalen"),
                    behaald=groep.waarden.getal("behaald"),
                )
                for groep in actie.groepen
            ),
        )
        return kpi, dict(_origins(actie))

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """A `kpi-wijkt-af` for every number on which sources differ.

        Where the totals agree, for every doelgroep on which they differ.
        """
        return tuple(
            self._difference(nummer, key, waarden, naam)
            for nummer in sorted(self.per_actie)
            for key in KEYS
            for naam, waarden in _differing(self.per_actie[nummer], key)
        )

    def _difference(
        self, nummer: int, key: Key, waarden: Waarden, groep: str | None
    ) -> Bevinding:
        said = waarden.of(key)
        chosen = min(said, key=lambda w: _ORDER.index(w.bron))
        other = next(w for w in said if exact(w.getal) != exact(chosen.getal))
        told = dict.fromkeys(
            f"{_dutch(w.getal)} volgens {_NAMES[w.bron]}" for w in said
        )
        what = f"{_LABELS[key]} voor ‘{groep}’" if groep is not None else _LABELS[key]
        known = self.catalogus.actie(nummer)
        return KINDS["kpi-wijkt-af"].at(
            actie=nummer,
            bron=other.herkomst.bron,
            plaats=other.herkomst.plaats,
            naam=known.naam if known else "",
            waarden=f"{what} is {', '.join(told)}",
            gekozen=f"{_dutch(chosen.getal)} ({_NAMES[chosen.bron]})",
        )


def total(getallen: Sequence[Getal]) -> Getal:
    """The sum, whole where it is whole."""
    found = sum((exact(getal) for getal in getallen), Fraction(0))
    return int(found) if found.denominator == 1 else float(found)


def _differing(actie: KpiActie, key: Key) -> Iterator[tuple[str | None, Waarden]]:
    if actie.waarden.differ(key):
        yield None, actie.waarden
        return
    for groep in actie.groepen:
        if groep.waarden.differ(key):
            yield groep.naam, groep.waarden


def _origins(actie: KpiActie) -> Iterator[tuple[str, Herkomst]]:
    for key in KEYS:
        chosen = actie.waarden.chosen(key)
        if chosen is not None:
            yield f"kpi/{key}", chosen.herkomst
    for at, groep in enumerate(actie.groepen):
        told = {key: groep.waarden.chosen(key) for key in KEYS}
        origins = {key: one.herkomst for key, one in told.items() if one is not None}
        if origins:
            yield f"kpi/doelgroepen/{at}/naam", next(iter(origins.values()))
        for key, origin in origins.items():
            yield f"kpi/doelgroepen/{at}/{key}", origin
    if actie.subsidie_herkomst is not None:
        yield "subsidie", actie.subsidie_herkomst


def _dutch(getal: Getal) -> str:
    return str(getal).replace(".", ",")
