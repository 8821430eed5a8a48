"""A web page is read as the document that it shows."""

from typing import Final

import pytest

from pipeline.errors import DocumentError
from pipeline.reading.block import Block, CellAt, Mark
from pipeline.reading.webpage import LARGEST, blocks_of, read_html


def texts(html: str) -> list[str]:
    return [block.text for block in blocks_of(html)]


def at(html: str) -> dict[str, tuple[CellAt, ...]]:
    return {block.text: block.cells for block in blocks_of(html)}


def only(html: str) -> Block:
    (block,) = blocks_of(html)
    return block


def test_a_table_is_read_in_cells_also_inside_another() -> None:
    found = at(
        "<table><tr><td>a<td>b<tr><td colspan=2>c"
        "<table><tr><td>d</td></tr></table></table>"
    )
    outer = CellAt(1, 2, 1, 2)
    assert found == {
        "a": (CellAt(1, 1, 1),),
        "b": (CellAt(1, 1, 2),),
        "c": (outer,),
        "d": (outer, CellAt(2, 1, 1)),
    }


def test_a_cell_over_more_rows_takes_its_column_in_each() -> None:
    found = at("<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d</table>")
    assert found["c"] == (CellAt(1, 2, 2),)
    assert found["d"] == (CellAt(1, 3, 1),)


def test_a_first_row_may_lack_its_tag() -> None:
    found = at("<table><td>a<td>b<tr><td>c</table>")
    assert [cells for (cells,) in found.values()] == [
        *(CellAt(1, 1, 1), CellAt(1, 1, 2), CellAt(1, 2, 1))
    ]


def test_an_empty_cell_is_there() -> None:
    found = blocks_of("<table><tr><td></td><td>b</td></tr></table>")
    assert [(block.text, block.cells[0].column) for block in found] == [
        ("", 1),
        ("b", 2),
    ]


LOOKS: Final = {
    "<s>a</s>": Mark.STRIKE,
    "<del>a</del>": Mark.STRIKE,
    '<span style="text-decoration: line-through">a</span>': Mark.STRIKE,
    "<b>a</b>": Mark.BOLD,
    '<span style="font-weight:700">a</span>': Mark.BOLD,
    '<b style="font-weight:normal">a</b>': Mark.NONE,
    "<mark>a</mark>": Mark.HIGHLIGHT,
    '<span style="background:yellow">a</span>': Mark.HIGHLIGHT,
    '<span style="background:white">a</span>': Mark.NONE,
    '<span style="background: white">a</span>': Mark.NONE,
    '<span style="background-color:  #FFFFFF;">a</span>': Mark.NONE,
    '<span style="mso-hide:all">a</span>': Mark.HIDDEN,
    '<p style="display:none">a</p>': Mark.HIDDEN,
}


@pytest.mark.parametrize("html", LOOKS)
def test_what_is_marked_is_told(html: str) -> None:
    assert only(html).runs[0] == ("a", LOOKS[html])


def test_blanks_and_breaks_are_those_of_a_page() -> None:
    assert texts("<p>een\n  twee<br>\n drie </p><p>vier</p>") == [
        "een twee\ndrie",
        "vier",
    ]
    assert texts("<pre>een\n  twee</pre>") == ["een\n  twee"]


def test_lists_and_headings_have_a_level() -> None:
    found = blocks_of("<h2>a</h2><ul><li>b<ul><li>c</li></ul></ul><p>d</p>")
    shown = [(block.text, block.heading, block.level) for block in found]
    assert shown == [
        *[("a", 2, None), ("b", None, 0), ("c", None, 1), ("d", None, None)]
    ]


def test_fields_show_what_was_filled_in() -> None:
    html = (
        "<p><input type=checkbox checked> Ja</p><p><input type=radio> Nee</p>"
        "<p><input value=12></p><p><select><option>a<option selected>b</select></p>"
        "<p><input type=hidden value=x><textarea>c\nd</textarea></p>"
    )
    assert texts(html) == ["☒ Ja", "☐ Nee", "12", "b", "c\nd"]


def test_what_no_person_sees_is_no_text() -> None:
    html = (
        "<head><title>x</title><style>y</style></head><script>z</script>"
        "<p><span style='mso-list:Ignore'>·&nbsp;</span>a</p><!-- b -->"
    )
    assert texts(html) == ["a"]


def test_a_link_shows_its_target_when_that_says_more() -> None:
    html = '<p><a href="https://a.be/x">hier</a></p><p><a href="https://a.be">a.be</a>'
    assert texts(html) == ["hier <https://a.be/x>", "a.be"]


def test_a_page_nested_too_deep_keeps_its_words() -> None:
    assert "einde" in " ".join(texts("<div>" * 5000 + "einde"))


def test_a_page_beyond_the_limit_is_refused() -> None:
    with pytest.raises(DocumentError) as refused:
        read_html(b" " * (LARGEST + 1))
    assert refused.value.code == "te-groot"
