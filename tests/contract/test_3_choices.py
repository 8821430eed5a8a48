"""Contract section 3, Choices: every signal counts; signals that disagree give null."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.contract.conftest import extract
from tests.contract.made import JA, NEE, Line, Run, actie2, formulier, verwachting

_EMPTY_NEE = f"0 {NEE} ……………… (vul aan)"


class Case(NamedTuple):
    """How action 18 was answered, and what that says."""

    made: dict[str, Any]
    antwoord: str | None
    conflict: bool = False


def ja(text: Line, **more: Any) -> dict[str, Any]:
    return {"ja": text, **more}


CASES = {
    **{
        f"ticked with {tick}": Case(ja(f"{tick} {JA}"), "ja")
        for tick in ["X", "x", "V", "☒", "☑", "✓", "✔", "√", "✖", "(x)", "[X]", "[√]"]
    },
    "a tick before the box": Case(ja(f"X 0 {JA}"), "ja"),
    "one box ticked, one empty": Case(ja(f"☐ {JA}", nee=f"☒ {NEE}"), "nee"),
    "ja in bold": Case(ja((Run("0 "), Run(JA, "b"))), "ja"),
    "nee highlighted": Case({"nee": (Run("0 "), Run(NEE, "highlight"))}, "nee"),
    "nee struck out": Case({"nee": (Run(_EMPTY_NEE, "strike"),)}, "ja"),
    "nee deleted with tracked changes": Case({"nee": (Run(_EMPTY_NEE, "del"),)}, "ja"),
    "ja struck out": Case(ja((Run(f"0 {JA}", "strike"),)), "nee"),
    "a tick that was inserted": Case(
        ja((Run("0", "del"), Run("X", "ins"), Run(f" {JA}"))), "ja"
    ),
    "a reason behind ja alone": Case({"want": "we doen veel"}, "ja"),
    "a reason behind nee alone": Case({"nee": f"0 {NEE} geen geld"}, "nee"),
    "a reason behind both": Case(
        {"want": "veel", "nee": f"0 {NEE} geen"}, None, conflict=True
    ),
    "both ticked": Case(ja(f"X {JA}", nee=f"X {NEE} …………"), None, conflict=True),
    "ja ticked, a reason behind nee": Case(
        ja(f"X {JA}", nee=f"0 {NEE} geen geld"), None, conflict=True
    ),
    "ja in bold, nee ticked": Case(
        ja((Run("0 "), Run(JA, "b")), nee=f"X {NEE}"), None, conflict=True
    ),
    "nee typed behind ja": Case({"want": "Nee"}, "nee"),
    "ja typed behind nee": Case({"nee": f"0 {NEE} Ja"}, None, conflict=True),
    "the word ja typed over its line": Case(ja("Ja"), "ja"),
    "the word nee typed over its line": Case({"nee": "Nee"}, "nee"),
    "the word ja over its line, nee ticked": Case(
        ja("Ja", nee=f"X {NEE}"), None, conflict=True
    ),
    "ja typed in front of its line": Case(ja(f"Ja: {JA}"), "ja"),
    "ja typed in front of its box": Case(ja(f"Ja: 0 {JA}"), "ja"),
    "nee typed in front of its line": Case({"nee": f"Nee: {NEE} ……………"}, "nee"),
    "ja typed in front of nee": Case({"nee": f"Ja: {NEE}"}, None, conflict=True),
    "ja struck out and ticked": Case(
        ja((Run("X "), Run(f"0 {JA}", "strike"))), None, conflict=True
    ),
    "ja struck out, ticked behind": Case(
        ja((Run(f"0 {JA}", "strike"), Run(" X"))), None, conflict=True
    ),
    "nee struck out and ticked": Case(
        {"nee": (Run("0", "strike"), Run(" X "), Run(NEE, "strike"))},
        None,
        conflict=True,
    ),
    "ja struck out, nee ticked": Case(
        ja((Run(f"0 {JA}", "strike"),), nee=f"X {NEE}"), "nee"
    ),
    "both lines shortened, nee ticked": Case(ja("Ja", nee="X Nee"), "nee"),
}
PAIRS: dict[str, tuple[Line, str | None, bool]] = {
    "ja typed behind the pair": ("Ja/Nee: Ja", "ja", False),
    "neen typed behind the pair": ("Ja/Nee: Neen, geen tijd", "nee", False),
    "only ja left": ("Ja", "ja", False),
    "nee struck out of the pair": ((Run("Ja/"), Run("Nee", "strike")), "ja", False),
    "nee deleted from the pair": ((Run("Ja"), Run("/Nee", "del")), "ja", False),
    "nee highlighted in the pair": (
        (Run("Ja/"), Run("Nee", "highlight")),
        "nee",
        False,
    ),
    "ja in bold, nee typed": ((Run("Ja", "b"), Run("/Nee: Nee")), None, True),
    "boxes of brackets, ja ticked": ("Ja (x)/ Nee ( ):", "ja", False),
    "boxes of brackets, nee ticked": ("Ja [ ] / Nee [x]:", "nee", False),
    "the pair untouched": ("Ja/Nee:", None, False),
    "words that are no choice": ("Ja/Nee: deels", None, False),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    forms = {
        f"{name}.docx": formulier(deel2=[verwachting(18, **case.made)])
        for name, case in CASES.items()
    }
    forms |= {
        f"{name}.docx": formulier(deel2=[actie2(keuze, delen=["een debat"])])
        for name, (keuze, _, _) in PAIRS.items()
    }
    forms["untouched.docx"] = formulier(deel2=[verwachting(18)])
    forms["hidden.docx"] = formulier(
        deel2=[verwachting(18, ja=(Run("X ", "vanish"), Run(f"0 {JA}")))]
    )
    folder: Path = tmp_path_factory.mktemp("keuzes")
    return extract(folder, forms)


def conflicts(found: Any) -> bool:
    return "keuze-tegenstrijdig" in [b["code"] for b in found["bevindingen"]]


@pytest.mark.parametrize("name", CASES)
def test_an_option_that_is_chosen(name: str, read: dict[str, Any]) -> None:
    found = read[f"{name}.docx"]
    [answer] = found["verwachtingen"]
    assert answer["antwoord"] == CASES[name].antwoord
    assert conflicts(found) == CASES[name].conflict


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_that_is_chosen_from(name: str, read: dict[str, Any]) -> None:
    found = read[f"{name}.docx"]
    [answer] = found["verwachtingen"]
    assert (answer["antwoord"], conflicts(found)) == PAIRS[name][1:]


def test_an_untouched_part_is_no_answer(read: dict[str, Any]) -> None:
    assert read["untouched.docx"]["verwachtingen"] == []


def test_a_hidden_tick_is_no_answer_and_not_lost(read: dict[str, Any]) -> None:
    found = read["hidden.docx"]
    assert found["verwachtingen"] == []
    assert [rest["tekst"] for rest in found["niet_herkend"]] == ["X"]


def test_words_behind_the_pair_of_action_2_are_its_explanation(
    read: dict[str, Any],
) -> None:
    [answer] = read["neen typed behind the pair.docx"]["verwachtingen"]
    assert answer["toelichting"] == "geen tijd"
    assert answer["onderdelen"]["opmaak"] is None


@pytest.mark.parametrize("ticked", ["ja", "nee"])
def test_a_box_of_brackets_is_no_explanation(ticked: str, read: dict[str, Any]) -> None:
    [answer] = read[f"boxes of brackets, {ticked} ticked.docx"]["verwachtingen"]
    assert answer["toelichting"] is None


@pytest.mark.parametrize(
    "name", [name for name in CASES if " typed " in name or "struck out" in name]
)
def test_what_chose_is_no_explanation_and_not_left(
    name: str, read: dict[str, Any]
) -> None:
    [answer] = read[f"{name}.docx"]["verwachtingen"]
    assert (answer["toelichting"], answer["stopzetting"]) == (None, None)
    assert read[f"{name}.docx"]["niet_herkend"] == []
