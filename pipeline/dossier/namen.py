"""Names: texts folded so that spelling does not count.

Besturen write their own name and that of an action in many ways: capitals, accents,
`St.-`, hyphens or none, all in one word in a file name. Folding is code; names that
no rule can derive ("SPL") are data in `mappings/`.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

# Accents typed as separate characters (file names of macOS) belong to their letter.
_LOWER: Final = "a-zß-öø-ÿ\u0300-\u036f"
_UPPER: Final = "A-ZÀ-ÖØ-Þ"
# Words of one text or file name; "KPIHalle2024" is three: KPI, Halle, 2024.
_WORD: Final = re.compile(
    rf"[{_UPPER}]+(?![{_LOWER}])|[{_UPPER}]?[{_LOWER}]+|\d+", re.ASCII
)
_NOT_ALPHANUMERIC: Final = re.compile(r"[^a-z0-9]+")
_SAINT: Final = "sint"
_WITH_MIDDLE: Final = 3


class Word(NamedTuple):
    """A word of a text: as written, where, and folded."""

    tekst: str
    start: int
    folded: str

    @property
    def end(self) -> int:
        """Where the next character of the text stands."""
        return self.start + len(self.tekst)


def _unaccented(text: str) -> str:
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def plain(text: str) -> str:
    """Fold `text` to lower-case words with single spaces between them."""
    return _NOT_ALPHANUMERIC.sub(" ", _unaccented(text)).strip()


def compact(text: str) -> str:
    """Fold `text` to letters and digits only: `Sint-Niklaas` -> `sintniklaas`."""
    return _NOT_ALPHANUMERIC.sub("", _unaccented(text))


def words(text: str) -> list[Word]:
    """Cut `text` into its words; `St` is read as `Sint`."""
    return [
        Word(match[0], match.start(), _SAINT if folded == "st" else folded)
        for match in _WORD.finditer(text)
        for folded in [_unaccented(match[0])]
    ]


def folded_words(text: str) -> tuple[str, ...]:
    """Give only the folded words of `text`."""
    return tuple(word.folded for word in words(text))


def shortened(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the ways in which besturen shorten the middle of their `name`.

    `sint pieters leeuw`: sint p leeuw, sint pie leeuw; `heist op den berg`: heist o d
    berg. The first and the last word stay, or the name says nothing.
    """
    if len(name) < _WITH_MIDDLE:
        return
    first, *middle, last = name
    if first == _SAINT and len(middle) == 1:
        for length in range(1, len(middle[0])):
            yield first, middle[0][:length], last
    else:
        yield first, *(word[0] for word in middle), last


def joined(name: tuple[str, ...]) -> Iterator[str]:
    """Give `name` as one word, as in mail domains and file names."""
    if len(name) > 1:
        yield "".join(name)
        if name[0] == _SAINT:
            yield "".join(("st", *name[1:]))
