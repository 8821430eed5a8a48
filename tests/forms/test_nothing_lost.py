"""Nothing is lost: every word that somebody typed is in the extraction."""

import io
import random
import re
import unicodedata

import mammoth
import pytest
from docx2python import docx2python
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from pipeline.reading.word import read_word
from tests.torture.case import Case, programma, read
from tests.torture.cases import CASES
from tests.torture.form import LAYOUTS, Form, Line, blank
from tests.torture.ooxml import p, package, r

WORD = re.compile(r"[^\W_]{2,}")


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


def words(text: str) -> set[str]:
    text = unicodedata.normalize("NFC", text.replace("\u00ad", ""))
    return set(WORD.findall(text.lower()))


def told(case: Case) -> set[str]:
    """Every word of an extraction."""
    dumped = read(case).model_dump_json()
    return words(re.sub(r"\\[nt\"]", " ", dumped))


def seen_by_docx2python(data: bytes) -> str:
    with docx2python(io.BytesIO(data)) as document:
        comments = [comment[3] for comment in document.comments]
        text = "\n".join([document.text, *comments])
    return re.sub(r"----\w+ \d*----|<[^>]*>", " ", text)


def seen_by_mammoth(data: bytes) -> str:
    return str(mammoth.extract_raw_text(io.BytesIO(data)).value)


def seen_by_us(data: bytes) -> str:
    """All that the reader has, gone or not: others do not tell the difference.

    Without blanks, since others leave out line ends.
    """
    shown = "".join(run.text for block in read_word(data).blocks for run in block.runs)
    return unicodedata.normalize("NFC", re.sub(r"[\s\u00ad]+", "", shown)).lower()


# What others add of their own: names for a symbol, for a note.
ADDED = re.compile(r"x[0-9a-f]{4}|(foot|end)note\d+")
# Where others see what Word does not show: text that was moved away or deleted, or a
# choice that nobody made; and where they see text twice or run together.
DIFFERENT = (
    "a moved",
    "deleted rows",
    "a legacy dropdown holds",
    "alternate content",
    "a fraction",
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "case",
    [case for case in CASES if not case.name.startswith(DIFFERENT)],
    ids=lambda case: case.name,
)
def test_whatever_other_readers_see_we_see(case: Case) -> None:
    ours = seen_by_us(case.data)
    theirs = words(seen_by_mammoth(case.data)) | words(seen_by_docx2python(case.data))
    assert [w for w in theirs if w not in ours and not ADDED.fullmatch(w)] == []


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
