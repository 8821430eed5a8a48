"""The scoreboard: what it says of us is so, and its page has the form of its maker."""

import re
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest

from benchmarks import truth
from benchmarks.measures import Answer, Score, letters, score, shown, spoken
from benchmarks.ours import Ours, no_fields
from benchmarks.page import NAME, figures, page
from benchmarks.readers import READERS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "scorebord.md"
PINS = ROOT / "benchmarks" / "requirements-scoreboard.txt"
ALL = ("waarden", "woorden", "keuzes", "velden")
NOTHING = ("prompts", "geschrapt", "verborgen", "onleesbaar")


@cache
def reader() -> Ours:
    return Ours()


@cache
def ours() -> Score:
    return reader().score()


@pytest.mark.slow
@pytest.mark.parametrize("measure", ALL)
def test_we_find_everything(measure: str) -> None:
    found, total = asdict(ours())[measure]
    assert 0 < found == total


@pytest.mark.slow
@pytest.mark.parametrize("measure", NOTHING)
def test_we_revive_and_invent_nothing(measure: str) -> None:
    shown, total = asdict(ours())[measure]
    assert (shown, total > 0) == (0, True)


@pytest.mark.parametrize("way", truth.CHOICES)
def test_every_choice_on_the_board_is_read_as_it_was_made(way: str) -> None:
    said = [
        [
            block["antwoord"]
            for block in reader().read(truth.choice(xml))["verwachtingen"]
        ]
        for xml in truth.CHOICES[way]
    ]
    assert said == [["ja"], ["nee"], []]


@pytest.mark.parametrize("case", list(truth.prompts()), ids=lambda case: case.name)
def test_no_prompt_is_an_answer(case: truth.Case) -> None:
    assert truth.PROMPT not in (reader().ask(case.data).text or "")
    assert reader().read(case.data)["motivaties"] == case.expected.motivaties


def test_a_reader_that_says_nothing_finds_nothing() -> None:
    silent = score(lambda _: Answer(""), no_fields)
    assert {asdict(silent)[measure][0] for measure in (*ALL, *NOTHING)} == {0}
    assert silent.velden[1] > 1000


def test_a_reader_that_cannot_read_is_counted_so() -> None:
    broken = score(lambda _: Answer(None), no_fields)
    assert broken.onleesbaar[0] == broken.onleesbaar[1] > 0


def test_words_and_numbers_are_found_however_they_are_wrapped() -> None:
    wanted = letters("Huisbezoeken <van> & meer")
    assert wanted in shown("<p><b>Huis</b>bezoeken &lt;van&gt; &amp; meer</p>")
    assert wanted in shown(r"**Huis**bezoeken <van> \& meer")
    assert wanted not in shown("Huisbezoeken van minder")
    assert {"1500", "40", "1.5"} <= spoken("1.500 van <td>40</td> en 1,5")


def test_the_page_has_the_form_of_its_maker() -> None:
    text = PAGE.read_text("utf-8")
    assert page(figures(text)) == text, "make scoreboard"


def test_the_page_shows_every_reader_and_us_first_with_everything() -> None:
    first, *others = figures(PAGE.read_text("utf-8"))
    assert first["naam"] == NAME
    assert [row["naam"] for row in others] == list(READERS)
    assert all(first[measure][0] == first[measure][1] for measure in ALL)
    assert all(first[measure][0] == 0 for measure in NOTHING)


def test_the_pins_of_the_readers_have_hashes_and_no_address() -> None:
    text = PINS.read_text("utf-8").replace("\\\n", "")
    lines = text.splitlines()
    assert {line for line in lines if "--hash=sha256:" not in line} == set()
    assert re.search(r"https?:|--(extra-)?index|--find-links", text) is None
    pinned = {line.partition("==")[0] for line in lines}
    assert {reader.package for reader in READERS.values()} <= pinned
