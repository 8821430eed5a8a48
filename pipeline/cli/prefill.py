"""`samenleven prefill`: personal forms for every bestuur of a round."""

import dataclasses
import json
from pathlib import Path

import click

from pipeline.cli.progress import Bar
from pipeline.run.prefilling import Prefilled, PrefillOrder, Prepared, prefill
from pipeline.run.programs import programma_of

_KOPPEN = ("Bestuur", "Acties", "Zonder drempel", "Stimulansen", "E-mail", "Kenmerk")


@click.command("prefill", short_help="Maak voor elk bestuur zijn eigen formulieren.")
@click.option(
    "--toekenningen",
    required=True,
    type=click.Path(path_type=Path),
    help="CSV of Excel met wat aan elk bestuur is toegekend.",
)
@click.option(
    "--out",
    "out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Map voor de formulieren. Bestaat ze niet, dan wordt ze gemaakt.",
)
@click.option(
    "--ronde",
    help="De ronde, bijvoorbeeld pj2-eind. Zonder: die in de naam van het bestand met "
    "toekenningen, anders de huidige volgens mappings/rondes.toml.",
)
@click.option("--zip", "pakket", is_flag=True, help="Maak ook een zip per bestuur.")
@click.option(
    "--dry-run", "proef", is_flag=True, help="Toon wat er zou gebeuren; schrijf niets."
)
@click.option("--json", "as_json", is_flag=True, help="Toon het resultaat als JSON.")
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    toekenningen: Path,
    out: Path,
    ronde: str | None,
    pakket: bool,  # noqa: FBT001 - click gives it so
    proef: bool,  # noqa: FBT001 - click gives it so
    as_json: bool,  # noqa: FBT001 - click gives it so
) -> None:
    """Maak voor elk bestuur zijn eigen formulieren, met acties en doelen al ingevuld.

    In de map van --out komen per bestuur <id>-motivatie.docx, <id>-kpi.xlsx en
    mails/<id>.eml, een mail met beide als bijlage die u nog zelf verstuurt.

    \b
    Voorbeeld:
      samenleven prefill --toekenningen toekenningen.csv --out formulieren
    """
    programma = programma_of()
    with Bar() as bar:
        order = PrefillOrder(
            toekenningen=toekenningen,
            out=out,
            ronde=ronde,
            proef=proef,
            pakket=pakket,
            progress=bar.show,
        )
        prefilled = prefill(order, programma)
    for warning in prefilled.waarschuwingen:
        click.echo(f"Let op: {warning}", err=True)
    if as_json:
        facts = dataclasses.asdict(prefilled)
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo(_table(prefilled, out, proef=proef))


def _table(prefilled: Prefilled, out: Path, *, proef: bool) -> str:
    rows = [_KOPPEN, *(_row(one) for one in prefilled.besturen)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    number = len(prefilled.besturen)
    where = "er is niets geschreven (--dry-run)" if proef else f"in {out}"
    besturen = "bestuur" if number == 1 else "besturen"
    lines += [
        "",
        f"Formulieren voor {number} {besturen}, ronde {prefilled.ronde}: {where}.",
    ]
    return "\n".join(lines)


def _row(one: Prepared) -> tuple[str, ...]:
    return (
        one.naam,
        str(one.acties),
        str(one.verwachtingen),
        ", ".join(one.stimulansen) or "-",
        one.email or "-",
        one.kenmerk,
    )
