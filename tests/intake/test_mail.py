import hashlib
import os
from email.message import EmailMessage

import pytest

from pipeline.intake.limits import DEFAULT, KIB, MIB, Limits
from pipeline.intake.mail import read_mail
from pipeline.intake.sniff import Format
from tests.intake import build
from tests.intake.build import attached, document, letter, nested, package, zipped
from tests.intake.look import code, read, rows, text

PNG = b"\x89PNG\r\n\x1a\n"


def test_a_mail_is_its_letter_and_what_hangs_on_it() -> None:
    docx = package()
    data = letter(document(docx), fields="Message-ID: <a@b>\n")
    item = read(data)
    assert (item.pad, item.format, item.role) == ("in.eml", Format.eml, "bericht")
    assert item.sha256 == hashlib.sha256(data).hexdigest()
    assert item.refusal is item.ignored is None
    assert item.mail
    assert item.mail.message_id == "a@b"
    assert item.mail.onderwerp == "Indiening"
    assert item.mail.afzender_adres == "jan@aalst.be"
    assert item.mail.tekst == "Beste,\n\nhierbij."
    assert item.mail.automatisch is None
    assert item.mail.waarschuwingen == ()
    (part,) = item.parts
    assert (part.pad, part.naam) == ("in.eml/motivatie.docx", "motivatie.docx")
    assert (part.format, part.role, part.data) == (Format.docx, "document", docx)
    assert part.sha256 == hashlib.sha256(docx).hexdigest()
    assert part.refusal is part.ignored is part.mail is None


def test_a_mail_that_is_only_a_question_has_no_parts() -> None:
    item = read(build.mail("Tegen wanneer moet het?\r\n"))
    assert text(item) == "Tegen wanneer moet het?"
    assert item.parts == ()
    assert item.refusal is item.ignored is None


def test_a_mail_without_an_id_is_named_after_its_bytes() -> None:
    data = build.mail()
    item = read(data)
    assert item.mail
    assert item.mail.message_id == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_plain_text_goes_before_html() -> None:
    both = build.multipart(
        b"Content-Type: text/plain\n\nkaal",
        b"Content-Type: text/html\n\n<p>rijk</p>",
        kind="alternative",
        fields="Subject: x\nFrom: a@b.be\n",
    )
    item = read(both)
    assert text(item) == "kaal"
    assert item.parts == ()


def test_html_is_read_when_the_plain_text_is_empty() -> None:
    both = build.multipart(
        b"Content-Type: text/plain\n\n \n",
        b"Content-Type: text/html\n\n<p>Beste,</p><ul><li>een<li>twee</ul>",
        kind="alternative",
        fields="Subject: x\nFrom: a@b.be\n",
    )
    assert text(read(both)) == "Beste,\n- een\n- twee"


def test_a_mail_in_html_alone_is_read() -> None:
    data = build.mail("<p>Beste,<p>hierbij &amp; tot dan", content_type="text/html")
    assert text(read(data)) == "Beste,\nhierbij & tot dan"


def test_text_around_attachments_is_kept_in_order() -> None:
    data = letter(document(package()), b"Content-Type: text/plain\n\nGroeten, Jan")
    item = read(data)
    assert text(item) == "Beste,\n\nhierbij.\nGroeten, Jan"
    assert len(item.parts) == 1


def test_an_attachment_inside_the_rich_version_is_found() -> None:
    # Apple Mail: the rich branch holds the documents, the plain branch only text.
    rich = build.multipart(
        b"Content-Type: text/html\n\n<p>rijk</p>", document(package())
    )
    data = build.multipart(
        b"Content-Type: text/plain\n\nkaal",
        rich,
        kind="alternative",
        fields="Subject: x\nFrom: a@b.be\n",
    )
    item = read(data)
    assert text(item) == "kaal"
    assert [part.naam for part in item.parts] == ["motivatie.docx"]


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("utf-8", "één plan"),
        ("iso-8859-1", "één plan"),
        ("x-onbestaand", "één plan"),
        ("us-ascii", "één plan"),
    ],
)
def test_a_wrong_charset_loses_no_letter(charset: str, body: str) -> None:
    for coding in ("utf-8", "cp1252"):
        head = f"From: a@b.be\nSubject: x\nContent-Type: text/plain; charset={charset}"
        data = f"{head}\n\n".encode() + body.encode(coding)
        if (charset, coding) != ("iso-8859-1", "utf-8"):
            assert text(read(data)) == body


def test_text_that_could_not_be_read_is_told() -> None:
    item = read(build.mail("een\0twee"))
    assert item.mail
    assert item.mail.tekst == "een\ufffdtwee"
    assert "onleesbaar" in item.mail.waarschuwingen[0]


