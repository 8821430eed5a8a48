"""Formulas of an OpenDocument spreadsheet without a result are computed."""

import pytest

from pipeline.reading import ods_compute
from pipeline.reading.block import Cell, Reading
from pipeline.reading.excel import read_workbook
from pipeline.reading.ods_compute import to_excel
from tests.programs import needs
from tests.reading import workbooks as made
from tests.reading.test_ods import number, row, table, text


def formula(words: str) -> str:
    return f'<table:table-cell table:formula="of:={words}"/>'


def read(*sheets: str) -> Reading:
    return read_workbook(made.ods("".join(sheets)), "kpi.ods")


def computed(reading: Reading) -> dict[str, Cell]:
    assert reading.compute is not None
    sheet, *_ = reading.compute()
    return {cell.address: cell for cell in sheet.cells if cell.formula}


@pytest.mark.parametrize(
    ("written", "excel"),
    [
        ("SUM([.B2:.B4])", "SUM(B2:B4)"),
        ("SUM([.B2];[.C2])", "SUM(B2,C2)"),
        ("[.$B$2]*2", "$B$2*2"),
        ("[$'Blad 2'.B3]", "'Blad 2'!B3"),
        ("[Blad2.B3:.C4]", "'Blad2'!B3:C4"),
        ("['t''ja'.B3]", "'t''ja'!B3"),
        ('IF([.A1]="x;[.B1]";1;2)', 'IF(A1="x;[.B1]",1,2)'),
        ("[.#REF!]", None),
        ("['file:///c/x.ods'#$Blad1.A1]", None),
        ("[.A1:Blad2.B2]", None),
    ],
)
def test_a_formula_is_written_as_excel_does(written: str, excel: str | None) -> None:
    assert to_excel(written) == excel


@pytest.mark.slow
def test_results_come_with_every_kind_of_cell_they_are_built_on() -> None:
    needs("soffice")
    found = computed(
        read(
            table(
                row(
                    number("25"),
                    number("40"),
                    formula("SUM([.A1:.B1])"),
                    text("gezinnen"),
                    formula("[.C1]&amp;' '&amp;[.D1]".replace("'", "&quot;")),
                    formula("['Blad 2'.A1]+1"),
                )
            ),
            table(row(number("64")), name="Blad 2"),
        )
    )
    told = {at: cell.value for at, cell in found.items()}
    assert told == {"C1": 65, "E1": "65 gezinnen", "F1": 65}
    assert found["C1"].computed
    assert found["C1"].formula == "SUM([.A1:.B1])"


@pytest.mark.slow
def test_what_reaches_outside_is_never_computed_and_nothing_built_on_it() -> None:
    needs("soffice")
    found = computed(
        read(table(row(formula("WEBSERVICE([.B1])"), formula("[.A1]+1"), text("x"))))
    )
    assert (found["A1"].value, found["A1"].error) == (None, None)
    assert found["B1"].value is None


def test_without_libreoffice_formulas_stay_without_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ods_compute, "find_libreoffice", lambda: None)
    reading = read(table(row(number("25"), formula("[.A1]*2"))))
    assert computed(reading)["B1"].is_uncomputed


def test_a_spreadsheet_with_all_results_has_nothing_to_compute() -> None:
    assert read(table(row(number("25")))).compute is None
