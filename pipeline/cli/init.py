"""`samenleven init`: an empty workspace for one ronde."""

import json
from functools import partial
from pathlib import Path

import click

from pipeline.cli.where import dry_option, json_option, now, who
from pipeline.run.programs import programma_of
from pipeline.run.space import Asked
from pipeline.run.starting import start


@click.command("init", short_help="Maak een werkmap voor één ronde.")
@click.argument("folder", metavar="MAP", type=click.Path(path_type=Path))
@click.option("--ronde", required=True, help="De ronde, bijvoorbeeld pj2-tussentijds.")
@click.option(
    "--toekenningen",
    type=click.Path(path_type=Path),
    help="CSV of Excel met wat aan elk bestuur is toegekend.",
)
@dry_option
@json_option
def command(
    *,
    folder: Path,
    ronde: str,
    toekenningen: Path | None,
    proef: bool,
    as_json: bool,
) -> None:
    """Maak een werkmap: daarin komt alles van één ronde.

    Bestaat ze al, dan blijft alles staan en gelden de nieuwe toekenningen.

    \b
    Voorbeeld:
      samenleven init uit --ronde pj2-tussentijds --toekenningen toekenningen.csv
    """
    asked = Asked(
        out=folder,
        nu=now(),
        wie=who(),
        proef=proef,
        meld=partial(click.echo, err=True),
    )
    started = start(asked, programma_of(), ronde, toekenningen)
    for warning in started.waarschuwingen:
        click.echo(f"Let op: {warning}", err=True)
    if as_json:
        facts = {
            "map": str(folder),
            "ronde": started.ronde.id,
            "toegekend": started.toegekend,
            "nieuw": started.nieuw,
        }
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    what = "Werkmap gemaakt" if started.nieuw else "Werkmap stond er al"
    if proef:
        what = "Dit kan; er is niets geschreven (--dry-run)"
    click.echo(f"{what}: {folder}, {started.ronde.naam}.")
    if started.toegekend:
        click.echo(f"Toekenningen van {started.toegekend} besturen gelden.")
    click.echo(f"Volgende stap: samenleven ingest INPUT --out {folder}")
