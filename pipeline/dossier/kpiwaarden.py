"""KPI-waarden: which number is in force for every action, and where others differ.

    documents + Toekenning -> one Kpi per action, with origins and kpi-wijkt-af

Achieved: Excel, then a report in own words, then the Word form. Target: the toekenning
before all of them (contract section 3, Numbers). A blank in one source lets the next
speak; a number is never taken silently where two differ.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, Literal, Protocol

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.extractie import Extractie, KpiRegel
from pipeline.dossier.getallen import drempel, percentage
from pipeline.dossier.model import Bron, Doelgroep, Getal, Herkomst, Kpi
from pipeline.dossier.toekenningen import Toekenning
from pipeline.findings import KINDS, Bevinding

Source = Literal["toekenning", "Excel", "verslag", "Word"]
Key = Literal["te_behalen", "behaald"]
_KINDS: Final[Mapping[str, Source]] = {"kpi": "Excel", "stand-van-zaken": "verslag"}
_ORDER: Final[tuple[Source, ...]] = ("toekenning", "Excel", "verslag", "Word")
_LABELS: Final[Mapping[Key, str]] = {"te_behalen": "te behalen", "behaald": "behaald"}


class Document(Protocol):
    """What this module needs to know of a document: see `assemble.Ingekomen`."""

    @property
    def extractie(self) -> Extractie:
        """What it says."""

    @property
    def sha256(self) -> str:
        """Its bytes."""

    @property
    def moment(self) -> tuple[float, str]:
        """What puts documents in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waarde:
    """One number as one source gives it."""

    getal: Getal
    bron: Source
    herkomst: Herkomst


@dataclass(slots=True)
class _Actie:
    """All that is said of the KPI of one action."""

    waarden: dict[Key, list[Waarde]] = field(
        default_factory=lambda: {"te_behalen": [], "behaald": []}
    )
    doelgroepen: tuple[Doelgroep, ...] = ()
    groepen: dict[str, Herkomst] = field(default_factory=dict)
    subsidie: Getal | None = None
    subsidie_herkomst: Herkomst | None = None


@dataclass(slots=True)
class KpiWaarden:
    """The numbers of every action, by source."""

    catalogus: Catalogus
    per_actie: defaultdict[int, _Actie] = field(default_factory=lambda: defaultdict(_Actie))
    in_force: set[str] = field(default_factory=set)

    @property
    def acties(self) -> set[int]:
        """Every action of which a source other than the Word form gives a number."""
        return set(self.per_actie)

    def getal(self, nummer: int, key: Key) -> Getal | None:
        """The number in force, by the order of the sources; `None` when nobody says."""
        chosen = self._chosen(nummer, key)
        return chosen.getal if chosen is not None else None

    def _chosen(self, nummer: int, key: Key) -> Waarde | None:
        if nummer not in self.per_actie:
            return None
        waarden = self.per_actie[nummer].waarden[key]
        return min(waarden, key=lambda w: _ORDER.index(w.bron), default=None)

    def subsidie(self, nummer: int) -> Getal | None:
        """The amount granted in euro; `None` when not known."""
        return self.per_actie[nummer].subsidie if nummer in self.per_actie else None

    def add(self, nummer: int, key: Key, waarde: Waarde) -> None:
        """Let one more source speak."""
        self.per_actie[nummer].waarden[key].append(waarde)

    def kpi(self, nummer: int, deel: Fraction | None) -> tuple[Kpi, dict[str, Herkomst]]:
        """The KPI of an action and the origins of its values, by key.

        `deel` is the threshold (0..1); `None` for actions judged on expectations.
        """
        actie = self.per_actie[nummer] if nummer in self.per_actie else _Actie()
        te_behalen, behaald = (self.getal(nummer, key) for key in ("te_behalen", "behaald"))
        grens = drempel(te_behalen, deel) if deel is not None else None
        kpi = Kpi(
            te_behalen=te_behalen,
            behaald=behaald,
            percentage=percentage(behaald, te_behalen),
            drempel=grens,
            drempel_gehaald=None if grens is None or behaald is None else behaald >= grens,
            doelgroepen=actie.doelgroepen,
        )
        origins = {f"kpi/{path}": origin for path, origin in actie.groepen.items()}
        for key in ("te_behalen", "behaald"):
            chosen = self._chosen(nummer, key)
            if chosen is not None:
                origins[f"kpi/{key}"] = chosen.herkomst
        if actie.subsidie_herkomst is not None:
            origins["subsidie"] = actie.subsidie_herkomst
        return kpi, origins

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """A `kpi-wijkt-af` for every number on which sources differ."""
        return tuple(
            bevinding
            for nummer in sorted(self.per_actie)
            for key in ("te_behalen", "behaald")
            if (bevinding := self._difference(nummer, key)) is not None
        )

    def _difference(self, nummer: int, key: Key) -> Bevinding | None:
        waarden = self.per_actie[nummer].waarden[key]
        chosen = self._chosen(nummer, key)
        if chosen is None or len({Fraction(str(w.getal)) for w in waarden}) < 2:  # noqa: PLR2004
            return None
        told = ", ".join(dict.fromkeys(f"{w.getal} volgens {_named(w.bron)}" for w in waarden))
        other = next(w for w in waarden if w.getal != chosen.getal)
        known = self.catalogus.actie(nummer)
        return KINDS["kpi-wijkt-af"].at(
            actie=nummer,
            bron=other.herkomst.bron,
            plaats=other.herkomst.plaats,
            naam=known.naam if known else "",
            waarden=f"{_LABELS[key]} is {told}",
            gekozen=f"{chosen.getal} ({_named(chosen.bron)})",
        )


