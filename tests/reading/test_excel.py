"""Reading workbooks: values as stored, and everything that stands beside them."""

import io
import time
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.reading.block import Cell, Layer, Reading
from pipeline.reading.excel import read_workbook
from tests.reading import workbooks as made

DATA = Path(__file__).parents[1] / "data"
DRAWING = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:r="{made.OFFICE}"'
)


def read(*sheets: str, extra: Mapping[str, str | bytes] | None = None) -> Reading:
    return read_workbook(made.xlsx(*sheets, extra=extra), "kpi.xlsx")


def cells(reading: Reading, sheet: int = 0) -> dict[str, Cell]:
    return {cell.address: cell for cell in reading.sheets[sheet].cells}


def only(cell: str) -> Cell:
    """The one cell of a sheet that holds only this `c` element."""
    [found] = read(made.rows(cell)).sheets[0].cells
    return found


def refusal(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read_workbook(data, "kpi.xlsx")
    return caught.value.code


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>300</v></c>', 300),
        ('<c r="A1"><v>1.5</v></c>', 1.5),
        ('<c r="A1"><v>1E+3</v></c>', 1000),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="str"><f>A2</f><v>tekst</v></c>', "tekst"),
        (made.text_cell("A1", "een_x000D_&#10;twee"), "een\ntwee"),
        (made.text_cell("A1", "_x005F_x000D_"), "_x000D_"),
    ],
)
def test_a_value_comes_as_it_is_stored(cell: str, value: object) -> None:
    found = only(cell).value
    assert found == value
    assert type(found) is type(value)


def test_a_formula_without_a_result_has_no_value_and_is_never_zero() -> None:
    cell = only('<c r="F3"><f>SUM(F1:F2)</f><v></v></c>')
    assert (cell.value, cell.formula) == (None, "SUM(F1:F2)")


def test_a_formula_with_an_empty_result_is_an_empty_cell() -> None:
    reading = read(made.rows('<c r="A1" t="str"><f>IF(B1=0,"",1)</f><v></v></c>'))
    assert reading.sheets[0].cells == ()


def test_a_shared_formula_is_told_in_every_cell() -> None:
    reading = read(
        made.rows(
            '<c r="A1"><f t="shared" ref="A1:B1" si="0">C1*2</f><v>2</v></c>',
            '<c r="B1"><f t="shared" si="0"/><v>4</v></c>',
        )
    )
    assert [cell.formula for cell in reading.sheets[0].cells] == ["C1*2", "C1*2"]


