"""`samenleven render`: jury sheets and the overview, again."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.cli.progress import Bar
from pipeline.cli.where import asked_in, dry_option, json_option, out_option
from pipeline.run.bundling import Bundle, bundle
from pipeline.run.programs import programma_of
from pipeline.run.space import opened, remake
from pipeline.run.writing import Writer


@click.command("render", short_help="Maak jurysheets en overzicht (opnieuw).")
@click.argument("besturen", metavar="[BESTUUR]...", nargs=-1)
@out_option
@click.option(
    "--samen",
    is_flag=True,
    help="Ook alle jurysheets in één document: jurysheets-samen.docx.",
)
@click.option(
    "--pdf",
    is_flag=True,
    help="Ook elke jurysheet (en dat ene document) als PDF/A, met LibreOffice.",
)
@dry_option
@json_option
def command(  # noqa: PLR0913 - one for each option
    *,
    besturen: tuple[str, ...],
    out: Path | None,
    samen: bool,
    pdf: bool,
    proef: bool,
    as_json: bool,
) -> None:
    """Maak de jurysheets en het overzicht van wat in de werkmap staat.

    Zonder BESTUUR: van alle besturen. Een jurysheet waarin al gewerkt werd, wordt eerst
    opzij gezet. Het document van --samen bevat altijd alle jurysheets; ingevuld leest
    ‘samenleven collect’ het terug, een PDF niet.

    \b
    Voorbeeld:
      samenleven render Halle Vilvoorde --out uit
    """
    with Bar() as bar:
        asked = asked_in(out, bar, proef=proef)
        programma = programma_of()
        with opened(asked, programma) as workspace:
            space = remake(workspace, programma, bar.show).judged
            only = {space.dossier(text).bestuur.id for text in besturen}
            writer = Writer(workspace, asked.nu, asked.wie, proef)
            writer.write(space, bar.show, only=only)
            if (samen or pdf) and not proef:
                what = Bundle(out=asked.out, samen=samen, pdf=pdf)
                writer.changed += bundle(what, space)
    for warning in writer.warnings:
        click.echo(f"Let op: {warning}", err=True)
    tell_files(writer.changed, asked.out, proef=proef, as_json=as_json)


def tell_files(
    changed: Sequence[Path], out: Path, *, proef: bool, as_json: bool
) -> None:
    """Say which files were written, or would be."""
    names = [path.relative_to(out).as_posix() for path in changed]
    if as_json:
        click.echo(json.dumps({"gewijzigd": names}, ensure_ascii=False, indent=2))
        return
    if not names:
        click.echo("Alles was al bij: er is niets gewijzigd.")
        return
    verb = "zouden wijzigen (--dry-run)" if proef else "gewijzigd"
    click.echo(f"{len(names)} bestanden {verb}:")
    for name in names:
        click.echo(f"  {name}")
