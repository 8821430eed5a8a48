"""What people put beside, over and around their tables."""

from collections.abc import Iterator

from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tests.torture_books.case import BODY, HEAD, Case, wanted
from tests.torture_books.make import at, book, standard


def cases() -> Iterator[Case]:
    yield Case(
        "a note beside the table",
        standard(at("E2", "Cijfers van maart, april volgt")),
        wanted("Cijfers van maart, april volgt"),
    )
    yield Case("a number beside the table", standard(at("F3", 99)), wanted("99"))
    yield Case(
        "a comment on a number",
        standard(_comment("C2", "Geteld door de scholen")),
        wanted("Geteld door de scholen"),
    )
    yield Case(
        "a comment on an empty cell",
        standard(_comment("H9", "Nakijken met Ann")),
        wanted("Nakijken met Ann"),
    )
    yield Case(
        "a comment on the header",
        standard(_comment("C1", "tot en met maart")),
        wanted("tot en met maart"),
    )
    yield Case("a hidden row", standard(_hide_row), wanted())
    yield Case("a filtered row", standard(_filter), wanted())
    yield Case(
        "a hidden column with the achieved numbers", standard(_hide_column), wanted()
    )
    yield Case("a grouped and folded row", standard(_fold), wanted())
    yield Case("a protected sheet", standard(_protect), wanted())
    yield Case("a drop-down list", standard(_validate), wanted())
    yield Case(
        "a struck-out line",
        standard(_strike, below=[["24 Cultuur", 180, 20]]),
        wanted(),
    )
    yield Case("a chart of the numbers", standard(_chart), wanted())
    yield Case("defined names", standard(_name), wanted())
    yield Case("a link to a web page in a cell", standard(_link), wanted())
    yield Case("white letters on white", standard(_white), wanted())
    yield Case(
        "a question typed in the achieved cell's neighbour",
        book([[*HEAD, None], [*BODY[0], "ok?"], *BODY[1:]]),
        wanted("ok?"),
    )
    yield Case(
        "a cell far away, at the last column of Excel",
        standard(at("XFD1048576", "verdwaald")),
        wanted("verdwaald"),
    )
    yield Case("ten thousand blanks as spaces", standard(_spaces), wanted())
    yield Case(
        "a header and footer on paper",
        standard(_margins),
        wanted("Stad Genk - dienst Samenleven", "vertrouwelijk", bestuur="Genk"),
    )
    yield Case(
        "a signature below",
        standard(
            below=[
                [],
                [],
                ["Voor akkoord,"],
                ["De algemeen directeur", None, "J. Janssens"],
            ]
        ),
        wanted("Voor akkoord,", "De algemeen directeur | J. Janssens"),
    )


def _comment(address: str, text: str):
    def change(sheet: Worksheet) -> None:
        sheet[address].comment = Comment(text, "An")

    return change


def _hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def _filter(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:C4"
    sheet.auto_filter.add_filter_column(0, ["15 Brugfiguren"])
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True


def _hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["C"].hidden = True


def _fold(sheet: Worksheet) -> None:
    sheet.row_dimensions.group(3, 4, hidden=True)


def _protect(sheet: Worksheet) -> None:
    sheet.protection.set_password("geheim")
    sheet.protection.sheet = True


def _validate(sheet: Worksheet) -> None:
    rule = DataValidation("whole", operator="between", formula1="0", formula2="5000")
    rule.error, rule.prompt = "Geef een getal", "Vul hier het aantal in"
    sheet.add_data_validation(rule)
    rule.add("C2:C4")


def _strike(sheet: Worksheet) -> None:
    for cell in sheet[5]:
        cell.font = Font(strike=True)


def _chart(sheet: Worksheet) -> None:
    chart = BarChart()
    chart.add_data(
        Reference(sheet, min_col=2, max_col=3, min_row=1, max_row=4),
        titles_from_data=True,
    )
    sheet.add_chart(chart, "F2")


def _name(sheet: Worksheet) -> None:
    sheet.parent.defined_names["behaald"] = DefinedName(
        "behaald", attr_text="Blad1!$C$2:$C$4"
    )


def _link(sheet: Worksheet) -> None:
    sheet["A2"].hyperlink = "https://www.vlaanderen.be/plan-samenleven"
    sheet["A2"].value = "15 Brugfiguren"


def _white(sheet: Worksheet) -> None:
    sheet["C2"].font = Font(color="FFFFFF")


def _spaces(sheet: Worksheet) -> None:
    for row in range(6, 1006):
        for column in range(1, 11):
            sheet.cell(row, column, " ")


def _margins(sheet: Worksheet) -> None:
    sheet.oddHeader.center.text = "Stad Genk - dienst Samenleven"
    sheet.oddFooter.left.text = "vertrouwelijk"
    sheet.oddFooter.right.text = "Pagina &P van &N"
