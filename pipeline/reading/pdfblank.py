"""Words of a pdf that are broken at the end of a line without a hyphen.

words and letters of a pdf -> the words, each with where it begins and goes on

A word processor breaks within a word where blanks do not break: a label that somebody
pasted from a web page has them all through. It writes the blank at the end of a line
too, so letters that follow each other in the file without one are of one word. Where
ordinary blanks stand in the line, it was somebody who ended it.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from pipeline.reading.pdfline import Words

ARTIFACT: Final = "Artifact"
"""How tags call what is no part of the text."""
_FIXED: Final = "\u00a0\u202f"  # blanks at which no line ends
_NAMED: Final = "Span"  # letters of which the file says what they stand for

Char = dict[str, Any]  # pdfplumber's dictionaries have no type


def mark_broken(pages: Sequence[Any], words: Sequence[Words]) -> None:
    """Tell of each of `words` where it begins, and with which letter it goes on.

    `words` are those of each page, with their letters, which are taken from them.
    """
    chars = [char for page in pages for char in page.chars]
    text = [char for char in chars if char.get("tag") != ARTIFACT]
    after = dict(_broken(_stretches(text)))
    for word in (word for on_page in words for word in on_page):
        letters = word.pop("chars")
        word["begin"] = id(letters[0])
        if id(letters[-1]) in after:
            word["after"] = after[id(letters[-1])]


def _stretches(chars: Sequence[Char]) -> list[list[Char]]:
    """The letters by the printed line, as they follow each other in the file."""
    found: list[list[Char]] = []
    for char in chars:
        if found and _is_level(found[-1][-1], char):
            found[-1].append(char)
        else:
            found.append([char])
    return found


def _broken(stretches: Sequence[Sequence[Char]]) -> Sequence[tuple[int, int]]:
    """The last letter of each line that ends within a word, and the one after it."""
    return [
        (id(line[-1]), id(below[0]))
        for line, below in pairwise(stretches)
        if not line[-1]["text"].isspace() and not below[0]["text"].isspace()
        if _is_fixed(line, below)
    ]


def _is_fixed(line: Sequence[Char], below: Sequence[Char]) -> bool:
    """Whether a line, up to where it goes on, is all kept together."""
    blanks = [char for char in line if char["text"].isspace()]
    if not blanks:  # a word longer than the line
        blanks = [char for char in below if char["text"].isspace()][:1]
    return bool(blanks) and all(map(_is_kept, blanks))


def _is_kept(blank: Char) -> bool:
    """Whether no line ends at a blank: LibreOffice names such a one by itself."""
    named = blank.get("tag") == _NAMED and blank.get("mcid") is None
    return named or blank["text"] in _FIXED


def _is_level(before: Char, char: Char) -> bool:
    """Whether a letter stands on the same line, to the right."""
    middle = (char["top"] + char["bottom"]) / 2
    level = before["top"] <= middle <= before["bottom"]
    same = before["page_number"] == char["page_number"]
    return bool(same and level and char["x0"] >= before["x0"])
