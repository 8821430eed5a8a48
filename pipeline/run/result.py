"""Result: what is asked of a run, and what it gives back to the door it came in by."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.dossier.model import Dossier
from pipeline.dossier.toekenningen import Toekenning, Toekenningen
from pipeline.dossier.verslag import Post, walk
from pipeline.errors import ExitCode
from pipeline.findings import Ernst
from pipeline.intake.inputs import no_secret
from pipeline.intake.postvak import Geheim, Postvak
from pipeline.jury.consensus import Overleg

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """All that is made of a workspace, before it is written.

    `te_beoordelen` counts actions for the jury, per bestuur id; `ontbrekend` are the
    toekenningen of the besturen of which nothing readable came in. `key` seals the jury
    sheets; without it they go out unsealed. `overleg` is what the jury said until now;
    `vorige` the dossier before its last resubmission, by bestuur id.
    """

    dossiers: tuple[Dossier, ...]
    posten: tuple[Post, ...]
    te_beoordelen: dict[str, int]
    ontbrekend: tuple[Toekenning, ...]
    key: bytes | None = None
    overleg: tuple[Overleg, ...] = ()
    vorige: Mapping[str, Dossier] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What was made, with what a person has to look at."""

    made: Made
    waarschuwingen: tuple[str, ...]
    nieuw: int = 0
    """How many files and mails were not in the workspace before."""
    gestopt: bool = False
    """Whether a mailbox stopped while it was giving, so that a person tries again."""

    @classmethod
    def of(
        cls,
        made: Made,
        toekenningen: Toekenningen | None,
        warnings: Sequence[str | None],
        taken: Taken,
    ) -> "RunResult":
        """The result of a run, with the warnings of its set-up."""
        told = [*(toekenningen.waarschuwingen if toekenningen else ())]
        told += [warning for warning in (*warnings, taken.gestopt) if warning]
        return cls(
            made=made,
            waarschuwingen=tuple(told),
            nieuw=taken.nieuw,
            gestopt=taken.gestopt is not None,
        )

    @property
    def berichten(self) -> int:
        """How many mails came in, forwarded ones inside others not counted."""
        return sum(post.soort == "bericht" for post in self._outermost())

    def _outermost(self) -> Iterator[Post]:
        """Items that are in no mail; what is in an archive stands beside it."""
        waiting = list(self.made.posten)
        while waiting:
            post = waiting.pop(0)
            yield post
            if post.soort != "bericht":
                waiting.extend(post.onderdelen)

    @property
    def aandacht(self) -> tuple[Post, ...]:
        """Every item that was refused, or whose bestuur could not be told."""
        posten = walk(self.made.posten)
        return tuple(
            p
            for p in posten
            if p.status in {"geweigerd", "onbekend"} and not p.onderdelen
        )

    @property
    def exit_code(self) -> ExitCode:
        """1 when something needs a person, else 0 (contract section 2).

        A mailbox that stopped does. What was found in a document that no longer counts
        needs nobody.
        """
        findings = (b for d in self.made.dossiers for b in d.bevindingen)
        wrong = any(b.ernst is Ernst.FOUT for b in findings)
        if wrong or self.aandacht or self.gestopt:
            return ExitCode.NEEDS_A_PERSON
        return ExitCode.DONE
