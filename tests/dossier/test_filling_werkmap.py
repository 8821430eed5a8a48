"""The contract's round trip for the workbook: fill, then extract, gives the same."""

from typing import Any

import pytest
from hypothesis import given, settings

from pipeline.dossier.extract import extract_reading
from pipeline.dossier.filling_werkmap import werkmap_van_dossier
from pipeline.dossier.model import Dossier
from pipeline.forms.fill_workbook import fill_workbook
from pipeline.forms.kenmerk import Kenmerk
from pipeline.forms.workbook_mapping import Werkmapformulier
from pipeline.reading.excel import read_workbook
from tests.dossier.test_filling import LARGE, dossier_of
from tests.dossier.valid import PROGRAMMA, RONDE, dossiers

FORM = PROGRAMMA.lens.formulier
BLANK = (PROGRAMMA.templates / FORM.sjabloon).read_bytes()
KENMERK = Kenmerk.of("pj2-tussentijds", ("23077", "Sint-Pieters-Leeuw"), "x", BLANK)


def filled(dossier: Dossier, form: Werkmapformulier = FORM) -> bytes:
    blank = (PROGRAMMA.templates / form.sjabloon).read_bytes()
    ronde = PROGRAMMA.ronde(form.ronde or RONDE.id)
    answers = werkmap_van_dossier(dossier, ronde, PROGRAMMA.catalogus)
    return fill_workbook(blank, form, answers, KENMERK)


def extracted(package: bytes) -> dict[str, Any]:
    reading = read_workbook(package, "k.xlsx")
    extractie = extract_reading(reading, "k.xlsx", "0" * 64, PROGRAMMA)
    return extractie.model_dump(mode="json", by_alias=True)


def expected(dossier: Dossier) -> list[dict[str, Any]]:
    kpis = []
    for actie in dossier.model_dump(mode="json")["acties"]:
        told = {k: actie["kpi"][k] for k in ("te_behalen", "behaald", "doelgroepen")}
        if any(value not in (None, []) for value in told.values()):
            kpis.append({"actie": actie["nummer"], **told})
    return kpis


@pytest.mark.parametrize("form", PROGRAMMA.lenzen)
@given(dossier=dossiers())
@settings(max_examples=60, suppress_health_check=LARGE)
def test_what_is_filled_in_is_read_back_the_same(form: str, dossier: Dossier) -> None:
    back = extracted(filled(dossier, PROGRAMMA.lenzen[form].formulier))
    assert back["formulier"] == form
    for line in back["kpis"]:
        del line["plaats"]
    assert back["kpis"] == expected(dossier)
    assert back["niet_herkend"] == []
    assert back["bevindingen"] == []


@pytest.mark.parametrize("form", PROGRAMMA.lenzen)
@given(dossier=dossiers())
@settings(max_examples=25, suppress_health_check=LARGE)
def test_what_was_read_fills_in_the_same_workbook(form: str, dossier: Dossier) -> None:
    formulier = PROGRAMMA.lenzen[form].formulier
    once = filled(dossier, formulier)
    acties = []
    for line in extracted(once)["kpis"]:
        del line["plaats"]
        acties.append({"nummer": line.pop("actie"), "kpi": line})
    assert filled(dossier_of(*acties), formulier) == once


def cells(package: bytes) -> dict[str, object]:
    sheet = read_workbook(package, "k.xlsx").sheets[1]
    return {cell.address: cell.value for cell in sheet.cells}


def groep(naam: str, te_behalen: float | None, behaald: float | None) -> dict[str, Any]:
    return {"naam": naam, "te_behalen": te_behalen, "behaald": behaald}


def test_formulas_have_what_they_come_to() -> None:
    lines = [groep("professionals", 100, 35), groep("burgers", 100, 10)]
    dossier = dossier_of(
        {"nummer": 2, "kpi": {"te_behalen": 1, "behaald": 0}},
        {"nummer": 15, "kpi": {"te_behalen": 300, "behaald": 75}},
        {"nummer": 17, "kpi": {"te_behalen": 200, "behaald": 45, "doelgroepen": lines}},
        {"nummer": 24, "kpi": {"te_behalen": 0, "behaald": 4}},
    )
    found = cells(filled(dossier))
    assert (found["G21"], found["H21"]) == ("25%", "Ja")
    assert (found["G23"], found["H23"], found["H24"]) == ("35%", "Nee", "Nee")
    assert found["H9"] == "minimale verwachtingen"
    assert "G32" not in found
    assert "H32" not in found
    assert (found["E33"], found["F33"]) == (501, 124)


def test_a_doelgroep_that_the_form_does_not_print_gets_a_line_of_its_own() -> None:
    lines = [groep("jongens", 10, 3), groep("meisjes", 20, 9)]
    dossier = dossier_of(
        {"nummer": 15, "kpi": {"te_behalen": 30, "behaald": 12, "doelgroepen": lines}},
        {"nummer": 24, "kpi": {"te_behalen": 8, "behaald": 2}},
    )
    found = cells(filled(dossier))
    assert [found[f"C{row}"] for row in (21, 22)] == ["jongens", "meisjes"]
    assert [found[f"A{row}"] for row in (20, 21, 22, 23)] == [14, 15, 15, 16]
    assert [found[f"H{row}"] for row in (21, 22, 33)] == ["Ja", "Ja", "Ja"]
    assert (found["A34"], found["E34"], found["F34"]) == ("Totaal", 38, 14)


def test_an_action_as_a_whole_stands_beside_printed_doelgroepen() -> None:
    dossier = dossier_of({"nummer": 10, "kpi": {"te_behalen": 75, "behaald": 5}})
    found = cells(filled(dossier))
    assert "C15" not in found
    assert (found["E15"], found["F15"], found["C16"]) == (75, 5, "nieuwkomers")


def test_an_action_that_the_form_does_not_print_gets_a_line_among_the_others() -> None:
    dossier = dossier_of({"nummer": 12, "kpi": {"te_behalen": 8, "behaald": 1}})
    found = cells(filled(dossier))
    naam = PROGRAMMA.catalogus.actie(12)
    assert naam is not None
    row = next(address for address, value in found.items() if value == naam.naam)[1:]
    assert (found[f"A{row}"], found[f"E{row}"], found[f"H{row}"]) == (12, 8, "Nee")
    assert found[f"A{int(row) - 1}"] == 11


def test_a_total_that_doelgroepen_do_not_tell_has_a_line() -> None:
    lines = [groep("meisjes", None, 4), groep("jongens", None, 5)]
    kpi = {"te_behalen": 30, "behaald": 9, "doelgroepen": lines}
    back = extracted(filled(dossier_of({"nummer": 15, "kpi": kpi})))
    assert [line["te_behalen"] for line in back["kpis"]] == [30]
    assert back["kpis"][0]["doelgroepen"] == lines


def test_who_reports_stands_above_the_lines() -> None:
    found = cells(filled(dossier_of()))
    assert (found["B3"], found["B4"]) == ("Sint-Pieters-Leeuw", "23077")
    assert found["B5"] == "Tussentijdse rapportage projectjaar 2"
