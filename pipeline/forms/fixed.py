"""Fixed: which lines are the form's own explanations, and no answer.

    lines + their hits + the parts they stand in -> the fixed lines

People copy the form's words into their answers. So a text is fixed as often as the
blank prints it in one copy of its part, and where it is found more often, those beside
the same neighbours as in the blank come first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from pipeline.forms.labels import Hit, Index, Role
from pipeline.forms.lines import WORD, Line

_TELLING: Final = 4  # words that are no coincidence

_Key = tuple[int, int]  # a text, and the stretch of lines in one part


def fixed_lines(
    lines: Sequence[Line],
    index: Index,
    hits: Mapping[int, tuple[Hit, ...]],
    parts: Mapping[int, str],
) -> dict[int, Hit]:
    """The lines that are fixed text, each with its hit."""
    stretches, copies = _stretches(hits, parts)
    copies[-1] = max(1, _titles(lines, index))
    found: dict[_Key, list[tuple[int, Hit]]] = defaultdict(list)
    for number, some in hits.items():
        for hit in _fixed(some, parts.get(number)):
            stretch = -1 if hit.text.deel is None else stretches.get(number, -1)
            found[id(hit.text), stretch].append((number, hit))
    if not found:
        return {}
    keys = _neighbours(lines, index)
    chosen: dict[int, Hit] = {}
    for (_, stretch), some_hits in found.items():
        most = some_hits[0][1].text.count * copies[stretch]
        for number, hit in _first(some_hits, keys, most):
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


def _titles(lines: Sequence[Line], index: Index) -> int:
    """How often the form names itself: two may have been pasted into one document."""
    titles = {" ".join(WORD.findall(t.lower())) for t in index.formulier.herken}
    return sum(index.look_up(line.live).key in titles for line in lines)


def _neighbours(lines: Sequence[Line], index: Index) -> dict[int, set[str]]:
    """What stands before and after each written line: its words, its labels."""
    written = [
        (n, found)
        for n, line in enumerate(lines)
        if (found := index.look_up(line.live)).key
    ]
    near: dict[int, set[str]] = defaultdict(set)
    for (one, here), (other, below) in zip(written, written[1:], strict=False):
        near[one] |= {below.key, *(hit.text.key for hit in below.hits)}
        near[other] |= {here.key, *(hit.text.key for hit in here.hits)}
    return near


def _first(
    hits: Sequence[tuple[int, Hit]], keys: Mapping[int, set[str]], most: int
) -> list[tuple[int, Hit]]:
    """At most `most` of `hits`, those that stand as in the blank first."""
    scored = [
        (len(keys.get(number, set()) & hit.text.near), hit.certainty, -number, hit)
        for number, hit in hits
    ]
    scored.sort(key=lambda score: score[:3], reverse=True)
    return [
        (-number, hit)
        for near, _, number, hit in scored[:most]
        if near or len(hit.text.words) >= _TELLING
    ]
