"""KPI tables put into a motivation form are read as those of workbooks."""

import io
from collections.abc import Callable, Sequence
from typing import Final

import pytest
from docx import Document
from docx.document import Document as Word
from docx.table import Table

from pipeline.dossier.assemble import assemble
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.ingekomen import Ingekomen
from pipeline.resources import templates
from pipeline.run.extracting import extract_file
from tests.dossier.extracties import opdracht
from tests.dossier.test_extract import programma
from tests.torture_books.make import book

_BLANK: Final = templates().joinpath("motivatie-pj2-tussentijds.docx").read_bytes()
_HEAD: Final = ["Actie", "Te behalen KPI", "Behaald KPI"]
_ROWS: Final = [
    _HEAD,
    ["15 Brugfiguren", "300", "65"],
    ["5 Oefenkansen Nederlands", "1.500", "2.840"],
]
_TOLD: Final = [(5, 1500, 2840), (15, 300, 65)]
Change = Callable[[Word], None]


def form(*changes: Change) -> Extractie:
    made = Document(io.BytesIO(_BLANK))
    for change in changes:
        change(made)
    target = io.BytesIO()
    made.save(target)
    return extract_file(target.getvalue(), "motivatie.docx", programma())


def annex(rows: Sequence[Sequence[str]], title: str = "") -> Change:
    def change(made: Word) -> None:
        if title:
            made.add_paragraph(title)
        fill(made.add_table(len(rows), len(rows[0])), rows)

    return change


def answer(row: int, column: int, text: str) -> Change:
    """Type in a cell of section 1."""

    def change(made: Word) -> None:
        made.tables[0].cell(row, column).add_paragraph(text)

    return change


def fill(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value


def kpis(extractie: Extractie) -> list[tuple[object, ...]]:
    return [(k.actie, k.te_behalen, k.behaald) for k in extractie.kpis]


def test_a_table_behind_the_form_is_read_and_is_no_answer() -> None:
    found = form(annex(_ROWS, "Bijlage: stand van de KPI's"))
    assert found.bestand.soort == "motivatie"
    assert kpis(found) == _TOLD
    assert found.kpis[1].plaats == "tabel 4, rij 2, kolom 3, alinea 1"
    assert found.stimulansen is None
    assert [r.tekst for r in found.niet_herkend] == ["Bijlage: stand van de KPI's"]


def test_a_table_right_below_the_last_question_does_not_answer_it() -> None:
    found = form(annex(_ROWS))
    assert (kpis(found), found.stimulansen) == (_TOLD, None)


def test_a_table_in_front_of_the_form_is_read() -> None:
    def first(made: Word) -> None:
        annex(_ROWS)(made)
        made.element.body.insert(0, made.tables[-1]._tbl)

    found = form(first)
    assert (kpis(found), found.niet_herkend) == (_TOLD, ())


def test_a_table_inside_an_answer_is_read_and_stays_in_the_answer() -> None:
    def nest(made: Word) -> None:
        cell = made.tables[0].cell(2, 0)
        fill(cell.add_table(len(_ROWS), 3), _ROWS)

    (blok,) = (found := form(nest)).motivaties
    assert kpis(found) == _TOLD
    assert blok.waarom is not None
    told = blok.waarom.splitlines()
    assert all(value in told for row in _ROWS for value in row)


def test_doelgroepen_below_the_name_of_their_action_are_added_up() -> None:
    rows = [
        ["Doelgroep", "Te behalen", "Behaald"],
        ["Totaal", "300", "65"],
        ["Gent", "200", "40"],
        ["Aalst", "100", "25"],
    ]
    (regel,) = form(annex(rows, "Actie 15: Brugfiguren")).kpis
    assert (regel.actie, regel.te_behalen, regel.behaald) == (15, 300, 65)
    assert [groep.naam for groep in regel.doelgroepen] == ["Gent", "Aalst"]


def test_headers_that_are_questions_of_the_form_are_not_answered_below() -> None:
    def first(made: Word) -> None:
        annex(_ROWS[:2])(made)
        made.element.body.insert(0, made.tables[-1]._tbl)

    found = form(first)
    assert kpis(found) == [(15, 300, 65)]
    assert (found.motivaties, found.niet_herkend) == ((), ())


def test_what_is_no_number_is_told_and_words_beside_it_are_kept() -> None:
    rows = [[*_HEAD, "Opmerking"], ["15 Brugfiguren", "300", "75 %", "te laat gestart"]]
    found = form(annex(rows))
    assert kpis(found) == [(15, 300, None)]
    assert [b.code for b in found.bevindingen] == ["kpi-ongeldig"]
    assert sorted(r.tekst for r in found.niet_herkend) == ["75 %", "te laat gestart"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Wie", "Wanneer"], ["Fatima", "mei 2024"]],
        [["Initiatief", "Timing", "KPI"], ["huisbezoeken", "mei", "40"]],
        [["Actie", "Timing"], ["huisbezoeken", "mei"]],
    ],
)
def test_another_table_is_no_kpi_table(rows: list[list[str]]) -> None:
    assert form(annex(rows)).kpis == ()


def test_the_blank_has_no_kpi_table() -> None:
    assert form().kpis == ()


def dossier(*documenten: Extractie) -> tuple[object, list[str]]:
    ingekomen = [
        Ingekomen(extractie=extractie, indiening="m1", ontvangen=None)
        for extractie in documenten
    ]
    made = assemble(opdracht(*ingekomen))
    (actie,) = [actie for actie in made.acties if actie.nummer == 15]
    wijkt_af = [b.bericht for b in made.bevindingen if b.code == "kpi-wijkt-af"]
    return actie.kpi.behaald, wijkt_af


def test_excel_counts_before_a_table_in_the_form_and_the_difference_is_told() -> None:
    werkmap = book([_HEAD, ["15 Brugfiguren", 300, 70]])
    excel = extract_file(werkmap, "kpi.xlsx", programma())
    behaald, wijkt_af = dossier(form(annex(_ROWS)), excel)
    assert behaald == 70
    (bericht,) = wijkt_af
    assert "70 volgens Excel, 65 volgens de tabel in Word" in bericht


def test_the_answer_of_the_form_counts_before_a_table_in_it() -> None:
    found = form(
        answer(0, 0, "Actie 15: Brugfiguren"),
        answer(1, 1, "80"),
        answer(2, 0, "De brugfiguur viel uit."),
        annex(_ROWS),
    )
    behaald, wijkt_af = dossier(found)
    assert behaald == 80
    assert len(wijkt_af) == 1


def test_a_table_alone_gives_the_number() -> None:
    assert dossier(form(annex(_ROWS))) == (65, [])
