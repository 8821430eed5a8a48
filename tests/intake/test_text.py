import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.canonical import canonical_or_none as canonical
from pipeline.intake.text import decode, one_line, visible


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("één".encode(), "utf-8", "één"),
        ("één".encode("cp1252"), "iso-8859-1", "één"),
        ("10 €".encode("cp1252"), "iso-8859-1", "10 €"),
        ("10 €".encode("iso-8859-15"), "iso-8859-15", "10 €"),
        ("één".encode(), "us-ascii", "één"),
        ("één".encode("cp1252"), "us-ascii", "één"),
        ("één".encode("cp1252"), "utf-8", "één"),
        ("één".encode(), None, "één"),
        ("één".encode(), "x-onbestaand", "één"),
        ("één".encode(), '"utf-8"', "één"),
        ("één".encode("utf-16"), "utf-16", "één"),
        (b"tekst", "punycode", "tekst"),
        (b"tekst", "hex", "tekst"),
        (b"tekst", "a\0b", "tekst"),
        ("één plan".encode()[:-1] + b"\xc3", "utf-8", "één pla\ufffd"),
        (b"\x81\x8d", "utf-8", "\x81\x8d"),
    ],
)
def test_text_is_read_whatever_the_sender_calls_it(
    data: bytes, charset: str | None, text: str
) -> None:
    assert decode(data, charset) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("cafe\u0301", "café"),
        ("a\u00a0b", "a b"),
        ("sub\u00adsidie", "subsidie"),
        ("a\x00b\x0bc\x1fd\x85e", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("a\ud800b", "a\ufffdb"),
        ("a \t\nb\u00a0\n", "a\nb"),
        ("\n \n  a\n\n b\n \n", "  a\n\n b"),
        ("\ta", "\ta"),
        (" \n\t\n", None),
        ("", None),
    ],
)
def test_text_takes_the_form_of_the_contract(text: str, wanted: str | None) -> None:
    assert canonical(text) == wanted


@given(st.text(st.characters()))
def test_the_form_of_the_contract_is_final(text: str) -> None:
    once = canonical(text)
    if once is not None:
        assert canonical(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\u00ad\u00a0]|[ \t](\n|$)", once)
        assert once.encode()


def test_a_long_run_of_blanks_takes_no_time() -> None:
    assert canonical(" " * 2_000_000 + "x") == " " * 2_000_000 + "x"


def test_one_line_folds_every_blank() -> None:
    assert one_line(" Indiening\n\t dossier  Aalst ") == "Indiening dossier Aalst"
    assert one_line(" \n ") is None


def test_what_turns_text_around_is_spelled_out() -> None:
    assert visible("aanvraag\u202excod.exe") == "aanvraag[U+202E]xcod.exe"


@given(st.binary(), st.text() | st.sampled_from(["utf-7", "idna", "rot13", "cp037"]))
def test_any_bytes_in_any_charset_are_text(data: bytes, charset: str) -> None:
    assert isinstance(decode(data, charset), str)
