"""`samenleven consensus`: who says what, and the advice of the jury as a whole."""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

import click

from pipeline.cli.progress import Bar
from pipeline.dossier.model import Jurering
from pipeline.errors import SetupError
from pipeline.findings import brief
from pipeline.jury.consensus import JA_OF_NEE, WORDS, Overleg, divided, summary
from pipeline.run.consulting import Consultation, Consulted, Given, consult_jury
from pipeline.run.programs import programma_of

_ADVICE: Final = re.compile(
    r"\s*([\w-]+)\s*/\s*(\d{1,4})\s*=\s*(ja|nee|-)\s*(?:,\s*(ja|nee|-)\s*)?",
    re.IGNORECASE,
)
_VALUES: Final = {"ja": True, "nee": False, "-": None, "": None}

_EXAMPLE = """\b
Voorbeeld:
  samenleven consensus --out uit
  samenleven consensus --out uit --advies 23077/15=ja,nee \\
    --wie "An Peeters" --uit juryverslag.docx
"""


@click.command("consensus", epilog=_EXAMPLE)
@click.option(
    "--out",
    default=Path(),
    show_default="deze map",
    type=click.Path(path_type=Path, file_okay=False),
    help="De map van ‘samenleven run’.",
)
@click.option(
    "--advies",
    "adviezen",
    multiple=True,
    metavar="BESTUUR/ACTIE=VOLDOENDE,VERLENGEN",
    help="Leg het advies over een actie vast: ja, nee of - voor geen van beide.",
)
@click.option("--conclusie", help="De conclusie bij het advies (bij één --advies).")
@click.option("--wie", help="Wie het advies vastlegt; nodig bij --advies.")
@click.option(
    "--uit",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Het document waarin het advies staat; anders de jurysheets die het zeggen.",
)
@click.option("--json", "as_json", is_flag=True, help="Toon het resultaat als JSON.")
@click.pass_context
def command(  # noqa: PLR0913 - one parameter for each option
    ctx: click.Context,
    *,
    out: Path,
    adviezen: tuple[str, ...],
    conclusie: str | None,
    wie: str | None,
    uit: Path | None,
    as_json: bool,
) -> None:
    """Toon per actie wat elk jurylid zei, en leg het advies van de jury vast.

    Een advies komt in een register waaruit niets verdwijnt: wie, wanneer, volgens welk
    document. Het gaat voor op de jurysheets die er al zijn. Code 1 zolang juryleden het
    oneens zijn zonder advies.
    """
    given = [_given(words, conclusie) for words in adviezen]
    if conclusie is not None and len(given) != 1:
        raise SetupError("--conclusie hoort bij precies één --advies.")
    with Bar() as bar:
        asked = Consultation(
            out=out,
            nu=dt.datetime.now(dt.UTC),  # noqa: TID251 - the door reads the clock
            adviezen=given,
            wie=wie,
            uit=uit,
            progress=bar.show,
            meld=bar.say,
        )
        consulted = consult_jury(asked, programma_of())
    if consulted.waarschuwing:
        click.echo(f"Let op: {consulted.waarschuwing}", err=True)
    if as_json:
        facts = [_facts(one) for one in consulted.overleg]
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_told(consulted)))
    ctx.exit(consulted.exit_code)


def _given(words: str, conclusie: str | None) -> Given:
    """Read `23077/15=ja,nee`.

    Raises:
        SetupError: it says something else.
    """
    found = _ADVICE.fullmatch(words)
    if found is None:
        raise SetupError(
            f"‘{words}’ is geen advies. Schrijf bijvoorbeeld --advies 23077/15=ja,nee: "
            "voldoende initiatieven, kan verlengd worden."
        )
    jurering = Jurering(
        voldoende=_VALUES[found[3].lower()],
        verlengen=_VALUES[(found[4] or "").lower()],
        conclusie=conclusie,
    )
    if jurering == Jurering():
        raise SetupError(f"‘{words}’ zegt niets: geef ja of nee.")
    return Given(bestuur=found[1], actie=int(found[2]), jurering=jurering)


def _facts(one: Overleg) -> dict[str, object]:
    advies = one.advies
    return {
        "bestuur": one.bestuur.id,
        "naam": one.bestuur.naam,
        "actie": one.actie or None,
        "stand": one.stand,
        "jurering": one.jurering.model_dump(mode="json"),
        "stemmen": [
            {
                "jurylid": stem.jurylid,
                "bestand": stem.naam,
                "sha256": stem.sheet,
                "gegeven": stem.gegeven.isoformat(),
                "actueel": stem.is_actueel,
                **stem.jurering.model_dump(mode="json"),
            }
            for stem in one.stemmen
        ],
        "advies": None
        if advies is None
        else {
            "wie": advies.wie,
            "bestand": advies.naam,
            "sha256": advies.bron,
            "gegeven": advies.gegeven.isoformat(),
            "actueel": advies.is_actueel,
            **advies.jurering.model_dump(mode="json"),
        },
    }


def _told(consulted: Consulted) -> Iterator[str]:
    for _, group in groupby(consulted.overleg, key=lambda one: one.bestuur.id):
        ours = list(group)
        yield f"{ours[0].bestuur.naam} ({ours[0].bestuur.id})"
        for one in ours:
            number = f"actie {one.actie}" if one.actie else "stimulansen"
            yield f"  {number:<12}{WORDS[one.stand]}"
            yield from (f"    {line}" for line in divided(one))
            if one.advies is not None:
                yield f"    advies: {_advised(one)}"
    if consulted.nieuw:
        noun = "advies" if consulted.nieuw == 1 else "adviezen"
        yield f"\n{consulted.nieuw} {noun} vastgelegd."
    yield f"\n{summary(Counter(one.stand for one in consulted.overleg))}"


def _advised(one: Overleg) -> str:
    if one.advies is None:
        return ""
    jurering = one.advies.jurering
    words = [
        f"voldoende {JA_OF_NEE[jurering.voldoende] or '–'}",
        f"verlengen {JA_OF_NEE[jurering.verlengen] or '–'}",
    ]
    if jurering.conclusie:
        words.append(f"‘{brief(jurering.conclusie)}’")
    day = one.advies.gegeven
    who = f"{one.advies.wie}, {day:%d/%m/%Y}, volgens {brief(one.advies.naam)}"
    old = "" if one.advies.is_actueel else "; de gegevens zijn sindsdien gewijzigd"
    return f"{', '.join(words)} ({who}{old})"
