"""Stray: an answer in everyday words that another part of the form has as labels."""

import pytest

from tests.torture.case import Case, Expected, read, said, verwachting
from tests.torture.form import LAYOUTS, Form, blank

PLAN = ("Gestopt.", "Initiatieven: twee", "Wanneer: in mei", "Wanneer: in juni")
REASON = ("Zo.", "Reden: ziekte", "Doel: 5 gezinnen", "Planning: volgend jaar")
ACCESS = ("Ook.", "Mobiliteit: bushaltes", "Vrije tijd: spel", "Gebouwen: de bib")
CELLS = [layout for layout in LAYOUTS if layout != "paragraphs"]


def extracted(form: Form, layout: str) -> Expected:
    return said(read(Case("stray", form.docx(layout))))


def answered(*answer: str) -> Form:
    """Section 2 about action 18 alone, with `answer` below its last question."""
    form = blank()
    form.keep("kop-2", "18", "jury")
    form.say("Deze onderdelen", *answer, deel="18")
    return form


@pytest.mark.parametrize("layout", LAYOUTS)
def test_initiatives_without_a_block_are_an_answer_of_section_2(layout: str) -> None:
    found = extracted(answered(*PLAN), layout)
    assert found.motivaties == []
    assert found.verwachtingen == [verwachting(18, niet_uitgevoerd="\n".join(PLAN))]


@pytest.mark.parametrize("layout", CELLS)
def test_words_of_a_block_below_a_question_in_its_cell_answer_it(layout: str) -> None:
    found = extracted(answered(*REASON), layout)
    assert found.motivaties == []
    assert found.verwachtingen == [verwachting(18, niet_uitgevoerd="\n".join(REASON))]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_words_of_an_action_that_is_in_the_form_are_an_answer(layout: str) -> None:
    form = blank()
    form.keep("kop-2", "18", "22")
    form.say("Deze onderdelen", *ACCESS, deel="22")
    found = extracted(form, layout)
    assert found.verwachtingen == [verwachting(22, niet_uitgevoerd="\n".join(ACCESS))]


def test_a_block_typed_anew_below_section_2_is_read() -> None:
    form = answered("Gestopt.")
    lines = ("Reden: ziekte", "Inspanningen: twee", "Initiatief: feest", "Wanneer: mei")
    form.below("Deze onderdelen", *lines, deel="18")
    (blok,) = extracted(form, "paragraphs").motivaties
    assert (blok["waarom"], blok["inspanningen"]) == ("ziekte", "twee")
    assert [one["timing"] for one in blok["initiatieven"]] == ["mei"]
