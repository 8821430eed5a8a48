"""Judging: what the register has of jury sheets, put into the dossiers.

Whatever `run` or `collect` makes of a workspace goes through here, so that verdicts
stay where they are when more comes in.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pydantic import TypeAdapter

from pipeline.dossier.model import Jurering
from pipeline.findings import Bevinding
from pipeline.jury.verdicts import Oordeel, apply_verdicts
from pipeline.run.result import Made
from pipeline.store.acts import Jurysheet, Verdict
from pipeline.store.workspace import Workspace

BEVINDINGEN: Final = TypeAdapter(tuple[Bevinding, ...])


def judged(made: Made, workspace: Workspace) -> Made:
    """Give the dossiers the verdicts of all sheets, and new sheets their seal."""
    verdicts, sheets = workspace.verdicts(), workspace.jurysheets()
    dossiers = []
    for dossier in made.dossiers:
        own = [v for v in verdicts if v.bestuur == dossier.bestuur.id]
        returned = [s for s in sheets if s.bestuur == dossier.bestuur.id]
        if own or returned:
            oordelen = [_oordeel(verdict, returned) for verdict in own]
            gemeld = _standing(returned, {verdict.sheet for verdict in own})
            dossier = apply_verdicts(dossier, oordelen, gemeld)  # noqa: PLW2901
        dossiers.append(dossier)
    return replace(made, dossiers=tuple(dossiers), key=workspace.seal_key())


def _oordeel(verdict: Verdict, sheets: Sequence[Jurysheet]) -> Oordeel:
    decided: list[dt.datetime] = [
        s.gegeven for s in sheets if s.sheet == verdict.sheet and s.beslissend
    ]
    return Oordeel(
        actie=verdict.actie,
        jurering=Jurering(
            voldoende=verdict.voldoende,
            conclusie=verdict.conclusie,
            verlengen=verdict.verlengen,
        ),
        naam=verdict.naam,
        feiten=verdict.feiten,
        gegeven=verdict.gegeven,
        beslissend=max(decided, default=None),
    )


def _standing(sheets: Sequence[Jurysheet], judging: set[str]) -> list[Bevinding]:
    """Give the bevindingen about sheets of one bestuur that nothing has put right.

    A sheet that was not ours is forgotten once one of ours with a verdict (`judging`)
    comes in after it; the register keeps both.
    """
    told = [(sheet, BEVINDINGEN.validate_json(sheet.bevindingen)) for sheet in sheets]
    right = [
        at
        for at, (sheet, found) in enumerate(told)
        if sheet.sheet in judging and not any(map(is_forged, found))
    ]
    standing = [
        bevinding
        for at, (_, found) in enumerate(told)
        for bevinding in found
        if not is_forged(bevinding) or at > max(right, default=-1)
    ]
    return list(dict.fromkeys(standing))


def is_forged(bevinding: Bevinding) -> bool:
    """Whether it tells of a sheet that is not the one that we made."""
    return bevinding.code == "sheet-vervalst"
