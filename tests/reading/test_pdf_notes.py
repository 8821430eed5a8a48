"""What was put on a pdf later is read: fields, text, marks, comments, drawings."""

import pytest

from pipeline.errors import DocumentError
from pipeline.reading.block import Block, Layer, Mark, Reading
from pipeline.reading.pdf import read_pdf
from tests.reading.pdfs import Page, string, to_pdf, width


def reading(*pages: Page, catalog: str = "", more: tuple[str, ...] = ()) -> Reading:
    return read_pdf(to_pdf(*pages, catalog=catalog, more=more), "brief.pdf")


def blocks(*pages: Page, layer: Layer = Layer.BODY) -> list[Block]:
    return [block for block in reading(*pages).blocks if block.layer is layer]


def texts(*pages: Page, layer: Layer = Layer.BODY) -> list[str]:
    return [block.text for block in blocks(*pages, layer=layer)]


def labelled(*labels: str) -> Page:
    return Page().lines(70, 200, *labels, leading=30)


def test_text_typed_beside_a_label_stands_behind_it() -> None:
    said = f"/Contents {string('mei 2024')}"
    page = labelled("Timing:", "KPI:").note("FreeText", (110, 190, 200, 204), said)
    assert texts(page) == ["Timing: mei 2024", "KPI:"]


def test_lines_typed_beside_a_label_stay_together_and_apart() -> None:
    said = f"/Contents {string('Eerst de scholen.' + chr(13) + 'Dan de wijken.')}"
    page = Page().lines(70, 200, "Timing:", "KPI:")
    page.note("FreeText", (110, 188, 300, 225), said)
    assert texts(page) == ["Timing: Eerst de scholen.\nDan de wijken.", "KPI:"]


def test_text_typed_below_a_label_is_a_paragraph() -> None:
    said = f"/Contents {string('Wij startten laat.')}"
    page = labelled("Waarom:", "Inspanningen:").note(
        "FreeText", (70, 205, 300, 219), said
    )
    assert texts(page) == ["Waarom:", "Wij startten laat.", "Inspanningen:"]


def test_text_typed_in_a_cell_is_in_that_cell() -> None:
    page = Page().box(65, 90, 200, 130).box(200, 90, 400, 130).text(70, 102, "Timing:")
    page.note("FreeText", (205, 92, 390, 128), f"/Contents {string('mei')}")
    found = [(block.text, block.cells[-1].column) for block in blocks(page)]
    assert found == [("Timing:", 1), ("mei", 2)]


def test_text_typed_over_the_edge_of_a_cell_is_in_the_cell_where_it_begins() -> None:
    page = Page().box(65, 90, 200, 130).box(200, 90, 400, 130).text(70, 102, "Timing:")
    page.note("FreeText", (110, 90, 390, 104), f"/Contents {string('mei')}")
    found = [(block.text, block.cells[-1].column) for block in blocks(page)]
    assert found == [("Timing: mei", 1)]


def test_text_typed_over_a_prompt_stands_behind_it() -> None:
    page = Page().words(70, 100, "Timing: (vul hier aan) en niets meer")
    begin = 70 + width("Timing:") + 4
    page.note("FreeText", (begin, 90, begin + 20, 104), "/Contents (mei)")
    assert texts(page) == ["Timing: (vul hier aan) mei en niets meer"]


def test_a_tick_typed_before_a_text_does_not_break_it() -> None:
    first = "Ja, wij zijn al heel goed gevorderd en zullen de minimale verwachtingen"
    page = Page().box(60, 80, 72 + width(first) + 4, 130)
    page.lines(72, 100, first, "behalen want:")
    page.note("FreeText", (62, 90, 70, 104), "/Contents (x)")
    assert texts(page) == [f"x {first} behalen want:"]


def test_formatted_text_without_a_plain_form_is_read() -> None:
    rich = string("<body><p>mei <b>2024</b></p></body>")
    page = labelled("Timing:").note("FreeText", (110, 190, 200, 204), f"/RC {rich}")
    assert texts(page) == ["Timing: mei 2024"]


def test_text_that_nobody_sees_is_hidden() -> None:
    said = f"/F 2 /Contents {string('geheim')}"
    page = labelled("Timing:").note("FreeText", (110, 190, 200, 204), said)
    (block,) = blocks(page)
    assert block.text.strip() == "Timing:"
    assert [run.text for run in block.runs if run.marks & Mark.HIDDEN] == ["geheim"]


