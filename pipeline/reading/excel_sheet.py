"""Excel sheet: the XML of one worksheet becomes its non-empty cells.

    worksheet XML + strings, styles and date system of the workbook -> cells

Read sparsely, so that a cell at XFD1048576 costs no more than one at A1. What Excel
stores is kept apart from what it means: an error, a formula without a result, a number
that is shown as a date. A percentage is given as a person sees it (`75%`), since 0.75
is not what was written. Struck-out text is gone.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Final

from pipeline.errors import DocumentError
from pipeline.reading.block import Cell
from pipeline.reading.xmlpart import Element, parse

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MAX_CELLS: Final = 200_000
"""Non-empty cells of a whole workbook; a report has some hundreds."""

# Numbers shown as dates before this serial (in 1954) are no dates that a report means:
# they stay numbers. The oldest serial of the 1904 system is past it as well.
_FIRST_DATE: Final = 20_000
_LAST_DATE: Final = 2_958_465  # 31/12/9999, the last day that Excel knows

# Excel's dates have no zone. Serial 60 is a day that never was, so 1900 starts earlier.
EPOCH: Final = dt.datetime(1899, 12, 30)  # noqa: DTZ001
EPOCH_1904: Final = dt.datetime(1904, 1, 1)  # noqa: DTZ001

_REF: Final = re.compile(r"\$?([A-Z]{1,4})\$?([0-9]{1,9})")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EMPTY_CELL: Final = re.compile(rb'<c r="[^<>"]*"[^<>]*/>|<c r="[^<>"]*"[^<>]*></c>')
UNKNOWN_FORMULA: Final = "?"
"""Stands for a formula of which only is known that there is one."""
_BIG: Final = 256 * 1024
_MAX_DIGITS: Final = 9
_V: Final = f"{S}v"
_F: Final = f"{S}f"
_T: Final = f"{S}t"
_R: Final = f"{S}r"


class Shown(Enum):
    """How a number format shows a number, as far as it changes what it says."""

    PLAIN = "getal"
    DATE = "datum"
    PERCENT = "percentage"


_DATE, _PERCENT = Shown.DATE, Shown.PERCENT  # asked for each cell, and slow to get


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell style says about the content of a cell."""

    shown: Shown = Shown.PLAIN
    struck: bool = False
    indent: int = 0


_PLAIN: Final = Style()


@dataclass(slots=True)
class Book:
    """What cells refer to, by number as text, and how many cells there were so far."""

    strings: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, Style] = field(default_factory=dict)
    epoch: dt.datetime = EPOCH
    cells: int = 0

    def count(self, number: int = 1) -> None:
        """Count cells, and refuse a workbook that goes over `MAX_CELLS`."""
        self.cells += number
        if self.cells > MAX_CELLS:
            reden = f"het bevat meer dan {MAX_CELLS} ingevulde cellen"
            raise DocumentError("te-groot", reden)


def parse_sheet(data: bytes) -> Element:
    """Parse a worksheet, without the styled but empty cells of a large one.

    A select-all border gives half a million of those, and each would become a node.
    They may only go where no cell takes its place from the cell before it.
    """
    if len(data) > _BIG and data.count(b"<c ") == data.count(b'<c r="'):
        data = _EMPTY_CELL.sub(b"", data)
    return parse(data)


def read_cells(root: Element, book: Book) -> Iterator[Cell]:
    """The cells of a worksheet that hold a value, an error or a formula."""
    hidden_columns = _hidden_columns(root)
    shared: dict[str, str] = {}
    number = 0
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        given = row.get("r") or ""
        number = int(given) if is_count(given) else number + 1
        hidden = _is_on(row.get("hidden")) or row.get("ht") == "0"
        for place, element in _filled(row, number):
            number = place[0]
            cell = _cell(element, place, book, shared)
            if cell is not None:
                book.count()
                if hidden or (hidden_columns and _covered(place[1], hidden_columns)):
                    cell = cell._replace(hidden=True)
                yield cell


def read_merges(root: Element) -> tuple[tuple[int, int, int, int], ...]:
    """The merged ranges, as (first row, first column, last row, last column)."""
    merges = []
    for merge in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        first, _, last = (merge.get("ref") or "").partition(":")
        start, end = at(first), at(last)
        if start and end:
            merges.append((*start, *end))
    return tuple(merges)


def read_strings(root: Element) -> dict[str, str]:
    """The shared strings, by the number with which cells refer to them."""
    items = root.iterchildren(f"{S}si")
    return {str(number): _rich(item) for number, item in enumerate(items)}


