"""Printed pair: what became of a `Ja/Nee` on one line.

    the shown characters of a line -> Evidence, and where the words behind it begin

People tick in front of an option or behind it, with a stroke or a blank in between.
`Ja: x  Nee:` says Ja, `x Ja  Nee` too; of `Ja x Nee` nobody can tell, so it says both.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from pipeline.forms.choices import EMPHASIS, Evidence, Option, option_of
from pipeline.forms.lines import STRIKE, Shown
from pipeline.reading.symbols import TICKED, UNTICKED

_FILLED: Final = "●■⬛"
_MEMO: Final = 1024  # lines that are remembered: most are an untouched `Ja/Nee`
_SHORT: Final = 80  # characters of a line that is remembered
_TICK_TEXT: Final = rf"[{TICKED}]\ufe0f?|(?<!\w)[xXvV]{{1,3}}(?!\w)"
_BOX_TEXT: Final = rf"[{UNTICKED}]|\(\s*\)|\[\s*\]|(?<!\w)[0oO](?!\w)"
_PAIR: Final = re.compile(
    r"\b(?P<een>ja|neen?)\b"
    r"(?P<tussen>(?:[^\w&+]|(?<!\w)(?:[xXvV]{1,3}|[oO0]|of)(?!\w)){1,16}?)"
    r"\b(?P<ander>(?!(?P=een))(?:ja|neen?))\b",
    re.IGNORECASE,
)
_BOTH_PRINTED: Final = re.compile(
    r"^\W*(?:[xXvVoO0]\W+)?(?P<een>ja|neen?)(?! (?:ja|nee))"
    r"(?:[^\w,.;&+–—-]|(?<!\w)[xXvVoO0](?!\w)){1,12}(?!(?P=een))(?:ja|neen?)\b",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(
    r"^\W*+(?:antwoord\W++)?(?:(?:[xXvV]{1,3}|[oO01])(?=\W))?\W*+\b(ja|neen?)\b",
    re.IGNORECASE,
)
_TYPED: Final = re.compile(
    r"^[\s:.,;=–—()\[\]\->→⇒➔*\"“”„'‘’]*(?:antwoord\W+)?"
    rf"(?:(?:[xXvV]{{1,3}}(?!\w)|[{TICKED}])\W*)?\b(ja|neen?)\b",
    re.IGNORECASE,
)
_CLOSE: Final = re.compile(r"[\s:.,;!*\"“”'’)\]–—-]*")
_SEPARATOR: Final = re.compile(r"[/|,;\t\n–—-]|\bof\b", re.IGNORECASE)
_BEHIND: Final = re.compile(
    rf"[^\S\n]*+[:=]?[^\S\n]*+(?:[(\[][\s.…_]*+(?:[{TICKED}{UNTICKED}{_FILLED}]"
    rf"|[xXvV]{{1,3}}(?!\w)|[oO0](?!\w))?[\s.…_]*+[)\]]"
    rf"|[\s)(\[\]]*+(?:[{TICKED}{UNTICKED}{_FILLED}]{{1,2}}\ufe0f?|[xXvV]{{1,3}}(?!\w)))"
)
"""Nothing is given back (`*+`): a row of blanks would be tried in every division."""
_EMPTY_BEHIND: Final = re.compile(r"[^\S\n]*+[:=]?[^\S\n]*+[oO0-](?!\w)\s*+:?")
_BOTH: Final = re.compile(
    r"[\s,;&+–—-]*(?:(?:maar|en|én|of|ook|toch|eigenlijk|tegelijk|deels)\b[\s,;&+]*)*\b(ja|neen?)\b",
    re.IGNORECASE,
)
_ENCLOSED: Final = re.compile(r"[(\[*>_]\s*(ja|neen?)\s*[)\]*<_]", re.IGNORECASE)
_REMARK: Final = re.compile(r"\s*[(\[]\s*")
_TICK: Final = re.compile(_TICK_TEXT)
_BOX: Final = re.compile(_BOX_TEXT)
_FULL: Final = re.compile(f"[{_FILLED}]")


def is_pair(text: str) -> bool:
    """Whether `text` begins with both words, as a form prints them to choose from.

    With a stroke, boxes or room in between: `Ja, nee` and `Ja nee` are a sentence.
    """
    return _BOTH_PRINTED.match(text) is not None


def read_pair(shown: Shown, evidence: Evidence) -> int | None:
    """Find `Ja/Nee` or what became of it in `shown`, and weigh it.

    Returns where the words behind the choice begin, or `None` when the line holds no
    choice at all.
    """
    read = _known if len(shown.text) <= _SHORT else _read
    at, signals = read(shown.text, tuple(shown.bits))
    evidence.strong.extend(signals)
    return at


def _read(
    text: str, bits: tuple[int, ...]
) -> tuple[int | None, tuple[tuple[Option, str], ...]]:
    """`read_pair` of characters with their marks, and the signals that it finds."""
    evidence = Evidence()
    at = _weigh(Shown(text, list(bits)), evidence)
    return at, tuple(evidence.strong)


_known: Final = lru_cache(maxsize=_MEMO)(_read)


def _weigh(shown: Shown, evidence: Evidence) -> int | None:
    text = shown.text
    pair = _PAIR.search(text)
    if pair is not None and not re.search(
        r"[^\W\d_x]{2}", text[: pair.start()].lower()
    ):
        return _printed_pair(text, shown, pair, evidence)
    alone = _ALONE.match(text)
    if alone is None:
        return None
    if shown.most(*alone.span(1), STRIKE):
        return alone.end()
    option = option_of(alone[1])
    evidence.add(option, "staat er alleen")
    _both(text, alone.end(), option, evidence)
    behind = _BEHIND.match(text, alone.end())
    return behind.end() if behind is not None else alone.end()


def _both(text: str, at: int, option: Option, evidence: Evidence) -> None:
    """`Ja en nee`: the other option right behind the one."""
    other = _BOTH.match(text, at)
    if other is not None and option_of(other[1]) != option:
        evidence.add(option_of(other[1]), "staat erbij")


def _printed_pair(
    text: str, shown: Shown, pair: re.Match[str], evidence: Evidence
) -> int:
    first, second = option_of(pair["een"]), option_of(pair["ander"])
    spans: dict[Option, tuple[int, int]] = {
        first: pair.span("een"),
        second: pair.span("ander"),
    }
    gone = {option: shown.most(*span, STRIKE) for option, span in spans.items()}
    for option, other in ((first, second), (second, first)):
        if gone[option] and not gone[other]:
            evidence.add(other, f"blijft over: {option.capitalize()} is doorgehaald")
    _emphasised(shown, spans, gone, evidence)
    _set_apart(text, spans, pair["tussen"], evidence)
    end = pair.end()
    behind = _BEHIND.match(text, end)
    if behind is None and _has_mark(pair["tussen"]):
        behind = _EMPTY_BEHIND.match(text, end)
    if behind is not None and _TYPED.match(text[behind.end() :]):
        behind = None  # `Ja/Nee: x Ja`: it is a tick of what was typed
    after = behind.group() if behind is not None else ""
    before = shown.cut(0, pair.start()).live(blank=" ")
    between = shown.cut(*pair.span("tussen")).live(blank=" ")
    marks = _Marks(before, between, after)
    for option in marks.ticked(first, second):
        evidence.add(option, "aangekruist")
    end += len(after)
    typed = _TYPED.match(shown.cut(end).live(blank=" "))
    if typed is None:
        return end
    option = option_of(typed[1])
    evidence.add(option, "erachter getypt")
    end += typed.end()
    _both(text, end, option, evidence)
    behind = _BEHIND.match(text, end)
    end = behind.end() if behind is not None else end
    closed = _CLOSE.match(text, end)
    return closed.end() if closed is not None else end


class _Marks:
    """What stands before a pair, between its words, and behind it."""

    def __init__(self, before: str, between: str, after: str) -> None:
        self._before, self._between, self._after = before, between, after

    def ticked(self, first: Option, second: Option) -> Iterator[Option]:
        """The options with a tick of their own."""
        one, other = self._sides()
        if _TICK.search(one) or (_FULL.search(one) and _BOX.search(other)):
            yield first
        if _TICK.search(other) or (_FULL.search(other) and _BOX.search(one)):
            yield second

    def _sides(self) -> tuple[str, str]:
        """The marks of each word. A mark right between them may be of either."""
        before, between, after = self._before, self._between, self._after
        cut = _SEPARATOR.search(between)
        if cut is not None:
            left, right = between[: cut.start()], between[cut.end() :]
            return f"{before} {left}", f"{right} {after}"
        if between.lstrip(" \u00a0")[:1] in {":", "="}:
            return f"{before} {between}", after
        if _has_mark(before):
            return before, f"{between} {after}"
        if _has_mark(after):
            return between, after
        return between, between


def _has_mark(text: str) -> bool:
    return bool(_TICK.search(text) or _BOX.search(text) or _FULL.search(text))


def _emphasised(
    shown: Shown,
    spans: Mapping[Option, tuple[int, int]],
    gone: Mapping[Option, bool],
    evidence: Evidence,
) -> None:
    for mark, name in EMPHASIS:
        on = [option for option, span in spans.items() if shown.most(*span, mark)]
        if len(on) == 1 and not gone[on[0]]:
            evidence.add(on[0], name)


def _set_apart(
    text: str,
    spans: Mapping[Option, tuple[int, int]],
    between: str,
    evidence: Evidence,
) -> None:
    """One option in capitals, or put between brackets as if it were circled.

    Of `Ja (nee)` nobody can tell: no stroke says that the form printed both.
    """
    high = [option for option, span in spans.items() if text[slice(*span)].isupper()]
    if len(high) == 1:
        evidence.add(high[0], "in hoofdletters")
    around = {option_of(found[1]) for found in _ENCLOSED.finditer(text)}
    if len(around) == 1 and not _REMARK.fullmatch(between):
        evidence.add(around.pop(), "omcirkeld")
