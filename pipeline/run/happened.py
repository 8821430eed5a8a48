"""Happened: what was done in a workspace, by whom and when, as one list.

The log itself is only ever added to; jury sheets that came back stand in their own
register and are told of here as well.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.programma import Programma
from pipeline.run.space import Asked, opened
from pipeline.run.writing import MADE
from pipeline.store.acts import Logregel
from pipeline.store.workspace import GRANTED, RECEIVED, Workspace

_DIGITS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebeurtenis:
    """One thing that happened, in Dutch; `wie` is `None` when nobody noted it."""

    wanneer: dt.datetime
    wie: str | None
    wat: str
    over: str


def happened(asked: Asked, programma: Programma) -> tuple[Gebeurtenis, ...]:
    """Everything that happened, the oldest first."""
    with opened(asked, programma) as workspace:
        found = [*_log(workspace), *_sheets(workspace)]
    return tuple(sorted(found, key=lambda each: each.wanneer))


def _log(workspace: Workspace) -> Iterator[Gebeurtenis]:
    names = {
        occurrence.sha256: occurrence.pad
        for occurrence in workspace.occurrences()
        if occurrence.sha256 is not None
    }
    for line in workspace.acts(Logregel):
        wat = line.wat
        if wat == RECEIVED:
            wat = f"ontvangen: {names.get(line.over, line.over)}"
        elif wat == MADE:
            wat = f"jurysheet gemaakt ({line.over[:_DIGITS]})"
        elif wat == GRANTED:
            wat = f"toekenningen ingelezen: {line.over}"
        yield Gebeurtenis(wanneer=line.gegeven, wie=line.wie, wat=wat, over=line.over)


def _sheets(workspace: Workspace) -> Iterator[Gebeurtenis]:
    for sheet in workspace.jurysheets():
        yield Gebeurtenis(
            wanneer=sheet.gegeven,
            wie=None,
            wat=f"jurysheet ingelezen: {sheet.naam} ({sheet.bestuur})",
            over=sheet.sheet,
        )
