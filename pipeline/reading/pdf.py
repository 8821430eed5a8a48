"""PDF: the text of an exported form, cell by cell and paragraph by paragraph.

    bytes -> Reading

A pdf has no paragraphs or tables: cells are told by their ruled lines, and a line runs
on into the next when the next word would not have fitted on it. A pdf without text (a
scan) is refused by name, since nothing in it can be read for certain.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

from pipeline.errors import DocumentError
from pipeline.reading.block import Block, CellAt, Layer, Reading
from pipeline.reading.pdfcolumn import Text, areas, column_starts, right_edge
from pipeline.reading.pdfline import USUAL, Words, leading_of, paragraphs, to_lines

_MAX_PAGES: Final = 200
_PADDING: Final = 7.0  # points of white that Word and LibreOffice leave in a cell
_MARGIN: Final = 50.0  # points at the top and bottom of a page for header and footer
_THIN: Final = 2.0  # points that a line through text is high at most
_STRUCK: Final = (0.35, 0.78)  # how deep it runs; a line under the text runs deeper
_MOST_OF: Final = 0.8  # of the width of a word

Box = tuple[float, float, float, float]


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
    return Reading(blocks=blocks, printed=True)


class _Pages:
    """All pages of one pdf; tables are counted through the document."""

    def __init__(self) -> None:
        self.tables = 0
        self.row = 0
        self.header: tuple[str, ...] = ()
        self.starts: tuple[float, ...] = ()
        self.right = 0.0

    def blocks(self, pages: Sequence[Any]) -> Iterator[Block]:
        """The paragraphs of all pages, then those in the margins."""
        margins: dict[str, Block] = {}
        every = [_words(page) for page in pages]
        self.starts = column_starts(every)
        self.right = max(
            (
                right_edge(words, float(page.width))
                for words, page in zip(every, pages, strict=True)
            ),
            default=0.0,
        )
        for number, (page, words) in enumerate(zip(pages, every, strict=True), 1):
            tables = page.find_tables()
            inside = {id(word) for word in words if not _in_margin(word, page)}
            for word in words:
                if any(_holds(table.bbox, word) for table in tables):
                    inside.add(id(word))
            body = [word for word in words if id(word) in inside]
            yield from self._page(number, page, tables, body)
            for line in to_lines([word for word in words if id(word) not in inside]):
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
        stacks = [to_lines([w for w in words if _holds(box, w)]) for box in columns]
        leading = min(
            (leading_of(stack) for stack in stacks if len(stack) > 1), default=USUAL
        )
        loose = [w for w in words if not any(_holds(t.bbox, w) for t in tables)]
        above = 0.0
        for table in [*sorted(tables, key=lambda table: table.bbox[1]), None]:
            below = table.bbox[1] if table else float(page.height)
            between = [w for w in loose if above <= w["bottom"] and w["top"] < below]
            loose = [w for w in loose if w not in between]
            yield from self._running(between, place, leading)
            if table is not None:
                yield from self._table(table, words, place, leading)

    def _running(self, words: Words, place: str, leading: float) -> Iterator[Block]:
        """What stands outside ruled tables: text, and columns without lines."""
        inside = False
        for area in areas(words, self.starts, self.right):
            if isinstance(area, Text):
                inside = False
                yield from paragraphs(
                    area.lines, area.right, place, (), leading=leading
                )
                continue
            if not inside:
                self.tables += 1
                self.row = 0
            inside = True
            self.row += 1
            for column, text in area.cells:
                at = CellAt(self.tables, self.row, column)
                where = f"{place}, tabel {self.tables}, rij {self.row}, kolom {column}"
                yield from paragraphs(
                    text.lines, text.right, where, (at,), leading=leading
                )

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
                lines = to_lines([word for word in words if _holds(cell, word)])
                where = (
                    f"{place}, tabel {self.tables}, rij {row_number}, kolom {column}"
                )
                yield from paragraphs(
                    lines, cell[2] - _PADDING, where, (at,), leading=leading
                )

    def _repeats(self, row: Any, words: Words) -> bool:
        """Whether a first row is the header of the table before, printed once more."""
        cells = [[w for w in words if _holds(cell, w)] for cell in row.cells if cell]
        texts = tuple(" ".join(str(w["text"]) for w in cell) for cell in cells)
        again = len(texts) > 1 and texts == self.header and any(texts)
        self.header = texts
        return again


def _words(page: Any) -> Words:
    words: Words = page.extract_words(
        extra_attrs=["fontname", "non_stroking_color"],
        keep_blank_chars=False,
        use_text_flow=False,
        x_tolerance=1.5,
    )
    thin = [line for line in page.lines + page.rects if line["height"] < _THIN]
    for word in words:
        word["struck"] = any(_strikes(line, word) for line in thin)
    return words


def _strikes(line: dict[str, Any], word: dict[str, Any]) -> bool:
    """Whether a ruled line runs through the middle of a word from end to end."""
    height = word["bottom"] - word["top"]
    depth = ((line["top"] + line["bottom"]) / 2 - word["top"]) / height
    along = min(line["x1"], word["x1"]) - max(line["x0"], word["x0"])
    through = _STRUCK[0] < depth < _STRUCK[1]
    return bool(through and along > _MOST_OF * (word["x1"] - word["x0"]))


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
