"""`samenleven log`: what happened in the workspace."""

import json
from pathlib import Path

import click

from pipeline.cli.progress import Bar
from pipeline.cli.tabel import dag, tabel
from pipeline.cli.where import asked_in, json_option, out_option
from pipeline.run.happened import happened
from pipeline.run.programs import programma_of


@click.command("log", short_help="Toon wat er in de werkmap gebeurde.")
@out_option
@json_option
def command(*, out: Path | None, as_json: bool) -> None:
    """Toon wie wat deed en wanneer, het oudste eerst. Niets kan eruit gewist worden.

    \b
    Voorbeeld:
      samenleven log --out uit
    """
    with Bar() as bar:
        events = happened(asked_in(out, bar), programma_of())
    if as_json:
        facts = [
            {
                "wanneer": event.wanneer.isoformat(),
                "wie": event.wie,
                "wat": event.wat,
                "over": event.over,
            }
            for event in events
        ]
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    rows = [(dag(event.wanneer), event.wie or "–", event.wat) for event in events]
    click.echo("\n".join(tabel(("Wanneer", "Wie", "Wat"), rows)))
