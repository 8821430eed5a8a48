"""`samenleven run`: the whole job."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.progress import Bar
from pipeline.cli.where import (
    ca_option,
    inputs_argument,
    now,
    opnieuw_option,
    secret,
    who,
)
from pipeline.run import run
from pipeline.run.outcome import RunResult
from pipeline.run.programs import programma_of
from pipeline.run.result import Order

_EXAMPLE = """\b
Voorbeeld:
  samenleven run inbox --ronde pj2-tussentijds \\
    --toekenningen toekenningen.csv --out uit
"""


@click.command("run", epilog=_EXAMPLE)
@inputs_argument
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Map voor de resultaten. Bestaat ze al, dan wordt ze aangevuld.",
)
@click.option(
    "--ronde",
    help="De ronde, bijvoorbeeld pj2-tussentijds. Zonder: volgens de documenten.",
)
@click.option(
    "--toekenningen",
    type=click.Path(path_type=Path),
    help="CSV of Excel met wat aan elk bestuur is toegekend.",
)
@opnieuw_option
@ca_option
@click.option("--json", "as_json", is_flag=True, help="Toon de samenvatting als JSON.")
@click.pass_context
def command(  # noqa: PLR0913 - one parameter for each option
    ctx: click.Context,
    *,
    inputs: tuple[str, ...],
    out: Path,
    ronde: str | None,
    toekenningen: Path | None,
    as_json: bool,
    opnieuw: bool,
    ca: Path | None,
) -> None:
    """Lees mails en documenten en maak dossiers, jurysheets en een overzicht.

    INPUT is een mail (.eml), een document, een map of een zip daarvan, of een map van
    een postvak: imaps://gebruiker@server/INBOX. Van een postvak komt alleen wat er nog
    niet in zat; daar verandert niets. Het wachtwoord staat nooit in het adres: zet het
    in SAMENLEVEN_IMAP_WACHTWOORD, of typ het als het gevraagd wordt. In de map van
    --out komen dossiers/, jurysheets/, overzicht.xlsx en verslag.json.
    """
    with Bar() as bar:
        order = Order(
            inputs=inputs,
            out=out,
            nu=now(),
            ronde=ronde,
            toekenningen=toekenningen,
            progress=bar.show,
            meld=bar.say,
            wie=who(),
            geheim=secret,
            ca=ca,
            opnieuw=opnieuw,
        )
        result = run(order, programma_of())
    for warning in result.waarschuwingen:
        click.echo(f"Let op: {warning}", err=True)
    if as_json:
        click.echo(json.dumps(facts_of(result, out), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_told(result, out)))
    ctx.exit(result.exit_code)


def facts_of(result: RunResult, out: Path) -> dict[str, object]:
    """The summary of a run, as its JSON gives it."""
    tally = result.tally
    return {
        "out": str(out),
        "mails": tally.berichten,
        "dossiers": tally.dossiers,
        "te_beoordelen": tally.te_beoordelen,
        "niets_ontvangen": list(result.ontbrekend),
        "fouten": tally.ernsten["fout"],
        "waarschuwingen": tally.ernsten["waarschuwing"],
        "aandacht": [asdict(one) for one in tally.aandacht],
    }


def _told(result: RunResult, out: Path) -> Iterator[str]:
    """The summary for a person, line by line."""
    tally = result.tally
    fouten, waarschuwingen = tally.ernsten["fout"], tally.ernsten["waarschuwing"]
    yield f"{tally.berichten} mails, {tally.bestanden} bestanden en bijlagen gelezen."
    yield f"{tally.dossiers} dossiers, {tally.te_beoordelen} acties te beoordelen."
    yield f"Bevindingen: {fouten} fouten, {waarschuwingen} waarschuwingen."
    if result.ontbrekend:
        names = ", ".join(result.ontbrekend)
        yield f"Nog niets bruikbaars van {len(result.ontbrekend)}: {names}."
    yield from attention(result)
    yield ""
    yield f"Resultaten in {out}: dossiers/, jurysheets/, overzicht.xlsx, verslag.json"


def attention(result: RunResult) -> Iterator[str]:
    """What was refused or could not be told of whom, each with its reason."""
    if result.tally.aandacht:
        yield ""
        yield "Dit vraagt iemand:"
    for post in result.tally.aandacht:
        yield f"  {post.pad}"
        yield f"    {post.status}: {post.reden}"
    if any(post.status == "onbekend" for post in result.tally.aandacht):
        yield ""
        yield "Weet u van wie iets onbekends komt? Zeg het met ‘samenleven assign’."
