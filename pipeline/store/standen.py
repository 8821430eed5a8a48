"""Standen: up to which mail each mailbox was taken in, as rows in the database."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from pipeline.intake.postvak import Stand
from pipeline.store.schema import postvak

_NEW: Final = insert(postvak)
_SAVE: Final = _NEW.on_conflict_do_update(
    set_={"uidvalidity": _NEW.excluded.uidvalidity, "uid": _NEW.excluded.uid}
)


def load(connection: Connection) -> dict[str, Stand]:
    """Every `Stand`, by `Postvak.naam`."""
    rows = connection.execute(select(postvak))
    return {row.naam: Stand(row.uidvalidity, row.uid) for row in rows}


def save(connection: Connection, standen: Mapping[str, Stand]) -> None:
    """Put `standen` in the place of what was known of those mailboxes."""
    rows = [
        {"naam": naam, "uidvalidity": stand.uidvalidity, "uid": stand.uid}
        for naam, stand in standen.items()
    ]
    if rows:
        connection.execute(_SAVE, rows)
