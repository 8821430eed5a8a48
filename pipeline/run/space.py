"""Space: an open workspace with all that it holds made anew.

    workspace + programme -> items, extractions, toekenningen, dossiers

Everything is rebuilt from what came in and what people decided, so that the order and
the pieces in which the input came make no difference.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.dossier.bestuur import Bestuur
from pipeline.dossier.indeling import Indeling
from pipeline.dossier.knopen import Document
from pipeline.dossier.model import Dossier
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenning import Toekenning, Toekenningen
from pipeline.dossier.verslag import Post
from pipeline.errors import SetupError
from pipeline.intake.item import Item
from pipeline.jury.consensus import Overleg
from pipeline.jury.context import to_judge
from pipeline.run.ingrepen import ingrepen_of
from pipeline.run.judging import Judge
from pipeline.run.kept import KeptItems, Reader, shown
from pipeline.run.making import NONE, Ingrepen, Maker
from pipeline.run.result import Progress, no_progress
from pipeline.run.taking import known_toekenningen
from pipeline.store.bezig import Meld, tell_nobody
from pipeline.store.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every command on a workspace is asked: where, when, and who asks.

    `proef`: nothing is written.
    """

    out: Path
    nu: dt.datetime
    wie: str
    progress: Progress = no_progress
    meld: Meld = tell_nobody
    proef: bool = False


@dataclass(frozen=True, slots=True)
class Gemaakt:
    """A dossier as it is now; `overleg` is what the jury said of it until now."""

    space: "Space"
    documenten: Sequence[Document]
    dossier: Dossier
    overleg: tuple[Overleg, ...] = ()

    @property
    def vorige(self) -> Dossier | None:
        """The dossier before its last resubmission; `None` where there was none."""
        return self.space.maker.before(
            self.dossier, self.space.indeling, self.documenten
        )

    @property
    def te_beoordelen(self) -> int:
        """How many actions the jury judges."""
        return len(to_judge(self.dossier, self.space.programma.catalogus))


class Dossiers(Mapping[str, Dossier]):
    """The dossiers of a space by bestuur id, each made when it is asked for."""

    def __init__(self, space: "Space") -> None:
        self._space = space
        self._ids = space.indeling.besturen

    def __getitem__(self, bestuur_id: str) -> Dossier:
        if bestuur_id not in self._ids:
            raise KeyError(bestuur_id)
        return self._space.made(bestuur_id).dossier

    def __contains__(self, bestuur_id: object) -> bool:
        return bestuur_id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """All that a workspace holds, made bestuur by bestuur when it is asked for.

    Nothing of it outlives the open workspace. The dossiers have no verdicts before
    `judged`. `workspace` is `None` when something is only tried out where there is
    none.
    """

    workspace: Workspace | None
    maker: Maker
    items: Iterable[Item]
    indeling: Indeling
    judge: Judge | None = None

    @property
    def dossiers(self) -> Dossiers:
        """Every dossier, by bestuur id."""
        return Dossiers(self)

    def made(self, bestuur_id: str) -> Gemaakt:
        """The dossier of one bestuur, which submitted something."""
        documenten = self.indeling.documenten(bestuur_id)
        dossier = self.maker.dossier(bestuur_id, self.indeling, documenten)
        current = {b.sha256 for b in dossier.bronnen if b.status == "actueel"}
        gone = {bron.sha256 for bron in dossier.bronnen} - current
        self.indeling.replace(bestuur_id, gone)
        if self.judge is None:
            return Gemaakt(self, documenten, dossier)
        return Gemaakt(self, documenten, *self.judge.judged(dossier))

    def every(self) -> Iterator[Gemaakt]:
        """Every dossier with what is known of it, one at a time, by bestuur id."""
        return map(self.made, self.indeling.besturen)

    def posten(self) -> Iterator[Post]:
        """What became of every item, in their order."""
        for bestuur_id in self.indeling.besturen:
            # Only its dossier tells which documents others took the place of.
            if bestuur_id not in self.indeling.vergeleken:
                self.made(bestuur_id)
        yield from self.indeling.verslag()

    @property
    def ontbrekend(self) -> tuple[Toekenning, ...]:
        """The toekenningen of the besturen of which nothing readable came in."""
        here = set(self.indeling.besturen)
        granted = self.maker.granted.items()
        return tuple(one for bestuur_id, one in granted if bestuur_id not in here)

    @property
    def opened(self) -> Workspace:
        """The workspace, where there is one."""
        if self.workspace is None:
            raise SetupError("Er is nog geen werkmap: geef eerst ‘samenleven init’.")
        return self.workspace

    @property
    def ronde(self) -> Ronde:
        """The round of the workspace."""
        return self.maker.ronde

    @property
    def programma(self) -> Programma:
        """The programme that everything is made with."""
        return self.maker.programma

    @property
    def toekenningen(self) -> Toekenningen | None:
        """What was granted; `None` when nobody told."""
        return self.maker.toekenningen

    @property
    def judged(self) -> "Space":
        """The same with the verdicts of the jury in the dossiers."""
        if self.workspace is None:
            return self
        return replace(self, judge=Judge(self.workspace, self.programma.catalogus))

    def bestuur(self, text: str) -> Bestuur:
        """The bestuur that `text` names: an id, a NIS code or a name.

        Raises `SetupError` when it is none, or more than one.
        """
        besturen = self.maker.besturen
        known = besturen.by_id(text.strip()) or besturen.by_nis(text)
        found = (known,) if known is not None else besturen.by_name(text)
        if len(found) != 1:
            named = ", ".join(f"{b.naam} ({b.id})" for b in found)
            what = f"kan meer dan één bestuur zijn: {named}" if found else "is geen"
            raise SetupError(
                f"‘{text}’ {what}{'' if found else ' bestuur in deze ronde'}. Geef de "
                "naam of de NIS-code, bijvoorbeeld 23077."
            )
        return found[0]

    def dossier(self, text: str) -> Dossier:
        """The dossier of the bestuur that `text` names; `SetupError` for none."""
        bestuur = self.bestuur(text)
        if bestuur.id in self.dossiers:
            return self.dossiers[bestuur.id]
        raise SetupError(
            f"Van {bestuur.naam} ({bestuur.id}) is nog niets ontvangen dat gelezen kon "
            "worden. ‘samenleven status’ toont wie wel indiende."
        )

    def besluiten(self, bestuur_id: str) -> dict[str, str]:
        """Why each document is of this bestuur, in Dutch, by sha256."""
        rows = [gezien for _, gezien in self.indeling.rows(bestuur_id)]
        counting = [one for one in rows if one.status == "verwerkt"]
        gone = [one for one in rows if one.status == "vervangen"]
        return {one.sha256: one.besluit.uitleg for one in (*gone, *counting)}


