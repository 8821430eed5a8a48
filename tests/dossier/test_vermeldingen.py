"""Mentions of besturen beside other towns, roads and addresses."""

import pytest

from tests.dossier.test_wie import besturen

REGISTER = besturen()


def mentioned(text: str, *, lenient: bool = False) -> list[str]:
    return [mention.bestuur for mention in REGISTER.mentions(text, lenient=lenient)]


@pytest.mark.parametrize(
    ("text", "bestuur"),
    [
        ("Motivatie Beveren-Leie", "34040"),
        ("Halle-Zoersel", "11055"),
        ("Machelen-aan-de-Leie", "44081"),
        ("KAPELLEN-GLABBEEK", "24137"),
    ],
)
def test_a_part_with_the_name_of_another_bestuur_belongs_to_its_own(
    text: str, bestuur: str
) -> None:
    assert mentioned(text) == [bestuur]
    assert mentioned(text.lower(), lenient=True) == [bestuur]


@pytest.mark.parametrize(
    "text",
    [
        "Steenweg op Mol 30",
        "Baan naar Geel 5",
        "Kerkstraat 1, 2800 Mechelen",
        "B-2800 Mechelen",
    ],
)
def test_an_address_tells_where_and_not_who(text: str) -> None:
    [mention] = REGISTER.mentions(text)
    assert mention.zekerheid < 0.4


@pytest.mark.parametrize("text", ["Rapport 2024 Mechelen", "2800_Mechelen.docx"])
def test_a_year_or_a_number_in_a_file_name_is_no_postal_code(text: str) -> None:
    [mention] = REGISTER.mentions(text)
    assert mention.zekerheid > 0.8


@pytest.mark.parametrize(
    "text",
    [
        "Halle en Vilvoorde",
        "Vilvoorde, Halle",
        "Vilvoorde / Halle",
        "Halle & Vilvoorde",
    ],
)
def test_names_in_one_breath_are_equally_sure(text: str) -> None:
    one, other = REGISTER.mentions(text)
    assert one.zekerheid == other.zekerheid


def test_an_ordinary_word_apart_from_a_name_stays_one() -> None:
    hall, town = REGISTER.mentions("Halle bij de grote markt van Vilvoorde")
    assert hall.zekerheid < town.zekerheid
