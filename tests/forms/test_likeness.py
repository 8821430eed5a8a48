"""Likeness: labels that were mistyped, reworded or turned around."""

import pytest

from pipeline.forms.labels import Role
from pipeline.forms.likeness import Likeness
from tests.forms.small import index, lines

INDEX = index()
LIKENESS = Likeness(INDEX.texts, INDEX)


def like(text: str) -> set[str]:
    (line,) = lines(text)
    return {hit.text.slot or hit.text.role.name for hit in LIKENESS.hits(line)}


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Te behale KPI: 300", "te_behalen"),
        ("Timming: mei", "initiatieven.timing"),
        ("Initatief 2: iets", "initiatieven.omschrijving"),
        ("KPI te behalen: 300", "te_behalen"),
        ("300 te behalen KPI", "te_behalen"),
        ("Ja wij gaan door, want: daarom", "antwoord:ja"),
        ("X Ja", "antwoord:ja"),
        ("Nee, omdat het niet lukt", "antwoord:nee"),
        ("Wij verwachten een plan met veel maatregelen.", "FIXED"),
        ("3. Het andre plan", "HEADING"),
    ],
)
def test_what_looks_like_a_label_is_found(text: str, slot: str) -> None:
    assert slot in like(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Planning: mei",
        "Wij maakten een plan.",
        "Ja dat doen wij graag elk jaar opnieuw",
        "Dit is een lange zin. " * 20,
    ],
)
def test_a_sentence_of_somebody_is_no_label(text: str) -> None:
    assert like(text) == set()


def test_likeness_is_never_certain() -> None:
    for line in lines("Te behale KPI: 300", "X Ja", "300 te behalen KPI"):
        assert all(hit.certainty < 1.0 for hit in LIKENESS.hits(line))


def test_a_number_before_its_label_is_the_answer() -> None:
    (line,) = lines("300 te behalen KPI")
    before = {h.text.slot: line.live[: h.before] for h in LIKENESS.hits(line)}
    assert before["te_behalen"] == "300 "


def test_without_texts_to_look_for_nothing_is_like_them() -> None:
    (line,) = lines("Te behale KPI: 300")
    assert list(Likeness([], INDEX).hits(line)) == []


def test_a_heading_is_looked_for_as_a_heading() -> None:
    (line,) = lines("3. Het andre plan")
    assert {h.text.role for h in LIKENESS.hits(line)} == {Role.HEADING}
