"""`samenleven show`: one dossier in the terminal."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from pipeline.cli.diff import change_facts, change_lines
from pipeline.cli.progress import Bar
from pipeline.cli.tabel import dag, kort, tabel
from pipeline.cli.where import asked_in, json_option, out_option
from pipeline.dossier.model import Actie, Dossier, Motivatie
from pipeline.findings import KINDS
from pipeline.run.history import Wijziging, history
from pipeline.run.programs import programma_of
from pipeline.run.space import opened, remake

_KPIS: Final = ("Actie", "Naam", "Te behalen", "Behaald", "%", "Drempel", "Stand")
_NAME: Final = 44
_STATES: Final = {True: "gehaald", False: "onder de drempel", None: "–"}


@click.command("show", short_help="Toon het dossier van één bestuur.")
@click.argument("bestuur")
@out_option
@json_option
def command(*, bestuur: str, out: Path | None, as_json: bool) -> None:
    """Toon het dossier van BESTUUR.

    KPI's, motivaties in het kort, bevindingen met wat u ermee doet, bronnen, en wat er
    sinds de eerste indiening veranderde. Een naam of een NIS-code volstaat.

    \b
    Voorbeeld:
      samenleven show Halle --out uit
    """
    with Bar() as bar:
        asked = asked_in(out, bar)
        programma = programma_of()
        with opened(asked, programma) as workspace:
            space = remake(workspace, programma, bar.show).judged
            dossier = space.dossier(bestuur)
            changes = history(space, dossier)
            besluiten = space.besluiten(dossier.bestuur.id)
    if as_json:
        facts = {
            "dossier": dossier.model_dump(mode="json", by_alias=True),
            "bestuur_volgens": besluiten,
            "geschiedenis": [change_facts(change) for change in changes],
        }
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_told(dossier, changes, besluiten)))


def _told(
    dossier: Dossier, changes: Sequence[Wijziging], besluiten: Mapping[str, str]
) -> Iterator[str]:
    bestuur = dossier.bestuur
    yield f"{bestuur.naam} ({bestuur.id}), {bestuur.soort}, ronde {dossier.ronde}"
    if bestuur.partners:
        yield f"Partners: {', '.join(bestuur.partners)}"
    yield ""
    yield from tabel(_KPIS, [_kpi(actie) for actie in dossier.acties])
    for actie in dossier.acties:
        yield from _answers(actie)
    yield from _findings(dossier)
    yield ""
    yield "Bronnen"
    for bron in dossier.bronnen:
        yield f"  {bron.naam} ({bron.soort}), {dag(bron.ontvangen)}, {bron.status}"
        if bron.sha256 in besluiten:
            yield f"      {besluiten[bron.sha256]}"
    if changes:
        yield ""
        yield "Veranderd sinds de eerste indiening"
        for change in changes:
            yield from (f"  {line}" for line in change_lines(change))


def _kpi(actie: Actie) -> tuple[str, ...]:
    kpi = actie.kpi
    return (
        str(actie.nummer),
        kort(actie.naam, _NAME),
        kort(kpi.te_behalen),
        kort(kpi.behaald),
        kort(kpi.percentage),
        kort(kpi.drempel),
        _STATES[kpi.drempel_gehaald],
    )


def _answers(actie: Actie) -> Iterator[str]:
    if actie.motivatie is not None:
        yield ""
        yield f"Actie {actie.nummer}: motivatie"
        yield from _motivation(actie.motivatie)
    if actie.verwachtingen is not None:
        given = actie.verwachtingen
        filled = [key for key, text in given.onderdelen.items() if text]
        yield ""
        yield f"Actie {actie.nummer}: minimale verwachtingen"
        yield f"  antwoord: {kort(given.antwoord)}"
        yield f"  ingevuld: {', '.join(filled) or 'geen onderdelen'}"
    if actie.motivaties_extra or actie.verwachtingen_extra:
        number = len(actie.motivaties_extra) + len(actie.verwachtingen_extra)
        yield f"  en {number} verdere ingevulde kopie(ën)"


def _motivation(motivatie: Motivatie) -> Iterator[str]:
    yield f"  waarom: {kort(motivatie.waarom)}"
    yield f"  inspanningen: {kort(motivatie.inspanningen)}"
    for number, each in enumerate(motivatie.initiatieven, 1):
        parts = (kort(each.omschrijving, 40), kort(each.timing, 20), kort(each.kpi))
        yield f"  initiatief {number}: {' | '.join(parts)}"


def _findings(dossier: Dossier) -> Iterator[str]:
    yield ""
    if not dossier.bevindingen:
        yield "De controles vonden niets."
        return
    yield "Bevindingen"
    for bevinding in dossier.bevindingen:
        where = f" [{bevinding.plaats}]" if bevinding.plaats else ""
        yield f"  {bevinding.ernst} {bevinding.code}: {bevinding.bericht}{where}"
        kind = KINDS.get(bevinding.code)
        if kind is not None:
            yield f"      {kind.uitleg}"
