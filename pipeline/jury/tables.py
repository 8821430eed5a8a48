"""Tables: what a sheet of the overview holds, before anything is written.

A column says how its cells are to be read; a row is a tuple of cells in the order of
the columns. `None` is an empty cell.
"""

import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.dossier.model import Getal
from pipeline.spill import Spill

Soort = Literal["tekst", "lang", "getal", "euro", "procent", "moment", "verwijzing"]
Waarde = str | Getal | dt.datetime | None
"""A cell: a `verwijzing` is the path of a file, relative to the overview."""
Rij = tuple[Waarde, ...]


class Rijen(Collection[Rij]):
    """Rows without moments in them, kept on disk.

    They are gone through in the order of adding; with `volgorde` those of these groups
    first, group by group, and then those that are in none.
    """

    def __init__(self) -> None:
        self._rows = Spill()
        self.volgorde: Sequence[str] | None = None

    def add(self, rij: Rij, groep: str | None = None) -> None:
        """Put a row behind the others."""
        self._rows.add(json.dumps(rij), groep)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Rij]:
        return (tuple(json.loads(text)) for text in self._texts())

    def _texts(self) -> Iterator[str]:
        if self.volgorde is None:
            yield from self._rows
            return
        for groep in self.volgorde:
            yield from (text for _, text in self._rows.group(groep))
        yield from self._rows.ungrouped()

    def __contains__(self, rij: object) -> bool:
        return any(rij == one for one in self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kolom:
    """A column: its header, how its cells read, how wide it is in characters.

    `tinten` gives the cells that hold a word the tint (RRGGBB) of that word.
    """

    kop: str
    soort: Soort = "tekst"
    breedte: int = 12
    tinten: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grafiek:
    """A bar chart over the rows of a table: a bar of each of `reeksen` for each name.

    `namen` and `reeksen` are headers of columns, with the colour (RRGGBB) of each
    series; `as_` says what the numbers are.
    """

    titel: str
    namen: str
    reeksen: Mapping[str, str]
    as_: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet: its name, what it tells (a sentence), its columns and rows.

    The first `vast` columns stay in view when a person scrolls. `grafieken` are drawn
    on a sheet of charts. Rows may lie on disk: they are only gone through.
    """

    blad: str
    uitleg: str
    kolommen: tuple[Kolom, ...]
    rijen: Collection[Rij]
    vast: int = 2
    grafieken: tuple[Grafiek, ...] = ()
