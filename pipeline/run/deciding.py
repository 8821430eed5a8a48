"""Deciding: what a person decides in a workspace, recorded for good and carried out.

    a decision -> workspace -> everything made anew and written

What the documents say is never changed: a decision stands beside it, with who gave it
and when, and can be taken back.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.dossier.correctie import Opgave, shown
from pipeline.dossier.model import Dossier
from pipeline.dossier.programma import Programma
from pipeline.dossier.velden import Value, field_named, fields, read_value
from pipeline.errors import SetupError
from pipeline.run.ingrepen import in_force, ingrepen_of, opgave_of
from pipeline.run.letters import find
from pipeline.run.space import Asked, Space, opened, remake
from pipeline.run.writing import Writer
from pipeline.store.acts import Correctie, Logregel, Toewijzing
from pipeline.store.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Besloten:
    """What was decided, in Dutch, and which files that changed (or would)."""

    wat: str
    gewijzigd: tuple[Path, ...]
    waarschuwingen: tuple[str, ...]


def assign(asked: Asked, programma: Programma, mail: str, who: str | None) -> Besloten:
    """Say whose `mail` is; `None` takes back what was said.

    Raises `SetupError` when either cannot be told, or nothing was said.
    """
    with opened(asked, programma) as workspace:
        space = remake(workspace, programma, asked.progress)
        over, pad = find(space, mail)
        known = ingrepen_of(workspace)
        if who is None and over not in known.toegewezen:
            raise SetupError(f"‘{pad}’ is aan geen enkel bestuur toegewezen.")
        bestuur = space.bestuur(who) if who is not None else None
        told = {key: value for key, value in known.toegewezen.items() if key != over}
        wat = f"‘{pad}’ is niet langer toegewezen"
        if bestuur is not None:
            told[over] = bestuur.id
            wat = f"‘{pad}’ is toegewezen aan {bestuur.naam} ({bestuur.id})"
        act = Toewijzing(
            over=over,
            bestuur=bestuur.id if bestuur else None,
            wie=asked.wie,
            gegeven=asked.nu,
        )
        after = remake(
            workspace, programma, asked.progress, replace(known, toegewezen=told)
        )
        if told != known.toegewezen and not asked.proef:
            workspace.add(act, log=[_line(asked, wat, over)])
        return _carried_out(after, asked, wat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbetering:
    """A correction as it was typed; `waarde` and `reden` are `None` to take it back."""

    bestuur: str
    veld: str
    waarde: str | None
    reden: str | None


def correct(asked: Asked, programma: Programma, gevraagd: Verbetering) -> Besloten:
    """Put a value right, or take that back.

    Raises `SetupError` when there is no such field or the value does not fit there.
    """
    with opened(asked, programma) as workspace:
        space = remake(workspace, programma, asked.progress)
        dossier = space.dossier(gevraagd.bestuur)
        said = _said(space, dossier)
        veld = field_named(gevraagd.veld, said)
        _, was = fields(said).get(veld, ("", None))
        if gevraagd.waarde is None:
            act = _taken_back(workspace, asked, gevraagd, dossier, veld)
            wat = f"correctie van {veld} ingetrokken"
        else:
            act = _given(asked, gevraagd, (dossier, veld), was)
            wat = f"{veld} gecorrigeerd van {shown(was)} naar "
            wat += shown(json.loads(act.waarde))
        wat = f"{dossier.bestuur.naam} ({dossier.bestuur.id}): {wat}"
        known = ingrepen_of(workspace)
        ingrepen = replace(known, correcties=_with(known.correcties, act))
        # Before it is recorded: what cannot be carried out must not be remembered.
        after = remake(workspace, programma, asked.progress, ingrepen)
        if not asked.proef:
            workspace.add(act, log=[_line(asked, wat, dossier.bestuur.id)])
        return _carried_out(after, asked, wat)


def corrections(asked: Asked, programma: Programma) -> tuple[Correctie, ...]:
    """Every correction that was not taken back, by bestuur and field."""
    with opened(asked, programma) as workspace:
        return tuple(sorted(in_force(workspace), key=lambda c: (c.over, c.plek)))


def _said(space: Space, dossier: Dossier) -> Dossier:
    """The dossier as the documents have it, without any correction."""
    who = dossier.bestuur.id
    documents = space.indeling.documenten(who)
    return space.maker.assembled(who, space.indeling, documents)


def _given(
    asked: Asked, gevraagd: Verbetering, where: tuple[Dossier, str], was: Value
) -> Correctie:
    dossier, veld = where
    waarde = read_value(veld, gevraagd.waarde or "")
    if not (gevraagd.reden or "").strip():
        raise SetupError("Zeg met --reden waarom, bijvoorbeeld --reden “telefonisch”.")
    if waarde == was:
        raise SetupError(
            f"Bij {veld} staat al {shown(was)}: er is niets te verbeteren."
        )
    return Correctie(
        over=dossier.bestuur.id,
        plek=veld,
        waarde=json.dumps(waarde, ensure_ascii=False),
        was=json.dumps(was, ensure_ascii=False),
        reden=(gevraagd.reden or "").strip(),
        wie=asked.wie,
        gegeven=asked.nu,
    )


def _taken_back(
    workspace: Workspace,
    asked: Asked,
    gevraagd: Verbetering,
    dossier: Dossier,
    veld: str,
) -> Correctie:
    for known in in_force(workspace):
        if (known.over, known.plek) == (dossier.bestuur.id, veld):
            return replace(
                known,
                ingetrokken=True,
                reden=(gevraagd.reden or "").strip(),
                wie=asked.wie,
                gegeven=asked.nu,
            )
    raise SetupError(
        f"Voor {dossier.bestuur.naam} is {veld} niet gecorrigeerd. ‘samenleven correct "
        "--lijst’ toont wat wel gecorrigeerd is."
    )


def _with(
    known: Mapping[str, Sequence[Opgave]], act: Correctie
) -> Mapping[str, Sequence[Opgave]]:
    """The corrections with `act` in the place of any earlier one of its field."""
    others = [opgave for opgave in known.get(act.over, ()) if opgave.veld != act.plek]
    mine = [] if act.ingetrokken else [opgave_of(act)]
    return {**known, act.over: [*others, *mine]}


def _carried_out(space: Space, asked: Asked, wat: str) -> Besloten:
    """Write what a decision changes."""
    writer = write_all(space.judged, asked)
    return Besloten(
        wat=wat, gewijzigd=tuple(writer.changed), waarschuwingen=writer.warnings
    )


def write_all(space: Space, asked: Asked) -> Writer:
    """Write every output of which the bytes changed, or only say which those are."""
    writer = Writer(space.opened, asked.nu, asked.wie, asked.proef)
    writer.write(space, asked.progress)
    return writer


def _line(asked: Asked, wat: str, over: str) -> Logregel:
    return Logregel(wat=wat, over=over, gegeven=asked.nu, wie=asked.wie)
