"""Anchors: for every line of a document, which text of the form it is, if any.

    lines + Index -> one Anchor or None per line

First what the blank prints to the letter; then, only for labels that a part lacks, what
was mistyped, reworded or broken over two lines. The rest is somebody's own words.

Longer than 300 lines because every sign of a label (printed, broken over two lines,
reworded) is weighed against the others here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from pipeline.forms.fixed import count_titles, fixed_lines
from pipeline.forms.grammar import (
    INITIATIVE,
    Candidate,
    Chosen,
    choose,
    missing,
)
from pipeline.forms.headings import headed
from pipeline.forms.labels import Hit, Hits, Index, Key, Role, Text, punctuation
from pipeline.forms.likeness import Likeness
from pipeline.forms.lines import WORD, Line
from pipeline.forms.mapping import Deel
from pipeline.forms.printed import settle
from pipeline.forms.stray import find_parts
from pipeline.forms.wording import NUMBER, same_words

_QUOTES: Final = ("“", "„", "«", "‘", '"', "'")
_RETYPED: Final = 3  # labels in other words: a block that somebody typed anew
_MEMO: Final = 512  # stretches that are remembered: most are those of the blank


class Anchor(NamedTuple):
    """A line that is, or begins with, a text of the form.

    `copy` says that a copy of the part `deel` starts, `group` that an initiative does.
    Without `hit` the line is the first half of a label that goes on below.
    """

    hit: Hit | None
    deel: str | None
    copy: bool = False
    group: bool = False


def find_anchors(lines: Sequence[Line], index: Index) -> list[Anchor | None]:
    """What of the form each of `lines` is."""
    hits: Hits = {
        n: found for n, line in enumerate(lines) if (found := index.hits(line))
    }
    halves = list(_halves(lines, index))
    if halves:
        hits = _merged(hits, {second: (hit,) for _, second, hit in halves})
    hits = settle(lines, headed(lines, hits, index), index)
    titles = count_titles(lines, index)
    parts, anchors = _anchors(lines, index, hits, titles)
    looked_for = _looked_for(index, parts, anchors)
    more = _more_hits(lines, index, anchors, looked_for) if looked_for else {}
    if more:
        settled = settle(lines, headed(lines, _merged(hits, more), index), index)
        if settled != hits:
            _, anchors = _anchors(lines, index, settled, titles)
    for first, second, hit in halves:
        anchor = anchors[second]
        if anchor is not None and anchor.hit is hit:
            anchors[first] = Anchor(None, anchor.deel)
    return anchors


def _anchors(
    lines: Sequence[Line], index: Index, hits: Hits, titles: int
) -> tuple[Mapping[int, str], list[Anchor | None]]:
    delen = {deel.id: deel for deel in index.formulier.deel}
    parts, hits = find_parts(lines, hits, delen)
    anchors: list[Anchor | None] = [None] * len(lines)
    for number, hit in fixed_lines(lines, index, hits, parts, titles).items():
        anchors[number] = Anchor(hit, hit.text.deel)
    for deel, candidates in _runs(hits, parts, delen, anchors):
        for one in choose(candidates, deel):
            anchors[one.line] = Anchor(one.hit, deel.id, copy=one.copy, group=one.group)
    return parts, anchors


def _runs(
    hits: Hits,
    parts: Mapping[int, str],
    delen: Mapping[str, Deel],
    anchors: Sequence[Anchor | None],
) -> Iterator[tuple[Deel, list[Candidate]]]:
    """The candidates for labels, for each stretch of lines in one part."""
    for deel, some in groupby(parts, key=parts.__getitem__):
        numbers = list(some)
        meant = _meant(tuple([hits[number] for number in numbers]), deel)
        candidates = [
            Candidate(number, mine)
            for number, mine in zip(numbers, meant, strict=True)
            if mine and not _is_fixed(anchors[number], mine)
        ]
        if candidates:
            yield delen[deel], candidates


@lru_cache(maxsize=_MEMO)
def _meant(
    stretch: tuple[tuple[Hit, ...], ...], deel: str
) -> tuple[tuple[Hit, ...], ...]:
    """For each line of a stretch in one part the labels it may be, the best first."""
    found = [_labels(hits, deel) for hits in stretch]
    whole = _Whole.of([hit for labels in found for hit in labels])
    return tuple(
        tuple(sorted(filter(whole.allows, labels), key=_worth, reverse=True))
        for labels in found
    )


def _labels(hits: Iterable[Hit], deel: str) -> list[Hit]:
    return [h for h in hits if h.text.deel == deel and h.text.role is not Role.FIXED]


def _is_own(hit: Hit) -> bool:
    """Whether a label or heading stands in the form's own words."""
    return hit.text.own and hit.certainty == 1.0


def _is_own_label(hit: Hit) -> bool:
    return hit.text.role is Role.LABEL and _is_own(hit)


