"""Invoer: what came in, as a tree in the program and as rows in the database.

Occurrence -> flatten -> rows -> grow -> Occurrence
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, text

from pipeline.store.schema import invoer, storable


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A file, mail or attachment where it was found; `onderdelen` came out of it.

    `pad` is relative to INPUT, `formaat` what the bytes are, `item` JSON with whatever
    intake tells of it. `sha256` is `None` when the bytes could not be had.
    """

    pad: str
    naam: str
    sha256: str | None
    formaat: str
    item: str
    onderdelen: tuple["Occurrence", ...] = ()


Rows = list[tuple[int | None, Occurrence]]
"""A tree in rows: each item without its parts, beside the row number of what it came
out of (`None` for the first). What contains stands before what it contains."""


def flatten(item: Occurrence) -> Rows:
    """Lay `item` out in rows, in reading order and with `storable` texts."""
    rows: Rows = []
    waiting: Rows = [(None, item)]
    while waiting:
        ouder, one = waiting.pop()
        waiting += [(len(rows), part) for part in reversed(one.onderdelen)]
        plain = replace(
            one,
            pad=storable(one.pad),
            naam=storable(one.naam),
            item=storable(one.item),
            onderdelen=(),
        )
        rows.append((ouder, plain))
    return rows


def grow(rows: Rows) -> Occurrence:
    """Make the tree of `rows` again."""
    parts: defaultdict[int | None, list[Occurrence]] = defaultdict(list)
    for number, (ouder, one) in reversed(list(enumerate(rows))):
        onderdelen = tuple(reversed(parts.pop(number, [])))
        parts[ouder].append(replace(one, onderdelen=onderdelen))
    return parts[None][0]


_FIRST: Final = select(invoer.c.id, invoer.c.bron, invoer.c.gezien).where(
    invoer.c.ouder.is_(None),
    invoer.c.pad == bindparam("pad"),
    invoer.c.sha256.is_not_distinct_from(bindparam("sha256")),
)
_TREE: Final = (
    select(invoer).where(invoer.c.wortel == bindparam("wortel")).order_by(invoer.c.id)
)
_HIGHEST: Final = select(func.coalesce(func.max(invoer.c.id), 0))


def store(
    connection: Connection, item: Occurrence, *, bron: str, gezien: dt.datetime
) -> bool:
    """Put `item` in the database; say whether it is new, or told otherwise than before.

    `bron` and `gezien` stay those of the first time.
    """
    rows = flatten(item)
    root = {"pad": rows[0][1].pad, "sha256": rows[0][1].sha256}
    first = {"bron": storable(bron), "gezien": gezien.isoformat()}
    known = connection.execute(_FIRST, root).one_or_none()
    if known is not None:
        if _rows(connection.execute(_TREE, {"wortel": known.id})) == rows:
            return False
        first = {"bron": known.bron, "gezien": known.gezien}
        connection.execute(delete(invoer).where(invoer.c.wortel == known.id))
    start = connection.execute(_HIGHEST).scalar_one() + 1
    values = [
        {
            "id": start + number,
            "wortel": start,
            "ouder": None if ouder is None else start + ouder,
            "pad": one.pad,
            "naam": one.naam,
            "sha256": one.sha256,
            "formaat": one.formaat,
            "item": one.item,
            **first,
        }
        for number, (ouder, one) in enumerate(rows)
    ]
    connection.execute(insert(invoer), values)
    return True


Key = tuple[str, str]
"""What puts top-level items in order: pad and sha256, which is empty for none."""

_PAGE: Final = 50
FIRST: Final[Key] = ("", "")
"""Before all items: every one has a path."""
# By its index: SQLite would sort all of them for every page.
_NEXT: Final = text(
    "SELECT id FROM invoer INDEXED BY invoer_eens "
    "WHERE ouder IS NULL AND (pad, coalesce(sha256, '')) > (:pad, :sha256) "
    "ORDER BY pad, coalesce(sha256, '') LIMIT :most"
)


def key(item: Occurrence) -> Key:
    """The place of an item that was read back among the others."""
    return item.pad, item.sha256 or ""


def load(connection: Connection, after: Key) -> tuple[Occurrence, ...]:
    """Some top-level items with their parts: those that come next `after` another.

    None when there are no more.
    """
    pad, sha256 = after
    page = connection.scalars(_NEXT, {"pad": pad, "sha256": sha256, "most": _PAGE})
    return tuple(
        grow(_rows(connection.execute(_TREE, {"wortel": wortel})))
        for wortel in page.all()
    )


def count(connection: Connection) -> int:
    """How many top-level items there are."""
    query = select(func.count()).where(invoer.c.ouder.is_(None))
    return connection.execute(query).scalar_one()


def _rows(found: Iterable[Row[Any]]) -> Rows:
    # `Any`: rows of `schema.invoer`, whose STRICT columns have the types used here.
    return [
        (
            None if row.ouder is None else row.ouder - row.wortel,
            Occurrence(
                pad=row.pad,
                naam=row.naam,
                sha256=row.sha256,
                formaat=row.formaat,
                item=row.item,
            ),
        )
        for row in found
    ]
