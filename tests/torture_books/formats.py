"""The same table in every format and encoding; the bytes tell which."""

import io
from collections.abc import Iterator

from tests.reading.workbooks import number12, ods, row12, text12, xlsb
from tests.torture_books.case import BODY, HEAD, Case, wanted

_TABLE = [HEAD, *BODY]


def cases() -> Iterator[Case]:
    for sign, name in ((";", "semicolons"), (",", "commas"), ("\t", "tabs")):
        text = _csv(sign)
        yield Case(f"a csv with {name}", text.encode(), wanted(), file="kpi.csv")
    text = _csv(";")
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        yield Case(
            f"a csv in {encoding}", text.encode(encoding), wanted(), file="kpi.csv"
        )
    yield Case(
        "a csv in utf-16 without a mark",
        text.encode("utf-16-le"),
        wanted(),
        file="kpi.csv",
    )
    yield Case("a csv named .txt", text.encode(), wanted(), file="kpi.txt")
    yield Case("a csv named .xlsx", text.encode(), wanted(), file="kpi.xlsx")
    yield Case(
        "a csv named .xls", _csv("\t").encode("utf-16"), wanted(), file="kpi.xls"
    )
    yield Case(
        "a csv with quotes and CRLF", _quoted().encode(), wanted(), file="kpi.csv"
    )
    yield Case(
        "a csv with old Mac line ends",
        text.replace("\n", "\r").encode(),
        wanted(),
        file="kpi.csv",
    )
    yield Case(
        "a csv with a title row and accents",
        f"Één gemeenschap;;\n;;\n{text}".encode("cp1252"),
        wanted("Één gemeenschap"),
        file="kpi.csv",
    )
    yield Case("a csv with sep=", f"sep=;\n{text}".encode(), wanted(), file="kpi.csv")
    yield Case(
        "a csv with Dutch numbers and commas",
        b'Actie,Te behalen KPI,Behaald KPI\n15 Brugfiguren,300,"65,5"\n'
        b"5 Oefenkansen Nederlands,1.500,2.840\n13 Sport,180,45\n",
        wanted(a15=(300, 65.5)),
        file="kpi.csv",
    )
    yield Case("OpenDocument", ods(_ods_table()), wanted(), file="kpi.ods")
    yield Case("OpenDocument named .xlsx", ods(_ods_table()), wanted(), file="kpi.xlsx")
    yield Case("a binary workbook", xlsb(_xlsb_rows()), wanted(), file="kpi.xlsb")
    yield Case(
        "an html table named .xls",
        _html(),
        wanted(soort="stand-van-zaken"),
        file="kpi.xls",
    )


def _csv(sign: str) -> str:
    return "".join(sign.join(map(str, row)) + "\n" for row in _TABLE)


def _quoted() -> str:
    return "".join(";".join(f'"{value}"' for value in row) + "\r\n" for row in _TABLE)


def _ods_table() -> str:
    rows = []
    for row in _TABLE:
        inner = "".join(map(_ods_cell, row))
        rows.append(f"<table:table-row>{inner}</table:table-row>")
    return f'<table:table table:name="Blad1">{"".join(rows)}</table:table>'


def _ods_cell(value: object) -> str:
    kind = "string"
    if isinstance(value, int):
        kind = f'float" office:value="{value}'
    text = f"<text:p>{value}</text:p>"
    return f'<table:table-cell office:value-type="{kind}">{text}</table:table-cell>'


def _xlsb_rows() -> bytes:
    target = io.BytesIO()
    for number, row in enumerate(_TABLE, 1):
        target.write(row12(number))
        for column, value in enumerate(row, 1):
            target.write(
                number12(column, value)
                if isinstance(value, int)
                else text12(column, str(value))
            )
    return target.getvalue()


def _html() -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>"
        for row in _TABLE
    )
    return f"<html><body><table>{rows}</table></body></html>".encode()
