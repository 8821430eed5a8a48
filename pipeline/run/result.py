"""Order: what is asked of a run, and what it took in."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.intake.inputs import no_secret
from pipeline.intake.postvak import Geheim, Postvak
from pipeline.store.bezig import Meld, tell_nobody

Progress = Callable[[str, int, int], None]
"""Told the stage in Dutch, how many are done, and how many there are (0: unknown)."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the user asked; `nu` is the moment of asking, aware, `wie` who asks.

    `inputs` are paths and addresses of mailboxes, as text, since a `Path` has no place
    for the `//` of an address. `geheim` opens a mailbox,
    `ca` is a file with the certificates that are trusted then, and with `opnieuw` it is
    read from its first mail on, whatever was read before. `proef`: nothing is written.
    `meld` is told for what one has to wait.
    """

    inputs: Sequence[str | Path]
    out: Path
    nu: dt.datetime
    ronde: str | None = None
    toekenningen: Path | None = None
    progress: Progress = no_progress
    meld: Meld = tell_nobody
    wie: str | None = None
    proef: bool = False
    geheim: Callable[[Postvak], Geheim] = no_secret
    ca: Path | None = None
    opnieuw: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took in: how much of it was new, and why it is not all of it.

    `gestopt` is a Dutch sentence; `None` when everything that was asked came in.
    """

    nieuw: int
    gestopt: str | None = None
