"""Filling: what of a dossier is written into which form, and where in it.

    Dossier -> Invulling per copy of a part of the Word form

The other way round than `antwoorden` reads it. The jury's verdicts on actions are its
own: a bestuur would not write them, and neither do we.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.getallen import exact
from pipeline.dossier.model import (
    Actie,
    Dossier,
    Getal,
    Initiatief,
    Kpi,
    Motivatie,
    Stimulansen,
    Verwachtingen,
)
from pipeline.forms.fill import Invulling, fields_of
from pipeline.forms.labels import Index

_THOUSANDS: Final = 3  # digits that could be read as a group of thousands


def invullingen(
    dossier: Dossier, index: Index, catalogus: Catalogus
) -> tuple[Invulling, ...]:
    """Everything of `dossier` that the form of `index` asks, in the dossier's order."""
    delen = Delen(index)
    found: list[Invulling] = []
    for actie in dossier.acties:
        kop = kop_van(actie.nummer, actie.naam, catalogus)
        if actie.motivatie is not None and delen.motivatie is not None:
            found += [
                _motivatie(delen.motivatie, kop, actie.kpi, motivatie)
                for motivatie in (actie.motivatie, *actie.motivaties_extra)
            ]
        deel = delen.acties.get(actie.nummer)
        if deel is not None:
            found += [_verwachtingen(deel, item) for item in _answered(actie)]
    if delen.stimulansen is not None:
        velden = stimulansen_velden(dossier.stimulansen)
        if velden:
            found.append(Invulling(deel=delen.stimulansen, velden=velden))
    return tuple(found)


class Delen:
    """The parts of a form by what they are for: ids, `None` where there is none."""

    def __init__(self, index: Index) -> None:
        delen = index.formulier.deel
        self.acties: Mapping[int, str] = {
            deel.actie: deel.id
            for deel in delen
            if deel.doel == "verwachtingen" and deel.actie is not None
        }
        self.motivatie = next((d.id for d in delen if d.doel == "motivaties"), None)
        self.stimulansen = next((d.id for d in delen if d.doel == "stimulansen"), None)


def zonder_plaats(
    dossier: Dossier, index: Index, catalogus: Catalogus
) -> tuple[str, ...]:
    """What of `dossier` the form has no place for, each as an official would say it."""
    delen = Delen(index)
    lost = [
        f"actie {actie.nummer}: minimale verwachtingen"
        for actie in dossier.acties
        if actie.nummer not in delen.acties and any(_answered(actie))
    ]
    for invulling in invullingen(dossier, index, catalogus):
        places = fields_of(index, invulling.deel)
        deel = next(d for d in index.formulier.deel if d.id == invulling.deel)
        where = f"actie {deel.actie}" if deel.actie else deel.id
        lost += [f"{where}: {naam}" for naam in invulling.velden if naam not in places]
        options = {v.optie for v in index.formulier.velden_van(deel.id) if v.optie}
        lost += [
            f"{where}: {naam} ‘{keuze}’"
            for naam, keuze in invulling.keuzes.items()
            if options and keuze not in options
        ]
    return tuple(lost)


def kop_van(nummer: int, naam: str, catalogus: Catalogus) -> str:
    """The line that names an action above its block: number and official name."""
    known = catalogus.actie(nummer)
    return f"Actie {nummer} – {known.naam if known is not None else naam}"


def write_getal(waarde: Getal) -> str:
    """`waarde` as Dutch-speaking people write it, so that it reads as the same number.

    `1,234` could be a thousand to an English eye; it gets a zero more.
    """
    number = exact(waarde)
    if number.denominator == 1:
        return str(number.numerator)
    whole, _, decimals = f"{Decimal(str(waarde)):f}".partition(".")
    if len(decimals) == _THOUSANDS and len(whole) <= _THOUSANDS:
        decimals += "0"
    return f"{whole},{decimals}"


def _answered(actie: Actie) -> Iterator[Verwachtingen]:
    if actie.verwachtingen is not None:
        yield actie.verwachtingen
    yield from actie.verwachtingen_extra


def _motivatie(deel: str, kop: str, kpi: Kpi, motivatie: Motivatie) -> Invulling:
    numbers = {"te_behalen": kpi.te_behalen, "behaald": kpi.behaald}
    texts = {"waarom": motivatie.waarom, "inspanningen": motivatie.inspanningen}
    return Invulling(
        deel=deel,
        kop=kop,
        velden=_given({**{k: _number(v) for k, v in numbers.items()}, **texts}),
        initiatieven=tuple(_initiatief(item) for item in motivatie.initiatieven),
    )


def _initiatief(initiatief: Initiatief) -> Mapping[str, str]:
    return _given(
        {
            "omschrijving": initiatief.omschrijving,
            "timing": initiatief.timing,
            "kpi": initiatief.kpi_tekst or _number(initiatief.kpi),
        }
    )


def _verwachtingen(deel: str, item: Verwachtingen) -> Invulling:
    texts = {
        "toelichting": item.toelichting,
        "niet_uitgevoerd": item.niet_uitgevoerd,
        "stopzetting": item.stopzetting,
        **{f"onderdelen.{key}": text for key, text in item.onderdelen.items()},
    }
    keuzes = {} if item.antwoord is None else {"antwoord": item.antwoord}
    return Invulling(deel=deel, velden=_given(texts), keuzes=keuzes)


def stimulansen_velden(stimulansen: Stimulansen) -> Mapping[str, str]:
    """The fields of form section 3, what the jury wrote there included."""
    found: dict[str, str | None] = {"jurering": stimulansen.jurering}
    for naam, deel in stimulansen:
        if deel is not None and not isinstance(deel, str):
            for key, value in deel:
                text = value if isinstance(value, str | None) else _number(value)
                found[f"{naam}.{key}"] = text
    return _given(found)


def _number(waarde: Getal | None) -> str | None:
    return None if waarde is None else write_getal(waarde)


def _given(texts: Mapping[str, str | None]) -> Mapping[str, str]:
    return {
        naam: text for naam, text in texts.items() if text is not None and text.strip()
    }
