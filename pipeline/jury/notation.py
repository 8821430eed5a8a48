"""Notation: numbers, amounts and dates as a Fleming writes them.

`None` is a dash everywhere: what was not answered must show as not answered. Blanks
inside an amount do not break over a line.
"""

import datetime as dt
from decimal import Decimal
from typing import Final

from pipeline.dossier.model import Getal
from pipeline.dossier.rondes import BRUSSELS

DASH: Final = "–"
NBSP: Final = "\u00a0"
CELLS: Final = 10
MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
# A number with more digits than this is a mistake of somebody: it is told in powers.
_SHOWN: Final = 10**15


def as_getal(value: Getal | None) -> str:
    """Write a count: `1500` -> `1.500`, `1.5` -> `1,5`, `75.0` -> `75`."""
    if value is None:
        return DASH
    # Not through text for a whole number: python refuses to write a very long one.
    exact = Decimal(value) if isinstance(value, int) else Decimal(str(value))
    if abs(exact) >= _SHOWN:
        return f"{exact:.3e}".replace(".", ",")
    whole, _, rest = f"{exact:,f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def as_euro(value: Getal | None) -> str:
    """Write an amount: `€ 96.000`, `€ 1.234,50`."""
    if value is None:
        return DASH
    amount = as_getal(value)
    whole, comma, cents = amount.partition(",")
    return f"€{NBSP}{whole}{comma}{cents.ljust(2, '0') if comma else ''}"


def as_procent(value: Getal | None) -> str:
    """Write a percentage: `21,7 %`."""
    return DASH if value is None else f"{as_getal(value)}{NBSP}%"


def as_datum(moment: dt.date | None) -> str:
    """Write a day, and the time of a moment as it was in Brussels."""
    if moment is None:
        return DASH
    time = ""
    if isinstance(moment, dt.datetime):
        local = moment.astimezone(BRUSSELS) if moment.tzinfo else moment
        time = f", {local:%H.%M} uur"
        moment = local
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}{time}"


def as_balk(percentage: float | None) -> str:
    """Draw a percentage as ten blocks; `` when unknown.

    Something achieved is at least one block, and short of 100 % never ten.
    """
    if percentage is None:
        return ""
    blocks = int(percentage * CELLS / 100)
    if percentage > 0:
        blocks = max(blocks, 1)
    blocks = min(blocks, CELLS)
    return "█" * blocks + "░" * (CELLS - blocks)


def aantal(count: int, one: str, more: str) -> str:
    """Write a count with its noun: `1 fout`, `2 fouten`."""
    return f"{as_getal(count)} {one if count == 1 else more}"
