"""Wording: words of a label, to the letter or nearly, and words that are not."""

import pytest

from pipeline.forms.wording import asks_another, extra_words, same_words, tail_length

WHY = ("waarom", "werd", "25", "niet", "behaald")
EFFORTS = ("dit", "zijn", "de", "inspanningen", "van", "het", "lokaal", "bestuur")
EFFORTS += ("om", "het", "kpi", "te", "halen")


@pytest.mark.parametrize(
    ("head", "words", "extra"),
    [
        ("Waarom is dat dan niet gelukt", WHY, "dan niet gelukt"),
        ("Waarm nit", WHY, ""),
        ("Waarom wedr 25% niet ebhaald", WHY, ""),
        ("Initiatief 12", ("initiatief", "#"), ""),
    ],
)
def test_words_that_the_form_does_not_print_are_told(
    head: str, words: tuple[str, ...], extra: str
) -> None:
    assert extra_words(head, words) == extra


def test_a_number_stands_for_any_other() -> None:
    assert same_words(("initiatief", "#"), ("initiatief", "iii"))
    assert not same_words(("initiatief", "#"), ("initiatief", "school"))


@pytest.mark.parametrize("rest", [" om het kpi te halen", " om eht kpi te haeln"])
def test_the_mistyped_end_of_a_long_label_is_the_label_too(rest: str) -> None:
    assert tail_length(f"{rest}: zes acties", EFFORTS, 8) == len(rest)


def test_what_follows_half_a_label_is_an_answer() -> None:
    assert tail_length(" zes acties op school en thuis", EFFORTS, 8) == 0


@pytest.mark.parametrize("head", ["Niet behaald KPI", "Verwacht behaald KPI"])
def test_another_number_is_asked_in_words_that_the_label_lacks(head: str) -> None:
    assert asks_another(head, ("behaald", "kpi"))
    assert not asks_another(head, ("niet", "verwacht", "behaald", "kpi"))


def test_words_around_a_label_ask_no_other_number() -> None:
    assert not asks_another("Behaald KPI tot nog toe", ("behaald", "kpi"))
