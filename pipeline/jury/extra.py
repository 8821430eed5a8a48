"""Extra: what a jury sheet shows of how a dossier became what it is.

    dossier, and as it was before -> what a resubmission changed, what ABB put right

A resubmission replaces what it speaks of; the jury sees per field what stood there
before. A correction shows the value, why it was made, and by whom.
"""

from collections.abc import Iterator

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import (
    Actie,
    Dossier,
    Initiatief,
    Motivatie,
    Verwachtingen,
)
from pipeline.jury.annex import as_words, field_of
from pipeline.jury.notation import DASH, as_datum, as_getal
from pipeline.jury.text import alineas
from pipeline.jury.views import CorrectieView, WijzigingView

ANTWOORDEN = {"ja": "Ja", "nee": "Nee", None: None}


def corrections(dossier: Dossier) -> tuple[CorrectieView, ...]:
    """Show the corrections of ABB, in the order in which they were made."""
    return tuple(
        CorrectieView(
            veld=field_of(one.plek, dossier),
            alineas=alineas(as_words(one.waarde)),
            reden=alineas(one.reden or DASH),
            wie=one.wie,
            gegeven=as_datum(one.gegeven),
        )
        for one in dossier.correcties
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
