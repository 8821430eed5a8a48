import io
import struct

import docx
import msoffcrypto.format.ooxml
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.sniff import Format, sniff
from tests.intake import build

NIEUWSBRIEF = "Vanaf maandag.\nHet besluit; de tekst.\n\nTot dan.\n"


def word() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


def workbook() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def encrypted(document: bytes) -> bytes:
    buffer = io.BytesIO()
    file = msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(document))
    file.encrypt("geheim", buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("kind", "part", "form"),
    [
        (build.DOCX, "word/document.xml", Format.docx),
        (build.DOTX, "word/document.xml", Format.dotx),
        (build.DOCM, "word/document.xml", Format.docm),
        (build.XLSX, "xl/workbook.xml", Format.xlsx),
        (build.XLSM, "xl/workbook.xml", Format.xlsm),
        (build.XLSB, "xl/workbook.bin", Format.xlsb),
        (build.PPTX, "ppt/presentation.xml", Format.pptx),
    ],
)
def test_an_office_package_is_told_by_its_content_types(
    kind: str, part: str, form: Format
) -> None:
    assert sniff(build.package(kind, part), "x.zip") is form
    # Without a word on what the main part is, the part itself tells.
    plain = {"docm": "docx", "dotx": "docx", "xlsm": "xlsx"}.get(form, form)
    assert sniff(build.package("xml", part), "x.zip") == plain


def test_real_documents_are_known_whatever_their_name() -> None:
    assert sniff(word(), "kpi.xls") is Format.docx
    assert sniff(workbook(), "motivatie.docx") is Format.xlsx


def test_content_types_in_utf_16_are_read_too() -> None:
    types = build.CONTENT_TYPES.format(part="a.xml", kind=build.XLSM)
    data = build.zipped({"[Content_Types].xml": types.encode("utf-16"), "a.xml": ""})
    assert sniff(data, "") is Format.xlsm


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("text", Format.odt),
        ("text-template", Format.odt),
        ("spreadsheet", Format.ods),
        ("presentation", Format.onbekend),
    ],
)
def test_opendocument_is_told_by_its_mimetype(kind: str, form: Format) -> None:
    assert sniff(build.opendocument(kind), "") is form


def test_a_document_behind_a_password_is_its_own_result() -> None:
    assert sniff(encrypted(word()), "motivatie.docx") is Format.encrypted
    odt = build.opendocument("text", "<manifest:encryption-data/>")
    assert sniff(odt, "") is Format.encrypted


@pytest.mark.parametrize(
    ("stream", "head", "form"),
    [
        ("WordDocument", b"", Format.doc),
        ("Workbook", struct.pack("<HH6xHH4x", 0x809, 6, 0x42, 4), Format.xls),
        ("Book", b"", Format.xls),
        ("PowerPoint Document", b"", Format.ppt),
        ("__properties_version1.0", b"", Format.msg),
        ("EncryptedPackage", b"", Format.encrypted),
        ("WordDocument", bytes(11) + b"\1", Format.encrypted),
        ("Workbook", struct.pack("<HH6xHH4x", 0x809, 6, 0x2F, 4), Format.encrypted),
        ("Thumbnail", b"", Format.onbekend),
    ],
)
def test_old_office_files_are_told_by_their_streams(
    stream: str, head: bytes, form: Format
) -> None:
    assert sniff(build.compound(stream, head), "x.docx") is form


