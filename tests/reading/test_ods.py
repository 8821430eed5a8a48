"""Reading OpenDocument spreadsheets."""

import time

import pytest

from pipeline.errors import DocumentError
from pipeline.reading.block import Reading
from pipeline.reading.excel import read_workbook
from tests.reading import workbooks as made


def table(rows: str, *, name: str = "Blad1", style: str = "ta1") -> str:
    attributes = f'table:name="{name}" table:style-name="{style}"'
    return f"<table:table {attributes}>{rows}</table:table>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def text(words: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {attributes}>'
        f"<text:p>{words}</text:p></table:table-cell>"
    )


def number(value: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}" '
        f"{attributes}><text:p>{value}</text:p></table:table-cell>"
    )


def read(
    content: str, *, styles: str = "", extra: dict[str, str] | None = None
) -> Reading:
    return read_workbook(made.ods(content, styles=styles, extra=extra), "kpi.ods")


def values(reading: Reading, sheet: int = 0) -> dict[str, object]:
    return {cell.address: cell.value for cell in reading.sheets[sheet].cells}


def test_values_come_as_they_are_stored() -> None:
    typed = '<table:table-cell office:value-type="{}" office:{}="{}"/>'
    cells = [
        number("300"),
        number("1.5"),
        typed.format("boolean", "boolean-value", "true"),
        typed.format("date", "date-value", "2024-05-03"),
        typed.format("date", "date-value", "1900-03-05"),
        typed.format("percentage", "value", "0.75"),
        text("een<text:s text:c='2'/>twee</text:p><text:p>drie"),
    ]
    found = list(values(read(table(row(*cells)))).values())
    assert [*found[:3], str(found[3]), *found[4:]] == [
        300,
        1.5,
        True,
        "2024-05-03 00:00:00",
        65,
        "75%",
        "een  twee\ndrie",
    ]


def test_repeated_cells_and_rows_take_their_places() -> None:
    content = row(
        number("1", 'table:number-columns-repeated="2"'),
        '<table:table-cell table:number-columns-repeated="3"/>',
        number("2"),
        attributes='table:number-rows-repeated="2"',
    ) + row(number("3"))
    assert values(read(table(content))) == {
        "A1": 1,
        "B1": 1,
        "F1": 2,
        "A2": 1,
        "B2": 1,
        "F2": 2,
        "A3": 3,
    }


def test_a_value_repeated_a_million_times_is_refused_at_once() -> None:
    content = row(number("1"), attributes='table:number-rows-repeated="1048576"')
    started = time.perf_counter()
    with pytest.raises(DocumentError) as caught:
        read(table(content))
    assert caught.value.code == "te-groot"
    assert time.perf_counter() - started < 1


def test_empty_rows_without_end_cost_nothing() -> None:
    empty = row(
        "<table:table-cell/>", attributes='table:number-rows-repeated="1048575"'
    )
    assert values(read(table(empty + row(number("1"))))) == {"A1048576": 1}


def test_hidden_rows_columns_and_sheets_are_marked() -> None:
    content = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        + row(number("1"), number("2"))
        + "<table:table-row-group>"
        + row(number("3"), attributes='table:visibility="filter"')
        + "</table:table-row-group>"
    )
    style = (
        '<style:style style:name="ta2"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    reading = read(table(content) + table(row(text("weg")), style="ta2"), styles=style)
    assert [(c.address, c.hidden) for c in reading.sheets[0].cells] == [
        ("A1", False),
        ("B1", True),
        ("A2", True),
    ]
    assert [sheet.hidden for sheet in reading.sheets] == [False, True]


def test_formulas_errors_merges_comments_and_text_boxes_are_told() -> None:
    wrong = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    large = (
        '<table:table-cell table:number-rows-spanned="2" office:value-type="string">'
        "<office:annotation><dc:creator>Jan</dc:creator><text:p>let op</text:p>"
        "</office:annotation><text:p>samen</text:p><draw:frame><draw:text-box>"
        "<text:p>tot maart</text:p></draw:text-box></draw:frame></table:table-cell>"
    )
    sum_of_two = number("3", 'table:formula="of:=SUM([.A1:.A2])"')
    reading = read(table(row(sum_of_two, wrong, large)))
    computed, error, merged = reading.sheets[0].cells
    assert (computed.value, computed.formula) == (3, "SUM([.A1:.A2])")
    assert (error.value, error.error) == (None, "#DIV/0!")
    assert (merged.value, merged.comment) == ("samen", "let op")
    assert reading.sheets[0].merges == ((1, 3, 2, 3),)
    assert [(b.text, b.place) for b in reading.blocks] == [
        ("tot maart", "Blad1, tekstvak bij C1")
    ]


def test_struck_out_text_is_gone_and_other_spans_stay() -> None:
    styles = (
        '<style:style style:name="weg"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="vet"><style:text-properties '
        'style:text-line-through-style="none"/></style:style>'
    )
    cell = text(
        '<text:span text:style-name="weg">oud</text:span>'
        '<text:span text:style-name="vet">nieuw</text:span>'
    )
    struck = number("65", 'table:style-name="weg"')
    assert values(read(table(row(cell, struck)), styles=styles)) == {"A1": "nieuw"}


def test_headers_properties_and_macros_are_told() -> None:
    reading = read(
        table(row(number("1"))),
        extra={
            "styles.xml": "<root><style:header><text:p>Stad "
            "<text:span>Aalst</text:span>"
            "</text:p></style:header><style:footer><text:p>Pagina <text:page-number>1"
            "</text:page-number></text:p></style:footer></root>",
            "meta.xml": "<root><office:meta><dc:title>KPI-rapport</dc:title>"
            '<meta:user-defined meta:name="bestuur">41002</meta:user-defined>'
            "</office:meta></root>",
            "Basic/Standard/Module1.xml": "<root/>",
        },
    )
    assert [block.text for block in reading.blocks] == ["Stad Aalst"]
    assert reading.properties == (("title", "KPI-rapport"), ("bestuur", "41002"))
    assert reading.warnings == ("macro",)


def test_a_protected_or_empty_file_is_refused_by_name() -> None:
    manifest = "<root><manifest:encryption-data xmlns:manifest='m'/></root>"
    with pytest.raises(DocumentError) as caught:
        read(table(""), extra={"META-INF/manifest.xml": manifest})
    assert caught.value.code == "versleuteld"
    with pytest.raises(DocumentError) as caught:
        read("")
    assert caught.value.code == "beschadigd"
