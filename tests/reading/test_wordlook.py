"""Which looks say anything, wherever in a document they stand."""

import pytest

from pipeline.reading.block import Mark
from pipeline.reading.word import read_word
from pipeline.reading.wordlook import telling
from pipeline.reading.wordstyle import RPR
from pipeline.reading.xmlpart import Element, parse
from tests.torture.ooxml import p, package, part, r, textbox

FONT = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/>'
SYMBOLS = '<w:rFonts w:hAnsi="Wingdings"/>'


def looks(xml: str) -> tuple[frozenset[Element], list[Element]]:
    root = parse(part("w:body", xml))
    return telling(root), list(root.iter(RPR))


@pytest.mark.parametrize("look", [FONT, "", '<w:lang w:val="nl-BE"/>'])
def test_a_font_or_a_language_says_nothing(look: str) -> None:
    found, (run,) = looks(p(r("x", look or "<w:sz/>")))
    assert run not in found


@pytest.mark.parametrize(
    "look", [f"{FONT}<w:b/>", '<w:rStyle w:val="Kop"/>', SYMBOLS, "<w:vanish/>"]
)
def test_what_is_read_of_a_run_says_something(look: str) -> None:
    found, (run,) = looks(p(r("x", look)))
    assert run in found


def test_a_mark_that_was_deleted_says_so_in_its_paragraph() -> None:
    found, (mark,) = looks('<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr></w:p>')
    assert mark in found
    assert mark.getparent() in found


def test_a_style_of_a_paragraph_says_something() -> None:
    found, _ = looks('<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr></w:p>')
    assert len(found) == 1


def test_a_look_counts_in_a_text_box_and_below_it() -> None:
    inside, below = p(r("in", f"{FONT}<w:strike/>")), p(r("onder", "<w:b/>"))
    blocks = read_word(package(p(textbox(inside)) + below)).blocks
    marks = {block.runs[0].text: block.runs[0].marks for block in blocks if block.runs}
    assert marks == {"in": Mark.STRIKE, "onder": Mark.BOLD}
