"""Taking in: what came in is kept safe, then read; what was granted beside it.

The order of safety: the bytes are on disk before anything is parsed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenningen import Toekenningen
from pipeline.errors import DocumentError, SetupError, SourceError
from pipeline.intake.inputs import Postvakken, read_inputs
from pipeline.intake.item import Item
from pipeline.intake.postvak import Stand, is_postvak, parse_postvak
from pipeline.intake.rules import NO_FORMS, Rules
from pipeline.run.extracting import extract_file, extract_path
from pipeline.run.granting import read_granted
from pipeline.run.result import Order, Taken
from pipeline.store import acts
from pipeline.store.occurrence import kept_bytes, to_occurrence
from pipeline.store.workspace import Workspace

__all__ = [
    "check_toekenningen",
    "extract_file",
    "extract_path",
    "known_toekenningen",
    "open_input",
    "open_toekenningen",
    "put_toekenningen",
    "take_in",
    "which_ronde",
]

_BATCH: Final = 50

Given = tuple[str, bytes]
"""The name and the bytes of a file with toekenningen."""


@dataclass(slots=True)
class Found:
    """The input, open, and read while somebody goes through it, once.

    `standen` tells up to which mail each mailbox was read, by `Postvak.naam`: at first
    nothing, so that who keeps them fills them in before reading.
    """

    items: Iterator[Item]
    standen: dict[str, Stand]
    gestopt: str | None = field(default=None, init=False)
    """Why a mailbox gave no more, in Dutch; `None` while all goes well."""

    def __iter__(self) -> Iterator[Item]:
        try:
            yield from self.items
        except SourceError as error:
            self.gestopt = str(error)


def open_input(order: Order, rules: Rules = NO_FORMS) -> Found:
    """Everything in the input, one item at a time; not what lies in `order.out`.

    `rules` tell which letters are answers themselves. Raises `SetupError` at once when
    a path is missing or is the output itself, or a mailbox does not open.
    """
    out = order.out.resolve()
    arguments = [str(one) for one in order.inputs]
    if any(Path(one).resolve() == out for one in arguments if not is_postvak(one)):
        raise SetupError(
            f"‘{order.out}’ kan niet tegelijk INPUT en --out zijn. Kies een andere map."
        )
    standen: dict[str, Stand] = {}
    postvakken = Postvakken(
        geheim=order.geheim,
        ca=order.ca,
        standen=standen,
        gelezen=standen.__setitem__,
    )
    return Found(read_inputs(arguments, rules, postvakken, outside=out), standen)


def take_in(found: Found, order: Order, workspace: Workspace) -> Taken:
    """Keep what was found, and with it how far the mailboxes are read."""
    known = workspace.standen()
    if not order.opnieuw:
        found.standen.update(known)
    batch: list[Item] = []
    new = 0

    def keep() -> int:
        read = {n: s for n, s in found.standen.items() if known.get(n) != s}
        return _keep(batch, read, order, workspace)

    for done, item in enumerate(found, 1):
        batch.append(item)
        order.progress("Ontvangen", done, 0)
        if len(batch) >= _BATCH:
            new += keep()
            batch.clear()
    return Taken(new + keep(), found.gestopt)


def _keep(
    batch: Sequence[Item],
    read: Mapping[str, Stand],
    order: Order,
    workspace: Workspace,
) -> int:
    bron = "; ".join(_told(str(one)) for one in order.inputs)
    rows = [(to_occurrence(item), kept_bytes(item)) for item in batch]
    return workspace.record(
        rows, bron=bron, gezien=order.nu, wie=order.wie, gelezen=read
    )


def _told(argument: str) -> str:
    """An INPUT as it is kept: of an address, what we understood of it alone."""
    return parse_postvak(argument).naam if is_postvak(argument) else argument


def which_ronde(extracties: Iterable[Extractie], programma: Programma) -> Ronde:
    """The round that the documents tell.

    Raises `SetupError` when they tell none, or more than one.
    """
    forms = {f.formulier: f.ronde for f in programma.formulieren}
    told = {e.ronde or forms.get(e.formulier or "") for e in extracties}
    rondes = sorted(ronde for ronde in told if ronde is not None)
    if len(rondes) == 1:
        return programma.ronde(rondes[0])
    what = "geen enkel document noemt ze"
    if rondes:
        what = f"de documenten noemen er meer dan één ({', '.join(rondes)})"
    raise SetupError(
        f"De ronde is niet duidelijk: {what}. Geef ze mee met --ronde, "
        f"bijvoorbeeld --ronde {programma.rondes.ids[0]}."
    )


def open_toekenningen(path: Path | None) -> Given | None:
    """The file of `--toekenningen`; raises `SetupError` when it cannot be opened."""
    if path is None:
        return None
    if not path.is_file():
        raise SetupError(f"Het bestand met toekenningen ‘{path}’ bestaat niet.")
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise SetupError(
            f"Het bestand met toekenningen ‘{path}’ kan niet geopend worden."
        ) from error


def check_toekenningen(
    given: Given | None, programma: Programma, ronde: Ronde
) -> Toekenningen | None:
    """What was given, read; raises `SetupError` when it cannot be used in `ronde`."""
    if given is None:
        return None
    naam, data = given
    return read_granted(data, naam, ronde, programma)


def put_toekenningen(
    given: Given | None, workspace: Workspace, *, nu: dt.datetime, wie: str | None
) -> None:
    """Put what was given in force; nothing given changes nothing."""
    if given is not None:
        naam, data = given
        sha256 = workspace.keep_original(data)
        workspace.set_toekenningen(
            acts.Toekenningen(sha256=sha256, naam=naam, rijen="[]", gegeven=nu), wie=wie
        )


def known_toekenningen(
    workspace: Workspace, programma: Programma, ronde: Ronde
) -> Toekenningen | None:
    """The toekenningen in force; `None` when none were ever given."""
    now = workspace.toekenningen()
    if now is None:
        return None
    try:
        data = workspace.original(now.sha256)
    except DocumentError as error:
        raise SetupError(f"De toekenningen ‘{now.naam}’: {error.bericht}") from error
    return read_granted(data, now.naam, ronde, programma)
