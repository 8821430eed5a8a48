"""Ingesting: what came in is kept and read, and the dossiers are made of it.

    paths, mailboxes -> workspace -> Space -> dossiers, verslag

The bytes are on disk before anything is parsed. A run that proves impossible leaves
nothing behind.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.errors import SetupError
from pipeline.run.kept import KeptItems, read_all, shown
from pipeline.run.opening import rules_apart
from pipeline.run.outcome import RunResult
from pipeline.run.result import Order, Taken
from pipeline.run.space import Space, imagine, remake
from pipeline.run.taking import (
    check_toekenningen,
    open_input,
    open_toekenningen,
    put_toekenningen,
    take_in,
    which_ronde,
)
from pipeline.run.telling import result_of, tallied
from pipeline.run.writing import Writer
from pipeline.store.bezig import Meld
from pipeline.store.workspace import DATABASE, Workspace


def ingest(order: Order, programma: Programma) -> RunResult:
    """Keep and read the input; write the dossiers and the verslag.

    Raises `SetupError` for wrong usage or configuration, and has then written nothing;
    `OutputError` when the disk refuses. What a bestuur sent in never raises.
    """
    if order.proef:
        return _tried(order, programma)
    with taken_in(order, programma) as (space, taken):
        writer = Writer(space.opened, order.nu, order.wie)
        tally = writer.write(space, order.progress, sheets=False)
        warnings = (space.opened.warning, *writer.warnings)
        return result_of(space, tally, warnings, taken)


@contextmanager
def taken_in(order: Order, programma: Programma) -> Iterator[tuple[Space, Taken]]:
    """The workspace with the input in it, judged; and what was taken in now."""
    asked = programma.ronde(order.ronde) if order.ronde is not None else None
    given = open_toekenningen(order.toekenningen)
    found = open_input(order, rules_apart(programma))
    if asked is not None:
        check_toekenningen(given, programma, asked)
    with fresh(order.out, order.meld) as workspace:
        ronde = asked or _known(workspace, programma)
        if ronde is not None:
            check_toekenningen(given, programma, ronde)
            workspace.set_ronde(ronde.id)
        taken = take_in(found, order, workspace)
        if ronde is None:
            items = shown(KeptItems(workspace), order.progress)
            told = read_all(items, workspace, programma)
            ronde = _told_ronde(told, programma, taken.gestopt)
            check_toekenningen(given, programma, ronde)
            workspace.set_ronde(ronde.id)
        put_toekenningen(given, workspace, nu=order.nu, wie=order.wie)
        yield remake(workspace, programma, order.progress).judged, taken


def _tried(order: Order, programma: Programma) -> RunResult:
    """What `ingest` would make; nothing is written."""
    asked = programma.ronde(order.ronde) if order.ronde is not None else None
    given = open_toekenningen(order.toekenningen)
    opened = open_input(order, rules_apart(programma))
    with ExitStack() as stack:
        workspace = None
        if (order.out / DATABASE).is_file():
            workspace = stack.enter_context(
                Workspace.open(order.out, create=False, meld=order.meld)
            )
            if asked is not None and workspace.ronde is not None:
                workspace.set_ronde(asked.id)  # says so when it is another
            if not order.opnieuw:
                opened.standen.update(workspace.standen())
        found = list(opened)
        kept = KeptItems(workspace) if workspace is not None else ()
        ronde = asked or (_known(workspace, programma) if workspace else None)
        if ronde is None:
            told = read_all(chain(kept, found), workspace, programma)
            ronde = _told_ronde(told, programma, opened.gestopt)
        granted = check_toekenningen(given, programma, ronde)
        space = imagine(workspace, programma, ronde, found, granted).judged
        known = {(item.pad, item.sha256) for item in kept}
        nieuw = sum((item.pad, item.sha256) not in known for item in found)
        return result_of(space, tallied(space), (), Taken(nieuw, opened.gestopt))


@contextmanager
def fresh(out: Path, meld: Meld) -> Iterator[Workspace]:
    """The workspace in `out`, made when it is not there.

    One that proves impossible (`SetupError`) leaves nothing behind.
    """
    missing = [folder for folder in (out, *out.parents) if not folder.exists()]
    with Workspace.open(out, create=True, meld=meld) as workspace:
        try:
            yield workspace
        except SetupError:
            workspace.discard()
            for folder in missing:
                if folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()
            raise


def _told_ronde(
    extracties: Iterable[Extractie], programma: Programma, gestopt: str | None
) -> Ronde:
    """The round that the documents tell; why there may be too few of them, if so."""
    try:
        return which_ronde(extracties, programma)
    except SetupError as error:
        if gestopt is None:
            raise
        raise SetupError(f"{gestopt}\n{error}") from error


def _known(workspace: Workspace, programma: Programma) -> Ronde | None:
    return programma.ronde(workspace.ronde) if workspace.ronde is not None else None
