"""Anchors: for every line of a document, which text of the form it is, if any.

    lines + Index -> one Anchor or None per line

First what the blank prints to the letter; then, only for labels that a part lacks, what
was mistyped, reworded or broken over two lines. The rest is somebody's own words.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from pipeline.forms.fixed import fixed_lines
from pipeline.forms.grammar import Candidate, Chosen, choose, missing, slot_key
from pipeline.forms.labels import Hit, Index, Role, Text, same_words
from pipeline.forms.likeness import Likeness
from pipeline.forms.lines import WORD, Line
from pipeline.forms.mapping import Deel
from pipeline.forms.route import route

_BROKEN: Final = 0.9


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line that is, or begins with, a text of the form.

    `copy` says that a copy of the part `deel` starts, `group` that an initiative does.
    Without `hit` the line is the first half of a label that goes on below.
    """

    hit: Hit | None
    deel: str | None
    copy: bool = False
    group: bool = False


_Hits = dict[int, tuple[Hit, ...]]


def find_anchors(lines: Sequence[Line], index: Index) -> list[Anchor | None]:
    """What of the form each of `lines` is."""
    hits: _Hits = {n: found for n, line in enumerate(lines) if (found := index.hits(line))}
    parts, anchors = _anchors(lines, index, hits)
    looked_for = _looked_for(index, parts, anchors)
    if looked_for:
        more, halves = _more_hits(lines, index, anchors, looked_for)
        if more:
            parts, anchors = _anchors(lines, index, _merged(hits, more))
            for first, second in halves.items():
                anchor = anchors[second]
                if anchor is not None and anchor.hit in more[second]:
                    anchors[first] = Anchor(None, anchor.deel)
    return anchors


def _anchors(
    lines: Sequence[Line], index: Index, hits: _Hits
) -> tuple[Mapping[int, str], list[Anchor | None]]:
    delen = {deel.id: deel for deel in index.formulier.deel}
    parts = route(list(hits.items()), list(delen))
    anchors: list[Anchor | None] = [None] * len(lines)
    for number, hit in fixed_lines(lines, index, hits, parts).items():
        anchors[number] = Anchor(hit, hit.text.deel)
    for deel, candidates in _runs(hits, parts, delen, anchors):
        for one in choose(candidates, deel):
            anchors[one.line] = Anchor(one.hit, deel.id, copy=one.copy, group=one.group)
    return parts, anchors


def _runs(
    hits: _Hits,
    parts: Mapping[int, str],
    delen: Mapping[str, Deel],
    anchors: Sequence[Anchor | None],
) -> Iterator[tuple[Deel, list[Candidate]]]:
    """The candidates for labels, for each stretch of lines in one part."""
    for deel, numbers in groupby(parts, key=parts.__getitem__):
        candidates = []
        for number in numbers:
            mine = [
                hit
                for hit in hits[number]
                if hit.text.deel == deel and hit.text.role is not Role.FIXED
            ]
            if mine and not _is_fixed(anchors[number], mine):
                mine.sort(key=_worth, reverse=True)
                candidates.append(Candidate(number, tuple(mine)))
        if candidates:
            yield delen[deel], candidates


def _is_fixed(anchor: Anchor | None, labels: Sequence[Hit]) -> bool:
    """Whether a fixed text says more of the line than any label."""
    if anchor is None or anchor.hit is None:
        return False
    return all(len(anchor.hit.text.words) > len(hit.text.words) for hit in labels)


def _worth(hit: Hit) -> tuple[bool, int, float]:
    return (hit.certainty == 1.0, len(hit.text.words), hit.certainty)


def _looked_for(
    index: Index, parts: Mapping[int, str], anchors: Sequence[Anchor | None]
) -> list[Text]:
    """The texts that the document lacks, in the parts that it has."""
    here = set(parts.values())
    found = {id(a.hit.text) for a in anchors if a is not None and a.hit is not None}
    chosen: dict[str, list[Chosen]] = defaultdict(list)
    for number, anchor in enumerate(anchors):
        if anchor is not None and anchor.hit is not None and anchor.deel is not None:
            if anchor.hit.text.role is not Role.FIXED:
                chosen[anchor.deel].append(
                    Chosen(number, anchor.hit, copy=anchor.copy, group=anchor.group)
                )
    lacking = {
        deel.id: missing(chosen[deel.id], deel, index.formulier.velden_van(deel.id))
        for deel in index.formulier.deel
        if deel.id in here
    }
    return [
        text
        for text in index.texts
        if (text.veld is not None and slot_key(text.veld) in lacking.get(text.deel or "", ()))
        or (text.role is Role.HEADING and id(text) not in found)
        or (
            text.role is Role.FIXED
            and id(text) not in found
            and (text.deel is None or text.deel in here)
        )
    ]


def _more_hits(
    lines: Sequence[Line],
    index: Index,
    anchors: Sequence[Anchor | None],
    texts: Sequence[Text],
) -> tuple[_Hits, dict[int, int]]:
    """Likely hits among the lines that are no text of the form so far."""
    likeness = Likeness(texts, index)
    free = [n for n, anchor in enumerate(anchors) if anchor is None and lines[n].live.strip()]
    more: _Hits = {}
    for number in free:
        found = tuple(likeness.hits(lines[number]))
        if found:
            more[number] = found
    halves: dict[int, int] = {}
    for first, second in zip(free, free[1:], strict=False):
        joined = tuple(_joined(lines[first], lines[second], texts))
        if joined:
            more[second] = (*more.get(second, ()), *joined)
            halves[first] = second
    return more, halves


def _joined(first: Line, second: Line, texts: Sequence[Text]) -> Iterator[Hit]:
    """Labels of which `first` is the beginning and `second` begins with the rest."""
    words = first.words
    if not words or first.cells != second.cells:
        return
    spans = [(m.group(), m.end()) for m in WORD.finditer(second.live.lower())]
    for text in texts:
        rest = text.words[len(words) :]
        if not (rest and text.own and same_words(text.words[: len(words)], words)):
            continue
        theirs = tuple(word for word, _ in spans[: len(rest)])
        if same_words(rest, theirs):
            end = spans[len(rest) - 1][1]
            tail = second.live[end:]
            end += len(tail) - len(tail.lstrip(" \t:?)."))
            yield Hit(text=text, end=end, certainty=_BROKEN)


def _merged(hits: _Hits, more: _Hits) -> _Hits:
    both = {n: (*hits.get(n, ()), *more.get(n, ())) for n in hits.keys() | more.keys()}
    return dict(sorted(both.items()))
