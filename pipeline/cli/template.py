"""`samenleven template`: which edition a document is, and whether the mappings fit."""

import dataclasses
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from pipeline import resources
from pipeline.errors import ExitCode
from pipeline.forms.compare import Verschil
from pipeline.run.checking import check_everything
from pipeline.run.programs import programma_of
from pipeline.run.templating import Bevinding, Nieuw, diff, edition_path, inspect

_EXAMPLES = """\b
Voorbeelden:
  samenleven template inspect motivatie.docx
  samenleven template diff motivatie-pj2-tussentijds nieuw.docx
  samenleven template check
"""
_WOORDEN: Final = {
    "toegevoegd": "toegevoegd",
    "verdwenen": "verdwenen",
    "herwoord": "anders gezegd",
    "verplaatst": "op een andere plaats",
}
_json = click.option("--json", "as_json", is_flag=True, help="Toon alles als JSON.")


@click.group(
    "template", short_help="Kijk formulieren en sjablonen na.", epilog=_EXAMPLES
)
def command() -> None:
    """Zeg welk formulier een document is, vergelijk uitgaven en kijk sjablonen na."""


@command.command("inspect")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@_json
@click.pass_context
def inspect_command(ctx: click.Context, *, file: Path, as_json: bool) -> None:
    """Zeg welk formulier en welke versie FILE is, of waarin het ervan verschilt.

    Antwoorden achter een label tellen niet als verschil; wat ergens bijgeschreven is,
    staat bij de toegevoegde teksten.
    """
    found = inspect(file, programma_of())
    if as_json:
        _show_json(found)
    else:
        click.echo("\n".join(_inspected(found)))
    ctx.exit(ExitCode.DONE if found.formulier else ExitCode.NEEDS_A_PERSON)


@command.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@_json
@click.pass_context
def diff_command(ctx: click.Context, *, old: str, new: str, as_json: bool) -> None:
    """Toon wat uitgave NEW verandert aan OLD, en wat in de mapping dan niet meer past.

    OLD en NEW zijn bestanden, of de naam van een formulier: dan geldt zijn sjabloon.
    """
    programma = programma_of()
    found = diff(edition_path(old, programma), edition_path(new, programma), programma)
    if as_json:
        _show_json(found)
    else:
        click.echo("\n".join(_differing(found)))
    ctx.exit(ExitCode.NEEDS_A_PERSON if found.gebroken else ExitCode.DONE)


@command.command("check")
@click.option(
    "--voorbeelden",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Ingevulde formulieren (bestand, mail of map) om de mappings op te proberen.",
)
@_json
@click.pass_context
def check_command(
    ctx: click.Context, *, voorbeelden: tuple[Path, ...], as_json: bool
) -> None:
    """Kijk na of elke mapping past op haar sjabloon en of elk sjabloon klopt.

    Elk veld van elk Word-formulier wordt op proef ingevuld en teruggelezen. In de
    sjablonen met {{ namen }} wordt nagekeken of elke naam bestaat. Zijn er problemen,
    dan is de exitcode 1.
    """
    mappings = Path(str(resources.mappings()))
    found = check_everything(mappings, Path(str(resources.templates())), voorbeelden)
    if as_json:
        _show_json({"problemen": [dataclasses.asdict(gebrek) for gebrek in found]})
    else:
        for gebrek in found:
            click.echo(f"{gebrek.plaats}\n  {gebrek.wat}.\n  {gebrek.raad}")
        number = len(found)
        what = "probleem" if number == 1 else "problemen"
        click.echo(f"{number or 'Geen'} {what}.")
    ctx.exit(ExitCode.NEEDS_A_PERSON if found else ExitCode.DONE)


def _show_json(found: Bevinding | Nieuw | dict[str, object]) -> None:
    data = found if isinstance(found, dict) else dataclasses.asdict(found)
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _inspected(found: Bevinding) -> Iterator[str]:
    if found.lijkt_op is None:
        yield f"{found.bestand}: geen van de formulieren."
        return
    if found.formulier is None:
        yield f"{found.bestand}: geen formulier."
        share = f"{found.gelijkenis:.0%} van de tekst staat erin"
        yield f"Het lijkt op {found.lijkt_op}: {share}."
    else:
        yield f"{found.bestand}: {found.formulier}, versie: {found.versie}."
    for name, text in found.kenmerk.items():
        yield f"  {name}: {text}"
    if found.delen_weg:
        yield f"Delen die er niet in staan: {', '.join(found.delen_weg)}."
    yield from _differences(found.verschillen)
    for plek in found.verschoven:
        yield f"Op een andere plaats: {plek.deel}/{plek.veld} ({plek.plaats})"


def _differing(found: Nieuw) -> Iterator[str]:
    what = found.formulier or "geen gekend formulier"
    yield f"{found.oud} -> {found.nieuw} ({what})"
    if not found.verschillen:
        yield "Dezelfde teksten."
    yield from _differences(found.verschillen)
    for plek in found.verschoven:
        yield f"Op een andere plaats: {plek.deel}/{plek.veld} ({plek.plaats})"
    if found.gebroken:
        yield ""
        yield "Dit past niet meer in de mapping:"
    for gebrek in found.gebroken:
        yield f"  {gebrek.plaats}\n    {gebrek.wat}. {gebrek.raad}"


def _differences(verschillen: Sequence[Verschil]) -> Iterator[str]:
    for verschil in verschillen:
        yield f"{_WOORDEN[verschil.soort].capitalize()} ({verschil.plaats}):"
        if verschil.oud is not None:
            yield f"  - {verschil.oud}"
        if verschil.nieuw is not None:
            yield f"  + {verschil.nieuw}"
