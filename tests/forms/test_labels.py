"""Labels: which texts of the form a line is, or begins with."""

import pytest

from pipeline.forms.labels import Role
from tests.forms.small import index, lines

INDEX = index()


def hits(text: str) -> list[tuple[str, float, str]]:
    """Slot (or role), certainty and what is left of every hit, the best first."""
    (line,) = lines(text)
    return [
        (hit.text.slot or hit.text.role.name, hit.certainty, text[hit.end :].strip())
        for hit in INDEX.hits(line)
    ]


@pytest.mark.parametrize(
    ("text", "slot", "rest"),
    [
        ("Te behalen KPI: 300", "te_behalen", "300"),
        ("TE BEHALEN  KPI = 300", "te_behalen", "300"),
        ("Te behalen KPI 300", "te_behalen", "300"),
        ("Te behalen KPI", "te_behalen", ""),
        ("• Waarom niet? Daarom", "waarom", "Daarom"),
        ("Initiatief 12: iets", "initiatieven.omschrijving", "iets"),
        ("Initiatief x", "initiatieven.omschrijving", ""),
        ("Initiatief 1.2: iets", "initiatieven.omschrijving", "iets"),
        ("x Ja, we gaan door want: daarom", "antwoord:ja", "daarom"),
        ("[ ] Nee, we stoppen:", "antwoord:nee", ""),
        ("0x Nee, we stoppen:", "antwoord:nee", ""),
        ("1. De acties", "HEADING", ""),
        ("27.[28.] Te behalen KPI: 300", "te_behalen", "300"),
        ("Wij verwachten een plan met maatregelen.", "FIXED", ""),
    ],
)
def test_a_text_of_the_blank_is_certain(text: str, slot: str, rest: str) -> None:
    assert (slot, 1.0, rest) in hits(text)


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Doel: 300", "te_behalen"),
        ("Reden: daarom", "waarom"),
        ("1) Waarom niet?", "waarom"),
        ("Timing mei 2024", "initiatieven.timing"),
        ("Wij verwachten een plan met maatregelen en geld", "FIXED"),
    ],
)
def test_another_way_to_write_it_is_only_likely(text: str, slot: str) -> None:
    found = [certainty for name, certainty, _ in hits(text) if name == slot]
    assert found
    assert all(certainty < 1.0 for certainty in found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Onze KPI: 300",
        "KPI van alle acties samen",
        "De timing: krap",
        "Initiatieven: vele",
        "Te behalen KPI voor dit jaar",
        "Ja, dat is zo",
    ],
)
def test_the_words_of_a_label_elsewhere_are_no_label(text: str) -> None:
    assert hits(text) == []


def test_a_label_that_two_parts_print_hits_in_both() -> None:
    (line,) = lines("0 Ja, we gaan door want:")
    assert {hit.text.deel for hit in INDEX.hits(line)} == {"plan", "ander"}


def test_a_text_of_one_part_tells_which_part_it_is() -> None:
    by_key = {text.key: text for text in INDEX.texts}
    assert INDEX.is_telling(by_key["preventie"])
    assert not INDEX.is_telling(by_key["ja we gaan door want"])


def test_the_first_words_of_a_label_begin_it() -> None:
    assert [text.slot for text in INDEX.begun_by("Waarom")] == ["waarom"]
    assert INDEX.begun_by("Waarom niet dan") == ()


def test_a_heading_says_more_of_its_part_than_a_label() -> None:
    weights = {
        hit.text.role: hit.weight
        for line in lines(
            "1. De acties", "Waarom niet?", "Wij verwachten ook hier iets."
        )
        for hit in INDEX.hits(line)
    }
    assert weights[Role.HEADING] > weights[Role.LABEL] > weights[Role.FIXED]


def test_what_is_remembered_of_other_documents_is_bounded() -> None:
    made = index()
    for number in range(10_000):
        made.look_up(f"regel {number}")
    assert len(made._memo) < 5_000


@pytest.mark.parametrize("front", ["", "11. ", "a) "])
def test_a_quoted_label_is_none_behind_a_number_either(front: str) -> None:
    assert not hits(f"{front}“Waarom niet?” is een vraag die we stelden.")
    assert INDEX.look_up(f"{front}“Waarom niet?” is een vraag.").own