@pytest.mark.parametrize(
    "spelling",
    [
        'filename="één plan.docx"',
        "filename*=UTF-8''%C3%A9%C3%A9n%20plan.docx",
        'filename="=?utf-8?Q?=C3=A9=C3=A9n_plan.docx?="',
        "filename==?utf-8?B?w6nDqW4gcGxhbi5kb2N4?=",
        'filename="=?iso-8859-1?Q?=E9=E9n_?=\n =?iso-8859-1?Q?plan.docx?="',
        "filename*0*=UTF-8''%C3%A9%C3%A9n;\n filename*1*=%20plan.docx",
        'filename="e\u0301e\u0301n plan.docx"',
        'filename="../één plan.docx"',
        "filename*=UTF-8''..%2F..%2F%C3%A9%C3%A9n%20plan.docx",
        'filename="C:\\\\map\\\\één plan.docx"',
    ],
)
def test_every_spelling_of_a_name_shows_the_same_name(spelling: str) -> None:
    part = attached(package(), f"Content-Disposition: attachment; {spelling}")
    (item,) = read(letter(part)).parts
    assert item.naam == "één plan.docx"
    assert item.pad == "in.eml/één plan.docx"


def test_a_name_on_the_content_type_counts_too() -> None:
    part = attached(package(), 'Content-Type: application/x; name="kpi.xlsx"')
    assert read(letter(part)).parts[0].naam == "kpi.xlsx"


def test_attachments_with_one_name_have_two_paths() -> None:
    item = read(letter(document(b"%PDF-1", "a.pdf"), document(b"%PDF-2", "a.pdf")))
    assert [(part.pad, part.naam) for part in item.parts] == [
        ("in.eml/a.pdf", "a.pdf"),
        ("in.eml/a (2).pdf", "a.pdf"),
    ]


def test_a_nameless_part_still_is_an_item() -> None:
    parts = [attached(package(), "Content-Type: application/x"), b"A: b\n\n"]
    item = read(letter(*parts))
    assert [part.naam for part in item.parts] == ["bijlage"]


def test_a_mail_whose_body_is_a_document_has_it_as_part() -> None:
    head = 'From: a@b.be\nSubject: x\nContent-Type: application/pdf; name="a.pdf"\n'
    item = read(head.encode() + b"\n%PDF-1.4")
    assert text(item) is None
    assert [(part.naam, part.format) for part in item.parts] == [("a.pdf", Format.pdf)]


def picture(size: int, *headers: str) -> bytes:
    return attached(PNG + os.urandom(size), "Content-Type: image/png", *headers)


def test_a_picture_in_the_text_is_ignored() -> None:
    html = b'Content-Type: text/html\n\n<p>Beste</p><img src="cid:logo@x">'
    shown = picture(100 * KIB, "Content-ID: <logo@x>")
    related = build.multipart(html, picture(100 * KIB), kind="related")
    inline = picture(100 * KIB, 'Content-Disposition: inline; filename="a.png"')
    item = read(letter(html, shown, related, inline))
    assert len(item.parts) == 3
    for part in item.parts:
        assert part.ignored == "een beeld in de tekst van de mail"
        assert (part.role, part.refusal) == ("beeld", None)


def test_a_small_picture_is_a_logo_and_a_large_one_may_be_a_scan() -> None:
    name = 'Content-Disposition: attachment; filename="a.png"'
    small, large = read(letter(picture(8 * KIB, name), picture(90 * KIB, name))).parts
    assert small.ignored
    assert large.ignored is None
    assert code(large) == "niet-ondersteund"


def test_a_picture_of_an_unknown_format_in_the_text_is_ignored_too() -> None:
    odd = attached(
        os.urandom(90 * KIB), "Content-Type: image/x-odd", "Content-Disposition: inline"
    )
    assert read(letter(odd)).parts[0].ignored


def test_a_document_shown_inline_is_not_ignored() -> None:
    part = attached(package(), 'Content-Disposition: inline; filename="a.docx"')
    (item,) = read(letter(part)).parts
    assert item.ignored is item.refusal is None


def test_what_is_no_submission_is_ignored() -> None:
    signature = b"\x30\x82\1\0\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
    item = read(
        letter(
            b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n",
            document(b"BEGIN:VCARD\n", "jan.vcf"),
            attached(signature, "Content-Type: application/pkcs7-signature"),
            document(signature, "smime.p7s"),
        )
    )
    assert all(part.ignored and not part.refusal for part in item.parts)
    assert len(item.parts) == 4


@pytest.mark.parametrize(
    ("content", "name", "wanted"),
    [
        (b"", "motivatie.docx", "beschadigd"),
        (b"\0\1\2\3" * 99, "motivatie.docx", "beschadigd"),
        (bytes(1024) + package(), "motivatie.docx", "beschadigd"),
        (bytes(1024) + package(), "motivatie", "beschadigd"),
        (package()[:-30], "motivatie.docx", "beschadigd"),
        (build.compound("EncryptedPackage"), "motivatie.docx", "versleuteld"),
        (b"-----BEGIN PGP MESSAGE-----\n\nabc\n", "x.asc", "versleuteld"),
        (build.compound("__properties_version1.0")[:600], "x.msg", "beschadigd"),
        (b"\x78\x9f\x3e\x22\0\0", "winmail.dat", "beschadigd"),
        (b"\0\1\2\3" * 99, "film.mp4", "niet-ondersteund"),
        (zipped({"a.xml": bytes(200 * MIB)}), "motivatie.docx", "te-groot"),
        (zipped({}), "leeg.zip", "beschadigd"),
    ],
    ids=str,
)
def test_a_bad_attachment_is_refused_and_the_mail_goes_on(
    content: bytes, name: str, wanted: str
) -> None:
    item = read(letter(document(content, name), document(package(), "goed.docx")))
    bad, good = item.parts
    assert code(bad) == wanted
    assert bad.refusal
    assert bad.refusal.reden
    assert bad.sha256 == hashlib.sha256(content).hexdigest()
    assert code(item) is code(good) is None


