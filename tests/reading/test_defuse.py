"""No field of an old document has LibreOffice open another file."""

import pytest

from pipeline.errors import DocumentError
from pipeline.reading.defuse import defused

LOOKS = rb"{\rtlch\fcs1 \af0 \ltrch\fcs0 \b\insrsid13 "


@pytest.mark.parametrize(
    "field",
    [
        rb'INCLUDEPICTURE "file:///etc/x.png"',
        rb'IncludeText "\\\\\\\\host\\\\share"',
        rb"DDEAUTO c:\\\\windows\\\\cmd.exe",
        rb"LINK Word.Document.8 x",
        rb"\'49NCLUDEPICTURE x",
        rb"{\fonttbl PAGE}INCLUDETEXT x",
        rb"{\bogus PAGE}INCLUDETEXT x",
        rb"INCLUDE{\b PICTURE} x",
        rb"\u73 NCLUDETEXT x",
        LOOKS + rb"INCLUDETEXT x}",
    ],
)
def test_a_field_that_takes_in_another_file_is_none(field: bytes) -> None:
    told = rb"{\field{\*\fldinst " + field + rb"}{\fldrslt resultaat}}"
    found = defused(told, "rtf")
    assert rb"\fldinst" not in found
    assert rb"{\fldrslt resultaat}" in found
    assert len(found) == len(told)


@pytest.mark.parametrize(
    "field", [rb" FORMCHECKBOX ", LOOKS + rb"FORMTEXT}", rb"SYMBOL 254", rb" PAGE "]
)
def test_a_field_that_says_something_itself_stays(field: bytes) -> None:
    told = rb"{\*\fldinst" + field + b"}"
    assert defused(told, "rtf") == told


def test_in_an_old_word_document_too_in_one_byte_a_letter_or_two() -> None:
    text = '\x13 INCLUDEPICTURE "x" \x14uitkomst\x15'
    for coding in ("cp1252", "utf-16-le"):
        found = defused(text.encode(coding), "doc").decode(coding)
        assert found == text.replace("INCL", "XNCL")


def test_the_word_in_an_answer_stays() -> None:
    text = "Wij kozen voor INCLUDETEXT en IMPORT."
    for coding in ("cp1252", "utf-16-le"):
        assert defused(text.encode(coding), "doc") == text.encode(coding)


def test_much_of_nothing_takes_no_time() -> None:
    told = rb"\fldinst" + b" {" * 500_000
    assert len(defused(told * 2, "rtf")) == 2 * len(told)
    wide = (b"\x13" + b" \0" * 1000) * 1000
    assert defused(wide, "doc") == wide


def xml(body: str, before: str = "") -> bytes:
    space = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    space += ' xmlns:v="urn:schemas-microsoft-com:vml"'
    head = f"<?xml version='1.0'?>{before}<w:wordDocument {space}>"
    return f"{head}<w:body>{body}</w:body></w:wordDocument>".encode()


def test_in_word_xml_too_and_what_is_inside_stays() -> None:
    told = (
        "<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r>"
        '<w:fldSimple w:instr=" includetext &quot;x&quot;"><w:t>uitkomst</w:t>'
        "</w:fldSimple><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
        '<v:imagedata src="file:///etc/x.png"/><v:imagedata src="wordml://1.png"/>'
        '<w:subDoc w:link="x"/>'
    )
    found = defused(xml(told), "xml")
    for gone in (b"INCLUDE", b"includetext", b"file:", b"subDoc"):
        assert gone not in found
    for kept in (b"uitkomst", b" PAGE ", b"wordml://1.png", b"mso-application"):
        assert kept in found


def test_word_xml_with_a_document_type_is_refused() -> None:
    dtd = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(DocumentError) as refused:
        defused(xml("<w:p><w:t>&a;</w:t></w:p>", dtd), "xml")
    assert refused.value.code == "beschadigd"
