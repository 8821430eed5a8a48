"""`samenleven extract`: what single documents say."""

import json
from pathlib import Path
from typing import Any

import click

from pipeline.dossier.extractie import Extractie
from pipeline.errors import ExitCode, SetupError
from pipeline.findings import Ernst
from pipeline.run.programs import programma_of
from pipeline.run.taking import extract_path


@click.command(
    "extract", short_help="Lees documenten elk apart en toon wat erin staat."
)
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--json", "as_json", is_flag=True, help="Toon alles als JSON (altijd een lijst)."
)
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> None:  # noqa: FBT001
    """Lees documenten elk apart en toon wat erin staat, met de plaats van elke waarde.

    \b
    Voorbeeld:
      samenleven extract motivatie.docx kpi.xlsx
    """
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        raise SetupError(f"Niet gevonden: {', '.join(missing)}. Kijk de naam na.")
    programma = programma_of()
    found = [extractie for path in files for extractie in extract_path(path, programma)]
    if as_json:
        data: list[Any] = [e.model_dump(mode="json", by_alias=True) for e in found]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join(_told(extractie) for extractie in found))
    ctx.exit(_exit_code(found))


def _exit_code(found: list[Extractie]) -> ExitCode:
    wrong = any(
        e.fout is not None or any(b.ernst is Ernst.FOUT for b in e.bevindingen)
        for e in found
    )
    return ExitCode.NEEDS_A_PERSON if wrong else ExitCode.DONE


def _told(extractie: Extractie) -> str:
    """One document for a person: every value with its place and certainty."""
    lines = [f"{extractie.bestand.naam}: {extractie.bestand.soort}"]
    if extractie.fout is not None:
        return f"{lines[0]}\n  {extractie.fout.bericht} ({extractie.fout.code})"
    if extractie.formulier:
        lines.append(f"  formulier: {extractie.formulier}")
    if extractie.bestuur:
        lines.append(
            f"  bestuur: {extractie.bestuur.naam} ({extractie.bestuur.zekerheid:.0%})"
        )
    data = extractie.model_dump(mode="json")
    for pointer, plek in extractie.herkomst.items():
        reason = f" – {plek.reden}" if plek.reden else ""
        lines.append(f"  {pointer}: {_at(data, pointer)!r}")
        lines.append(f"      {plek.plaats} ({plek.zekerheid:.0%}){reason}")
    lines += [
        f"  niet herkend: {rest.tekst!r} ({rest.plaats})"
        for rest in extractie.niet_herkend
    ]
    lines += [f"  {b.ernst}: {b.bericht}" for b in extractie.bevindingen]
    return "\n".join(lines)


def _at(data: Any, pointer: str) -> Any:
    # `Any`: JSON data of the extraction, walked by its own pointers.
    for part in pointer.split("/")[1:]:
        data = data[int(part)] if isinstance(data, list) else data.get(part)
        if data is None:
            return None
    return data