@pytest.mark.parametrize("kind", ["external-body; access-type=URL", "partial; id=1"])
def test_an_attachment_that_did_not_come_along_is_refused(kind: str) -> None:
    part = f"Content-Type: message/{kind}\n\nContent-Type: application/pdf\n".encode()
    (item,) = read(letter(part)).parts
    assert code(item) == "niet-ondersteund"


def test_a_mail_inside_a_mail_is_an_item_with_its_own_letter() -> None:
    inner = letter(document(package()), fields="Message-ID: <in@b>\n")
    part = b'Content-Type: message/rfc822; name="Fwd.eml"\n\n' + inner
    item = read(letter(part))
    assert rows(item) == [
        ("in.eml", "bericht", None),
        ("in.eml/Fwd.eml", "bericht", None),
        ("in.eml/Fwd.eml/motivatie.docx", "document", None),
    ]
    assert item.parts[0].mail
    assert item.parts[0].mail.message_id == "in@b"


def test_an_eml_file_hanging_on_a_mail_is_opened_too() -> None:
    item = read(letter(document(letter(document(package())), "oud.eml")))
    assert rows(item)[-1] == ("in.eml/oud.eml/motivatie.docx", "document", None)


def test_mails_in_mails_have_a_limit_of_depth() -> None:
    deepest = rows(read(nested(DEFAULT.depth)))
    assert len(deepest) == DEFAULT.depth + 1
    assert not any(refused for _, _, refused in deepest)
    too_deep = rows(read(nested(DEFAULT.depth + 1)))
    assert too_deep[-1] == (too_deep[-1][0], "bericht", "te-groot")
    assert len(too_deep) == DEFAULT.depth + 1


def test_an_attachment_over_the_limit_is_refused() -> None:
    limits = Limits(attachment=KIB)
    item = read(letter(document(b"%PDF-" + bytes(KIB), "a.pdf")), limits=limits)
    assert code(item.parts[0]) == "te-groot"
    assert read_mail(build.mail(), "a", "a", Limits(mail=9)).refusal


@pytest.mark.parametrize(
    "fields",
    [
        "Auto-Submitted: auto-replied\n",
        "X-Autoreply: yes\n",
    ],
)
def test_an_automatic_answer_is_ignored_whatever_hangs_on_it(fields: str) -> None:
    item = read(letter(document(package()), fields=fields))
    assert item.mail
    assert item.ignored == item.mail.automatisch
    assert item.ignored


@pytest.mark.parametrize(
    "fields",
    ["Precedence: bulk\n", "List-Id: <x>\n", "Return-Path: <>\n"],
)
def test_a_mail_sent_by_a_program_is_ignored_only_without_documents(
    fields: str,
) -> None:
    without = read(letter(picture(9 * KIB), fields=fields))
    assert without.mail
    assert without.ignored == without.mail.automatisch
    with_document = read(letter(document(package()), fields=fields))
    assert with_document.mail
    assert with_document.ignored is None
    assert with_document.mail.automatisch


def test_a_bounce_is_ignored_with_all_that_is_in_it() -> None:
    data = build.multipart(
        b"Content-Type: text/plain\n\nniet afgeleverd",
        b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; x",
        b"Content-Type: message/rfc822\n\n" + letter(document(package())),
        kind="report",
        fields="From: mailer@x.be\nSubject: Undeliverable\n",
    )
    item = read(data)
    assert item.ignored == "een automatisch bericht over aflevering of lezing"
    assert item.parts[0].ignored == "een melding van een mailserver"
    assert len(list(item.walk())) == 4


def test_a_mail_with_a_lost_end_says_so() -> None:
    whole = letter(document(package()))
    item = read(whole[: len(whole) - 40])
    assert item.mail
    assert "onvolledig" in item.mail.waarschuwingen[0]


def test_the_standard_library_writes_what_is_read_here() -> None:
    message = EmailMessage()
    message["From"] = "Jan Përs <jan@aalst.be>"
    message["Subject"] = "Indiening dossier ‘Aalst’ " + "heel lang " * 20
    message["Message-ID"] = "<a@b>"
    message.set_content("Beste\n\nGroeten, Përs")
    message.add_attachment(package(), "application", "octet-stream", filename="ë.docx")
    item = read(message.as_bytes())
    assert item.mail
    assert item.mail.afzender_naam == "Jan Përs"
    assert (
        item.mail.onderwerp == ("Indiening dossier ‘Aalst’ " + "heel lang " * 20)[:-1]
    )
    assert item.mail.tekst == "Beste\n\nGroeten, Përs"
    assert item.parts[0].naam == "ë.docx"
