"""Webpage: a web page becomes blocks, with its tables and what is struck out or marked.

    bytes -> Reading

Office programs save documents as pages, and websites offer pages as documents. What a
page says in a table is in cells, as in Word; what it hides or strikes out is marked. Of
HTML that does not parse, whatever stands between tags is the text.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.errors import DocumentError
from pipeline.intake.limits import MIB
from pipeline.intake.markup import target_of, text_of
from pipeline.reading.block import Block, CellAt, Mark, Reading, Run
from pipeline.reading.csvfile import decoded
from pipeline.reading.webstyle import hides, marked, no_text
from pipeline.reading.xmlpart import Element

LARGEST: Final = 4 * MIB
"""Bytes of a page; Word saves a form with all its styles in a quarter of one."""
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd"}
    | {"div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "table", "tr", "ul"}
)
_LISTS: Final = frozenset({"ol", "ul"})
_CELLS: Final = frozenset({"td", "th"})
_HEADING: Final = re.compile(r"h[1-6]")
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_MOST: Final = 64  # columns a cell spans, as in Word
_MOST_ROWS: Final = 1000
_FOLLOWED: Final = 128  # columns in which cells that cover more rows are followed
_TICKABLE: Final = frozenset({"checkbox", "radio"})
_UNTYPED: Final = frozenset({"hidden", "submit", "button", "image", "reset", "file"})


def read_html(data: bytes) -> Reading:
    """Read what a person sees of a web page. Raises `DocumentError`: `te-groot`."""
    if len(data) > LARGEST:
        most = f"hoogstens {LARGEST // MIB} MB van een webpagina wordt gelezen"
        raise DocumentError("te-groot", most)
    return Reading(blocks=blocks_of(decoded(data)))


def blocks_of(html: str) -> tuple[Block, ...]:
    """The paragraphs of a page that is text."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(
            html.replace("\0", "\ufffd").encode("utf-8", "replace"), parser
        )
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or any("depth" in error.message for error in parser.error_log):
        lines = [line for line in text_of(html).splitlines() if line.strip()]
        return tuple(
            Block((Run(line),), f"regel {number}")
            for number, line in enumerate(lines, 1)
        )
    page = _Page()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            page.start(element)
        else:
            page.end(element)
    page.flush()
    return tuple(page.blocks)


@dataclass(slots=True)
class _Table:
    number: int
    row: int = 0
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)
    """The last row that a cell above covers, by column."""

    def cell(self, columns: int, rows: int) -> CellAt:
        """Where the next cell of this row stands, that covers so many."""
        self.row = max(self.row, 1)  # the `tr` of a first row may be left out
        column = self.column + 1
        while self.taken.get(column, 0) >= self.row:
            column += 1
        if rows > 1:
            until = min(column + columns, _FOLLOWED + 1)
            last = self.row + rows - 1
            self.taken.update(dict.fromkeys(range(column, until), last))
        self.column = column + columns - 1
        return CellAt(self.number, self.row, column, columns)


class _Page:
    """The blocks of one HTML tree, as it is walked."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._marks = [Mark.NONE]
        self._unseen = 0
        self._verbatim = 0
        self._lists = 0
        self._level: int | None = None
        self._heading: int | None = None
        self._count = 0
        self._tables: list[_Table] = []
        self._cells: list[CellAt] = []
        self._opened: list[int] = []
        """How many blocks there were when each open cell began."""
        self._numbers: dict[tuple[CellAt, ...], int] = {}
        self._links: list[int] = []

    def start(self, element: Element) -> None:
        tag, style = element.tag, element.get("style") or ""
        self._unseen += no_text(element, style)
        marks = marked(self._marks[-1], tag, style)
        self._marks.append(marks | Mark.HIDDEN if hides(element, style) else marks)
        self._verbatim += tag in {"pre", "textarea"}
        if tag in _BLOCKS:
            self.flush()
        if tag in _LISTS:
            self._lists += 1
        elif tag == "li":
            self._level = max(self._lists - 1, 0)
        elif _HEADING.fullmatch(tag):
            self._heading = int(tag[1])
        elif tag == "br":
            self._add("\n")
        elif tag == "a":
            self._links.append(len(self._runs))
        else:
            self._field(element)
            self._part_of_table(element)
        self._say(element.text)

    def end(self, element: Element) -> None:
        tag = element.tag
        if tag == "a":
            shown = "".join(run.text for run in self._runs[self._links.pop() :])
            self._add(target_of(element.get("href"), shown))
        if tag == "p" and not self._runs:
            self._block()
        if tag in _BLOCKS or tag in _CELLS:
            self.flush()
        if tag in _CELLS and self._cells:
            if len(self.blocks) == self._opened.pop():
                self._block()
            self._cells.pop()
        if tag == "table" and self._tables:
            self._tables.pop()
        self._lists -= tag in _LISTS
        self._level = None if tag == "li" else self._level
        self._heading = None if _HEADING.fullmatch(tag) else self._heading
        self._verbatim -= tag in {"pre", "textarea"}
        self._marks.pop()
        self._unseen -= no_text(element, element.get("style") or "")
        self._say(element.tail)

    def flush(self) -> None:
        """End the paragraph, if any is open."""
        if any(run.text.strip(" \n") for run in self._runs):
            self._block()
        self._runs = []

    def _block(self) -> None:
        cells = tuple(self._cells)
        number = self._numbers[cells] = self._numbers.get(cells, 0) + 1
        where = "".join(
            f"tabel {at.table}, rij {at.row}, kolom {at.column}, " for at in cells
        )
        runs = self._runs
        if runs:
            runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip(" \n"))
        self.blocks.append(
            Block(
                runs=tuple(run for run in runs if run.text),
                place=f"{where}alinea {number}",
                cells=cells,
                level=self._level,
                heading=self._heading,
            )
        )
        self._runs = []

    def _part_of_table(self, element: Element) -> None:
        tag = element.tag
        if tag == "table":
            self._count += 1
            self._tables.append(_Table(self._count))
        elif tag == "tr" and self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = 0
        elif tag in _CELLS and self._tables:
            self.flush()
            columns = _number(element.get("colspan"), _MOST)
            rows = _number(element.get("rowspan"), _MOST_ROWS)
            self._cells.append(self._tables[-1].cell(columns, rows))
            self._opened.append(len(self.blocks))

    def _field(self, element: Element) -> None:
        """What a field of a page shows: a tick, or what was typed in it."""
        tag, kind = element.tag, (element.get("type") or "text").lower()
        if tag == "input" and kind in _TICKABLE:
            self._add("☒" if element.get("checked") is not None else "☐")
        elif tag == "input" and kind not in _UNTYPED:
            self._add(element.get("value") or "")

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if not self._verbatim:
            text = _BLANKS.sub(" ", text)
            before = self._runs[-1].text if self._runs else "\n"
            if before.endswith((" ", "\n")):
                text = text.lstrip(" ")
        self._add(text)

    def _add(self, text: str) -> None:
        if text and not self._unseen:
            self._runs.append(Run(text, self._marks[-1]))


def _number(value: str | None, most: int) -> int:
    digits = (value or "").strip()[:4]
    return min(max(int(digits), 1), most) if digits.isdecimal() else 1
