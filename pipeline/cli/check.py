"""`samenleven check`: every finding of every dossier."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from pipeline.cli.progress import Bar
from pipeline.cli.where import asked_in, json_option, out_option
from pipeline.dossier.model import Dossier
from pipeline.errors import ExitCode
from pipeline.findings import Ernst
from pipeline.run.programs import programma_of
from pipeline.run.space import opened, remake


@click.command("check", short_help="Toon alle bevindingen.")
@click.argument("besturen", metavar="[BESTUUR]...", nargs=-1)
@out_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, *, besturen: tuple[str, ...], out: Path | None, as_json: bool
) -> None:
    """Controleer de dossiers en toon wat er gevonden is, de zwaarste eerst.

    Zonder BESTUUR: van alle besturen. ‘samenleven explain CODE’ zegt wat een bevinding
    betekent.

    \b
    Voorbeeld:
      samenleven check --out uit
    """
    with Bar() as bar:
        asked = asked_in(out, bar)
        programma = programma_of()
        with opened(asked, programma) as workspace:
            space = remake(workspace, programma, bar.show).judged
            dossiers = [space.dossier(text) for text in besturen]
            if not besturen:
                dossiers = [_short(one) for one in space.dossiers.values()]
    if as_json:
        facts = [
            {"bestuur": d.bestuur.id, "naam": d.bestuur.naam}
            | bevinding.model_dump(mode="json")
            for d in dossiers
            for bevinding in d.bevindingen
        ]
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_told(dossiers)))
    found = (b for dossier in dossiers for b in dossier.bevindingen)
    wrong = any(bevinding.ernst is Ernst.FOUT for bevinding in found)
    ctx.exit(ExitCode.NEEDS_A_PERSON if wrong else ExitCode.DONE)


def _short(dossier: Dossier) -> Dossier:
    """The dossier by its findings alone: of all of them together the rest is much."""
    return Dossier(
        ronde=dossier.ronde, bestuur=dossier.bestuur, bevindingen=dossier.bevindingen
    )


def _told(dossiers: Sequence[Dossier]) -> Iterator[str]:
    for dossier in dossiers:
        if dossier.bevindingen:
            yield f"{dossier.bestuur.naam} ({dossier.bestuur.id})"
        for bevinding in dossier.bevindingen:
            where = f" [{bevinding.plaats}]" if bevinding.plaats else ""
            yield f"  {bevinding.ernst}: {bevinding.bericht}{where} ({bevinding.code})"
    every = [b.ernst for dossier in dossiers for b in dossier.bevindingen]
    fouten, waarschuwingen = (every.count(e) for e in (Ernst.FOUT, Ernst.WAARSCHUWING))
    yield (
        f"{fouten} fouten en {waarschuwingen} waarschuwingen in {len(dossiers)} "
        "dossiers."
    )
