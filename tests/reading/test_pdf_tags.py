"""Where a word processor told its paragraphs and cells, they are those of the pdf."""

import re

import pytest

from pipeline.reading.block import Block, CellAt, Layer, Reading
from pipeline.reading.pdf import read_pdf
from tests.reading.pdfs import Page, to_pdf, width

LINES = ("Een regel die niet vol is", "en toch verder gaat.", "Dit is nieuw.")
WORD = "Microsoft Word 365"


def page(*parts: int) -> Page:
    """A page with `LINES`; each belongs to the part of that number."""
    one = Page()
    for number, (part, line) in enumerate(zip(parts, LINES, strict=True)):
        one.part(part).text(70, 100 + 12 * number, line).part(-1)
    return one


def tagged(one: Page, tree: str, *, producer: str = WORD, roles: str = "") -> Reading:
    root = f"/StructTreeRoot << /RoleMap << {roles} >> /K [{tree}] >>"
    return read_pdf(to_pdf(one, catalog=root, producer=producer), "brief.pdf")


def tag(role: str, *kids: str) -> str:
    return f"<< /S /{role} /Pg 5 0 R /K [{' '.join(kids)}] >>"


def texts(found: Reading) -> list[str]:
    return [block.text for block in found.blocks]


TOLD = [f"{LINES[0]} {LINES[1]}", LINES[2]]
TREE = tag("P", "0", "1") + tag("P", "2")


def test_lines_of_one_paragraph_are_one() -> None:
    found = tagged(page(0, 1, 2), TREE)
    assert texts(found) == TOLD
    assert not found.printed


def test_a_style_of_its_own_has_the_part_that_it_is_mapped_to() -> None:
    tree = tag("Document", tag("Standard", "0", tag("Span", "1")), tag("Standard", "2"))
    assert texts(tagged(page(0, 1, 2), tree, roles="/Standard /P")) == TOLD


def test_a_cell_is_where_its_table_says() -> None:
    row = tag("TR", tag("TD", tag("P", "0")), tag("TD", tag("P", "1")))
    tree = tag("Table", row, tag("TBody", tag("TR", tag("TH", tag("P", "2")))))
    blocks: list[Block] = list(tagged(page(0, 1, 2), tree).blocks)
    assert [block.cells for block in blocks] == [
        (CellAt(1, 1, 1),),
        (CellAt(1, 1, 2),),
        (CellAt(1, 2, 1),),
    ]
    assert blocks[1].place == "p. 1, tabel 1, rij 1, kolom 2, alinea 1"


def test_a_cell_over_two_columns_moves_the_next() -> None:
    wide = f"<< /S /TD /Pg 5 0 R /A << /O /Table /ColSpan 2 >> /K [{tag('P', '0')}] >>"
    row = tag("TR", wide, tag("TD", tag("P", "1")))
    found = tagged(page(0, 1, 2), tag("Table", row) + tag("P", "2"))
    assert [block.cells for block in found.blocks] == [
        (CellAt(1, 1, 1, 2),),
        (CellAt(1, 1, 3),),
        (),
    ]


def test_the_number_of_a_list_is_no_text_but_its_box_is() -> None:
    one = Page()
    one.part(0, "Lbl").text(70, 100, "12.").part(-1)
    one.part(1).text(90, 100, "Ja").part(-1)
    one.part(2, "Lbl").drawn.append("BT /F3 10 Tf 70 722 Td <a8> Tj ET")
    one.part(-1).part(3).text(90, 120, "Nee").part(-1)
    items = [
        tag("LI", tag("Lbl", str(n)), tag("LBody", str(n + 1))) for n in range(0, 4, 2)
    ]
    assert "".join(texts(tagged(one, tag("L", *items)))) == "Ja☐Nee"


@pytest.mark.parametrize(
    ("front", "text"),
    [
        ("7.", ""),
        ("•", ""),
        ("iv)", ""),
        ("a.", ""),
        ("7.[8.]", ""),
        ("juni.", "juni. "),
        ("7", "7 "),
    ],
)
def test_a_number_that_its_item_does_not_name_is_no_text(front: str, text: str) -> None:
    one = Page().part(0).text(70, 100, front).part(-1)
    one.part(1).text(110, 100, "1. Een zin").part(-1)
    item = tag("LI", tag("LBody", tag("P", "0", "1")))
    assert texts(tagged(one, tag("L", item))) == [f"{text}1. Een zin"]


@pytest.mark.parametrize(("part", "read"), [(0, "☐ Ja, want"), (-1, "☐")])
def test_a_drawn_box_stands_in_the_paragraph_that_it_is_drawn_in(
    part: int, read: str
) -> None:
    """Drawn in none, it is read where it stands: tags do not tell all."""
    one = Page().part(0).text(85, 120, "Ja, want")
    square = "0.5 w 0 G 70 720 10 10 re S"
    one.drawn += [square, "EMC"] if part == 0 else ["EMC", square]
    one.part(1).text(300, 120, "Een andere kolom").part(-1)
    found = tagged(one, tag("P", "0") + tag("P", "1"))
    assert found.printed == (part != 0)
    assert texts(found)[0].startswith(read)


def test_a_number_alone_in_an_item_was_typed() -> None:
    one = Page().part(0).text(70, 100, "7.").part(-1)
    one.part(1).text(70, 130, "7. Later").part(-1)
    tree = tag("L", tag("LI", tag("LBody", "0"))) + tag("P", "1")
    assert texts(tagged(one, tree)) == ["7.", "7. Later"]


