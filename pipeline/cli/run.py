"""`samenleven run`: the whole job."""

import datetime as dt
import json
from pathlib import Path

import click

from pipeline.cli.progress import Bar
from pipeline.run import run
from pipeline.run.programs import programma_of
from pipeline.run.result import Order, RunResult, walk


@click.command(
    "run", short_help="Doe alles: mails en documenten in, jurysheets en overzicht uit."
)
@click.argument(
    "inputs",
    metavar="INPUT...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option("--out", "out", required=True, type=click.Path(path_type=Path, file_okay=False),
              help="Map voor de resultaten. Bestaat ze al, dan wordt ze aangevuld.")  # fmt: skip
@click.option(
    "--ronde",
    help="De ronde, bijvoorbeeld pj2-tussentijds. Zonder: volgens de documenten.",
)
@click.option("--toekenningen", type=click.Path(path_type=Path),
              help="CSV of Excel met wat aan elk bestuur is toegekend.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Toon de samenvatting als JSON.")
@click.pass_context
def command(  # noqa: PLR0913 - one parameter for each option
    ctx: click.Context,
    inputs: tuple[Path, ...],
    out: Path,
    ronde: str | None,
    toekenningen: Path | None,
    as_json: bool,  # noqa: FBT001 - click gives it so
) -> None:
    """Lees mails en documenten en maak dossiers, jurysheets en een overzicht.

    INPUT is een mail (.eml), een document, een map of een zip daarvan. In de map van --out
    komen dossiers/, jurysheets/, overzicht.xlsx en verslag.json.

    \b
    Voorbeeld:
      samenleven run inbox --ronde pj2-tussentijds --toekenningen toekenningen.csv --out uit
    """
    programma = programma_of()
    with Bar() as bar:
        result = run(
            Order(
                inputs=inputs,
                out=out,
                nu=dt.datetime.now(dt.UTC),  # noqa: TID251 - the door reads the clock
                ronde=ronde,
                toekenningen=toekenningen,
                progress=bar.show,
            ),
            programma,
        )
    for warning in result.waarschuwingen:
        click.echo(f"Let op: {warning}", err=True)
    click.echo(
        json.dumps(_facts(result, out), ensure_ascii=False, indent=2)
        if as_json
        else _told(result, out)
    )
    ctx.exit(result.exit_code)


def _facts(result: RunResult, out: Path) -> dict[str, object]:
    made = result.made
    return {
        "out": str(out),
        "mails": result.berichten,
        "dossiers": len(made.dossiers),
        "te_beoordelen": sum(made.te_beoordelen.values()),
        "niets_ontvangen": [t.bestuur.naam for t in made.ontbrekend],
        "fouten": _count(result, "fout"),
        "waarschuwingen": _count(result, "waarschuwing"),
        "aandacht": [
            {"pad": p.pad, "status": p.status, "reden": p.reden}
            for p in result.aandacht
        ],
    }


def _count(result: RunResult, ernst: str) -> int:
    return sum(b.ernst == ernst for d in result.made.dossiers for b in d.bevindingen)


def _told(result: RunResult, out: Path) -> str:
    made = result.made
    files = sum(not post.onderdelen for post in walk(made.posten))
    lines = [
        f"{result.berichten} mails, {files} bestanden en bijlagen gelezen.",
        f"{len(made.dossiers)} dossiers, {sum(made.te_beoordelen.values())} acties te beoordelen.",
        f"Bevindingen: {_count(result, 'fout')} fouten, {_count(result, 'waarschuwing')} waarschuwingen.",
    ]
    if made.ontbrekend:
        names = ", ".join(t.bestuur.naam for t in made.ontbrekend)
        lines.append(f"Nog niets ontvangen van {len(made.ontbrekend)}: {names}.")
    if result.aandacht:
        lines += ["", "Dit vraagt iemand:"]
        lines += [
            f"  {post.pad}\n    {post.status}: {post.reden}" for post in result.aandacht
        ]
    lines += [
        "",
        f"Resultaten in {out}: dossiers/, jurysheets/, overzicht.xlsx, verslag.json",
    ]
    return "\n".join(lines)
