"""Recognise: which form, and which edition of it, a document is.

    lines + properties + the forms -> the Index of one, or None

Editions of a form have most of their texts in common. What we put in the document, and
its title, tell most; where they are gone, the edition that prints most of its texts.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.forms.action_rows import has_action_rows
from pipeline.forms.kenmerk import FORM
from pipeline.forms.labels import Index, Role
from pipeline.forms.lines import WORD, Line

_FORM_LABELS: Final = 3
_ROWS: Final = "tabel"  # stands for the labels of a part that was retyped
# What a title, our own mark and a heading of a form weigh, in labels.
_TITLED, _IDENTIFIED, _HEADED = 10, 8, 3


class _Likeness(NamedTuple):
    """How much of a form a document has; compared from the first to the last."""

    score: float
    printed: int
    """Texts that stand as the blank prints them."""
    asked: bool


def recognise(
    lines: Sequence[Line],
    properties: Sequence[tuple[str, str]],
    indexen: Mapping[str, Index],
    ronde: str | None = None,
) -> Index | None:
    """The form that a document is, by its `lines` and its `properties` (name, text).

    Of two editions that fit alike, that of `ronde` (an id) is taken, else the first.
    """
    marked = {text for name, text in properties if name == FORM}
    titled = set(_titled(lines, indexen))
    told = {n: i for n, i in indexen.items() if n in titled or n in marked}
    for forms in (told, indexen):
        best: tuple[_Likeness, Index] | None = None
        for name, index in forms.items():
            sign = _TITLED * (name in titled) + _IDENTIFIED * (name in marked)
            likeness = _likeness(lines, index, sign, asked=ronde)
            if likeness is not None and (best is None or likeness > best[0]):
                best = (likeness, index)
        if best is not None:
            return best[1]
    return None


def _titled(lines: Sequence[Line], indexen: Mapping[str, Index]) -> Iterator[str]:
    """The names of the forms of which a line is the title."""
    titles = {
        _words(title): name
        for name, index in indexen.items()
        for title in index.formulier.herken
    }
    begins = _begins(frozenset(words[0] for words in titles if words))
    shortest = min((len(" ".join(words)) for words in titles), default=0)
    for line in lines:
        if len(line.live) >= shortest and begins(line.live) is not None:
            name = titles.get(line.words)
            if name is not None:
                yield name


@lru_cache(maxsize=16)
def _begins(firsts: frozenset[str]) -> Callable[[str], re.Match[str] | None]:
    """Tells, quicker than to cut a line into words, whether it begins with a word."""
    words = "|".join(map(re.escape, sorted(firsts))) or r"(?!)"
    return re.compile(rf"\W*(?:{words})\b", re.IGNORECASE).match


@lru_cache(maxsize=256)
def _words(title: str) -> tuple[str, ...]:
    return tuple(WORD.findall(title.lower()))


def _likeness(
    lines: Sequence[Line], index: Index, sign: int, *, asked: str | None
) -> _Likeness | None:
    """How much of a form is in `lines`; `None` when they are not that form."""
    labels: set[str] = set()
    printed: set[int] = set()
    headed = False
    for line in lines:
        for hit in index.hits(line):
            text = hit.text
            certain = hit.certainty == 1.0
            headed = headed or (certain and text.role is Role.HEADING)
            if certain and text.own:
                printed.add(id(text))
            if text.role is Role.LABEL and text.veld is not None:
                labels.add(text.veld.naam)
    if sign and not labels and has_action_rows(lines, index):
        labels.add(_ROWS)
    told = bool(sign) or headed or len(labels) >= _FORM_LABELS
    # A letter may stand below the form's headings, without its labels.
    if not told or not (labels - {"kop"} or (sign and headed)):
        return None
    return _Likeness(
        score=len(labels) + sign + _HEADED * headed,
        printed=len(printed),
        asked=index.formulier.ronde == asked,
    )