@dataclass(frozen=True, slots=True)
class _Whole:
    """The fields of a stretch whose label is there as often as any other.

    None of those is missing, so what is less like it is somebody's own words: another
    wording (`Planning: zie hieronder`), or the same without its colon.
    """

    worded: Set[str]
    marked: Set[str]

    @classmethod
    def of(cls, labels: Sequence[Hit]) -> "_Whole":
        """The fields that `labels` has as often as any."""
        exact = [hit for hit in labels if hit.text.slot and not hit.alike]
        worded = Counter(hit.text.slot for hit in exact if hit.text.own)
        marked = Counter(hit.text.slot for hit in exact if _is_own(hit))
        others = {hit.text.slot for hit in exact if not hit.text.own}
        if sum(not _repeats(slot) for slot in others) >= _RETYPED:
            return cls(frozenset(), frozenset())
        group = sorted((n for slot, n in worded.items() if _repeats(slot)))
        copies = sorted((n for slot, n in worded.items() if not _repeats(slot)))

        def often(found: Mapping[str, int], rank: int) -> Set[str]:
            return {
                slot
                for slot, count in found.items()
                if count >= (group if _repeats(slot) else copies)[-rank:][0]
            }

        # The label that comes most may stand in a sentence too: then the next tells.
        return cls(often(worded, 2), often(marked, 1))

    def allows(self, hit: Hit) -> bool:
        """Whether `hit` may be a label that is needed."""
        slot = hit.text.slot
        if not slot or _is_own(hit):
            return True
        return slot not in self.marked and (hit.text.own or slot not in self.worded)


def _repeats(slot: str) -> bool:
    return slot.startswith(INITIATIVE)


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
    found = Counter(
        id(a.hit.text) for a in anchors if a is not None and a.hit is not None
    )
    chosen: dict[str, list[Chosen]] = defaultdict(list)
    for number, anchor in enumerate(anchors):
        if anchor is None or anchor.hit is None or anchor.deel is None:
            continue
        if anchor.hit.text.role is not Role.FIXED:
            chosen[anchor.deel].append(
                Chosen(number, anchor.hit, copy=anchor.copy, group=anchor.group)
            )
    lacking = {
        deel.id: missing(chosen[deel.id], deel, index.formulier.velden_van(deel.id))
        for deel in index.formulier.deel
        if deel.id in here
    }
    around = {None, *here}
    headed = {
        anchor.deel
        for anchor in anchors
        if anchor is not None
        and anchor.hit is not None
        and anchor.hit.text.role is Role.HEADING
    }
    return [
        text
        for text in index.texts
        if (
            text.slot in lacking.get(text.deel or "", ())
            if text.role is Role.LABEL
            else text.deel not in headed
            if text.role is Role.HEADING
            else text.near and found[id(text)] < text.count and text.deel in around
        )
    ]


def _more_hits(
    lines: Sequence[Line],
    index: Index,
    anchors: Sequence[Anchor | None],
    texts: Sequence[Text],
) -> Hits:
    """Likely hits among the lines that are no text of the form so far."""
    likeness = Likeness(texts, index)
    free = [
        n
        for n, anchor in enumerate(anchors)
        if anchor is None and lines[n].live.strip()
    ]
    more: Hits = {}
    for number in free:
        found = tuple(likeness.hits(lines[number]))
        if found:
            more[number] = found
    return more


def _halves(lines: Sequence[Line], index: Index) -> Iterator[tuple[int, int, Hit]]:
    """Labels broken over two lines: both their numbers, and the hit on the second."""
    written = [n for n, line in enumerate(lines) if line.live.strip()]
    for first, second in pairwise(written):
        begun = index.begun_by(lines[first].live)
        if not begun or lines[first].cells != lines[second].cells:
            continue
        if lines[first].live.lstrip().startswith(_QUOTES):
            continue  # somebody speaks of the form
        if _is_expected(lines, first, second, index):
            continue  # `Te behalen` ends an answer, and below it comes `KPI:`
        words = lines[first].words
        spans = [
            (m.group(), m.end()) for m in WORD.finditer(lines[second].live.lower())
        ]
        for text in begun:
            rest = text.words[len(words) :]
            if rest == (NUMBER,) and any(map(_is_own_label, index.hits(lines[second]))):
                continue  # `Initiatief`, and below it a label of its own
            theirs = tuple(word for word, _ in spans[: len(rest)])
            if same_words(rest, theirs):
                end = spans[len(rest) - 1][1]
                tail = lines[second].live[end:]
                end += punctuation(text, tail)
                yield first, second, Hit(text=text, end=end, certainty=1.0)


def _is_expected(lines: Sequence[Line], first: int, second: int, index: Index) -> bool:
    """Whether line `second` is the label that the blank prints next, above `first`."""
    theirs = _own_keys(lines[second], index)
    if index.order is None or not theirs:
        return False
    for number in range(first - 1, -1, -1):
        mine = _own_keys(lines[number], index)
        if mine:
            return any((a, b) in index.order.pairs for a in mine for b in theirs)
    return False


def _own_keys(line: Line, index: Index) -> set[Key]:
    """The labels, as the blank prints them, that `line` begins with."""
    return {
        (hit.text.deel, hit.text.slot)
        for hit in index.hits(line)
        if _is_own_label(hit) and hit.text.deel is not None
    }


def _merged(hits: Hits, more: Hits) -> Hits:
    both = {n: (*hits.get(n, ()), *more.get(n, ())) for n in hits.keys() | more.keys()}
    return dict(sorted(both.items()))
