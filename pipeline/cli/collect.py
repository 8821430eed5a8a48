"""`samenleven collect`: what the jury filled in, back into the dossiers."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from pipeline.cli.progress import Bar
from pipeline.findings import Bevinding, brief
from pipeline.jury import identity
from pipeline.jury.answers import Antwoord
from pipeline.run.collecting import collect
from pipeline.run.collection import Collected, Collection
from pipeline.run.programs import programma_of
from pipeline.run.sheets import Ingelezen

_WORDS: Final = {True: identity.JA, False: identity.NEE, None: "–"}
_STATES: Final = {
    "gelezen": "gelezen",
    "leeg": "niets ingevuld",
    "dubbel": "al ingelezen",
    "vervalst": "niet aanvaard",
    "verouderd": "een eerdere versie, telt niet mee",
    "geweigerd": "geweigerd",
    "genegeerd": "overgeslagen",
}

_EXAMPLE = """\b
Voorbeeld:
  samenleven collect terug --out uit
"""


@click.command("collect", epilog=_EXAMPLE)
@click.argument(
    "sheets",
    metavar="SHEET...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="De map van ‘samenleven run’: daar komen de oordelen in de dossiers.",
)
@click.option(
    "--beslissend",
    is_flag=True,
    help="Deze sheets gaan voor op wat andere tot nu toe zeiden.",
)
@click.option("--json", "as_json", is_flag=True, help="Toon het resultaat als JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    sheets: tuple[Path, ...],
    out: Path,
    beslissend: bool,
    as_json: bool,
) -> None:
    """Lees ingevulde jurysheets terug en zet de oordelen in de dossiers.

    SHEET is een jurysheet (.docx of .odt), een mail (.eml) met jurysheets, een map of
    een zip daarvan. Wat niet zeker is, wordt gemeld en niet geraden; een sheet die niet
    de onze is, telt niet mee.
    """
    programma = programma_of()
    with Bar() as bar:
        asked = Collection(
            sheets=sheets,
            out=out,
            nu=dt.datetime.now(dt.UTC),  # noqa: TID251 - the door reads the clock
            beslissend=beslissend,
            progress=bar.show,
            meld=bar.say,
        )
        collected = collect(asked, programma)
    if collected.waarschuwing:
        click.echo(f"Let op: {collected.waarschuwing}", err=True)
    if as_json:
        facts = [_facts(sheet) for sheet in collected.sheets]
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_told(collected, out)))
    ctx.exit(collected.exit_code)


def _facts(sheet: Ingelezen) -> dict[str, object]:
    gelezen = sheet.gelezen
    answers = gelezen.answers if gelezen else None
    return {
        "pad": sheet.pad,
        "naam": sheet.naam,
        "sha256": sheet.sha256,
        "status": sheet.status,
        "code": sheet.code,
        "reden": sheet.reden,
        "bestuur": sheet.besturen[0] if sheet.besturen else None,
        "jurylid": answers.jurylid if answers else None,
        "datum": answers.datum if answers else None,
        "oordelen": [
            {"actie": gegeven.actie or None, **gegeven.jurering.model_dump(mode="json")}
            for gegeven in (gelezen.gegeven if gelezen else ())
        ],
        "antwoorden": [
            {
                "actie": antwoord.nummer,
                "vraag": antwoord.vraag,
                "antwoord": _shown(antwoord),
                "plaats": antwoord.plaats,
                "gevonden_via": antwoord.hoe,
            }
            for antwoord in (answers.antwoorden if answers else ())
        ],
        "bevindingen": [b.model_dump(mode="json") for b in sheet.bevindingen],
    }


def _shown(antwoord: Antwoord) -> str | None:
    """What stands there, as it was understood; `None` for nothing."""
    if antwoord.onduidelijk is not None:
        return antwoord.onduidelijk
    if antwoord.waarde is not None:
        return _WORDS[antwoord.waarde]
    return antwoord.tekst


def _told(collected: Collected, out: Path) -> Iterator[str]:
    for sheet in collected.sheets:
        yield from _sheet_lines(sheet)
    if collected.bevindingen:
        yield "\nDit vraagt iemand:"
        for bestuur, dossier in collected.dossiers.items():
            about = [b for b in collected.bevindingen if b in dossier.bevindingen]
            who = f"{bestuur} {dossier.bestuur.naam}"
            yield from (f"  {who}: {_line(bevinding)}" for bevinding in about)
    count = sum(s.status != "genegeerd" for s in collected.sheets)
    noun = "nieuw oordeel" if collected.nieuw == 1 else "nieuwe oordelen"
    yield (
        f"\n{count} {'document' if count == 1 else 'documenten'} bekeken, "
        f"{collected.nieuw} {noun}."
    )
    made = ("dossiers/", "jurysheets/", "overzicht.xlsx", "verdicten.xlsx")
    there = ", ".join(name for name in made if (out / name).exists())
    yield f"Resultaten in {out}: {there}"


def _sheet_lines(sheet: Ingelezen) -> Iterator[str]:
    gelezen = sheet.gelezen
    who = ""
    if gelezen is not None and gelezen.dossier is not None:
        bestuur = gelezen.dossier.bestuur
        lid = gelezen.answers.jurylid if gelezen.answers else None
        who = f", {bestuur.naam} ({bestuur.id})"
        who += f", jurylid {brief(lid)}" if lid else ""
    yield f"{sheet.pad}{who}: {_STATES[sheet.status]}"
    if sheet.reden and sheet.status not in {"gelezen", "leeg"}:
        yield f"  {sheet.reden}" + (f" ({sheet.code})" if sheet.code else "")
    if gelezen is None or gelezen.answers is None or sheet.status != "gelezen":
        return
    for antwoord in gelezen.answers.antwoorden:
        code = identity.code(antwoord.nummer, antwoord.vraag)
        shown = brief(_shown(antwoord) or _WORDS[None], 40)
        unclear = "  onduidelijk" if antwoord.onduidelijk is not None else ""
        yield f"  {code:<7}{antwoord.vraag:<11}{shown:<42}{antwoord.plaats}{unclear}"
    if gelezen.answers.stimulansen is not None:
        yield f"  VS     stimulansen {brief(gelezen.answers.stimulansen, 40)}"


def _line(bevinding: Bevinding) -> str:
    where = f" [{bevinding.plaats}]" if bevinding.plaats else ""
    return f"{bevinding.bericht}{where} ({bevinding.code})"
