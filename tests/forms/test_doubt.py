"""A pdf that does not show where an answer belongs: left over, and told."""

import pytest

from pipeline.forms.answers import Answers
from pipeline.forms.doubt import DOUBTED, PRINTED
from pipeline.forms.extract import extract
from pipeline.reading.block import Block, CellAt, Mark, Reading, Run
from tests.forms.small import BLANK, block, index, names_action
from tests.torture.case import programma

OFFICIAL = programma().indexen["motivatie-pj2-tussentijds"]
SMALL = index()
SIXTEEN = (
    "Indien actie 16/actieplan straatintimidatie",
    "Kruis aan en motiveer waarom.",
)
EIGHTEEN = (
    "Indien actie 18/actieplan toegankelijkheid",
    "Kruis aan en motiveer waarom.",
)


def read(*texts: str | Block, unruled: frozenset[int] = frozenset()) -> Answers:
    blocks = tuple(t if isinstance(t, Block) else block(t) for t in texts)
    reading = Reading(blocks=blocks, printed=True, unruled=unruled)
    return extract(reading, OFFICIAL, names_action)


def answers(found: Answers) -> dict[str, str]:
    return {
        naam.removeprefix("onderdelen."): answer.tekst
        for unit in found.units
        for naam, answer in unit.velden.items()
    }


def rest(found: Answers) -> str:
    return "\n".join(left.tekst for left in found.rest)


def cell(text: str, row: int, column: int) -> Block:
    return block(text, CellAt(1, row, column))


def printed(*lines: str) -> Block:
    """A paragraph over several printed lines."""
    runs = [Run(lines[0])]
    for line in lines[1:]:
        runs += [Run(" ", Mark.WRAPPED), Run(line)]
    return Block(runs=tuple(runs), place="p. 1")


def test_a_pdf_without_doubt_is_read_a_little_less_sure() -> None:
    found = read(*SIXTEEN, "· Preventie", "folders", "· Protectie", "opvang")
    assert answers(found) == {"preventie": "folders", "protectie": "opvang"}
    assert found.doubts == ()
    sure = {a.zekerheid for unit in found.units for a in unit.velden.values()}
    assert max(sure) <= PRINTED


def test_a_piece_of_a_label_in_an_answer_leaves_it_over() -> None:
    found = read(
        *EIGHTEEN,
        "· Beeldvorming",
        "affiches Verbeterde toegankelijkheid van het openbaar en folders",
        "· Toegankelijke evenementen",
        "een feest",
    )
    assert "affiches" in rest(found)
    assert "affiches" not in str(answers(found))
    assert [one.actie for one in found.doubts] == [18]


def test_a_label_before_its_prompt_begins_a_line_of_its_own() -> None:
    prompt = "(tegen wanneer gaat het initiatief rond zijn)"
    found = read(
        "Te behalen KPI: 30",
        printed(
            "Initiatief 1 Een feest op het plein. (vul aan)",
            f"Timing tegen 30/06/2024 {prompt}",
        ),
    )
    ((one,),) = (unit.initiatieven for unit in found.units)
    told = {naam: answer.tekst for naam, answer in one.items()}
    assert told == {
        "omschrijving": "Een feest op het plein.",
        "timing": "tegen 30/06/2024",
    }


def test_the_title_of_the_next_block_is_no_part_of_the_label_above_it() -> None:
    found = read(
        cell("Te behalen KPI:", 1, 1),
        cell("30", 1, 2),
        cell("Initiatief 1:", 2, 1),
        cell("een feest", 2, 2),
        cell("KPI:", 3, 1),
        cell("Actie 15 Brugfiguren", 3, 1),
        cell("12", 3, 2),
        cell("Te behalen KPI:", 4, 1),
        cell("50", 4, 2),
        unruled=frozenset({1}),
    )
    assert found.doubts == ()
    first, second = found.units
    assert [answer.tekst for answer in first.initiatieven[0].values()] == [
        "een feest",
        "12",
    ]
    assert [title.tekst for title in second.koppen] == ["Actie 15 Brugfiguren"]
    assert second.velden["te_behalen"].tekst == "50"


def test_what_stands_beside_a_doubt_is_less_sure() -> None:
    found = read(
        *EIGHTEEN,
        "· Beeldvorming",
        "affiches",
        "· Toegankelijke evenementen",
        "een feest, 0 Nee, we gaan deze actie op vrijdag",
        *("· Versterking van beleidsparticipatie", "een adviesraad"),
        *("0 Nee, we gaan deze actie niet verderzetten:", ""),
    )
    (unit,) = found.units
    assert answers(found) == {
        "beeldvorming": "affiches",
        "beleidsparticipatie": "een adviesraad",
    }
    assert {answer.zekerheid for answer in unit.velden.values()} == {DOUBTED}


