"""Starting: an empty workspace for one ronde, with what was granted in it."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.run.ingesting import fresh
from pipeline.run.space import Asked
from pipeline.run.taking import check_toekenningen, open_toekenningen, put_toekenningen
from pipeline.store.acts import Logregel
from pipeline.store.files import location_warning

STARTED = "werkmap gemaakt"
"""What the log says of a workspace; it is about its ronde."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A workspace of `ronde`, with the number of besturen that were granted something.

    `nieuw` is false when it was there already.
    """

    ronde: Ronde
    toegekend: int
    nieuw: bool
    waarschuwingen: tuple[str, ...]


def start(
    asked: Asked, programma: Programma, ronde_id: str, toekenningen: Path | None
) -> Started:
    """Make the workspace, or put toekenningen in force in the one that is there.

    Raises `SetupError` for a ronde that does not exist or is another than its own, and
    for unusable toekenningen; nothing was written then.
    """
    ronde = programma.ronde(ronde_id)
    given = open_toekenningen(toekenningen)
    granted = check_toekenningen(given, programma, ronde)
    warnings = granted.waarschuwingen if granted else ()
    unsafe = location_warning(asked.out)
    nieuw = False
    if not asked.proef:
        with fresh(asked.out, asked.meld) as workspace:
            nieuw = workspace.ronde is None
            workspace.set_ronde(ronde.id)
            if nieuw:
                line = Logregel(
                    wat=STARTED, over=ronde.id, gegeven=asked.nu, wie=asked.wie
                )
                workspace.add(line)
            put_toekenningen(given, workspace, nu=asked.nu, wie=asked.wie)
    return Started(
        ronde=ronde,
        toegekend=len(granted.per_bestuur) if granted else 0,
        nieuw=nieuw,
        waarschuwingen=(*warnings, *([unsafe] if unsafe else [])),
    )
