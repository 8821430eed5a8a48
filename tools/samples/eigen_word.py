"""Eigen Word: documents that people made themselves, in the styles Word offers.

Light markup, a line a paragraph: `= ` title, `# ` and `## ` headings, `- ` and ` - `
bullets, `| ` the cells of a table row, ` / ` in a cell a new line, `**...**` bold.
"""

import datetime as dt
import io
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Final

import docx
from docx.document import Document
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from tools.same_bytes import with_fixed_stamps

_STYLES: Final = {
    "= ": "Title",
    "# ": "Heading 1",
    "## ": "Heading 2",
    "- ": "List Bullet",
    " - ": "List Bullet 2",
}
_MARK: Final = re.compile(r"\*\*(.+?)\*\*")


def text(name: str) -> str:
    """The text `name` of `tools/samples/tekst/`."""
    return (files("tools.samples") / "tekst" / name).read_text(encoding="utf-8")


def as_word(lines: str, *, kop: str, schrijver: str, bewaard: dt.datetime) -> bytes:
    """The Word document of `lines`, with `kop` in the header of every page."""
    document = docx.Document()
    _set_up(document, kop)
    properties = document.core_properties
    properties.author = properties.last_modified_by = schrijver
    properties.title = properties.comments = ""
    properties.created = properties.modified = bewaard.astimezone(dt.UTC).replace(
        tzinfo=None
    )
    rows: list[str] = []
    for line in [*lines.splitlines(), ""]:
        if line.startswith("| "):
            rows.append(line.removeprefix("| "))
            continue
        if rows:
            _add_table(document, rows)
            rows = []
        if line.strip():
            _add_line(document, line)
    target = io.BytesIO()
    document.save(target)
    return with_fixed_stamps(target.getvalue())


def _set_up(document: Document, kop: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.header.paragraphs[0].text = kop
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Verdana", Pt(10)


def _add_line(document: Document, line: str) -> None:
    for opening, style in _STYLES.items():
        if line.startswith(opening):
            _type(document.add_paragraph(style=style), line.removeprefix(opening))
            return
    _type(document.add_paragraph(), line)


def _add_table(document: Document, rows: Sequence[str]) -> None:
    cells = [row.split(" | ") for row in rows]
    width = max(map(len, cells))
    table = document.add_table(rows=len(cells), cols=width, style="Table Grid")
    for row, texts in zip(table.rows, cells, strict=True):
        whole = row.cells[0]
        if len(texts) < width:
            whole = whole.merge(row.cells[width - 1])
        for cell, words in zip((whole, *row.cells[1:]), texts, strict=False):
            for number, line in enumerate(words.split(" / ")):
                paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                _type(paragraph, line)
    document.add_paragraph()


def _type(paragraph: Paragraph, words: str) -> None:
    for number, piece in enumerate(_MARK.split(words)):
        if piece:
            paragraph.add_run(piece).bold = True if number % 2 else None