def test_the_begin_of_a_label_that_was_not_found_leaves_its_part_over() -> None:
    found = read(
        *EIGHTEEN,
        *("· Beeldvorming", "affiches", "en meer"),
        "bussen Verbeterde toegankelijkheid van de stad het openbaar",
        *("· Inclusieve mobiliteit", "haltes"),
    )
    assert answers(found) == {}
    assert {"affiches", "haltes"} <= set(rest(found).replace("\n", " ").split())
    assert len(found.doubts) == 1


def test_the_middle_of_a_long_label_in_an_answer_leaves_it_over() -> None:
    answer = "ziekte isnpanningen van het lokaal bestuur om het vooropgestelde"
    found = read(f"Waarom werd 25% niet behaald? {answer}")
    assert answers(found) == {}
    assert rest(found) == answer
    assert [one.label for one in found.doubts] == ["Waarom werd 25% niet behaald?"]


def test_a_text_where_a_number_is_asked_leaves_its_block_over() -> None:
    long = "Actie 5 Oefenkansen en daar stonden nog een hele reeks andere dingen onder"
    found = read(
        *("Behaald KPI: 3", "Waarom werd 25% niet behaald? ziekte"),
        *("Initiatief 1: een avond", "Timing: mei", f"KPI: 40 {long}"),
    )
    assert answers(found) == {}
    assert {"ziekte", "Oefenkansen"} <= set(rest(found).split())
    assert found.doubts


def test_somebody_who_quotes_the_form_is_in_no_doubt() -> None:
    quoted = "“Waarom werd 25% niet behaald?” vroegen we ook de scholen."
    found = read(*SIXTEEN, "· Preventie", quoted)
    assert answers(found) == {"preventie": quoted}
    assert found.doubts == ()


@pytest.mark.parametrize(
    "half", ["(vul", "(tegen wanneer gaat", "initiatief rond zijn)"]
)
def test_half_a_prompt_is_no_answer(half: str) -> None:
    found = read(*SIXTEEN, "· Preventie", half, "· Protectie", "opvang")
    assert answers(found) == {"protectie": "opvang"}
    assert half in rest(found)
    assert found.doubts


def test_labels_in_one_cell_with_their_answers_in_the_next_are_in_doubt() -> None:
    found = read(
        *SIXTEEN,
        cell("· Preventie", 1, 1),
        cell("· Protectie", 1, 1),
        cell("folders", 1, 2),
        cell("opvang", 1, 2),
    )
    assert answers(found) == {}
    assert rest(found).split("\n") == ["folders", "opvang"]


def side_by_side(unruled: frozenset[int]) -> Answers:
    return read(
        "1. INDIEN 25% NIET WERD BEHAALD",
        cell("Te behalen KPI: (vul aan)", 1, 1),
        cell("Behaald KPI: (vul aan)", 1, 2),
        cell("300", 2, 1),
        cell("65", 2, 2),
        unruled=unruled,
    )


def test_answers_below_labels_beside_each_other_need_ruled_lines() -> None:
    ruled, unruled = side_by_side(frozenset()), side_by_side(frozenset({1}))
    assert answers(ruled) == {"te_behalen": "300", "behaald": "65"}
    assert ruled.doubts == ()
    assert answers(unruled) == {}
    assert {"300", "65"} <= set(rest(unruled).split())
    assert unruled.doubts


def test_a_label_over_two_printed_lines_is_one_label() -> None:
    label = printed(
        "· Inclusieve lokale communicatie en", "dienstverlening een nieuwsbrief"
    )
    found = read(*EIGHTEEN, label)
    assert answers(found) == {"communicatie": "een nieuwsbrief"}
    apart = read(
        *EIGHTEEN,
        "· Inclusieve lokale communicatie en dienst",
        "verlening",
        "een brief",
    )
    assert answers(apart) == {"communicatie": "een brief"}


def test_a_label_without_its_colon_begins_a_paragraph() -> None:
    one = printed("Initiatief 1: een avond in het dienstencentrum", "Timing juni 2024")
    (unit,) = read("1. INDIEN 25% NIET WERD BEHAALD", one).units
    (initiatief,) = unit.initiatieven
    assert {key: answer.tekst for key, answer in initiatief.items()} == {
        "omschrijving": "een avond in het dienstencentrum",
        "timing": "juni 2024",
    }


def test_a_word_document_is_in_no_doubt() -> None:
    blocks = tuple(block(text) for text in (*BLANK[:3], "Waarom niet? (vul"))
    found = extract(Reading(blocks=blocks), SMALL, names_action)
    assert found.doubts == ()
