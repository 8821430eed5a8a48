"""Paragraphs and tables, each once, whatever is wrapped around them."""

from pipeline.reading.block import CellAt, Layer
from pipeline.reading.word import read_word
from tests.torture.ooxml import (
    MARK_DELETED,
    MARK_MOVED,
    ROW_DELETED,
    ROW_INSERTED,
    custom_xml,
    dele,
    moved_from,
    moved_to,
    p,
    package,
    part,
    r,
    sdt,
    tbl,
    tc,
    textbox,
    tr,
)


def texts(body: str, parts: dict[str, str] | None = None) -> list[str]:
    reading = read_word(package(body, parts))
    return [block.text for block in reading.blocks if block.text]


def test_a_cell_knows_its_column_whatever_is_merged() -> None:
    rows = tbl(
        tr(tc(p("a"), span=2), tc(p("b"))),
        tr(tc(p("c")), props='<w:gridBefore w:val="2"/>'),
    )
    blocks = read_word(package(rows)).blocks
    assert [block.cells for block in blocks] == [
        (CellAt(1, 1, 1, 2),),
        (CellAt(1, 1, 3, 1),),
        (CellAt(1, 2, 3, 1),),
    ]


def test_a_span_past_what_word_can_is_no_span() -> None:
    cell = tc(p("a")).replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="1000000000"/>')
    (block,) = read_word(package(tbl(tr(cell)))).blocks
    assert block.cells[0].span <= 64


def test_wrappers_around_rows_cells_and_paragraphs_are_walked_through() -> None:
    cell = sdt(tc(sdt(p("een")), custom_xml(p("twee"))))
    assert texts(sdt(tbl(custom_xml(tr(cell))), tag="t")) == ["een", "twee"]


def test_the_tags_of_the_controls_around_are_kept() -> None:
    body = sdt(tbl(tr(tc(p(sdt(r("x"), tag="binnen"))))), tag="buiten")
    (block,) = [b for b in read_word(package(body)).blocks if b.text]
    assert block.tags == ("buiten", "binnen")


def test_deleted_rows_are_gone_and_inserted_ones_are_there() -> None:
    rows = tbl(
        tr(tc(p("blijft"))),
        tr(tc(p("weg")), props=ROW_DELETED),
        tr(tc(p("nieuw")), props=ROW_INSERTED),
    )
    assert texts(rows) == ["blijft", "nieuw"]


def test_a_deleted_cell_is_gone() -> None:
    cell = tc(p("weg"), props='<w:cellDel w:id="1" w:author="A"/>')
    assert texts(tbl(tr(cell, tc(p("blijft"))))) == ["blijft"]


def test_a_hidden_row_is_hidden() -> None:
    row = tr(tc(p("weg")), props="<w:hidden/>")
    assert texts(tbl(row, tr(tc(p("blijft"))))) == ["blijft"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = p(r("een "), props=MARK_DELETED) + p("twee")
    assert texts(body) == ["een twee"]
    body = p(moved_from(r("weg")), props=MARK_MOVED) + p(moved_to(r("hier")))
    assert texts(body) == ["hier"]


def test_a_paragraph_without_a_mark_does_not_leave_its_cell() -> None:
    cell = tc(p(r("een"), props=MARK_DELETED) + p(dele(r("weg")), props=MARK_DELETED))
    assert texts(tbl(tr(cell, tc(p("twee"))))) == ["een", "twee"]
    body = p(r("een"), props=MARK_DELETED) + tbl(tr(tc(p("twee"))))
    assert texts(body) == ["een", "twee"]


def test_a_text_box_comes_after_its_paragraph_once() -> None:
    blocks = read_word(package(p(r("een"), textbox(p("vak")), r(" twee")))).blocks
    assert [(b.layer, b.text) for b in blocks] == [
        (Layer.BODY, "een twee"),
        (Layer.TEXTBOX, "vak"),
    ]


def test_a_paragraph_takes_its_list_and_heading_from_its_style_or_itself() -> None:
    styles = part(
        "w:styles",
        '<w:style w:type="paragraph" w:styleId="Kop"><w:pPr><w:outlineLvl w:val="1"/>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Lijst"><w:pPr>'
        '<w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>',
    )
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    deep = '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'
    body = "".join(
        [
            p("kop", style="Kop"),
            p("lijst", style="Lijst"),
            p("geen", style="Lijst", props=none),
            p("diep", props=deep),
            p("tekst", style="Kop", props='<w:outlineLvl w:val="9"/>'),
        ]
    )
    blocks = read_word(package(body, {"styles": styles})).blocks
    assert [(b.heading, b.level) for b in blocks] == [
        (2, None),
        (None, 0),
        (None, None),
        (None, 2),
        (None, None),
    ]


def test_runs_with_the_same_look_are_one_run() -> None:
    (block,) = read_word(package(p(r("a"), r("b"), r("c", "b"), r("d", "b")))).blocks
    assert [run.text for run in block.runs] == ["ab", "cd"]