@lru_cache(maxsize=16_384)
def at(reference: str | None) -> tuple[int, int] | None:
    """Row and column of a reference such as `F12`, or `None` when it is none."""
    match = _REF.fullmatch(reference or "")
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def unescape(text: str) -> str:
    """Undo the escapes of ECMA-376 22.9.2.19 (`_x000D_`), and give line ends as LF."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def from_text(text: str) -> int | float | None:
    """The number that a `v` element holds, whole where it is whole."""
    try:
        number = float(text)
    except ValueError:
        return None
    return whole(number)


def whole(number: float) -> int | float:
    """`number` as an `int` where nothing is lost by it."""
    small = abs(number) < 10**15  # what a float holds to the unit
    return int(number) if small and number.is_integer() else number


def shown_number(
    number: float, style: Style, epoch: dt.datetime
) -> int | float | str | dt.datetime:
    """`number` as it is to be understood: a percentage as text, a date as date."""
    if style.shown is _PERCENT:
        return f"{number * 100:.10g}%".replace(".", ",")
    if style.shown is _DATE and _FIRST_DATE <= number <= _LAST_DATE - 1462:
        return epoch + dt.timedelta(seconds=round(number * 86_400))
    return number


def _filled(row: Element, number: int) -> Iterator[tuple[tuple[int, int], Element]]:
    """The cells of row `number` that hold anything, with their row and column.

    A cell without a reference stands behind the one before it.
    """
    before: str | None = None
    steps = 0
    for element in row:
        reference = element.get("r")
        before, steps = (reference, 0) if reference else (before, steps + 1)
        if len(element):
            found = at(before) or (number, 0)
            yield (found[0], found[1] + steps), element


def _cell(
    element: Element, place: tuple[int, int], book: Book, shared: dict[str, str]
) -> Cell | None:
    style = book.styles.get(element.get("s") or "0", _PLAIN)
    if style.struck:
        return None
    kind = element.get("t") or "n"
    text = formula = None
    for child in element:
        if child.tag == _V:
            text = child.text or ""
        elif child.tag == _F:
            formula = _formula(child, shared)
    value = None if kind == "e" else _value(element, kind, text, book)
    if isinstance(value, str):
        if not value.strip():
            # A formula with an empty text as its result is computed, and says nothing.
            return None
    elif isinstance(value, int | float) and not isinstance(value, bool):
        value = shown_number(value, style, book.epoch)
    error = (text or None) if kind == "e" else None
    if value is None and error is None and formula is None:
        return None
    dated = not isinstance(value, str) and (style.shown is _DATE or kind == "d")
    # By position: names make each of so many cells twice as slow.
    cell = Cell(*place, value, error, formula, dated)
    return cell._replace(indent=style.indent) if style.indent else cell


def _value(
    element: Element, kind: str, text: str | None, book: Book
) -> str | float | int | bool | dt.datetime | None:
    """What the cell stores: nothing (`None`), or a value of its type `kind`."""
    match kind:
        case "s":
            return book.strings.get(text or "", text)
        case "inlineStr":
            inline = element.find(f"{S}is")
            return _rich(inline) if inline is not None else None
        case "str":
            return unescape(text) if text is not None else None
        case "b":
            return text.strip() in {"1", "true"} if text else None
        case "d":
            return _iso(text or "")
        case _:
            return _number(text)


def _number(text: str | None) -> str | int | float | None:
    """The number in a `v` element; its text when it is none."""
    number = from_text(text) if text else None
    return number if number is not None else (text or None)


def _iso(text: str) -> dt.datetime | str | None:
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text or None


def _formula(element: Element, shared: dict[str, str]) -> str:
    """The text of an `f` element; that of its master where it is shared."""
    text, index = element.text or "", element.get("si")
    if element.get("t") == "shared" and index is not None:
        text = shared.setdefault(index, text)
    return text or UNKNOWN_FORMULA


def _rich(item: Element) -> str:
    """The text of a string item: its runs without struck-out ones and phonetics."""
    pieces = []
    for child in item:
        if child.tag == _T:
            pieces.append(child.text or "")
        elif child.tag == _R:
            strike = child.find(f"{S}rPr/{S}strike")
            if strike is None or not _is_on(strike.get("val") or "1"):
                pieces.append(child.findtext(_T) or "")
    return unescape("".join(pieces))


def _covered(column: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(first <= column <= last for first, last in ranges)


def _hidden_columns(root: Element) -> list[tuple[int, int]]:
    return [
        (int(column.get("min") or "0"), int(column.get("max") or "0"))
        for column in root.iterfind(f"{S}cols/{S}col")
        if _is_on(column.get("hidden"))
        and is_count(column.get("min") or "")
        and is_count(column.get("max") or "")
    ]


def _is_on(value: str | None) -> bool:
    return (value or "").lower() in {"1", "true", "on"}


def is_count(text: str) -> bool:
    """Whether `text` is a whole number that no file needs longer than it is."""
    return text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS
