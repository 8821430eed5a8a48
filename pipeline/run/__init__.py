"""Run: the stages in order, on one screen.

    paths -> items -> extractions -> dossiers -> bevindingen -> verdicts of the jury
          -> sheets and overview

Everything is rebuilt from the workspace, so that the order and the pieces in which the
input came make no difference, and the same input again changes nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.dossier.brief import rules_for
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.errors import SetupError
from pipeline.run.judging import judged
from pipeline.run.making import make_all
from pipeline.run.result import Order, RunResult
from pipeline.run.taking import (
    check_toekenningen,
    extract_all,
    keep_toekenningen,
    open_input,
    open_toekenningen,
    take_in,
    which_ronde,
)
from pipeline.run.writing import Writer
from pipeline.store.workspace import Workspace


def run(order: Order, programma: Programma) -> RunResult:
    """Do the whole job.

    Raises `SetupError` for wrong usage or configuration, and has then written nothing;
    `OutputError` when the disk refuses. What a bestuur sent in never raises.
    """
    asked = programma.ronde(order.ronde) if order.ronde is not None else None
    given = open_toekenningen(order.toekenningen)
    found = open_input(order, rules_for(programma))
    if asked is not None:
        check_toekenningen(given, programma, asked)
    with _opened(order.out) as workspace:
        ronde = asked or _known(workspace, programma)
        if ronde is not None:
            check_toekenningen(given, programma, ronde)
            workspace.set_ronde(ronde.id)
        items = take_in(found, order, workspace)
        extracties = extract_all(items, workspace, programma, order.progress)
        if ronde is None:
            ronde = which_ronde(extracties.values(), programma)
            check_toekenningen(given, programma, ronde)
            workspace.set_ronde(ronde.id)
            extracties = extract_all(items, workspace, programma, order.progress)
        toekenningen = keep_toekenningen(given, workspace, programma, ronde, order.nu)
        made = make_all(items, extracties, programma, ronde, toekenningen)
        made = judged(made, workspace, programma.catalogus)
        writer = Writer(workspace, order.nu)
        writer.write(made, programma, ronde, order.progress)
        warnings = (workspace.warning, *writer.warnings)
        return RunResult.of(made, toekenningen, warnings)


@contextmanager
def _opened(out: Path) -> Iterator[Workspace]:
    """The workspace in `out`; a run that proves impossible leaves nothing behind."""
    fresh = [folder for folder in (out, *out.parents) if not folder.exists()]
    with Workspace.open(out, create=True) as workspace:
        try:
            yield workspace
        except SetupError:
            workspace.discard()
            for folder in fresh:
                if folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()
            raise


def _known(workspace: Workspace, programma: Programma) -> Ronde | None:
    return programma.ronde(workspace.ronde) if workspace.ronde is not None else None
