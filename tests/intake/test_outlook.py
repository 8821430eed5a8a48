import datetime as dt
import struct
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.limits import DEFAULT, KIB, Limits
from pipeline.intake.mail import read_item
from pipeline.intake.rules import Rules
from pipeline.intake.sniff import Format
from pipeline.intake.sources import collect
from tests.intake import build, msg
from tests.intake.build import document, letter, package, zipped
from tests.intake.look import code, read, rows, text
from tests.intake.msg import attachment, folder

MOMENT = dt.datetime(2024, 5, 3, 8, 12, tzinfo=dt.UTC)
LETTER: dict[int, msg.Value] = {
    msg.CLASS: "IPM.Note",
    msg.SUBJECT: "Indiening één",
    msg.BODY: "Beste,\r\n\r\nhierbij.\r\n",
    msg.SENDER_NAME: "Jan Peeters",
    msg.SENDER_SMTP: "jan@aalst.be",
    msg.DELIVERED: MOMENT,
    msg.MESSAGE_ID: "<a@b>",
}


def test_a_msg_is_its_letter_and_what_hangs_on_it() -> None:
    item = read(msg.msg(LETTER, attachment(package(), "motivatie.docx")), "x")
    assert (item.format, item.role, item.refusal) == (Format.msg, "bericht", None)
    assert item.mail
    assert item.mail.message_id == "a@b"
    assert item.mail.onderwerp == "Indiening één"
    assert item.mail.afzender_naam == "Jan Peeters"
    assert item.mail.afzender_adres == "jan@aalst.be"
    assert item.mail.ontvangen == MOMENT
    assert str(item.mail.ontvangen) == "2024-05-03 10:12:00+02:00"
    assert item.mail.tekst == "Beste,\n\nhierbij."
    (part,) = item.parts
    assert (part.pad, part.format) == ("x/motivatie.docx", Format.docx)
    assert part.data == package()


def test_text_of_one_byte_a_letter_is_read_in_its_own_charset() -> None:
    item = read(msg.msg(LETTER, attachment(package(), "één.docx", narrow=True)), "x")
    assert item.parts[0].naam == "één.docx"
    narrow = read(msg.msg(LETTER | {msg.CODEPAGE: 1252}, narrow=True), "x")
    assert narrow.mail
    assert narrow.mail.onderwerp == "Indiening één"
    greek = {msg.CODEPAGE: 1253, msg.SUBJECT: "á"}
    assert read(msg.msg(greek, narrow=True), "x").mail
    found = read(msg.msg(greek, narrow=True), "x").mail
    assert found
    assert found.onderwerp == b"\xe1".decode("cp1253")


def test_the_headers_of_the_mail_itself_tell_who_when_and_which() -> None:
    head = (
        "Microsoft Mail Internet Headers Version 2.0\r\n"
        "Received: from x by y; Fri, 3 May 2024 10:12:30 +0200\r\n"
        "From: =?utf-8?q?J=C3=A1n?= <jan@halle.be>\r\nSubject: Kop\r\n"
        "Message-ID: <kop@b>\r\nAuthentication-Results: x; spf=fail\r\n"
    )
    mail = read(msg.msg({msg.TRANSPORT: head, msg.BODY: "x"}), "x").mail
    assert mail
    assert (mail.afzender_naam, mail.afzender_adres) == ("Ján", "jan@halle.be")
    assert (mail.message_id, mail.onderwerp) == ("kop@b", "Kop")
    assert str(mail.ontvangen) == "2024-05-03 10:12:30+02:00"
    assert mail.onbevestigd == "spf=fail"


def test_an_address_of_exchange_is_no_address() -> None:
    given = LETTER | {msg.SENDER: "/O=EXCHANGELABS/CN=JAN", msg.SENDER_SMTP: "x"}
    mail = read(msg.msg(given), "x").mail
    assert mail
    assert mail.afzender_adres is None
    delegated = LETTER | {msg.SENT_FOR_SMTP: "info@halle.be"}
    mail = read(msg.msg(delegated), "x").mail
    assert mail
    assert mail.afzender_adres == "info@halle.be"


