"""Formulas without a result are computed from a package of our own making."""

import io
import zipfile

import pytest

from pipeline.intake.archive import Archive
from pipeline.reading import excel_compute
from pipeline.reading.block import Cell, Sheet
from pipeline.reading.excel import read_workbook
from pipeline.reading.excel_compute import (
    computed_package,
    is_allowed,
    with_results,
)
from tests.programs import needs
from tests.reading.workbooks import MAIN, OFFICE, xlsx


def formula(reference: str, text: str, *, style: int = 0) -> str:
    return f'<c r="{reference}" s="{style}"><f>{text}</f><v></v></c>'


def number(reference: str, value: float) -> str:
    return f'<c r="{reference}"><v>{value}</v></c>'


def made(*cells: str, **parts: str) -> bytes:
    """A workbook of these cells, with more `parts` by the last word of their name."""
    rows: dict[str, list[str]] = {}
    for cell in cells:
        row = cell.partition('r="')[2].partition('"')[0].lstrip("ABCDE")
        rows.setdefault(row, []).append(cell)
    inner = "".join(f'<row r="{n}">{"".join(r)}</row>' for n, r in sorted(rows.items()))
    extra = {f"xl/{name}.xml": text for name, text in parts.items()}
    return xlsx(f"<sheetData>{inner}</sheetData>", extra=extra)


def results(data: bytes) -> dict[str, object]:
    """What the formulas of a workbook come to, by address; an error as its name."""
    reading = read_workbook(data, "x.xlsx")
    assert reading.compute is not None
    [sheet] = reading.compute()
    return {c.address: c.error or c.value for c in sheet.cells if c.formula}


@pytest.mark.parametrize(
    "text",
    [
        "SUM(B2:B9)",
        "B2+C2",
        "ROUND(B2*25%,0)",
        'IF(B2="","",B2)',
        "'Blad 2'!B3",
        "_xlfn.IFS(A1>1,2)",
        'COUNTIF(A:A,"http://x*")',
    ],
)
def test_what_only_counts_is_computed(text: str) -> None:
    assert is_allowed(text)


@pytest.mark.parametrize(
    "text",
    [
        'WEBSERVICE("http://127.0.0.1/")',
        "[1]Blad1!C2",
        "'file:///etc/passwd'#$Sheet1.A1",
        "cmd|'/c calc'!A1",
        'HYPERLINK("x")',
        'INDIRECT("A1")',
        "NOW()",
        "RAND()",
        "mijnmacro(1)",
        "SUM(" + "A1," * 1000 + "A1)",
        "#REF!+1",
    ],
)
def test_what_reaches_outside_or_may_change_is_not(text: str) -> None:
    assert not is_allowed(text)


@pytest.mark.slow
def test_results_come_with_every_kind_of_cell_they_are_built_on() -> None:
    needs("soffice")
    found = results(
        made(
            number("A1", 20),
            number("B1", 45),
            formula("C1", "SUM(A1:B1)"),
            formula("A2", "C1*2"),
            formula("B2", "1/0"),
            formula("C2", 'IF(A1&gt;99,A1,"")'),
            formula("A3", 'A1&amp;" gezinnen"'),
        )
    )
    assert found == {
        "C1": 65,
        "A2": 130,
        "B2": "#DIV/0!",
        "C2": "",
        "A3": "20 gezinnen",
    }


@pytest.mark.slow
def test_nothing_is_built_on_a_formula_that_may_not_be_computed() -> None:
    needs("soffice")
    data = made(
        formula("A1", 'WEBSERVICE("http://127.0.0.1:9/")'), formula("B1", "A1+1")
    )
    assert results(data) == {"A1": None, "B1": "#N/A"}


@pytest.mark.slow
def test_a_stored_result_of_such_a_formula_still_counts() -> None:
    needs("soffice")
    stored = '<c r="A1"><f>[1]Blad1!A1</f><v>65</v></c>'
    assert results(made(stored, formula("B1", "A1+1"))) == {"A1": 65, "B1": 66}


