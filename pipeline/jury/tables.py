"""Tables: what a sheet of the overview holds, before anything is written.

A column says how its cells are to be read; a row is a tuple of cells in the order of
the columns. `None` is an empty cell.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.dossier.model import Getal

Soort = Literal["tekst", "lang", "getal", "euro", "procent", "moment", "verwijzing"]
Waarde = str | Getal | dt.datetime | None
"""A cell: a `verwijzing` is the path of a file, relative to the overview."""


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
    on a sheet of charts.
    """

    blad: str
    uitleg: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Waarde, ...], ...]
    vast: int = 2
    grafieken: tuple[Grafiek, ...] = ()
