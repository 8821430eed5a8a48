"""Extra: what a jury sheet shows beside the dossier, where somebody knows it.

    the dossier as it was before, corrections of ABB -> views

A resubmission replaces what it speaks of; the jury sees per field what stood there
before. A correction shows the value, why it was made, and by whom.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import (
    Actie,
    Dossier,
    Initiatief,
    Motivatie,
    Verwachtingen,
)
from pipeline.jury.notation import DASH, as_datum, as_getal
from pipeline.jury.text import alineas
from pipeline.jury.views import CorrectieView, WijzigingView

ANTWOORDEN = {"ja": "Ja", "nee": "Nee", None: None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correctie:
    """A value that ABB put right: `veld` in words, `waarde` as the dossier has it."""

    veld: str
    waarde: str
    reden: str
    wie: str
    gegeven: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """`vorige` is the dossier before the last resubmission, `None` without one."""

    vorige: Dossier | None = None
    correcties: Sequence[Correctie] = ()


NOTHING = Extra()


def corrections(given: Sequence[Correctie]) -> tuple[CorrectieView, ...]:
    """Show the corrections, in the order in which they were made."""
    return tuple(
        CorrectieView(
            veld=one.veld,
            alineas=alineas(one.waarde or DASH),
            reden=alineas(one.reden or DASH),
            wie=one.wie,
            gegeven=as_datum(one.gegeven),
        )
        for one in given
    )


def differences(
    actie: Actie, vorige: Dossier | None, catalogus: Catalogus
) -> tuple[WijzigingView, ...]:
    """Show every field of `actie` that read otherwise before; none without `vorige`.

    An action that was not reported on before has nothing to differ from.
    """
    known = {old.nummer: old for old in vorige.acties} if vorige else {}
    old = known.get(actie.nummer)
    if old is None:
        return ()
    before, now = dict(_fields(old, catalogus)), dict(_fields(actie, catalogus))
    return tuple(
        WijzigingView(
            veld=veld,
            vorige=alineas(before.get(veld) or DASH),
            huidige=alineas(now.get(veld) or DASH),
        )
        for veld in dict.fromkeys((*before, *now))
        if before.get(veld) != now.get(veld)
    )


def _fields(actie: Actie, catalogus: Catalogus) -> Iterator[tuple[str, str | None]]:
    """Give every field with its name for a person and what stands in it."""
    for naam, value in (
        ("Te behalen KPI", actie.kpi.te_behalen),
        ("Behaalde KPI", actie.kpi.behaald),
    ):
        yield naam, None if value is None else as_getal(value)
    if actie.motivatie is not None:
        yield from _motivation(actie.motivatie)
    if actie.verwachtingen is not None:
        known = catalogus.actie(actie.nummer)
        rule = known.verwachtingen if known else None
        labels = {o.sleutel: o.label for o in rule.onderdelen} if rule else {}
        yield from _expectations(actie.verwachtingen, labels)


def _motivation(given: Motivatie) -> Iterator[tuple[str, str | None]]:
    yield "Waarom", given.waarom
    yield "Inspanningen", given.inspanningen
    for number, initiative in enumerate(given.initiatieven, 1):
        yield f"Initiatief {number}", _initiative(initiative)


def _initiative(given: Initiatief) -> str:
    amount = given.kpi_tekst or (None if given.kpi is None else as_getal(given.kpi))
    parts = (
        given.omschrijving,
        given.timing and f"Timing: {given.timing}",
        amount and f"KPI: {amount}",
    )
    return "\n".join(part for part in parts if part)


def _expectations(
    given: Verwachtingen, labels: dict[str, str]
) -> Iterator[tuple[str, str | None]]:
    yield "Minimale verwachtingen", ANTWOORDEN[given.antwoord]
    yield "Toelichting", given.toelichting
    for sleutel, text in given.onderdelen.items():
        yield labels.get(sleutel, sleutel), text
    yield "Niet uitgevoerde onderdelen", given.niet_uitgevoerd
    yield "Reden van stopzetting", given.stopzetting
