"""`samenleven sheets`: all jury sheets in one document, and as PDF."""

import datetime as dt
from pathlib import Path
from typing import Final

import click

from pipeline.cli.progress import Bar
from pipeline.errors import SetupError
from pipeline.run.bundling import Bundle, bundle
from pipeline.run.programs import programma_of

_EXAMPLE: Final = """\b
Voorbeeld:
  samenleven sheets --out uit --samen --pdf
"""


@click.command("sheets", epilog=_EXAMPLE)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="De map van ‘samenleven run’.",
)
@click.option(
    "--samen",
    is_flag=True,
    help="Alle jurysheets in één document, met inhoudsopgave: jurysheets-samen.docx.",
)
@click.option(
    "--pdf",
    is_flag=True,
    help="Elke jurysheet (en het samengevoegde document) als PDF/A, met LibreOffice.",
)
def command(*, out: Path, samen: bool, pdf: bool) -> None:
    """Voeg de jurysheets samen tot één document, of maak er PDF's van.

    Een ingevuld samengevoegd document kan ook teruggelezen worden met ‘samenleven
    collect’; een PDF niet.
    """
    if not samen and not pdf:
        raise SetupError("Wat wilt u maken? Kies --samen, --pdf of beide.")
    with Bar() as bar:
        asked = Bundle(
            out=out,
            nu=dt.datetime.now(dt.UTC),  # noqa: TID251 - the door reads the clock
            samen=samen,
            pdf=pdf,
            progress=bar.show,
        )
        files = bundle(asked, programma_of())
    for path in files:
        click.echo(path)
