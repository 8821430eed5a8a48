"""Outcome: what a run gives back to the door it came in by, counted on the way."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.dossier.model import Dossier
from pipeline.dossier.verslag import Post, walk
from pipeline.errors import ExitCode
from pipeline.findings import Ernst


@dataclass(frozen=True, slots=True)
class Aandacht:
    """An item that was refused, or whose bestuur could not be told, with why."""

    pad: str
    status: str
    reden: str | None


@dataclass(slots=True)
class Tally:
    """What there is, counted while it is made one by one.

    `berichten` are the mails that came in, forwarded ones inside others not counted;
    `bestanden` the files and attachments in which nothing else is.
    """

    dossiers: int = 0
    te_beoordelen: int = 0
    ernsten: Counter[str] = field(default_factory=Counter)
    berichten: int = 0
    bestanden: int = 0
    aandacht: list[Aandacht] = field(default_factory=list)

    def count(self, dossier: Dossier, te_beoordelen: int) -> None:
        """Count a dossier, with so many actions for the jury."""
        self.dossiers += 1
        self.te_beoordelen += te_beoordelen
        self.ernsten.update(b.ernst.value for b in dossier.bevindingen)

    def count_post(self, post: Post) -> None:
        """Count an item that came in, with all inside it."""
        self.berichten += sum(one.soort == "bericht" for one in _outermost(post))
        for one in walk([post]):
            if not one.onderdelen:
                self.bestanden += 1
                if one.status in {"geweigerd", "onbekend"}:
                    self.aandacht.append(Aandacht(one.pad, one.status, one.reden))


def _outermost(post: Post) -> Iterator[Post]:
    """Items that are in no mail; what is in an archive stands beside it."""
    waiting = [post]
    while waiting:
        one = waiting.pop(0)
        yield one
        if one.soort != "bericht":
            waiting.extend(one.onderdelen)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What was made, with what a person has to look at.

    `ontbrekend` are the names of the besturen of which nothing readable came in;
    `nieuw` counts the files and mails that were not in the workspace before.
    `gestopt`: a mailbox stopped while it was giving, so that a person tries again.
    """

    tally: Tally
    ontbrekend: tuple[str, ...]
    waarschuwingen: tuple[str, ...]
    nieuw: int = 0
    gestopt: bool = False

    @property
    def exit_code(self) -> ExitCode:
        """1 when something needs a person, else 0 (contract section 2).

        A mailbox that stopped does. What was found in a document that no longer counts
        needs nobody.
        """
        wrong = self.tally.ernsten[Ernst.FOUT.value]
        if wrong or self.tally.aandacht or self.gestopt:
            return ExitCode.NEEDS_A_PERSON
        return ExitCode.DONE
