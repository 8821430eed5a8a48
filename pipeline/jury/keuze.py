"""Keuze: the Ja or Nee of a juror, read strictly.

    the runs of a cell, as shown -> Keuze

A juror is free in how to choose: the dropdown, a typed word, a tick of any kind, bold
or highlight on one of the two, the other struck out or deleted. What is certain is an
answer. Everything else (`Ja, mits`, a lone x, two ticks, another word) is none, and is
told: a verdict is right or it is asked again, never guessed.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.findings import brief
from pipeline.reading.block import Mark, Run
from pipeline.reading.symbols import TICKED, UNTICKED

Kind = Literal["ja", "nee", "tick", "box", "cut", "prompt", "other"]

_PARTS: Final = re.compile(
    rf"(?P<word>[^\W\d_]+)|(?P<both>[{UNTICKED}][{TICKED}])"
    rf"|(?P<tick>[{TICKED}])|(?P<box>[{UNTICKED}])"
    r"|(?P<cut>[/|\n])|(?P<blank>(?:[^\S\n]|[.,:;!()\[\]\"'‘’“”*_–—-])+)|(?P<other>.)",
    re.DOTALL,
)
_WORDS: Final[dict[str, Kind]] = {
    "ja": "ja",
    "nee": "nee",
    "neen": "nee",
    "x": "tick",
    "v": "tick",
    "of": "cut",
    "kies": "prompt",
}
_EMPHASIS: Final = (Mark.BOLD, Mark.UNDERLINE, Mark.HIGHLIGHT)
_VALUES: Final[dict[str, bool]] = {"ja": True, "nee": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    """What was chosen; `None` with `onduidelijk` None: nothing was.

    `onduidelijk` is what stands there when it is not certain what it means.
    """

    waarde: bool | None = None
    onduidelijk: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    """A word or sign as shown; `marks` are those that all of its letters have."""

    kind: Kind
    marks: Mark

    @property
    def is_option(self) -> bool:
        return self.kind in _VALUES

    @property
    def is_struck(self) -> bool:
        return bool(self.marks & Mark.STRIKE)


class _UnclearError(Exception):
    """What stands there has no certain meaning."""


def read_keuze(lines: Sequence[Sequence[Run]], prompts: Set[str]) -> Keuze:
    """Read the paragraphs of one cell; `prompts` are texts of empty controls."""
    shown = [char for line in lines for char in _shown(line, prompts)]
    try:
        return Keuze(waarde=_choose(list(_tokens(shown))))
    except _UnclearError:
        text = "".join(char for char, marks in shown if not marks & Mark.STRIKE)
        struck = "".join(char for char, _ in shown)
        return Keuze(onduidelijk=brief(text) or brief(struck))


def _shown(line: Sequence[Run], prompts: Set[str]) -> Iterator[tuple[str, Mark]]:
    """Give each letter that a person sees; a whole prompt is nothing."""
    if is_prompt(line, prompts):
        return
    for run in line:
        if run.marks & Mark.HIDDEN:
            continue
        # The mark of an empty control stays behind when a program only changed the
        # words: they are read as any others.
        if run.marks & Mark.PLACEHOLDER and run.text.strip() in prompts:
            continue
        for char in unicodedata.normalize("NFKC", run.text):
            if unicodedata.category(char) != "Cf":
                yield char, run.marks
    yield "\n", Mark.NONE


def is_prompt(line: Sequence[Run], prompts: Set[str]) -> bool:
    """Whether a paragraph shows the prompt of an empty control, and no sign of more.

    Editors that know no content controls keep that prompt as plain text.
    """
    text = "".join(run.text for run in line if not run.marks & Mark.HIDDEN).strip()
    written = [run.marks for run in line if run.text.strip()]
    telling = Mark.STRIKE | Mark.BOLD | Mark.UNDERLINE | Mark.HIGHLIGHT | Mark.COLOUR
    return text in prompts and len({marks & telling for marks in written}) == 1


def _tokens(shown: Sequence[tuple[str, Mark]]) -> Iterator[_Token]:
    text = "".join(char for char, _ in shown)
    for match in _PARTS.finditer(text):
        kind = _kind(match)
        if kind is None:
            continue
        marks = [marks for _, marks in shown[match.start() : match.end()]]
        common = marks[0]
        for other in marks:
            common &= other
        if any(other & Mark.STRIKE for other in marks) and not common & Mark.STRIKE:
            raise _UnclearError  # half a word struck out
        gone = common & Mark.STRIKE and kind in {"tick", "box", "cut", "other"}
        if not gone:
            yield _Token(kind=kind, marks=common)


def _kind(match: re.Match[str]) -> Kind | None:
    match match.lastgroup:
        case "word":
            return _WORDS.get(match[0].casefold(), "other")
        case "tick":
            return "tick"
        case "box":
            return "box"
        case "cut":
            return "cut"
        case "blank":
            return None
    return "other"


def _choose(tokens: list[_Token]) -> bool | None:
    """Give the answer, `None` for none.

    Raises:
        _UnclearError: when the signs do not agree or say nothing certain.
    """
    if any(token.kind == "other" for token in tokens):
        raise _UnclearError
    options = [at for at, token in enumerate(tokens) if token.is_option]
    kinds = {tokens[at].kind for at in options}
    ticks = any(token.kind == "tick" for token in tokens)
    boxes = any(token.kind == "box" for token in tokens)
    if not options:
        if ticks or any(token.kind == "prompt" for token in tokens):
            raise _UnclearError
        return None
    if len(kinds) == 1:
        # An empty box before the only option that is left says nothing certain.
        if all(tokens[at].is_struck for at in options) or (boxes and not ticks):
            raise _UnclearError
        return _VALUES[kinds.pop()]
    return _between(tokens, options, untouched=boxes and not ticks)


def _between(
    tokens: list[_Token], options: list[int], *, untouched: bool
) -> bool | None:
    """Choose between a printed Ja and Nee; `untouched` when neither box was ticked."""
    first, second = options[:2]
    if tokens[first].kind == tokens[second].kind:
        raise _UnclearError
    pair = (tokens[first], tokens[second])
    signals = [token.kind for token in pair if not token.is_struck]
    if len(signals) > 1:
        signals = []
        for mark in (*_EMPHASIS, Mark.COLOUR):
            marked = [token.kind for token in pair if token.marks & mark]
            if len(marked) == 1 and mark is Mark.COLOUR:
                raise _UnclearError  # grey for what was not chosen, or red for what was
            signals += marked if len(marked) == 1 else []
    end = options[2] if len(options) > 2 else len(tokens)  # noqa: PLR2004 - past the pair
    signals += _ticked(tokens[:end], first, second)
    signals += [tokens[at].kind for at in options[2:] if not tokens[at].is_struck]
    if not signals and untouched:
        return None
    if len(set(signals)) != 1:
        raise _UnclearError
    return _VALUES[signals[0]]


def _ticked(tokens: list[_Token], first: int, second: int) -> list[Kind]:
    """Give the options that are ticked: before or behind each, on its side of a cut."""
    before, between = tokens[:first], tokens[first + 1 : second]
    behind = tokens[second + 1 :]
    cuts = [at for at, token in enumerate(between) if token.kind == "cut"]
    if cuts:
        left, right = between[: cuts[0]], between[cuts[-1] + 1 :]
        if any(t.kind in {"tick", "box"} for t in between[cuts[0] : cuts[-1]]):
            raise _UnclearError
    else:
        left, right = _shared(_marks(before), _marks(between), _marks(behind))
    sides = ((first, [*before, *left]), (second, [*right, *behind]))
    return [
        tokens[at].kind
        for at, side in sides
        if any(token.kind == "tick" for token in side)
    ]


def _marks(tokens: Sequence[_Token]) -> list[_Token]:
    return [token for token in tokens if token.kind in {"tick", "box"}]


def _shared(
    before: list[_Token], between: list[_Token], behind: list[_Token]
) -> tuple[list[_Token], list[_Token]]:
    """Tell of which option the signs between the two are, without a cut there."""
    match len(before), len(between), len(behind):
        case (_, 0, _):
            return [], []
        case (0, 2, 0):
            return between[:1], between[1:]
        case (1, 1, 0):
            return [], between
        case (0, 1, 1):
            return between, []
    raise _UnclearError
