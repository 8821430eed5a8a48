"""A deck is read slide by slide, with what hangs on each."""

import pytest

from pipeline.errors import DocumentError
from pipeline.reading.block import CellAt, Layer
from pipeline.reading.pptx import read_pptx
from tests.reading.slides import A, P, pptx, shape, table
from tests.reading.workbooks import rels, zipped


def test_shapes_and_tables_come_in_the_order_of_the_slides() -> None:
    found = read_pptx(
        pptx(
            shape("Stand van zaken", kind="ctrTitle") + shape("Genk", "2024"),
            f"<p:grpSp>{shape('In een groep')}</p:grpSp>" + table([["a", "b"]]),
        )
    ).blocks
    assert [(block.text, block.place) for block in found] == [
        ("Stand van zaken", "dia 1, alinea 1"),
        ("Genk", "dia 1, alinea 2"),
        ("2024", "dia 1, alinea 3"),
        ("In een groep", "dia 2, alinea 1"),
        ("a", "dia 2, tabel 1, rij 1, kolom 1"),
        ("b", "dia 2, tabel 1, rij 1, kolom 2"),
    ]
    assert found[0].heading == 1
    assert found[-1].cells == (CellAt(table=1, row=1, column=2),)


def test_notes_comments_and_diagrams_come_with_their_slide() -> None:
    extra = {
        "ppt/slides/_rels/slide1.xml.rels": rels(
            ("rId1", "notesSlide", "../notesSlides/n1.xml"),
            ("rId2", "comments", "../comments/c1.xml"),
            ("rId3", "diagramData", "../diagrams/d1.xml"),
        ),
        "ppt/notesSlides/n1.xml": f'<p:notes xmlns:p="{P}" xmlns:a="{A}">'
        f"{shape('Mondeling toelichten')}{shape('7', kind='sldNum')}</p:notes>",
        "ppt/comments/c1.xml": f'<p:cmLst xmlns:p="{P}"><p:cm>'
        "<p:text>Klopt dit?</p:text></p:cm></p:cmLst>",
        "ppt/diagrams/d1.xml": f'<d xmlns:a="{A}"><a:p><a:r>'
        "<a:t>Stap 1</a:t></a:r></a:p></d>",
    }
    found = read_pptx(pptx(shape("Titel"), extra=extra)).blocks
    assert [(block.text, block.layer) for block in found] == [
        ("Titel", Layer.BODY),
        ("Mondeling toelichten", Layer.NOTE),
        ("Klopt dit?", Layer.COMMENT),
        ("Stap 1", Layer.BODY),
    ]


def test_a_hidden_slide_is_told_apart() -> None:
    found = read_pptx(pptx(' show="0"|' + shape("Oude cijfers"))).blocks
    assert [(block.place, block.layer) for block in found] == [
        ("dia 1 (verborgen), alinea 1", Layer.COMMENT)
    ]


def test_struck_out_text_is_marked_and_a_line_break_kept() -> None:
    text = (
        "<p:sp><p:txBody><a:p><a:r><a:t>Behaald</a:t></a:r><a:br/>"
        '<a:r><a:rPr strike="sngStrike"/><a:t>80</a:t></a:r>'
        '<a:r><a:rPr b="1"/><a:t>65</a:t></a:r></a:p></p:txBody></p:sp>'
    )
    [block] = read_pptx(pptx(text)).blocks
    assert block.text == "Behaald\n65"


def test_a_package_without_a_deck_is_damaged() -> None:
    with pytest.raises(DocumentError) as caught:
        read_pptx(zipped({"x": "y"}))
    assert caught.value.code == "beschadigd"
