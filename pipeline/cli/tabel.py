"""Tabel: columns for a terminal, and the ways in which values are shown there."""

import datetime as dt
from collections.abc import Iterator, Sequence

from pipeline.dossier.rondes import BRUSSELS
from pipeline.findings import brief


def tabel(koppen: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, each column as wide as it needs."""
    every = [list(koppen), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*every, strict=True)]
    for row in every:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def dag(moment: dt.datetime | None) -> str:
    """A day and hour in Brussels, short; a dash when unknown."""
    if moment is None:
        return "–"
    local = moment.astimezone(BRUSSELS) if moment.tzinfo else moment
    return f"{local.day}/{local.month:02}/{local.year} {local:%H:%M}"


def kort(value: object, length: int = 60) -> str:
    """A value on one line; a dash for none."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "Ja" if value else "Nee"
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return brief(str(value), length)
