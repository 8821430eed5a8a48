"""Likeness: labels that were mistyped, reworded, broken off or turned around.

    lines + the texts that are missing -> hits, never certain

Only what the document lacks is looked for, so a sentence that resembles a label which
stands where it belongs is never taken for it. Words of a label that the form does not
print are kept (`Hit.extra`): somebody wrote them.

Longer than 300 lines because every way in which a label may differ is weighed here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from pipeline.forms.choices import is_lone_tick
from pipeline.forms.labels import (
    LIST_NUMBER,
    TICK_FRONT,
    Hit,
    Index,
    Role,
    Text,
    punctuation,
)
from pipeline.forms.lines import WORD, Line
from pipeline.forms.printed_pair import is_pair
from pipeline.forms.within import within
from pipeline.forms.wording import (
    NUMBER,
    asks_another,
    extra_words,
    is_like,
    is_number,
    same_words,
)

_ALIKE: Final = 84.0
_ALIKE_FIXED: Final = 90.0
_TURNED: Final = 0.97  # what the same words in another order are worth
_SHARED: Final = 88.0
_FIVE: Final = 5  # letters; a shorter label is only mistyped before a count
_SHORT: Final = 11  # letters of a label in which one may be wrong
_PAIR: Final = 2
_LONG_FIXED: Final = 15  # letters of a fixed text that may be mistyped
_LONGEST: Final = 260  # characters of a line, or its head, that can be a label
_FEWEST: Final = 3  # letters
_MORE: Final = 4  # words that a reworded label may have more than the form's
_HEAD_END: Final = re.compile(r"[:?=\t]")
_FRONT: Final = re.compile(rf"^\W*(?:{LIST_NUMBER})?")
_NUMBERED: Final = re.compile(rf"\W*{LIST_NUMBER}")
_SHORT_OPTION: Final = re.compile(
    r"(?P<voor>\W*(?:ja|neen?)\s*[:;=→>–—-]+\s*(?=[^\w]*[0oOxXvV]?[^\w]*(?:ja|neen?)\b))?"
    rf"{TICK_FRONT.pattern.removeprefix('^')}(?P<optie>ja|neen?)\b[\s,:;.!)\]”\"'–-]*"
    r"(?P<want>(?:want|omdat)\b\s*:?)?\s*",
    re.IGNORECASE,
)
_LIST_FRONT: Final = re.compile(r"[\s.•·●■◆►▶–-]*(?:[01][.)])?\s*")
_SHORT_WORD: Final = 8  # letters of a label in which two may have changed places
_SHORTENED: Final = 0.8
_BEGUN: Final = 0.95  # what a label is worth with other words right behind it
_COUNT_FRONT: Final = re.compile(r"\W*(?:ca\.?\s*)?\d")
_COUNTED: Final = re.compile(r"^\W*(?:ca\.?\s*)?\d[\w.,\s%±()]{0,40}?\W*$")
_COUNT_END: Final = re.compile(
    r"^(?P<label>[^\d:?=]{4,60}?)\s+(?:ca\.?\s?|±\s?)?\d[\d.,]*(?:\s[^\W\d_]+)?\s*$"
)
"""A count behind a few words, and nothing else on the line: `Behaldt KPI 65`."""
_LISTED: Final = re.compile(r"^\W*\d{1,2}[.)]\s+[^\W\d]")
_TWO_COUNTS: Final = re.compile(r"\d[^()]*[^\W\d_][^()]*\d|^[^)]*\([^)]*$")
"""`2 wandelingen, 60`, or a bracket that the label closes: more than a number."""


class Likeness:
    """The texts that are looked for, ready to be compared with lines."""

    def __init__(self, texts: Sequence[Text], index: Index) -> None:
        self._index = index
        by_key: dict[str, list[Text]] = {}
        for text in texts:
            by_key.setdefault(text.key, []).append(text)
        self._keys = list(by_key)
        self._texts = list(by_key.values())
        self._sorted = [_sorted(key) for key in self._keys]
        self._lengths = [len(key.split()) for key in self._keys]
        self._by_word: dict[str, list[int]] = {}
        for number, (key, same) in enumerate(by_key.items()):
            if any(text.role is Role.LABEL for text in same):
                for word in set(key.split()):
                    self._by_word.setdefault(word, []).append(number)
        self._numbers = [
            text
            for same in self._texts
            for text in same
            if text.veld is not None and text.veld.soort == "getal"
        ]
        self._options = [
            text
            for same in self._texts
            for text in same
            if text.veld is not None and text.veld.soort == "optie"
        ]
        self._by_length: dict[int, tuple[list[str], list[int]]] = {}
        for number, (key, same) in enumerate(by_key.items()):
            length = len(same[0].words)
            long = len(key) > (_SHORT if length > 1 else _SHORT_WORD)
            if same[0].role is Role.LABEL and long:
                keys, numbers = self._by_length.setdefault(length, ([], []))
                keys.append(key)
                numbers.append(number)

    def hits(self, line: Line) -> Iterator[Hit]:
        """The texts that `line` may be, or begin with; none for a long text."""
        known = self._index.look_up(line.live)
        if not self._keys or known.own:
            return
        inside = list(within(line.live, self._options)) if self._options else []
        if inside:
            yield from inside
            return
        live = known.bare
        cut = _HEAD_END.search(live)
        found: list[Hit] = []
        if cut is not None and cut.start() <= _LONGEST:
            found = list(self._like(line.live, live[: cut.start()], closed=True))
        named = _HEAD_END.search(live, cut.end()) if cut and not found else None
        if named is not None and named.start() <= _LONGEST:
            # `Brugfiguren: Te behalen KPI: 300`
            numbers = self._like(line.live, live[: named.start()], closed=True)
            found = [hit for hit in numbers if _is_number(hit.text)]
        counted = _COUNT_END.match(live) if not found and cut is None else None
        if counted is not None:
            numbers = self._like(line.live, counted["label"], closed=True)
            found = [hit for hit in numbers if _is_number(hit.text)]
        if not found and len(live) <= _LONGEST:
            # An explanation may have a colon in its middle.
            whole = self._like(line.live, live, closed=False)
            found = [h for h in whole if cut is None or h.text.role is Role.FIXED]
        found = [hit for hit in found if not _is_another(hit, live)]
        yield from self._behind(found, line.live) if found else self._begins(line.live)
        yield from self._ends_with(line.live)
        if not is_pair(line.shown().text):
            yield from self._short_option(line.live)

    def _behind(self, found: Sequence[Hit], live: str) -> Iterator[Hit]:
        """`found`, but of a label without a colon no more than its own words.

        The colon is in the answer right behind it.
        """
        open_ended = [hit for hit in found if hit.extra and not hit.text.ending]
        texts = {id(hit.text) for hit in open_ended}
        begun = {
            id(hit.text): hit
            for hit in (self._begins(live) if open_ended else ())
            if id(hit.text) in texts
        }
        yield from (begun.get(id(hit.text), hit) for hit in found)

    def _like(self, live: str, head: str, *, closed: bool) -> Iterator[Hit]:
        ticks = TICK_FRONT.match(head)
        front = ticks if ticks is not None and ticks.end() else _FRONT.match(head)
        head = head[front.end() if front else 0 :]
        words = WORD.findall(head.lower())
        query = " ".join(words)
        if len(query) < _FEWEST:
            return
        at = live.find(head)
        if at < 0:  # a prompt stands in the middle
            return
        end = at + len(head) if closed else len(live)
        behind = live[end:].lstrip(" :=")
        for score, number in self._scored(_unnumbered(query), alone=closed):
            for text in self._texts[number]:
                if len(text.key) < _FIVE and not _COUNT_FRONT.match(behind):
                    continue
                if _may_be(text, query, score, closed=closed) and _pairs(text, words):
                    yield self._hit(text, live, head, end, score)
        yield from self._reworded(words, live, head, end, closed=closed)

    def _begins(self, live: str) -> Iterator[Hit]:
        """Mistyped labels with an answer right behind them."""
        longest = max(self._by_length, default=0)
        front = _FRONT.match(live)
        start = front.end() if front is not None else 0
        words = WORD.finditer(live, start, start + _LONGEST)
        spans = list(islice(words, longest + 1))  # one more: an answer behind it
        for length, (keys, numbers) in self._by_length.items():
            if length >= len(spans):
                continue
            if length == 1:
                letters = sorted(spans[0].group().lower())
                among = [key if sorted(key) == letters else "" for key in keys]
            else:
                among = keys
            query = " ".join(m.group().lower() for m in spans[:length])
            for _, score, at in process.extract(
                query, among, scorer=fuzz.ratio, score_cutoff=_ALIKE_FIXED, limit=2
            ):
                end = spans[length - 1].end()
                for text in self._texts[numbers[at]]:
                    yield self._hit(text, live, live[start:end], end, _BEGUN * score)

    def _scored(self, query: str, *, alone: bool) -> Iterator[tuple[float, int]]:
        straight = process.extract(
            query, self._keys, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3
        )
        best = {number: score for _, score, number in straight}
        for _, score, number in process.extract(
            _sorted(query),
            self._sorted,
            scorer=fuzz.ratio,
            score_cutoff=_ALIKE / _TURNED,
            limit=3,
        ):
            best[number] = max(best.get(number, 0.0), score * _TURNED)
        if alone and len(query) < _SHORT:
            for number, key in enumerate(self._keys):
                if OSA.distance(query, key, score_cutoff=1) <= 1:
                    best[number] = max(best.get(number, 0.0), _ALIKE)
        yield from ((score, number) for number, score in best.items())

    def _reworded(
        self, words: Sequence[str], live: str, head: str, end: int, *, closed: bool
    ) -> Iterator[Hit]:
        """Labels of which the words that matter are there, with others around them."""
        if not closed and len(words) > 2 * _MORE:
            return
        query = " ".join(words)
        shared = Counter(n for word in set(words) for n in self._by_word.get(word, ()))
        for number in sorted(n for n, count in shared.items() if count > 1):
            length = self._lengths[number]
            fewest = 2 if length <= _MORE - 1 else _MORE - 1
            if len(words) > length + _MORE or shared[number] < fewest:
                continue
            score = fuzz.token_set_ratio(query, self._keys[number])
            for text in self._texts[number]:
                if text.role is Role.LABEL and score >= _SHARED:
                    yield self._hit(text, live, head, end, 0.82 * score)

    def _ends_with(self, live: str) -> Iterator[Hit]:
        """A number in front of its label: `300 Te behalen KPI`."""
        if not self._numbers or not _COUNT_FRONT.match(live):
            return
        spans = list(WORD.finditer(live.lower()))
        if len(spans) > 2 * _MORE + 2:
            return
        words = [span.group() for span in spans]
        for text in self._numbers:
            at = len(words) - len(text.words)
            if at < 1:
                continue
            before = live[: spans[at].start()]
            if _NUMBERED.fullmatch(before) or _LISTED.match(before):
                continue  # `1.1 Te behalen KPI`, `1. wandelingen: 60 KPI`
            if _TWO_COUNTS.search(before):
                continue
            if same_words(text.words, tuple(words[at:])) and _COUNTED.match(before):
                yield Hit(text=text, end=len(live), certainty=0.8, before=len(before))

    def _short_option(self, live: str) -> Iterator[Hit]:
        """A line to tick of which little is left: `X Ja`, `Ja, want ...`."""
        found = _SHORT_OPTION.match(live)
        if found is None:
            return
        optie = "ja" if found["optie"].lower() == "ja" else "nee"
        front = TICK_FRONT.match(live)
        marked = front is not None and not _LIST_FRONT.fullmatch(front.group())
        alone = not WORD.search(live[found.end() :]) or is_lone_tick(
            live[found.end() :]
        )
        if marked or alone or found["want"] or found["voor"]:
            for texts in self._texts:
                for text in texts:
                    if text.veld is not None and text.veld.optie == optie:
                        yield Hit(text=text, end=found.end(), certainty=_SHORTENED)

    def _hit(self, text: Text, live: str, head: str, end: int, score: float) -> Hit:
        end = min(end, len(live))
        hit = Hit(
            text=text,
            end=end + punctuation(text, live[end:]),
            certainty=round(score / 115, 3),
            extra=extra_words(head, text.words),
            alike=True,
        )
        return self._index.whole(hit, live, len(WORD.findall(head)))


def _unnumbered(query: str) -> str:
    """`query` as the mapping writes a label with a number: `initiatif #`."""
    *words, last = query.split(" ")
    return " ".join([*words, NUMBER]) if words and is_number(last) else query


def _is_number(text: Text) -> bool:
    return text.veld is not None and text.veld.soort == "getal"


def _is_another(hit: Hit, live: str) -> bool:
    """Whether a line asks another number than the label that it resembles."""
    number = hit.text.veld is not None and hit.text.veld.soort == "getal"
    return number and asks_another(live[: hit.end], hit.text.words)


def _may_be(text: Text, query: str, score: float, *, closed: bool) -> bool:
    if text.role is Role.FIXED:
        return score >= _ALIKE_FIXED and len(text.key) >= _LONG_FIXED
    if len(text.key) < _SHORT:
        near = abs(len(text.key) - len(query)) <= 1
        first = text.key[0] == query[0] or len(text.key) > _FIVE
        return closed and near and first
    return closed or text.loose or text.role is Role.HEADING or score >= _ALIKE_FIXED


def _pairs(text: Text, words: Sequence[str]) -> bool:
    """Whether each word of a label of two words is like one of `words`, if two too.

    `Doelstelling 5` is not `Doelstelling KPI`.
    """
    few = text.role is Role.LABEL and len(text.words) == len(words) == _PAIR
    return not few or all(
        a == NUMBER or any(is_like(a, b) for b in words) for a in text.words
    )


@lru_cache(maxsize=4096)  # the texts of a form, over and over
def _sorted(words: str) -> str:
    return " ".join(sorted(words.split()))
