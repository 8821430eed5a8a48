"""Placeholders: what the blank prints where an answer should come."""

import pytest

from pipeline.forms.placeholders import Placeholders
from tests.forms.small import formulier

PROMPTS = Placeholders.of(formulier())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("(vul aan)", ""),
        ("(VUL  AAN)", ""),
        ("300 (vul aan)", "300"),
        ("300 (vul aan) gezinnen", "300 gezinnen"),
        ("………… (vul aan)", ""),
        ("……… want het lukt", "want het lukt"),
        ("..........", ""),
        ("_______", ""),
        ("Vul aan", ""),
        ("· Vul aan", ""),
        ("vul aan", ""),
        ("( vul aan )", ""),
        ("Vul aan: iets", "iets"),
        ("Vul aan .docx", ".docx"),
    ],
)
def test_a_prompt_is_gone_also_beside_an_answer(text: str, left: str) -> None:
    assert PROMPTS.strip(text).strip() == left
    assert PROMPTS.has(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wacht... en …",
        "vul aan wat past",
        "Vulaantal",
        "Wie vult dit aan?",
        "(vul aan wat past)",
        "snake_case __ dunder",
        "",
    ],
)
def test_what_only_looks_like_a_prompt_stays(text: str) -> None:
    assert PROMPTS.strip(text) == text
    assert not PROMPTS.has(text)
