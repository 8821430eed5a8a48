import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.rtf import letter_of, rtf_text, unpack

# [MS-OXRTFCP] 3.2.1 and 3.2.2: the examples of the specification.
SIMPLE = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af3"
    "2068656c090020627705b06c647d0a800fa0"
)
CROSSING = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


@pytest.mark.parametrize(
    ("packed", "wanted"),
    [
        (SIMPLE, b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"),
        (CROSSING, b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"),
        (struct.pack("<II4sI", 17, 5, b"MELA", 0) + b"{\\rtf", b"{\\rtf"),
        (b"", b""),
        (b"x" * 40, b""),
    ],
)
def test_a_packed_body_is_unpacked(packed: bytes, wanted: bytes) -> None:
    assert unpack(packed) == wanted


@pytest.mark.parametrize(
    ("rtf", "wanted"),
    [
        (rb"{\rtf1\ansi Beste,\par twee\line drie}", "Beste,\ntwee\ndrie"),
        (rb"{\rtf1\ansi\ansicpg1253 \'e1}", "\u03b1"),
        (rb"{\rtf1\ansi {\fonttbl{\f0 Arial;}}{\*\generator x;}a{\b b}c}", "abc"),
        (rb"{\rtf1\ansi\uc1 \u8217?\u-10179?\u-8704?x}", "’😀x"),
        (rb"{\rtf1\ansi\uc2 \u233??x\uc0 \u233 y}", "éxéy"),
        (rb"{\rtf1\ansi a\{b\}\\c\~d\tab e}", "a{b}\\c\xa0d\te"),
        (rb"{\rtf1\ansi a\cell b\cell\row}", "a\tb\t\n"),
        (rb"{\rtf1\ansi\ansicpg932 \'82\'a0}", "あ"),
        (rb"}}}{\rtf1 a", "a"),
    ],
)
def test_the_text_of_rtf_is_read(rtf: bytes, wanted: str) -> None:
    assert rtf_text(rtf) == wanted


def test_html_hidden_in_rtf_is_read_as_html() -> None:
    rtf = (
        rb"{\rtf1\ansi\fromhtml1 {\fonttbl{\f0 x;}}{\*\htmltag19 <html>}"
        rb"{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Beste \'e9\'e9n &amp;"
        rb"{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0 "
        rb"{\*\htmltag64 <p>}twee{\*\htmltag72 </p>}}"
    )
    assert rtf_text(rtf).split("\n") == ["Beste één &", "twee"]


@given(st.binary(max_size=400))
def test_any_bytes_are_some_text(data: bytes) -> None:
    rtf_text(b"{\\rtf1\\fromhtml1 " + data)
    assert len(letter_of(struct.pack("<II4sI", 9, 3_000, b"LZFu", 0) + data)) < 9_000
