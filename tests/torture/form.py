"""The official form as lines in cells in rows, to fill in and to lay out anew.

The words come from tests/data, so nothing here depends on the blank that we built.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.torture.ooxml import p, package, r, tbl, tc, tr

OFFICIAL: Final = Path(__file__).parents[1] / "data" / "motivatie-pj2-tussentijds.txt"
_BULLET: Final = re.compile(r"^\s*[·•]\s*")
_PROMPT: Final = re.compile(
    r"\s*(?:[….]{3,}\s*)?\((?:vul|ABB vult|tegen wanneer|hoeveel KPI)[^)]*\)|^Vul aan$",
    re.IGNORECASE,
)
_LIST: Final = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
# How many cells each row of the three tables has.
_ROWS: Final = ((1, 2, 2, 1), (2,) * 6 + (1,), (1,) * 7)
_DELEN_2: Final = ("kop-2", "2", "16", "18", "19", "22", "jury")
_DELEN_3: Final = ("samenwerking",) * 2 + ("mentor",) * 2 + ("sio",) * 2 + ("jury-3",)


@dataclass(slots=True)
class Line:
    """A line of the form: its official text, and what stands there now."""

    text: str
    xml: str


@dataclass(slots=True)
class Row:
    """A row of one of the tables; `deel` says what it is about."""

    deel: str
    cells: list[list[Line]]

    def lines(self) -> list[Line]:
        return [line for cell in self.cells for line in cell]


def line(text: str) -> Line:
    bare = _BULLET.sub("", text).strip()
    listed = bool(_BULLET.match(text))
    return Line(bare, p(r(bare), props=_LIST if listed else ""))


def without_prompt(text: str) -> str:
    """A line of the form without what is to be typed over."""
    return _PROMPT.sub("", text)


@dataclass(slots=True)
class Form:
    """One copy of the form, blank to begin with."""

    intro: list[Line]
    rows: list[list[Row]]
    headings: list[Line | None] = field(default_factory=list)

    def every_row(self) -> list[Row]:
        return [row for rows in self.rows for row in rows]

    def find(
        self, opening: str, deel: str = "", nth: int = 0
    ) -> tuple[list[Line], int]:
        """The cell that holds a line of the form, and where; `nth` among all such."""
        found = [
            (cell, at)
            for row in self.every_row()
            if not deel or row.deel == deel
            for cell in row.cells
            for at, here in enumerate(cell)
            if here.text.startswith(opening)
        ]
        return found[nth]

    def put(self, opening: str, *xml: str, deel: str = "", nth: int = 0) -> None:
        """Let `xml` (paragraphs, or plain text for one) take the place of a line."""
        cell, at = self.find(opening, deel, nth)
        cell[at].xml = "".join(_paragraph(x) for x in xml)

    def say(
        self,
        opening: str,
        *answer: str,
        deel: str = "",
        nth: int = 0,
        how: str = "over",
    ) -> None:
        """Answer behind a label as most people do; more answers are more paragraphs.

        `how`: `over` the prompt, `beside` it, `under` the label, `before` the label.
        """
        cell, at = self.find(opening, deel, nth)
        text = cell[at].text
        label = without_prompt(text)
        below = cell[at + 1].text if at + 1 < len(cell) else ""
        prompted = bool(below) and not without_prompt(below)
        first, *rest = (a if a.startswith("<") else r(a) for a in answer)
        lines = {
            "over": [p(r(f"{label} ") if label else "", first), *map(p, rest)],
            "beside": [p(r(f"{text} "), first), *map(p, rest)],
            "under": [p(r(label)), p(first), *map(p, rest)],
            "before": [p(first), *map(p, rest), p(r(label))],
        }[how]
        if prompted and how in {"over", "beside"}:
            prompt = r(f"{below} ") if how == "beside" else ""
            lines = [p(r(label)), p(prompt, first), *map(p, rest)]
        cell[at].xml = "".join(lines)
        if prompted:
            cell[at + 1].xml = ""

    def below(self, opening: str, *xml: str, deel: str = "", nth: int = 0) -> None:
        """Add paragraphs under a line."""
        cell, at = self.find(opening, deel, nth)
        cell.insert(at + 1, Line("", "".join(_paragraph(x) for x in xml)))

    def above(self, opening: str, *xml: str, deel: str = "", nth: int = 0) -> None:
        """Add paragraphs above a line."""
        cell, at = self.find(opening, deel, nth)
        cell.insert(at, Line("", "".join(_paragraph(x) for x in xml)))

    def drop(self, *openings: str, deel: str = "", nth: int = 0) -> None:
        """Delete lines."""
        for opening in openings:
            cell, at = self.find(opening, deel, nth)
            cell[at].xml = ""

    def keep(self, *delen: str) -> None:
        """Delete every row and heading of other parts."""
        for number, rows in enumerate(self.rows):
            rows[:] = [row for row in rows if row.deel in delen]
            if not rows:
                self.headings[number] = None

    def block(self) -> list[Row]:
        """A further copy of the rows of section 1, put under the last one."""
        made = blank().rows[0]
        self.rows[0].extend(made)
        return made

    def body(self, layout: str = "tables") -> str:
        """The document's body, laid out as one of `LAYOUTS`."""
        return "".join(i.xml for i in self.intro) + LAYOUTS[layout](self)

    def docx(self, layout: str = "tables", **more: Any) -> bytes:
        return package(self.body(layout), **more)


