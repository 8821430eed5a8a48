"""Ja or Nee in every spelling: right, or not clear, and never the other one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.jury.identity import PROMPTS
from pipeline.jury.keuze import Keuze, read_keuze
from pipeline.reading.block import Mark, Run

B, U, H, S = Mark.BOLD, Mark.UNDERLINE, Mark.HIGHLIGHT, Mark.STRIKE
NONE = Mark.NONE


def read(*runs: str | tuple[str, Mark]) -> Keuze:
    shown = [Run(*run) if isinstance(run, tuple) else Run(run) for run in runs]
    return read_keuze([shown], PROMPTS)


YES = [
    ["Ja"],
    ["JA"],
    ["ja."],
    [" Ja "],
    ["ja!"],
    ["J", ("a", B)],
    ["x Ja"],
    ["Ja x"],
    ["☒ Ja ☐ Nee"],
    ["☑ Ja / ☐ Nee"],
    ["Ja ☒ Nee ☐"],
    ["Ja X / Nee"],
    [("Ja", B), "/Nee"],
    [("Ja", H), " / Nee"],
    [("Ja", U), " of Nee"],
    ["Ja/", ("Nee", S)],
    ["Kies Ja of ", ("Nee", S)],
    ["Kies ", ("Ja", B), " of Nee"],
    ["Kies Ja of Nee: Ja"],
    ["Ja / Nee: ja"],
    [("misschien ", S), "Ja"],
    [("Nee", S), " Ja"],
    ["\uff2a\uff41"],
    ["\u200bJa\u00a0"],
    [("Ja", Mark.PLACEHOLDER | Mark.CONTROL)],
]
NO = [
    ["Nee"],
    ["NEE"],
    ["nee."],
    ["Neen"],
    ["neen, "],
    ["☐ Ja ☒ Nee"],
    ["☐ Ja / ☑ Nee"],
    ["Ja / x Nee"],
    ["Ja / Nee x"],
    ["Ja/", ("Nee", B)],
    [("Ja", S), "/Nee"],
    [("Ja", S), " Nee"],
    ["Kies ", ("Ja", S), " of Nee"],
    ["Kies Ja of Nee Nee"],
]
EMPTY = [
    [],
    [""],
    [" "],
    ["Kies Ja of Nee"],
    [("Kies Ja of Nee", Mark.PLACEHOLDER | Mark.CONTROL | Mark.COLOUR)],
    ["…"],
    ["–"],
    ["☐ Ja ☐ Nee"],
    [("Ja", Mark.HIDDEN)],
]
UNCLEAR = [
    ["x"],
    ["☒"],
    ["akkoord"],
    ["niet akkoord"],
    ["Ja, mits de timing verbetert"],
    ["Nee, tenzij"],
    ["niet ja"],
    ["Ja?"],
    ["Ja/Nee"],
    ["Ja Nee"],
    ["Ja\nNee"],
    ["Misschien"],
    ["J"],
    ["N"],
    ["Ja x Nee"],
    ["☒ Ja ☒ Nee"],
    ["x Ja / x Nee"],
    ["☐ Ja"],
    [("Ja", S)],
    [("Ja", S), "/", ("Nee", S)],
    [("Ja", B), "/", ("Nee", S), ": Nee"],
    [("Ja", B), " / x Nee"],
    [("Ja", S), " x / Nee", ""],
    [("Ja", Mark.COLOUR), " / Nee"],
    [("J", S), "a"],
    ["1"],
    ["\u041eui"],
    ["ja nee ja nee"],
]


@pytest.mark.parametrize("runs", YES, ids=repr)
def test_it_is_a_yes(runs: list[str | tuple[str, Mark]]) -> None:
    assert read(*runs) == Keuze(waarde=True)


@pytest.mark.parametrize("runs", NO, ids=repr)
def test_it_is_a_no(runs: list[str | tuple[str, Mark]]) -> None:
    assert read(*runs) == Keuze(waarde=False)


@pytest.mark.parametrize("runs", EMPTY, ids=repr)
def test_it_is_no_answer(runs: list[str | tuple[str, Mark]]) -> None:
    assert read(*runs) == Keuze()


@pytest.mark.parametrize("runs", UNCLEAR, ids=repr)
def test_it_is_not_certain(runs: list[str | tuple[str, Mark]]) -> None:
    found = read(*runs)
    assert found.waarde is None
    assert found.onduidelijk


def test_two_boxes_under_each_other_are_read_each_on_its_line() -> None:
    lines = [[Run("☐ Ja")], [Run("☒ Nee")]]
    assert read_keuze(lines, PROMPTS) == Keuze(waarde=False)


def test_a_typed_answer_beside_the_prompt_counts() -> None:
    prompt = Run("Kies Ja of Nee", Mark.PLACEHOLDER | Mark.CONTROL)
    assert read_keuze([[prompt, Run(" Nee")]], PROMPTS) == Keuze(waarde=False)
    assert read_keuze([[prompt], [Run("Ja")]], PROMPTS) == Keuze(waarde=True)


def test_a_prompt_that_an_official_worded_anew_is_no_answer() -> None:
    assert read_keuze([[Run("Maak een keuze")]], {"Maak een keuze"}) == Keuze()


SIGNS = st.sampled_from(
    ["Ja", "Nee", "ja", "neen", "x", "☒", "☐", "/", " ", "\n", ".", "of", "mits"]
)
MARKED = st.tuples(SIGNS, st.sampled_from([NONE, B, S, H, Mark.HIDDEN, Mark.COLOUR]))


@given(st.lists(MARKED, max_size=7))
def test_an_answer_is_never_one_that_was_not_written(
    pieces: list[tuple[str, Mark]],
) -> None:
    found = read_keuze([[Run(f"{text} ", marks) for text, marks in pieces]], PROMPTS)
    live = {t.casefold() for t, m in pieces if not m & (Mark.HIDDEN | Mark.STRIKE)}
    if found.waarde is not None:
        assert live & ({"ja"} if found.waarde else {"nee", "neen"})
        assert "mits" not in live
        assert found.onduidelijk is None


@given(st.lists(MARKED, max_size=7))
def test_ja_and_nee_are_read_alike(pieces: list[tuple[str, Mark]]) -> None:
    # The same signs with the words changed over give the other answer, or none.
    other = {"Ja": "Nee", "ja": "neen", "Nee": "Ja", "neen": "ja"}
    over = [[Run(f"{other.get(text, text)} ", marks) for text, marks in pieces]]
    found = read_keuze([[Run(f"{t} ", m) for t, m in pieces]], PROMPTS)
    turned = read_keuze(over, PROMPTS)
    if found.waarde is None:
        assert turned.waarde is None
    else:
        assert turned.waarde is not found.waarde


@given(st.text(max_size=40))
def test_any_text_at_all_is_read(text: str) -> None:
    found = read_keuze([[Run(text)]], PROMPTS)
    assert found.waarde is None or found.onduidelijk is None
