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
from pipeline.reading.block import Block, Layer, Reading
from pipeline.reading.pdfline import Line, Words, to_lines
from pipeline.reading.pdfmargin import margin_lines
from pipeline.reading.pdfmark import mark_characters
from pipeline.reading.pdfpage import Layout

_MAX_PAGES: Final = 200
_BLANK: Final = 0.13  # of the size of the letters: white that parts two words


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
            reading = _read(pdf.pages[:_MAX_PAGES])
    except Exception as error:
        # pdfminer raises whatever it trips over, and pdfplumber wraps some of it.
        causes = (error, error.__cause__, *error.args)
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise DocumentError(
                "versleuteld", "het is beveiligd met een wachtwoord"
            ) from error
        raise DocumentError(
            "beschadigd", "de pdf is onvolledig of onleesbaar"
        ) from error
    if pages > _MAX_PAGES:
        raise DocumentError("te-groot", f"het telt meer dan {_MAX_PAGES} bladzijden")
    if not any(block.text.strip() for block in reading.blocks):
        what = "een pdf zonder tekst (een scan); stuur het Word- of Exceldocument zelf"
        raise DocumentError("niet-ondersteund", what)
    return reading


def _read(pages: Sequence[Any]) -> Reading:
    """The paragraphs of all pages, then those in the margins."""
    words = [_words(page) for page in pages]
    margins = margin_lines(
        [
            (to_lines(on_page), float(page.height))
            for on_page, page in zip(words, pages, strict=True)
        ]
    )
    bodies: list[Words] = []
    for on_page, margin in zip(words, margins, strict=True):
        outside = {id(word) for line in margin for word in line.words}
        bodies.append([word for word in on_page if id(word) not in outside])
    layout = Layout(pages, bodies)
    blocks = (*layout.blocks(), *_margins(margins))
    return Reading(blocks=blocks, printed=True, unruled=frozenset(layout.unruled))


def _margins(margins: Sequence[Sequence[Line]]) -> Iterator[Block]:
    """Headers and footers, each once."""
    seen: set[str] = set()
    for number, lines in enumerate(margins, 1):
        for line in lines:
            same = line.text.replace(str(number), "#")
            if same not in seen and not _is_page_number(line.text):
                seen.add(same)
                place = f"p. {number}, rand"
                yield Block(runs=line.runs, place=place, layer=Layer.HEADER)


def _words(page: Any) -> Words:
    mark_characters(page)
    words: Words = page.extract_words(
        extra_attrs=["fontname", "marks"],
        keep_blank_chars=False,
        use_text_flow=False,
        x_tolerance_ratio=_BLANK,
    )
    return words


def _is_page_number(text: str) -> bool:
    words = text.lower().replace("/", " ").split()
    return all(
        w.isdecimal() or w in {"pagina", "van", "p.", "blz.", "page", "-", "–", "|"}
        for w in words
    )
