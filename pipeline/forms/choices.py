"""Choices: what was chosen, from every way in which people choose.

    the shown characters of a line with their marks -> Evidence -> a choice

Every signal counts and is kept: a tick of any kind, bold, underline or highlight on one
option, the other struck out or gone, `Ja` typed behind. Signals that disagree give no
answer but `tegenstrijdig` (contract section 3, Choices). Untouched is no answer.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from pipeline.forms.labels import TICK_FRONT
from pipeline.forms.lines import STRIKE, Shown
from pipeline.reading.block import Mark
from pipeline.reading.symbols import TICKED

Option = Literal["ja", "nee"]

_OPTION: Final = re.compile(r"\b(ja|neen?)\b", re.IGNORECASE)
_LONE: Final = re.compile(
    r"^\W*+(?:\d{1,2}[.)])?\W*+(?:antwoord\W++)?(?:(?:[xXvV]{1,3}|[oO01])(?=\W))?\W*+"
    r"\b(ja|neen?)\b\W*+(?:(?:[xXvV]{1,3}|[oO0])(?!\w)\W*+)?$",
    re.IGNORECASE,
)
"""Nothing is given back (`*+`): a rule of dashes would be tried in every division."""
_FRONT_TICK: Final = re.compile(rf"[{TICKED}]|[xXvV]|(?<!\d)1(?!\d|\.|\)(?<!\(1\)))")
_LONE_TICK: Final = re.compile(rf"\W*(?:[{TICKED}]|[xXvV]{{1,3}})\W*")
_NOTHING: Final = re.compile(
    r"\W*(?:n\W?v\W?t|niet van toepassing|nihil)?\W*", re.IGNORECASE
)
EMPHASIS: Final = (
    (Mark.HIGHLIGHT.value, "gemarkeerd"),
    (Mark.BOLD.value, "vet"),
    (Mark.UNDERLINE.value, "onderstreept"),
    (Mark.COLOUR.value, "gekleurd"),
)
OPTION_FRONT: Final = re.compile(
    r"^\W*(?:antwoord\W+)?(?:[xXvVoO01](?!\w)\W*)?\b(?P<optie>ja|neen?)\b",
    re.IGNORECASE,
)
"""An option at the beginning of a line, whatever comes behind it."""
OPENS: Final = re.compile(
    OPTION_FRONT.pattern + r"(?:(?P<ander>\W{0,3}(?:en|én|&|\+|/)\W{0,3}(?:ja|neen?)\b)"
    rf"|\s*[(\[]?(?:[{TICKED}]|[xXvV](?!\w))[)\]]?"
    r"|[\"'”’)\]]*(?:\s*[,.:;!]+(?=\s|$)|\s+[–—-]+(?=\s)|\s*$)|[\"'”’)\]]+(?=\s)"
    r"|(?=\s+(?:want|omdat|wij|we|dat|dit|deze|er|het|de|onze|ons|alles|alle|zeker"
    r"|natuurlijk|uiteraard|inderdaad|helaas|hoor|absoluut)\b))"
    r"\s*(?:(?:want|omdat)\b\s*:?\s*)?",
    re.IGNORECASE,
)
"""An option at the beginning of a line that answers: `Nee, want we stoppen`."""
_SAYS: Final = re.compile(
    r"^\W*(?P<optie>ja|neen?)\b\W*"
    r"(?:(?:want|omdat|we|wij|toch|hoor|zeker|helaas|natuurlijk)\b|$)",
    re.IGNORECASE,
)
_WEL: Final = re.compile(r"\W*(?:(?:toch|we|dus)\s+)?wel\W*", re.IGNORECASE)
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
        every = dict.fromkeys((*self.strong, *self.weak))
        return tuple(f"{option.capitalize()} {what}" for option, what in every)

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
    return option_of(found[1]) if found is not None else None


def begins_with(option: Option, lines: Iterable[str]) -> bool:
    """Whether any of `lines` begins with `option` as an answer to the question."""
    found = (OPENS.match(line) for line in lines)
    return any(match and option_of(match["optie"]) == option for match in found)


def says(option: Option, lines: Iterable[str]) -> bool:
    """Whether any of `lines` can only mean `option`: `Nee, want we stoppen`."""
    found = (_SAYS.match(line) for line in lines)
    return any(match and option_of(match["optie"]) == option for match in found)


def is_wel(text: str) -> bool:
    """Whether `wel` is all a text says: behind `Nee, we stoppen` that is ja."""
    return _WEL.fullmatch(text) is not None


def option_of(word: str) -> Option:
    """The option that `word` writes: `Ja`, `neen`."""
    return "ja" if word.lower() == "ja" else "nee"


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
        for mark, _ in EMPHASIS
        if shown.most(*span, mark) or shown.most(*front, mark)
    )


def is_word_struck(shown: Shown, option: Option) -> bool:
    """Whether the word of a line to tick is struck out: ~~Nee~~, we gaan niet door."""
    word = _OPTION.search(shown.text)
    if word is None or option_of(word[1]) != option:
        return False
    return shown.most(*word.span(), STRIKE)


def compare_emphasis(marks: Mapping[Option, int], evidence: Evidence) -> None:
    """Bold or highlight on one of two option lines, and not on the other."""
    for mark, name in EMPHASIS:
        on = [option for option, found in marks.items() if found & mark]
        if len(on) == 1:
            evidence.add(on[0], name)