@pytest.mark.slow
def test_a_shared_formula_is_computed_in_each_of_its_cells() -> None:
    needs("soffice")
    data = made(
        number("A1", 1),
        '<c r="B1"><f t="shared" ref="B1:B2" si="0">A1*10</f></c>',
        number("A2", 2),
        '<c r="B2"><f t="shared" si="0"/></c>',
    )
    assert results(data) == {"B1": 10, "B2": 20}


@pytest.mark.slow
def test_a_shared_formula_that_may_not_be_computed_is_an_error_everywhere() -> None:
    needs("soffice")
    data = made(
        '<c r="A1"><f t="shared" ref="A1:A2" si="0">[1]Blad1!A1</f></c>',
        '<c r="A2"><f t="shared" si="0"/></c>',
        formula("B2", "A2+1"),
    )
    assert results(data) == {"A1": None, "A2": None, "B2": "#N/A"}


@pytest.mark.slow
def test_a_result_is_marked_and_a_number_is_not() -> None:
    needs("soffice")
    reading = read_workbook(made(number("A1", 2), formula("B1", "A1*2")), "x.xlsx")
    assert reading.compute is not None
    [sheet] = reading.compute()
    assert [cell.computed for cell in sheet.cells] == [False, True]


_ANEW = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets>'
    '<calcPr fullCalcOnLoad="1"/></workbook>'
)


def test_a_zero_in_a_workbook_that_was_never_computed_is_no_result() -> None:
    stored = '<c r="B1"><f>A1*2</f><v>0</v></c>'
    data = made(number("A1", 0), stored, '<c r="C1"><f>1+1</f><v>2</v></c>')
    known = read_workbook(data, "x.xlsx").sheets[0].cells
    assert [cell.value for cell in known] == [0, 0, 2]
    data = made(number("A1", 0), stored, workbook=_ANEW)
    told = read_workbook(data, "x.xlsx").sheets[0].cells
    assert [cell.value for cell in told] == [0, None]


@pytest.mark.slow
def test_a_workbook_that_was_never_computed_is() -> None:
    needs("soffice")
    stored = '<c r="B1"><f>A1*2</f><v>0</v></c>'
    assert results(made(number("A1", 20), stored, workbook=_ANEW)) == {"B1": 40}


def test_a_workbook_with_all_results_has_nothing_to_compute() -> None:
    data = made('<c r="A1"><f>1+1</f><v>2</v></c>')
    assert read_workbook(data, "x.xlsx").compute is None


def test_without_libreoffice_formulas_stay_without_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(excel_compute, "find_libreoffice", lambda: None)
    assert results(made(formula("A1", "1+1"))) == {"A1": None}


def test_nothing_but_cells_styles_and_names_goes_to_libreoffice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[bytes] = []

    def refuse(data: bytes) -> bytes:
        sent.append(data)
        return data

    monkeypatch.setattr(excel_compute, "to_xlsx", refuse)
    monkeypatch.setattr(excel_compute, "find_libreoffice", lambda: "soffice")
    data = made(
        formula("A1", "1+1"),
        vbaProject="x",
        connections="<x/>",
        workbook=f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        '<definedName name="doel">Blad1!$B$1</definedName>'
        "<definedName name=\"weg\">cmd|'/c calc'!A1</definedName>"
        "</definedNames></workbook>",
    )
    computed_package(Archive(data), "xl/workbook.xml")
    package = zipfile.ZipFile(io.BytesIO(sent[0]))
    assert set(package.namelist()) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
    }
    book = package.read("xl/workbook.xml").decode()
    assert "doel" in book
    assert "weg" not in book


def test_a_result_that_is_not_there_is_an_empty_text() -> None:
    asked = Cell(row=1, column=1, value=None, formula='IF(B1="","",B1)')
    sheet = Sheet(name="x", cells=(asked,))
    [cell] = with_results(sheet, Sheet(name="x", cells=())).cells
    assert (cell.value, cell.computed) == ("", True)
