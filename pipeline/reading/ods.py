"""ODS: an OpenDocument spreadsheet becomes its sheets.

    content.xml, styles.xml, meta.xml -> Reading

Read from the XML, since repeated rows can claim a million cells in ten bytes, and no
library tells hidden rows, comments and drawings. Struck-out text is gone.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake.archive import Archive
from pipeline.reading.block import Block, Cell, Layer, Reading, Run, Sheet
from pipeline.reading.excel_sheet import (
    EPOCH,
    Book,
    Shown,
    Style,
    from_text,
    is_count,
    shown_number,
)
from pipeline.reading.ods_text import (
    DRAW,
    META,
    OFFICE,
    STYLE,
    TABLE,
    TEXT,
    hidden_tables,
    inline,
    read_margins,
    struck_styles,
)
from pipeline.reading.xmlpart import Element, parse

_CALCEXT: Final = (
    "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
)
_ROWS: Final = {
    f"{TABLE}{name}" for name in ("table-row-group", "table-header-rows", "table-rows")
}
_COLUMNS: Final = {
    f"{TABLE}{name}"
    for name in ("table-column-group", "table-header-columns", "table-columns")
}
_CELLS: Final = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}


@dataclass(slots=True)
class _Table:
    """One sheet while it is read."""

    name: str
    struck: frozenset[str]
    book: Book
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def read(self, table: Element) -> None:
        self.hidden_columns = list(_hidden_columns(table))
        row = 1
        for element in _nested(table, f"{TABLE}table-row", _ROWS):
            count = _times(element, "number-rows-repeated")
            self._row(element, row, count)
            row += count
        for shapes in table.iterchildren(f"{TABLE}shapes"):
            self._boxes(shapes, "")

    def _row(self, element: Element, row: int, count: int) -> None:
        hidden = element.get(f"{TABLE}visibility") in {"collapse", "filter"}
        column = 1
        for item in element:
            if item.tag not in _CELLS:
                continue
            width = _times(item, "number-columns-repeated")
            cell = self._cell(item, row, column)
            if cell is not None:
                self.book.count(count * width)
                self._spread(cell, count, width, hidden=hidden)
            column += width

    def _spread(self, cell: Cell, count: int, width: int, *, hidden: bool) -> None:
        for row in range(cell.row, cell.row + count):
            for column in range(cell.column, cell.column + width):
                away = hidden or any(a <= column <= b for a, b in self.hidden_columns)
                self.cells.append(cell._replace(row=row, column=column, hidden=away))

    def _cell(self, item: Element, row: int, column: int) -> Cell | None:
        self._merge(item, row, column)
        comment = None
        for note in item.iterchildren(f"{OFFICE}annotation"):
            comment = self._text(note).strip() or None
        here = Cell(row=row, column=column, value=None, comment=comment)
        self._boxes(item, f" bij {here.address}")
        if item.get(f"{TABLE}style-name") in self.struck:
            return here if comment else None
        formula = (item.get(f"{TABLE}formula") or "").partition("=")[2] or None
        value, error = self._value(item)
        if value is None and not (error or formula or comment):
            return None
        return Cell(
            row=row,
            column=column,
            value=value,
            error=error,
            formula=formula,
            dated=item.get(f"{OFFICE}value-type") == "date",
            comment=comment,
        )

    def _value(
        self, item: Element
    ) -> tuple[str | int | float | bool | dt.datetime | None, str | None]:
        """Value and error of a cell; one of the two at most."""
        kind = item.get(f"{OFFICE}value-type") or item.get(f"{_CALCEXT}value-type")
        if item.get(f"{_CALCEXT}value-type") == "error":
            return None, self._text(item).strip() or "#FOUT"
        number = from_text(item.get(f"{OFFICE}value") or "")
        match kind:
            case "percentage" if number is not None:
                return shown_number(number, Style(shown=Shown.PERCENT), EPOCH), None
            case "float" | "currency" if number is not None:
                return number, None
            case "boolean":
                return item.get(f"{OFFICE}boolean-value") == "true", None
            case "date":
                return _date(item.get(f"{OFFICE}date-value") or ""), None
        text = self._text(item)
        return text if text.strip() else None, None

    def _text(self, item: Element) -> str:
        """The paragraphs of a cell or note; drawings and notes in it stand apart."""
        return "\n".join(
            "".join(inline(p, self.struck)) for p in item.iterchildren(f"{TEXT}p")
        )

    def _boxes(self, parent: Element, beside: str) -> None:
        place = f"{self.name}, tekstvak{beside}"
        for shape in parent:
            if str(shape.tag).startswith(DRAW):
                for p in shape.iter(f"{TEXT}p"):
                    text = "".join(inline(p, self.struck)).strip()
                    if text:
                        run = (Run(text),)
                        self.blocks.append(
                            Block(runs=run, place=place, layer=Layer.TEXTBOX)
                        )

    def _merge(self, item: Element, row: int, column: int) -> None:
        rows = _times(item, "number-rows-spanned")
        columns = _times(item, "number-columns-spanned")
        if rows > 1 or columns > 1:
            self.merges.append((row, column, row + rows - 1, column + columns - 1))


def read_ods(archive: Archive) -> Reading:
    """Read an OpenDocument spreadsheet.

    Raises `DocumentError` with the contract's code when it cannot be read.
    """
    if "META-INF/manifest.xml" in archive:
        manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise DocumentError("versleuteld", "het is beveiligd met een wachtwoord")
    root = parse(archive.read("content.xml"))
    body = root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if body is None:
        raise DocumentError("beschadigd", "het bestand bevat geen rekenblad")
    styles = list(root.iterfind(f"{OFFICE}automatic-styles/{STYLE}style"))
    common = parse(archive.read("styles.xml")) if "styles.xml" in archive else None
    if common is not None:
        styles += common.iter(f"{STYLE}style")
    struck, invisible = struck_styles(styles), hidden_tables(styles)
    book, sheets, blocks = Book(), [], []
    for element in body.iterchildren(f"{TABLE}table"):
        table = _Table(element.get(f"{TABLE}name") or "", struck, book)
        table.read(element)
        sheets.append(
            Sheet(
                name=table.name,
                cells=tuple(table.cells),
                hidden=element.get(f"{TABLE}style-name") in invisible,
                merges=tuple(table.merges),
            )
        )
        blocks += table.blocks
    uncomputed = any(cell.is_uncomputed for sheet in sheets for cell in sheet.cells)
    return Reading(
        blocks=(*blocks, *read_margins(common, struck)),
        sheets=tuple(sheets),
        compute=partial(_computed, tuple(sheets)) if uncomputed else None,
        properties=tuple(_properties(archive)),
        warnings=("macro",) if _has_macros(archive) else (),
    )


def _computed(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    from pipeline.reading.ods_compute import computed_sheets  # noqa: PLC0415 - rare

    return computed_sheets(sheets)


def _properties(archive: Archive) -> Iterator[tuple[str, str]]:
    if "meta.xml" not in archive:
        return
    for element in parse(archive.read("meta.xml")).iterfind(f"{OFFICE}meta/*"):
        name = element.get(f"{META}name") or str(element.tag).rpartition("}")[2]
        text = "".join(str(piece) for piece in element.itertext()).strip()
        if text:
            yield name, text


def _has_macros(archive: Archive) -> bool:
    return any(
        name.startswith(("Basic/", "Scripts/")) and "script-l" not in name
        for name in archive.names
    )


def _date(text: str) -> dt.datetime | int | float | str | None:
    """A date; where it is too early to be one, the number that was typed."""
    try:
        moment = dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text or None
    serial = (moment - EPOCH) / dt.timedelta(days=1)
    number = int(serial) if serial.is_integer() else serial
    return shown_number(number, Style(shown=Shown.DATE), EPOCH)


def _nested(parent: Element, wanted: str, groups: set[str]) -> Iterator[Element]:
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in groups:
            yield from _nested(child, wanted, groups)


def _hidden_columns(table: Element) -> Iterator[tuple[int, int]]:
    column = 1
    for element in _nested(table, f"{TABLE}table-column", _COLUMNS):
        count = _times(element, "number-columns-repeated")
        if element.get(f"{TABLE}visibility") in {"collapse", "filter"}:
            yield column, column + count - 1
        column += count


def _times(element: Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}") or "1"
    return max(1, int(text)) if is_count(text) else 1
