"""Fixed: which lines are the form's own explanations, and no answer.

    lines + their hits + the parts they stand in -> the fixed lines

People copy the form's words into their answers. So a text is fixed as often as the
blank prints it in one copy of its part, and where it is found more often, those beside
the same neighbours as in the blank come first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final

from pipeline.forms.labels import Found, Hit, Index, Role, Text
from pipeline.forms.lines import WORD, Line

_TELLING: Final = 3  # words that are no coincidence

_Key = tuple[int, int]  # a text, and the stretch of lines in one part


def fixed_lines(
    lines: Sequence[Line],
    index: Index,
    hits: Mapping[int, tuple[Hit, ...]],
    parts: Mapping[int, str],
    titles: int,
) -> dict[int, Hit]:
    """The lines that are fixed text, each with its hit.

    `titles` is how often the form names itself (`count_titles`).
    """
    stretches, copies = _stretches(hits, parts)
    copies[-1] = max(1, titles)
    found: dict[_Key, list[tuple[int, Hit]]] = defaultdict(list)
    for number, some in hits.items():
        for hit in _fixed(some, parts.get(number)):
            stretch = -1 if hit.text.deel is None else stretches.get(number, -1)
            found[id(hit.text), stretch].append((number, hit))
    if not found:
        return {}
    near = _Near(lines, index)
    chosen: dict[int, Hit] = {}
    for (_, stretch), some_hits in found.items():
        most = some_hits[0][1].text.count * copies[stretch]
        shared = not index.is_telling(some_hits[0][1].text)
        for number, hit in _first(some_hits, near, most, shared=shared):
            known = chosen.get(number)
            if known is None or len(hit.text.words) > len(known.text.words):
                chosen[number] = hit
    return chosen


def _fixed(hits: Sequence[Hit], part: str | None) -> Iterator[Hit]:
    for hit in hits:
        if hit.text.role is Role.FIXED and hit.text.deel in {None, part}:
            yield hit


def _stretches(
    hits: Mapping[int, tuple[Hit, ...]], parts: Mapping[int, str]
) -> tuple[dict[int, int], Counter[int]]:
    """For every line the stretch in one part, and how many copies each stretch is."""
    stretches: dict[int, int] = {}
    copies: Counter[int] = Counter()
    for stretch, (_, numbers) in enumerate(groupby(parts, key=parts.__getitem__)):
        headings = 0
        for number in numbers:
            stretches[number] = stretch
            headings += any(
                hit.text.role is Role.HEADING and hit.certainty == 1.0
                for hit in hits[number]
            )
        copies[stretch] = max(1, headings)
    return stretches, copies


def count_titles(lines: Sequence[Line], index: Index) -> int:
    """How often the form names itself: two may have been pasted into one document."""
    titles = _keys(index.formulier.herken)
    keys = [index.look_up(line.live).key for line in lines]
    return sum(map(keys.count, titles))


@lru_cache(maxsize=64)
def _keys(titles: tuple[str, ...]) -> frozenset[str]:
    """How `titles` are looked up."""
    return frozenset(" ".join(WORD.findall(title.lower())) for title in titles)


class _Near:
    """Tells how many neighbours of a line are those of a text in the blank."""

    def __init__(self, lines: Sequence[Line], index: Index) -> None:
        self._lines = lines
        self._index = index
        self._found: list[tuple[int, Found]] = []
        self._at: dict[int, int] = {}

    def _look(self) -> None:
        """Look up every line; most documents never ask."""
        self._found = [
            (n, found)
            for n, line in enumerate(self._lines)
            if (found := self._index.look_up(line.live)).key
        ]
        self._at = {n: at for at, (n, _) in enumerate(self._found)}

    def score(self, number: int, text: Text) -> int:
        """0, 1 or 2 for line `number`."""
        if not self._at:
            self._look()
        at = self._at.get(number)
        if at is None:
            return 0
        beside = [*self._found[max(0, at - 1) : at], *self._found[at + 1 : at + 2]]
        return sum(
            found.key in text.near or any(h.text.key in text.near for h in found.hits)
            for _, found in beside
        )


def _first(
    hits: Sequence[tuple[int, Hit]], near: _Near, most: int, *, shared: bool
) -> list[tuple[int, Hit]]:
    """At most `most` of `hits`, those that stand as in the blank first.

    A text that is `shared` with other parts may be theirs, if their heading is gone.
    """
    telling = len(hits[0][1].text.words) >= _TELLING
    if telling and len(hits) <= most:
        return list(hits)
    scored = [
        (near.score(number, hit.text), hit.certainty, -number, hit)
        for number, hit in hits
    ]
    scored.sort(key=lambda score: score[:3], reverse=True)
    first = [
        (-number, hit) for beside, _, number, hit in scored[:most] if beside or telling
    ]
    others = scored[most:] if shared else []
    return [*first, *((-number, hit) for beside, _, number, hit in others if beside)]