def test_text_that_was_inserted_stands_in_its_line() -> None:
    page = Page().text(70, 100, "de").text(70 + width("de") + 9, 100, "scholen")
    page.note("Caret", (83, 98, 87, 104), f"/Contents {string('vier')}")
    assert texts(page) == ["de vier scholen"]


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("Highlight", Mark.HIGHLIGHT),
        ("StrikeOut", Mark.STRIKE),
        ("Underline", Mark.UNDERLINE),
        ("Squiggly", Mark.UNDERLINE),
    ],
)
def test_marks_put_on_letters_are_theirs(kind: str, mark: Mark) -> None:
    page = Page().text(70, 100, "Ja / Nee")
    page.note(kind, (70, 90, 90, 104), page.quad(70, 91, 70 + width("Ja"), 103))
    marks = {run.text: run.marks for block in blocks(page) for run in block.runs}
    assert marks["Ja"] == mark
    assert marks["Nee"] == Mark.NONE


def test_a_note_beside_the_text_is_a_comment() -> None:
    page = labelled("Timing:").note(
        "Text", (300, 90, 320, 110), "/Contents (Klopt dit?)"
    )
    page.note("Popup", (300, 90, 320, 110), "/Contents (Klopt dit?)")
    assert texts(page, layer=Layer.COMMENT) == ["Klopt dit?"]
    assert blocks(page, layer=Layer.COMMENT)[0].place == "p. 1, opmerking 1"


def test_a_mark_says_what_was_noted_at_it_unless_that_is_the_marked_text() -> None:
    page = Page().text(70, 100, "Ja / Nee")
    quad = page.quad(70, 91, 70 + width("Ja"), 103)
    page.note("Highlight", (70, 90, 90, 104), f"{quad} /Contents (Ja)")
    page.note("Highlight", (70, 90, 90, 104), f"{quad} /Contents (zeker weten)")
    assert texts(page, layer=Layer.COMMENT) == ["zeker weten"]


def test_what_was_copied_from_marked_lines_is_no_comment() -> None:
    page = Page().lines(70, 100, "Wij zoeken", "vrijwilligers.")
    quads = "".join(
        page.quad(70, top, 200, top + 12).removeprefix("/QuadPoints [").rstrip("]")
        + " "
        for top in (91, 103)
    )
    said = "/Contents (Wij zoeken vrijwilligers.)"
    page.note("Highlight", (70, 90, 200, 116), f"/QuadPoints [{quads}] {said}")
    assert blocks(page, layer=Layer.COMMENT) == []
    assert all(r.marks for block in blocks(page) for r in block.runs if r.text != " ")


@pytest.mark.parametrize("kind", ["Ink", "Line", "Circle", "Stamp"])
def test_a_drawing_is_told(kind: str) -> None:
    page = labelled("Ja / Nee").note(kind, (60, 180, 120, 210))
    assert reading(page).noticed == (("pdf-getekend", "p. 1"),)


def test_a_picture_is_no_drawing_of_a_reader() -> None:
    page = labelled("Timing:").picture(300, 300, 400, 400)
    assert reading(page).noticed == ()


BOX = "\u00a8"  # an empty box, in Wingdings


def boxed() -> Page:
    page = Page().text(90, 100, "Ja")
    page.drawn.append("BT /F3 10 Tf 70 742 Td <a8> Tj ET")
    return page


@pytest.mark.parametrize(
    ("kind", "more"), [("FreeText", "/Contents (x)"), ("Ink", "/InkList [[70 742]]")]
)
def test_a_tick_over_an_empty_box_is_a_tick(kind: str, more: str) -> None:
    page = boxed().note(kind, (68, 90, 82, 103), more)
    found = reading(page)
    assert [block.text for block in found.blocks] == ["☒ Ja"]
    assert found.noticed == ()


def test_a_file_in_a_pdf_is_told() -> None:
    pinned = labelled("Timing:").note("FileAttachment", (300, 90, 320, 110))
    assert reading(pinned).warnings == ("deel-ongelezen",)
    names = "/Names << /EmbeddedFiles << /Names [] >> >>"
    assert reading(labelled("Timing:"), catalog=names).warnings == ("deel-ongelezen",)


