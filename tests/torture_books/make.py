"""Make: workbooks as people make them, through openpyxl, or part by part."""

import io
from collections.abc import Callable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.reading.workbooks import xlsx
from tests.torture_books.case import BODY, HEAD

Value = object
Rows = Sequence[Sequence[Value]]
Change = Callable[[Worksheet], None]


def book(rows: Rows, *changes: Change, name: str = "Blad1") -> bytes:
    """A workbook with one sheet, changed in this way."""
    return books({name: rows}, *changes)


def books(sheets: Mapping[str, Rows], *changes: Change) -> bytes:
    """A workbook with these sheets; each change is made to all of them."""
    made = Workbook()
    del made["Sheet"]
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        write(sheet, rows)
        for change in changes:
            change(sheet)
    return saved(made)


def write(sheet: Worksheet, rows: Rows) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)


def saved(made: Workbook) -> bytes:
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def standard(
    *changes: Change,
    head: Sequence[Value] = HEAD,
    above: Rows = (),
    below: Rows = (),
    name: str = "Blad1",
) -> bytes:
    """The standard table with rows above and below."""
    return book([*above, head, *BODY, *below], *changes, name=name)


def at(address: str, value: Value, form: str | None = None) -> Change:
    """Put a value in a cell, perhaps with a number format."""

    def change(sheet: Worksheet) -> None:
        sheet[address] = value
        if form is not None:
            sheet[address].number_format = form

    return change


def shaped(address: str, form: str) -> Change:
    """Give a cell a number format."""

    def change(sheet: Worksheet) -> None:
        sheet[address].number_format = form

    return change


def merged(*ranges: str) -> Change:
    def change(sheet: Worksheet) -> None:
        for given in ranges:
            sheet.merge_cells(given)

    return change


def cell(reference: str, value: Value, *, formula: str = "", style: int = 0) -> str:
    """A `c` element of the worksheet's XML."""
    inner = f"<f>{formula}</f>" if formula else ""
    look = f' s="{style}"' if style else ""
    if isinstance(value, str):
        kind = ' t="str"' if formula else ' t="inlineStr"'
        text = f"<v>{value}</v>" if formula else f"<is><t>{value}</t></is>"
        return f'<c r="{reference}"{look}{kind}>{inner}{text}</c>'
    number = "" if value is None else f"<v>{value}</v>"
    return f'<c r="{reference}"{look}>{inner}{number}</c>'


def raw(
    *cells: str,
    after: str = "",
    before: str = "",
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """The standard table in its XML; `cells` come in the place of those there."""
    given = {_reference(text): text for text in cells}
    rows = []
    for number, row in enumerate([HEAD, *BODY], 1):
        own = {
            f"{letter}{number}": cell(f"{letter}{number}", value)
            for letter, value in zip("ABC", row, strict=True)
        }
        own |= {k: v for k, v in given.items() if k.lstrip("ABCDEFGH") == str(number)}
        inner = "".join(own[key] for key in sorted(own))
        rows.append(f'<row r="{number}">{inner}</row>')
    return xlsx(f"{before}<sheetData>{''.join(rows)}</sheetData>{after}", extra=extra)


def _reference(text: str) -> str:
    return text.partition('r="')[2].partition('"')[0]
