import io
import zipfile

import pytest

from pipeline.errors import DocumentError
from pipeline.reading.block import Layer, Mark, Reading
from pipeline.reading.odt import read_odt

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)
LOEXT = (
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)


def odt(body: str, styles: str = "", named: str | None = None) -> bytes:
    content = (
        f"<office:document-content {NAMESPACES} {LOEXT}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        if named is not None:
            archive.writestr("styles.xml", named)
    return packed.getvalue()


def texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks]


def test_paragraphs_headings_and_lists_come_in_reading_order() -> None:
    reading = read_odt(
        odt(
            '<text:h text:outline-level="1">Kop</text:h><text:p>een</text:p>'
            "<text:list><text:list-item><text:p>punt</text:p></text:list-item>"
            "</text:list>"
        )
    )
    assert texts(reading) == ["Kop", "een", "punt"]
    assert [block.heading for block in reading.blocks] == [1, None, None]
    assert [block.level for block in reading.blocks] == [None, None, 0]


def test_spaces_tabs_and_line_breaks_are_text() -> None:
    body = '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p>'
    assert texts(read_odt(odt(body))) == ["a   b\tc\nd"]


def test_deleted_text_of_tracked_changes_is_gone() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        "<text:p>weg</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes><text:p>blijft</text:p>"
    )
    assert texts(read_odt(odt(body))) == ["blijft"]


def test_struck_out_text_is_marked_and_does_not_count() -> None:
    style = (
        '<style:style style:name="T1" style:family="text"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>'
    )
    body = '<text:p>Ja/<text:span text:style-name="T1">Nee</text:span></text:p>'
    (block,) = read_odt(odt(body, style)).blocks
    assert block.text == "Ja/"
    assert block.runs[-1].marks & Mark.STRIKE


@pytest.mark.parametrize(("checked", "glyph"), [("true", "☒"), ("false", "☐")])
def test_a_checkbox_shows_its_state(checked: str, glyph: str) -> None:
    body = (
        f'<text:p><loext:content-control loext:checkbox="true" '
        f'loext:checked="{checked}">x</loext:content-control> Ja</text:p>'
    )
    assert texts(read_odt(odt(body))) == [f"{glyph} Ja"]
    typed = body.replace(">x<", ">☒<")
    assert texts(read_odt(odt(typed))) == ["☒ Ja"]


def test_the_prompt_of_an_empty_control_is_no_answer() -> None:
    body = (
        '<text:p>Naam: <loext:content-control loext:showing-place-holder="true">'
        "Klik hier</loext:content-control></text:p>"
    )
    assert texts(read_odt(odt(body))) == ["Naam: "]


def test_cells_know_their_table_row_and_column() -> None:
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>kop</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row>"
        "</table:table-header-rows><table:table-row><table:table-cell>"
        "<text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    blocks = read_odt(odt(body)).blocks
    assert [(b.cells[-1].row, b.cells[-1].column) for b in blocks] == [
        (1, 1),
        (2, 1),
        (2, 2),
    ]
    assert blocks[2].place == "tabel 1, rij 2, kolom 2, alinea 1"


def test_notes_text_boxes_and_comments_are_read_once_each() -> None:
    body = (
        "<text:p>voor<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>noot</text:p></text:note-body></text:note>"
        "<draw:frame><draw:text-box><text:p>vak</text:p></draw:text-box></draw:frame>"
        "<office:annotation><text:p>opmerking</text:p></office:annotation>na</text:p>"
    )
    reading = read_odt(odt(body))
    assert [(b.layer, b.text) for b in reading.blocks] == [
        (Layer.BODY, "voorna"),
        (Layer.NOTE, "noot"),
        (Layer.TEXTBOX, "vak"),
        (Layer.COMMENT, "opmerking"),
    ]


def test_headers_are_read_after_the_body() -> None:
    named = (
        f"<office:document-styles {NAMESPACES}><office:master-styles>"
        "<style:master-page><style:header><text:p>Gemeente Aalst</text:p>"
        "</style:header></style:master-page></office:master-styles>"
        "</office:document-styles>"
    )
    reading = read_odt(odt("<text:p>tekst</text:p>", named=named))
    assert [(b.layer, b.text) for b in reading.blocks] == [
        (Layer.BODY, "tekst"),
        (Layer.HEADER, "Gemeente Aalst"),
    ]


def test_a_package_without_content_is_damaged() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(DocumentError) as error:
        read_odt(packed.getvalue())
    assert error.value.code == "beschadigd"
