"""Tweetal: the target and the achieved number behind one label."""

import pytest

from pipeline.dossier.tweetal import read_answers, read_tweetal
from pipeline.forms.answers import Answer


def numbers(target: str | None, achieved: str | None) -> tuple[object, object]:
    read = read_tweetal(target, achieved)
    return read.te_behalen.waarde, read.behaald.waarde


@pytest.mark.parametrize(
    "text",
    [
        "65 van 300",
        "65 van de 300",
        "65 op 300 gezinnen",
        "65 gezinnen van de te behalen 300",
        "65 (van de 300)",
        "65 (te behalen: 300)",
        "65/300",
        "65 / 300 gezinnen",
    ],
)
@pytest.mark.parametrize("target", [None, "300"])
def test_the_achieved_number_says_what_it_is_out_of(
    text: str, target: str | None
) -> None:
    assert numbers(target, text) == (300, 65)


@pytest.mark.parametrize(
    "text",
    [
        "300/65",
        "300 (behaald: 65)",
        "300 gezinnen, behaald: 65",
        "300 waarvan 65 behaald",
        "300, waarvan er reeds 65 behaald zijn",
        "300 en behaald KPI 65",
        "300 (65 gerealiseerd)",
        "65 op 300",
    ],
)
@pytest.mark.parametrize("achieved", [None, "65"])
def test_the_target_says_what_was_achieved_of_it(
    text: str, achieved: str | None
) -> None:
    assert numbers(text, achieved) == (300, 65)


def test_the_number_that_is_known_tells_the_other() -> None:
    assert numbers("300", "300/65") == (300, 65)
    assert numbers("65/300", "65") == (300, 65)


@pytest.mark.parametrize(
    ("target", "achieved", "expected"),
    [
        ("65/300", None, (None, None)),  # the label asks the target first
        (None, "300/65", (None, None)),
        ("250", "65/300", (250, None)),
        ("250", "65 van 300", (250, None)),
        ("300/65", "70", (None, 70)),
        ("300", "12/5", (300, None)),
        (None, "5/12", (None, None)),  # a day
    ],
)
def test_numbers_that_nobody_can_tell_apart_are_not_read(
    target: str | None, achieved: str | None, expected: tuple[object, object]
) -> None:
    read = read_tweetal(target, achieved)
    assert (read.te_behalen.waarde, read.behaald.waarde) == expected
    assert not (read.te_behalen.geldig and read.behaald.geldig)
    texts = (read.te_behalen.tekst, read.behaald.tekst)
    assert {t for t in (target, achieved) if t and "/" in t} <= set(texts)


@pytest.mark.parametrize(
    "text",
    [
        "40 à 50",
        "300 (nog 65 te behalen)",
        "300 gezinnen / 1200 contacten",
        "2 x 30",
        "65%/300",
    ],
)
def test_other_numbers_are_read_as_ever(text: str) -> None:
    read = read_tweetal(text, None)
    assert (read.te_behalen.waarde, read.behaald.waarde) == (None, None)
    assert read.te_behalen.tekst == text
    assert read.te_behalen.geldig


def test_what_is_still_to_be_done_is_not_what_was_achieved() -> None:
    assert numbers("300 (nog te behalen: 65)", None) == (300, None)
    assert numbers("300 (niet behaald: 65)", None) == (300, None)


def test_a_number_behind_the_other_label_has_its_place_and_is_less_sure() -> None:
    answer = Answer(tekst="65 van 300", plaats="alinea 3", zekerheid=0.98)
    both = read_answers(None, answer)
    target, lezing = both["te_behalen"]
    assert target is not None
    assert (target.plaats, lezing.waarde, lezing.tekst) == ("alinea 3", 300, None)
    assert target.zekerheid < answer.zekerheid
    assert both["behaald"][0] == answer
