import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tnefparse import TNEF

from pipeline.intake.limits import DEFAULT
from pipeline.intake.mail import read_item
from tests.intake import build, winmail
from tests.intake.build import attached, document, letter, multipart, package
from tests.intake.look import code, read, rows, text

WHOLE = winmail.winmail(
    winmail.attribute(winmail.CODEPAGE, struct.pack("<II", 1252, 0)),
    winmail.file(package(), "MOTIVA~1.DOC", "motivatie één.docx"),
    winmail.file(b"%PDF-1.4 x", "bijlage.pdf"),
)


def mail(data: bytes, body: bytes = b"") -> bytes:
    part = attached(data, 'Content-Type: application/ms-tnef; name="winmail.dat"')
    text_part = b"Content-Type: text/plain\n\n" + body
    return multipart(text_part, part, fields="From: a@b.be\nSubject: x\n")


def test_what_hangs_on_a_mail_in_a_winmail_dat_is_unpacked() -> None:
    item = read(mail(WHOLE, b"Beste,"))
    assert rows(item) == [
        ("in.eml", "bericht", None),
        ("in.eml/winmail.dat", "archief", None),
        ("in.eml/winmail.dat/motivatie één.docx", "document", None),
        ("in.eml/winmail.dat/bijlage.pdf", "document", None),
    ]
    assert item.parts[0].parts[0].data == package()


def test_another_reader_finds_the_same_attachments() -> None:
    ours = read(mail(WHOLE)).parts[0].parts
    theirs = TNEF(WHOLE).attachments
    assert [(part.naam, part.data) for part in ours] == [
        (one.long_filename(), one.data) for one in theirs
    ]


def test_zeros_at_the_end_of_an_attachment_are_kept() -> None:
    assert package()[-2:] == b"\0\0"
    inner = winmail.winmail(winmail.file(package(), "a.docx"))
    item = read(mail(winmail.winmail(winmail.message(inner, "Oud bericht"))))
    assert item.parts[0].parts[0].parts[0].data == package()


def test_a_text_that_stands_only_in_the_winmail_dat_is_that_of_the_mail() -> None:
    body = winmail.attribute(winmail.BODY, "Beste, één".encode("cp1252") + b"\0")
    assert text(read(mail(winmail.winmail(body)))) == "Beste, één"
    rtf = rb"{\rtf1\ansi Beste,\par twee}"
    packed = struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf
    data = winmail.winmail(
        winmail.properties({0x1009: packed}, which=winmail.MESSAGE_PROPERTIES)
    )
    assert text(read(mail(data))) == "Beste,\ntwee"


def test_a_text_that_the_mail_has_too_is_not_given_twice() -> None:
    data = winmail.winmail(
        winmail.attribute(winmail.BODY, b"Beste,  hierbij\r\n"), winmail.file(b"x", "a")
    )
    item = read(mail(data, b"Beste,\nhierbij\n\nJan"))
    assert [part.naam for part in item.parts[0].parts] == ["a"]
    other = read(mail(data, b"Goedendag"))
    assert [part.naam for part in other.parts[0].parts] == ["tekst.txt", "a"]
    assert text(other) == "Goedendag"


def test_a_message_in_a_winmail_dat_is_a_mail() -> None:
    inner = winmail.winmail(
        winmail.attribute(winmail.SUBJECT, b"Binnen\0"),
        winmail.file(package(), "a.docx"),
    )
    item = read(mail(winmail.winmail(winmail.message(inner, "Oud bericht"))))
    assert rows(item)[2:] == [
        ("in.eml/winmail.dat/Binnen.msg", "bericht", None),
        ("in.eml/winmail.dat/Binnen.msg/a.docx", "document", None),
    ]


def test_a_loose_winmail_dat_gives_its_text_as_a_document() -> None:
    body = winmail.attribute(winmail.BODY, b"Beste,")
    item = read(winmail.winmail(body, winmail.file(b"%PDF-1", "a.pdf")), "winmail.dat")
    assert [part.naam for part in item.parts] == ["tekst.txt", "a.pdf"]
    assert item.parts[0].data == b"Beste,"


# Counts of four thousand million properties or values: what keeps a library busy.
ENDLESS = [
    winmail.attribute(winmail.MESSAGE_PROPERTIES, b"\xff" * 4),
    winmail.attribute(
        winmail.MESSAGE_PROPERTIES, struct.pack("<I4H", 2**32 - 1, *[0] * 4)
    ),
    winmail.attribute(
        winmail.MESSAGE_PROPERTIES, struct.pack("<IHHI", 1, 0x101E, 1, 2**32 - 1)
    ),
    winmail.attribute(
        winmail.MESSAGE_PROPERTIES, struct.pack("<IHHII", 1, 0x1E, 1, 2**32 - 1, 0)
    ),
]


@pytest.mark.parametrize("attribute", ENDLESS, ids=range(len(ENDLESS)))
def test_counts_without_end_are_not_believed(attribute: bytes) -> None:
    begin = time.monotonic()
    data = winmail.winmail(attribute, winmail.file(package(), "a.docx"))
    item = read(mail(data))
    assert time.monotonic() - begin < 1
    assert rows(item)[-1] == ("in.eml/winmail.dat/a.docx", "document", None)


def test_what_comes_before_a_cut_is_kept() -> None:
    item = read(mail(WHOLE[:-12]))
    whole, cut = item.parts[0].parts
    assert (whole.naam, code(whole)) == ("motivatie één.docx", None)
    assert (cut.naam, code(cut)) == ("bijlage.pdf", "niet-ondersteund")
    nothing = read(letter(document(WHOLE[:9], "winmail.dat")))
    assert code(nothing.parts[0]) == "beschadigd"


@given(st.data())
def test_any_damage_gives_an_item(draw: st.DataObject) -> None:
    inner = winmail.message(WHOLE, "x")
    changed = bytearray(winmail.winmail(inner, winmail.file(b"x", "a")))
    for _ in range(draw.draw(st.integers(0, 6))):
        at = draw.draw(st.integers(4, len(changed) - 1))
        changed[at : at + 4] = draw.draw(st.binary(min_size=1, max_size=6))
    item = read_item(build.letter(mail(bytes(changed))), "x", "x", DEFAULT, {"x"})
    assert item.mail
