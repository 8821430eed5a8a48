"""Wording: how far the words of a line are those of a label, to the letter or nearly.

    words of a line + words of a label -> what is the label, what is somebody's own

A label that was mistyped is still the form's; a word that it does not print is kept.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from pipeline.forms.lines import WORD

NUMBER: Final = "#"
_IS_NUMBER: Final = re.compile(r"\d{1,3}[a-z]{0,2}|[a-z]|[ivxl]{2,4}")
_WORD_ALIKE: Final = 68.0
_FEWEST_TAIL: Final = 2  # words at the end of a long label
_TAIL_ALIKE: Final = 84.0
# Words that carry no meaning of their own in a reworded label.
PLAIN: Final = frozenset(
    {"de", "het", "een", "en", "of", "we", "wij", "onze", "ons", "ik", "u", "uw",
     "jullie", "dat", "die", "deze", "dit", "er", "is", "was", "zijn", "werd",
     "wordt", "werden", "worden", "heeft", "hebben", "had", "kan", "kon", "konden",
     "moet", "in", "op", "om", "te", "van", "voor", "met", "aan", "bij", "door",
     "tot", "als", "nog", "niet", "wel", "waarom", "welke", "hoe", "wat"}
)  # fmt: skip

# Words that make another number of the one a label asks: `Niet behaald KPI`.
_ANOTHER: Final = frozenset(
    {"niet", "geen", "zonder", "verwacht", "verwachte", "geschat", "geschatte",
     "prognose", "raming", "vorig", "vorige", "voorgaand", "voorgaande"}
)  # fmt: skip


def asks_another(head: str, words: Sequence[str]) -> bool:
    """Whether `head` asks another number than a label of `words`."""
    mine = {word.group().lower() for word in WORD.finditer(head)}
    return not _ANOTHER.isdisjoint(mine.difference(words))


def is_number(word: str) -> bool:
    """Whether a word in small letters numbers a label: `Initiatief 12`, `b`, `iii`."""
    return _IS_NUMBER.fullmatch(word) is not None


def same_words(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a text of the form and as many words of a line are the same."""
    if mine == theirs:
        return True
    return len(mine) == len(theirs) and all(
        one == other or (one == NUMBER and is_number(other))
        for one, other in zip(mine, theirs, strict=True)
    )


def extra_words(head: str, words: Sequence[str]) -> str:
    """What `head` says that a label of `words` does not, and what is in between."""
    wild = NUMBER in words
    spans = [
        span
        for span in WORD.finditer(head)
        if span.group().lower() not in PLAIN
        and not (wild and is_number(span.group().lower()))
        and not any(is_like(span.group().lower(), word) for word in words)
    ]
    whole = "".join(span.group().lower() for span in spans)
    if not spans or any(is_like(whole, word) for word in words):
        return ""  # `verder zetten`
    return head[spans[0].start() : spans[-1].end()]


def tail_length(text: str, words: Sequence[str], begun: int) -> int:
    """How much of `text` is the rest of a label of which `begun` words were read."""
    spans = list(WORD.finditer(text))
    for skip in (begun, begun + 1, begun - 1):
        tail = words[skip:]
        if _FEWEST_TAIL <= len(tail) <= len(spans) or _is_last(text, spans, tail):
            theirs = " ".join(m.group().lower() for m in spans[: len(tail)])
            if fuzz.ratio(" ".join(tail), theirs) >= _TAIL_ALIKE:
                return spans[len(tail) - 1].end()
    return 0


def _is_last(text: str, spans: Sequence[re.Match[str]], tail: Sequence[str]) -> bool:
    """Whether a tail of one word stands alone before the colon of its label."""
    if len(tail) != 1 or not spans:
        return False
    return text[spans[0].end() :].lstrip().startswith(":")


@lru_cache(maxsize=4096)  # the same few words of labels, over and over
def is_like(one: str, other: str) -> bool:
    """Whether two words are one, mistyped: letters wrong, or in another order."""
    return fuzz.ratio(one, other) >= _WORD_ALIKE or sorted(one) == sorted(other)