def test_a_compound_file_without_a_directory_is_unknown() -> None:
    assert sniff(build.compound("WordDocument")[:600], "") is Format.onbekend


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"", Format.leeg),
        (build.zipped({"a.eml": "x"}), Format.zip),
        (build.zipped({}), Format.zip),
        (build.zipped({"Index/Document.iwa": "x"}), Format.onbekend),
        (b"%PDF-1.7\n%\xe2\xe3", Format.pdf),
        (b"\r\n%PDF-1.4", Format.pdf),
        (b"junk" * 9 + b"\0%PDF-1.4", Format.pdf),
        (b"{\\rtf1\\ansi tekst}", Format.rtf),
        (b"\x89PNG\r\n\x1a\n\0\0", Format.image),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Format.image),
        (b"GIF89a\1\0", Format.image),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0", Format.image),
        (b"BMW is een merk; geen beeld.", Format.text),
        (b"RIFF\0\0\0\0WEBPVP8 ", Format.image),
        (b"\0\0\0\x18ftypheic\0\0", Format.image),
        (b"<svg xmlns='x'></svg>", Format.image),
        (b"\x78\x9f\x3e\x22\0\0", Format.winmail),
        (b"\x30\x82\1\0\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", Format.p7m),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", Format.ics),
        (b"BEGIN:VCARD\r\n", Format.vcf),
        (b"<!DOCTYPE html><p>x", Format.html),
        (b"\xef\xbb\xbf  <HTML><body>x", Format.html),
        (b"<?xml version='1.0'?><w:wordDocument/>", Format.onbekend),
        (b"7z\xbc\xaf\x27\x1c\0\4", Format.onbekend),
        (bytes(range(256)), Format.onbekend),
    ],
)
def test_other_formats_are_told_by_their_first_bytes(data: bytes, form: Format) -> None:
    for name in ("x", "x.docx", "x.xlsx", "x.pdf"):
        assert sniff(data, name) is form


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("From: a@b.be\nSubject: x\n\ntekst", "x.txt", Format.eml),
        ("Received: by x;\n\tMon\nDate: x\n\ntekst", "1714.M1.host", Format.eml),
        ("\ufeff\n\nFrom: a@b.be\nTo: x\n\n", "x", Format.eml),
        ("X-Eigen: 1\nSubject: x\n\ntekst", "x.eml", Format.eml),
        ("X-Eigen: 1\nSubject: x\n\ntekst", "x.txt", Format.text),
        ("Van: jan\nAan: an\nOnderwerp: x\n\ntekst", "x.txt", Format.text),
        ("From a@b Fri May  3 10:12:00 2024\nFrom: a@b\nTo: c\n\n", "x", Format.mbox),
        (NIEUWSBRIEF, "x.csv", Format.csv),
        (NIEUWSBRIEF, "x.txt", Format.text),
        ("bestuur;actie;behaald\nAalst;15;4\n", "x", Format.csv),
        ("bestuur\tactie\tbehaald\nAalst\t15\t4\n", "x.txt", Format.csv),
        ("één regel", "x", Format.text),
    ],
)
def test_plain_text_is_split_by_its_lines_and_then_its_name(
    text: str, name: str, form: Format
) -> None:
    assert sniff(text.encode(), name) is form


@pytest.mark.parametrize("coding", ["utf-8", "cp1252", "utf-16"])
def test_text_is_text_in_any_coding(coding: str) -> None:
    assert sniff("Coördinatie: één plan\n".encode(coding), "x.docx") is Format.text


def test_a_damaged_package_is_called_what_it_was() -> None:
    for whole, form in ((word(), Format.docx), (workbook(), Format.xlsx)):
        assert sniff(whole[:-100], "x") is form
    assert sniff(build.zipped({"a": "x"})[:-9], "x.docx") is Format.zip


def test_a_package_behind_junk_is_not_ok() -> None:
    assert sniff(bytes(1024) + word(), "motivatie.docx") is Format.onbekend


@given(st.binary(), st.text())
def test_any_bytes_have_a_format(data: bytes, name: str) -> None:
    assert sniff(data, name) in Format


@given(st.data(), st.sampled_from([build.package(), build.compound("Workbook")]))
def test_any_damaged_document_has_a_format(data: st.DataObject, whole: bytes) -> None:
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        changed[data.draw(st.integers(0, len(whole) - 1))] = data.draw(
            st.integers(0, 255)
        )
    cut = data.draw(st.integers(0, len(whole)))
    assert sniff(bytes(changed[:cut]), "x") in Format


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_table_in_utf_16_without_its_mark_is_a_table(encoding: str) -> None:
    text = "Actie;Te behalen;Behaald\n15;300;65\n"
    assert sniff(text.encode(encoding), "kpi.csv") is Format.csv