def test_an_error_is_no_value() -> None:
    cell = only('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    assert (cell.value, cell.error) == (None, "#DIV/0!")


def test_cells_without_references_stand_behind_the_one_before() -> None:
    sheet = (
        "<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row>"
        '<row r="5"><c r="B5"><v>4</v></c><c><v>5</v></c></row>'
        "<row><c><v>6</v></c></row></sheetData>"
    )
    found = [(cell.address, cell.value) for cell in read(sheet).sheets[0].cells]
    assert found == [("A1", 1), ("C1", 3), ("B5", 4), ("C5", 5), ("A6", 6)]


STYLES = (
    f'<styleSheet xmlns="{made.MAIN}"><numFmts>'
    '<numFmt numFmtId="164" formatCode="d\\-mmm"/>'
    '<numFmt numFmtId="165" formatCode="0&quot; deelnemers&quot;"/>'
    '<numFmt numFmtId="166" formatCode="[Red]#,##0.0%"/>'
    '<numFmt numFmtId="167" formatCode="[$-813]dddd d mmmm yyyy"/></numFmts>'
    '<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/><xf numFmtId="9"/><xf numFmtId="166"/><xf numFmtId="167"/>'
    '<xf fontId="1"/><xf fontId="2"/></cellXfs></styleSheet>'
)


@pytest.mark.parametrize(
    ("style", "value", "shown", "dated"),
    [
        (0, "45415", 45415, False),
        (1, "45415", "2024-05-03 00:00:00", True),
        (2, "45415", "2024-05-03 00:00:00", True),
        (6, "45415.5", "2024-05-03 12:00:00", True),
        (1, "65", 65, True),
        (3, "65", 65, False),
        (4, "0.75", "75%", False),
        (5, "0.217", "21,7%", False),
        (8, "65", 65, False),
    ],
)
def test_the_number_format_tells_a_date_or_a_percentage(
    style: int, value: str, shown: object, *, dated: bool
) -> None:
    row = made.rows(f'<c r="A1" s="{style}"><v>{value}</v></c>')
    [cell] = read(row, extra={"xl/styles.xml": STYLES}).sheets[0].cells
    found = cell.value if isinstance(cell.value, int) else str(cell.value)
    assert (found, cell.dated) == (shown, dated)


def test_a_workbook_of_the_1904_system_gives_the_same_day() -> None:
    parts = made.xlsx_parts(
        made.rows('<c r="A1" s="1"><v>43953</v></c>'), extra={"xl/styles.xml": STYLES}
    )
    book = str(parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = book.replace(
        "<sheets>", '<workbookPr date1904="1"/><sheets>'
    )
    [cell] = read_workbook(made.zipped(parts), "kpi.xlsx").sheets[0].cells
    assert str(cell.value) == "2024-05-03 00:00:00"


def test_struck_out_text_is_gone() -> None:
    strings = (
        f'<sst xmlns="{made.MAIN}"><si><r><rPr><strike/></rPr><t>oud </t></r>'
        "<r><t>nieuw</t></r><rPh><t>fonetisch</t></rPh></si></sst>"
    )
    row = made.rows('<c r="A1" t="s"><v>0</v></c>', '<c r="B1" s="7"><v>65</v></c>')
    reading = read(row, extra={"xl/strings.xml": strings, "xl/styles.xml": STYLES})
    assert [cell.value for cell in reading.sheets[0].cells] == ["nieuw"]


def test_hidden_rows_columns_and_sheets_are_read_and_marked() -> None:
    sheet = (
        '<cols><col min="3" max="4" hidden="1"/></cols><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c><c r="D1"><v>2</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>3</v></c></row></sheetData>'
    )
    parts = made.xlsx_parts(sheet, made.rows(made.text_cell("A1", "weg")))
    book = str(parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = book.replace(
        'sheetId="2"', 'sheetId="2" state="veryHidden"'
    )
    reading = read_workbook(made.zipped(parts), "kpi.xlsx")
    assert {a: cell.hidden for a, cell in cells(reading).items()} == {
        "A1": False,
        "D1": True,
        "A2": True,
    }
    assert [sheet.hidden for sheet in reading.sheets] == [False, True]


def test_comments_of_both_kinds_come_with_their_cell() -> None:
    legacy = (
        f'<comments xmlns="{made.MAIN}"><authors><author>Jan</author>'
        "<author>tc={1}</author></authors><commentList>"
        '<comment ref="A1" authorId="0"><text><r><t>Jan:\nlet </t></r><r><t>op</t></r>'
        '</text></comment><comment ref="B2" authorId="1"><text><t>[Threaded comment] '
        "Your version of Excel…</t></text></comment></commentList></comments>"
    )
    threaded = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/'
        '2018/threadedcomments"><threadedComment ref="B2"><text>Klopt dit?</text>'
        '</threadedComment><threadedComment ref="B2" parentId="a"><text>Ja</text>'
        "</threadedComment></ThreadedComments>"
    )
    reading = read(
        made.rows('<c r="A1"><v>1</v></c>'),
        extra={
            "xl/worksheets/_rels/sheet1.xml.rels": made.rels(
                ("r1", "comments", "../comments1.xml"),
                ("r2", "threadedComment", "../threadedComments/t1.xml"),
            ),
            "xl/comments1.xml": legacy,
            "xl/threadedComments/t1.xml": threaded,
        },
    )
    found = {a: (cell.value, cell.comment) for a, cell in cells(reading).items()}
    assert found == {"A1": (1, "let op"), "B2": (None, "Klopt dit?\nJa")}


def test_text_boxes_and_charts_come_once_with_the_cell_they_hang_on() -> None:
    shape = (
        "<xdr:sp><xdr:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )
    drawing = (
        f"<xdr:wsDr {DRAWING}><xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col>"
        "<xdr:row>3</xdr:row></xdr:from><mc:AlternateContent><mc:Choice>"
        "<xdr:grpSp>" + shape.format("Let op: tot maart") + "</xdr:grpSp></mc:Choice>"
        "<mc:Fallback>" + shape.format("Let op: tot maart") + "</mc:Fallback>"
        "</mc:AlternateContent>"
        + shape.format("cel").replace("<xdr:sp>", '<xdr:sp textlink="Blad1!A1">')
        + "</xdr:twoCellAnchor><xdr:oneCellAnchor><xdr:graphicFrame>"
        '<c:chart xmlns:c="urn:c" r:id="rId5"/></xdr:graphicFrame></xdr:oneCellAnchor>'
        "</xdr:wsDr>"
    )
    chart = (
        f"<c:chartSpace xmlns:c='urn:c' {DRAWING}><a:p><a:r><a:rPr strike='sngStrike'/>"
        "<a:t>oud</a:t></a:r><a:r><a:t>Bereik</a:t></a:r></a:p></c:chartSpace>"
    )
    reading = read(
        made.rows('<c r="A1"><v>1</v></c>'),
        extra={
            "xl/worksheets/_rels/sheet1.xml.rels": made.rels(
                ("r1", "drawing", "../drawings/d1.xml")
            ),
            "xl/drawings/d1.xml": drawing,
            "xl/drawings/_rels/d1.xml.rels": made.rels(("rId5", "chart", "c1.xml")),
            "xl/drawings/c1.xml": chart,
        },
    )
    found = [(block.text, block.place, block.layer) for block in reading.blocks]
    assert found == [
        ("Let op: tot maart", "Blad1, tekstvak bij C4", Layer.TEXTBOX),
        ("Bereik", "Blad1, tekstvak", Layer.TEXTBOX),
    ]


def test_labels_of_form_controls_are_text_and_comment_shapes_are_not() -> None:
    shape = (
        "<v:shape><v:textbox><div>{}<br></div></v:textbox>"
        '<x:ClientData ObjectType="{}"/></v:shape>'
    )
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        + shape.format("Samenwerkingsverband", "Checkbox")
        + shape.format("opmerking", "Note")
        + "</xml>"
    )
    reading = read(
        made.rows('<c r="A1"><v>1</v></c>'),
        extra={
            "xl/worksheets/_rels/sheet1.xml.rels": made.rels(
                ("r1", "vmlDrawing", "../drawings/v1.vml")
            ),
            "xl/drawings/v1.vml": vml,
        },
    )
    assert [block.text for block in reading.blocks] == ["Samenwerkingsverband"]


def test_headers_and_footers_lose_their_codes_and_keep_their_words() -> None:
    sheet = made.rows('<c r="A1"><v>1</v></c>') + (
        '<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Stad Aalst'
        "&amp;CKPI &amp;&amp; meer&amp;R&amp;KFF0000&amp;D</oddHeader>"
        "<oddFooter>&amp;CPagina &amp;P van &amp;N</oddFooter></headerFooter>"
    )
    found = [(block.layer, block.text) for block in read(sheet).blocks]
    assert found == [(Layer.HEADER, "Stad Aalst"), (Layer.HEADER, "KPI & meer")]


def test_a_giant_merge_is_told_and_not_walked() -> None:
    sheet = made.rows('<c r="A1"><v>1</v></c>') + (
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert read(sheet).sheets[0].merges == ((1, 1, 1_048_576, 16_384),)


def test_properties_and_macros_are_told() -> None:
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/'
        '2006/docPropsVTypes"><property name="bestuur"><vt:lpwstr>41002</vt:lpwstr>'
        "</property></Properties>"
    )
    reading = read(
        made.rows('<c r="A1"><v>1</v></c>'),
        extra={"docProps/custom.xml": custom, "xl/vbaProject.bin": b"code"},
    )
    assert ("bestuur", "41002") in reading.properties
    assert reading.warnings == ("macro",)


def test_strict_ooxml_reads_like_transitional() -> None:
    parts = made.xlsx_parts(made.rows('<c r="A1"><v>65</v></c>'))
    strict = {
        name: str(content)
        .replace(made.MAIN, made.STRICT)
        .replace(made.OFFICE, made.STRICT_OFFICE)
        for name, content in parts.items()
    }
    [cell] = read_workbook(made.zipped(strict), "kpi.xlsx").sheets[0].cells
    assert cell.value == 65


def test_a_far_cell_is_read_at_once() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    )
    started = time.perf_counter()
    assert list(cells(read(sheet))) == ["A1", "XFD1048576"]
    assert time.perf_counter() - started < 1


def test_twenty_thousand_styled_empty_rows_cost_little() -> None:
    empty = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{chr(65 + column)}{row}" s="1"/>' for column in range(26))
        + "</row>"
        for row in range(2, 20_002)
    )
    row = '<row r="1"><c r="A1" s="1"><v>65</v></c></row>'
    data = made.xlsx(f"<sheetData>{row}{empty}</sheetData>")
    started = time.perf_counter()
    assert list(cells(read_workbook(data, "kpi.xlsx"))) == ["A1"]
    assert time.perf_counter() - started < 3


