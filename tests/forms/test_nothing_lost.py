"""Nothing is lost: every word that somebody typed is in the extraction."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from pipeline.reading.word import read_word
from tests.torture.case import Case, programma, read
from tests.torture.cases import CASES
from tests.torture.form import LAYOUTS, Form, Line, blank
from tests.torture.ooxml import p, package, r
from tests.torture.rivals import words


def lines_of(form: Form) -> list[Line]:
    headings = [heading for heading in form.headings if heading is not None]
    rows = [line for row in form.every_row() for line in row.lines()]
    return [line for line in (*form.intro, *headings, *rows) if line.text]


def type_in(line: Line, token: str, where: str, hand: random.Random) -> None:
    """Type `token` somewhere in or around a line of the form."""
    if where == "above":
        line.xml = p(r(token)) + line.xml
    elif where == "below":
        line.xml += p(r(token))
    else:
        texts = list(re.finditer(r">([^<]+)</w:t>", line.xml))
        text = hand.choice(texts)
        words = text[1].split(" ")
        at = {"front": 0, "end": len(words)}.get(where, hand.randint(0, len(words)))
        words.insert(at, token)
        line.xml = line.xml[: text.start(1)] + " ".join(words) + line.xml[text.end(1) :]


@settings(max_examples=100)
@given(
    st.randoms(use_true_random=False),
    st.sampled_from(sorted(LAYOUTS)),
    st.lists(
        st.sampled_from(("front", "end", "middle", "above", "below")),
        min_size=1,
        max_size=8,
    ),
)
def test_a_word_typed_anywhere_comes_back(
    hand: random.Random, layout: str, places: list[str]
) -> None:
    form = blank()
    tokens = [f"zq{number}x" for number in range(len(places))]
    for token, where in zip(tokens, places, strict=True):
        type_in(hand.choice(lines_of(form)), token, where, hand)
    assert set(tokens) - told(Case("typed", package(form.body(layout)))) == set()


def told(case: Case) -> set[str]:
    """Every word of an extraction."""
    dumped = read(case).model_dump_json()
    return words(re.sub(r"\\[nt\"]", " ", dumped))


def known_words() -> set[str]:
    """The words that the form prints, and those of every label that was seen."""
    printed = words("\n".join(line.text for line in lines_of(blank())))
    index = programma().indexen["motivatie-pj2-tussentijds"]
    prompts = words(" ".join(index.formulier.leeg))
    return printed | prompts | {w for text in index.texts for w in text.words}


def is_known(word: str, known: set[str]) -> bool:
    """Whether the form has `word`, or one that was mistyped so."""
    return word in known or any(fuzz.ratio(word, form) >= ALIKE for form in known)


ALIKE = 68
# Ticks may go, and how a number was written.
MAY_GO = {"ja", "nee", "neen", "0x", "500"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_live_word_is_in_the_extraction(case: Case) -> None:
    live = words("\n".join(block.text for block in read_word(case.data).blocks))
    known = known_words()
    lost = live - told(case) - MAY_GO
    assert [word for word in lost if not is_known(word, known)] == []
