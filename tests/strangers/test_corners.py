"""Ways to fill in that were thought of apart: initiatives in tables, odd choices."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pytest

from pipeline.dossier.extractie import Extractie
from pipeline.run.taking import extract_file
from tests.strangers.document import Cell, Element, Para, Run, Table, docx, para
from tests.strangers.form import official
from tests.torture.case import programma

FORM: Final = official()
FRONT: Final = [*(para(item.text) for item in FORM.voor), para(FORM.kop_1.text)]
JA: Final = (
    "Ja, we zijn goed gevorderd en zullen de minimale verwachtingen behalen want:"
)
NEE: Final = "Nee, we gaan deze actie niet verderzetten:"


def read(*elements: Element) -> Extractie:
    return extract_file(docx(elements), "motivatie.docx", programma())


def table(*rows: Sequence[str]) -> Table:
    return Table(tuple(tuple(Cell((para(text),)) for text in row) for row in rows))


INITIATIVES: Final[Mapping[str, Element]] = {
    "a row each": table(
        ("Initiatief", "Timing", "KPI"),
        ("Infoavond", "mei 2024", "40"),
        ("Flyers", "juni", "20"),
    ),
    "a row each with its own label": table(
        ("", "Omschrijving", "Timing", "KPI"),
        ("Initiatief 1", "Infoavond", "mei 2024", "40"),
        ("Initiatief 2", "Flyers", "juni", "20"),
    ),
    "the label and the text in one cell": table(
        ("Initiatief", "Timing", "KPI"),
        ("Initiatief 1: Infoavond", "mei 2024", "40"),
        ("Initiatief 2: Flyers", "juni", "20"),
    ),
    "a column each": table(
        ("", "Initiatief 1", "Initiatief 2"),
        ("Omschrijving", "Infoavond", "Flyers"),
        ("Timing", "mei 2024", "juni"),
        ("KPI", "40", "20"),
    ),
    "a column each with all labels": table(
        ("Initiatief 1: Infoavond", "Initiatief 2: Flyers"),
        ("Timing: mei 2024", "Timing: juni"),
        ("KPI: 40", "KPI: 20"),
    ),
}


@pytest.mark.parametrize("how", INITIATIVES)
def test_initiatives_in_a_table(how: str) -> None:
    (found,) = read(
        *FRONT,
        para("Actie 15 brugfiguren"),
        para("Te behalen KPI: 300"),
        para("Behaald KPI: 65"),
        para("Waarom werd 25% niet behaald? We startten laat."),
        INITIATIVES[how],
    ).motivaties
    assert [(i.omschrijving, i.timing, i.kpi) for i in found.initiatieven] == [
        ("Infoavond", "mei 2024", 40),
        ("Flyers", "juni", 20),
    ]


def test_a_letter_below_a_heading_with_all_labels_gone() -> None:
    (found,) = read(
        *FRONT,
        para(
            "Wij hebben de 25% niet behaald omdat we pas in januari konden starten "
            "met de werking op school."
        ),
    ).motivaties
    assert found.waarom is not None
    assert found.waarom.startswith("Wij hebben")


def test_a_prompt_alone_in_its_cell_is_no_label() -> None:
    (found,) = read(
        *FRONT,
        table(
            ("Te behalen KPI", "300"),
            ("Behaald KPI", "65"),
            ("Waarom werd 25% niet behaald", "Laat gestart."),
            ("Initiatief 1", "Infoavond"),
            ("Timing", "(tegen wanneer gaat het initiatief rond zijn)"),
            ("KPI", "40"),
        ),
    ).motivaties
    (one,) = found.initiatieven
    assert (one.omschrijving, one.timing, one.kpi) == ("Infoavond", None, 40)


def test_a_quoted_question_is_no_label() -> None:
    quote = "“Waarom werd 25% niet behaald?” vroegen wij ons ook af."
    (found,) = read(
        *FRONT,
        para("Te behalen KPI: 300"),
        para("Waarom werd 25% niet behaald?"),
        para(quote),
    ).motivaties
    assert found.waarom == quote


def chosen(actie: int, *lines: str | Para) -> dict[str, Any]:
    head = FORM.acties[actie][0].text
    found = read(
        *FRONT[:-1],
        para(head),
        *(para(x) if isinstance(x, str) else x for x in lines),
    )
    codes = [b.code for b in found.bevindingen]
    one = found.verwachtingen[0] if found.verwachtingen else None
    texts = (one.toelichting, one.stopzetting) if one is not None else (None, None)
    return {
        "antwoord": one.antwoord if one is not None else None,
        "woorden": [text for text in texts if text],
        "strijdig": "keuze-tegenstrijdig" in codes,
    }


@pytest.mark.parametrize(
    ("written", "antwoord"),
    [
        ("Ja/Nee", None),
        ("JA/nee", "ja"),
        ("Ja/NEE", "nee"),
        ("(Ja)/Nee", "ja"),
        ("Ja / [Nee]", "nee"),
        ("(Ja/Nee)", None),
        ("[x] Ja  [ ] Nee", "ja"),
        ("O Ja  X Nee", "nee"),
        ("Neen", "nee"),
        ("Ja (nee)", None),
    ],
)
def test_a_question_with_two_options(written: str, antwoord: str | None) -> None:
    question = "We zullen de minimale verwachtingen behalen:"
    assert chosen(2, question, written)["antwoord"] == antwoord


def test_both_words_in_one_answer_contradict_each_other() -> None:
    question = "We zullen de minimale verwachtingen behalen:"
    found = chosen(2, question, "Ja en nee: nog onduidelijk")
    assert found["strijdig"]
    assert found["antwoord"] is None
    assert found["woorden"] == ["en nee: nog onduidelijk"]


def test_words_that_say_the_other_contradict_what_they_stand_behind() -> None:
    question = "We zullen de minimale verwachtingen behalen:"
    assert chosen(2, question, "Nee, eigenlijk ja")["strijdig"]
    assert chosen(18, f"0 {JA}", f"0 {NEE} ja toch wel")["strijdig"]


@pytest.mark.parametrize(
    ("lines", "antwoord", "woorden"),
    [
        ((f"0 {JA} X", f"0 {NEE}"), "ja", []),
        ((f"0 {JA} Ja", f"0 {NEE}"), "ja", []),
        ((f"0 {JA}", f"0 {NEE}", "Nee"), "nee", []),
        ((f"x {JA} plan klaar", f"0 {NEE} nvt"), "ja", ["plan klaar", "nvt"]),
        ((f"x {JA} plan klaar", f"0 {NEE} /"), "ja", ["plan klaar", "/"]),
        ((f"0 {JA} Ja, zeker", f"0 {NEE}"), "ja", ["Ja, zeker"]),
        (("Ja, we zijn goed gevorderd want: plan klaar",), "ja", ["plan klaar"]),
        ((f"1 {JA}", f"0 {NEE}"), "ja", []),
        ((f"1. {JA}", f"2. {NEE}"), None, []),
        ((f"1) {JA}", f"2) {NEE}"), None, []),
    ],
)
def test_a_line_to_tick(
    lines: Sequence[str], antwoord: str | None, woorden: list[str]
) -> None:
    found = chosen(18, *lines)
    assert found == {"antwoord": antwoord, "woorden": woorden, "strijdig": False}


def test_the_zero_to_replace_may_be_marked() -> None:
    marked = Para((Run("0", ("highlight",)), Run(f" {JA}")))
    assert chosen(18, marked, f"0 {NEE}")["antwoord"] == "ja"


def test_a_bullet_alone_in_a_cell_is_no_reason() -> None:
    rows = table((f"0 {JA}", ""), ("·", "Inclusieve mobiliteit"))
    found = read(*FRONT[:-1], para(FORM.acties[18][0].text), rows, para(f"0 {NEE}"))
    assert found.verwachtingen == ()


@pytest.mark.parametrize(
    ("text", "bestuur"),
    [
        ("NIS-code: 23077", "23077"),
        ("Lokaal bestuur Neerpelt", "72043"),
        ("GEMEENTE OVERPELT", "72043"),
        ("Gemeente Zomergem", "44085"),
        ("Gemeente Halle en gemeente Beersel", None),
    ],
)
def test_who_hands_it_in(text: str, bestuur: str | None) -> None:
    found = read(para(text), *FRONT, para("Te behalen KPI: 300")).bestuur
    assert (found.id if found is not None else None) == bestuur