def _paragraph(xml: str) -> str:
    return xml if xml.startswith("<") else p(r(xml)) if xml else ""


def blank() -> Form:
    """The official form, untouched."""
    lines = OFFICIAL.read_text(encoding="utf-8").split("\n")
    first = next(n for n, text in enumerate(lines) if text.startswith("\t"))
    intro = [line(text) for text in lines[:first] if text.strip()]
    cells: list[list[Line]] = []
    headings: list[Line | None] = []
    for text in lines[first:]:
        if re.match(r"[123]\. INDIEN", text):
            headings.append(line(text))
        elif text.startswith("\t"):
            cells.append([line(text)])
        elif text.strip():
            cells[-1].append(line(text))
    queue = iter(cells)
    tables = [[[next(queue) for _ in range(n)] for n in rows] for rows in _ROWS]
    kop = tables[0].pop(0)[0][0]
    delen = (("1",) * 3, _DELEN_2, _DELEN_3)
    rows = [
        [Row(deel, cells_) for deel, cells_ in zip(names, table, strict=True)]
        for names, table in zip(delen, tables, strict=True)
    ]
    return Form(intro, rows, [kop, *headings])


def _cell(lines: list[Line], *, span: int) -> str:
    return tc("".join(here.xml for here in lines), span=span)


def _row(row: Row) -> str:
    return tr(*(_cell(cell, span=3 - len(row.cells)) for cell in row.cells))


def _tables(form: Form) -> str:
    made = []
    for heading, rows in zip(form.headings, form.rows, strict=True):
        if heading is not None:
            made.append(heading.xml)
        if rows:
            made.append(tbl(*map(_row, rows)) + p())
    return "".join(made)


def _one_table(form: Form) -> str:
    made = []
    for heading, rows in zip(form.headings, form.rows, strict=True):
        if heading is not None:
            made.append(tr(tc(heading.xml, span=2)))
        made.extend(map(_row, rows))
    return tbl(*made)


def _table_per_row(form: Form) -> str:
    made = []
    for heading, rows in zip(form.headings, form.rows, strict=True):
        made.append(heading.xml if heading is not None else "")
        made.extend(tbl(_row(row)) + p() for row in rows)
    return "".join(made)


def _one_column(form: Form) -> str:
    """Every cell in a row of its own."""
    made = []
    for heading, rows in zip(form.headings, form.rows, strict=True):
        if heading is not None:
            made.append(tr(tc(heading.xml)))
        made.extend(tr(_cell(cell, span=1)) for row in rows for cell in row.cells)
    return tbl(*made)


def _paragraphs(form: Form) -> str:
    made = []
    for heading, rows in zip(form.headings, form.rows, strict=True):
        made.append(heading.xml if heading is not None else "")
        made.extend(here.xml for row in rows for here in row.lines())
    return "".join(made)


def _row_per_line(form: Form) -> str:
    """Every line of the form in a row of its own."""
    made = []
    for heading, rows in zip(form.headings, form.rows, strict=True):
        lines = [heading] if heading is not None else []
        lines += [here for row in rows for here in row.lines()]
        made.extend(tr(tc(here.xml)) for here in lines if here.xml)
    return tbl(*made)


LAYOUTS: Final = {
    "tables": _tables,
    "one table": _one_table,
    "a table per row": _table_per_row,
    "one column": _one_column,
    "a row per line": _row_per_line,
    "paragraphs": _paragraphs,
}
