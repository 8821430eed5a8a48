import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.item import Item
from pipeline.intake.mail import read_mail
from tests.intake import build
from tests.intake.build import document, letter, nested, package, zipped
from tests.intake.look import code, read

CODES = {None, "beschadigd", "te-groot", "versleuteld", "niet-ondersteund"}

HOSTILE = [
    b"Message-ID: <a@[b>\nTo: " + b"(" * 9_000 + b"\nFrom: a@b.be\n\nx",
    b"From: " + b"(" * 9_000 + b"\nSubject: x\n\nx",
    b"From: a@b.be\nSubject: " + b"=?utf-8?q?a?= " * 25_000 + b"\n\nx",
    b"From: a@b.be\nSubject: x\nDate: " + b"9" * 9_000 + b"\n\nx",
    b"From: a@b.be\nSubject: x\nContent-Type: text/plain; charset=punycode\n\nx",
    b"From: a@b.be\nSubject: x\nContent-Type: a/b; name*0*=x''%;name*1*=%\n\nx",
    b"From: a@b.be\nSubject: x\nContent-Type: multipart/mixed; boundary=\n\n--\n--\n",
    b"From: a@b.be\nSubject: x\nContent-Type: message/rfc822\n\n",
    b"From: a@b.be\nSubject: x\nContent-Transfer-Encoding: base64\n\n====",
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_mail_is_read_or_refused_at_once(data: bytes) -> None:
    begin = time.monotonic()
    item = read(data)
    assert time.monotonic() - begin < 2
    assert item.mail or item.refusal


def test_2_000_multiparts_in_each_other_are_refused_at_once() -> None:
    data = b"\nx"
    for level in range(2_000):
        head = f"Content-Type: multipart/mixed; boundary=q{level}q\n\n--q{level}q\n"
        data = head.encode() + data
    begin = time.monotonic()
    item = read(b"From: a@b.be\nSubject: x\n" + data)
    assert time.monotonic() - begin < 2
    assert code(item) == "te-groot"


def checked(item: Item) -> None:
    paths = [one.pad for one in item.walk()]
    assert len(set(paths)) == len(paths)
    for one in item.walk():
        assert code(one) in CODES
        assert not (one.refusal and one.ignored)
        assert one.pad.startswith("x")
        assert "/" not in one.naam
        assert one.pad.encode()
        assert one.naam.encode()


NAMES = st.sampled_from(["x.eml", "x.zip", "x.docx", "x.xlsx", "x"])


@given(st.binary(), NAMES)
def test_any_bytes_are_an_item(data: bytes, naam: str) -> None:
    checked(read(data, naam))
    checked(read_mail(data, naam, naam))


@given(st.data(), NAMES)
def test_any_damage_to_a_file_gives_an_item(draw: st.DataObject, naam: str) -> None:
    zip_file = zipped({"a.eml": build.mail(), "b/c.docx": package()})
    whole = draw.draw(
        st.sampled_from(
            [
                package(),
                zip_file,
                letter(document(zip_file, "a.zip"), nested(2)),
                build.compound("WordDocument"),
            ]
        )
    )
    changed = bytearray(whole)
    for _ in range(draw.draw(st.integers(0, 8))):
        at = draw.draw(st.integers(0, len(changed) - 1))
        changed[at : at + draw.draw(st.integers(0, 9))] = draw.draw(
            st.binary(max_size=9)
        )
    checked(read(bytes(changed), naam))
    checked(read_mail(bytes(changed), naam, naam))


LINES = st.sampled_from(
    [
        "Content-Type: multipart/mixed; boundary=q",
        "Content-Type: multipart/alternative; boundary=q",
        "Content-Type: message/rfc822",
        "Content-Type: text/html",
        "Content-Type: image/png; name*=utf-8''%",
        "Content-Disposition: attachment; filename==?utf-8?b?Li4v?=",
        "Content-Transfer-Encoding: base64",
        "From: =?utf-8?q?",
        "Subject: =?x?b?=?=",
        "From a@b 10:10 x",
        "--q",
        "--q--",
        "",
        "<p>x",
        "UEsDBAo=",
    ]
)


@given(st.lists(LINES, max_size=40))
def test_any_sequence_of_mail_lines_is_an_item(lines: list[str]) -> None:
    checked(read("\n".join(["From: a@b.be", "Subject: x", *lines]).encode(), "x.eml"))
