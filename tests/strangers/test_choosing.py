"""Whoever chooses, in whatever way and layout: nobody's Ja is read as Nee."""

import random
from typing import Final

import pytest

from tests.strangers.choosing import OPTIONS
from tests.strangers.choosing_form import (
    OPMAAK,
    REASON,
    Read,
    answered,
    read,
    ticked,
)
from tests.strangers.choosing_pairs import PAIRS

# Of these a mark, or the word that chose, is kept as text: too much, but not lost.
KEPT: Final = {"the other deleted but for its 0", "ticked, the other typed behind"}
# Of these nobody can tell whether words below belong to the choice or to what is asked.
MAY_BE_ELSEWHERE: Final = ("left", "deleted", "{r}", "behind both")
# Where there is one line to tick, these need the other one.
NEED_TWO: Final = (
    *(
        "the other",
        "the word of",
        "with its tick",
        "both",
        "one, a line",
        ", the other in bold",
    ),
    *("●", "■", "⬛", "->", "=>", "→"),
)


def draw(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311 - no secret, but a choice


def only(found: Read, words: str) -> bool:
    """Whether nothing but `words` was read as text."""
    said = " ".join(found.words).strip(" .()").lower()
    return said.removeprefix("want ").removeprefix("omdat ") == words and not found.rest


@pytest.mark.parametrize("name", OPTIONS)
def test_a_line_to_tick(name: str) -> None:
    way, rng = OPTIONS[name], draw(name)
    meant = rng.choice(("ja", "nee"))
    reason = REASON if way.reason and rng.random() < 0.4 else ""
    actie = rng.choice((18, 19, 22))
    found = read(ticked(way, actie, meant, rng, reason), actie, meant)
    assert found.outcome in way.reads
    if found.outcome == "own" and name not in KEPT and not _elsewhere(name):
        assert only(found, reason)


@pytest.mark.parametrize(
    "name", [n for n in OPTIONS if not any(part in n for part in NEED_TWO)]
)
def test_the_only_line_to_tick(name: str) -> None:
    way, rng = OPTIONS[name], draw(name)
    found = read(ticked(way, 16, "ja", rng), 16, "ja")
    assert found.outcome in way.reads


@pytest.mark.parametrize("name", PAIRS)
def test_a_question_with_ja_and_nee(name: str) -> None:
    pair, rng = PAIRS[name], draw(name)
    meant = rng.choice(("ja", "nee"))
    opmaak = OPMAAK if rng.random() < 0.5 else ""
    found = read(answered(pair, meant, rng, opmaak), 2, meant)
    assert found.outcome in pair.reads
    if found.outcome == "own" and "\n{r}" not in name:
        assert only(found, pair.left)
        assert (found.opmaak or "") == opmaak


def _elsewhere(name: str) -> bool:
    return any(part in name for part in MAY_BE_ELSEWHERE)
