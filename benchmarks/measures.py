"""Measures: what a reader made of the torture set, as figures.

Each measure is as generous to other readers as it can be: markup is taken off before
words are compared, and letters and digits alone count.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Final

from benchmarks import truth
from tests.torture.case import Expected

_TAG: Final = re.compile(r"<[^<>]*>")
_APART: Final = re.compile(r"(?<=\d)[.\s\u00a0\u202f](?=\d{3}\b)")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")

Ask = Callable[[bytes], "Answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader says of one document: `None` when it could not read it."""

    text: str | None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one reader; each pair is how many, out of how many."""

    waarden: tuple[int, int]
    woorden: tuple[int, int]
    keuzes: tuple[int, int]
    prompts: tuple[int, int]
    geschrapt: tuple[int, int]
    verborgen: tuple[int, int]
    velden: tuple[int, int]
    onleesbaar: tuple[int, int]
    seconden: float

    def as_dict(self) -> dict[str, object]:
        """As JSON keeps it."""
        return asdict(self)


def letters(text: str) -> str:
    """Only the letters and digits, in lower case."""
    bare = unicodedata.normalize("NFC", text)
    return "".join(char for char in bare.lower() if char.isalnum())


def shown(text: str) -> str:
    """The letters of what a reader gave, without its markup and with it.

    With it, since a person may write `<van>` too.
    """
    return f"{letters(html.unescape(_TAG.sub('', text)))} {letters(text)}"


def spoken(text: str) -> set[str]:
    """The numbers in a text, without what parts their thousands."""
    bare = _APART.sub("", html.unescape(_TAG.sub(" ", text)))
    return {number.replace(",", ".") for number in _NUMBER.findall(bare)}


def score(ask: Ask, fields: Callable[[bytes, Expected], tuple[int, int]]) -> Score:
    """Put every document to a reader. `fields` counts the answers in their field."""
    ask(truth.untouched())  # imports and caches are no part of a document
    forms = [(case, ask(case.data)) for case in truth.FORMS]
    marked = [(one, ask(one.data)) for one in truth.marked()]
    attributed = [fields(case.data, case.expected) for case, _ in forms]
    found = [_found(answer.text or "", case.expected) for case, answer in forms]
    prompts = [ask(case.data).text or "" for case in truth.prompts()]
    answers = [answer for _, answer in (*forms, *marked)]
    times = [answer.seconds for _, answer in forms if answer.text is not None]
    return Score(
        waarden=_total(found),
        woorden=_total([_seen(a.text or "", m.live) for m, a in marked]),
        keuzes=_total([_told_apart(ask, way) for way in truth.CHOICES.values()]),
        prompts=_total(
            [(letters(truth.PROMPT) in shown(text), True) for text in prompts]
        ),
        geschrapt=_shown([(a.text or "", m.gone) for m, a in marked]),
        verborgen=_shown([(a.text or "", m.hidden) for m, a in marked]),
        velden=_total(attributed),
        onleesbaar=(sum(a.text is None for a in answers), len(answers)),
        seconden=median(times) if times else 0.0,
    )


def _total(pairs: list[tuple[int, int]]) -> tuple[int, int]:
    return sum(a for a, _ in pairs), sum(b for _, b in pairs)


def _found(text: str, expected: Expected) -> tuple[int, int]:
    said, counts = shown(text), spoken(text)
    lines = [letters(line) in said for line in truth.texts(expected)]
    lines += [f"{number:g}" in counts for number in truth.numbers(expected)]
    return sum(lines), len(lines)


def _seen(text: str, words: frozenset[str]) -> tuple[int, int]:
    said = shown(text)
    return sum(word in said for word in words), len(words)


def _shown(documents: list[tuple[str, frozenset[str]]]) -> tuple[int, int]:
    """In how many of the documents with such words one of them is shown."""
    having = [(shown(text), words) for text, words in documents if words]
    return sum(any(w in text for w in words) for text, words in having), len(having)


def _told_apart(ask: Ask, way: tuple[str, str, str]) -> tuple[int, int]:
    said = {ask(truth.choice(xml)).text for xml in way}
    return int(len(said) == len(way) and None not in said), 1