@contextmanager
def opened(asked: Asked, programma: Programma) -> Iterator[Workspace]:
    """The workspace that is asked for.

    Raises `SetupError` when there is none, or nothing says of which ronde it is.
    """
    with Workspace.open(asked.out, create=False, meld=asked.meld) as workspace:
        if workspace.ronde is None:
            raise SetupError(
                f"‘{asked.out}’ is nog leeg: geef eerst ‘samenleven ingest’."
            )
        programma.ronde(workspace.ronde)
        yield workspace


def remake(
    workspace: Workspace,
    programma: Programma,
    progress: Progress = no_progress,
    ingrepen: Ingrepen | None = None,
) -> Space:
    """Make everything of a workspace anew, which must have its ronde.

    `ingrepen` replace what people decided, to see what would become of it.

    Raises `SetupError` where nothing was ever run.
    """
    if workspace.ronde is None:
        told = f"‘{workspace.folder}’ is leeg: geef eerst ‘samenleven run’."
        raise SetupError(told)
    ronde = programma.ronde(workspace.ronde)
    if ingrepen is None:
        ingrepen = ingrepen_of(workspace)
    toekenningen = known_toekenningen(workspace, programma, ronde)
    maker = Maker(programma, ronde, toekenningen, ingrepen)
    return _space(workspace, maker, KeptItems(workspace), progress)


def imagine(
    workspace: Workspace | None,
    programma: Programma,
    ronde: Ronde,
    found: Sequence[Item],
    toekenningen: Toekenningen | None,
) -> Space:
    """Make what would become of a workspace, or of none, that held `found` too.

    `toekenningen` would be in force; `None` for those that are.
    """
    kept = KeptItems(workspace) if workspace is not None else ()
    # What is found has its bytes, and nothing is kept of it.
    every = {(item.pad, item.sha256): item for item in (*kept, *found)}
    items = [every[key] for key in sorted(every)]
    ingrepen = NONE
    if workspace is not None:
        ingrepen = ingrepen_of(workspace)
        if toekenningen is None:
            toekenningen = known_toekenningen(workspace, programma, ronde)
    maker = Maker(programma, ronde, toekenningen, ingrepen)
    return _space(workspace, maker, items, no_progress)


def _space(
    workspace: Workspace | None,
    maker: Maker,
    items: Collection[Item],
    progress: Progress,
) -> Space:
    with Reader(workspace, maker.programma, maker.ronde.id) as reader:
        indeling = maker.divided(shown(items, progress), reader)
    return Space(workspace=workspace, maker=maker, items=items, indeling=indeling)
