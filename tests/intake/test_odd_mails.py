"""Mails as no standard foresees them: read as far as they go, or refused in time."""

import time

import pytest

from pipeline.intake.limits import DEFAULT, MIB
from tests.intake import build
from tests.intake.build import attached, document, letter, package
from tests.intake.look import code, read, text

HEAD = b"From: a@b.be\nSubject: x\n"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"X-A: b\n" * 10_000 + HEAD + b"\nx", "te-groot"),
        (b"Received: from x by y; z\n" * 2_000 + HEAD + b"\nx", "te-groot"),  # a loop
        (HEAD + b"X-A: " + b"b" * MIB + b"\n\nx", "te-groot"),
        (HEAD + b"X-A: b" + b"\n b" * 100_000 + b"\n\nx", "te-groot"),
        (
            HEAD
            + b"Content-Type: multipart/mixed; boundary=q\n\n"
            + b"--q\n\nx\n" * 10_000
            + b"--q--\n",
            "te-groot",
        ),
        (HEAD + b"X-A: " + b"b" * 100_000 + b"\n\nx", None),
    ],
)
def test_bombs_are_refused_at_once(data: bytes, wanted: str | None) -> None:
    begin = time.monotonic()
    item = read(data)
    assert time.monotonic() - begin < 2
    assert code(item) == wanted


def test_1_000_levels_of_forwarding_end_at_the_limit() -> None:
    data = build.mail()
    for _ in range(1_000):
        data = HEAD + b"Content-Type: message/rfc822\n\n" + data
    begin = time.monotonic()
    items = list(read(data).walk())
    assert time.monotonic() - begin < 2
    assert len(items) == DEFAULT.depth + 1
    assert code(items[-1]) == "te-groot"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a" * 300 + ".docx", "a" * 300 + ".docx"),
        ("CON.docx", "CON.docx"),
        ("NUL", "NUL"),
        ("plan\u202excod.exe", "plan[U+202E]xcod.exe"),
        ("a\u200bb.docx", "a[U+200B]b.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\An\\motivatie.docx", "motivatie.docx"),
        ("  motivatie .docx ", "motivatie .docx"),
        ("een\ttab.docx", "een tab.docx"),
        ("..", "naamloos"),
        ("/", "naamloos"),
    ],
)
def test_every_name_is_fit_to_show(name: str, shown: str) -> None:
    quoted = name.replace("\\", "\\\\")
    part = attached(package(), f'Content-Disposition: attachment; filename="{quoted}"')
    (item,) = read(letter(part)).parts
    assert item.naam == shown
    assert item.data == package()


@pytest.mark.parametrize(
    "raw",
    [
        b'filename="\xe9\xe9n.docx"',
        b'filename="\xc3\xa9\xc3\xa9n.docx"',
        b"filename=\xe9\xe9n.docx",
        b"filename*=iso-8859-1''%E9%E9n.docx",
        b"filename*=''%C3%A9%C3%A9n.docx",
        b"filename*=utf-8'nl'%C3%A9%C3%A9n.docx; filename=\"een.docx\"",
        b'filename="=?utf-8?b?w6nDqW4uZG9jeA==?="',
        b'filename="=?utf-8?q?=C3=A9=C3=A9?= =?utf-8?q?n.docx?="',
        b"filename*0=\xe9\xe9;\n filename*1=n.docx",
    ],
)
def test_names_in_raw_or_broken_codings_are_read(raw: bytes) -> None:
    part = b"Content-Disposition: attachment; " + raw
    part += b"\nContent-Transfer-Encoding: 8bit\n\n%PDF-1.4"
    (item,) = read(letter(part)).parts
    assert item.naam == "één.docx"


@pytest.mark.parametrize(
    ("charset", "coding"),
    [
        ("utf-16", "utf-16"),
        ("utf-7", "utf-7"),
        ("windows-1252", "cp1252"),
        ("iso-8859-15", "iso8859-15"),
        ("macintosh", "mac-roman"),
        ("cp850", "cp850"),
        ('"utf-8"', "utf-8"),
        ("utf8", "utf-8"),
        ("unicode-1-1-utf-7", "utf-8"),
    ],
)
def test_a_letter_is_read_in_its_charset(charset: str, coding: str) -> None:
    head = f"Content-Type: text/plain; charset={charset}\n\n".encode()
    assert text(read(HEAD + head + "één café".encode(coding))) == "één café"


@pytest.mark.parametrize(
    ("date", "wanted"),
    [
        ("Fri, 3 May 2024 10:12:00 +0200", "2024-05-03 10:12:00+02:00"),
        ("3 May 24 10:12 +0200", "2024-05-03 10:12:00+02:00"),
        ("Fri, 3 May 2024 10:12:00 CEST", "2024-05-03 10:12:00+02:00"),
        ("Fri, 03 May 2024 08:12:00 GMT (UTC)", "2024-05-03 10:12:00+02:00"),
        ("Fri, 03 May 2024 08.12.00 GMT", "2024-05-03 10:12:00+02:00"),
        ("vr 3 mei 2024 10:12:00 +0200", "2024-05-03 10:12:00+02:00"),
        ("vrijdag 3 mei 2024 10:12", "2024-05-03 10:12:00+02:00"),
        ("2024-05-03T10:12:00+02:00", "2024-05-03 10:12:00+02:00"),
        ("2024-05-03 10:12:00", "2024-05-03 10:12:00+02:00"),
        ("Fri, 31 Feb 2024 10:12:00 +0200", "None"),
        ("Thu, 1 Jan 1970 00:00:00 +0000", "None"),
        ("morgen", "None"),
        ("Fri, 3 May 99999 10:12:00 +0200", "None"),
        ("", "None"),
    ],
)
def test_dates_are_read_as_people_and_programs_write_them(
    date: str, wanted: str
) -> None:
    mail = read(build.mail(date=date)).mail
    assert mail
    assert str(mail.ontvangen) == wanted


def test_a_date_that_makes_no_sense_falls_back_on_another() -> None:
    received = b"Received: from x by y; onzin\nReceived: from z; "
    received += b"Fri, 3 May 2024 10:12:00 +0200\n"
    mail = read(received + HEAD + b"Date: Sat, 4 May 2024 00:00:00 +0200\n\nx").mail
    assert mail
    assert str(mail.ontvangen) == "2024-05-03 10:12:00+02:00"


def test_one_id_for_two_mails_is_kept_beside_what_they_say() -> None:
    first, second = (
        read(build.mail(body, message_id="<zelfde@b>")) for body in ("een", "twee")
    )
    assert first.mail
    assert second.mail
    assert first.mail.message_id == second.mail.message_id == "zelfde@b"
    assert first.sha256 != second.sha256


def test_an_id_does_not_depend_on_where_the_mail_was_found() -> None:
    data = letter(document(package()))
    loose = read(data).mail
    inside = read(letter(document(data, "b.eml"))).parts[0].mail
    assert loose
    assert inside
    assert loose.message_id == inside.message_id


def test_an_invitation_is_a_letter_with_an_item_of_a_calendar() -> None:
    invite = (
        b"Content-Type: text/calendar; method=REQUEST\n\n"
        b"BEGIN:VCALENDAR\nSUMMARY:Overleg\nEND:VCALENDAR"
    )
    data = build.multipart(
        b"Content-Type: text/plain\n\nOverleg", invite, kind="alternative"
    )
    item = read(HEAD + data)
    assert text(item) == "Overleg"
    assert [(p.naam, p.ignored) for p in item.parts] == [
        ("uitnodiging.ics", "een agenda-item")
    ]
