"""Database: one SQLite file, held by one process at a time.

    Path -> Database -> Connection in a transaction

A transaction is on disk, or it never was: SQLite's rollback journal with
`synchronous=EXTRA` (WAL has a corruption bug before SQLite 3.51.3). The lock is
SQLite's own, so it works on every system and ends with the process, killed or not.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from pipeline.errors import OutputError, PipelineError, SetupError
from pipeline.store import bezig
from pipeline.store.bezig import Meld, tell_nobody
from pipeline.store.files import explained
from pipeline.store.migrations import MIGRATIONS
from pipeline.store.schema import create

APPLICATION_ID: Final = 0x53414D4C  # "SAML"


_STEP: Final = 0.25
"""Seconds of one attempt to lock."""

_PRAGMAS: Final = (
    # While we hold the lock SQLite empties its journal and keeps the file. A killed
    # process leaves it, with old data in it; this change of mode removes it.
    "PRAGMA journal_mode = PERSIST",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)


class _InUseError(SetupError):
    """Another process has the database open."""


class Database:
    """A connection that keeps every other process out until it is closed.

    Not for use in a process forked from the one that opened it.
    """

    def __init__(self, path: Path, *, wait: float, meld: Meld = tell_nobody) -> None:
        """Lock `path`, made when it does not exist, within `wait` seconds.

        When it has to wait, `meld` is told at once for whom.

        Raises:
            SetupError: another process keeps it, or it is not a database of ours.
            OutputError: it cannot be written.
        """
        self.path = path
        self._is_ours = False
        with explained(path):
            # SQLite gives its journal the mode of the database.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self._engine = create_engine(
            URL.create("sqlite", database=str(path)),
            poolclass=StaticPool,
            # With level None the sqlite3 module begins no transactions: `_begin` does.
            connect_args={"timeout": _STEP, "isolation_level": None},
        )
        event.listen(self._engine, "connect", _configure)
        event.listen(self._engine, "begin", _begin)
        try:
            self._lock(max(1, round(wait / _STEP)), meld)
            with self.transaction() as connection:
                prepare(connection)
        except PipelineError:
            self.close()
            raise

    def _lock(self, attempts: int, meld: Meld) -> None:
        # Short attempts: one long wait inside SQLite would not hear Ctrl-C.
        for number in range(attempts):
            try:
                with self.transaction() as connection:
                    # While it is ours, and so it stays ours. Asked for earlier, two
                    # processes that start together would keep each other out.
                    connection.exec_driver_sql("PRAGMA locking_mode = EXCLUSIVE")
            except _InUseError:
                if number == attempts - 1:
                    raise
                if number == 0:
                    seconds = f"{attempts * _STEP:.0f} seconden"
                    meld(f"{_busy(self.path.parent)} Ik wacht hoogstens {seconds}.")
                self._engine.dispose()  # so that the next attempt configures again
            else:
                self._is_ours = True
                bezig.mark(self.path.parent)
                return

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All of it or nothing; what SQLite cannot do comes out as our error."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise _explained(self.path, error) from error

    def close(self) -> None:
        """Let the next process in."""
        try:
            if self._is_ours:
                self._is_ours = False
                bezig.unmark(self.path.parent)
        finally:
            self._engine.dispose()


def _configure(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    # Taken at once: a read lock that has to grow is refused without waiting. EXCLUSIVE
    # rather than IMMEDIATE because no other process is to read halfway a run either.
    connection.exec_driver_sql("BEGIN EXCLUSIVE")


def _busy(folder: Path) -> str:
    return f"Een ander venster werkt nog in ‘{folder}’{bezig.holder(folder)}."


def _explained(path: Path, error: DBAPIError) -> Exception:
    cause = error.orig
    # Without a code it is not SQLite that refused: that is our own defect.
    code = cause.sqlite_errorcode if isinstance(cause, sqlite3.Error) else None
    match None if code is None else code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            again = "Wacht tot het klaar is en begin dan opnieuw."
            return _InUseError(f"{_busy(path.parent)} {again}")
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return SetupError(
                f"‘{path}’ is beschadigd of geen databank. Zet de map terug uit een "
                "reservekopie, of kies een nieuwe map en geef alles opnieuw in."
            )
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return OutputError(
                f"‘{path}’ kan niet geschreven worden: de schijf is vol of niet "
                "bereikbaar. Maak plaats en begin opnieuw; wat er stond, is niet "
                "gewijzigd."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return OutputError(
                f"U mag niet schrijven in ‘{path.parent}’. "
                "Kies een andere map of vraag toegang."
            )
        case _:
            return error


def prepare(
    connection: Connection,
    migrations: tuple[tuple[str, ...], ...] = MIGRATIONS,
) -> None:
    """Give an empty file its tables, or an older one those of today.

    Raises:
        SetupError: the file is not ours, or a newer version of the program made it.
    """
    newest = 1 + len(migrations)
    version = _pragma(connection, "user_version")
    if _is_empty(connection):
        create(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    elif _pragma(connection, "application_id") != APPLICATION_ID or version < 1:
        message = "‘samenleven.sqlite’ in deze map is niet van dit programma."
        raise SetupError(f"{message} Kies een andere map.")
    elif version > newest:
        message = "Deze map is gemaakt met een nieuwere versie van dit programma."
        raise SetupError(f"{message} Installeer die versie.")
    else:
        for statement in chain.from_iterable(migrations[version - 1 :]):
            connection.exec_driver_sql(statement)
    if version != newest:
        connection.exec_driver_sql(f"PRAGMA user_version = {newest}")


def _is_empty(connection: Connection) -> bool:
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    return not tables.scalar_one()


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
