"""Run: the stages in order, on one screen.

    paths -> items -> extractions -> dossiers -> bevindingen -> sheets and overview

Everything is rebuilt from the workspace, so that the order and the pieces in which the
input came make no difference, and the same input again changes nothing.
"""

from pipeline.dossier.programma import Programma
from pipeline.errors import SetupError
from pipeline.run.making import make_all, write_all
from pipeline.run.result import Order, RunResult
from pipeline.run.taking import (
    check_toekenningen,
    extract_all,
    keep_toekenningen,
    take_in,
    which_ronde,
)
from pipeline.store.workspace import Workspace


def run(order: Order, programma: Programma) -> RunResult:
    """Do the whole job.

    Raises `SetupError` for wrong usage or configuration, and has then written nothing;
    `OutputError` when the disk refuses. What a bestuur sent in never raises.
    """
    if order.ronde is not None:
        programma.ronde(order.ronde)
    given = check_toekenningen(order, programma)
    with Workspace.open(order.out, create=True) as workspace:
        try:
            items = take_in(order, workspace)
            extracties = extract_all(items, workspace, programma, order.progress)
            ronde = which_ronde(order, workspace, extracties, programma)
            workspace.set_ronde(ronde.id)
            toekenningen = keep_toekenningen(
                given, workspace, programma, ronde, order.nu
            )
        except SetupError:
            workspace.discard()
            raise
        made = make_all(items, extracties, programma, ronde, toekenningen)
        write_all(made, order.out, programma, ronde, order.progress)
        warning = workspace.warning
    return RunResult.of(made, toekenningen, warning)
