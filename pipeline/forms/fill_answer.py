"""Fill answer: one answer goes behind, or below, its label.

It takes the place of the prompt that the form prints there. Where there is no prompt it
goes on the empty line that the form leaves, else on a new one.
"""

import re
from typing import Final

from pipeline.forms.choices import Option
from pipeline.forms.fill_anchors import Anchor
from pipeline.forms.fill_text import (
    add_above,
    add_below,
    clear,
    keep_with_next,
    replace,
    text_of,
    type_behind,
)
from pipeline.forms.placeholders import Placeholders
from pipeline.reading.wordstyle import W
from pipeline.reading.xmlpart import Element

_BLANKS: Final = (" ", "\t")
_PAIR: Final = re.compile(r"\bja\b\s*/\s*\bnee\b\s*:?", re.IGNORECASE)
_BOX: Final = re.compile(r"\s*([0oO]|[☐□])(?=\s)")
_TYPED: Final = "0oO"


class Answerer:
    """Writes answers where the prompts of one form stand."""

    def __init__(self, prompts: Placeholders) -> None:
        self._prompts = prompts

    def write(self, anchor: Anchor, text: str) -> None:
        """Write `text` behind the label of `anchor`, or below it."""
        tail = text_of(anchor.paragraph)[anchor.end :]
        if self._is_prompt(tail):
            _behind(anchor, tail, text)
        else:
            self._below(anchor.paragraph, anchor.below, text)

    def choose(
        self,
        anchor: Anchor,
        option: Option | None,
        behind: str | None,
        below: str | None,
    ) -> None:
        """Answer a question with Ja/Nee on its line or below it.

        `behind` are the words behind the choice, on the same paragraph after a soft
        break, so that no word of them is taken for the choice; `below` those under it.
        """
        lines = (anchor.paragraph, *anchor.below)
        for number, paragraph in enumerate(lines):
            pair = _PAIR.search(text_of(paragraph), anchor.end if number == 0 else 0)
            if pair is None:
                continue
            typed = "" if option is None else f" {option.capitalize()}"
            if behind is not None:
                typed += f"\n{behind}"
            if typed:
                type_behind(paragraph, pair.end(), typed)
            if below is not None:
                self._below(paragraph, lines[number + 1 :], below)
            return

    def _below(self, label: Element, below: tuple[Element, ...], text: str) -> None:
        first, *more = text.split("\n")
        for wanted in (self._is_prompt, _is_empty):
            for paragraph in below:
                if wanted(text_of(paragraph)):
                    look = clear(paragraph, 0)
                    type_behind(paragraph, 0, first, look)
                    add_below(paragraph, more, look)
                    return
        add_below(label, [first, *more])

    def _is_prompt(self, text: str) -> bool:
        return self._prompts.has(text) and not self._prompts.strip(text).strip()


def mark(anchor: Anchor) -> None:
    """Put an x where the form prints a 0 or a box in front of an option."""
    box = _BOX.match(text_of(anchor.paragraph), anchor.start)
    if box is None:
        type_behind(anchor.paragraph, anchor.start, "x ")
    else:
        tick = "x" if box[1] in _TYPED else "☒"
        replace(anchor.paragraph, box.start(1), 1, tick)


def renumber(anchor: Anchor, number: int) -> None:
    """Let the label say `number` where its mapping has a `#`."""
    if anchor.number is not None:
        start, end = anchor.number
        if text_of(anchor.paragraph)[start:end] != str(number):
            replace(anchor.paragraph, start, end - start, str(number))


def title(anchor: Anchor, text: str) -> None:
    """Write `text` on a line of its own above the label, looking like the label.

    The line stays on one page with what it is the title of.
    """
    label = anchor.paragraph
    keep_with_next(add_above(label, text, label.find(f"{W}r/{W}rPr")))


def _behind(anchor: Anchor, tail: str, text: str) -> None:
    lines = text.split("\n")
    if anchor.veld.soort == "getal":
        lines = [text]  # a number takes one paragraph, with soft breaks in it
    if lines[0].startswith(_BLANKS):
        # Behind the label nobody could tell whose blank it is.
        look = clear(anchor.paragraph, anchor.end)
        add_below(anchor.paragraph, lines, look)
        return
    blanks = len(tail) - len(tail.lstrip())
    look = clear(anchor.paragraph, anchor.end + blanks)
    first = lines[0] if blanks else f" {lines[0]}"
    type_behind(anchor.paragraph, anchor.end + blanks, first, look)
    add_below(anchor.paragraph, lines[1:], look)


def _is_empty(text: str) -> bool:
    return not text.strip()
