"""The name of an action above the heading of its block, or of the table it is in."""

from typing import Any, Final

import pytest

from pipeline.dossier.extractie import Extractie
from pipeline.run.taking import extract_file
from tests.strangers.document import Element, docx, para
from tests.strangers.test_frames import ANSWERS, FORM, LABELS, left, table
from tests.torture.case import programma

HEADING: Final = FORM.kop_1.text
FIRST, SECOND = (
    "Actie 15: Brug leggen naar onderwijs",
    "Actie 5: Oefenkansen Nederlands organiseren",
)
ROWS: Final = tuple(zip(LABELS, ANSWERS, strict=True))
LINES: Final = tuple(map(" ".join, ROWS))
HEADED: Final = table(((HEADING, 2),), *ROWS)


def read(*elements: Element | str) -> Extractie:
    made = [para(x) if isinstance(x, str) else x for x in elements]
    front = [para(item.text) for item in FORM.voor]
    return extract_file(docx([*front, *made]), "motivatie.docx", programma())


def motivaties(found: Extractie) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = found.model_dump(mode="json")["motivaties"]
    return data


NAMED_ABOVE: Final[dict[str, tuple[Element | str, ...]]] = {
    "in the table": (FIRST, HEADED, SECOND, HEADED),
    "in the table, with empty lines": (FIRST, "", HEADED, "", SECOND, "", HEADED),
    "in running text": (FIRST, HEADING, *LINES, SECOND, HEADING, *LINES),
    "below a word to colleagues": ("Beste,", FIRST, HEADED, SECOND, HEADED),
}


@pytest.mark.parametrize("how", NAMED_ABOVE)
def test_a_name_above_the_heading_of_each_block(how: str) -> None:
    found = read(*NAMED_ABOVE[how])
    assert [data["actie"] for data in motivaties(found)] == [15, 5]
    assert [data["inspanningen"] for data in motivaties(found)] == ["veel", "veel"]
    assert left(found) == [word for word in NAMED_ABOVE[how] if word == "Beste,"]


def test_a_name_below_the_heading_goes_before_the_one_above_it() -> None:
    found = read(FIRST, HEADING, SECOND, *LINES)
    assert [data["actie"] for data in motivaties(found)] == [5]
    assert left(found) == [FIRST]


def test_a_word_below_the_heading_is_no_name() -> None:
    found = read(FIRST, HEADING, "Motivatie", *LINES)
    assert [data["actie"] for data in motivaties(found)] == [15]
    assert left(found) == ["Motivatie"]


def test_the_end_of_an_answer_above_a_heading_stays() -> None:
    found = read(HEADING, *LINES, "Brugfiguren op school", HEADING, *LINES)
    first, second = motivaties(found)
    assert first["inspanningen"] == "veel\nBrugfiguren op school"
    assert second["actie"] is None


def test_a_number_above_a_heading_names_no_action() -> None:
    last = ("Initiatief 1: café", "KPI:", "5")
    first, second = motivaties(read(HEADING, *LINES, *last, HEADING, *LINES))
    assert first["initiatieven"][0]["kpi"] == 5
    assert second["actie"] is None


def test_a_list_of_actions_above_the_heading_is_no_name_of_one() -> None:
    found = read("Motivatie acties 5 en 15", HEADING, *LINES)
    assert [data["actie"] for data in motivaties(found)] == [None]
