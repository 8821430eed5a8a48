"""`samenleven ingest`: mails and documents into the workspace, dossiers out of it."""

import json
from pathlib import Path

import click

from pipeline.cli.progress import Bar
from pipeline.cli.run import attention, facts_of
from pipeline.cli.where import (
    ca_option,
    dry_option,
    found,
    inputs_argument,
    json_option,
    now,
    opnieuw_option,
    secret,
    who,
)
from pipeline.run.ingesting import ingest
from pipeline.run.programs import programma_of
from pipeline.run.result import Order


@click.command("ingest", short_help="Neem mails en documenten op in de werkmap.")
@inputs_argument
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="De werkmap; ze wordt gemaakt als ze niet bestaat. Zonder: waar u staat.",
)
@click.option(
    "--ronde", help="De ronde. Zonder: die van de werkmap, of volgens de documenten."
)
@click.option(
    "--toekenningen",
    type=click.Path(path_type=Path),
    help="CSV of Excel met wat aan elk bestuur is toegekend. Zonder: die van eerder.",
)
@opnieuw_option
@ca_option
@dry_option
@json_option
@click.pass_context
def command(  # noqa: PLR0913 - one parameter for each option
    ctx: click.Context,
    *,
    inputs: tuple[str, ...],
    out: Path | None,
    ronde: str | None,
    toekenningen: Path | None,
    proef: bool,
    as_json: bool,
    opnieuw: bool,
    ca: Path | None,
) -> None:
    """Neem mails en documenten op en maak er dossiers van.

    INPUT is een mail (.eml), een document, een map of een zip daarvan, of een map van
    een postvak: imaps://gebruiker@server/INBOX. Het wachtwoord staat nooit in het
    adres: zet het in SAMENLEVEN_IMAP_WACHTWOORD, of typ het als het gevraagd wordt. Wat
    er al in zat, wordt herkend: alles nog eens ingeven kan geen kwaad. Daarna toont
    ‘samenleven status’ wie wat indiende en maakt ‘samenleven render’ de jurysheets.

    \b
    Voorbeeld:
      samenleven ingest inbox --out uit
    """
    with Bar() as bar:
        order = Order(
            inputs=inputs,
            out=out if out is not None else found(None),
            nu=now(),
            ronde=ronde,
            toekenningen=toekenningen,
            progress=bar.show,
            meld=bar.say,
            wie=who(),
            geheim=secret,
            ca=ca,
            opnieuw=opnieuw,
            proef=proef,
        )
        result = ingest(order, programma_of())
    for warning in result.waarschuwingen:
        click.echo(f"Let op: {warning}", err=True)
    if as_json:
        facts = {**facts_of(result, order.out), "nieuw": result.nieuw}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        ctx.exit(result.exit_code)
    verb = "zouden nieuw zijn (--dry-run)" if proef else "nieuw"
    click.echo(f"{result.nieuw} mails en bestanden {verb}.")
    click.echo(f"{result.tally.dossiers} dossiers in deze werkmap.")
    for line in attention(result):
        click.echo(line)
    ctx.exit(result.exit_code)
