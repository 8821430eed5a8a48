"""Actienaam: which action of the programme a text names.

    text + Catalogus -> candidates, best first, each with its reason

Besturen number their own actions and shorten the official titles, so a name beats a
number, and a number counts only where the text names no other action (contract section
3, Slots). Names are compared by words without capitals, accents and plurals, written
in one word or in two, and longer ones also with a typing error. Two actions that are
named alike come with the same `zekerheid`: choosing is for who knows more.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from pipeline.dossier.actie_index import (
    FUZZY,
    FUZZY_LENGTH,
    Index,
    Name,
    SameCatalogus,
    folded_stems,
    index_of,
)
from pipeline.dossier.actienummer import official_numbers
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.namen import plain
from pipeline.dossier.woordstam import stem

Bewijs = Literal["naam", "synoniem", "nummer", "kenwoorden", "eenheid"]

_REMEMBERED: Final = 200  # letters; a longer text does not come twice
_SHORT: Final = 12  # words of a text that is a name and little else
_TITLE: Final = 25  # letters of a text that is a title as a whole
_LABEL: Final = frozenset({"actie", "nr", "nummer", *map(str, range(100))})
_FUZZY_WORDS: Final = 30  # a longer text is prose: its words are read as they stand
_LONGEST: Final = 6  # words that are tried together as one name written apart
_DOMINANT: Final = 2  # how many times longer a name is that leaves no doubt

_WHOLE, _NEARLY, _INSIDE, _PROSE = 0.98, 0.92, 0.85, 0.6
_WORN: Final = 0.9  # for a typing error, or a name inside a longer word
_DOMINATED: Final = 0.5
_BY_UNIT: Final = 0.3

# Letters that no name of an action has: `plain` forgets them, but they say something.
_STRANGE: Final = re.compile(r"[^\W\d_A-Za-z]")
_JOINED: Final = frozenset({"en", "of"})
# Words that say nothing about which action is meant: of a report, and small ones.
_REPORT: Final = frozenset(
    {"actie", "acties", "nr", "nummer", "kpi", "projectjaar", "projectjar", "pj"}
    | {"doelstelling", "totaal", "totalen", "subtotaal", "eindtotaal", "som"}
)
_SMALL: Final = frozenset(
    {"de", "het", "een", "in", "van", "op", "en", "of", "voor", "naar", "met", "aan"}
    | {"bij", "tot", "te", "om", "a", "indien"}
)
_FILLER: Final = _REPORT | _SMALL


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """An action that a text may mean: how sure (0 to 1), and why, in Dutch."""

    nummer: int
    zekerheid: float
    reden: str
    bewijs: Bewijs


@dataclass(frozen=True, slots=True)
class _Match:
    """A name in a text: which words of it (half open), and whether to the letter."""

    name: Name
    start: int
    end: int
    exact: bool

    @property
    def size(self) -> int:
        return len(self.name.letters)


def identify(tekst: str, catalogus: Catalogus) -> tuple[Kandidaat, ...]:
    """Tell which actions `tekst` may mean: a cell, a heading, or a whole answer.

    Without a name or number the unit of a KPI (`gezinnen`) gives weak candidates.
    """
    key = SameCatalogus(catalogus)
    return _known(tekst, key) if len(tekst) <= _REMEMBERED else _identify(tekst, key)


def _identify(tekst: str, key: SameCatalogus) -> tuple[Kandidaat, ...]:
    index = index_of(key.catalogus)
    stems = folded_stems(tekst)
    numbers = official_numbers(tekst, key.catalogus)
    matches = _chosen(index, stems)
    if matches:
        found = _named(matches, stems, numbers)
    elif numbers:
        found = [
            Kandidaat(nummer, zekerheid, f"het officiële nummer {nummer}", "nummer")
            for nummer, zekerheid in numbers.items()
            if zekerheid
        ]
    else:
        found = []
    found = found or list(_by_unit(stems, index))
    return tuple(sorted(found, key=lambda k: (-k.zekerheid, k.nummer)))


# Every report names the same actions in much the same words.
_known = lru_cache(maxsize=4096)(_identify)


def is_explained(tekst: str, catalogus: Catalogus, nummer: int) -> bool:
    """Whether `tekst` says no more than which action it is about.

    Every word of it is then its number, a word of its names, units or target groups,
    or of its doelstelling; other words are somebody's own.
    """
    known = index_of(catalogus).vocabulary.get(nummer, frozenset())
    words = plain(tekst).split()
    if not tekst.isascii() and _STRANGE.search(unicodedata.normalize("NFKD", tekst)):
        return False
    telling = [word for word in words if word not in _SMALL]
    return bool(telling or not words) and all(
        word in _REPORT
        or word.removeprefix("a").isdigit()
        or word in known
        # `dde` stems to `de`, which names nothing.
        or (stem(word) in known and stem(word) not in _SMALL)
        for word in telling
    )


def _chosen(index: Index, stems: Sequence[str]) -> list[_Match]:
    """The names in a text, longest first, none inside another."""
    chosen: list[_Match] = []
    for match in sorted(_matches(index, stems), key=lambda m: (-m.size, not m.exact)):
        if all(match.end <= c.start or c.end <= match.start for c in chosen):
            chosen.append(match)
    return chosen


def _matches(index: Index, stems: Sequence[str]) -> Iterator[_Match]:
    found = False
    for start in range(len(stems)):
        letters = ""
        for end in range(start + 1, min(len(stems), start + index.longest + 1) + 1):
            letters += stems[end - 1]
            if letters not in index.begins:
                break
            name = index.by_letters.get(letters)
            if name is not None:
                found = True
                yield _Match(name, start, end, exact=True)
        begun = stems[start].startswith(index.fronts)
        for name in index.compounds if begun else ():
            if stems[start].startswith(name.letters):
                yield _Match(name, start, start + 1, exact=stems[start] == name.letters)
    if len(stems) <= _FUZZY_WORDS:
        yield from _whole(index, stems)
        if not found:
            yield from _fuzzy(index, stems)


def _whole(index: Index, stems: Sequence[str]) -> Iterator[_Match]:
    """A long title that is the whole text, but for a typing error.

    Words of it may be the name of another action; the title as a whole is not.
    """
    start = next((at for at, word in enumerate(stems) if word not in _LABEL), 0)
    letters = "".join(word for word in stems[start:] if not word.isdigit())
    if len(letters) < _TITLE or letters in index.by_letters:
        return
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most texts do not need it

    near = process.extractOne(
        letters, index.fuzzy.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY
    )
    if near is not None:
        yield _Match(index.fuzzy[near[0]], start, len(stems), exact=False)


def _fuzzy(index: Index, stems: Sequence[str]) -> Iterator[_Match]:
    """Names with a typing error; only where no other action is as near."""
    choices = index.near("".join(stems))
    if not choices:
        return
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most texts do not need it

    for start in range(len(stems)):
        for end in range(start + 1, min(len(stems), start + _LONGEST) + 1):
            letters = "".join(stems[start:end])
            if len(letters) < FUZZY_LENGTH - 1:  # one letter may be missing
                continue
            near = process.extract(
                letters, choices, scorer=fuzz.ratio, score_cutoff=FUZZY
            )
            names = [index.fuzzy[choice] for choice, _, _ in near]
            if names and len({name.nummer for name in names}) == 1:
                yield _Match(names[0], start, end, exact=False)


def _named(
    matches: Sequence[_Match], stems: Sequence[str], numbers: Mapping[int, float]
) -> list[Kandidaat]:
    best: dict[int, _Match] = {}
    for match in matches:
        best.setdefault(match.name.nummer, match)
    first = next(iter(best.values()))
    filler = sum(word in _FILLER or word.isdigit() for word in stems)
    covered = sum(match.end - match.start for match in matches)
    found = []
    for nummer, match in best.items():
        zekerheid = _certainty(match, len(stems), len(stems) - filler - covered)
        reden = f"‘{match.name.tekst}’ is een naam van actie {nummer}"
        if nummer in numbers:
            zekerheid, reden = (
                min(0.99, zekerheid + 0.05),
                f"{reden}, en het nummer klopt",
            )
        elif match is not first and not _alike(match, first, stems):
            zekerheid *= _DOMINATED
        found.append(Kandidaat(nummer, zekerheid, reden, match.name.bewijs))
    return _levelled(found, best, numbers, stems)


def _levelled(
    found: list[Kandidaat],
    best: Mapping[int, _Match],
    numbers: Mapping[int, float],
    stems: Sequence[str],
) -> list[Kandidaat]:
    """Give actions that are named alike the same certainty, unless a number tells."""
    first = next(iter(best.values()))
    alike = {
        nummer
        for nummer, match in best.items()
        if nummer not in numbers and (match is first or _alike(match, first, stems))
    }
    if len(alike) < 2:  # noqa: PLR2004 - a tie takes two
        return found
    lowest = min(k.zekerheid for k in found if k.nummer in alike)
    return [
        Kandidaat(k.nummer, lowest, k.reden, k.bewijs) if k.nummer in alike else k
        for k in found
    ]


def _alike(match: _Match, first: _Match, stems: Sequence[str]) -> bool:
    """Whether a shorter name stands on a par with the longest: `sport en cultuur`."""
    if match.size * _DOMINANT > first.size:
        return True
    left, right = sorted((match, first), key=lambda m: m.start)
    between = stems[left.end : right.start]
    return bool(between) and set(between) <= _JOINED


def _certainty(match: _Match, words: int, unexplained: int) -> float:
    if unexplained <= 0:
        certainty = _WHOLE
    elif words > _SHORT:
        certainty = _PROSE
    else:
        certainty = _NEARLY if unexplained <= match.end - match.start else _INSIDE
    return certainty if match.exact else certainty * _WORN


def _by_unit(stems: Sequence[str], index: Index) -> Iterator[Kandidaat]:
    """The actions that count in the longest unit which the text names."""
    for length in range(min(_LONGEST, len(stems)), 0, -1):
        windows = [tuple(stems[at : at + length]) for at in range(len(stems))]
        units = [window for window in windows if window in index.units]
        if units:
            numbers = sorted({n for unit in units for n in index.units[unit]})
            woord = " ".join(units[0])
            for nummer in numbers:
                reden = f"‘{woord}’ is een eenheid van actie {nummer}"
                yield Kandidaat(nummer, _BY_UNIT / len(numbers), reden, "eenheid")
            return
