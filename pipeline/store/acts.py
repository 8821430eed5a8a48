"""Acts: what people gave and what happened, each kept in its table for good."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Final, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, Table, insert, select

from pipeline.store import schema
from pipeline.store.schema import storable


@dataclass(frozen=True, slots=True, kw_only=True)
class Toekenningen:
    """A toekenningen file: the sha256 of its original, and its rows as JSON."""

    sha256: str
    naam: str
    rijen: str
    gegeven: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one filled-in jury sheet says of one action.

    `sheet` is the sha256 of that sheet and `naam` its file name; `feiten` tells the
    facts that the jury had before it, so that a later change of them can be seen.
    """

    bestuur: str
    actie: int
    sheet: str
    naam: str
    feiten: str
    voldoende: bool | None
    conclusie: str | None
    verlengen: bool | None
    gegeven: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Jurysheet:
    """A jury sheet that came back, of one bestuur.

    `sheet` is the sha256 of the document, `naam` its file name; `jurylid` and `datum`
    are what the juror wrote there. `bevindingen` is JSON: what was wrong with it.
    `beslissend`: given as the one that holds, whatever others say.
    """

    bestuur: str
    sheet: str
    naam: str
    jurylid: str | None
    datum: str | None
    bevindingen: str
    beslissend: bool
    gegeven: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitgifte:
    """The facts on which a jury sheet was made, so that it is known when it comes back.

    `kenmerk` fingerprints them, as the sheet does; `feiten` is JSON of a dossier.
    """

    bestuur: str
    kenmerk: str
    feiten: str
    gegeven: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Advies:
    """What the jury as a whole advises on one action, as somebody recorded it.

    `wie` recorded it, from the document `naam` with sha256 `bron` (the minutes, or the
    jury sheets that agree); `feiten` tells the facts of that moment.
    """

    bestuur: str
    actie: int
    voldoende: bool | None
    conclusie: str | None
    verlengen: bool | None
    feiten: str
    wie: str
    bron: str
    naam: str
    gegeven: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Correctie:
    """What a person put right: `waarde` (JSON) at `plek` of the dossier of `over`.

    `over` is the id of a bestuur, `plek` a field as `dossier.velden` names it. `was` is
    JSON: what the documents said then. `ingetrokken`: an earlier one of `plek` no
    longer counts.
    """

    over: str
    plek: str
    waarde: str
    was: str | None
    reden: str
    wie: str
    gegeven: dt.datetime
    ingetrokken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Toewijzing:
    """A person's word on whose `over` is: a message id, or the sha256 of a document.

    `bestuur` is an id; `None` takes back what was said before.
    """

    over: str
    bestuur: str | None
    wie: str
    gegeven: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Logregel:
    """Something that happened to `over`: a sha256, an id or a path.

    `wie` is the name of the user of the computer; `None` in lines of older versions.
    """

    wat: str
    over: str
    gegeven: dt.datetime
    wie: str | None = None


Act = TypeVar(
    "Act",
    Toekenningen,
    Verdict,
    Jurysheet,
    Uitgifte,
    Advies,
    Correctie,
    Toewijzing,
    Logregel,
)


def add(connection: Connection, acts: Iterable[Act]) -> None:
    """Add `acts` behind those that are there."""
    for act in acts:
        row = asdict(act) | {"gegeven": act.gegeven.isoformat()}
        texts = {name: storable(it) for name, it in row.items() if isinstance(it, str)}
        connection.execute(insert(_TABLES[type(act)]), row | texts)


def load(connection: Connection, kind: type[Act]) -> tuple[Act, ...]:
    """Every act of one kind, in the order in which they were added."""
    table = _TABLES[kind]
    read = TypeAdapter(kind).validate_python
    rows = connection.execute(select(table).order_by(table.c.id)).mappings()
    return tuple(read(dict(row)) for row in rows)


def said(act: Toekenningen | Verdict | Jurysheet | Advies) -> tuple[object, ...]:
    """What `act` says, whenever, and by whatever name the file went: to compare."""
    left_out = {"naam", "gegeven"}
    return tuple(what for name, what in asdict(act).items() if name not in left_out)


_TABLES: Final[Mapping[type, Table]] = {
    Toekenningen: schema.toekenningen,
    Verdict: schema.verdict,
    Jurysheet: schema.jurysheet,
    Uitgifte: schema.uitgifte,
    Advies: schema.advies,
    Correctie: schema.correctie,
    Toewijzing: schema.toewijzing,
    Logregel: schema.logboek,
}
