"""ODS compute: what the formulas of an OpenDocument spreadsheet come to.

    sheets with formulas without a result -> the same with their results

As for workbooks of Excel, LibreOffice gets a package of our own making: values and
formulas that only count with the workbook's own cells, and nothing else that came in.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from pipeline.errors import DocumentError
from pipeline.intake.archive import Archive
from pipeline.reading.block import Cell, Sheet
from pipeline.reading.convert import find_libreoffice, to_xlsx
from pipeline.reading.excel_compute import (
    is_allowed,
    new_sheet,
    new_workbook,
    with_results,
    zipped,
)
from pipeline.reading.excel_sheet import EPOCH, S

_PIECES: Final = re.compile(r'("(?:[^"]|"")*")|\[([^\]]*)\]|(;)')
_POINT: Final = re.compile(
    r"(?:(?P<sheet>\$?(?:'(?:[^']|'')+'|[^'.:\[\]]+))?\.)?(?P<cell>\$?[A-Z]{1,3}\$?\d+)"
)
_NO_FORM: Final = "NONE()"  # no function that is computed
_MAX_CELLS: Final = 200_000


def computed_sheets(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """`sheets` with results; as they were where LibreOffice is not or cannot."""
    told = [_translated(sheet) for sheet in sheets]
    many = sum(len(sheet.cells) for sheet in sheets)
    if find_libreoffice() is None or many > _MAX_CELLS:
        return tuple(sheets)
    names = [sheet.name for sheet in sheets]
    package = zipped([_sheet(sheet) for sheet in told], {}, new_workbook(names))
    try:
        made = to_xlsx(package)
    except DocumentError:
        return tuple(sheets)  # the formulas stay what they were, and are named
    from pipeline.reading.excel import read_package  # noqa: PLC0415 - it reads this too

    computed = read_package(Archive(made), "xl/workbook.xml").sheets
    if len(computed) != len(sheets):
        return tuple(sheets)
    results = map(with_results, told, computed)
    return tuple(map(_with_own_words, sheets, results))


def to_excel(formula: str) -> str | None:
    """An OpenFormula as Excel writes it; `None` for what has no such form.

    `SUM([.B2:.B4];[$'Blad 2'.C1])` becomes `SUM(B2:B4,'Blad 2'!C1)`.
    """
    found: list[str] = []
    end = 0
    for match in _PIECES.finditer(formula):
        found.append(formula[end : match.start()])
        end = match.end()
        text, reference, separator = match.groups()
        if text is not None:
            found.append(text)
        elif separator:
            found.append(",")
        else:
            told = _reference(reference)
            if told is None:
                return None
            found.append(told)
    return "".join([*found, formula[end:]])


def _reference(reference: str) -> str | None:
    first, colon, last = reference.partition(":")
    start, end = _POINT.fullmatch(first), _POINT.fullmatch(last)
    if start is None or (colon and (end is None or end["sheet"])):
        return None
    sheet = start["sheet"]
    name = sheet.removeprefix("$").strip("'").replace("''", "'") if sheet else ""
    quoted = name.replace("'", "''")
    before = f"'{quoted}'!" if name else ""
    return before + start["cell"] + (f":{end['cell']}" if end is not None else "")


def _translated(sheet: Sheet) -> Sheet:
    """`sheet` with those formulas that have no result as Excel writes them."""
    return replace(
        sheet,
        cells=tuple(
            cell._replace(formula=to_excel(cell.formula or "") or _NO_FORM)
            if cell.is_uncomputed
            else cell
            for cell in sheet.cells
        ),
    )


def _with_own_words(sheet: Sheet, computed: Sheet) -> Sheet:
    """The results in `computed`, the formulas as the bestuur's program wrote them."""
    pairs = zip(sheet.cells, computed.cells, strict=True)
    cells = (result._replace(formula=cell.formula) for cell, result in pairs)
    return replace(sheet, cells=tuple(cells))


def _sheet(sheet: Sheet) -> bytes:
    root, data = new_sheet()
    rows: dict[int, list[Cell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, []).append(cell)
    for number in sorted(rows):
        row = etree.SubElement(data, f"{S}row", r=str(number))
        for cell in sorted(rows[number], key=lambda cell: cell.column):
            element = etree.SubElement(row, f"{S}c", r=cell.address)
            kind, text = _stored(cell)
            if cell.is_uncomputed and is_allowed(cell.formula or ""):
                etree.SubElement(element, f"{S}f").text = cell.formula
            elif text:
                element.set("t", kind)
                if kind == "inlineStr":
                    text_in = etree.SubElement(element, f"{S}is")
                    etree.SubElement(text_in, f"{S}t").text = text
                else:
                    etree.SubElement(element, f"{S}v").text = text
    return etree.tostring(root)


def _stored(cell: Cell) -> tuple[str, str]:
    """The kind of a cell and its text, as a worksheet stores them."""
    if cell.error is not None or cell.is_uncomputed:
        return "e", "#N/A"
    match cell.value:
        case None:
            return "n", ""
        case bool():
            return "b", str(int(cell.value))
        case str():
            return "inlineStr", cell.value
        case dt.datetime():
            return "n", str((cell.value - EPOCH) / dt.timedelta(days=1))
        case _:
            return "n", repr(cell.value)