def test_a_text_field_says_its_value() -> None:
    value = f"/FT /Tx /T (wanneer) /V {string('mei 2024')} /DA (/Helv 0 Tf 0 g)"
    page = labelled("Timing:", "KPI:").note("Widget", (110, 188, 300, 206), value)
    assert texts(page) == ["Timing: mei 2024", "KPI:"]


def test_a_field_has_the_value_of_the_one_that_it_is_a_part_of() -> None:
    parent = f"<< /FT /Tx /T (a) /V {string('mei')} /Kids [] >>"
    page = labelled("Timing:").note("Widget", (110, 190, 200, 204), "/Parent 7 0 R")
    found = reading(page, more=(parent,))
    assert [block.text for block in found.blocks] == ["Timing: mei"]


def test_an_empty_field_says_nothing() -> None:
    page = labelled("Timing:").note("Widget", (110, 190, 200, 204), "/FT /Tx /V ()")
    assert texts(page) == ["Timing:"]


AP = "/AP << /N << /Ja << >> /Off << >> >> >>"


@pytest.mark.parametrize(
    ("state", "sign"),
    [
        (f"/AS /Ja /V /Ja {AP}", "☒"),
        (f"/AS /Off /V /Off {AP}", "☐"),
        ("/V /Yes", "☒"),
        ("/V /Off", "☐"),
        ("/AS /Ja", "☒"),
        ("", "☐"),
        (f"/AS /Off /V /Nee {AP}", "☐"),  # one of several, of which another is chosen
        (f"/AS /Off /V /Ja {AP}", "☐☒"),  # what it says is not what it shows
        ("/AS /Off /V /Ja", "☐☒"),
        ("/V (Ja)", "☒"),
    ],
)
def test_a_box_is_ticked_when_it_says_so(state: str, sign: str) -> None:
    page = Page().text(90, 100, "Ja")
    page.note("Widget", (70, 90, 82, 102), f"/FT /Btn /T (a) {state}")
    assert texts(page) == [f"{sign} Ja"]


def square(x0: float, y0: float, side: float = 10.0) -> str:
    """A box drawn by its lines."""
    return f"0.5 w 0 G {x0} {842 - y0 - side} {side} {side} re S"


def test_a_box_that_is_drawn_is_one_to_tick() -> None:
    page = Page().text(70, 100, "Akkoord:").text(132, 100, "Ja").text(170, 100, "Nee")
    page.drawn += [square(119, 92), square(157, 92)]
    # A cross, from corner to corner.
    page.drawn += ["157 750 m 167 740 l S", "157 740 m 167 750 l S"]
    assert texts(page) == ["Akkoord: ☐ Ja ☒ Nee"]


def test_a_small_square_among_lines_or_around_a_word_is_a_cell() -> None:
    page = Page().text(84, 100, "Ja").box(82, 92, 200, 102)
    page.drawn.append(square(72, 92))
    assert [block.text for block in blocks(page)] == ["Ja"]
    framed = Page().text(71, 100, "1")
    framed.drawn.append(square(70, 91))
    assert [(b.text, len(b.cells)) for b in blocks(framed)] == [("1", 1)]


def test_a_button_to_press_is_no_box() -> None:
    page = labelled("Timing:").note(
        "Widget", (110, 190, 200, 204), "/FT /Btn /Ff 65536"
    )
    assert texts(page) == ["Timing:"]


def test_the_frame_around_a_box_is_not_read_beside_it() -> None:
    page = boxed().note("Widget", (69, 90, 81, 102), "/FT /Btn /T (a) /V /Yes")
    assert texts(page) == ["☒ Ja"]


@pytest.mark.parametrize(
    ("value", "said"),
    [("(j)", "Ja"), ("[(j) (n)]", "Ja, Nee"), ("(anders)", "anders")],
)
def test_a_choice_says_what_the_list_shows(value: str, said: str) -> None:
    options = "/Opt [[(j) (Ja)] [(n) (Nee)] (Misschien)]"
    more = f"/FT /Ch /T (a) {options} /V {value}"
    page = labelled("Verlengen:").note("Widget", (130, 190, 200, 204), more)
    assert texts(page) == [f"Verlengen: {said}"]


