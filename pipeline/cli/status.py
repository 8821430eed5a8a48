"""`samenleven status`: how far every bestuur is."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

import click

from pipeline.cli.progress import Bar
from pipeline.cli.tabel import dag, kort, tabel
from pipeline.cli.where import asked_in, json_option, out_option
from pipeline.run.letters import Letter
from pipeline.run.programs import programma_of
from pipeline.run.space import opened, remake
from pipeline.run.status import Stand, Status, status_of

_KOPPEN: Final = (
    *("Bestuur", "Id", "Ontvangen", "Word", "Excel", "Beoordeeld", "Stand"),
)


@click.command("status", short_help="Toon wie wat indiende en wat nog ontbreekt.")
@click.argument(
    "folder", metavar="[MAP]", required=False, type=click.Path(path_type=Path)
)
@out_option
@json_option
def command(*, folder: Path | None, out: Path | None, as_json: bool) -> None:
    """Toon per bestuur wat ontvangen is, wat ontbreekt en wat de jury nog beoordeelt.

    Daaronder staat wie een toekenning heeft maar niets indiende, en welke mails op een
    beslissing wachten, elk met het nummer voor ‘samenleven assign’.

    \b
    Voorbeeld:
      samenleven status uit
    """
    with Bar() as bar:
        asked = asked_in(folder or out, bar)
        programma = programma_of()
        with opened(asked, programma) as workspace:
            status = status_of(remake(workspace, programma, bar.show).judged)
    if as_json:
        click.echo(json.dumps(_facts(status), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_told(status)))


def _facts(status: Status) -> dict[str, object]:
    return {
        "ronde": status.ronde,
        "deadline": status.deadline.isoformat() if status.deadline else None,
        "besturen": [
            asdict(stand)
            | {
                "ontvangen": stand.ontvangen.isoformat() if stand.ontvangen else None,
                "compleet": stand.compleet,
            }
            for stand in status.besturen
        ],
        "niets_ontvangen": [{"id": who, "naam": naam} for who, naam in status.niets],
        "wachtend": [_letter(letter) for letter in status.wachtend],
    }


def _letter(letter: Letter) -> dict[str, object]:
    return {
        "nummer": letter.nummer,
        "id": letter.sleutel,
        "pad": letter.pad,
        "afzender": letter.afzender,
        "onderwerp": letter.onderwerp,
        "ontvangen": letter.ontvangen.isoformat() if letter.ontvangen else None,
        "besturen": letter.besturen,
        "documenten": [
            {
                "pad": post.pad,
                "status": post.status,
                "code": post.code,
                "reden": post.reden,
                "bestuur": post.bestuur,
            }
            for post in letter.wachtend
        ],
    }


def _told(status: Status) -> Iterator[str]:
    late = ""
    if (day := status.deadline) is not None:
        late = f", in te dienen tot en met {day.day}/{day.month:02}/{day.year}"
    yield f"{status.ronde}{late}"
    yield ""
    yield from tabel(_KOPPEN, [_row(stand) for stand in status.besturen])
    complete = sum(stand.compleet for stand in status.besturen)
    yield ""
    yield f"{len(status.besturen)} besturen dienden in, {complete} zijn volledig."
    if status.niets:
        names = ", ".join(naam for _, naam in status.niets)
        yield f"Nog niets bruikbaars van {len(status.niets)}: {names}."
    if status.wachtend:
        yield ""
        yield "Dit wacht op iemand:"
    for letter in status.wachtend:
        subject = f" ‘{kort(letter.onderwerp)}’" if letter.onderwerp else ""
        sender = f", {kort(letter.afzender)}" if letter.afzender else ""
        yield f"  {letter.nummer}  {letter.pad}{subject}{sender}"
        for post in letter.wachtend:
            yield f"          {post.naam}: {post.status}. {post.reden}"


def _row(stand: Stand) -> tuple[str, ...]:
    notes = ["mist " + "; ".join(stand.mist)] if stand.mist else ["volledig"]
    notes += ["te laat"] if stand.te_laat else []
    judged = f"{stand.beoordeeld} van {stand.te_beoordelen}"
    return (
        stand.naam,
        stand.id,
        dag(stand.ontvangen),
        "ja" if stand.word else "–",
        "ja" if stand.excel else "–",
        judged if stand.te_beoordelen else "–",
        ", ".join(notes),
    )
