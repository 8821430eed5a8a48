"""`samenleven brieven`: letters with the recorded advice of the jury, as drafts."""

import datetime as dt
import json
from pathlib import Path
from typing import Final

import click

from pipeline.cli.progress import Bar
from pipeline.cli.where import json_option
from pipeline.run.mailing import Mailing, make_letters
from pipeline.run.programs import programma_of

_EXAMPLE: Final = """\b
Voorbeeld:
  samenleven brieven --out uit
"""


@click.command("brieven", epilog=_EXAMPLE)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="De map van ‘samenleven run’; de brieven komen daar in brieven/.",
)
@json_option
def command(*, out: Path, as_json: bool) -> None:
    """Maak per bestuur een ontwerp van brief met het advies van de jury.

    Alleen wat met ‘samenleven consensus --advies’ is vastgelegd, komt in een brief. Het
    programma adviseert en beslist niet: elke brief is een ontwerp.
    """
    with Bar() as bar:
        asked = Mailing(
            out=out,
            nu=dt.datetime.now(dt.UTC),  # noqa: TID251 - the door reads the clock
            progress=bar.show,
            meld=bar.say,
        )
        files = make_letters(asked, programma_of())
    if as_json:
        made = {"bestanden": [str(path) for path in files]}
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return
    for path in files:
        click.echo(path)
