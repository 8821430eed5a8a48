"""Totals: what all besturen of a round did together, per action.

The columns follow the table that ABB publishes (`Cijfers van het Plan Samenleven`):
period, budget, number of besturen, KPI committed to, KPI achieved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.getallen import exact, getal, percentage
from pipeline.dossier.model import Dossier, Getal
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenningen import Toekenning
from pipeline.jury.notation import DASH
from pipeline.jury.tables import Grafiek, Kolom, Table, Waarde

_ZERO: Final = Fraction(0)
_LABEL: Final = 32


@dataclass(slots=True)
class _Sum:
    """What is added up for one action; lives within one call."""

    naam: str
    dossiers: int = 0
    besturen: int = 0
    te_behalen: Fraction | None = None
    behaald: Fraction | None = None
    onder_drempel: int = 0
    gehaald: int = 0
    budget: Fraction | None = None
    zonder_opgave: int = 0


class Totals:
    """What is added up, dossier by dossier."""

    def __init__(self, ronde: Ronde, catalogus: Catalogus) -> None:
        self._ronde = ronde
        self._catalogus = catalogus
        self._sums = {actie.nummer: _Sum(actie.naam) for actie in catalogus.acties}

    def add(self, dossier: Dossier) -> None:
        """Add a dossier."""
        _add_dossier(self._sums, dossier)

    def table(self, missing: Sequence[Toekenning]) -> Table:
        """All that was added, and what those committed to who submitted nothing."""
        for toekenning in missing:
            _add_missing(self._sums, toekenning)
        return _table(self._sums, self._ronde, self._catalogus)


def _table(sums: Mapping[int, _Sum], ronde: Ronde, catalogus: Catalogus) -> Table:
    """One row per action to which somebody committed; what is unknown is not added."""
    van, tot = ronde.periode.van, ronde.periode.tot
    period = f"{van:%d/%m/%Y} {DASH} {tot:%d/%m/%Y}"
    return Table(
        blad="Cijfers",
        uitleg=(
            "Per actie wat alle besturen samen engageerden en realiseerden, zoals ABB "
            "het publiceert. Wie niets indiende, telt mee in wat geëngageerd is."
        ),
        kolommen=(
            Kolom(kop="Nr.", soort="getal", breedte=6),
            Kolom(kop="Actie", soort="lang", breedte=44),
            Kolom(kop="KPI-eenheid", breedte=40),
            Kolom(kop="Periode", breedte=25),
            Kolom(kop="Budget", soort="euro", breedte=14),
            Kolom(kop="Dossiers", soort="getal", breedte=10),
            Kolom(kop="Vertegenwoordigde besturen", soort="getal", breedte=17),
            Kolom(kop="KPI geëngageerd", soort="getal", breedte=13),
            Kolom(kop="KPI gerealiseerd", soort="getal", breedte=13),
            Kolom(kop="Gerealiseerd %", soort="procent", breedte=14),
            Kolom(kop="Drempel gehaald", soort="getal", breedte=11),
            Kolom(kop="Onder de drempel", soort="getal", breedte=11),
            Kolom(kop="Zonder opgave", soort="getal", breedte=10),
            Kolom(kop="Grafieknaam", breedte=30),
        ),
        rijen=tuple(
            _row(nummer, one, period, _unit(nummer, ronde, catalogus))
            for nummer, one in sorted(sums.items())
            if one.dossiers
        ),
        grafieken=(
            Grafiek(
                titel="Gerealiseerde KPI per actie",
                namen="Grafieknaam",
                reeksen={"Gerealiseerd %": "0055A4"},
                as_="% van wat geëngageerd is",
            ),
            Grafiek(
                titel="Besturen per actie: boven en onder de drempel",
                namen="Grafieknaam",
                reeksen={
                    "Drempel gehaald": "3E8E57",
                    "Onder de drempel": "C9412F",
                    "Zonder opgave": "A8761A",
                },
                as_="dossiers",
            ),
        ),
    )


def _unit(nummer: int, ronde: Ronde, catalogus: Catalogus) -> str | None:
    actie = catalogus.actie(nummer)
    jaar = actie.jaar(ronde.projectjaar) if actie else None
    return jaar.kpi_eenheid if jaar else None


def _add_dossier(sums: dict[int, _Sum], dossier: Dossier) -> None:
    for actie in dossier.acties:
        one = sums.setdefault(actie.nummer, _Sum(actie.naam))
        one.dossiers += 1
        one.besturen += 1 + len(dossier.bestuur.partners)
        one.te_behalen = _plus(one.te_behalen, actie.kpi.te_behalen)
        one.behaald = _plus(one.behaald, actie.kpi.behaald)
        one.budget = _plus(one.budget, actie.subsidie)
        one.zonder_opgave += actie.kpi.behaald is None
        one.onder_drempel += actie.kpi.drempel_gehaald is False
        one.gehaald += actie.kpi.drempel_gehaald is True


def _add_missing(sums: dict[int, _Sum], toekenning: Toekenning) -> None:
    for nummer in toekenning.acties:
        one = sums.setdefault(nummer, _Sum(f"actie {nummer}"))
        one.dossiers += 1
        one.besturen += 1 + len(toekenning.bestuur.partners)
        one.zonder_opgave += 1
    for regel in toekenning.regels:
        one = sums[regel.actie]
        one.te_behalen = _plus(one.te_behalen, regel.te_behalen)
        one.budget = _plus(one.budget, regel.subsidie)


def _plus(total: Fraction | None, amount: Getal | None) -> Fraction | None:
    """Add `amount` when it is known; `None` while nothing is."""
    return total if amount is None else (total or _ZERO) + exact(amount)


def _total(amount: Fraction | None) -> Getal | None:
    return None if amount is None else getal(amount)


def _row(nummer: int, one: _Sum, period: str, unit: str | None) -> tuple[Waarde, ...]:
    target, achieved = _total(one.te_behalen), _total(one.behaald)
    return (
        nummer,
        one.naam,
        unit,
        period,
        _total(one.budget),
        one.dossiers,
        one.besturen,
        target,
        achieved,
        percentage(achieved, target),
        one.gehaald,
        one.onder_drempel,
        one.zonder_opgave,
        f"{nummer} {_short(one.naam)}",
    )


def _short(naam: str) -> str:
    """A name that fits beside a bar."""
    return naam if len(naam) <= _LABEL else f"{naam[: _LABEL - 1].rstrip()}…"
