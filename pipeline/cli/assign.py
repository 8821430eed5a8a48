"""`samenleven assign`: say whose a mail is."""

import json
from pathlib import Path

import click

from pipeline.cli.progress import Bar
from pipeline.cli.where import asked_in, dry_option, json_option, out_option
from pipeline.errors import SetupError
from pipeline.run.deciding import Besloten, assign
from pipeline.run.programs import programma_of


@click.command("assign", short_help="Zeg van welk bestuur een mail of document is.")
@click.argument("mail", metavar="MAIL")
@click.argument("bestuur", required=False)
@click.option("--intrekken", is_flag=True, help="Vergeet wat u van MAIL gezegd had.")
@out_option
@dry_option
@json_option
def command(  # noqa: PLR0913 - one parameter for each option
    *,
    mail: str,
    bestuur: str | None,
    intrekken: bool,
    out: Path | None,
    proef: bool,
    as_json: bool,
) -> None:
    """Zeg van welk BESTUUR een mail is; dat gaat voor op alles wat de mail zelf zegt.

    MAIL is het nummer dat ‘samenleven status’ toont, een message-id, of de naam of het
    pad van een mail of van één document erin. Het wordt onthouden, ook als alles
    opnieuw ingegeven wordt. Een mail die een latere mail introk, telt zo weer mee.

    \b
    Voorbeeld:
      samenleven assign 3fa2c1 Halle --out uit
    """
    if (bestuur is None) != intrekken:
        raise SetupError("Geef een BESTUUR, of --intrekken om het te vergeten.")
    with Bar() as bar:
        asked = asked_in(out, bar, proef=proef)
        besloten = assign(asked, programma_of(), mail, bestuur)
    tell(besloten, asked.out, proef=proef, as_json=as_json)


def tell(besloten: Besloten, out: Path, *, proef: bool, as_json: bool) -> None:
    """Say what was decided, and which files that changed."""
    for warning in besloten.waarschuwingen:
        click.echo(f"Let op: {warning}", err=True)
    names = [path.relative_to(out).as_posix() for path in besloten.gewijzigd]
    if as_json:
        facts = {"wat": besloten.wat, "gewijzigd": names}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    click.echo(f"{besloten.wat}{' (--dry-run: niet onthouden)' if proef else ''}.")
    if names:
        click.echo(f"Gewijzigd: {', '.join(names)}")