BROKEN = [
    (("Behaald of te beha", "len: 12"), "Behaald of te behalen: 12"),
    (("Behaald of te ", "behalen: 12"), "Behaald of te behalen: 12"),
    (("vooropgeste", "lde kans"), "vooropgestelde kans"),
]


@pytest.mark.parametrize(("lines", "read"), BROKEN)
def test_a_word_goes_on_where_no_blank_could_end_its_line(
    lines: tuple[str, str], read: str
) -> None:
    one = Page()
    parts = kept(one, 100, lines[0], 0)
    parts += kept(one, 112, lines[1], len(parts))
    assert texts(tagged(one, tag("P", *parts))) == [read]


def test_a_word_goes_on_over_the_page() -> None:
    pages = Page(), Page()
    first, second = kept(pages[0], 800, "beha", 0), kept(pages[1], 60, "len of", 0)
    pages[1].drawn.append("/Artifact <</Type /Pagination>> BDC")
    pages[1].text(70, 30, "Gemeente Temse").part(-1)
    (kid, *kids) = (f"<< /Type /MCR /Pg 7 0 R /MCID {n} >>" for n in second)
    root = f"/StructTreeRoot << /K [{tag('P', *first, kid, *kids)}] >>"
    data = to_pdf(*pages, catalog=root, producer="LibreOffice 24.2")
    assert texts(read_pdf(data, "brief.pdf"))[0] == "behalen of"


def kept(one: Page, y: float, line: str, number: int) -> list[str]:
    """Write words that stay together, as LibreOffice does; the numbers of its parts."""
    x, parts = 70.0, []
    for piece in filter(None, re.split("( )", line)):
        if piece == " ":
            one.drawn.append("/Span <</ActualText <FEFF00A0>>> BDC")
        else:
            parts.append(str(number + len(parts)))
            one.part(int(parts[-1]))
        one.text(x, y, piece).part(-1)
        x += width(piece)
    return parts


def test_a_line_with_other_blanks_was_not_broken_in_a_word() -> None:
    one = Page().part(0).lines(70, 100, "Een regel tot hier", "en dan verder.").part(-1)
    assert texts(tagged(one, tag("P", "0"))) == ["Een regel tot hier en dan verder."]


def test_a_line_that_ends_early_within_a_paragraph_was_ended_by_hand() -> None:
    one = Page().part(0).lines(70, 100, "mei", "juni").part(-1)
    one.part(1).text(70, 130, "Een veel langere regel, tot de rand.").part(-1)
    assert texts(tagged(one, tag("P", "0") + tag("P", "1")))[0] == "mei\njuni"


def test_what_is_no_part_of_the_text_is_a_header() -> None:
    one = page(0, 1, 2)
    one.drawn.append("/Artifact <</Type /Pagination>> BDC")
    one.text(70, 300, "Gemeente Temse").part(-1)
    found = tagged(one, TREE)
    header = [block.text for block in found.blocks if block.layer is Layer.HEADER]
    assert (texts(found)[:2], header) == (TOLD, ["Gemeente Temse"])


MEASURED = list(LINES)


@pytest.mark.parametrize(
    "tree",
    [
        tag("P", "0", "1"),  # not of every line
        tag("P", "0", "1") + tag("P", "1", "2"),  # of one line twice
        "12",
        "[ ]",
        "",
    ],
)
def test_tags_that_do_not_tell_all_tell_nothing(tree: str) -> None:
    assert texts(tagged(page(0, 1, 2), tree)) == MEASURED


def test_tags_of_another_program_are_not_read() -> None:
    assert texts(tagged(page(0, 1, 2), TREE, producer="Gok 1.0")) == MEASURED


def test_text_that_was_typed_later_is_read_in_its_place_all_the_same() -> None:
    one = page(0, 1, 2).note("FreeText", (140, 114, 200, 128), "/Contents (Nieuw)")
    assert "Nieuw" in " ".join(texts(tagged(one, TREE)))


@pytest.mark.parametrize(
    "tree",
    [
        "<< /S /Div /Pg 5 0 R /K 7 0 R >>",
        "<< /S /Div /Pg 5 0 R /K [7 0 R 7 0 R 7 0 R] >>",
        "<< /S /Table /K << /S /TBody /K [7 0 R << /S /TR /K 7 0 R >>] >> >>",
        "<< /S /TBody /K [7 0 R 7 0 R] >>",
    ],
)
def test_tags_without_end_are_left(tree: str) -> None:
    root = "/StructTreeRoot << /K [7 0 R << /S /Table /K 7 0 R >>] >>"
    data = to_pdf(page(0, 1, 2), catalog=root, more=(tree,), producer=WORD)
    assert texts(read_pdf(data, "brief.pdf")) == MEASURED


def test_the_first_row_of_a_table_that_is_printed_once_more_is_no_text() -> None:
    one = page(0, 1, 2)
    one.drawn.append("/Artifact <</Type /Pagination>> BDC")
    one.text(70, 300, LINES[0]).text(300, 300, LINES[2]).part(-1)
    tree = tag("P", "0") + tag("P", "1") + tag("P", "2")
    assert texts(tagged(one, tree)) == list(LINES)
