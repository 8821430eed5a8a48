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

# How sure each circumstance leaves us; they multiply.
_CAPITALISED: Final = 0.95
_FILE_NAME_WORD: Final = 0.9
_LOWER_CASE: Final = 0.75
_ORDINARY_WORD: Final = 0.65
_PART_OF_COMPOUND: Final = 0.6
_SURNAME: Final = 0.5
_OTHER_BODY: Final = 0.3


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
        found = words(text)
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
                if mentions := place.mentions(options):
                    yield from mentions
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

    def mentions(self, options: Iterable[Spelling]) -> list[Mention]:
        """Give a mention for each of `options`, when they count as a name here."""
        counting = [option for option in options if self.counts(option)]
        if not counting or not self.is_together():
            return []
        first, last = self.found[self.start], self.found[self.end - 1]
        return [
            Mention(
                bestuur=spelling.bestuur,
                tekst=self.text[first.start : last.end],
                start=first.start,
                zekerheid=round(
                    spelling.zekerheid * self.certainty(spelling) / len(counting), 2
                ),
            )
            for spelling in counting
        ]

    def counts(self, spelling: Spelling) -> bool:
        """Whether it is written as a name: a word is one by its capital alone."""
        return self.in_file_name or not spelling.gewoon or self.is_capitalised()

    def is_together(self) -> bool:
        """Whether no more than a space or a mark stands between the words."""
        return all(
            _GAP.fullmatch(self.text, left.end, right.start)
            for left, right in pairwise(self.written)
        )

    def certainty(self, spelling: Spelling) -> float:
        before = self.words_before()
        if before and before[-1] in _OTHER_BODIES:
            return _OTHER_BODY
        if before and before[-1] in _TITLES:
            return 1.0
        certainty = self.certainty_of_capitals()
        if spelling.gewoon or (spelling.letterwoord and not self.is_all_capitals()):
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

    def is_surname(self) -> bool:
        """Whether `Van` stands before it: people are called Van Mechelen."""
        return self.start > 0 and self.found[self.start - 1].tekst == "Van"

    def is_in_compound(self) -> bool:
        """Whether a hyphen ties it to another word: Halle-Vilvoorde, Gent-Zuid."""
        start, end = self.found[self.start].start, self.found[self.end - 1].end
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
