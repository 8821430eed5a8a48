"""Mentions: which besturen a header, a subject or a file name names.

    names of besturen + text -> Mention...

Boom, mol, geel and halen are words as well as municipalities. So a text must be one in
which a bestuur presents itself, never an answer, and every mention says how sure it is.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.dossier.namen import Word, words

# What may stand between the words of a name: St.-Niklaas, vzw 'de Rand', "a / b".
_HYPHENS: Final = "\u2010\u2011\u2013-"
_GAP: Final = re.compile(rf"[\s_./'’‘{_HYPHENS}]{{0,3}}")
_TIED: Final = re.compile(rf"[^\W\d_][{_HYPHENS}]|[{_HYPHENS}][^\W\d_]")
_CHUNK: Final = re.compile(r"\S+")
_FILE_NAME: Final = re.compile(
    r"_|\.(?:docx?|docm|odt|rtf|pdf|xls[xmb]?|ods|csv|pptx?|zip|eml|msg|txt)\b",
    re.IGNORECASE,
)
_SMALL_WORDS: Final = frozenset({"de", "den", "op", "d", "o", "vzw"})
_TITLES: Final = frozenset(
    {"stad", "gemeente", "ocmw", "bestuur", "gemeentebestuur", "stadsbestuur"}
)
# Between a title and the name: stad Gent, bestuur van Gent.
_AFTER_TITLE: Final = frozenset({"van", "de"})
_WORDS_BEFORE: Final = 3
# These stand before the name of a municipality without meaning its bestuur.
_OTHER_BODIES: Final = frozenset(
    {"provincie", "arrondissement", "regio", "referentieregio", "politiezone", "zone"}
)

# Where an address is, and not who wrote: Steenweg op Mol, 2800 Mechelen. A year is no
# postal code.
_BEFORE: Final = 12  # characters in which a postal code stands
_ROAD: Final = ("weg", "baan")
_ALONG: Final = frozenset({"op", "naar"})
_POSTAL_CODE: Final = re.compile(r"(?<!\d)(?!20[1-4]\d)[1-9]\d{3}\s+$")
# What stands between names that are named alike: Halle en Vilvoorde.
_LISTED: Final = re.compile(r"[\s,/&+_–-]*(?:\ben\b)?[\s,/&+_–-]*", re.IGNORECASE)

# How sure each circumstance leaves us; they multiply.
_CAPITALISED: Final = 0.95
_FILE_NAME_WORD: Final = 0.9
_LOWER_CASE: Final = 0.75
_ORDINARY_WORD: Final = 0.65
_PART_OF_COMPOUND: Final = 0.6
_SURNAME: Final = 0.5
_OTHER_BODY, _ADDRESS = 0.3, 0.3


@dataclass(frozen=True, slots=True)
class Mention:
    """A bestuur named in a text: the text, where it starts, how sure (0 to 1)."""

    bestuur: str
    tekst: str
    start: int
    zekerheid: float


@dataclass(frozen=True, slots=True)
class Spelling:
    """A way to write the name of a bestuur, as folded words.

    `gewoon`: also an ordinary word. `letterwoord`: an acronym, all capitals in text.
    """

    bestuur: str
    woorden: tuple[str, ...]
    zekerheid: float
    gewoon: bool = False
    letterwoord: bool = False


class Spellings:
    """All spellings of a register, to be found in texts."""

    def __init__(self, spellings: Iterable[Spelling]) -> None:
        by_words: defaultdict[tuple[str, ...], list[Spelling]] = defaultdict(list)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for spelling in spellings:
            by_words[spelling.woorden].append(spelling)
            lengths[spelling.woorden[0]].add(len(spelling.woorden))
        self._by_words = dict(by_words)
        self._lengths = {
            first: sorted(some, reverse=True) for first, some in lengths.items()
        }

    def find(self, text: str, *, lenient: bool) -> Iterator[Mention]:
        """Find the names in `text`, from left to right, the longest one first.

        `lenient` reads all of `text` as a file name, where capitals mean nothing. One
        name of several besturen gives a mention of each, with the certainty shared.
        """
        places = list(self._places(text, words(text), lenient=lenient))
        for at, (place, options) in enumerate(places):
            around = [other for other, _ in places[max(0, at - 1) : at + 2]]
            listed = any(map(place.is_listed_with, around))
            yield from place.mentions(options, listed=listed)

    def _places(
        self, text: str, found: Sequence[Word], *, lenient: bool
    ) -> Iterator[tuple["_Occurrence", Sequence[Spelling]]]:
        """Where a name stands in `text`, with those whose it can be."""
        folded = tuple(word.folded for word in found)
        in_file_names = _in_file_names(text, found)
        position = 0
        while position < len(found):
            step = 1
            in_file_name = lenient or position in in_file_names
            for length in self._lengths.get(folded[position], ()):
                end = position + length
                if end > len(found):
                    continue
                options = self._by_words.get(folded[position:end], ())
                place = _Occurrence(text, found, position, end, in_file_name)
                if counting := place.counting(options):
                    yield place, counting
                    step = length
                    break
            position += step


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """Words `start` to `end` of a text, spelled like the name of a bestuur."""

    text: str
    found: Sequence[Word]
    start: int
    end: int
    in_file_name: bool

    @property
    def written(self) -> Sequence[Word]:
        return self.found[self.start : self.end]

    def counting(self, options: Iterable[Spelling]) -> list[Spelling]:
        """Those of `options` that count as a name here."""
        if not self.is_together():
            return []
        return [option for option in options if self.counts(option)]

    def mentions(
        self, options: Sequence[Spelling], *, listed: bool
    ) -> Iterator[Mention]:
        """Give a mention for each of `options`; see `certainty` for `listed`."""
        for spelling in options:
            certainty = self.certainty(spelling, listed=listed)
            yield Mention(
                bestuur=spelling.bestuur,
                tekst=self.text[self.begin : self.until],
                start=self.begin,
                zekerheid=round(spelling.zekerheid * certainty / len(options), 2),
            )

    @property
    def begin(self) -> int:
        """Where it begins in the text."""
        return self.found[self.start].start

    @property
    def until(self) -> int:
        """Where it ends in the text."""
        return self.found[self.end - 1].end

    def is_listed_with(self, other: "_Occurrence") -> bool:
        """Whether another name is named in the same breath: Halle en Vilvoorde."""
        first, second = sorted((self, other), key=lambda place: place.begin)
        between = self.text[first.until : second.begin]
        return other is not self and _LISTED.fullmatch(between) is not None

    def counts(self, spelling: Spelling) -> bool:
        """Whether it is written as a name: a word is one by its capital alone."""
        return self.in_file_name or not spelling.gewoon or self.is_capitalised()

    def is_together(self) -> bool:
        """Whether no more than a space or a mark stands between the words."""
        return all(
            _GAP.fullmatch(self.text, left.end, right.start)
            for left, right in pairwise(self.written)
        )

    def certainty(self, spelling: Spelling, *, listed: bool) -> float:
        """How sure it is that this names a bestuur that presents itself.

        A word that is `listed` beside another name is no ordinary word.
        """
        before = self.words_before()
        if before and before[-1] in _OTHER_BODIES:
            return _OTHER_BODY
        if self.is_address():
            return _ADDRESS
        if before and before[-1] in _TITLES:
            return 1.0
        certainty = self.certainty_of_capitals()
        ordinary = spelling.gewoon and not listed
        if ordinary or (spelling.letterwoord and not self.is_all_capitals()):
            certainty *= _ORDINARY_WORD
        if self.is_surname():
            certainty *= _SURNAME
        if not self.in_file_name and self.is_in_compound():
            certainty *= _PART_OF_COMPOUND
        return certainty

    def words_before(self) -> list[str]:
        """Give the last words before the name, without the `van` of a title."""
        earlier = self.found[max(0, self.start - _WORDS_BEFORE) : self.start]
        before = [word.folded for word in earlier]
        while before and before[-1] in _AFTER_TITLE:
            before.pop()
        return before

    def certainty_of_capitals(self) -> float:
        if self.is_capitalised():
            return _CAPITALISED
        return _FILE_NAME_WORD if self.in_file_name else _LOWER_CASE

    def is_capitalised(self) -> bool:
        return all(
            word.tekst[0].isupper()
            for word in self.written
            if word.folded not in _SMALL_WORDS
        )

    def is_all_capitals(self) -> bool:
        return all(word.tekst.isupper() for word in self.written)

    def is_address(self) -> bool:
        """Whether it is the name of a road, or of a town behind its postal code."""
        earlier = [word.folded for word in self.found[: self.start][-2:]]
        if len(earlier) > 1 and earlier[1] in _ALONG and earlier[0].endswith(_ROAD):
            return True
        before = self.text[max(0, self.begin - _BEFORE) : self.begin]
        return not self.in_file_name and _POSTAL_CODE.search(before) is not None

    def is_surname(self) -> bool:
        """Whether `Van` stands before it: people are called Van Mechelen."""
        return self.start > 0 and self.found[self.start - 1].tekst == "Van"

    def is_in_compound(self) -> bool:
        """Whether a hyphen ties it to another word: Halle-Vilvoorde, Gent-Zuid."""
        start, end = self.begin, self.until
        around = self.text[max(0, start - 2) : start], self.text[end : end + 2]
        return any(map(_TIED.fullmatch, around))


def _in_file_names(text: str, found: Sequence[Word]) -> frozenset[int]:
    """Give the positions of the words of `found` that stand in a file name."""
    starts = [word.start for word in found]
    return frozenset(
        position
        for chunk in _CHUNK.finditer(text)
        if _FILE_NAME.search(chunk[0])
        for position in range(
            bisect_left(starts, chunk.start()), bisect_left(starts, chunk.end())
        )
    )
