"""Rebuilding: everything that is made of a workspace, made again as it stands now.

    Workspace + Programma -> Made, as `run` would make it without new input

For whatever needs the dossiers and not the post: collecting, the jury's advice, mails,
letters, the joined sheets.
"""

import datetime as dt

from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenning import Toekenningen
from pipeline.errors import SetupError
from pipeline.run.judging import judged
from pipeline.run.making import make_all
from pipeline.run.result import Made, Progress
from pipeline.run.taking import extract_all, keep_toekenningen
from pipeline.store.occurrence import to_item
from pipeline.store.workspace import Workspace


class Rebuilt:
    """A workspace as it stands; `made` has what the jury said until now.

    Raises `SetupError` where nothing was ever run.
    """

    def __init__(
        self,
        workspace: Workspace,
        programma: Programma,
        nu: dt.datetime,
        progress: Progress,
    ) -> None:
        if workspace.ronde is None:
            told = f"‘{workspace.folder}’ is leeg: geef eerst ‘samenleven run’."
            raise SetupError(told)
        self.workspace = workspace
        self.programma = programma
        self.ronde: Ronde = programma.ronde(workspace.ronde)
        self.items = [to_item(one) for one in workspace.occurrences()]
        extracties = extract_all(self.items, workspace, programma, progress)
        self.toekenningen: Toekenningen | None = keep_toekenningen(
            None, workspace, programma, self.ronde, nu
        )
        self._unjudged = make_all(
            self.items, extracties, programma, self.ronde, self.toekenningen
        )
        self.made: Made = self._judged()

    def judge_again(self) -> None:
        """Look again at the register, after something was added to it."""
        self.made = self._judged()

    def _judged(self) -> Made:
        return judged(self._unjudged, self.workspace, self.programma.catalogus)
