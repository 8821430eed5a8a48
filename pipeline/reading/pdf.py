"""PDF: the text of an exported form, cell by cell and paragraph by paragraph.

    bytes -> Reading

A pdf has no paragraphs or tables: cells are told by their ruled lines, and a line runs
on into the next when the next word would not have fitted on it. A pdf without text (a
scan) is refused by name, since nothing in it can be read for certain.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from pipeline.canonical import BULLETS
from pipeline.errors import DocumentError
from pipeline.reading.block import Block, CellAt, Layer, Mark, Reading, Run
from pipeline.reading.symbols import FONTS, translate

_MAX_PAGES: Final = 200
_SAME_LINE: Final = 2.5  # points between the bottoms of words on one line
_APART: Final = 1.12  # how much more white than usual ends a paragraph
_USUAL: Final = 1.3
_ITEM: Final = re.compile(rf"^\s*(?:[{BULLETS}]|\d{{1,2}}[.)])\s")
_PADDING: Final = 7.0  # points of white that Word and LibreOffice leave in a cell
_MARGIN: Final = 50.0  # points at the top and bottom of a page for header and footer

Box = tuple[float, float, float, float]
Words = Sequence[dict[str, Any]]  # pdfplumber's words: its dictionaries have no type


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed line: its words, and where it starts and ends, in points."""

    runs: tuple[Run, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    first: float
    """The width of its first word."""


def read_pdf(data: bytes, naam: str) -> Reading:
    """Read a pdf that has text.

    Raises `DocumentError`: `versleuteld`, `te-groot` (pages), `beschadigd`, or
    `niet-ondersteund` for a scan.
    """
    import pdfplumber  # noqa: PLC0415 - heavy, and pdf is the exception
    from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = len(pdf.pages)
            blocks = tuple(_Pages().blocks(pdf.pages[:_MAX_PAGES]))
    except Exception as error:
        # pdfminer raises whatever it trips over, and pdfplumber wraps some of it.
        causes = (error, error.__cause__, *error.args)
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise DocumentError(
                "versleuteld", "het is beveiligd met een wachtwoord"
            ) from error
        raise DocumentError(
            "beschadigd", f"geen leesbare pdf ({type(error).__name__})"
        ) from error
    if pages > _MAX_PAGES:
        raise DocumentError("te-groot", f"het telt meer dan {_MAX_PAGES} bladzijden")
    if not any(block.text.strip() for block in blocks):
        what = "een pdf zonder tekst (een scan); stuur het Word- of Exceldocument zelf"
        raise DocumentError("niet-ondersteund", what)
    return Reading(blocks=blocks)


class _Pages:
    """All pages of one pdf; tables are counted through the document."""

    def __init__(self) -> None:
        self.tables = 0
        self.header: tuple[str, ...] = ()

    def blocks(self, pages: Sequence[Any]) -> Iterator[Block]:
        """The paragraphs of all pages, then those in the margins."""
        margins: dict[str, Block] = {}
        for number, page in enumerate(pages, 1):
            words = page.extract_words(
                extra_attrs=["fontname", "non_stroking_color"],
                keep_blank_chars=False,
                use_text_flow=False,
                x_tolerance=1.5,
            )
            tables = page.find_tables()
            inside = {id(word) for word in words if not _in_margin(word, page)}
            for word in words:
                if any(_holds(table.bbox, word) for table in tables):
                    inside.add(id(word))
            body = [word for word in words if id(word) in inside]
            yield from self._page(number, page, tables, body)
            for line in _lines([word for word in words if id(word) not in inside]):
                text = "".join(run.text for run in line.runs)
                margins.setdefault(
                    text,
                    Block(
                        runs=line.runs, place=f"p. {number}, rand", layer=Layer.HEADER
                    ),
                )
        yield from (
            block for text, block in margins.items() if not _is_page_number(text)
        )

    def _page(
        self, number: int, page: Any, tables: Sequence[Any], words: Words
    ) -> Iterator[Block]:
        """Running text and tables of one page from top to bottom."""
        place = f"p. {number}"
        columns = [t for table in tables for row in table.rows for t in row.cells if t]
        stacks = [_lines([w for w in words if _holds(box, w)]) for box in columns]
        leading = min(
            (_leading(stack) for stack in stacks if len(stack) > 1), default=_USUAL
        )
        loose = [w for w in words if not any(_holds(t.bbox, w) for t in tables)]
        pieces: list[tuple[float, Any]] = [(line.top, line) for line in _lines(loose)]
        pieces += [(table.bbox[1], table) for table in tables]
        pending: list[_Line] = []
        right = float(page.width) - _MARGIN
        for _, piece in sorted(pieces, key=lambda pair: pair[0]):
            if isinstance(piece, _Line):
                pending.append(piece)
                continue
            yield from _paragraphs(pending, right, place, (), leading=leading)
            pending = []
            yield from self._table(piece, words, place, leading)
        yield from _paragraphs(pending, right, place, (), leading=leading)

    def _table(
        self, table: Any, words: Words, place: str, leading: float
    ) -> Iterator[Block]:
        self.tables += 1
        for row_number, row in enumerate(table.rows, 1):
            if row_number == 1 and self._repeats(row, words):
                continue
            for column, cell in enumerate(row.cells, 1):
                if cell is None:
                    continue
                at = CellAt(self.tables, row_number, column)
                lines = _lines([word for word in words if _holds(cell, word)])
                where = (
                    f"{place}, tabel {self.tables}, rij {row_number}, kolom {column}"
                )
                yield from _paragraphs(
                    lines, cell[2] - _PADDING, where, (at,), leading=leading
                )

    def _repeats(self, row: Any, words: Words) -> bool:
        """Whether a first row is the header of the table before, printed once more."""
        cells = [[w for w in words if _holds(cell, w)] for cell in row.cells if cell]
        texts = tuple(" ".join(str(w["text"]) for w in cell) for cell in cells)
        again = len(texts) > 1 and texts == self.header and any(texts)
        self.header = texts
        return again


def _leading(lines: Sequence[_Line]) -> float:
    """The closest that two lines stand, as a multiple of the size of the letters."""
    close = [
        (line.bottom - before.bottom) / (line.bottom - line.top)
        for before, line in pairwise(lines)
        if line.x0 < before.x1 and before.x0 < line.x1  # one under the other
    ]
    return min((ratio for ratio in close if ratio > 1.0), default=_USUAL)


def _paragraphs(
    lines: Sequence[_Line],
    right: float,
    place: str,
    cells: tuple[CellAt, ...],
    *,
    leading: float,
) -> Iterator[Block]:
    """Lines joined into paragraphs.

    A line runs on into the next when the next word did not fit, unless there is more
    white between them than between the lines of one paragraph, or a list item begins.
    """
    if not lines:
        return
    runs: list[Run] = list(lines[0].runs)
    number = 1
    right = max(right, max(line.x1 for line in lines) - 1.0)
    for before, line in pairwise(lines):
        size = line.bottom - line.top
        fits = before.x1 + 0.25 * size + line.first <= right
        apart = line.bottom - before.bottom > _APART * leading * size
        if fits or apart or _ITEM.match("".join(run.text for run in line.runs)):
            yield Block(
                runs=tuple(runs), place=f"{place}, alinea {number}", cells=cells
            )
            runs, number = list(line.runs), number + 1
        else:
            runs += [Run(" "), *line.runs]
    yield Block(runs=tuple(runs), place=f"{place}, alinea {number}", cells=cells)


def _lines(words: Words) -> list[_Line]:
    """Words put together by the line they stand on, from left to right."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if lines and abs(lines[-1][-1]["bottom"] - word["bottom"]) <= _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_line(sorted(line, key=lambda w: w["x0"])) for line in lines]


def _line(words: Words) -> _Line:
    runs: list[Run] = []
    for number, word in enumerate(words):
        if number:
            runs.append(Run(" "))
        runs.append(Run(_text(word), _marks(word)))
    first = words[0]
    return _Line(
        runs=tuple(runs),
        x0=first["x0"],
        x1=words[-1]["x1"],
        top=min(w["top"] for w in words),
        bottom=max(w["bottom"] for w in words),
        first=first["x1"] - first["x0"],
    )


def _text(word: dict[str, Any]) -> str:
    font = str(word["fontname"]).rpartition("+")[2].lower()
    name = next(
        (known for known in FONTS if font.startswith(known.replace(" ", ""))), ""
    )
    return translate(str(word["text"]), name) if name else str(word["text"])


def _marks(word: dict[str, Any]) -> Mark:
    font = str(word["fontname"]).lower()
    return Mark.BOLD if "bold" in font or "black" in font else Mark.NONE


def _holds(box: Box, word: dict[str, Any]) -> bool:
    middle = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    inside = box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3]
    return bool(inside)


def _in_margin(word: dict[str, Any], page: Any) -> bool:
    return bool(word["bottom"] < _MARGIN or word["top"] > float(page.height) - _MARGIN)


def _is_page_number(text: str) -> bool:
    words = text.lower().replace("/", " ").split()
    return all(
        w.isdecimal() or w in {"pagina", "van", "p.", "blz.", "page"} for w in words
    )
