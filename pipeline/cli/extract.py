"""`samenleven extract`: what single documents say."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.cli.progress import Bar
from pipeline.cli.uitleg import told
from pipeline.dossier.extractie import Extractie
from pipeline.errors import ExitCode, SetupError
from pipeline.findings import Ernst
from pipeline.run.extracting import extract_path
from pipeline.run.programs import programma_of

_EXAMPLE = """\b
Voorbeeld:
  samenleven extract motivatie.docx kpi.xlsx
"""


@click.command("extract", epilog=_EXAMPLE)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option(
    "--json", "as_json", is_flag=True, help="Toon alles als JSON (altijd een lijst)."
)
@click.option(
    "--uitleg",
    is_flag=True,
    help="Toon per actie elke waarde met haar plaats, de zekerheid en waarom.",
)
@click.pass_context
def command(
    ctx: click.Context, *, files: tuple[Path, ...], as_json: bool, uitleg: bool
) -> None:
    """Lees documenten elk apart en toon wat erin staat, met de plaats van elke waarde.

    Van een zip of een mail wordt elk document erin gelezen.
    """
    missing = [f"‘{path}’" for path in files if not path.is_file()]
    if missing:
        raise SetupError(
            f"Geen bestand: {', '.join(missing)}. Kijk de naam na en probeer opnieuw."
        )
    programma = programma_of()
    found: list[Extractie] = []
    with Bar() as bar:
        for done, path in enumerate(files, 1):
            found += extract_path(path, programma)
            bar.show("Gelezen", done, len(files))
    if as_json:
        data = [e.model_dump(mode="json", by_alias=True) for e in found]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif uitleg:
        styled = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        texts = (told(extractie, programma, styled=styled) for extractie in found)
        click.echo("\n\n\n".join(texts))
    else:
        click.echo("\n\n".join("\n".join(_told(extractie)) for extractie in found))
    ctx.exit(exit_code(found))


def exit_code(found: Sequence[Extractie]) -> ExitCode:
    """Whether any of `found` needs a person."""
    wrong = any(
        extractie.fout is not None
        or any(b.ernst is Ernst.FOUT for b in extractie.bevindingen)
        for extractie in found
    )
    return ExitCode.NEEDS_A_PERSON if wrong else ExitCode.DONE


def _told(extractie: Extractie) -> Iterator[str]:
    """One document for a person: every value with its place and certainty."""
    yield f"{extractie.bestand.naam}: {extractie.bestand.soort}"
    if extractie.fout is not None:
        yield f"  {extractie.fout.bericht} ({extractie.fout.code})"
        return
    if extractie.formulier:
        yield f"  formulier: {extractie.formulier}"
    if extractie.bestuur:
        bestuur = extractie.bestuur
        yield f"  bestuur: {bestuur.naam} ({bestuur.zekerheid:.0%})"
    data = extractie.model_dump(mode="json")
    for pointer, plek in extractie.herkomst.items():
        reason = f" – {plek.reden}" if plek.reden else ""
        yield f"  {pointer}: {_at(data, pointer)!r}"
        yield f"      {plek.plaats} ({plek.zekerheid:.0%}){reason}"
    for rest in extractie.niet_herkend:
        yield f"  niet herkend: {rest.tekst!r} ({rest.plaats})"
    for bevinding in extractie.bevindingen:
        yield f"  {bevinding.ernst}: {bevinding.bericht}"


def _at(data: Any, pointer: str) -> Any:
    # `Any`: JSON data of the extraction, walked by its own pointers.
    for part in pointer.split("/")[1:]:
        data = data[int(part)] if isinstance(data, list) else data.get(part)
        if data is None:
            return None
    return data
