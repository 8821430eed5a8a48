"""Woordstam: Dutch words compared without their plural.

    brugfiguren, brugfiguur -> brugfigur

No dictionary and no grammar: one spelling for words that only differ in their ending,
so that a name is found however it was bent. Never shown to anybody.
"""

import re
from functools import lru_cache
from typing import Final

_SHORTEST: Final = 5  # shorter words carry their ending: `sport`, `plan`, `huis`
_DOUBLE: Final = re.compile(r"(.)\1")


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The stem of a folded word (`namen.plain`): no -en, -s, doubled letters."""
    if len(word) > _SHORTEST:
        word = word.removesuffix("en")
        word = word.removesuffix("s")
    return _DOUBLE.sub(r"\1", word)
