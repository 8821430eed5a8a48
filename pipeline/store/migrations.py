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

_VERSION_3: Final = (
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

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
        """CREATE TABLE jurysheet (
            id INTEGER NOT NULL,
            bestuur TEXT NOT NULL,
            sheet TEXT NOT NULL,
            naam TEXT NOT NULL,
            jurylid TEXT,
            datum TEXT,
            bevindingen TEXT NOT NULL,
            beslissend INTEGER NOT NULL,
            gegeven TEXT NOT NULL,
            PRIMARY KEY (id)
        ) STRICT""",
        *_append_only("jurysheet"),
    ),
    _VERSION_3,
    (
        """CREATE TABLE advies (
            id INTEGER NOT NULL,
            bestuur TEXT NOT NULL,
            actie INTEGER NOT NULL,
            voldoende INTEGER,
            conclusie TEXT,
            verlengen INTEGER,
            feiten TEXT NOT NULL,
            wie TEXT NOT NULL,
            bron TEXT NOT NULL,
            naam TEXT NOT NULL,
            gegeven TEXT NOT NULL,
            PRIMARY KEY (id)
        ) STRICT""",
        *_append_only("advies"),
    ),
    (
        """CREATE TABLE postvak (
            naam TEXT NOT NULL,
            uidvalidity INTEGER NOT NULL,
            uid INTEGER NOT NULL,
            PRIMARY KEY (naam)
        ) STRICT""",
    ),
    (
        """CREATE TABLE uitgifte (
            id INTEGER NOT NULL,
            bestuur TEXT NOT NULL,
            kenmerk TEXT NOT NULL,
            feiten TEXT NOT NULL,
            gegeven TEXT NOT NULL,
            PRIMARY KEY (id)
        ) STRICT""",
        "CREATE UNIQUE INDEX uitgifte_eens ON uitgifte (bestuur, kenmerk)",
        *_append_only("uitgifte"),
    ),
)
"""The statements from version 1 to 2, from 2 to 3, ...: add to the end, change none.

A new file gets the tables of `schema` at once; an older one gets there through these.
"""