def test_a_workbook_with_too_many_cells_is_refused() -> None:
    row = "".join("<c><v>1</v></c>" for _ in range(10_000))
    sheet = f"<sheetData>{f'<row>{row}</row>' * 21}</sheetData>"
    assert refusal(made.xlsx(sheet)) == "te-groot"


def test_a_workbook_without_sheets_is_damaged_not_empty() -> None:
    assert refusal(made.xlsx()) == "beschadigd"


def test_a_sheet_that_is_not_there_is_damage() -> None:
    parts = made.xlsx_parts("<sheetData/>")
    del parts["xl/worksheets/sheet1.xml"]
    assert refusal(made.zipped(parts)) == "beschadigd"


def test_a_document_type_declaration_is_refused() -> None:
    parts = made.xlsx_parts("<sheetData/>")
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    parts["xl/worksheets/sheet1.xml"] = (
        '<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>' + sheet
    )
    assert refusal(made.zipped(parts)) == "beschadigd"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "beschadigd"),
        (b"PK\x03\x04 en dan niets", "beschadigd"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "beschadigd"),
        (made.zipped({"a.txt": "geen werkmap"}), "beschadigd"),
    ],
)
def test_what_is_no_workbook_is_damaged(data: bytes, code: str) -> None:
    assert refusal(data) == code


TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20
).filter(str.strip)
VALUES = st.one_of(
    st.integers(-(10**9), 10**9),
    st.integers(-(10**9), 10**9).map(lambda cents: cents / 100),
    st.booleans(),
    TEXTS.filter(lambda text: not text.startswith("=") and "_x" not in text),
)


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 60), st.integers(1, 30)), VALUES, min_size=1
    )
)
def test_what_openpyxl_wrote_is_read_back_to_the_letter(
    values: dict[tuple[int, int], object],
) -> None:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    for (row, column), value in values.items():
        cell = sheet.cell(row=row, column=column)
        cell.value = value  # type: ignore[assignment]
        cell.data_type = "s" if isinstance(value, str) else cell.data_type
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read_workbook(buffer.getvalue(), "kpi.xlsx")
    found = {(cell.row, cell.column): cell.value for cell in reading.sheets[0].cells}
    assert found == values
