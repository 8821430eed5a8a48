"""What is in the file besides cells: macros, links, shapes, strict names, giants."""

from collections.abc import Iterator

from tests.reading.workbooks import (
    MAIN,
    OFFICE,
    STRICT,
    STRICT_OFFICE,
    rels,
    xlsx,
    xlsx_parts,
    zipped,
)
from tests.torture_books.case import BODY, HEAD, Case, wanted
from tests.torture_books.make import cell, raw

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_LINK = f'<drawing xmlns:r="{OFFICE}" r:id="rId1"/>'


def cases() -> Iterator[Case]:
    yield Case("the table part by part", raw(), wanted())
    yield Case(
        "numbers stored as shared text",
        raw(cell("B2", "300"), cell("C2", "65")),
        wanted(),
    )
    yield Case(
        "rich text in two colours",
        raw(
            '<c r="C2" t="inlineStr"><is><r><rPr><b/></rPr><t>6</t></r><r>'
            "<t>5</t></r></is></c>"
        ),
        wanted(),
    )
    yield Case(
        "a struck-out number before the right one",
        raw(
            '<c r="C2" t="inlineStr"><is><r><rPr><strike/></rPr><t>80</t></r><r>'
            '<t xml:space="preserve"> 65</t></r></is></c>'
        ),
        wanted(),
    )
    yield Case("a carriage return in a cell", raw(cell("C2", "65_x000D_\n")), wanted())
    yield Case(
        "phonetic readings",
        raw(
            '<c r="C2" t="inlineStr"><is><t>65</t><rPh sb="0" eb="1"><t>99</t>'
            "</rPh></is></c>"
        ),
        wanted(),
    )
    yield Case("a text box", _with_text_box(), wanted("Let op: voorlopige cijfers"))
    yield Case("threaded comments", _threaded(), wanted("Klopt dit?\nJa, nagekeken"))
    yield Case("strict OOXML", _strict(), wanted())
    yield Case("a hundred thousand styled empty rows", _giant(), wanted())
    yield Case(
        "a styled empty column to the end",
        raw(after='<cols><col min="1" max="16384" style="1"/></cols>'),
        wanted(),
    )
    yield Case("cells without references", _without_references(), wanted())
    yield Case("rows in no order", _shuffled(), wanted())
    yield Case(
        "macros",
        raw(extra={"xl/vbaProject.bin": b"x"}),
        wanted(codes=["macro"]),
        file="kpi.xlsm",
    )
    yield Case(
        "an external link part",
        raw(
            extra={
                "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"/>'
            }
        ),
        wanted(),
    )
    yield Case("a chart sheet", _chart_sheet(), wanted())
    yield Case("a workbook named .docx", raw(), wanted(), file="motivatie.docx")
    yield Case("a workbook named .csv", raw(), wanted(), file="kpi.csv")
    yield Case("a workbook without a name", raw(), wanted(), file="bijlage")
    yield Case(
        "giant merges",
        raw(after='<mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>'),
        wanted(),
    )
    yield Case(
        "a table object",
        raw(
            extra={
                "xl/tables/table1.xml": f'<table xmlns="{MAIN}" id="1" name="T" '
                'displayName="T" ref="A1:C4"/>'
            }
        ),
        wanted(),
    )


def _with_text_box() -> bytes:
    anchor = (
        f'<xdr:wsDr xmlns:xdr="{_DRAWING}" xmlns:a="{_A}"><xdr:twoCellAnchor>'
        "<xdr:from><xdr:col>5</xdr:col><xdr:row>1</xdr:row></xdr:from>"
        "<xdr:sp><xdr:txBody><a:p><a:r><a:t>Let op: voorlopige cijfers</a:t>"
        "</a:r></a:p>"
        "</xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
    )
    return raw(
        after=_LINK,
        extra={
            "xl/worksheets/_rels/sheet1.xml.rels": rels(
                ("rId1", "drawing", "../drawings/drawing1.xml")
            ),
            "xl/drawings/drawing1.xml": anchor,
        },
    )


def _threaded() -> bytes:
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    link = (
        "<Relationships "
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" '
        'Type="http://schemas.microsoft.com/office/2017/10/relationships/'
        'threadedComment" Target="../threadedComments/t1.xml"/>'
        "</Relationships>"
    )
    comments = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="C2" id="a">'
        "<text>Klopt dit?</text></threadedComment>"
        '<threadedComment ref="C2" id="b" parentId="a"><text>Ja, '
        "nagekeken</text></threadedComment></ThreadedComments>"
    )
    return raw(
        extra={
            "xl/worksheets/_rels/sheet1.xml.rels": link,
            "xl/threadedComments/t1.xml": comments,
        }
    )


def _sheet_data() -> str:
    rows = []
    for number, row in enumerate([HEAD, *BODY], 1):
        inner = "".join(
            cell(f"{letter}{number}", value)
            for letter, value in zip("ABC", row, strict=True)
        )
        rows.append(f'<row r="{number}">{inner}</row>')
    return "".join(rows)


def _strict() -> bytes:
    parts = xlsx_parts(f"<sheetData>{_sheet_data()}</sheetData>")
    return zipped(
        {
            name: part.replace(MAIN, STRICT).replace(OFFICE, STRICT_OFFICE)
            if isinstance(part, str)
            else part
            for name, part in parts.items()
        }
    )


def _giant() -> bytes:
    empty = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/><c r="B{n}" '
        's="1"/></row>'
        for n in range(5, 100_005)
    )
    return xlsx(f"<sheetData>{_sheet_data()}{empty}</sheetData>")


def _without_references() -> bytes:
    rows = []
    for row in [HEAD, *BODY]:
        inner = "".join(cell("A1", value).replace(' r="A1"', "") for value in row)
        rows.append(f"<row>{inner}</row>")
    return xlsx(f"<sheetData>{''.join(rows)}</sheetData>")


def _shuffled() -> bytes:
    rows = _sheet_data().split("</row>")[:-1]
    return xlsx(
        f"<sheetData>{''.join(row + '</row>' for row in reversed(rows))}</sheetData>"
    )


def _chart_sheet() -> bytes:
    parts = xlsx_parts(f"<sheetData>{_sheet_data()}</sheetData>")
    book, links = (
        str(parts["xl/workbook.xml"]),
        str(parts["xl/_rels/workbook.xml.rels"]),
    )
    parts["xl/workbook.xml"] = book.replace(
        "</sheets>", '<sheet name="Grafiek1" sheetId="9" r:id="rId9"/></sheets>'
    )
    parts["xl/_rels/workbook.xml.rels"] = links.replace(
        "</Relationships>",
        f'<Relationship Id="rId9" Type="{OFFICE}/chartsheet" '
        'Target="chartsheets/sheet1.xml"/></Relationships>',
    )
    parts["xl/chartsheets/sheet1.xml"] = f'<chartsheet xmlns="{MAIN}"/>'
    return zipped(parts)
