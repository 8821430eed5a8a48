"""What a table or a letter says around the form, and what is no answer to it."""

from collections.abc import Sequence
from typing import Final

import pytest

from pipeline.dossier.extractie import Extractie
from pipeline.run.taking import extract_file
from tests.strangers.document import Cell, Element, Table, docx, para
from tests.strangers.form import official
from tests.torture.case import initiatief, motivatie, programma

FORM: Final = official()
LABELS: Final = (
    *("Te behalen KPI:", "Behaald KPI:", "Waarom werd 25% niet behaald?"),
    (
        "Dit zijn de inspanningen van het lokaal bestuur om het vooropgestelde KPI "
        "binnen afzienbare tijd te behalen:"
    ),
)
ANSWERS: Final = ("300", "65", "ziek", "veel")
BLOCK: Final = motivatie(
    actie=15, te_behalen=300, behaald=65, waarom="ziek", inspanningen="veel"
)
NAMED: Final = "Actie 15: Brug leggen naar onderwijs"
CLOSING: Final = "Met vriendelijke groeten, Lore Maes"


def read(*elements: Element | str, heading: str = FORM.kop_1.text) -> Extractie:
    made = [para(x) if isinstance(x, str) else x for x in (heading, *elements)]
    front = [para(item.text) for item in FORM.voor]
    return extract_file(docx([*front, *made]), "motivatie.docx", programma())


def table(*rows: Sequence[str | tuple[str, int]]) -> Table:
    """Rows of cells; a pair is a cell over as many columns."""
    return Table(tuple(tuple(map(_cell, row)) for row in rows))


def _cell(cell: str | tuple[str, int]) -> Cell:
    text, span = cell if isinstance(cell, tuple) else (cell, 1)
    return Cell(tuple(map(para, text.split("\n"))), span)


def block(found: Extractie) -> dict[str, object]:
    (data,) = found.model_dump(mode="json")["motivaties"]
    return {**data, "actie_tekst": None}


def left(found: Extractie) -> list[str]:
    return [rest.tekst for rest in found.niet_herkend]


def counted(numbers: str) -> list[tuple[str, ...]]:
    return list(zip(numbers.split(), LABELS, ANSWERS, strict=True))


@pytest.mark.parametrize("numbers", ["1 2 3 4", "1. 2. 3. 4.", "1 2 1 2"])
def test_a_column_that_counts_the_questions_is_no_answer(numbers: str) -> None:
    found = read(NAMED, table(*counted(numbers)))
    assert (block(found), left(found)) == (BLOCK, [])


def test_the_headings_above_questions_are_nobodys_name() -> None:
    head = ("Nr.", "Vraag", "Antwoord")
    found = read(NAMED, table(head, *counted("1 2 3 4")))
    assert (block(found), left(found)) == (BLOCK, list(head))


def test_two_headings_above_questions_without_numbers() -> None:
    rows = list(zip(LABELS, ANSWERS, strict=True))
    found = read(NAMED, table(("Vraag", "Antwoord"), *rows))
    assert (block(found), left(found)) == (BLOCK, ["Vraag", "Antwoord"])


def test_an_action_in_the_row_above_the_questions_is_no_heading() -> None:
    rows = list(zip(LABELS, ANSWERS, strict=True))
    found = read(table(("Actie", "Brugfiguren"), *rows))
    assert block(found) == BLOCK


def test_the_number_of_an_action_does_not_count_rows() -> None:
    head, *rows = zip(LABELS, ANSWERS, strict=True)
    found = read(table(("15", *head), *(("", *row) for row in rows)))
    assert block(found) == BLOCK


def test_numbers_that_are_answers_stay() -> None:
    found = read(NAMED, table(LABELS[:2], ("1", "0")))
    data = block(found)
    assert (data["te_behalen"], data["behaald"]) == (1, 0)


@pytest.mark.parametrize("head", ["Nr.", "#", ""])
@pytest.mark.parametrize("many", [1, 2])
def test_a_column_that_counts_initiatives(head: str, many: int) -> None:
    rows = [("1", "praatcafé", "mei", "4"), ("2", "huisbezoek", "juni", "6")]
    wanted = [initiatief("praatcafé", "mei", 4), initiatief("huisbezoek", "juni", 6)]
    texts = map(" ".join, zip(LABELS, ANSWERS, strict=True))
    head_row = (head, "Initiatief", "Timing", "KPI")
    found = read(NAMED, *texts, table(head_row, *rows[:many]))
    assert block(found)["initiatieven"] == wanted[:many]


def test_a_table_of_the_person_keeps_its_numbers() -> None:
    own = table(("Week", "Gezinnen"), ("1", "12"), ("2", "15"))
    found = read(NAMED, *map(" ".join, zip(LABELS, ANSWERS, strict=True)), own)
    assert str(block(found)["inspanningen"]).split("\n")[-4:] == ["1", "12", "2", "15"]


def test_one_initiative_in_a_column() -> None:
    rows = (("Omschrijving", "praatcafé"), ("Timing:", "mei"), ("KPI:", "4"))
    texts = map(" ".join, zip(LABELS, ANSWERS, strict=True))
    found = read(NAMED, *texts, table(("", "Initiatief 1"), *rows))
    assert block(found)["initiatieven"] == [initiatief("praatcafé", "mei", 4)]


def test_what_stands_below_a_table_is_no_answer_to_its_empty_cell() -> None:
    rows = [*zip(LABELS, (*ANSWERS[:3], ""), strict=True)]
    found = read(NAMED, table(*rows), "Bijlage: het verslag van de stuurgroep")
    assert block(found) == {**BLOCK, "inspanningen": None}
    assert left(found) == ["Bijlage: het verslag van de stuurgroep"]


