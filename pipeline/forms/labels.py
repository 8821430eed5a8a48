"""Labels: which of the form's own texts a line is, or begins with.

    mapping + lines of the blank -> Index;  Index + line -> hits

The blank form is the schema: a line of it that is no label is fixed text. Words are
compared without case and punctuation; first exactly, then, for what looks like a label,
with a tolerance for typing mistakes (rapidfuzz).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from rapidfuzz import fuzz, process

from pipeline.forms.lines import WORD, Line
from pipeline.forms.mapping import Formulier, Veld
from pipeline.forms.placeholders import Placeholders
from pipeline.reading.symbols import TICKED, UNTICKED

NUMBER: Final = "#"
_MARKER: Final = re.compile(rf"^[\s(\[]*(?:[0oOxXvV1](?=\W)|[{TICKED}{UNTICKED}])?[\s)\]._:-]*")
_LOOSE_PUNCTUATION: Final = re.compile(r"[^\S\n]*(?:[:=?]|[–—-](?=\s))?")
_BEHIND: Final = re.compile(r"^\s*(?:[:;=?.(–—-]|$)")
_COUNT: Final = re.compile(r"^\s*(?:ca\.?\s*|\+/-\s*)?[±~]?\d")
_HEAD_END: Final = re.compile(r"[:?=]")
_MAX_HEAD: Final = 170
_SHORT: Final = 11
_FUZZY: Final = 86
_FUZZY_FIXED: Final = 92


class Role(IntEnum):
    """What a text of the form is; the higher, the more it decides."""

    FIXED = 1
    LABEL = 2
    HEADING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text of the form: its words, the punctuation it ends with, where it stands."""

    words: tuple[str, ...]
    ending: str
    role: Role
    deel: str | None
    veld: Veld | None = None
    loose: bool = False
    """Whether words may follow the label without punctuation in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A line begins with `text`; the answer, if any, starts at `end` of its live text."""

    text: Text
    end: int
    certainty: float

    @property
    def weight(self) -> float:
        """How much the hit says about the part of the form the line stands in."""
        length = min(len(self.text.words), 12)
        base = {Role.HEADING: 5.0, Role.LABEL: 2.0, Role.FIXED: 1.0}[self.text.role]
        return (base + 0.25 * length) * self.certainty


@dataclass(slots=True)
class Index:
    """Every text of one form, ready to be looked up."""

    formulier: Formulier
    placeholders: Placeholders
    by_first: dict[str, list[Text]] = field(default_factory=lambda: defaultdict(list))
    fuzzy: dict[str, list[Text]] = field(default_factory=dict)
    memo: dict[str, tuple[Hit, ...]] = field(default_factory=dict)

    def add(self, text: Text) -> None:
        """Make `text` findable."""
        if text.words:
            same = self.by_first[text.words[0]]
            if text not in same:
                same.append(text)
                same.sort(key=lambda t: -len(t.words))
            self.fuzzy.setdefault(" ".join(text.words), []).append(text)

    def hits(self, line: Line) -> tuple[Hit, ...]:
        """All texts of the form that `line` is or begins with, longest first."""
        key = line.live
        found = self.memo.get(key)
        if found is None:
            found = tuple(self._exact(key)) or tuple(self._fuzzy(key))
            self.memo[key] = found
        return found

    def _exact(self, live: str) -> Iterator[Hit]:
        spans = [(m.group().lower(), m.end()) for m in WORD.finditer(live)]
        starts = [0]
        marker = _MARKER.match(live)
        if marker is not None and marker.end():
            skipped = len(WORD.findall(live[: marker.end()]))
            if skipped:
                starts.append(skipped)
        for start in starts:
            if start < len(spans):
                yield from self._from(live, spans, start)

    def _from(self, live: str, spans: list[tuple[str, int]], start: int) -> Iterator[Hit]:
        for text in (*self.by_first.get(spans[start][0], ()), *self.by_first[NUMBER]):
            if start and (text.veld is None or text.veld.soort != "optie"):
                continue
            length = len(text.words)
            window = spans[start : start + length]
            if len(window) == length and all(
                _same(mine, theirs) for mine, (theirs, _) in zip(text.words, window, strict=True)
            ):
                hit = self._hit(text, live, window[-1][1], 1.0)
                if hit is not None:
                    yield hit

    def _hit(self, text: Text, live: str, end: int, certainty: float) -> Hit | None:
        rest = live[end:]
        plain = self.placeholders.strip(rest).strip()
        if text.role is Role.FIXED:
            whole = not WORD.search(plain)
            closed = text.ending and rest.lstrip().startswith(text.ending)
            if not whole and not (closed and len(text.words) > 3):  # noqa: PLR2004
                return None
        elif not text.loose and WORD.search(plain) and not _BEHIND.match(rest):
            counted = text.veld is not None and text.veld.soort == "getal"
            if not (counted and _COUNT.match(rest)):
                return None
        return Hit(text=text, end=end + _punctuation(text, rest), certainty=certainty)

    def _fuzzy(self, live: str) -> Iterator[Hit]:
        stripped = self.placeholders.strip(live)
        cut = _HEAD_END.search(stripped)
        if cut is not None and cut.start() <= _MAX_HEAD:
            yield from self._like(live, stripped[: cut.start()], closed=True)
        elif len(stripped) <= 2 * _MAX_HEAD:
            yield from self._like(live, stripped, closed=False)

    def _like(self, live: str, head: str, *, closed: bool) -> Iterator[Hit]:
        marker = _MARKER.match(head)
        words = " ".join(WORD.findall(head[marker.end() if marker else 0 :].lower()))
        if len(words) < 3:  # noqa: PLR2004 - no label is that short
            return
        for like, score, _ in process.extract(
            words, self.fuzzy.keys(), scorer=_likeness, score_cutoff=_FUZZY, limit=3
        ):
            short = len(like) < _SHORT
            if short and (not closed or abs(len(like) - len(words)) > 1 or like[0] != words[0]):
                continue
            for text in self.fuzzy[like]:
                fixed = text.role is Role.FIXED
                if fixed and (closed or score < _FUZZY_FIXED or len(like) < 2 * _SHORT):
                    continue
                end = len(head) if closed else len(live)
                rest = live[end:]
                yield Hit(
                    text=text, end=end + _punctuation(text, rest), certainty=score / 115
                )


def _likeness(one: str, other: str, **options: float) -> float:
    return max(
        fuzz.ratio(one, other, **options), 0.97 * fuzz.token_sort_ratio(one, other, **options)
    )


def _same(mine: str, theirs: str) -> bool:
    return mine == theirs or (mine == NUMBER and len(theirs) <= 3)  # noqa: PLR2004


def _punctuation(text: Text, rest: str) -> int:
    """How much of `rest` is still the label: its own ending, or what stands for it."""
    blanks = len(rest) - len(rest.lstrip())
    if text.ending and rest[blanks:].startswith(text.ending):
        return blanks + len(text.ending)
    closing = re.match(r"[)\]]+", rest)
    at = closing.end() if closing else 0
    match = _LOOSE_PUNCTUATION.match(rest, at)
    return match.end() if match else at


def to_text(
    label: str, role: Role, deel: str | None, veld: Veld | None = None, *, loose: bool = False
) -> Text:
    """`label` as it is looked up: its words and the punctuation it ends with."""
    words = tuple(re.findall(r"\w+|#", label.lower()))
    tail = re.search(r"[^\w\s#]*\s*$", label)
    ending = tail.group().strip() if tail else ""
    return Text(words=words, ending=ending, role=role, deel=deel, veld=veld, loose=loose)
