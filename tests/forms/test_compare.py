"""Two editions of a form, and what the one says that the other does not."""

from pipeline.forms.compare import (
    Plek,
    Tekst,
    alike,
    compare,
    once,
    places_of,
    shifted,
    texts_of,
)
from pipeline.reading.block import Reading
from tests.forms.small import BLANK, block, index


def texts(*lines: str) -> tuple[Tekst, ...]:
    return texts_of(Reading(blocks=tuple(block(line) for line in lines)))


def told(old: tuple[str, ...], new: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [
        tuple(filter(None, (v.soort, v.oud, v.nieuw)))
        for v in compare(texts(*old), texts(*new))
    ]


def test_the_same_texts_do_not_differ() -> None:
    assert told(BLANK, BLANK) == []
    assert alike(texts(*BLANK), texts(*BLANK)) == 1.0


def test_capitals_and_punctuation_are_no_difference() -> None:
    assert told(("Het plan:",), ("HET PLAN",)) == []


def test_each_kind_of_difference_is_told() -> None:
    old = ("Titel", "Waarom werd 25% niet behaald?", "Weg hiermee", "Eerst", "Laatst")
    new = ("Titel", "Waarom werd 100% niet behaald?", "Laatst", "Eerst", "Nieuw")
    assert sorted(told(old, new)) == [
        ("herwoord", old[1], new[1]),
        ("toegevoegd", "Nieuw"),
        ("verdwenen", "Weg hiermee"),
        ("verplaatst", "Laatst", "Laatst"),
    ]


def test_an_answer_behind_a_label_is_no_difference_and_one_below_it_is() -> None:
    blank = Reading(blocks=tuple(map(block, BLANK)))
    lines = list(BLANK)
    lines[2] = "Te behalen KPI: 300"
    lines.insert(4, "Er was geen tijd.")
    filled = Reading(blocks=tuple(map(block, lines)))
    found = compare(texts_of(blank, index()), texts_of(filled, index()))
    assert [(v.soort, v.nieuw) for v in found] == [("toegevoegd", "Er was geen tijd.")]


def test_copies_of_a_block_are_the_same_texts_once() -> None:
    assert once(texts("Een", "Twee", "Een", "EEN")) == texts("Een", "Twee")


def test_the_places_of_a_form_stand_in_its_order() -> None:
    found = places_of(Reading(blocks=tuple(map(block, BLANK))), index())
    assert [(plek.deel, plek.veld) for plek in found[:3]] == [
        ("acties", "te_behalen"),
        ("acties", "waarom"),
        ("acties", "initiatieven.omschrijving"),
    ]
    assert ("ander", "onderdelen.protectie") in {(p.deel, p.veld) for p in found}


def test_a_place_that_moved_is_told_and_one_that_is_gone_is_not() -> None:
    plekken = [Plek("a", naam, "") for naam in ("een", "twee", "drie", "vier")]
    een, twee, drie, vier = plekken
    assert shifted(plekken, plekken) == ()
    assert shifted(plekken, [twee, drie, vier, een]) == (een,)
    assert shifted(plekken, [een, drie, vier]) == ()
