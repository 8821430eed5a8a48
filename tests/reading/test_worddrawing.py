"""Drawings: every word in them once."""

from pipeline.reading.block import Layer
from pipeline.reading.word import read_word
from tests.torture.ooxml import (
    chart,
    diagram,
    group,
    p,
    package,
    part,
    r,
    textbox,
    word_art,
)


def boxes(body: str, parts: dict[str, str] | None = None) -> list[str]:
    blocks = read_word(package(body, parts)).blocks
    return [b.text for b in blocks if b.layer is Layer.TEXTBOX]


def test_a_text_box_that_word_keeps_twice_is_read_once() -> None:
    assert boxes(p(textbox(p("een") + p("twee")))) == ["een", "twee"]


def test_old_boxes_groups_and_word_art_are_read() -> None:
    body = p(textbox(p("oud"), old_only=True), group(p("a"), p("b")), word_art("kunst"))
    assert boxes(body) == ["oud", "a", "b", "kunst"]


def test_a_box_in_a_box_is_read_after_it() -> None:
    assert boxes(p(textbox(p(r("buiten"), textbox(p("binnen")))))) == [
        "buiten",
        "binnen",
    ]


def test_the_words_of_a_diagram_and_a_chart_are_read_each_line_once() -> None:
    line = "<a:p><a:r><a:t>Doel</a:t></a:r></a:p>"
    data = part(
        "dgm:dataModel",
        f"<dgm:ptLst><dgm:pt><dgm:t>{line}{line}</dgm:t></dgm:pt></dgm:ptLst>",
    )
    names = "<c:strCache><c:pt><c:v>2023</c:v></c:pt></c:strCache>"
    title = f"<c:title><c:tx><c:rich>{line}</c:rich></c:tx></c:title>"
    graph = part("c:chartSpace", f"<c:chart>{title}<c:cat>{names}</c:cat></c:chart>")
    body = p(r("tekst"), diagram("rId1"), chart("rId2"))
    assert boxes(body, {"diagramData": data, "chart": graph}) == [
        "Doel",
        "Doel",
        "2023",
    ]


def test_a_drawing_without_its_part_says_nothing() -> None:
    assert boxes(p(r("tekst"), chart("rId7"))) == []
