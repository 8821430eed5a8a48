"""Space: an open workspace with all that it holds made anew.

    workspace + programme -> items, extractions, toekenningen, dossiers

Everything is rebuilt from what came in and what people decided, so that the order and
the pieces in which the input came make no difference.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.dossier.bestuur import Bestuur
from pipeline.dossier.indeling import Extracties, Indeling
from pipeline.dossier.model import Dossier
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenning import Toekenningen
from pipeline.errors import SetupError
from pipeline.intake.item import Item
from pipeline.run.ingrepen import ingrepen_of
from pipeline.run.judging import judged
from pipeline.run.making import NONE, Ingrepen, Maker, make_all
from pipeline.run.result import Made, Progress, no_progress
from pipeline.run.taking import extract_all, kept_items, known_toekenningen
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
    proef: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """All that a workspace holds; `made` has no verdicts before `judged`.

    `workspace` is `None` when something is only tried out where there is none.
    """

    workspace: Workspace | None
    maker: Maker
    items: Sequence[Item]
    indeling: Indeling
    made: Made

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
        return replace(
            self, made=judged(self.made, self.workspace, self.programma.catalogus)
        )

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
        for dossier in self.made.dossiers:
            if dossier.bestuur.id == bestuur.id:
                return dossier
        raise SetupError(
            f"Van {bestuur.naam} ({bestuur.id}) is nog niets ontvangen dat gelezen kon "
            "worden. ‘samenleven status’ toont wie wel indiende."
        )

    def besluiten(self, bestuur_id: str) -> dict[str, str]:
        """Why each document is of this bestuur, in Dutch, by sha256."""
        documents = [
            *self.indeling.ingetrokken.get(bestuur_id, ()),
            *self.indeling.documenten.get(bestuur_id, ()),
        ]
        return {one.knoop.item.sha256: one.besluit.uitleg for one in documents}


@contextmanager
def opened(asked: Asked, programma: Programma) -> Iterator[Workspace]:
    """The workspace that is asked for.

    Raises `SetupError` when there is none, or nothing says of which ronde it is.
    """
    with Workspace.open(asked.out, create=False) as workspace:
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
    items = kept_items(workspace)
    extracties = extract_all(items, workspace, programma, progress)
    if ingrepen is None:
        ingrepen = ingrepen_of(workspace)
    toekenningen = known_toekenningen(workspace, programma, ronde)
    maker = Maker(programma, ronde, toekenningen, ingrepen)
    return _space(workspace, maker, items, extracties)


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
    kept = kept_items(workspace) if workspace is not None else []
    # What is found has its bytes, and nothing is kept of it.
    every = {(item.pad, item.sha256): item for item in (*kept, *found)}
    items = [every[key] for key in sorted(every)]
    extracties = extract_all(items, workspace, programma, no_progress, ronde=ronde.id)
    ingrepen = NONE
    if workspace is not None:
        ingrepen = ingrepen_of(workspace)
        if toekenningen is None:
            toekenningen = known_toekenningen(workspace, programma, ronde)
    maker = Maker(programma, ronde, toekenningen, ingrepen)
    return _space(workspace, maker, items, extracties)


def _space(
    workspace: Workspace | None,
    maker: Maker,
    items: Sequence[Item],
    extracties: Extracties,
) -> Space:
    indeling = maker.divided(items, extracties)
    return Space(
        workspace=workspace,
        maker=maker,
        items=items,
        indeling=indeling,
        made=make_all(maker, indeling),
    )