def test_a_msg_without_an_id_is_named_after_its_content() -> None:
    given = {msg.BODY: "x"}
    first, again = (read(msg.msg(given), "x").mail for _ in range(2))
    other = read(msg.msg({msg.BODY: "y"}), "x").mail
    assert first
    assert again
    assert other
    assert first.message_id == again.message_id
    assert first.message_id.startswith("sha256:")
    assert first.message_id != other.message_id


def test_html_is_read_where_there_is_no_plain_text() -> None:
    given = {msg.HTML: "<p>één<p>twee".encode(), msg.INTERNET_CODEPAGE: 65001}
    assert text(read(msg.msg(given), "x")) == "één\ntwee"
    latin = {msg.HTML: "<p>één".encode("cp1252"), msg.INTERNET_CODEPAGE: 1252}
    assert text(read(msg.msg(latin), "x")) == "één"
    written = {msg.HTML: "<p>één"}
    assert text(read(msg.msg(written), "x")) == "één"


def test_rtf_is_read_where_there_is_nothing_else() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}Beste,\par \'e9\'e9n}"
    packed = struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf
    assert text(read(msg.msg({msg.RTF: packed}), "x")) == "Beste,\néén"


def test_a_message_in_a_message_is_an_item_with_its_own_letter() -> None:
    inner = folder(LETTER, attachment(package(), "b.docx"))
    item = read(msg.msg({msg.SUBJECT: "FW"}, attachment(inner)), "a.msg")
    assert rows(item) == [
        ("a.msg", "bericht", None),
        ("a.msg/Indiening één.msg", "bericht", None),
        ("a.msg/Indiening één.msg/b.docx", "document", None),
    ]
    assert item.parts[0].mail
    assert item.parts[0].mail.afzender_adres == "jan@aalst.be"
    assert item.parts[0].sha256 not in {"", item.sha256}


def test_messages_in_messages_have_a_limit_of_depth() -> None:
    inner = folder(LETTER, attachment(package(), "b.docx"))
    for _ in range(DEFAULT.depth - 2):
        inner = folder({msg.SUBJECT: "FW"}, attachment(inner))
    deepest = rows(read(msg.msg({}, attachment(inner)), "x"))
    assert deepest[-1][1:] == ("document", None)
    assert len(deepest) == DEFAULT.depth + 1
    deeper = folder({msg.SUBJECT: "FW"}, attachment(inner))
    assert rows(read(msg.msg({}, attachment(deeper)), "x"))[-1][2] == "te-groot"


def test_a_msg_hanging_on_a_mail_and_in_a_zip_is_opened() -> None:
    data = msg.msg(LETTER, attachment(package(), "a.docx"))
    item = read(letter(document(zipped({"m.msg": data}), "a.zip")))
    assert rows(item)[-1] == ("in.eml/a.zip/m.msg/a.docx", "document", None)


def test_pictures_that_the_letter_shows_are_ignored() -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(100_000)
    html = b'<img src="cid:logo@x">'
    item = read(
        msg.msg(
            {msg.HTML: html},
            attachment(picture, "a.png", content_id="logo@x"),
            attachment(picture, "b.png", flags=4),
            attachment(picture, "c.png"),
        ),
        "x",
    )
    assert [bool(part.ignored) for part in item.parts] == [True, True, False]


def test_an_attachment_that_did_not_come_along_is_refused() -> None:
    item = read(msg.msg(LETTER, attachment(None, "motivatie.docx")), "x")
    assert (item.parts[0].naam, code(item.parts[0])) == (
        "motivatie.docx",
        "niet-ondersteund",
    )


def test_an_office_file_put_in_as_an_object_is_read() -> None:
    item = read(msg.msg(LETTER, attachment({"Package": package()}, "a.docx")), "x")
    assert item.parts[0].data == package()
    item = read(msg.msg(LETTER, attachment({"Iets": b"x"}, "a.docx")), "x")
    assert code(item.parts[0]) == "niet-ondersteund"


