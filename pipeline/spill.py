"""Spill: rows of text on disk, for what grows with the input and must not fill memory.

    text -> number -> text, one by one, in order, or by group

Nobody else sees them and they are gone with whoever holds them, crash or not: SQLite
keeps them in a file without a name, and makes that file when there are many.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from pipeline.errors import OutputError

_PAGE: Final = 64
_SETTINGS: Final = (
    "PRAGMA journal_mode = OFF",  # nothing here is ever rolled back
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -256",  # KiB
    "CREATE TABLE rij (nr INTEGER PRIMARY KEY, groep TEXT, tekst TEXT NOT NULL) STRICT",
    "CREATE INDEX rij_groep ON rij (groep, nr) WHERE groep IS NOT NULL",
)


class Spill:
    """Rows of text, numbered from 0 in the order of adding, each in a group or in none.

    Raises `OutputError` when the disk for temporary files is full.
    """

    def __init__(self) -> None:
        with _explained():
            self._rows = sqlite3.connect("", isolation_level=None)
            for statement in _SETTINGS:
                self._rows.execute(statement)
        self._next = 0

    def __len__(self) -> int:
        return self._next

    def __iter__(self) -> Iterator[str]:
        """Every text in order; a row that is put meanwhile may be told anew."""
        return self._each("nr >= ? AND nr < ?")

    def ungrouped(self) -> Iterator[str]:
        """The texts that are in no group, in order."""
        return self._each("nr >= ? AND nr < ? AND groep IS NULL")

    def _each(self, which: str) -> Iterator[str]:
        query = f"SELECT tekst FROM rij WHERE {which} ORDER BY nr"  # noqa: S608 - our own words
        for start in range(0, self._next, _PAGE):
            for (text,) in self._all(query, start, start + _PAGE):
                yield text

    def add(self, text: str, group: str | None = None) -> int:
        """Keep `text`; the number by which it can be had."""
        number = self._next
        self.put(number, text, group)
        return number

    def put(self, number: int, text: str, group: str | None = None) -> None:
        """Keep `text` as row `number`, in the place of what was there."""
        with _explained():
            self._rows.execute(
                "INSERT OR REPLACE INTO rij VALUES (?, ?, ?)", (number, group, text)
            )
        self._next = max(self._next, number + 1)

    def get(self, number: int) -> str | None:
        """Row `number`; `None` when nothing was kept there."""
        found = self._all("SELECT tekst FROM rij WHERE nr = ?", number)
        return found[0][0] if found else None

    def group(self, group: str) -> list[tuple[int, str]]:
        """The rows of a group with their numbers, in order."""
        query = "SELECT nr, tekst FROM rij WHERE groep = ? ORDER BY nr"
        return self._all(query, group)

    def group_of(self, number: int) -> str:
        """The group of a row that is in one."""
        found = self._all("SELECT groep FROM rij WHERE nr = ?", number)
        return str(found[0][0])

    def first(self, group: str) -> int | None:
        """The number of the first row of a group; `None` when there is none."""
        found = self._all("SELECT min(nr) FROM rij WHERE groep = ?", group)
        number: int | None = found[0][0]
        return number

    def groups(self) -> list[str]:
        """Every group, by name."""
        query = "SELECT DISTINCT groep FROM rij WHERE groep IS NOT NULL ORDER BY groep"
        return [group for (group,) in self._all(query)]

    def close(self) -> None:
        """Let go of everything."""
        self._rows.close()

    def _all(self, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]  # the columns differ per query
        with _explained():
            return self._rows.execute(query, values).fetchall()


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputError(
            "De tijdelijke bestanden kunnen niet geschreven worden: de schijf of uw "
            "quotum is vol. Maak plaats en begin opnieuw."
        ) from error
