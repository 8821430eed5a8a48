"""Ingrepen: what people decided in a workspace, as the making of dossiers takes it."""

import json
from collections import defaultdict

from pipeline.dossier.correctie import Opgave
from pipeline.run.making import Ingrepen
from pipeline.store.acts import Correctie, Toewijzing
from pipeline.store.workspace import Workspace


def ingrepen_of(workspace: Workspace) -> Ingrepen:
    """What holds of all that people said: of each thing the last."""
    told = {said.over: said.bestuur for said in workspace.acts(Toewijzing)}
    opgaven: defaultdict[str, list[Opgave]] = defaultdict(list)
    for correctie in in_force(workspace):
        opgaven[correctie.over].append(opgave_of(correctie))
    return Ingrepen(
        toegewezen={over: who for over, who in told.items() if who is not None},
        correcties=opgaven,
    )


def in_force(workspace: Workspace) -> tuple[Correctie, ...]:
    """The corrections that were not taken back, the last of each field."""
    last = {(told.over, told.plek): told for told in workspace.acts(Correctie)}
    return tuple(told for told in last.values() if not told.ingetrokken)


def opgave_of(correctie: Correctie) -> Opgave:
    """A correction as the dossier takes it."""
    return Opgave(
        veld=correctie.plek,
        waarde=json.loads(correctie.waarde),
        was=json.loads(correctie.was) if correctie.was is not None else None,
        reden=correctie.reden,
        wie=correctie.wie,
        gegeven=correctie.gegeven,
    )
