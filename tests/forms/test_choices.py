"""Choices: every signal counts, and those that disagree give no answer."""

import pytest

from pipeline.forms.choices import (
    Evidence,
    compare_emphasis,
    emphasis,
    lone_option,
    ticked_in_front,
)
from pipeline.forms.lines import Shown
from pipeline.forms.printed_pair import read_pair
from pipeline.reading.block import Mark

STRIKE, BOLD, YELLOW = Mark.STRIKE.value, Mark.BOLD.value, Mark.HIGHLIGHT.value


def shown(text: str, **marks: int) -> Shown:
    """`text`, with the first occurrence of a word set in its marks."""
    bits = [0] * len(text)
    for word, mark in marks.items():
        at = text.index(word)
        bits[at : at + len(word)] = [mark] * len(word)
    return Shown(text, bits)


def test_the_same_line_says_the_same_to_whoever_reads_it_next() -> None:
    told = [Evidence(), Evidence()]
    line = shown("Ja/Nee: ja, want", Nee=STRIKE)
    ends = {read_pair(line, evidence) for evidence in told}
    assert len(ends) == 1
    assert told[0].signals == told[1].signals
    assert len(told[0].signals) > 1


def verdict(line: Shown) -> tuple[str | None, bool, str | None]:
    evidence = Evidence()
    at = read_pair(line, evidence)
    option, conflict, _ = evidence.verdict()
    return option, conflict, None if at is None else line.text[at:]


@pytest.mark.parametrize(
    ("line", "option"),
    [
        (shown("Ja/Nee"), None),
        (shown("Ja/Nee", Ja=BOLD), "ja"),
        (shown("Ja/Nee", Nee=YELLOW), "nee"),
        (shown("Ja/Nee", Ja=BOLD, Nee=BOLD), None),
        (shown("Ja/Nee", Nee=STRIKE), "ja"),
        (shown("Ja/Nee", Ja=STRIKE, Nee=STRIKE), None),
        (shown("☒ Ja ☐ Nee"), "ja"),
        (shown("Ja ☐ / Nee ☒"), "nee"),
        (shown("( ) Ja (x) Nee"), "nee"),
        (shown("0 Ja X Nee"), "nee"),
        (shown("Ja/Nee Nee"), "nee"),
        (shown("Neen"), "nee"),
    ],
)
def test_a_pair_says_what_was_done_to_it(line: Shown, option: str | None) -> None:
    assert verdict(line)[:2] == (option, False)


@pytest.mark.parametrize(
    "line",
    [
        shown("☒ Ja ☒ Nee"),
        shown("Ja/Nee: nee", Ja=BOLD),
        shown("Ja x Nee"),
        shown("Ja én nee"),
        shown("Ja, maar ook nee"),
        shown("Ja/Nee: Ja en nee"),
        shown("Ja/Nee", Ja=BOLD, Nee=YELLOW),
    ],
)
def test_signals_that_disagree_are_a_contradiction(line: Shown) -> None:
    assert verdict(line)[:2] == (None, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ja/Nee: want het lukt", ": want het lukt"),
        ("Ja/Nee: Ja, want het lukt", "want het lukt"),
        ("Ja, want het lukt", ", want het lukt"),
        ("Jammer", None),
        ("Wij denken van ja of nee", None),
    ],
)
def test_the_words_behind_the_choice_are_told(text: str, words: str | None) -> None:
    assert verdict(shown(text))[2] == words


def test_a_struck_out_word_that_is_all_there_is_no_choice() -> None:
    assert verdict(shown("Ja", Ja=STRIKE))[:2] == (None, False)


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("Ja", "ja"),
        ("☒ Nee.", "nee"),
        ("x Ja", "ja"),
        ("Ja X", "ja"),
        ("0 Nee", "nee"),
        ("Ja en nee", None),
        ("Ja, want", None),
        ("", None),
    ],
)
def test_an_option_alone_on_its_line(text: str, option: str | None) -> None:
    assert lone_option(text) == option


@pytest.mark.parametrize(
    "front", ["X ", "x 0 ", "0x ", "(v) ", "☑ ", "1 ", "✅ ", "◉ "]
)
def test_a_tick_in_front_of_a_line(front: str) -> None:
    text = f"{front}Ja, we gaan door"
    assert ticked_in_front(shown(text), len(text))


@pytest.mark.parametrize("front", ["", "0 ", "o ", "☐ ", "( ) ", "- ", "• ", "○ "])
def test_no_tick_in_front_of_a_line(front: str) -> None:
    text = f"{front}Ja, we gaan door"
    assert not ticked_in_front(shown(text), len(text))


def test_a_tick_that_was_struck_out_is_none() -> None:
    assert not ticked_in_front(shown("X Ja", X=STRIKE), 4)


def test_emphasis_is_that_of_the_word_and_counts_on_one_line_alone() -> None:
    evidence = Evidence()
    assert emphasis(shown("0 Ja, we", Ja=BOLD), 8) == BOLD
    assert emphasis(shown("0 Ja, we", we=BOLD), 8) == 0
    compare_emphasis({"ja": BOLD | YELLOW, "nee": BOLD}, evidence)
    assert evidence.verdict()[0] == "ja"
    assert evidence.signals == ("Ja gemarkeerd",)


def test_words_behind_an_option_weigh_less_than_a_tick() -> None:
    weak, strong = Evidence(weak=[("ja", "gemotiveerd")]), Evidence()
    strong.add("ja", "aangekruist")
    assert weak.verdict()[2] < strong.verdict()[2]
    strong.weak.append(("nee", "gemotiveerd"))
    assert strong.verdict() == (None, True, 0.0)


ROW = 20_000
"""Characters of a row of which every division in three would never be tried out."""


@pytest.mark.parametrize("sign", [" ", "-", "(", "☐ "])
def test_a_long_row_of_signs_is_read_at_once(sign: str) -> None:
    row = sign * ROW
    assert lone_option(f"{row}woord") is None
    assert lone_option(f"{row}Ja{row}") == "ja"
    evidence = Evidence()
    assert read_pair(shown(f"Ja/Nee{row}woord"), evidence) is not None
    assert evidence.verdict()[0] is None
