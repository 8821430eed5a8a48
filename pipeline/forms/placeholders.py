"""Placeholders: what the blank form prints where an answer should come.

They are gone from every text, also beside an answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.forms.mapping import Formulier

# A row of dots to write on: ellipses, or six points and more. A typed "..." stays.
_DOT: Final = "…._"
_AROUND: Final = r"[\s()\[\].:…_]*"
_DOTS: Final = r"(?:…[….]+|[.]{6,}|_{5,})"


@dataclass(frozen=True, slots=True)
class Placeholders:
    """The prompts of one form as one pattern."""

    pattern: re.Pattern[str]
    in_front: re.Pattern[str]
    sign: re.Pattern[str]
    """What every placeholder holds: most lines are told to have none at a glance."""
    alone: re.Pattern[str]
    """A prompt and nothing else, typed over without its capital or its brackets."""
    opened: re.Pattern[str]
    """A prompt in brackets behind which somebody wrote before the bracket closes."""

    @classmethod
    def of(cls, formulier: Formulier) -> "Placeholders":
        """The placeholders that the mapping of `formulier` lists (`leeg`)."""
        anywhere = [
            _words(text) for text in sorted(formulier.leeg, key=len, reverse=True)
        ]
        front = "|".join(_words(text) for text in formulier.leeg_vooraan) or r"(?!)"
        alone = "|".join(
            _words(re.sub(r"^\W+|\W+$", "", text))
            for text in (*formulier.leeg, *formulier.leeg_vooraan)
        )
        signs = {_DOT, *(_sign(text) for text in formulier.leeg)}
        return cls(
            re.compile("|".join([*anywhere, _DOTS]), re.IGNORECASE),
            re.compile(rf"^[\W_]*(?:{front})(?=\W|$)(?:[:.](?=\s|$))?[^\S\n]*"),
            re.compile(f"[{re.escape(''.join(sorted(signs)))}]", re.IGNORECASE),
            re.compile(rf"{_AROUND}(?:{alone or '(?!)'}){_AROUND}", re.IGNORECASE),
            re.compile(_opened(formulier.leeg), re.IGNORECASE),
        )

    def strip(self, text: str) -> str:
        """`text` without placeholders; one that stood between words leaves a blank."""
        if self.sign.search(text) and self.pattern.search(text):
            prompt = rf"[^\S\n]*(?:{self.pattern.pattern})[^\S\n]*"
            text = re.sub(prompt, " ", text, flags=re.IGNORECASE)
            text = text.strip(" \t")
        text = self._inside(text)
        text = self.in_front.sub("", text)
        return "" if self.alone.fullmatch(text) else text

    def _inside(self, text: str) -> str:
        """What was written in a prompt whose bracket never closes, or behind its sign.

        `(vul aan wat past)` is a sentence of somebody's own.
        """
        opened = self.opened.match(text)
        if opened is None:
            return text
        inside = text[opened.end() :].rstrip()
        closed = inside.count(")") > inside.count("(")
        if not closed:
            return inside
        return inside.removesuffix(")").rstrip() if opened["sign"] else text

    def begins(self, text: str) -> bool:
        """Whether `text` begins with a placeholder."""
        start = text.lstrip()
        found = self.pattern.match(start) if self.sign.search(start) else None
        return found is not None

    def has(self, text: str) -> bool:
        """Whether `text` still shows a placeholder."""
        found = self.pattern.search(text) or self.in_front.match(text)
        return bool(found or self.alone.fullmatch(text))


def _opened(texts: Sequence[str]) -> str:
    """The start of a prompt in brackets that goes on in words of somebody's own."""
    inside = [text[1:-1].split() for text in texts if re.fullmatch(r"\(.*\)", text)]
    starts = []
    for words in inside:
        longer = {
            other[len(words)]
            for other in inside
            if len(other) > len(words)
            and [word.lower() for word in other[: len(words)]]
            == [word.lower() for word in words]
        }
        ahead = "".join(rf"(?!{re.escape(word)}\b)" for word in sorted(longer))
        starts.append(rf"{_words(' '.join(words))}(?=\s*[:,–-]\s|\s+{ahead})")
    start = "|".join(starts) or "(?!)"
    return rf"\s*\(\s*(?:{start})(?P<sign>\s*[:,–-])?\s+(?=[^\s)])"


def _sign(text: str) -> str:
    """A character of a placeholder, one that few other texts have where possible."""
    marks = re.findall(r"[^\w\s]", text)
    return marks[0] if marks else text.strip()[:1]


def _words(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())
