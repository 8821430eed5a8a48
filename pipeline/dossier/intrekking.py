"""Intrekking: a mail that says that the one before it must not count.

    text of a mail + mappings/mails.toml -> the sentence that says so

Only what the sender wrote in this mail counts, not what is quoted under it: a reply to
such a mail withdraws nothing.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources.abc import Traversable
from typing import Final

from pipeline.dossier.catalogus import Mapped, Texts
from pipeline.dossier.namen import plain
from pipeline.resources import read_toml, validate

FILE: Final = "mails.toml"
_QUOTE: Final = ">"
_BELOW: Final = re.compile(
    r"^\s*(?:-+\s*(?:oorspronkelijk|original|doorgestuurd|forwarded)\b|_{10,}"
    r"|(?:van|from)\s*:\s|op .{4,120} schreef\b|on .{4,120} wrote\b)",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n\s*\n")
_MOST: Final = 20_000  # characters of a mail that are looked at


class Intrekking(Mapped):
    """The words of a withdrawal: one of each list in one sentence."""

    wat: Texts
    hoe: Texts


class Mails(Mapped):
    """`mappings/mails.toml`."""

    intrekking: Intrekking


def load_mails(folder: Traversable) -> Mails:
    """Read `mails.toml`; raises `MappingError` with every mistake."""
    return validate(Mails, read_toml(folder / FILE), where=FILE)


def withdrawal(text: str | None, words: Intrekking) -> str | None:
    """The sentence of `text` that withdraws the mail before it; `None` for none."""
    if not text:
        return None
    own = "\n".join(_own_lines(text[:_MOST]))
    if not _holds(own, words.wat):
        return None  # nearly every mail
    for sentence in _SENTENCE.split(own):
        if _holds(sentence, words.wat) and _holds(sentence, words.hoe):
            return " ".join(sentence.split())
    return None


def _holds(text: str, phrases: Texts) -> bool:
    folded = f" {plain(text)} "
    return any(phrase in folded for phrase in _folded(phrases))


@cache
def _folded(phrases: Texts) -> tuple[str, ...]:
    return tuple(f" {plain(phrase)} " for phrase in phrases)


def _own_lines(text: str) -> Iterator[str]:
    """The lines above the first quotation, without those that are quoted."""
    for line in text.splitlines():
        if _BELOW.match(line):
            return
        if not line.lstrip().startswith(_QUOTE):
            yield line
