import binascii
import time

import pytest

from pipeline.intake.body import passed_on_by, take_out_files, unflow, unsigned
from tests.intake import build
from tests.intake.build import attached, letter, package
from tests.intake.look import read, rows, text


def uuencoded(content: bytes, name: str = "motivatie.docx") -> str:
    lines = [
        binascii.b2a_uu(content[at : at + 45]).decode()
        for at in range(0, len(content), 45)
    ]
    return f"begin 644 {name}\n{''.join(lines)}`\nend\n"


def test_a_file_written_between_the_lines_is_an_attachment() -> None:
    body = f"Beste,\n\n{uuencoded(package())}\nGroeten\n{uuencoded(b'%PDF-1', 'b.pdf')}"
    item = read(build.mail(body))
    assert text(item) == "Beste,\n\n\nGroeten"
    assert rows(item)[1:] == [
        ("in.eml/motivatie.docx", "document", None),
        ("in.eml/b.pdf", "document", None),
    ]
    assert item.parts[0].data == package()


@pytest.mark.parametrize(
    "body",
    [
        "begin 644 zoals gezegd\nhet einde is nabij, ééns\nend\n",
        "begin 644 x\nend\n",
        "begin 644 x\nM zonder einde",
        "We\nbegin 644 a\n#$%\nend",
        "We\nbegin 644 a.b\n#$%\nof niet\nend",
    ],
)
def test_a_letter_that_looks_like_it_keeps_its_lines(body: str) -> None:
    assert take_out_files(body) == (body, ())


def test_text_that_flows_gets_its_paragraphs_again() -> None:
    flowed = (
        "Dit is een \r\nlange zin.\r\n\r\n> aangehaald \r\n> verder\r\n"
        "antwoord\r\n-- \r\nJan\r\n From hier"
    )
    assert unflow(flowed, delsp=False) == (
        "Dit is een lange zin.\n\n> aangehaald verder\nantwoord\n-- \nJan\nFrom hier"
    )
    assert unflow("onge \nlukkig", delsp=True) == "ongelukkig"
    head = {"content_type": "text/plain; charset=utf-8; format=flowed"}
    assert text(read(build.mail("een \ntwee\n", **head))) == "een twee"


OUTLOOK = """Ter info.

Van: Peeters Jan <jan.peeters@aalst.be>
Verzonden: vrijdag 3 mei 2024 10:12
Aan: Samenleven <samenleven@vlaanderen.be>
Onderwerp: Indiening

Beste,
"""
GMAIL = """
---------- Forwarded message ---------
From: Jan Peeters <jan.peeters@aalst.be>
Date: Fri, May 3, 2024 at 10:12 AM
Subject: Indiening
To: <samenleven@vlaanderen.be>

Beste
"""
APPLE = """
> Begin doorgestuurd bericht:
>
> Van: Jan Peeters <jan.peeters@aalst.be>
> Onderwerp: Indiening
> Datum: 3 mei 2024 om 10:12:00 CEST
> Aan: samenleven@vlaanderen.be
"""
OLD = """-----Oorspronkelijk bericht-----
*Van:* Jan Peeters [mailto:jan.peeters@aalst.be]
*Verzonden:* vrijdag 3 mei 2024 10:12
*Aan:* Samenleven
*Onderwerp:* Indiening
"""


@pytest.mark.parametrize(
    ("subject", "letter_text"),
    [
        ("FW: Indiening", OUTLOOK),
        ("Doorst: Indiening", OUTLOOK),
        ("RE: Fwd: x", OUTLOOK),
        ("Indiening", GMAIL),
        (None, APPLE),
        ("TR: x", OLD),
    ],
)
def test_who_wrote_a_mail_that_is_passed_on_is_found(
    subject: str | None, letter_text: str
) -> None:
    (found,) = passed_on_by(subject, letter_text)
    assert found.adres == "jan.peeters@aalst.be"
    assert found.naam in {"Jan Peeters", "Peeters Jan"}


@pytest.mark.parametrize(
    ("subject", "letter_text"),
    [
        ("RE: Indiening", OUTLOOK),  # an answer quotes whom it answers
        ("FW: Indiening", "Beste,\nVan: hier tot daar.\nGroeten"),
        ("Forward denken", "Van: a@b.be"),
        (None, ""),
    ],
)
def test_an_answer_is_not_passed_on(subject: str | None, letter_text: str) -> None:
    assert passed_on_by(subject, letter_text) == ()


def test_a_chain_of_mails_names_the_last_first() -> None:
    chain = OUTLOOK + OUTLOOK.replace("jan.peeters", "an").replace("Peeters Jan", "An")
    found = passed_on_by("FW: FW: x", chain)
    assert [one.adres for one in found] == ["jan.peeters@aalst.be", "an@aalst.be"]


def test_html_that_is_passed_on_tells_it_too() -> None:
    html = (
        "<p>Ter info</p><hr><p><b>Van:</b> Jan &lt;jan@aalst.be&gt;<br>"
        "<b>Verzonden:</b> vrijdag<br><b>Aan:</b> x<br><b>Onderwerp:</b> y</p>"
    )
    data = build.mail(html, subject="FW: y", content_type="text/html")
    item = read(data)
    assert item.mail
    assert [one.adres for one in item.mail.doorgestuurd] == ["jan@aalst.be"]


def test_html_is_read_when_the_plain_text_says_next_to_nothing() -> None:
    html = "<p>" + "</p><p>".join(f"Antwoord {n} van ons" for n in range(60))
    both = build.multipart(
        b"Content-Type: text/plain\n\nUw mailprogramma toont geen HTML.",
        f"Content-Type: text/html\n\n{html}".encode(),
        kind="alternative",
        fields="Subject: x\nFrom: a@b.be\n",
    )
    found = text(read(both)) or ""
    assert "Antwoord 59 van ons" in found


def test_hostile_text_is_read_at_once() -> None:
    begin = time.monotonic()
    for body in (
        "begin 644 x.y\n" * 10_000 + "\nend",
        "Van: x\n" * 20_000,
        "> " * 50_000,
        "a \n" * 50_000,
    ):
        passed_on_by("FW: x", body)
        take_out_files(body)
        unflow(body, delsp=False)
    assert time.monotonic() - begin < 5


def test_a_file_in_text_of_an_attachment_is_left_alone() -> None:
    part = attached(
        uuencoded(package()).encode(),
        "Content-Type: text/plain",
        'Content-Disposition: attachment; filename="a.txt"',
    )
    (item,) = read(letter(part)).parts
    assert item.naam == "a.txt"
    assert item.parts == ()


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Antwoord\n\nMet vriendelijke groeten,\nAn\nStad Halle", "Antwoord"),
        ("Antwoord\nMvg\nAn", "Antwoord"),
        ("Antwoord\nGroetjes uit Halle\nAn", "Antwoord"),
        ("Antwoord\n-- \nAn", "Antwoord"),
        ("Groeten doen we elke dag. Zo gaat dat.\nEn", None),
        ("De groeten\n" + "regel\n" * 40 + "einde", None),
        ("Antwoord", None),
    ],
)
def test_the_greeting_at_the_end_is_taken_off(written: str, wanted: str | None) -> None:
    assert unsigned(written) == (wanted or written)
