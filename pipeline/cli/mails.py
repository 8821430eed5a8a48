"""`samenleven mails`: drafts of mails to the besturen, never sent."""

import datetime as dt
import json
from pathlib import Path
from typing import Final, cast

import click

from pipeline.cli.progress import Bar
from pipeline.cli.where import json_option
from pipeline.jury.draft import SOORTEN_MAIL, Soort
from pipeline.run.mailing import Mailing, make_mails
from pipeline.run.programs import programma_of

_EXAMPLE: Final = """\b
Voorbeeld:
  samenleven mails --out uit --soort ontbreekt --soort herinnering
"""


@click.command("mails", epilog=_EXAMPLE)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="De map van ‘samenleven run’; de mails komen daar in mails/.",
)
@click.option(
    "--soort",
    "soorten",
    multiple=True,
    type=click.Choice(SOORTEN_MAIL),
    help="Alleen deze soort; mag meermaals. Zonder: alle soorten.",
)
@json_option
def command(*, out: Path, soorten: tuple[str, ...], as_json: bool) -> None:
    """Maak ontwerpen van mails; er wordt niets verstuurd.

    Een bevestiging van ontvangst, wat nog ontbreekt, een herinnering aan wie niets
    indiende, en het advies van de jury zodra dat is vastgelegd. Open een ontwerp (.eml)
    in uw mailprogramma, kijk het na en verstuur het zelf.
    """
    with Bar() as bar:
        asked = Mailing(
            out=out,
            nu=dt.datetime.now(dt.UTC),  # noqa: TID251 - the door reads the clock
            soorten=cast("tuple[Soort, ...]", soorten) or SOORTEN_MAIL,
            progress=bar.show,
            meld=bar.say,
        )
        mailed = make_mails(asked, programma_of())
    if as_json:
        made = {
            "bestanden": [str(path) for path in mailed.bestanden],
            "zonder_adres": list(mailed.zonder_adres),
        }
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return
    for path in mailed.bestanden:
        click.echo(path)
    if mailed.zonder_adres:
        names = ", ".join(mailed.zonder_adres)
        click.echo(f"Let op: geen mailadres bekend van {names}.", err=True)
    if not mailed.bestanden:
        click.echo("Er is niemand om te mailen.", err=True)
