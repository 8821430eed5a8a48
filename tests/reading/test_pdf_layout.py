"""What stands where on the pages of a pdf tells its paragraphs, cells and margins."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.reading.block import Block, Layer, Mark
from pipeline.reading.pdf import read_pdf
from tests.reading.pdfs import Page, to_pdf, width

FULL = (
    "Deze regel is zo lang dat er op de breedte van het blad geen enkel woord meer bij "
    "past, en dus gaat"
)
LEFT, RIGHT = 70.0, 70.0 + width(FULL) + 1


def blocks(*pages: Page, layer: Layer = Layer.BODY) -> list[Block]:
    found = read_pdf(to_pdf(*pages), "brief.pdf").blocks
    return [block for block in found if block.layer is layer]


def texts(*pages: Page, layer: Layer = Layer.BODY) -> list[str]:
    return [block.text for block in blocks(*pages, layer=layer)]


def page(*lines: str) -> Page:
    """A page with a header, a footer with its number, and lines between them."""
    return Page().text(70, 40, "Gemeente Temse").lines(70, 100, *lines)


def test_a_pdf_that_was_cut_off_is_refused_in_plain_words() -> None:
    whole = to_pdf(Page().text(70, 100, "Actie"))
    with pytest.raises(DocumentError, match=r"onvolledig of onleesbaar$") as caught:
        read_pdf(whole[: len(whole) // 3], "brief.pdf")
    assert caught.value.code == "beschadigd"


def test_a_header_that_comes_back_is_no_text() -> None:
    pages = [page(FULL, "hij door."), page("Een ander blad."), page("Het laatste.")]
    for number, one in enumerate(pages, 1):
        one.text(500, 810, f"Pagina {number} van 3")
    found = [f"{FULL} hij door.", "Een ander blad.", "Het laatste."]
    assert texts(*pages) == found
    assert texts(*pages, layer=Layer.HEADER) == ["Gemeente Temse"]


def test_a_deep_header_that_comes_back_is_no_text() -> None:
    pages = [Page().lines(70, 60, "Dienst Samenleven", "Dorp 1, Temse") for _ in "ab"]
    pages[0].lines(70, 130, FULL)
    pages[1].lines(70, 130, "door op het volgende.")
    assert texts(*pages) == [f"{FULL} door op het volgende."]


def test_the_same_heading_on_top_of_some_pages_is_text() -> None:
    pages = [Page().lines(70, 60, title, "en tekst") for title in ("Begin", "A", "A")]
    assert texts(*pages) == ["Begin", "en tekst", "A", "en tekst", "A", "en tekst"]


def test_text_that_runs_into_the_margin_is_text() -> None:
    lines = [f"Regel {number}" for number in range(66)]
    assert texts(Page().lines(70, 30, *lines)) == lines


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    pages = Page().lines(70, 100, "Kort.", FULL), Page().lines(70, 100, "hij door.")
    assert texts(*pages) == ["Kort.", f"{FULL} hij door."]


def test_a_sentence_that_ended_with_its_page_does_not_go_on() -> None:
    full = f"{FULL[:-1]}."
    pages = Page().lines(70, 100, full), Page().lines(70, 100, "Nieuw begin.")
    assert texts(*pages) == [full, "Nieuw begin."]


def cells(top: float, bottom: float) -> Page:
    """A row of two cells."""
    return Page().box(65, top, 200, bottom).box(200, top, RIGHT + 5, bottom)


def test_a_row_goes_on_over_the_end_of_a_page() -> None:
    long = "het antwoord is lang en gaat op het blad hierna nog"
    edge = 205 + width(long) + 4
    pages = [
        Page().box(65, 700, 200, 760).box(200, 700, edge, 760),
        Page().box(65, 80, 200, 120).box(200, 80, edge, 120),
    ]
    pages[0].text(70, 715, "Timing:").text(205, 715, long)
    pages[1].text(205, 95, "verder.")
    found = blocks(*pages)
    assert [block.text for block in found] == ["Timing:", f"{long} verder."]
    assert {block.cells[-1].row for block in found} == {1}


def test_a_list_in_a_row_goes_on_where_the_label_beside_it_does_not() -> None:
    first = Page().box(60, 700, 250, 800).box(250, 700, 500, 800)
    first.text(66, 720, "Ondernomen acties").text(256, 720, "Een buurtontbijt")
    second = Page().box(60, 60, 250, 100).box(250, 60, 500, 100)
    second.text(256, 80, "Een straatfeest")
    found = blocks(first, second)
    assert [block.text for block in found] == [
        "Ondernomen acties",
        "Een buurtontbijt",
        "Een straatfeest",
    ]
    assert {block.cells[0].row for block in found} == {1}


def test_a_row_goes_on_when_a_sentence_in_one_of_its_cells_does() -> None:
    line = "Een lijn die de hele breedte van haar cel vult met"
    right = 66 + width(line) + 6
    first = Page().box(60, 700, right, 800).box(right, 700, 560, 800)
    first.text(66, 794, line).text(right + 6, 720, "Een buurtontbijt")
    second = Page().box(60, 60, right, 100).box(right, 60, 560, 100)
    second.text(66, 80, "woorden.").text(right + 6, 80, "Een straatfeest")
    found = blocks(first, second)
    assert [block.text for block in found] == [
        f"{line} woorden.",
        "Een buurtontbijt",
        "Een straatfeest",
    ]
    assert {block.cells[0].row for block in found} == {1}


def test_two_blocks_that_begin_alike_are_both_there() -> None:
    def block(y: float) -> Page:
        page = Page().text(60, y - 20, "Indien niet behaald")
        page.box(60, y, 250, y + 20).box(250, y, 500, y + 20)
        return page.text(66, y + 14, "Actie brug").text(256, y + 14, "Te behalen KPI")

    said = ["Indien niet behaald", "Actie brug", "Te behalen KPI"]
    assert texts(block(300), block(80)) == said * 2


def test_a_row_without_a_line_at_the_end_of_its_page_is_a_row() -> None:
    one = cells(100, 120).text(70, 112, "Boven").text(205, 112, "rechts")
    one.rule(65, 120, 65, 140).rule(200, 120, 200, 140).rule(
        RIGHT + 5, 120, RIGHT + 5, 140
    )
    one.text(70, 132, "Onder").text(205, 132, "ook rechts")
    found = [(b.text, b.cells[-1].row, b.cells[-1].column) for b in blocks(one)]
    assert found == [
        ("Boven", 1, 1),
        ("rechts", 1, 2),
        ("Onder", 2, 1),
        ("ook rechts", 2, 2),
    ]


def test_a_cell_has_as_much_white_at_the_right_as_at_the_left() -> None:
    first, rest = "Dit is de eerste lijn van het antwoord", "Tot half januari."
    right = 60 + width(first) + 2.5 + width("Tot")
    for beside, said in ((5.8, [f"{first} {rest}"]), (6.8, [first, rest])):
        page = Page().box(54.2, 100, right + beside, 130)
        page.lines(60, 112, first, rest)
        assert texts(page) == said


def test_a_table_in_a_cell_is_read_once_and_in_its_place() -> None:
    one = Page().box(60, 90, 500, 200)
    one.text(70, 110, "Erboven").text(70, 190, "Eronder")
    one.box(80, 120, 200, 160).box(200, 120, 480, 160)
    one.text(90, 140, "Links").text(210, 140, "Rechts")
    found = blocks(one)
    assert [block.text for block in found] == ["Erboven", "Links", "Rechts", "Eronder"]
    assert [len(block.cells) for block in found] == [1, 2, 2, 1]


def test_words_without_blanks_between_them_are_words() -> None:
    one = Page().words(70, 100, "Wij zoeken vrijwilligers in elke wijk.")
    assert texts(one) == ["Wij zoeken vrijwilligers in elke wijk."]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("en dat staat in het verslag van de CAW-", "werking.", "CAW-werking."),
        ("en dat staat in het verslag van de CAW-", "en werking.", "CAW- en werking."),
        ("zie daarvoor ook op www.voorbeeld.be/", "pagina", "voorbeeld.be/pagina"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_one_word(
    above: str, below: str, joined: str
) -> None:
    edge = 70 + width(above) + 4
    one = Page().box(65, 90, edge, 140).lines(70, 105, above, below)
    (found,) = texts(one)
    assert found.endswith(joined)


def marks_of(one: Page) -> dict[str, Mark]:
    runs = (run for block in blocks(one) for run in block.runs)
    return {run.text: run.marks for run in runs if run.text.strip()}


def test_marks_are_those_of_the_letters_that_carry_them() -> None:
    wide = width("Ja")
    lined = Page().text(70, 100, "Ja / Nee").rule(70, 102, 70 + wide, 102)
    assert marks_of(lined)["Ja"] == Mark.UNDERLINE
    gone = Page().text(70, 100, "Ja / Nee").rule(70, 96.5, 70 + wide, 96.5)
    assert marks_of(gone)["Ja"] == Mark.STRIKE
    marked = Page().fill(70, 91, 70 + wide, 103, "1 1 0").text(70, 100, "Ja / Nee")
    assert marks_of(marked)["Ja"] == Mark.HIGHLIGHT
    red = Page().text(70, 100, "Ja", colour="0.8 0 0").text(80, 100, " / Nee")
    assert marks_of(red)["Ja"] == Mark.COLOUR
    for one in (lined, gone, marked, red):
        assert marks_of(one)["Nee"] == Mark.NONE


def test_a_mark_below_another_line_is_that_of_its_letters_alone() -> None:
    one = Page().lines(70, 100, "WWWWWWWWW", "")
    wide = width("Ja")
    one.fill(70, 103, 70 + wide, 115, "1 1 0").text(70, 112, "Ja / Nee")
    assert marks_of(one)["Ja"] == Mark.HIGHLIGHT


def test_a_mark_at_letters_is_no_cell() -> None:
    one = Page().fill(70, 91, 70 + width("Ja"), 103, "1 1 0").text(70, 100, "Ja / Nee")
    assert texts(one) == ["Ja / Nee"]


def test_the_shade_of_each_line_of_a_cell_is_no_cell() -> None:
    first = "Een regel die tot het einde van zijn cel gaat en dan"
    edge = 70 + width(first) + 6
    one = Page().box(64, 80, edge, 150)
    for top in (88, 100):
        one.fill(70, top, edge - 6, top + 12, "0.9 0.9 0.9")
    assert texts(one.lines(70, 98, first, "verder.")) == [f"{first} verder."]


def test_a_background_is_no_cell() -> None:
    one = Page().fill(0, 0, 595, 842, "1 1 1").fill(20, 20, 560, 800, "1 1 0.9")
    (found,) = blocks(one.text(70, 100, "Timing:"))
    assert found.cells == ()


def test_cells_of_which_only_the_shade_is_drawn_are_cells() -> None:
    one = Page().fill(65, 90, 200, 110, "0.8 0.8 1").fill(200, 90, 400, 110, "0.9 1 1")
    found = blocks(one.text(70, 102, "Timing:").text(205, 102, "mei"))
    assert [(block.text, block.cells[-1].column) for block in found] == [
        ("Timing:", 1),
        ("mei", 2),
    ]


def filled(x0: float, y0: float, x1: float, y1: float) -> Page:
    """The edges of a cell as Word draws them: thin boxes, and one in each corner."""
    one = Page()
    for y in (y0, y1):
        one.fill(x0 + 0.5, y, x1, y + 0.5, "0 0 0")
    for x in (x0, x1):
        one.fill(x, y0 + 0.5, x + 0.5, y1, "0 0 0")
        for y in (y0, y1):
            one.fill(x, y, x + 0.5, y + 0.5, "0 0 0")
    return one


def test_lines_drawn_as_thin_boxes_are_those_of_a_cell() -> None:
    one = filled(65, 90, 200, 110)
    one.drawn += filled(200, 90, 400, 110).drawn
    found = blocks(one.text(70, 102, "Timing:").text(205, 102, "mei"))
    assert [(b.text, b.cells[-1].column, len(b.cells)) for b in found] == [
        ("Timing:", 1, 1),
        ("mei", 2, 1),
    ]


def test_the_number_of_a_list_before_a_box_is_no_text() -> None:
    one = Page().text(70, 100, "12.").text(95, 100, "Ja")
    one.drawn.append("BT /F3 10 Tf 86 742 Td <a8> Tj ET")
    assert texts(one) == ["☐ Ja"]


def test_words_in_a_sentence_need_a_clear_fit() -> None:
    first = "Dit is de eerste lijn van het antwoord"
    for rest, said in (
        ("was wel.", [f"{first} was wel."]),
        ("Was wel.", [first, "Was wel."]),
    ):
        word = rest.split()[0]
        right = 60 + width(first) + 2.5 + width(word) + 1.0
        page = Page().box(54, 100, right + 6, 130).lines(60, 112, first, rest)
        assert texts(page) == said


def test_the_lines_and_the_shade_of_a_cell_mark_nothing() -> None:
    one = Page().fill(65, 90, 300, 103, "0.9 0.9 1").box(65, 90, 300, 103)
    assert marks_of(one.text(70, 100, "Ja")) == {"Ja": Mark.NONE}


def test_a_word_of_which_a_part_is_marked_is_one_word() -> None:
    one = Page().text(70, 100, "Ja", bold=True)
    one.text(70 + 11.12, 100, "/Nee")
    assert texts(one) == ["Ja/Nee"]


places = st.lists(
    st.tuples(
        st.integers(3, 26).map(lambda n: n * 20.0),
        st.integers(3, 39).map(lambda n: n * 20.0),
    ),
    unique=True,
    min_size=1,
    max_size=12,
)
edges = st.lists(
    st.tuples(
        st.integers(2, 12), st.integers(2, 18), st.integers(1, 14), st.integers(1, 20)
    ),
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(places, edges)
def test_every_word_of_a_page_is_in_one_block(
    where: list[tuple[float, float]], boxes: list[tuple[int, int, int, int]]
) -> None:
    one = Page()
    for left, top, wide, high in boxes:
        x, y = left * 20.0 - 5, top * 20.0 - 13
        one.box(x, y, x + wide * 20, y + high * 20)
    names = [f"w{number:02}" for number in range(len(where))]
    for name, (x, y) in zip(names, where, strict=True):
        one.text(x, y, name)
    found = read_pdf(to_pdf(one), "brief.pdf").blocks
    assert sorted(word for block in found for word in block.text.split()) == names