def _named(bron: Source) -> str:
    return {"toekenning": "de toekenning", "verslag": "het verslag"}.get(bron, bron)


def merge_kpis(
    documents: Sequence[Document],
    toekenning: Toekenning | None,
    bron: Bron | None,
    catalogus: Catalogus,
) -> KpiWaarden:
    """The numbers of the toekenning, the workbooks and the reports in own words.

    Per kind of document and action the latest mail counts; documents of one mail add up.
    """
    kpis = KpiWaarden(catalogus)
    if toekenning is not None and bron is not None:
        _granted(kpis, toekenning, bron)
    for soort, source in _KINDS.items():
        latest: dict[int, list[tuple[Document, int, KpiRegel]]] = {}
        moments: dict[int, tuple[float, str]] = {}
        for document in documents:
            if document.extractie.bestand.soort != soort:
                continue
            for index, regel in enumerate(document.extractie.kpis):
                if regel.actie is None:
                    continue
                if moments.get(regel.actie) != document.moment:
                    moments[regel.actie], latest[regel.actie] = document.moment, []
                latest[regel.actie].append((document, index, regel))
        for nummer, found in latest.items():
            for document, index, regel in found:
                kpis.in_force.add(document.sha256)
                _reported(kpis, nummer, source, document, index, regel)
    return kpis


def _granted(kpis: KpiWaarden, toekenning: Toekenning, bron: Bron) -> None:
    for nummer in toekenning.acties:
        regels = [regel for regel in toekenning.regels if regel.actie == nummer]
        place = ", ".join(regel.plaats for regel in regels)
        origin = Herkomst(bron=bron.sha256, plaats=place, zekerheid=1.0)
        actie = kpis.per_actie[nummer]
        targets = [r.te_behalen for r in regels if r.te_behalen is not None]
        if targets and len(targets) == len(regels):
            kpis.add(nummer, "te_behalen", Waarde(getal=_sum(targets), bron="toekenning", herkomst=origin))
        amounts = [r.subsidie for r in regels if r.subsidie is not None]
        if amounts:
            actie.subsidie, actie.subsidie_herkomst = _sum(amounts), origin


def _reported(
    kpis: KpiWaarden, nummer: int, source: Source, document: Document, index: int, regel: KpiRegel
) -> None:
    origins = document.extractie.herkomst
    for key, getal in (("te_behalen", regel.te_behalen), ("behaald", regel.behaald)):
        plek = origins.get(f"/kpis/{index}/{key}")
        herkomst = Herkomst(
            bron=document.sha256,
            plaats=plek.plaats if plek else regel.plaats,
            zekerheid=plek.zekerheid if plek else 0.9,
        )
        if getal is not None:
            known: Key = "te_behalen" if key == "te_behalen" else "behaald"
            kpis.add(nummer, known, Waarde(getal=getal, bron=source, herkomst=herkomst))
    actie = kpis.per_actie[nummer]
    if regel.doelgroepen and not actie.doelgroepen:
        actie.doelgroepen = regel.doelgroepen
        prefix = f"/kpis/{index}/"
        actie.groepen = {
            pointer.removeprefix(prefix): Herkomst(
                bron=document.sha256, plaats=plek.plaats, zekerheid=plek.zekerheid
            )
            for pointer, plek in origins.items()
            if pointer.startswith(f"{prefix}doelgroepen/")
        }


def _sum(getallen: Sequence[Getal]) -> Getal:
    total = sum((Fraction(str(getal)) for getal in getallen), Fraction(0))
    return int(total) if total.denominator == 1 else float(total)
