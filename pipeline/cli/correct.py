"""`samenleven correct`: put a value in a dossier right."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.assign import tell
from pipeline.cli.progress import Bar
from pipeline.cli.tabel import dag, kort, tabel
from pipeline.cli.where import asked_in, dry_option, json_option, out_option
from pipeline.errors import SetupError
from pipeline.run.deciding import Verbetering, correct, corrections
from pipeline.run.programs import programma_of
from pipeline.store.acts import Correctie


@click.command("correct", short_help="Verbeter een waarde in een dossier.")
@click.argument("bestuur", required=False)
@click.argument("veld", required=False)
@click.argument("waarde", required=False)
@click.option("--reden", help="Waarom; verplicht bij een correctie.")
@click.option("--intrekken", is_flag=True, help="Trek de correctie van VELD in.")
@click.option("--lijst", is_flag=True, help="Toon welke correcties gelden.")
@out_option
@dry_option
@json_option
def command(  # noqa: PLR0913 - one parameter for each option
    *,
    bestuur: str | None,
    veld: str | None,
    waarde: str | None,
    reden: str | None,
    intrekken: bool,
    lijst: bool,
    out: Path | None,
    proef: bool,
    as_json: bool,
) -> None:
    """Verbeter VELD in het dossier van BESTUUR.

    Wat het bestuur schreef, blijft ernaast staan; wijzigt dat later, dan vervalt de
    correctie met een bevinding.

    VELD is bijvoorbeeld 15.kpi.behaald, 10.kpi.doelgroepen.1.behaald (of met de naam:
    10.kpi.doelgroepen.vrouwen.behaald), 15.motivatie.waarom, 16.verwachtingen.antwoord
    of stimulansen.mentorbestuur.netwerken; of de plaats in het dossier als JSON-pointer
    (/acties/0/kpi/behaald). WAARDE ‘leeg’ maakt leeg.
    Was het getal van de actie de som van haar doelgroepen, dan telt een verbeterde
    doelgroep daarin mee; anders blijft het zoals het is.

    \b
    Voorbeeld:
      samenleven correct Halle 15.kpi.behaald 80 --reden "telefonisch bevestigd"
      samenleven correct Halle 15.kpi.behaald --intrekken
      samenleven correct --lijst
    """
    with Bar() as bar:
        asked = asked_in(out, bar, proef=proef)
        programma = programma_of()
        given = corrections(asked, programma) if lijst else ()
        besloten = None
        if not lijst:
            asking = _asking(bestuur, veld, waarde, reden, intrekken=intrekken)
            besloten = correct(asked, programma, asking)
    if besloten is not None:
        tell(besloten, asked.out, proef=proef, as_json=as_json)
    elif as_json:
        facts = [_facts(correctie) for correctie in given]
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_told(given)))


def _asking(
    bestuur: str | None,
    veld: str | None,
    waarde: str | None,
    reden: str | None,
    *,
    intrekken: bool,
) -> Verbetering:
    """What is asked; raises `SetupError` when a part of it is missing."""
    if bestuur is None or veld is None or (waarde is None) != intrekken:
        raise SetupError(
            "Geef BESTUUR, VELD en WAARDE met --reden; of BESTUUR en VELD met "
            "--intrekken; of --lijst."
        )
    return Verbetering(bestuur=bestuur, veld=veld, waarde=waarde, reden=reden)


def _facts(correctie: Correctie) -> dict[str, object]:
    return asdict(correctie) | {
        "waarde": json.loads(correctie.waarde),
        "was": _was(correctie),
        "gegeven": correctie.gegeven.isoformat(),
    }


def _was(correctie: Correctie) -> object:
    return json.loads(correctie.was) if correctie.was is not None else None


def _told(given: Sequence[Correctie]) -> Iterator[str]:
    if not given:
        yield "Er is niets gecorrigeerd."
        return
    rows = [
        (
            one.over,
            one.plek,
            kort(_was(one), 30),
            kort(json.loads(one.waarde), 30),
            kort(one.reden, 40),
            one.wie,
            dag(one.gegeven),
        )
        for one in given
    ]
    yield from tabel(("Bestuur", "Veld", "Was", "Nu", "Reden", "Wie", "Wanneer"), rows)
