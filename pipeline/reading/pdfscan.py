"""Pages of a pdf that are pictures: letters that nobody sees, or that mean nothing.

page of pdfplumber -> its letters, marked; whether it can be read

A program that recognises letters in a scan (OCR) lays them, unseen, over the picture
(text rendering mode 3; ISO 32000-1, 9.3.6). They are a guess, so no answer is read from
them; they are kept as hidden text. A letter of which the pdf does not tell which one it
is, is shown as U+FFFD.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from pipeline.reading.block import Mark

_UNSEEN: Final = 3
_UNKNOWN: Final = re.compile(r"\(cid:\d+\)")
_PICTURE: Final = 0.6  # of a page: as large as the scan of one
_LOGO: Final = 0.1  # of a page: a picture on it is no larger, if it is no scan
_FEW: Final = 20  # words that a scanner prints on a page itself
_WORD: Final = 8  # letters of a word, at most, on the whole
_GIBBERISH: Final = 0.2  # of the letters: then it cannot be read
_CURVES: Final = 40  # drawn shapes that may be the letters of a page without any
_SETS_MODE: Final = re.compile(rb"\b3\s+Tr\b")

Char = dict[str, Any]  # pdfplumber's dictionaries have no type


def mark_unseen(page: Any) -> None:
    """Mark the letters of `page` that are drawn invisibly, and tell unknown ones."""
    chars: list[Char] = page.chars
    for char in chars:
        if "(" in char["text"]:
            char["text"] = _UNKNOWN.sub("\ufffd", char["text"])
    if not page.images and not _may_hide(page):
        return
    unseen = _unseen(page)
    if len(unseen) == len(chars):
        for char, hidden in zip(chars, unseen, strict=True):
            if hidden:
                char["marks"] |= Mark.HIDDEN.value


def is_picture(page: Any) -> bool:
    """Whether what a person sees on `page` is no text, or hardly.

    A page with a logo alone is empty.
    """
    hidden = [c for c in page.chars if c["marks"] & Mark.HIDDEN.value]
    text = "".join(
        str(c["text"]) for c in page.chars if not c["marks"] & Mark.HIDDEN.value
    )
    if text.count("\ufffd") > _GIBBERISH * max(len(text), 1):
        return True
    covered = sum(_area(image, page) for image in page.images)
    size = float(page.width * page.height)
    if not text.strip():
        drawn = covered > _LOGO * size or len(page.curves) >= _CURVES
        return drawn or bool(hidden)
    few = len(text) < _FEW * _WORD and text.count(" ") < _FEW
    return covered > _PICTURE * size and few


def _area(image: Char, page: Any) -> float:
    wide = min(image["x1"], page.width) - max(image["x0"], 0)
    high = min(image["bottom"], page.height) - max(image["top"], 0)
    return float(max(wide, 0) * max(high, 0))


def _may_hide(page: Any) -> bool:
    """Whether a page without pictures turns letters invisible all the same."""
    from pdfminer.pdftypes import stream_value  # noqa: PLC0415

    contents: Sequence[Any] = page.page_obj.contents
    return any(_SETS_MODE.search(stream_value(one).get_data()) for one in contents)


def _unseen(page: Any) -> list[bool]:
    """For every letter of `page`, as they are drawn, whether it is invisible.

    pdfplumber does not tell, so the page is drawn once more.
    """
    from pdfminer.converter import PDFLayoutAnalyzer  # noqa: PLC0415
    from pdfminer.pdfinterp import PDFPageInterpreter  # noqa: PLC0415

    found: list[bool] = []

    class Device(PDFLayoutAnalyzer):
        mode = 0

        def render_string(self, textstate: Any, *args: Any) -> None:
            self.mode = textstate.render
            super().render_string(textstate, *args)

        def render_char(self, *args: Any) -> float:
            found.append(self.mode == _UNSEEN)
            return super().render_char(*args)

        def receive_layout(self, ltpage: object) -> None:
            """The layout itself is known."""

    manager = page.pdf.rsrcmgr
    PDFPageInterpreter(manager, Device(manager)).process_page(page.page_obj)
    return found
