"""A formula without a result is computed, or named; it is never zero."""

import pytest

from pipeline.dossier.extractie import Extractie
from pipeline.intake.sniff import Format
from pipeline.reading import excel_compute
from pipeline.run.extracting import extract_file, extract_here
from tests.dossier.test_extract import programma
from tests.programs import needs
from tests.torture_books.make import book

HEAD = ["Actie", "Te behalen KPI", "Behaald KPI", None, "school 1", "school 2"]


def made(formula: str) -> bytes:
    return book([HEAD, ["15 Brugfiguren", 300, formula, None, 20, 45]])


def read(formula: str) -> Extractie:
    return extract_file(made(formula), "kpi.xlsx", programma())


@pytest.mark.slow
def test_it_is_computed_and_the_origin_says_so() -> None:
    needs("soffice")
    found = read("=SUM(E2:F2)")
    assert found.kpis[0].behaald == 65
    origin = found.herkomst["/kpis/0/behaald"]
    assert origin.plaats == "Blad1!C2"
    assert origin.zekerheid < 0.9
    assert "berekend met LibreOffice" in (origin.reden or "")
    assert found.bevindingen == ()


@pytest.mark.slow
def test_a_result_that_is_an_error_is_named() -> None:
    needs("soffice")
    found = read("=E2/G2")
    assert found.kpis[0].behaald is None
    [bevinding] = found.bevindingen
    assert (bevinding.code, bevinding.plaats) == ("kpi-ongeldig", "Blad1!C2")


@pytest.mark.slow
def test_a_formula_that_says_nothing_yet_is_a_blank() -> None:
    needs("soffice")
    found = read('=IF(G2="","",G2)')
    assert found.kpis[0].behaald is None
    assert found.bevindingen == ()


def test_without_libreoffice_it_is_named_and_never_zero(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(excel_compute, "find_libreoffice", lambda: None)
    found = extract_here(programma(), made("=SUM(E2:F2)"), "kpi.xlsx", Format.xlsx)
    assert found.kpis[0].behaald is None
    assert [bevinding.code for bevinding in found.bevindingen] == ["kpi-ongeldig"]
    assert "=SUM(E2:F2)" in [rest.tekst for rest in found.niet_herkend]
