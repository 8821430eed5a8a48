"""Which action the words of a title tell that names none."""

import pytest

from pipeline.dossier.actiewoorden import told_by_words
from tests.dossier.extracties import catalogus


def told(tekst: str, *genoemd: int) -> list[int]:
    return [k.nummer for k in told_by_words(tekst, catalogus(), genoemd)]


@pytest.mark.parametrize(
    ("tekst", "nummers"),
    [
        ("Nederlands oefenen in de bib", [5]),
        ("OEFENKANSEN: NEDERLANDS", [5]),
        ("Seksisme op openbare plaatsen", [16]),
        ("Sportclub en theater", [13, 24]),
        ("Nederlands in de bib", []),
        ("transport en leraren", []),
        ("", []),
    ],
)
def test_all_words_must_stand_in_it_in_any_order(
    tekst: str, nummers: list[int]
) -> None:
    assert told(tekst) == nummers


def test_two_actions_with_words_of_their_own_are_both_told() -> None:
    assert told("diploma buiten de EU, hoger onderwijs") == [6, 7]


def test_words_of_an_action_that_is_named_tell_of_no_other() -> None:
    assert told("mentorwerking arbeidsmarkt", 9) == [11]
    assert told("begeleiden naar de arbeidsmarkt", 9) == []


def test_a_text_of_many_words_tells_nothing() -> None:
    tekst = "Met de sportclub uit de wijk kwam het dit jaar door ziekte niet rond"
    assert told(tekst) == []
    assert told("Met de sportclub uit de wijk") == [13]


def test_the_reason_is_a_dutch_sentence_with_the_words() -> None:
    [kandidaat] = told_by_words("Jongeren en bedrijven", catalogus())
    assert kandidaat.reden == "‘jongeren’ en ‘bedrij*’ passen bij actie 14"
    assert kandidaat.bewijs == "kenwoorden"
