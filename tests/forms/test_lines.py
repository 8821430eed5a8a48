"""Lines: blocks as the lines a person sees."""

from pipeline.forms.lines import BOLD, STRIKE, Shown, to_lines
from pipeline.reading.block import Block, CellAt, Layer, Mark, Run


def made(*runs: Run, **more: object) -> Block:
    return Block(runs=runs, place="alinea 1", **more)  # type: ignore[arg-type]


def test_a_soft_line_break_ends_a_line() -> None:
    block = made(Run("een\ntw"), Run("ee\n\nvier", Mark.BOLD))
    assert [line.live for line in to_lines((block,))] == ["een", "twee", "", "vier"]


def test_live_text_is_without_what_is_gone() -> None:
    gone = (Mark.STRIKE, Mark.HIDDEN, Mark.PLACEHOLDER)
    block = made(Run("a"), *(Run("x", mark) for mark in gone), Run("b", Mark.BOLD))
    (line,) = to_lines((block,))
    assert line.live == "ab"
    assert line.hidden == "x"
    assert line.shown().text == "axb"


def test_soft_hyphens_are_no_letters() -> None:
    (line,) = to_lines((made(Run("Tim\u00ading"), Run("\u00ad: mei")),))
    assert line.live == "Timing: mei"
    assert line.shown().text == line.live


def test_an_empty_paragraph_is_an_empty_line() -> None:
    (line,) = to_lines((made(),))
    assert line.live == ""
    assert line.words == ()
    assert not line.bold


def test_a_line_knows_how_deep_it_stands() -> None:
    cells = (CellAt(1, 1, 1), CellAt(2, 1, 1))
    box = made(Run("x"), cells=cells, layer=Layer.TEXTBOX)
    assert [line.depth for line in to_lines((made(Run("y")), box))] == [0, 3]


def test_the_place_in_what_is_shown_is_found_from_the_live_text() -> None:
    struck = Run("weg ", Mark.STRIKE)
    (line,) = to_lines((made(Run("Ja "), struck, Run("want: daarom")),))
    assert line.live[:8] == "Ja want:"
    shown = line.shown()
    assert shown.text[line.shown_from(8) :] == " daarom"
    assert shown.text[line.shown_from(3) :] == "weg want: daarom"


def test_most_characters_decide_how_a_word_is_set() -> None:
    shown = Shown("ab c", [BOLD, BOLD, 0, STRIKE])
    assert shown.most(0, 4, BOLD)
    assert not shown.most(0, 4, STRIKE)
    assert not shown.most(2, 3, BOLD)
    assert shown.live(blank="-") == "ab -"
    assert (shown.cut(3) + shown.cut(0, 1)).text == "ca"
