"""`samenleven diff`: what later submissions changed, field by field."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.progress import Bar
from pipeline.cli.tabel import dag, kort
from pipeline.cli.where import asked_in, json_option, out_option
from pipeline.run.history import Bronvermelding, Wijziging, history
from pipeline.run.programs import programma_of
from pipeline.run.space import opened, remake


@click.command("diff", short_help="Toon wat een latere indiening veranderde.")
@click.argument("bestuur")
@out_option
@json_option
def command(*, bestuur: str, out: Path | None, as_json: bool) -> None:
    """Toon per veld wat er stond en wat er nu staat, met de bron en de datum van elk.

    Ook wat ABB corrigeerde staat erbij. BESTUUR is een naam of een NIS-code.

    \b
    Voorbeeld:
      samenleven diff Oostende --out uit
    """
    with Bar() as bar:
        asked = asked_in(out, bar)
        programma = programma_of()
        with opened(asked, programma) as workspace:
            space = remake(workspace, programma, bar.show).judged
            dossier = space.dossier(bestuur)
            changes = history(space, dossier)
    if as_json:
        facts = [change_facts(change) for change in changes]
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    who = f"{dossier.bestuur.naam} ({dossier.bestuur.id})"
    if not changes:
        click.echo(f"{who}: er is niets veranderd sinds de eerste indiening.")
    for change in changes:
        click.echo("\n".join(change_lines(change)))


def change_facts(change: Wijziging) -> dict[str, object]:
    """A change as JSON."""
    facts = asdict(change)
    facts["moment"] = change.moment.isoformat() if change.moment else None
    for name in ("oude_bron", "nieuwe_bron"):
        if facts[name] is not None and facts[name]["ontvangen"] is not None:
            facts[name]["ontvangen"] = facts[name]["ontvangen"].isoformat()
    return facts


def change_lines(change: Wijziging) -> Iterator[str]:
    """A change for a person: the field, then what stood and what stands there."""
    by = f" door {change.wie}: {change.reden}" if change.wie else ""
    yield f"{change.veld}: {change.soort} op {dag(change.moment)}{by}"
    yield f"  - {kort(change.oud, 100)}{_source(change.oude_bron)}"
    yield f"  + {kort(change.nieuw, 100)}{_source(change.nieuwe_bron)}"


def _source(bron: Bronvermelding | None) -> str:
    if bron is None:
        return ""
    when = f", {dag(bron.ontvangen)}" if bron.ontvangen else ""
    return f"  ({bron.document}, {bron.plaats}{when})"
