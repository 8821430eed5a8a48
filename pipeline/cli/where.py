"""Where: in which workspace a command works, who gives it, and when."""

import datetime as dt
import getpass
import os
import sys
from pathlib import Path
from typing import Final

import click

from pipeline.cli.progress import Bar
from pipeline.errors import SetupError
from pipeline.intake.inputs import no_secret
from pipeline.intake.postvak import Geheim, Postvak, geheim_of
from pipeline.run.space import Asked

DATABASE: Final = "samenleven.sqlite"

# Text and no `Path`, which has no place for the `//` of an address.
inputs_argument = click.argument(
    "inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path()
)
out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="De werkmap. Zonder: de map waarin u staat, als dat een werkmap is.",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Toon het resultaat als JSON."
)
dry_option = click.option(
    "--dry-run", "proef", is_flag=True, help="Toon wat er zou gebeuren; schrijf niets."
)


opnieuw_option = click.option(
    "--opnieuw",
    is_flag=True,
    help="Lees een postvak weer van de eerste mail af, ook wat al gelezen was.",
)
ca_option = click.option(
    "--ca-bestand",
    "ca",
    type=click.Path(path_type=Path),
    help="Certificaten (PEM) om de mailserver mee te vertrouwen. Zonder: die van deze "
    "computer.",
)


def asked_in(out: Path | None, bar: Bar, *, proef: bool = False) -> Asked:
    """What is asked, here and now; raises `SetupError` where there is no workspace."""
    return Asked(
        out=found(out),
        nu=now(),
        wie=who(),
        progress=bar.show,
        meld=bar.say,
        proef=proef,
    )


def found(out: Path | None) -> Path:
    """The workspace that is meant: `out`, else the folder in which one stands."""
    folder = out if out is not None else Path()
    if (folder / DATABASE).is_file():
        return folder
    what = f"‘{out}’ is geen werkmap" if out is not None else "Hier is geen werkmap"
    raise SetupError(
        f"{what} van dit programma. Geef ze met --out, of maak er een met "
        "‘samenleven init MAP --ronde RONDE’."
    )


def now() -> dt.datetime:
    """The moment; nothing below the door reads the clock."""
    return dt.datetime.now(dt.UTC)  # noqa: TID251 - the door reads the clock


def who() -> str:
    """The name of the user of this computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in a container
        return "onbekend"


def secret(postvak: Postvak) -> Geheim:
    """What opens `postvak`: as the environment tells, else as the user types, unseen.

    Raises `SetupError` where nobody sits at the keyboard.
    """
    told = geheim_of(os.environ)
    if told is not None:
        return told
    if not sys.stdin.isatty():
        return no_secret(postvak)
    asked = f"Wachtwoord van {postvak.naam}"
    return Geheim(click.prompt(asked, type=str, hide_input=True, err=True))