def test_a_signed_mail_as_outlook_keeps_it_is_unwrapped() -> None:
    whole = build.multipart(
        b"Content-Type: text/plain\n\nBeste,", document(package()), kind="signed"
    )
    item = read(
        msg.msg(
            {msg.CLASS: "IPM.Note.SMIME.MultipartSigned", msg.SUBJECT: "x"},
            attachment(whole, "smime.p7m", mime_tag="multipart/signed"),
        ),
        "a.msg",
    )
    assert text(item) == "Beste,"
    assert rows(item)[1:] == [
        ("a.msg/smime.p7m", "archief", None),
        ("a.msg/smime.p7m/motivatie.docx", "document", None),
    ]


@pytest.mark.parametrize(
    "kind",
    [
        "REPORT.IPM.Note.NDR",
        "IPM.Note.Rules.OofTemplate.Microsoft",
        "IPM.Schedule.Meeting.Request",
        "IPM.Appointment",
        "IPM.Contact",
    ],
)
def test_what_is_no_letter_is_ignored(kind: str) -> None:
    item = read(msg.msg({msg.CLASS: kind, msg.BODY: "x"}), "x")
    assert item.ignored
    assert item.mail
    assert item.mail.automatisch == item.ignored


def test_an_invitation_that_brings_a_document_may_be_a_submission() -> None:
    given = {msg.CLASS: "IPM.Schedule.Meeting.Request"}
    assert not read(msg.msg(given, attachment(package(), "a.docx")), "x").ignored


def test_streams_that_share_their_bytes_are_refused_at_once() -> None:
    # 5,000 streams that all say they are the same megabyte.
    many = {f"__substg1.0_{n:04X}0102": b"x" * 70 for n in range(5_000)}
    data = bytearray(
        msg.compound_file({"__properties_version1.0": b"", **many, "z": b"y" * 10**6})
    )
    begin = bytes(data).index("z\0".encode("utf-16-le") + bytes(60))
    start, size = data[begin + 116 : begin + 120], data[begin + 120 : begin + 128]
    at = begin % 128
    for row in range(at, len(data) - 128, 128):
        if data[row : row + 4] == "__".encode("utf-16-le") and data[row + 66] == 2:
            data[row + 116 : row + 128] = start + size
    start_time = time.monotonic()
    item = read(bytes(data), "x")
    assert time.monotonic() - start_time < 3
    assert code(item) in {"te-groot", "beschadigd"}


@given(st.data())
def test_any_damage_to_a_msg_gives_an_item(draw: st.DataObject) -> None:
    inner = folder(LETTER, attachment(package(), "b.docx"))
    whole = msg.msg(LETTER, attachment(inner), attachment(package(), "a.docx"))
    changed = bytearray(whole)
    for _ in range(draw.draw(st.integers(0, 8))):
        at = draw.draw(st.integers(0, len(changed) - 1))
        changed[at : at + 4] = draw.draw(st.binary(min_size=4, max_size=4))
    item = read_item(bytes(changed), "x", "x", DEFAULT, {"x"})
    paths = [one.pad for one in item.walk()]
    assert len(paths) == len(set(paths))
    assert all(not (one.refusal and one.ignored) for one in item.walk())


def test_a_msg_may_be_as_large_as_a_mail(tmp_path: Path) -> None:
    data = msg.msg(LETTER, attachment(b"%PDF-1.4" + bytes(9 * KIB), "a.pdf"))
    (tmp_path / "a.msg").write_bytes(data)
    rules = Rules(limits=Limits(attachment=10 * KIB, mail=len(data)))
    (item,) = collect([tmp_path], rules)
    assert (item.refusal, item.parts[0].refusal) == (None, None)
    (item,) = collect([tmp_path], Rules(limits=Limits(attachment=KIB, mail=10 * KIB)))
    assert code(item) == "te-groot"
