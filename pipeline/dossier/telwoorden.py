"""Telwoorden: Dutch number words, up to duizend.

They only confirm a number in digits (`driehonderd (300)`): by themselves they are
words, since `een` is also an article and `twee` may be two of anything.
"""

import re
import unicodedata
from functools import cache
from typing import Final

# fmt: off
_UNITS: Final = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen",
    "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien",
    "achttien", "negentien",
)
# fmt: on
_TENS: Final = {
    20: "twintig",
    30: "dertig",
    40: "veertig",
    50: "vijftig",
    60: "zestig",
    70: "zeventig",
    80: "tachtig",
    90: "negentig",
}
_LETTERS: Final = re.compile(r"[^a-z]+")


def read_telwoord(tekst: str) -> int | None:
    """The number of which `tekst`, all of it, is the word: `tweehonderd vijftig`."""
    parts = unicodedata.normalize("NFKD", tekst.casefold())
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return _words().get(_LETTERS.sub("", plain))


@cache
def _words() -> dict[str, int]:
    """Every spelling without spaces, hyphens and accents, from nul to duizend."""
    words = {_below_hundred(number): number for number in range(100)}
    for hundreds in range(1, 10):
        for start in {_UNITS[hundreds], "" if hundreds == 1 else _UNITS[hundreds]}:
            for number in range(100):
                rest = _below_hundred(number) if number else ""
                for link in ("", "en"):
                    words[f"{start}honderd{link if rest else ''}{rest}"] = (
                        100 * hundreds + number
                    )
    return {**words, "duizend": 1000, "eenduizend": 1000}


def _below_hundred(number: int) -> str:
    if number < len(_UNITS):
        return _UNITS[number]
    tens, unit = number // 10 * 10, number % 10
    # `tweeëntwintig` loses its accent before it is looked up.
    return f"{_UNITS[unit]}en{_TENS[tens]}" if unit else _TENS[tens]
