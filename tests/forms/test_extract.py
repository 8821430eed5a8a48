"""Extract: a submission held against a small form."""

import pytest

from pipeline.forms.answers import Answers, Unit
from pipeline.forms.extract import extract
from pipeline.reading.block import Block, CellAt, Layer, Mark, Reading, Run
from tests.forms.small import BLANK, block, index, names_action

INDEX = index()
PROSE = "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien"


def read(*texts: str | Block) -> Answers:
    blocks = (t if isinstance(t, Block) else block(t) for t in texts)
    return extract(Reading(blocks=tuple(blocks)), INDEX, names_action)


def values(unit: Unit) -> dict[str, str]:
    return {naam: answer.tekst for naam, answer in unit.velden.items()}


def rest(answers: Answers) -> list[str]:
    return [left.tekst for left in answers.rest]


def test_the_blank_answers_nothing() -> None:
    answers = read(*BLANK)
    assert answers.units == ()
    assert answers.rest == ()
    assert answers.formulier == "klein"


def test_answers_stand_in_their_fields_with_their_places() -> None:
    answers = read("1. De acties", "Te behalen KPI: 300", "Waarom niet?", "a", "", "b")
    (unit,) = answers.units
    assert values(unit) == {"te_behalen": "300", "waarom": "a\n\nb"}
    assert unit.velden["waarom"].plaats == "‘a’"
    assert 0 < unit.velden["waarom"].zekerheid < 1


def test_every_block_is_a_unit_with_its_title() -> None:
    answers = read(
        *("1. De acties", "actie 1", "Te behalen KPI: 1", "Waarom niet? a"),
        *("actie 2", "Te behalen KPI: 2", "Waarom niet? b"),
    )
    assert [[kop.tekst for kop in unit.koppen] for unit in answers.units] == [
        ["actie 1"],
        ["actie 2"],
    ]
    assert [values(unit)["waarom"] for unit in answers.units] == ["a", "b"]


def test_the_same_title_twice_in_one_paragraph_loses_nothing_in_between() -> None:
    name = "Actie: sport"
    answers = read(
        *("1. De acties", "Te behalen KPI: 1", "Waarom niet? a"),
        f"{name}\nwoorden ertussen\n{name}",
        *("1. De acties", "Te behalen KPI: 2", "Waarom niet? b"),
    )
    one, other = answers.units
    assert values(one)["waarom"] == f"a\n{name}\nwoorden ertussen"
    assert [kop.tekst for kop in other.koppen] == [name]


def test_initiatives_are_groups_and_untouched_ones_are_none() -> None:
    (unit,) = read(
        *("Waarom niet? a", "Initiatief 1: b", "Timing: mei", "KPI: 3"),
        *("Initiatief 2: (vul aan)", "Timing: (wanneer)", "KPI: (hoeveel)"),
    ).units
    assert [
        {key: answer.tekst for key, answer in item.items()}
        for item in unit.initiatieven
    ] == [{"omschrijving": "b", "timing": "mei", "kpi": "3"}]


def test_a_number_takes_one_line_and_what_stands_below_in_its_cell() -> None:
    cell = CellAt(1, 1, 1)
    (unit,) = read(
        block("Te behalen KPI: 3", cell),
        block("en nog iets", cell),
        block("Waarom niet? a", CellAt(1, 1, 2)),
    ).units
    assert values(unit)["te_behalen"] == "3\nen nog iets"


def test_a_choice_has_its_words_and_its_signals() -> None:
    (unit,) = read("2. Het plan", "Halen we het: Ja, zeker wel").units
    choice = unit.keuzes["keuze"]
    assert choice.waarde == "ja"
    assert choice.signalen == ("Ja staat er alleen",)
    assert values(unit) == {"uitleg": "zeker wel"}


def test_lines_to_tick_that_contradict_give_no_answer() -> None:
    (unit,) = read("2. Het plan", f"X {BLANK[10][2:]}", f"X {BLANK[14][2:]}").units
    assert unit.keuzes["antwoord"].tegenstrijdig
    assert unit.keuzes["antwoord"].waarde is None


def test_what_hangs_on_an_answer_comes_after_its_own_paragraphs() -> None:
    box = Block(runs=(Run("vak"),), place="v", layer=Layer.TEXTBOX)
    (unit,) = read("Waarom niet?", "a", box, "b").units
    assert values(unit) == {"waarom": "a\nb\nvak"}


def test_margins_comments_and_hidden_text_are_left_over() -> None:
    answers = read(
        "Waarom niet? a",
        Block(runs=(Run("kop"),), place="k", layer=Layer.HEADER),
        Block(runs=(Run("Verslag van het jaar"),), place="k", layer=Layer.HEADER),
        Block(runs=(Run("opm"),), place="o", layer=Layer.COMMENT),
        block("geheim", marks=Mark.HIDDEN),
        block("weg", marks=Mark.STRIKE),
    )
    assert rest(answers) == ["kop", "opm", "geheim"]


def test_words_in_no_field_are_left_over() -> None:
    answers = read(
        "vooraf", "1. De acties en meer", "Te behalen KPI: 3", "Waarom niet?"
    )
    assert rest(answers) == ["vooraf"]
    (unit,) = answers.units
    assert [kop.tekst for kop in unit.koppen] == ["en meer"]


def test_one_letter_answers_the_first_question() -> None:
    (unit,) = read("1. De acties", "actie 1", PROSE, *BLANK[2:7]).units
    assert values(unit) == {"waarom": PROSE}
    assert unit.velden["waarom"].zekerheid == pytest.approx(0.5)


def test_a_part_that_nobody_can_tell_is_left_over() -> None:
    answers = read(f"X {BLANK[10][2:]} want ja", BLANK[14])
    assert answers.units == ()
    assert rest(answers) == [f"X {BLANK[10][2:]} want ja"]


def test_the_only_part_left_is_told_by_elimination() -> None:
    answers = read(*BLANK[7:15], f"X {BLANK[10][2:]} want ja", BLANK[14])
    (unit,) = answers.units
    assert unit.deel == "ander"


def test_running_labels_are_answers_where_their_lines_are_gone() -> None:
    (unit,) = read(
        "Te behalen KPI: 3", "Waarom niet? a", "Initiatief 1: b, timing: mei; KPI: 4"
    ).units
    (item,) = unit.initiatieven
    assert {key: answer.tekst for key, answer in item.items()} == {
        "omschrijving": "b",
        "timing": "mei",
        "kpi": "4",
    }


def test_running_labels_are_words_where_their_lines_stand() -> None:
    (unit,) = read("Initiatief 1: b, timing: mei", "Timing: (wanneer)", "KPI: 4").units
    (item,) = unit.initiatieven
    assert item["omschrijving"].tekst == "b, timing: mei"


def test_blanks_in_front_of_a_line_are_the_persons() -> None:
    (unit,) = read("Waarom niet?   a", "  b").units
    assert values(unit) == {"waarom": "a\n  b"}
