"""Initiatives that were typed on one line, in whole documents."""

from typing import Any

import pytest

from pipeline.run.taking import extract_file
from tests.strangers.document import Cell, Element, Table, docx, para
from tests.strangers.form import official
from tests.torture.case import programma

FORM = official()
FRONT = [*(para(item.text) for item in FORM.voor), para(FORM.kop_1.text)]
BLOCK = (
    "15 Brugfiguren",
    "Te behalen KPI: 300",
    "Behaald KPI: 65",
    "Waarom werd 25% niet behaald? Te weinig volk.",
    "Inspanningen van het lokaal bestuur: Meer flyers.",
)
TIMING = "Timing: (tegen wanneer gaat het initiatief rond zijn)"
KPI = "KPI: (hoeveel KPI gaat dit initiatief opleveren)"
VISITS = ("huisbezoeken", "juni 2024", 60)
FLYERS = ("flyers", "mei", 5)


def initiatives(*elements: Element) -> list[tuple[Any, ...]]:
    read = extract_file(docx([*FRONT, *elements]), "motivatie.docx", programma())
    (block,) = read.motivaties
    assert (block.te_behalen, block.behaald) == (300, 65)
    assert not read.niet_herkend
    return [(one.omschrijving, one.timing, one.kpi) for one in block.initiatieven]


def typed(*lines: str) -> list[tuple[Any, ...]]:
    return initiatives(*map(para, (*BLOCK, *lines)))


@pytest.mark.parametrize(
    "lines",
    [
        ("Initiatief 1: huisbezoeken, timing juni 2024, KPI 60",),
        ("Initiatief 1: huisbezoeken (juni 2024, 60 KPI)",),
        ("Initiatief 1: huisbezoeken - juni 2024 - 60 gezinnen",),
        ("Initiatief 1", "huisbezoeken; timing juni 2024; KPI 60"),
        ("Initiatief 1: huisbezoeken", "juni 2024", "60"),
        ("Initiatief 1: huisbezoeken, juni 2024, KPI 60", "Timing:", "KPI:"),
        ("Initiatief 1: huisbezoeken, KPI 60", "Timing: juni 2024", "KPI:"),
        ("Initiatief 1: huisbezoeken", "Timing juni 2024, KPI 60"),
    ],
)
def test_one_line_is_an_initiative_with_its_timing_and_kpi(
    lines: tuple[str, ...],
) -> None:
    assert typed(*lines) == [VISITS]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Initiatief 1: huisbezoeken, timing juni 2024, KPI 60",
            "Initiatief 2: flyers, timing mei, KPI 5",
        ),
        (
            "Initiatief x: huisbezoeken (juni 2024, 60 KPI)",
            "Initiatief x: flyers (mei, 5 KPI)",
        ),
        (
            "Initiatieven:",
            "- huisbezoeken, timing juni 2024, KPI 60",
            "- flyers (mei, 5 KPI)",
        ),
        ("huisbezoeken (juni 2024, 60 KPI)", "flyers (mei, 5 KPI)"),
    ],
)
def test_a_list_of_lines_is_as_many_initiatives(lines: tuple[str, ...]) -> None:
    assert typed(*lines) == [VISITS, FLYERS]


def test_a_number_of_a_list_is_no_count_in_front_of_its_label() -> None:
    assert typed("1. huisbezoeken (juni 2024, 60 KPI)", "2. flyers (mei, 5 KPI)") == [
        ("1. huisbezoeken", "juni 2024", 60),
        ("2. flyers", "mei", 5),
    ]


def test_one_line_in_the_cell_beside_the_label_is_an_initiative() -> None:
    rows = (
        ("\n".join(BLOCK),),
        ("Initiatief 1", "huisbezoeken, timing juni 2024, KPI 60"),
        ("Initiatief 2", "flyers (mei, 5 KPI)"),
    )
    table = Table(
        tuple(
            tuple(Cell(tuple(map(para, text.split("\n")))) for text in row)
            for row in rows
        )
    )
    assert initiatives(table) == [VISITS, FLYERS]


@pytest.mark.parametrize(
    "text",
    [
        "huisbezoeken, timing juni 2024, KPI 60",
        "huisbezoeken (juni 2024, 60 KPI)",
        "huisbezoeken - juni 2024 - 60 gezinnen",
    ],
)
def test_above_untouched_lines_it_is_one_description(text: str) -> None:
    assert typed(f"Initiatief 1: {text}", TIMING, KPI) == [(text, None, None)]


def test_above_answered_lines_it_is_one_description() -> None:
    text = "huisbezoeken - mei - 5 gezinnen"
    assert typed(f"Initiatief 1: {text}", "Timing: juni", "KPI: 60") == [
        (text, "juni", 60)
    ]


def test_a_line_that_tells_nothing_goes_on_with_the_initiative_above() -> None:
    assert typed(
        "Initiatieven:",
        "- huisbezoeken, timing: juni 2024, KPI: 60",
        "ook op zaterdag",
        "- flyers, timing: mei, KPI: 5",
    ) == [("huisbezoeken\nook op zaterdag", "juni 2024", 60), FLYERS]
