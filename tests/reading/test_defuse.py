"""No field of an old document has LibreOffice open another file."""

import pytest

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
