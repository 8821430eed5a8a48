"""Run: the stages in order, on one screen.

    paths, mailboxes -> items -> extractions -> dossiers -> bevindingen
          -> verdicts of the jury -> sheets and overview

Everything is rebuilt from the workspace, so that the order and the pieces in which the
input came make no difference, and the same input again changes nothing.
"""

from pipeline.dossier.programma import Programma
from pipeline.run.outcome import RunResult
from pipeline.run.result import Order


def run(order: Order, programma: Programma) -> RunResult:
    """Do the whole job.

    Raises `SetupError` for wrong usage or configuration, and has then written nothing;
    `OutputError` when the disk refuses. What a bestuur sent in never raises.
    """
    # Who imports another module of this room needs no databank and no templates.
    from pipeline.run.ingesting import taken_in  # noqa: PLC0415
    from pipeline.run.telling import result_of  # noqa: PLC0415
    from pipeline.run.writing import Writer  # noqa: PLC0415

    with taken_in(order, programma) as (space, taken):
        writer = Writer(space.opened, order.nu, order.wie)
        tally = writer.write(space, order.progress)
        warnings = (space.opened.warning, *writer.warnings)
        return result_of(space, tally, warnings, taken)
