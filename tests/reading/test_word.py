"""A Word package becomes blocks in reading order."""

import io
import zipfile

import pytest

from pipeline.errors import DocumentError
from pipeline.reading.block import Layer, Reading
from pipeline.reading.word import read_word
from tests.torture.ooxml import (
    NAMESPACES,
    chunk,
    endnote,
    footnote,
    notes,
    p,
    package,
    part,
    r,
    tbl,
    tc,
    tr,
)


def seen(reading: Reading) -> list[tuple[Layer, str]]:
    return [(block.layer, block.text) for block in reading.blocks]


def replaced(data: bytes, name: str, old: str, new: str) -> bytes:
    """A package with `old` in one of its members replaced."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w") as made,
    ):
        for member in source.namelist():
            content = source.read(member)
            if member == name:
                content = content.replace(old.encode(), new.encode())
            made.writestr(member, content)
    return target.getvalue()


def test_headers_footers_and_comments_come_after_the_body() -> None:
    parts = {
        "comments": notes("comment", p("opmerking")),
        "footer": part("w:ftr", p("voet")),
        "header": part("w:hdr", p("kop")),
    }
    assert seen(read_word(package(p("tekst"), parts))) == [
        (Layer.BODY, "tekst"),
        (Layer.HEADER, "kop"),
        (Layer.FOOTER, "voet"),
        (Layer.COMMENT, "opmerking"),
    ]


def test_a_note_comes_after_its_paragraph_and_a_loose_one_after_the_body() -> None:
    parts = {
        "footnotes": notes("footnote", p("noot"), p("los")),
        "endnotes": notes("endnote", p("eindnoot")),
    }
    body = p(r("een"), footnote(2)) + p(r("twee"), endnote(2))
    assert seen(read_word(package(body, parts))) == [
        (Layer.BODY, "een"),
        (Layer.NOTE, "noot"),
        (Layer.BODY, "twee"),
        (Layer.NOTE, "eindnoot"),
        (Layer.NOTE, "los"),
    ]


def test_places_say_where_to_look() -> None:
    table = tbl(tr(tc(p("a")), tc(p("b"), tbl(tr(tc(p("c")))))))
    parts = {"header": part("w:hdr", p("kop"))}
    reading = read_word(package(p("x") + table, parts))
    assert [block.place for block in reading.blocks if block.text] == [
        "alinea 1",
        "tabel 1, rij 1, kolom 1, alinea 1",
        "tabel 1, rij 1, kolom 2, alinea 1",
        "tabel 1, rij 1, kolom 2, tabel 2, rij 1, kolom 1, alinea 1",
        "koptekst, alinea 1",
    ]


def test_the_main_part_may_have_any_name() -> None:
    data = package(p("tekst"))
    renamed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(renamed, "w") as made,
    ):
        for member in source.namelist():
            content = source.read(member).replace(b"document.xml", b"hoofd.xml")
            made.writestr(member.replace("document.xml", "hoofd.xml"), content)
    assert seen(read_word(renamed.getvalue())) == [(Layer.BODY, "tekst")]


def test_a_part_that_is_not_there_is_passed_over() -> None:
    data = package(p("tekst"), {"header": part("w:hdr", p("kop"))})
    data = replaced(data, "word/_rels/document.xml.rels", "header.xml", "weg.xml")
    assert seen(read_word(data)) == [(Layer.BODY, "tekst")]


def test_strict_markup_is_the_same_text() -> None:
    data = package(p("tekst"), {"header": part("w:hdr", p("kop"))}, strict=True)
    assert seen(read_word(data)) == [(Layer.BODY, "tekst"), (Layer.HEADER, "kop")]


@pytest.mark.parametrize("kind", ["docx", "docm", "dotx"])
def test_templates_and_macro_documents_are_read(kind: str) -> None:
    reading = read_word(package(p("tekst"), kind=kind))
    assert seen(reading) == [(Layer.BODY, "tekst")]
    assert reading.warnings == ()


def test_macros_are_a_warning() -> None:
    data = package(p("x"), kind="docm", extra={"word/vbaProject.bin": b"\0"})
    assert read_word(data).warnings == ("macro",)


def test_the_properties_can_tell_what_it_is() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Motivatie</dc:title>'
        "<dc:subject/></cp:coreProperties>"
    )
    data = package(p("x"), extra={"docProps/core.xml": core.encode()})
    assert read_word(data).properties == (("title", "Motivatie"),)


def around(inner: bytes, body: str) -> bytes:
    """A document that takes in another where `body` has the chunk `rId9`."""
    outer = package(body, extra={"word/in.docx": inner})
    link = (
        '<Relationship Id="rId9" Target="in.docx" '
        f'Type="{NAMESPACES["r"]}/aFChunk"/></Relationships>'
    )
    return replaced(outer, "word/_rels/document.xml.rels", "</Relationships>", link)


def test_a_document_in_a_document_is_read_but_not_for_ever() -> None:
    inner = package(p("binnen"))
    for _ in range(5):
        inner = around(inner, p("laag") + chunk("rId9"))
    texts = [block.text for block in read_word(inner).blocks]
    assert texts == ["laag", "laag", "laag"]


def test_the_tables_of_a_document_in_a_cell_count_on_after_ours() -> None:
    inner = package(tbl(tr(tc(p("in"), p("meer")))) + p("los"))
    body = tbl(tr(tc(p("buiten")), tc(chunk("rId9")))) + tbl(tr(tc(p("na"))))
    blocks = read_word(around(inner, body)).blocks
    found = [(b.text, [at.table for at in b.cells]) for b in blocks if b.text]
    assert found == [
        ("buiten", [1]),
        ("in", [1, 2]),
        ("meer", [1, 2]),
        ("los", [1]),
        ("na", [3]),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"geen zip", "beschadigd"),
        (
            replaced(package(p("x")), "word/document.xml", "<w:p>", "<w:q>"),
            "beschadigd",
        ),
        (
            replaced(package(p("x")), "word/document.xml", "w:body", "w:boda"),
            "beschadigd",
        ),
        (
            replaced(
                package(p("x")),
                "word/document.xml",
                "<w:document",
                "<!DOCTYPE a><w:document",
            ),
            "beschadigd",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_code(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read_word(data)
    assert refused.value.code == code


def test_a_package_without_a_document_is_damaged() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("iets.xml", "<a/>")
    with pytest.raises(DocumentError) as refused:
        read_word(target.getvalue())
    assert refused.value.code == "beschadigd"
