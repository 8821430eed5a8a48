"""Migrations: the statements that bring an older workspace to the tables of today.

SQLite cannot put a column where a new table has it, so a table that changes is made
anew and its rows are carried over. Nothing here follows `schema`: what a version was,
it stays.
"""

from collections.abc import Iterator
from typing import Final


def _rebuilt(table: str, columns: str, carried: str) -> Iterator[str]:
    """Make `table` anew with `columns`; `carried` are those that it had already."""
    yield f"CREATE TABLE nieuw ({columns}, PRIMARY KEY (id)) STRICT"
    yield f"INSERT INTO nieuw ({carried}) SELECT {carried} FROM {table}"  # noqa: S608 - our own names
    yield f"DROP TABLE {table}"
    yield f"ALTER TABLE nieuw RENAME TO {table}"
    yield from _append_only(table)


def _append_only(table: str) -> Iterator[str]:
    refused = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    there = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 - our own name
    yield f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} {refused}"
    yield f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {refused}"
    yield f"CREATE TRIGGER {table}_replace BEFORE INSERT ON {table} {there} {refused}"


_TOEWIJZING: Final = """CREATE TABLE toewijzing (
    id INTEGER NOT NULL,
    over TEXT NOT NULL,
    bestuur TEXT,
    wie TEXT NOT NULL,
    gegeven TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT"""

VERSION_3: Final = (
    *_rebuilt(
        "correctie",
        "id INTEGER NOT NULL, over TEXT NOT NULL, plek TEXT NOT NULL, "
        "waarde TEXT NOT NULL, was TEXT, reden TEXT NOT NULL, "
        "ingetrokken INTEGER DEFAULT 0 NOT NULL, wie TEXT NOT NULL, "
        "gegeven TEXT NOT NULL",
        "id, over, plek, waarde, reden, wie, gegeven",
    ),
    *_rebuilt(
        "logboek",
        "id INTEGER NOT NULL, wat TEXT NOT NULL, over TEXT NOT NULL, wie TEXT, "
        "gegeven TEXT NOT NULL",
        "id, wat, over, gegeven",
    ),
    _TOEWIJZING,
    *_append_only("toewijzing"),
)
"""Who did what: corrections that can be taken back, whose a mail is, the log."""
