"""One line: an initiative with its timing and its count typed behind it."""

import pytest

from pipeline.forms.mapping import Veld
from pipeline.forms.moment import is_moment
from pipeline.forms.one_line import APART, LABELLED, tell_line, words_of


def veld(naam: str, soort: str, *labels: str) -> Veld:
    return Veld.model_validate(
        {"delen": ("a",), "naam": naam, "soort": soort, "labels": labels}
    )


WORDS = words_of(
    veld("initiatieven.timing", "tekst", "Timing:", "Tijdstip:", "Timing #:"),
    veld("initiatieven.kpi", "getal", "KPI:", "Aantal KPI:", "KPI's:", "Aantal:"),
)


def told(text: str) -> tuple[str, str | None, str | None] | None:
    found = tell_line(text, WORDS)
    if found is None:
        return None
    parts = {part: text[start:end] for part, (start, end) in found.parts.items()}
    return text[: found.end], parts.get("timing"), parts.get("kpi")


@pytest.mark.parametrize(
    ("text", "timing", "kpi"),
    [
        ("bezoeken, timing juni 2024, KPI 60", "juni 2024", "60"),
        ("bezoeken; timing: juni 2024; KPI: 60", "juni 2024", "60"),
        ("bezoeken. Timing juni 2024. KPI 60.", "juni 2024", "60"),
        ("bezoeken, KPI = 60 gezinnen, tegen 15/06/2024", "tegen 15/06/2024", None),
        ("bezoeken (juni 2024, 60 KPI)", "juni 2024", "60 KPI"),
        ("bezoeken, juni 2024 (60 KPI's).", "juni 2024", "60 KPI's"),
        ("bezoeken - tegen juni 2024 - 60 gezinnen", "tegen juni 2024", "60 gezinnen"),
        ("bezoeken | juni 2024 | 60", "juni 2024", "60"),
        ("bezoeken\njuni 2024\n60", "juni 2024", "60"),
        ("bezoeken\tjuni 2024\t60", "juni 2024", "60"),
        ("bezoeken → juni 2024 → 60 gezinnen", "juni 2024", "60 gezinnen"),
        ("bezoeken - mei, juni en juli - 60 KPI", "mei, juni en juli", "60 KPI"),
        ("bezoeken, 2024, aantal KPI: 1.200", "2024", "1.200"),
        ("bezoeken, KPI 60", None, "60"),
        ("bezoeken (timing voorjaar)", "voorjaar", None),
    ],
)
def test_time_and_count_at_the_end_are_told(
    text: str, timing: str | None, kpi: str | None
) -> None:
    expected = "60 gezinnen" if "= 60" in text else kpi
    found = told(text)
    assert found is not None
    assert (found[0].rstrip("."), *found[1:]) == ("bezoeken", timing, expected)


@pytest.mark.parametrize(
    "text",
    [
        "bezoeken met 3 brugfiguren in juni 2024",
        "wandeling, 3 mei, 4 scholen",  # commas are a sentence's too
        "overleg (juni 2024)",  # that may be when the overleg was
        "overleg - juni 2024",
        "bezoeken - 60 - juni 2024",  # not in the order of the form
        "goede afspraken, timing en locatie",
        "verderzetting (in 2023: 60 KPI)",
        "bezoeken (reeds 60 KPI)",
        "bezoeken, KPI 60, KPI 30",
        "bezoeken, timing mei, KPI 30 per maand",
        "bezoeken, 2024, 40-50 KPI",
        "start (eerste fase, juni 2024, 60 KPI)",
        "timing juni 2024, KPI 60",
        "KPI 60",
        "",
    ],
)
def test_in_doubt_it_is_all_one_description(text: str) -> None:
    assert told(text) is None


def test_the_description_keeps_its_full_stop() -> None:
    assert told("Bezoeken. KPI 60.") == ("Bezoeken.", None, "60")


def test_an_earlier_time_stays_in_the_description() -> None:
    assert told("overleg (mei 2024) met de school, 60 KPI") == (
        *("overleg (mei 2024) met de school", None, "60 KPI"),
    )


def test_the_bracket_of_a_list_number_is_no_open_one() -> None:
    assert told("1) flyers, timing mei, KPI 5") == ("1) flyers", "mei", "5")


def test_what_only_stands_in_its_place_is_less_sure() -> None:
    labelled = tell_line("bezoeken, mei, KPI 60", WORDS)
    apart = tell_line("bezoeken - mei - 60", WORDS)
    assert labelled is not None
    assert apart is not None
    assert (labelled.zekerheid, apart.zekerheid) == (LABELLED, APART)
    assert APART < LABELLED


def test_a_long_text_is_not_looked_at() -> None:
    assert told("bezoeken " * 100 + ", KPI 60") is None


@pytest.mark.parametrize(
    "text",
    [
        *("juni", "3 mei", "2024", "tegen juni 2024", "in de loop van 2024", "04/06"),
        *("van mei t/m juli", "eind schooljaar 2023-2024", "2de kwartaal", "Q3"),
        *("t.e.m. december 2024", "sept. '24", "doorlopend", "06/2024"),
    ],
)
def test_a_time_is_a_moment(text: str) -> None:
    assert is_moment(text)


@pytest.mark.parametrize(
    "text", ["", "tegen", "12", "meiveld", "junior", "overleg in mei", "mei " * 40]
)
def test_other_words_are_no_moment(text: str) -> None:
    assert not is_moment(text)