def test_the_answer_below_a_boxed_question_is_one() -> None:
    texts = map(" ".join, zip(LABELS[:3], ANSWERS[:3], strict=True))
    found = read(NAMED, *texts, table((LABELS[3],)), "veel")
    assert block(found) == BLOCK


@pytest.mark.parametrize("closing", [CLOSING, "Hoogachtend", "Vriendelijke groet"])
def test_the_closing_of_a_letter_answers_nothing(closing: str) -> None:
    texts = map(" ".join, zip(LABELS[:3], ANSWERS[:3], strict=True))
    found = read(NAMED, *texts, LABELS[3], "veel", "", closing, "Stad Halle")
    assert block(found) == BLOCK
    assert left(found) == [closing, "Stad Halle"]


@pytest.mark.parametrize("gap", [(), ("",)])
def test_a_closing_below_a_number_says_no_more_about_it(gap: Sequence[str]) -> None:
    texts = map(" ".join, zip(LABELS, ANSWERS, strict=True))
    listed = ("Initiatief 1: kaartjes", "Timing: mei", "KPI: 60")
    found = read(NAMED, *texts, *listed, *gap, CLOSING, "Stad Halle")
    (initiatief,) = found.motivaties[0].initiatieven
    assert (initiatief.kpi, initiatief.kpi_tekst) == (60, None)
    assert left(found) == [CLOSING, "Stad Halle"]


def test_a_closing_in_the_middle_is_the_persons_own() -> None:
    texts = [" ".join(pair) for pair in zip(LABELS, ANSWERS, strict=True)]
    found = read(NAMED, *texts[:3], CLOSING, texts[3])
    assert block(found)["waarom"] == f"ziek\n{CLOSING}"


def test_a_title_over_the_table_stands_below_the_name_of_the_action() -> None:
    rows = list(zip(LABELS, ANSWERS, strict=True))
    found = read(NAMED, table((("Motivatie", 2),), *rows))
    assert block(found) == BLOCK


def test_headings_above_questions_below_the_title_of_each_block() -> None:
    head, rows = ("Vraag", "Antwoord"), list(zip(LABELS, ANSWERS, strict=True))
    titles = (NAMED, "Actie 5: Oefenkansen Nederlands organiseren")
    blocks = [row for title in titles for row in (((title, 2),), head, *rows)]
    found = read(table(*blocks)).model_dump(mode="json")["motivaties"]
    assert [data["actie"] for data in found] == [15, 5]
    assert [data["inspanningen"] for data in found] == ["veel", "veel"]


NUMBERED: Final = {
    "in its own cell": (table(("Initiatief 1:", "café"), ("KPI:", "5")),),
    "below its label": ("Initiatief 1: café", "KPI:", "5"),
    "with its unit, in its own cell": (
        table(("Initiatief 1:", "café"), ("KPI:", "5 oefenkansen")),
    ),
}


@pytest.mark.parametrize("how", NUMBERED)
def test_the_last_number_of_a_block_does_not_name_the_next(how: str) -> None:
    texts = [" ".join(pair) for pair in zip(LABELS, ANSWERS, strict=True)]
    found = read(NAMED, *texts, *NUMBERED[how], *texts).model_dump(mode="json")
    first, second = found["motivaties"]
    assert first["initiatieven"][0]["kpi"] == 5
    assert second["actie"] is None


@pytest.mark.parametrize("number", ["± 46", "±46", "ca. 46", "+/- 46"])
def test_a_number_behind_a_label_without_its_colon(number: str) -> None:
    texts = [" ".join(pair) for pair in zip(LABELS, ANSWERS, strict=True)]
    found = read(NAMED, texts[0], f"Behaald KPI {number}", *texts[2:])
    assert block(found)["behaald"] == 46


@pytest.mark.parametrize(
    "written",
    ["(vul aan: ziek)", "(vul aan ziek", "(Vul aan – ziek )"],
)
def test_what_is_written_inside_a_prompt_is_the_answer(written: str) -> None:
    texts = [" ".join(pair) for pair in zip(LABELS, ANSWERS, strict=True)]
    found = read(NAMED, *texts[:2], f"{LABELS[2]} {written}", texts[3])
    assert block(found) == BLOCK


def test_brackets_inside_a_prompt_stay() -> None:
    texts = [" ".join(pair) for pair in zip(LABELS, ANSWERS, strict=True)]
    found = read(*texts[:2], f"{LABELS[2]} (vul aan: ziek (twee maand))", texts[3])
    assert block(found)["waarom"] == "ziek (twee maand)"


def test_the_name_of_the_next_action_is_no_answer_to_an_empty_number() -> None:
    texts = [" ".join(pair) for pair in zip(LABELS, ANSWERS, strict=True)]
    rows = list(zip(LABELS, ANSWERS, strict=True))
    other = "Actie 5: Oefenkansen Nederlands organiseren"
    open_end = ("Initiatief 1: café", "KPI:", "", other)
    found = read(NAMED, *texts, *open_end, table((("Motivatie", 2),), *rows))
    first, second = found.model_dump(mode="json")["motivaties"]
    assert first["initiatieven"] == [initiatief("café", None, None)]
    assert second["actie"] == 5


@pytest.mark.parametrize("joint", ["\t", " / ", " – ", ", "])
@pytest.mark.parametrize("ending", ["", " –", ":"])
def test_both_numbers_on_one_line(joint: str, ending: str) -> None:
    texts = [" ".join(pair) for pair in zip(LABELS, ANSWERS, strict=True)]
    line = f"Te behalen KPI{ending} 300{joint}Behaald KPI{ending} ± 65"
    assert block(read(NAMED, line, *texts[2:])) == BLOCK
