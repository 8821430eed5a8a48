"""Actienummer: the official numbers of actions in a text, and whether they count.

    text + Catalogus -> numbers, each with how sure (0 to 1)

Besturen number their own actions too. What tells a number of their own: the text says
another doelstelling beside it, or in the same document numbers stand beside the names
of other actions, run 1, 2, 3, or belong to actions on which nobody reports.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.telwoorden import read_telwoord

BY_NUMBER, BY_BARE_NUMBER = 0.75, 0.65

_MISTAKES: Final = 3  # so many numbers that are right excuse one that is wrong
_LOCAL_RUN: Final = 3  # so many numbered 1, 2, 3 are counted, not named

_MONTHS: Final = "jan|feb|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec"
_ACTIE: Final = r"\bact(?:ies?|\.)?"
# Blanks and digits are taken once and for all (`*+`): a line of a thousand of them is
# read as quickly as another.
_NR: Final = r"\s*+(?:(?:nr\.?|nummers?|n°)\s*+)?(?:[:#]\s*+)?"
_NUMBERED: Final = re.compile(
    rf"{_ACTIE}(?:nummer)?{_NR}(\d++(?:\s*+(?:,|en|&|\+)\s*+\d++)*)"
    rf"(?![./-]\d|\s*(?:%|\d|{_MONTHS}))",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_LEADING: Final = re.compile(
    r"\s*[(\[]?(?:[Aa]|[Nn]r\.?|[Nn]ummer|[Nn]°|#)?\s?(\d{1,2})"
    r"(?:\s*$|\s*[./:)\]\-–—](?!\s*\d)|(\s))"
)
# A number in words or in Roman letters is one when nothing goes on behind it: `actie
# vijf`, `Actie V: taal`, and not `actie vijf keer uitgesteld`.
_IN_LETTERS: Final = re.compile(
    rf"{_ACTIE}{_NR}([^\W\d_]+)\s*(?=$|[.:;()–—]|-\s)", re.IGNORECASE
)
# Not `Actie X`: that is a place to fill in.
_ROMAN: Final = re.compile(r"X{0,2}(?:IX|IV|VI{0,3}|I{1,3})")
_ROMAN_WORTH: Final = {"I": 1, "V": 5, "X": 10}
_DOELSTELLING: Final = re.compile(
    r"\b(?:strategische\s+|operationele\s+)?doelstelling"
    r"\s*+(?:(?:nr\.?|nummer)\s*+)?(\d{1,2})\b",
    re.IGNORECASE,
)
_SPEAKS: Final = re.compile(r"\d|\bact", re.IGNORECASE)


def official_numbers(tekst: str, catalogus: Catalogus) -> dict[int, float]:
    """The official numbers in a text; certainty 0 for one that only may confirm."""
    if not _SPEAKS.search(tekst):
        return {}
    numbers: dict[int, float] = {}
    leading = _LEADING.match(tekst)
    if leading:
        numbers[int(leading[1])] = 0.0 if leading[2] else BY_BARE_NUMBER
    for match in _NUMBERED.finditer(tekst):
        for number in _NUMBER.findall(match[1]):
            numbers[int(number)] = BY_NUMBER
    for number in _in_letters(tekst):
        numbers[number] = BY_NUMBER
    doelen = {int(match[1]) for match in _DOELSTELLING.finditer(tekst)}
    return {
        number: zekerheid
        for number, zekerheid in numbers.items()
        if (doel := _doelstelling(number, catalogus)) and (not doelen or doel in doelen)
    }


def are_official(
    told: Sequence[tuple[Sequence[int], int | None]], in_use: Collection[int]
) -> bool:
    """Whether numbers that stand together can be the official ones.

    `told` are the numbers of each line or title, with the action that it names (`None`
    without); `in_use` are the actions on which somebody can report.
    """
    agreed = contradicted = 0
    counted: list[int] = []
    for numbers, named in told:
        counted += numbers[:1]
        if named is not None and numbers:
            agreed += named in numbers
            contradicted += named not in numbers
    if contradicted or agreed:
        return contradicted * _MISTAKES <= agreed
    runs = counted == list(range(1, len(counted) + 1))
    local = runs and len(counted) >= _LOCAL_RUN
    return not local and set(counted) <= set(in_use)


def _in_letters(tekst: str) -> Iterator[int]:
    for match in _IN_LETTERS.finditer(tekst):
        word = match[1]
        if _ROMAN.fullmatch(word):
            yield _roman(word)
        elif (number := read_telwoord(word)) is not None:
            yield number


def _roman(word: str) -> int:
    worth = [_ROMAN_WORTH[letter] for letter in word]
    return sum(
        -value if value < after else value
        for value, after in zip(worth, [*worth[1:], 0], strict=True)
    )


def _doelstelling(nummer: int, catalogus: Catalogus) -> int | None:
    """The number of the doelstelling of an action; `None` when there is no such one."""
    actie = catalogus.actie(nummer)
    if actie is None:
        return None
    return catalogus.doelstellingen.index(actie.doelstelling) + 1
