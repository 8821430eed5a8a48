"""Motivatie rules: form section 1, for actions under their threshold.

Where an action has several motivations, the one in force is judged; that there are more
is told by `antwoorden.answers_are_single`.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.checks.context import Context
from pipeline.dossier.model import Actie, Dossier, Getal, Initiatief, Motivatie
from pipeline.findings import KINDS, Bevinding, brief

_ONTBREEKT = KINDS["motivatie-ontbreekt"]
_ZONDER_INITIATIEF = KINDS["initiatieven-ontbreken"]
_ONVOLDOENDE = KINDS["initiatieven-onvoldoende"]
_ZONDER_TIMING = KINDS["timing-ontbreekt"]


def shortfall_is_motivated(dossier: Dossier, context: Context) -> Iterator[Bevinding]:
    """An action that is known to be under its threshold has a motivation.

    Exactly the threshold passes. Source: section 1 of the official form ("indien 25 %
    niet werd behaald"); contract section 5, `motivatie-ontbreekt`.
    """
    del context  # the threshold of the ronde is already in the dossier
    for actie in dossier.acties:
        kpi = actie.kpi
        if kpi.drempel_gehaald is False and not _motivaties(actie):
            yield _ONTBREEKT.at(
                actie=actie.nummer,
                naam=actie.naam,
                behaald=kpi.behaald,
                te_behalen=kpi.te_behalen,
                percentage=kpi.percentage,
                drempel=kpi.drempel,
            )


def motivatie_has_initiatieven(
    dossier: Dossier, context: Context
) -> Iterator[Bevinding]:
    """A motivation names at least one initiative.

    Source: the rows `Initiatief 1` to `x` of the official form; contract section 5,
    `initiatieven-ontbreken`.
    """
    del context
    for actie, motivatie in _in_force(dossier):
        if not motivatie.initiatieven:
            yield _ZONDER_INITIATIEF.at(actie=actie.nummer, naam=actie.naam)


def initiatieven_reach_the_target(
    dossier: Dossier, context: Context
) -> Iterator[Bevinding]:
    """What is achieved and what the initiatives promise make up the target together.

    Judged only when every initiative says how much it will bring. Source: the jury's
    question on the official form ("voldoende concrete initiatieven om 100 % KPI te
    behalen"); contract section 5, `initiatieven-onvoldoende`.
    """
    del context
    for actie, motivatie in _in_force(dossier):
        behaald, te_behalen = actie.kpi.behaald, actie.kpi.te_behalen
        promised = [initiatief.kpi for initiatief in motivatie.initiatieven]
        known = [kpi for kpi in promised if kpi is not None]
        if behaald is None or te_behalen is None or not known or None in promised:
            continue
        samen = _total([behaald, *known])
        if samen < te_behalen:
            yield _ONVOLDOENDE.at(
                actie=actie.nummer,
                naam=actie.naam,
                behaald=behaald,
                beloofd=_total(known),
                samen=samen,
                te_behalen=te_behalen,
            )


def initiatieven_have_timing(dossier: Dossier, context: Context) -> Iterator[Bevinding]:
    """Every initiative says by when it will be done.

    Source: the line `Timing` of the official form, and the tip to name concrete
    anchors (vlaanderen.be/plan-samenleven, indienen projectjaar 3); contract section 5,
    `timing-ontbreekt`.
    """
    del context
    for actie, motivatie in _in_force(dossier):
        for number, initiatief in enumerate(motivatie.initiatieven, 1):
            if not initiatief.timing:
                yield _ZONDER_TIMING.at(
                    actie=actie.nummer,
                    naam=actie.naam,
                    initiatief=_named(number, initiatief),
                )


def _motivaties(actie: Actie) -> tuple[Motivatie, ...]:
    first = () if actie.motivatie is None else (actie.motivatie,)
    return (*first, *actie.motivaties_extra)


def _in_force(dossier: Dossier) -> Iterator[tuple[Actie, Motivatie]]:
    for actie in dossier.acties:
        motivaties = _motivaties(actie)
        if motivaties:
            yield actie, motivaties[0]


def _named(number: int, initiatief: Initiatief) -> str:
    text = initiatief.omschrijving or initiatief.kpi_tekst
    return f"initiatief {number}" + (f" (‘{brief(text)}’)" if text else "")


def _total(numbers: Iterable[Getal]) -> Getal:
    """Add as written: 0.7 + 0.1 is 0.8, so that a sum never just misses its target."""
    total = sum((Decimal(str(number)) for number in numbers), Decimal(0))
    return int(total) if total == total.to_integral_value() else float(total)
