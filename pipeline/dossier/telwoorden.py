"""Telwoorden: Dutch number words, up to a million.

    words -> the number of which they are the word, and what stands behind it

A small grammar of its own: every spelling below a thousand is written out once, and
`honderd` and `duizend` tell where the rest begins (`vijftienhonderd`, `tweeduizend
vijfhonderd`). Spaces, hyphens and accents make no difference: people write
`vijf en twintig` and `tweeentwintig`. Words for about so many (`een tiental`,
`honderden`, `een paar`) are no number.
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
_THOUSAND: Final = "duizend"
_JOINED: Final = re.compile(r"(?<=\w)-(?=\w)|\s+")
_AROUND: Final = " .:;!*'\"‘’“”()"
_SHARE: Final = frozenset({"procent", "percent", "promille"})
_UNIT: Final = 2  # words of a unit behind a number word: `begeleide gezinnen`
_SMALL: Final = 3  # letters of `van`, `per`, `tot`: no unit begins with such a word


def read_telwoord(tekst: str) -> int | None:
    """The number of which `tekst`, all of it, is the word: `tweehonderd vijftig`."""
    word = _JOINED.sub("", _plain(tekst.strip(_AROUND)))
    return _thousands(word) if word.isalpha() else None


def read_telwoord_met_eenheid(tekst: str) -> int | None:
    """The number that `tekst` begins with, when only a unit follows it.

    `vijfenzestig gezinnen` is 65; `een gezin` is none, since `een` is an article too,
    and so is a text with a second number in it (`twee van de drie`).
    """
    words = tekst.strip(_AROUND).split()
    for size in range(len(words), 0, -1):
        number = read_telwoord(" ".join(words[:size]))
        if number is None:
            continue
        rest = [_plain(word.strip(_AROUND)) for word in words[size:]]
        if not rest:
            return number
        article = [word.casefold() for word in words[:size]] == ["een"]
        units = len(rest) <= _UNIT and all(
            word.isalpha() and len(word) > _SMALL and _thousands(word) is None
            for word in rest
        )
        units = units and _SHARE.isdisjoint(rest)
        return number if units and not article else None
    return None


def _plain(tekst: str) -> str:
    """`tekst` in small letters without accents: `tweeëntwintig` is looked up so."""
    parts = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _thousands(word: str) -> int | None:
    known = _hundreds()
    if _THOUSAND not in word:
        return known.get(word)
    many, _, rest = word.partition(_THOUSAND)
    thousands = known.get(many) if many else 1
    below = known.get(rest, known.get(rest.removeprefix("en"))) if rest else 0
    if not thousands or below is None or (rest and not below):
        return None
    return thousands * 1000 + below if thousands < 1000 and below < 1000 else None  # noqa: PLR2004


@cache
def _hundreds() -> dict[str, int]:
    """Every spelling of a number below a thousand, and `elfhonderd` and the like."""
    words = {_below_hundred(number): number for number in range(100)}
    for hundreds in range(1, 100):
        if hundreds % 10 == 0:
            continue  # nobody says `tienhonderd`
        start = _below_hundred(hundreds)
        for number in range(100):
            rest = _below_hundred(number) if number else ""
            for link in ("", "en") if rest else ("",):
                words[f"{start}honderd{link}{rest}"] = 100 * hundreds + number
                if hundreds == 1:
                    words[f"honderd{link}{rest}"] = 100 + number
    return words


def _below_hundred(number: int) -> str:
    if number < len(_UNITS):
        return _UNITS[number]
    tens, unit = number // 10 * 10, number % 10
    return f"{_UNITS[unit]}en{_TENS[tens]}" if unit else _TENS[tens]
