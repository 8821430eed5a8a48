"""PDF: the text of an exported form, cell by cell and paragraph by paragraph.

    bytes -> Reading

A pdf has no paragraphs or tables: cells are told by their ruled lines, and a line runs
on into the next when the next word would not have fitted on it. What was typed in its
fields, or put on its pages later, is read in its place. A pdf without text (a scan,
also one in which a program recognised letters) is refused by name, since nothing in it
can be read for certain; a page without text in a pdf that has some is named. Where a
word processor told the paragraphs and cells, nothing is measured.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from pipeline.errors import DocumentError
from pipeline.reading.block import Block, Layer, Reading, Run
from pipeline.reading.pdfblank import ARTIFACT, mark_broken
from pipeline.reading.pdfbox import drawn_boxes
from pipeline.reading.pdfcolumn import cells_on
from pipeline.reading.pdffield import unplaced
from pipeline.reading.pdfline import Line, Words, to_lines
from pipeline.reading.pdfmargin import margin_lines
from pipeline.reading.pdfmark import mark_characters
from pipeline.reading.pdfnote import Notes, as_words, mark_noted, read_notes
from pipeline.reading.pdfobject import entry, items
from pipeline.reading.pdfpage import Layout
from pipeline.reading.pdfscan import is_picture, mark_unseen
from pipeline.reading.pdftag import is_tagged, told_blocks

_MAX_PAGES: Final = 200
_BLANK: Final = 0.13  # of the size of the letters: white that parts two words


def read_pdf(data: bytes, naam: str) -> Reading:
    """Read a pdf that has text.

    Raises `DocumentError`: `versleuteld`, `te-groot` (pages, fields), `beschadigd`, or
    `niet-ondersteund` for a scan, or a form that only Acrobat can show.
    """
    import pdfplumber  # noqa: PLC0415 - heavy, and pdf is the exception
    from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = len(pdf.pages)
            dynamic = _is_dynamic(pdf.doc.catalog)
            reading = _read(pdf.pages[:_MAX_PAGES], pdf)
    except DocumentError:
        raise  # ours, and it says what is the matter
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
    if dynamic:
        what = "een pdf die alleen Acrobat kan tonen (XFA); stuur het Word-document"
        raise DocumentError("niet-ondersteund", what)
    if not any(block.text.strip() for block in reading.blocks):
        what = "een pdf zonder tekst (een scan); stuur het Word- of Exceldocument zelf"
        raise DocumentError("niet-ondersteund", what)
    return reading


def _is_dynamic(catalog: object) -> bool:
    """Whether the pages are only a notice, and the form itself is XML (XFA)."""
    form = entry(catalog, "AcroForm")
    has_xml = entry(form, "XFA") is not None
    return has_xml and (not items(form, "Fields") or entry(catalog, "NeedsRendering"))


def _read(pages: Sequence[Any], pdf: Any) -> Reading:
    """The paragraphs of all pages, those in the margins, and notes beside them."""
    catalog = pdf.doc.catalog
    notes = [read_notes(page) for page in pages]
    for page, on_it in zip(pages, notes, strict=True):
        mark_characters(page)
        mark_unseen(page)
        on_it.typed += drawn_boxes(page)[1]
        mark_noted(on_it, page.chars)
    placed = {number for on_it in notes for number in on_it.placed}
    aside = (
        *_comments(notes),
        *(
            _aside(text, f"formulierveld ‘{name}’")
            for name, text in unplaced(catalog, placed)
        ),
    )
    found = _told(pages, notes, pdf) or _measured(pages, notes)
    return replace(
        found,
        blocks=(*found.blocks, *aside),
        warnings=("deel-ongelezen",) if _has_files(catalog, notes) else (),
        noticed=tuple(_noticed(pages, notes)),
    )


def _told(pages: Sequence[Any], notes: Sequence[Notes], pdf: Any) -> Reading | None:
    """What the tags say, when they tell it all; what was typed later is in none."""
    catalog = pdf.doc.catalog
    later = any(one.mcid is None for on_it in notes for one in on_it.typed)
    if later or not is_tagged(catalog, pdf.doc.info):
        return None
    words = _words(pages, "mcid", "tag")
    bodies = [
        as_words(on_it, [word for word in on if word["tag"] != ARTIFACT])
        for on, on_it in zip(words, notes, strict=True)
    ]
    blocks = told_blocks(catalog, pages, bodies)
    if blocks is None:
        return None
    # The first row of a table is no part of the text where it is printed once more.
    known = {block.text for block in blocks}
    margins = [
        [
            line
            for line in to_lines([word for word in on if word["tag"] == ARTIFACT])
            if not known.issuperset(cells_on(line))
        ]
        for on in words
    ]
    return Reading(blocks=(*blocks, *_margins(margins)))


def _measured(pages: Sequence[Any], notes: Sequence[Notes]) -> Reading:
    """What the places of the words say."""
    words = _words(pages)
    margins = margin_lines(
        [
            (to_lines(on_page), float(page.height))
            for on_page, page in zip(words, pages, strict=True)
        ]
    )
    bodies: list[Words] = []
    for on_page, margin, on_it in zip(words, margins, notes, strict=True):
        outside = {id(word) for line in margin for word in line.words}
        body = [word for word in on_page if id(word) not in outside]
        bodies.append(as_words(on_it, body))
    layout = Layout(pages, bodies)
    blocks = (*layout.blocks(), *_margins(margins))
    return Reading(blocks=blocks, printed=True, unruled=frozenset(layout.unruled))


def _noticed(pages: Sequence[Any], notes: Sequence[Notes]) -> Iterator[tuple[str, str]]:
    """What cannot be read, by page."""
    pictures = [n for n, page in enumerate(pages, 1) if is_picture(page)]
    drawn = [n for n, on_it in enumerate(notes, 1) if on_it.drawn]
    for code, numbers in (("pdf-beeld", pictures), ("pdf-getekend", drawn)):
        if numbers:
            yield code, f"p. {', '.join(map(str, numbers))}"


def _has_files(catalog: object, notes: Sequence[Notes]) -> bool:
    """Whether other files are in it: pinned to a page, or to the whole."""
    names = entry(entry(catalog, "Names"), "EmbeddedFiles")
    return names is not None or any(on_it.attached for on_it in notes)


def _comments(notes: Sequence[Notes]) -> Iterator[Block]:
    for page, on_it in enumerate(notes, 1):
        for number, said in enumerate(on_it.comments, 1):
            yield _aside(said, f"p. {page}, opmerking {number}")


def _aside(text: str, place: str) -> Block:
    return Block(runs=(Run(text),), place=place, layer=Layer.COMMENT)


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


def _words(pages: Sequence[Any], *more: str) -> list[Words]:
    """The words that are printed on each page, with `more` of what its letters have."""
    words: list[Words] = [
        page.extract_words(
            extra_attrs=["fontname", "marks", *more],
            keep_blank_chars=False,
            use_text_flow=False,
            x_tolerance_ratio=_BLANK,
            return_chars=True,
        )
        for page in pages
    ]
    mark_broken(pages, words)
    return words


def _is_page_number(text: str) -> bool:
    words = text.lower().replace("/", " ").split()
    return all(
        w.isdecimal() or w in {"pagina", "van", "p.", "blz.", "page", "-", "–", "|"}
        for w in words
    )
