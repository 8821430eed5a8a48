"""Fill cells: the cells of one worksheet part, to be read and written in place.

Formatting stays; texts go into the cell itself, so that the table of shared strings
keeps its bytes.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from pipeline.canonical import canonical
from pipeline.forms.fill_formula import (
    UnknownFormulaError,
    Value,
    column_number,
    compute,
)
from pipeline.forms.fill_siblings import remove
from pipeline.reading.excel_sheet import EPOCH, S
from pipeline.reading.xmlpart import Element

Waarde = str | int | float | dt.date
"""What can be written in a cell."""

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LETTERS: Final = 26


class SheetCells:
    """The cells of the worksheet `root`; `strings` are the shared ones, by number."""

    def __init__(self, root: Element, strings: Mapping[str, str]) -> None:
        data = root.find(f"{S}sheetData")
        self._data = (
            data if data is not None else etree.SubElement(root, f"{S}sheetData")
        )
        self._strings = strings
        self._computing: set[tuple[int, int]] = set()

    def write(self, row: int, column: int, value: Waarde | None) -> None:
        """Let a cell hold `value`, or nothing."""
        cell = self._cell(row, column)
        for child in list(cell):
            remove(child)
        cell.attrib.pop("t", "")
        match value:
            case None:
                return
            case str():
                cell.set("t", "inlineStr")
                text = etree.SubElement(etree.SubElement(cell, f"{S}is"), f"{S}t")
                text.text = _ESCAPED.sub("_x005F_", canonical(value))
                text.set(_SPACE, "preserve")
            case dt.date():
                etree.SubElement(cell, f"{S}v").text = str((value - EPOCH.date()).days)
            case _:
                etree.SubElement(cell, f"{S}v").text = _digits(value)

    def holds(self, row: int, column: int, value: Waarde | None) -> bool:
        """Whether a cell holds `value` already."""
        if isinstance(value, dt.date):
            value = (value - EPOCH.date()).days
        return self.value(row, column) == value

    def style(self, row: int, column: int) -> str | None:
        """The number of the style of a cell."""
        cell = self._find(row, column)
        return cell.get("s") if cell is not None else None

    def set_style(self, row: int, column: int, style: str | None) -> None:
        """Let a cell look as `style` says."""
        if style is not None:
            self._cell(row, column).set("s", style)

    def styled(self) -> Iterator[tuple[int, int, str]]:
        """Row, column and style of every cell that has a style."""
        for cell in self._data.iterfind(f"{S}row/{S}c"):
            row, column = _place(cell)
            if cell.get("s"):
                yield row, column, cell.get("s") or ""

    def value(self, row: int, column: int) -> Value:
        """What a cell holds, computed when it is a formula.

        Raises `UnknownFormulaError`.
        """
        cell = self._find(row, column)
        if cell is None:
            return None
        formula = cell.find(f"{S}f")
        if formula is not None:
            return self._computed(formula.text or "", (row, column))
        return self._stored(cell)

    def compute_all(self) -> None:
        """Store what every formula comes to; nothing where it cannot be told."""
        for cell in self._data.iterfind(f"{S}row/{S}c"):
            if cell.find(f"{S}f") is not None:
                row, column = _place(cell)
                try:
                    _store(cell, self.value(row, column))
                except UnknownFormulaError:
                    _store(cell, None)

    def _stored(self, cell: Element) -> Value:
        text = cell.findtext(f"{S}v") or ""
        kind = cell.get("t") or "n"
        if kind == "n":
            return float(text) if text else None
        told: dict[str, Value] = {
            "s": self._strings.get(text, ""),
            "b": text == "1",
        }
        if kind == "inlineStr":
            return cell.findtext(f"{S}is/{S}t") or ""
        return told.get(kind, text)

    def _computed(self, formula: str, place: tuple[int, int]) -> Value:
        if place in self._computing:
            raise UnknownFormulaError(formula)
        self._computing.add(place)
        try:
            return compute(formula, self.value)
        finally:
            self._computing.discard(place)

    def _row(self, number: int) -> Element:
        after: Element | None = None
        for row in self._data:
            here = int(row.get("r") or 0)
            if here == number:
                return row
            if here > number:
                break
            after = row
        new = etree.Element(f"{S}row", r=str(number))
        if after is None:
            self._data.insert(0, new)
        else:
            after.addnext(new)
        return new

    def _find(self, row: int, column: int) -> Element | None:
        for element in self._data:
            if element.get("r") == str(row):
                for cell in element:
                    if _place(cell)[1] == column:
                        return cell
        return None

    def _cell(self, row: int, column: int) -> Element:
        found = self._find(row, column)
        if found is not None:
            return found
        new = etree.Element(f"{S}c", r=f"{letters(column)}{row}")
        line = self._row(row)
        before = [cell for cell in line if _place(cell)[1] < column]
        if before:
            before[-1].addnext(new)
        else:
            line.insert(0, new)
        return new


def letters(column: int) -> str:
    """The name of a column: `A` for 1."""
    text = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        text = chr(65 + rest) + text
    return text


def _place(cell: Element) -> tuple[int, int]:
    match = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r") or "")
    return (int(match[2]), column_number(match[1])) if match else (0, 0)


def _digits(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _store(cell: Element, value: Value) -> None:
    """Let a formula have `value` as its result."""
    result = cell.find(f"{S}v")
    cell.attrib.pop("t", "")
    if value is None:
        if result is not None:
            remove(result)
        return
    if result is None:
        result = etree.SubElement(cell, f"{S}v")
    if isinstance(value, bool):
        cell.set("t", "b")
        result.text = str(int(value))
    elif isinstance(value, str):
        cell.set("t", "str")
        result.text = value
    else:
        result.text = _digits(value)
