"""Choices: what was chosen, from every way in which people choose.

    the shown characters of a line with their marks -> Choice

Every signal counts and is kept: a tick of any kind, bold, underline or highlight on one
option, the other struck out or gone, `Ja` typed behind. Signals that disagree give no
answer but `tegenstrijdig` (contract section 3, Choices). Untouched is no answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from pipeline.reading.block import Mark
from pipeline.reading.symbols import TICKED, UNTICKED

Option = Literal["ja", "nee"]
Shown = Sequence[tuple[str, Mark]]

_PAIR: Final = re.compile(r"\b(ja)\b(?P<tussen>[^\w]{0,8}[xXvV]?[^\w]{0,8})\b(neen?)\b", re.I)
_ALONE: Final = re.compile(r"^[\s\W]*(?:[xXvV](?=\W))?[\s\W]*\b(ja|neen?)\b", re.I)
_TYPED: Final = re.compile(r"^[\s:.,;=–—()\->]*\b(ja|neen?)\b[\s:.,;–—-]*", re.I)
_TICK: Final = re.compile(rf"[{TICKED}]|(?<!\w)[xXvV](?!\w)")
_BOX: Final = re.compile(rf"[{UNTICKED}]")
_EMPHASIS: Final = (
    (Mark.HIGHLIGHT, "gemarkeerd"),
    (Mark.BOLD, "vet"),
    (Mark.UNDERLINE, "onderstreept"),
    (Mark.COLOUR, "gekleurd"),
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
        return tuple(f"{o.capitalize()} {what}" for o, what in (*self.strong, *self.weak))

    def verdict(self) -> tuple[Option | None, bool, float]:
        """The option, whether signals contradict each other, and how sure it is."""
        options = {option for option, _ in (*self.strong, *self.weak)}
        if len(options) > 1:
            return None, True, 0.0
        if not options:
            return None, False, 1.0
        return options.pop(), False, SURE if self.strong else LIKELY


def read_pair(shown: Shown, evidence: Evidence) -> int | None:
    """Find `Ja/Nee` or what became of it in `shown`, and weigh it.

    Returns where the words behind the choice begin, or `None` when the line holds no
    choice at all.
    """
    text = "".join(char for char, _ in shown)
    pair = _PAIR.search(text)
    if pair is not None:
        return _printed_pair(text, shown, pair, evidence)
    alone = _ALONE.match(text)
    if alone is None:
        return None
    if _is(shown, alone.start(1), alone.end(1), Mark.STRIKE):
        return alone.end()
    evidence.add(_option(alone[1]), "staat er alleen")
    return alone.end()


def _printed_pair(
    text: str, shown: Shown, pair: re.Match[str], evidence: Evidence
) -> int:
    spans: dict[Option, tuple[int, int]] = {"ja": pair.span(1), "nee": pair.span(3)}
    _struck(shown, spans, evidence)
    _emphasised(shown, spans, evidence)
    end = pair.end()
    behind = re.match(rf"[\s)\]]*(?:[{TICKED}{UNTICKED}]|[xXvV](?!\w))", text[end:])
    after = text[end : end + behind.end()] if behind else ""
    _ticks(text[: pair.start()], pair["tussen"], after, evidence)
    end += len(after)
    rest = "".join(c if not m & Mark.STRIKE else " " for c, m in shown[end:])
    typed = _TYPED.match(rest)
    if typed is not None:
        evidence.add(_option(typed[1]), "erachter getypt")
        return end + typed.end()
    return end


def _option(word: str) -> Option:
    return "ja" if word.lower() == "ja" else "nee"


def _is(shown: Shown, start: int, end: int, mark: Mark) -> bool:
    """Whether most characters from `start` to `end` carry `mark`."""
    chars = [marks for char, marks in shown[start:end] if not char.isspace()]
    return bool(chars) and sum(bool(m & mark) for m in chars) * 2 > len(chars)


def _struck(shown: Shown, spans: dict[Option, tuple[int, int]], evidence: Evidence) -> None:
    struck = {option: _is(shown, *span, Mark.STRIKE) for option, span in spans.items()}
    if struck["ja"] and not struck["nee"]:
        evidence.add("nee", "blijft over: Ja is doorgehaald")
    elif struck["nee"] and not struck["ja"]:
        evidence.add("ja", "blijft over: Nee is doorgehaald")


def _emphasised(shown: Shown, spans: dict[Option, tuple[int, int]], evidence: Evidence) -> None:
    for mark, name in _EMPHASIS:
        on = [option for option, span in spans.items() if _is(shown, *span, mark)]
        if len(on) == 1 and not _is(shown, *spans[on[0]], Mark.STRIKE):
            evidence.add(on[0], name)


def _ticks(before: str, between: str, after: str, evidence: Evidence) -> None:
    """Ticks around the pair: in front of each option, or behind each."""
    left, slash, right = between.partition("/")
    in_front = _has_mark(before)
    marks: dict[Option, bool] = {"ja": False, "nee": False}
    if in_front:
        marks["ja"] = bool(_TICK.search(before))
        marks["nee"] = bool(_TICK.search(right if slash else between)) or (
            not slash and bool(_TICK.search(between))
        )
        if slash and _TICK.search(left):
            marks["ja"] = True
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


def read_option(
    shown: Shown, label_end: int, option: Option, *, ticked_beside: bool, evidence: Evidence
) -> bool:
    """Weigh one line to tick, such as `0 Ja, we zijn goed gevorderd`.

    `label_end` counts in `shown`. Returns whether the option itself is struck out.
    """
    text = "".join(char for char, _ in shown[:label_end])
    word = re.search(r"\b(ja|neen?)\b", text, re.I)
    front = text[: word.start()] if word else text
    if ticked_beside or _TICK.search(front):
        evidence.add(option, "aangekruist")
    return _is(shown, word.start() if word else 0, label_end, Mark.STRIKE)


def emphasis(shown: Shown, label_end: int) -> Mark:
    """What the whole label of an option line is set in: bold, highlight and so on."""
    found = Mark.NONE
    for mark, _ in _EMPHASIS:
        if _is(shown, 0, label_end, mark):
            found |= mark
    return found


def compare_emphasis(marks: dict[Option, Mark], evidence: Evidence) -> None:
    """Bold or highlight on one of two option lines, and not on the other."""
    for mark, name in _EMPHASIS:
        on = [option for option, found in marks.items() if found & mark]
        if len(on) == 1:
            evidence.add(on[0], name)
