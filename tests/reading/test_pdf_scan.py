"""A page that is a picture is named, and a pdf of such pages is refused."""

import pytest

from pipeline.errors import DocumentError
from pipeline.reading.block import Mark, Reading
from pipeline.reading.pdf import read_pdf
from tests.reading.pdfs import Page, to_pdf


def reading(*pages: Page) -> Reading:
    return read_pdf(to_pdf(*pages), "brief.pdf")


def printed() -> Page:
    lines = (f"De regel met het nummer {n} van het verslag." for n in range(20))
    return Page().lines(70, 100, *lines)


def scan() -> Page:
    return Page().picture(0, 0, 595, 842)


def hidden(found: Reading) -> str:
    runs = (run for block in found.blocks for run in block.runs)
    return " ".join(run.text for run in runs if run.marks & Mark.HIDDEN)


def test_a_pdf_of_pictures_is_refused() -> None:
    with pytest.raises(DocumentError, match="scan") as caught:
        reading(scan(), scan())
    assert caught.value.code == "niet-ondersteund"


def test_letters_recognised_in_a_scan_are_no_text() -> None:
    with pytest.raises(DocumentError, match="scan"):
        reading(scan().unseen(70, 100, "Te behalen KPI: 3OO"))


def test_a_picture_between_pages_of_text_is_named() -> None:
    found = reading(printed(), scan(), printed(), scan().unseen(70, 100, "Timing: mei"))
    assert found.noticed == (("pdf-beeld", "p. 2, 4"),)
    assert hidden(found) == "Timing: mei"
    assert "Timing: mei" not in "".join(block.text for block in found.blocks)


def test_a_scan_on_which_the_scanner_wrote_its_name_is_named() -> None:
    found = reading(printed(), scan().text(400, 800, "Gescand met een telefoon"))
    assert found.noticed == (("pdf-beeld", "p. 2"),)


def test_a_picture_behind_a_text_is_a_letterhead() -> None:
    page = printed()
    page.drawn = [*scan().drawn, *page.drawn]
    assert reading(page).noticed == ()


@pytest.mark.parametrize(
    "page", [Page(), Page().text(70, 100, " "), Page().picture(60, 30, 160, 60)]
)
def test_an_empty_page_is_no_picture(page: Page) -> None:
    assert reading(printed(), page).noticed == ()


def test_a_scan_in_strips_is_a_picture() -> None:
    page = Page()
    for top in range(0, 840, 20):
        page.picture(0, top, 595, top + 20)
    assert reading(printed(), page).noticed == (("pdf-beeld", "p. 2"),)


def test_text_that_nobody_sees_is_hidden_without_a_picture_too() -> None:
    found = reading(printed().unseen(70, 500, "Verborgen."))
    assert hidden(found) == "Verborgen."
    assert found.noticed == ()


def unnamed(text: str) -> str:
    """Text in letters of which the pdf does not tell which they are."""
    codes = "".join(f"{ord(letter):04x}" for letter in text)
    return f"BT /F4 10 Tf 70 742 Td <{codes}> Tj ET"


def test_letters_without_a_name_are_not_guessed() -> None:
    page, plain = Page(), printed()
    page.drawn.append(unnamed("Wij startten laat."))
    assert reading(page, plain).noticed == (("pdf-beeld", "p. 1"),)
    text = "".join(block.text for block in reading(page, plain).blocks)
    assert "cid" not in text
    assert "\ufffd\ufffd" in text
