"""`samenleven fill`: a dossier back into the official forms."""

import json
from pathlib import Path

import click

from pipeline.run.filling import fill_dossier
from pipeline.run.programs import programma_of


@click.command("fill", short_help="Schrijf een dossier in de officiële formulieren.")
@click.argument("dossier", metavar="DOSSIER.json", type=click.Path(path_type=Path))
@click.option(
    "--out",
    "out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Map voor de formulieren. Bestaat ze niet, dan wordt ze gemaakt.",
)
@click.option("--json", "as_json", is_flag=True, help="Toon het resultaat als JSON.")
def command(dossier: Path, out: Path, as_json: bool) -> None:  # noqa: FBT001 - click's
    """Schrijf een dossier in de officiële formulieren, zoals het bestuur het zou doen.

    In de map van --out komen <id>-motivatie.docx en <id>-kpi.xlsx. De oordelen van de
    jury over de acties worden niet geschreven.

    \b
    Voorbeeld:
      samenleven fill uit/dossiers/23077.json --out formulieren
    """
    filled = fill_dossier(dossier, out, programma_of())
    for warning in filled.waarschuwingen:
        click.echo(f"Let op: {warning}", err=True)
    names = [str(path) for path in filled.bestanden]
    if as_json:
        facts = {"bestanden": names, "waarschuwingen": filled.waarschuwingen}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(names))
