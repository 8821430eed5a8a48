"""Order: what is asked of a run, and what it took in."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.intake.inputs import no_secret
from pipeline.intake.postvak import Geheim, Postvak

Progress = Callable[[str, int, int], None]
"""Told the stage in Dutch, how many are done, and how many there are (0: unknown)."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the user asked; `nu` is the moment of asking, aware, `wie` who asks.

    `inputs` are paths and addresses of mailboxes, as text, since a `Path` has no place
    for the `//` of an address. `geheim` opens a mailbox. `proef`: nothing is written.
    """

    inputs: Sequence[str | Path]
    out: Path
    nu: dt.datetime
    ronde: str | None = None
    toekenningen: Path | None = None
    progress: Progress = no_progress
    wie: str | None = None
    proef: bool = False
    geheim: Callable[[Postvak], Geheim] = no_secret


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took in: how much of it was new, and why it is not all of it.

    `gestopt` is a Dutch sentence; `None` when everything that was asked came in.
    """

    nieuw: int
    gestopt: str | None = None
