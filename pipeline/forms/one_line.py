"""One line: an initiative that was described with its timing and KPI behind it.

    the text of a description -> where it ends, its timing and its count

`Huisbezoeken, timing juni 2024, KPI 60`, `huisbezoeken (juni 2024, 60 KPI)`,
`huisbezoeken - tegen juni 2024 - 60 gezinnen`. Only what stands at the end, apart, and
is a time or a count and nothing else; in doubt it is all one description.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.forms.lines import WORD
from pipeline.forms.mapping import Veld
from pipeline.forms.moment import is_moment

LABELLED: Final = 0.8
"""How sure parts are of which a word says what they are: `KPI 60`."""
APART: Final = 0.65
"""How sure parts are that only stand in the form's order: `- mei - 60 gezinnen`."""

# A mark that parts a list, not a date or a number: `03/2024`, `1,5`, `ca. 60`.
_APART: Final = re.compile(
    r"\s*(?P<mark>\n|\t|[→➔➜⇒]|[;|](?=\s)|,(?=\s)|\s[–—-](?=\s)|\s/(?=\s)|(?<=[^\W\d_]{5})\.(?=\s)"
    r"|(?<=\d)\.(?=\s)|[(\[]|[)\]](?=\W*(?:\n|$)|\s*[,;|]|\s[–—-]\s))\s*"
)
_WEAK: Final = frozenset({",", "."})
"""Marks that part the words of a sentence too."""
_COUNT: Final = (
    r"(?:ca\.?\s?|±\s?|\+/-\s?|~\s?|\+\s?)?\d{1,3}(?:[. ]\d{3})*(?!\d|[.,/-]\d)"
)
_UNIT: Final = re.compile(
    rf"{_COUNT}(?:\s(?!per\b|en\b|of\b|à\b|tot\b)[^\W\d_]+){{0,3}}"
)
_LISTED: Final = re.compile(r"^\W*\w{1,2}\)")
_MOST_PARTS: Final = 12
_LONGEST: Final = 600  # characters of a description that is looked at
_OPEN: Final = re.compile(r"[\s,;|/:(\[→➔➜⇒–—-]+$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says: its description up to `end`, and the parts behind it.

    `parts` are the spans of their answers in the text, `zekerheid` is how sure they
    are.
    """

    end: int
    parts: dict[str, tuple[int, int]]
    zekerheid: float


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch between two marks; `mark` stands in front of it."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class _Read:
    part: str
    span: tuple[int, int]
    labelled: bool


@dataclass(frozen=True, slots=True)
class Words:
    """How the labels of the two parts are worded inside a line."""

    timing: re.Pattern[str]
    kpi: re.Pattern[str]
    counted: re.Pattern[str]

    def read(self, text: str, segment: _Segment) -> _Read | None:
        """What `segment` is; `None` for any other words."""
        start, end = segment.start, segment.end
        words = text[start:end]
        for part, label in (("timing", self.timing), ("kpi", self.kpi)):
            found = label.match(words)
            if found is None:
                continue
            said = words[found.end() :]
            if part == "timing" and is_moment(said):
                return _Read("timing", (start + found.end(), end), labelled=True)
            if part == "kpi" and _UNIT.fullmatch(said):
                return _Read("kpi", (start + found.end(), end), labelled=True)
        if self.counted.fullmatch(words):
            return _Read("kpi", (start, end), labelled=True)
        if is_moment(words):
            return _Read("timing", (start, end), labelled=False)
        if _UNIT.fullmatch(words):
            return _Read("kpi", (start, end), labelled=False)
        return None


def words_of(timing: Veld, kpi: Veld) -> Words:
    """The words of the labels of both fields."""
    return _words(timing.labels, kpi.labels)


@lru_cache(maxsize=16)
def _words(timing: tuple[str, ...], kpi: tuple[str, ...]) -> Words:
    mine = set(WORD.findall(kpi[0].lower()))
    own = [label for label in kpi if set(WORD.findall(label.lower())) & mine]
    behind = r"\s*(?:[:=]\s*|\s(?:is|van)\s+)?"
    return Words(
        timing=re.compile(rf"(?:{_any(timing)})(?!\w){behind}", re.IGNORECASE),
        kpi=re.compile(rf"(?:{_any(kpi)})(?!\w){behind}", re.IGNORECASE),
        counted=re.compile(
            rf"{_COUNT}(?:\s[^\W\d_]+){{0,2}}?\s(?:{_any(own)})", re.IGNORECASE
        ),
    )


def _any(labels: Sequence[str]) -> str:
    bare = (label.rstrip(" :?=") for label in labels if "#" not in label)
    return "|".join(re.escape(label) for label in sorted(bare, key=len, reverse=True))


def tell_line(text: str, words: Words) -> Told | None:
    """The parts at the end of `text`; `None` where it is one description."""
    if len(text) > _LONGEST:
        return None
    segments = _segments(text)
    begin = len(text)
    found: dict[str, _Read] = {}
    order: list[_Read] = []
    first = ""
    for segment in reversed(segments[1:][-_MOST_PARTS:]):
        read = words.read(text, segment)
        if read is None:
            break
        known = found.get(read.part)
        if known is not None:
            listed = order[0] is known and known.part == "timing" and not known.labelled
            if not listed:
                return None  # two times or two counts: nobody can tell which
            read = _Read(read.part, (read.span[0], known.span[1]), read.labelled)
            order.pop(0)  # `mei, juni en juli`
        found[read.part] = read
        order.insert(0, read)
        first, begin = segment.mark, segment.start
    described = words.read(text, segments[0]) if order else None
    labelled = described is not None and described.labelled
    if labelled or not order or not _is_told(order, first):
        return None
    end = len(_OPEN.sub("", text[:begin]))
    if not WORD.search(text[:end]) or not _is_closed(text[:end]):
        return None
    sure = any(read.labelled for read in order)
    spans = {read.part: read.span for read in order}
    return Told(end, spans, LABELLED if sure else APART)


def _is_told(order: Sequence[_Read], first: str) -> bool:
    """Whether the parts can be meant as such: `first` is the mark in front of them.

    One alone says itself what it is; two need a word that does, or stand apart by more
    than a comma, in the order of the form.
    """
    if any(read.labelled for read in order):
        return len(order) > 1 or order[0].labelled
    return [r.part for r in order] == ["timing", "kpi"] and first not in _WEAK


def _segments(text: str) -> list[_Segment]:
    """`text` cut at its marks, without empty stretches."""
    segments: list[_Segment] = []
    start, mark = 0, ""
    for found in _APART.finditer(text):
        if text[start : found.start()].strip():
            segments.append(_Segment(start, found.start(), mark))
            mark = found["mark"].strip() or "\n"
        start = found.end()
    end = len(text.rstrip(" .)]\n"))
    if text[start:end].strip():
        segments.append(_Segment(start, end, mark))
    return segments


def _is_closed(text: str) -> bool:
    text = _LISTED.sub("", text)
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")
