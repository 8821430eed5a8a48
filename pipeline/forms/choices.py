"""Choices: what was chosen, from every way in which people choose.

    the shown characters of a line with their marks -> Evidence -> a choice

Every signal counts and is kept: a tick of any kind, bold, underline or highlight on one
option, the other struck out or gone, `Ja` typed behind. Signals that disagree give no
answer but `tegenstrijdig` (contract section 3, Choices). Untouched is no answer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from pipeline.forms.labels import TICK_FRONT
from pipeline.forms.lines import STRIKE, Shown
from pipeline.reading.block import Mark
from pipeline.reading.symbols import TICKED, UNTICKED

Option = Literal["ja", "nee"]

_OPTION: Final = re.compile(r"\b(ja|neen?)\b", re.IGNORECASE)
_PAIR: Final = re.compile(
    r"\b(ja)\b(?P<tussen>[^\w]{0,8}(?:[xXvVoO0](?!\w))?[^\w]{0,8})\b(neen?)\b",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(
    r"^[\s\W]*(?:[xXvVoO01](?=\W))?[\s\W]*\b(ja|neen?)\b", re.IGNORECASE
)
_LONE: Final = re.compile(
    r"^[\W]*(?:[xXvVoO01](?=\W))?\W*\b(ja|neen?)\b\W*(?:[xXvV](?!\w)\W*)?$",
    re.IGNORECASE,
)
_TYPED: Final = re.compile(
    r"^[\s:.,;=–—()\->→⇒➔]*\b(ja|neen?)\b[\s:.,;–—-]*", re.IGNORECASE
)
_TICK: Final = re.compile(rf"[{TICKED}]|(?<!\w)[xXvV](?!\w)")
_FRONT_TICK: Final = re.compile(rf"[{TICKED}]|[xXvV]|(?<!\d)1(?!\d)")
_BOX: Final = re.compile(rf"[{UNTICKED}]|\(\s*\)|\[\s*\]|(?<!\w)[0oO](?!\w)")
_BEHIND: Final = re.compile(
    rf"\s*[(\[][\s.…_]*(?:[{TICKED}{UNTICKED}]|[xXvVoO0](?!\w))?[\s.…_]*[)\]]"
    rf"|[\s)(\[\]]*(?:[{TICKED}{UNTICKED}]|[xXvV](?!\w))"
)
_ENCLOSED: Final = re.compile(r"[(\[*]\s*(ja|neen?)\s*[)\]*]", re.IGNORECASE)
_BOTH: Final = re.compile(r"\W*(?:en|of)\W+(ja|neen?)\b", re.IGNORECASE)
_LONE_TICK: Final = re.compile(rf"\W*(?:[{TICKED}]|[xXvV])\W*")
_NOTHING: Final = re.compile(
    r"\W*(?:n\W?v\W?t|niet van toepassing|nihil)?\W*", re.IGNORECASE
)
_EMPHASIS: Final = (
    (Mark.HIGHLIGHT.value, "gemarkeerd"),
    (Mark.BOLD.value, "vet"),
    (Mark.UNDERLINE.value, "onderstreept"),
    (Mark.COLOUR.value, "gekleurd"),
)
SURE: Final = 0.97
LIKELY: Final = 0.75


@dataclass(slots=True)
class Evidence:
    """The signals found, each for one option. Weak ones: words behind an option."""

    strong: list[tuple[Option, str]] = field(default_factory=list)
    weak: list[tuple[Option, str]] = field(default_factory=list)

    def add(self, option: Option, signal: str) -> None:
        """A signal that is a choice by itself."""
        self.strong.append((option, signal))

    @property
    def signals(self) -> tuple[str, ...]:
        """All of them as a person reads them: `Ja aangekruist`."""
        return tuple(
            f"{option.capitalize()} {what}"
            for option, what in (*self.strong, *self.weak)
        )

    def verdict(self) -> tuple[Option | None, bool, float]:
        """The option, whether signals contradict each other, and how sure it is."""
        options = {option for option, _ in (*self.strong, *self.weak)}
        if len(options) > 1:
            return None, True, 0.0
        if not options:
            return None, False, 1.0
        return options.pop(), False, SURE if self.strong else LIKELY


def is_lone_tick(text: str) -> bool:
    """Whether a tick is all a text says."""
    return _LONE_TICK.fullmatch(text) is not None


def says_nothing(text: str) -> bool:
    """Whether a text says that nothing is to be said: a dash, `nvt`."""
    return _NOTHING.fullmatch(text) is not None


def lone_option(text: str) -> Option | None:
    """The option that is all a line says, with or without a mark; else `None`."""
    found = _LONE.match(text)
    return _option(found[1]) if found is not None else None


def read_pair(shown: Shown, evidence: Evidence) -> int | None:
    """Find `Ja/Nee` or what became of it in `shown`, and weigh it.

    Returns where the words behind the choice begin, or `None` when the line holds no
    choice at all.
    """
    text = shown.text
    pair = _PAIR.search(text)
    if pair is not None and not re.search(r"\w{2}", text[: pair.start()]):
        return _printed_pair(text, shown, pair, evidence)
    alone = _ALONE.match(text)
    if alone is None:
        return None
    if shown.most(*alone.span(1), STRIKE):
        return alone.end()
    evidence.add(_option(alone[1]), "staat er alleen")
    other = _BOTH.match(text, alone.end())
    if other is not None and _option(other[1]) != _option(alone[1]):
        evidence.add(_option(other[1]), "staat erbij")
    behind = _BEHIND.match(text, alone.end())
    return behind.end() if behind is not None else alone.end()


def _printed_pair(
    text: str, shown: Shown, pair: re.Match[str], evidence: Evidence
) -> int:
    spans: dict[Option, tuple[int, int]] = {"ja": pair.span(1), "nee": pair.span(3)}
    gone = {option: shown.most(*span, STRIKE) for option, span in spans.items()}
    if gone["ja"] and not gone["nee"]:
        evidence.add("nee", "blijft over: Ja is doorgehaald")
    elif gone["nee"] and not gone["ja"]:
        evidence.add("ja", "blijft over: Nee is doorgehaald")
    _emphasised(shown, spans, gone, evidence)
    _set_apart(text, spans, evidence)
    end = pair.end()
    behind = _BEHIND.match(text, end)
    after = behind.group() if behind is not None else ""
    _ticks(text[: pair.start()], pair["tussen"], after, evidence)
    end += len(after)
    typed = _TYPED.match(shown.cut(end).live(blank=" "))
    if typed is not None:
        evidence.add(_option(typed[1]), "erachter getypt")
        return end + typed.end()
    return end


def _option(word: str) -> Option:
    return "ja" if word.lower() == "ja" else "nee"


def _emphasised(
    shown: Shown,
    spans: Mapping[Option, tuple[int, int]],
    gone: Mapping[Option, bool],
    evidence: Evidence,
) -> None:
    for mark, name in _EMPHASIS:
        on = [option for option, span in spans.items() if shown.most(*span, mark)]
        if len(on) == 1 and not gone[on[0]]:
            evidence.add(on[0], name)


def _set_apart(
    text: str, spans: Mapping[Option, tuple[int, int]], evidence: Evidence
) -> None:
    """One option in capitals, or put between brackets as if it were circled."""
    high = [option for option, span in spans.items() if text[slice(*span)].isupper()]
    if len(high) == 1:
        evidence.add(high[0], "in hoofdletters")
    around = {_option(found[1]) for found in _ENCLOSED.finditer(text)}
    if len(around) == 1:
        evidence.add(around.pop(), "omcirkeld")


def _ticks(before: str, between: str, after: str, evidence: Evidence) -> None:
    """Ticks around the pair: in front of each option, or behind each."""
    left, slash, right = between.partition("/")
    marks: dict[Option, bool] = {"ja": False, "nee": False}
    if _has_mark(before):
        marks["ja"] = bool(_TICK.search(before)) or bool(slash and _TICK.search(left))
        marks["nee"] = bool(_TICK.search(right if slash else between))
        if after and not _has_mark(between):
            marks["nee"] |= bool(_TICK.search(after))
    else:
        marks["ja"] = bool(_TICK.search(left if slash else between))
        marks["nee"] = bool(_TICK.search(after)) or bool(slash and _TICK.search(right))
    for option, ticked in marks.items():
        if ticked:
            evidence.add(option, "aangekruist")


def _has_mark(text: str) -> bool:
    return bool(_TICK.search(text) or _BOX.search(text))


def ticked_in_front(shown: Shown, label_end: int) -> bool:
    """Whether a tick that is not struck out stands in front of an option line."""
    front = TICK_FRONT.match(shown.cut(0, label_end).live(blank=" "))
    return front is not None and bool(_FRONT_TICK.search(front.group()))


def emphasis(shown: Shown, label_end: int) -> int:
    """What an option line, or its word Ja or Nee, is set in: bits of `Mark`."""
    if not any(shown.bits):
        return 0
    word = _OPTION.search(shown.text, 0, label_end)
    span = word.span() if word is not None else (0, label_end)
    front = (0, span[0]) if shown.text[: span[0]].strip() else span
    return sum(
        mark
        for mark, _ in _EMPHASIS
        if shown.most(*span, mark) or shown.most(*front, mark)
    )


def compare_emphasis(marks: Mapping[Option, int], evidence: Evidence) -> None:
    """Bold or highlight on one of two option lines, and not on the other."""
    for mark, name in _EMPHASIS:
        on = [option for option, found in marks.items() if found & mark]
        if len(on) == 1:
            evidence.add(on[0], name)
