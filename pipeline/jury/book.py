"""Book: tables, written as an Excel workbook that an official works with at once.

Real Excel tables with filters, frozen headers, number formats, tints beside the words
they stand for, and pages that print. Text is always written as text: what looks like a
formula or an address stays what somebody typed. The same tables give the same bytes.
"""

import datetime as dt
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter.url import Url

from pipeline.dossier.rondes import BRUSSELS
from pipeline.jury.charts import draw, tall
from pipeline.jury.diskbook import DiskWorkbook
from pipeline.jury.notation import as_getal
from pipeline.jury.tables import Kolom, Soort, Table, Waarde
from pipeline.jury.text import clean

INK: Final = "333332"
GREY: Final = "696967"
LINES: Final = "BDBDBB"
YELLOW: Final = "FFE615"
A3: Final = 8
A4: Final = 9
WIDE: Final = 200
"""Characters from which a table does not read on A4: it prints on A3."""
LINE: Final = 15
"""The height of a line of text, in points."""
MOST_LINES: Final = 12
"""Lines of a cell that a row shows; the rest is in the cell."""
_LETTERS: Final = 1.2
LONGEST: Final = 32_000
"""Characters of a cell: Excel takes 32,767, and loses a longer text silently."""
NOTE: Final = " […] (ingekort: de volledige tekst staat in het dossier)"
PARTS: Final = "#,##0.0#"
"""How a number that is not whole shows; Excel would end a whole one in a comma."""
_EXACT: Final = 10**15
"""From here on Excel rounds a whole number: it is written as text."""
_MADE: Final = dt.datetime(2024, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
"""No moment of making: the same dossiers have to give the same bytes."""
# Text, apart from the numbers of the column before it.
_INDENTED: Final = {"align": "left", "indent": 1}
_STYLE: Final = "Table Style Light 1"
_NUMBER_FORMATS: Final[Mapping[Soort, str]] = {
    "getal": "#,##0",
    "euro": "€ #,##0",
    "procent": '0.0" %"',
    "moment": "dd/mm/yyyy hh:mm",
}
# `Any` throughout: xlsxwriter's workbooks, sheets and formats have no types.


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How the cells of a column are written; `parts` for a number that is not whole."""

    soort: Soort
    format: Any
    parts: Any


class _Link(Url):  # type: ignore[misc]  # a library without types
    """A link to a file beside the workbook, with slashes that every system reads."""

    def _target(self) -> str:
        return str(super()._target()).replace("\\", "/")


class Book:
    """A workbook under way; `written` closes it."""

    def __init__(self, title: str) -> None:
        self._target = io.BytesIO()
        options = {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book: Any = DiskWorkbook(self._target, options)
        self._book.set_properties({"title": clean(title), "created": _MADE})
        self._formats: dict[str, Any] = {}
        self._title = clean(title)

    def written(self) -> bytes:
        """Close the book and give its bytes."""
        self._book.close()
        return self._target.getvalue()

    def add_text(self, name: str, lines: Sequence[tuple[str, str]]) -> None:
        """Add a sheet of words: a label and a text a line; no text makes a heading."""
        sheet = self._sheet(name)
        sheet.set_paper(A4)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 92)
        sheet.hide_gridlines(2)
        for number, (label, text) in enumerate(lines):
            if not text:
                look = {"bold": True, "font_size": 16 if number == 0 else 13}
                sheet.write_string(number, 0, shown(label), self._format(**look))
                continue
            grey = self._format(font_color=GREY, valign="top")
            sheet.write_string(number, 0, shown(label), grey)
            wrapped = self._format(text_wrap=True, valign="top")
            sheet.write_string(number, 1, shown(text), wrapped)
            sheet.set_row(number, LINE * _lines(text, 92))

    def add_table(self, table: Table) -> None:
        """Add a sheet with a table; one without rows says that there is nothing."""
        sheet = self._sheet(table.blad)
        width = sum(kolom.breedte for kolom in table.kolommen)
        sheet.set_paper(A3 if width > WIDE else A4)
        sheet.set_landscape()
        empty = tuple(
            "(niets)" if at == 0 else None for at in range(len(table.kolommen))
        )
        rows = table.rijen or (empty,)
        last = len(table.kolommen) - 1
        sheet.add_table(
            0,
            0,
            len(rows),
            last,
            {
                "name": table.blad.replace(" ", "_"),
                "style": _STYLE,
                "columns": [
                    {"header": kolom.kop, "header_format": self._header(kolom)}
                    for kolom in table.kolommen
                ],
            },
        )
        sheet.freeze_panes(1, table.vast)
        sheet.set_row(0, 2 * LINE + 2)
        sheet.repeat_rows(0)
        for at, kolom in enumerate(table.kolommen):
            sheet.set_column(at, at, kolom.breedte)
            self._tint(sheet, at, len(rows), kolom)
        looks = [self._look(kolom) for kolom in table.kolommen]
        long = [at for at, kolom in enumerate(table.kolommen) if kolom.soort == "lang"]
        for number, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                if value is not None:
                    self._write(sheet, (number, at), value, looks[at])
            lines = max(
                (_height(table.kolommen[at], row[at]) for at in long), default=1
            )
            if lines > 1:
                sheet.set_row(number, LINE * lines)
        under = {"bottom": 1, "bottom_color": "#DEDEDC"}
        rule = {"type": "formula", "criteria": "=TRUE"}
        sheet.conditional_format(
            1, 0, len(rows), last, rule | {"format": self._book.add_format(under)}
        )

    def add_charts(self, name: str, tables: Sequence[Table]) -> None:
        """Add a sheet with every chart of these tables, one under the other."""
        sheet = self._sheet(name)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 1)
        sheet.hide_gridlines(2)
        look = self._format(bold=True, font_size=16)
        sheet.write_string(0, 0, shown(name), look)
        at = 2
        for table in tables:
            for grafiek in table.grafieken:
                if table.rijen:
                    height = tall(table, grafiek)
                    chart = draw(self._book, table, grafiek, height)
                    sheet.insert_chart(at, 0, chart, {"object_position": 2})
                    at += math.ceil(height / 20) + 2
        if at == 2:  # noqa: PLR2004 - where the first chart would be
            sheet.write_string(at, 0, "Nog niets om te tonen.", self._format())

    def _sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.6)
        sheet.set_header(f"&L&9{self._title.replace('&', '&&')[:120]}&R&9{name}")
        sheet.set_footer("&L&9Vertrouwelijk – jury&R&9Pagina &P van &N")
        sheet.set_tab_color(f"#{YELLOW if name == 'Lees mij' else LINES}")
        return sheet

    def _write(
        self, sheet: Any, at: tuple[int, int], value: Waarde, look: _Look
    ) -> None:
        match value:
            case str() if look.soort == "verwijzing":
                link = _Link(f"external:{value}")
                link.text = value.rpartition("/")[2]
                sheet.write_url(*at, link, look.format)
            case str():
                sheet.write_string(*at, shown(value), look.format)
            case dt.datetime():
                local = value.astimezone(BRUSSELS) if value.tzinfo else value
                sheet.write_datetime(*at, local.replace(tzinfo=None), look.format)
            case int() | float() if _fits(value):
                whole = look.soort != "getal" or value % 1 == 0
                sheet.write_number(*at, value, look.format if whole else look.parts)
            case int() | float():
                sheet.write_string(*at, as_getal(value), look.format)

    def _header(self, kolom: Kolom) -> Any:
        look: dict[str, Any] = {"bold": True, "bg_color": "F1F1EF", "text_wrap": True}
        side = {"align": "right"} if kolom.soort in _NUMBER_FORMATS else _INDENTED
        return self._format(**look, **side, valign="top")

    def _look(self, kolom: Kolom) -> _Look:
        look: dict[str, Any] = {"valign": "top"}
        if kolom.soort not in _NUMBER_FORMATS:
            look |= _INDENTED
        if kolom.soort == "lang":
            look["text_wrap"] = True
        if kolom.soort == "verwijzing":
            look |= {"font_color": "0055A4", "underline": 1}
        if kolom.soort in _NUMBER_FORMATS:
            look["num_format"] = _NUMBER_FORMATS[kolom.soort]
        return _Look(
            soort=kolom.soort,
            format=self._format(**look),
            parts=self._format(**look | {"num_format": PARTS}),
        )

    def _tint(self, sheet: Any, at: int, rows: int, kolom: Kolom) -> None:
        for word, tint in (kolom.tinten or {}).items():
            rule = {
                "type": "text",
                "criteria": "containing",
                "value": word,
                "format": self._book.add_format({"bg_color": f"#{tint}"}),
            }
            sheet.conditional_format(1, at, rows, at, rule)
        if kolom.soort == "procent":
            bar = {
                "type": "data_bar",
                "bar_color": "#DEDEDC",
                "min_type": "num",
                "min_value": 0,
                "max_type": "num",
                "max_value": 100,
            }
            sheet.conditional_format(1, at, rows, at, bar)

    def _format(self, **look: Any) -> Any:
        """Give one format for one look, however often it is asked for."""
        key = repr(sorted(look.items()))
        if key not in self._formats:
            look = {"font_name": "Calibri", "font_size": 11, "font_color": INK} | look
            colours = ("font_color", "bg_color")
            look |= {name: f"#{look[name]}" for name in colours if name in look}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def shown(text: str) -> str:
    """Make text fit for a cell: what XML can hold, no longer than Excel takes."""
    text = clean(text)
    return text if len(text) <= LONGEST else text[:LONGEST] + NOTE


def _height(kolom: Kolom, value: Waarde) -> int:
    """Count the lines that a text takes in its column, at most `MOST_LINES`."""
    if not isinstance(value, str):
        return 1
    return min(_lines(value, kolom.breedte), MOST_LINES)


def _lines(text: str, width: int) -> int:
    # A width counts digits; letters are narrower, but for capitals. One is indented.
    fit = width - 1 if text.isupper() else (width - 1) * _LETTERS
    return sum(max(1, math.ceil(len(line) / fit)) for line in text.split("\n"))


def _fits(value: float) -> bool:
    """Whether Excel keeps this number as it is."""
    return math.isfinite(value) and abs(value) < _EXACT