def test_a_field_on_no_page_is_not_lost() -> None:
    form = f"/AcroForm << /Fields [<< /T (rest) /FT /Tx /V {string('nog iets')} >>] >>"
    found = reading(labelled("Timing:"), catalog=form)
    (block,) = (block for block in found.blocks if block.layer is Layer.COMMENT)
    assert (block.text, block.place) == ("nog iets", "formulierveld ‘rest’")


@pytest.mark.parametrize(
    ("first", "found"),
    [
        ("7 0 R", []),
        (f"<< /T (a) /FT /Tx /V (b) /Kids [{'7 0 R ' * 300}] >>", []),
        ("<< /T (a) /Kids [7 0 R 8 0 R] >>", ["c"]),
    ],
)
def test_fields_in_a_circle_are_left(first: str, found: list[str]) -> None:
    more = (first, "<< /T (b) /FT /Tx /V (c) /Parent 7 0 R >>")
    form = "/AcroForm << /Fields [7 0 R] >>"
    said = reading(labelled("Timing:"), catalog=form, more=more).blocks
    assert [b.text for b in said if b.layer is Layer.COMMENT] == found


def test_more_fields_than_are_looked_at_are_not_left_in_silence() -> None:
    field = f"<< /T (a) /FT /Tx /V {string('mei')} >>"
    form = f"/AcroForm << /Fields [{field * 5001}] >>"
    with pytest.raises(DocumentError, match="5000 formuliervelden") as caught:
        reading(labelled("Timing:"), catalog=form)
    assert caught.value.code == "te-groot"


def test_a_form_that_only_acrobat_shows_is_refused_by_name() -> None:
    page = labelled("Please wait...")
    with pytest.raises(DocumentError, match="XFA") as caught:
        reading(page, catalog="/AcroForm << /Fields [] /XFA (<xdp/>) >>")
    assert caught.value.code == "niet-ondersteund"


def test_a_form_with_fields_is_read_though_it_has_xml_too() -> None:
    form = "/AcroForm << /Fields [<< /T (a) /FT /Tx >>] /XFA (<xdp/>) >>"
    found = reading(labelled("Timing:"), catalog=form)
    assert [block.text for block in found.blocks] == ["Timing:"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_what_was_typed_on_a_turned_page_stands_where_it_is_seen(rotate: int) -> None:
    page = Page(width=842, height=842, rotate=rotate)
    # The page is drawn turned back, so that it reads upright.
    back = {90: "0 1 -1 0 842 0", 180: "-1 0 0 -1 842 842", 270: "0 -1 1 0 0 842"}
    page.drawn.append(f"{back[rotate]} cm")
    page.text(70, 200, "Timing:").text(70, 230, "KPI:")
    left, low, right, high = 110, 842 - 204, 200, 842 - 190
    box = {
        90: (842 - low, left, 842 - high, right),
        180: (842 - left, 842 - low, 842 - right, 842 - high),
        270: (low, 842 - left, high, 842 - right),
    }[rotate]
    rect = f"/Rect [{' '.join(map(str, box))}]"
    page.notes.append(f"<< /Subtype /FreeText {rect} /Contents (mei 2024) >>")
    assert texts(page) == ["Timing: mei 2024", "KPI:"]


@pytest.mark.parametrize(
    "broken",
    [
        "/Rect (x)",
        "/Rect [1 2]",
        "/Rect [(a) 1 2 3]",
        "/Contents 12",
        "/Contents <feff00>",
        "/QuadPoints [1 2 3]",
        "/Parent << /Parent 7 0 R >>",
        "/FT 12 /V << >>",
        "/FT /Ch /Opt [[] 12 []] /V [12]",
        "/FT /Btn /AS 3 /V [] /AP << /N 4 >>",
        "/AP 3 /DA 4 /Ff (x) /F (y)",
    ],
)
def test_a_note_that_is_none_spoils_nothing(broken: str) -> None:
    page = labelled("Timing:")
    page.notes += [f"<< /Subtype /{kind} {broken} >>" for kind in KINDS]
    page.notes += ["12", "null", "99 0 R", "[ ]"]
    more = ("<< /FT /Tx /Parent 7 0 R >>",)
    assert "Timing:" in " ".join(b.text for b in reading(page, more=more).blocks)


KINDS = ("FreeText", "Widget", "Highlight", "Text", "Ink", "Caret", "Anders")
