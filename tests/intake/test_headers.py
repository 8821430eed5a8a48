import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake import headers
from pipeline.intake.limits import DEFAULT
from pipeline.intake.mime import Part, parse
from pipeline.intake.moment import BRUSSELS
from tests.intake import build


def mail(**fields: str) -> Part:
    return parse(build.mail(**fields), DEFAULT)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("gewoon", "gewoon"),
        ("=?utf-8?Q?=C3=A9=C3=A9n_plan?=", "één plan"),
        ("=?UTF-8?B?w6nDqW4gcGxhbg==?=", "één plan"),
        ("=?utf-8?b?w6nDqW4?=", "één"),
        ("=?utf-8?q?=C3=A9?= =?utf-8?q?=C3=A9n?=", "één"),
        ("=?utf-8?q?=C3?=\t=?UTF-8?q?=A9=C3=A9n?=", "één"),
        ("=?utf-8?q?=C3=A9n?= dag =?iso-8859-1?q?=E9n?=", "én dag én"),
        ("Re: =?windows-1252?Q?dossier_=91Aalst=92?=!", "Re: dossier ‘Aalst’!"),
        ("=?x-onbekend?q?=C3=A9n?=", "én"),
        ("=?utf-8*nl?q?een?=", "een"),
        ("=?utf-8?q?een bestand.docx?=", "een bestand.docx"),
        ("=?utf-8?x?een?=", "=?utf-8?x?een?="),
        ("=?utf-8?b?%%%?=", ""),
        ("=?utf-8?q?", "=?utf-8?q?"),
        ("=?hex?q?een?=", "een"),
    ],
)
def test_encoded_words_are_decoded(value: str, text: str) -> None:
    assert headers.words(value) == text


@given(st.text() | st.text("=?utf-8qQbB_ ").map(str))
def test_any_field_can_be_decoded(value: str) -> None:
    assert isinstance(headers.words(value), str)


@pytest.mark.parametrize(
    ("field", "name", "address"),
    [
        ("Jan Peeters <jan@aalst.be>", "Jan Peeters", "jan@aalst.be"),
        ('"Peeters, Jan" <jan@aalst.be>', "Peeters, Jan", "jan@aalst.be"),
        ("jan@aalst.be", None, "jan@aalst.be"),
        ("jan@aalst.be (Jan Peeters)", "Jan Peeters", "jan@aalst.be"),
        (
            "=?utf-8?q?Stad_Sint-Niklaas=2C_Ren=C3=A9?= <r@s.be>",
            "Stad Sint-Niklaas, René",
            "r@s.be",
        ),
        ('"info@aalst.be" <evil@x.be>', "info@aalst.be", "evil@x.be"),
        ("info@aalst.be <evil@x.be>", "info@aalst.be", "evil@x.be"),
        ("Peeters, Jan <jan@aalst.be>", "Peeters, Jan", "jan@aalst.be"),
        (r'"J \"x\" <a@b>" <jan@aalst.be>', 'J "x" <a@b>', "jan@aalst.be"),
        ('=?utf-8?q?"Jan"?= <jan@aalst.be>', "Jan", "jan@aalst.be"),
        ("<jan@aalst.be>, <an@aalst.be>", None, "jan@aalst.be"),
        ("Jan", "Jan", None),
        ("((((" * 5_000, None, None),
        ("", None, None),
    ],
)
def test_the_sender_is_name_and_address(
    field: str, name: str | None, address: str | None
) -> None:
    found = headers.sender(mail(**{"from": field}))
    assert found[1] == address
    if "((" not in field:
        assert found[0] == name


def test_who_really_sent_it_stands_in_for_who_it_is_from() -> None:
    root = parse(b"Sender: jan@aalst.be\n\n", DEFAULT)
    assert headers.sender(root) == (None, "jan@aalst.be")
    assert headers.sender(parse(b"A: b\n\n", DEFAULT)) == (None, None)


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("<abc@aalst.be>", "abc@aalst.be"),
        ("<a@[b>", "a@[b"),
        ("abc@aalst.be", "abc@aalst.be"),
        ("x <abc@aalst.be> y", "abc@aalst.be"),
        ("<a\n b@c>", "ab@c"),
        ("<>", None),
        ("<" * 9_000, "<" * 9_000),
    ],
)
def test_the_id_has_no_brackets(field: str, found: str | None) -> None:
    assert headers.message_id(mail(message_id=field)) == found


BRUSSELS_MOMENT = dt.datetime(2024, 5, 3, 10, 12, tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "Fri, 03 May 2024 10:12:00 +0200"},
        {"date": "Fri, 03 May 2024 08:12:00 GMT"},
        {"date": "3 May 2024 08:12:00 -0000"},
        {"date": "Fri, 03 May 2024 04:12:00 EDT"},
        {"received": "from a by b\n for <x@y>; Fri, 3 May 2024 08:12:00 +0000 (UTC)"},
        {"received": "by b; Fri, 3 May 2024 08:12:00 +0000", "date": "nooit"},
        {"received": "by b zonder datum", "date": "Fri, 03 May 2024 10:12:00 +0200"},
        {
            "received": "by b; Thu, 1 Jan 1970 00:00:00 +0000",
            "date": "Fri, 03 May 2024 10:12:00 +0200",
        },
    ],
)
def test_the_moment_is_that_of_brussels(fields: dict[str, str]) -> None:
    moment = headers.received(mail(**fields))
    assert moment is not None
    assert moment.isoformat() == "2024-05-03T10:12:00+02:00"
    assert moment == BRUSSELS_MOMENT


def test_the_topmost_received_line_counts() -> None:
    top = "Received: by b; Fri, 3 May 2024 10:12:00 +0200\n"
    low = "Received: by a; Fri, 3 May 2024 09:00:00 +0200\n"
    moment = headers.received(parse(f"{top}{low}\nx".encode(), DEFAULT))
    assert moment == BRUSSELS_MOMENT


def test_winter_is_an_hour_from_greenwich() -> None:
    moment = headers.received(mail(date="Mon, 05 Feb 2024 12:00:00 +0000"))
    assert moment is not None
    assert moment.isoformat() == "2024-02-05T13:00:00+01:00"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "morgen",
        "Fri, 31 Feb 2024 10:00:00 +0200",
        "1 Jan 0950 00:00:00 +2359",
        "31 Dec 9999 23:59:00 -2359",
        "Fri, 03 May 99999 10:12:00 +0200",
        "Fri, 03 May 2024 10:12:00 +99999999999",
    ],
)
def test_a_date_that_is_none_is_none(value: str) -> None:
    assert headers.received(mail(date=value)) is None


@given(st.text())
def test_any_date_is_a_moment_or_none(value: str) -> None:
    found = headers.received(mail(date=value.replace("\n", " ")))
    assert found is None or found.tzinfo is BRUSSELS


@pytest.mark.parametrize(
    "fields",
    [
        {"auto_submitted": "auto-replied"},
        {"auto_submitted": "Auto-Notified; owner-email=x"},
        {"x_autoreply": "yes"},
        {"content_type": "multipart/report; report-type=delivery-status"},
    ],
)
def test_an_automatic_answer_is_told_by_its_head(fields: dict[str, str]) -> None:
    assert headers.answered_by_machine(mail(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"auto_submitted": "auto-generated"},
        {"return_path": "<>"},
        {"return_path": "< >"},
        {"precedence": "bulk"},
        {"precedence": "Auto_Reply"},
        {"list_id": "<lijst.aalst.be>"},
        {"subject": "Automatisch antwoord: uw mail"},
        {"subject": "Afwezigheidsbericht"},
        {"subject": "Out of Office: vakantie"},
        {"subject": "Automatic reply: x"},
        {"subject": "=?utf-8?q?R=C3=A9ponse_automatique?="},
        {"subject": "Onbestelbaar: x"},
        {"subject": "Gelezen: uw mail"},
    ],
)
def test_what_a_machine_may_have_sent_is_told_apart(fields: dict[str, str]) -> None:
    assert headers.answered_by_machine(mail(**fields)) is None
    assert headers.sent_by_machine(mail(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"auto_submitted": "no"},
        {"return_path": "<jan@aalst.be>"},
        {"x_auto_response_suppress": "All"},
        {"precedence": "first-class"},
        {"subject": "RE: Automatisch antwoord: uw mail"},
        {"subject": "Read only versie van het dossier"},
        {"subject": "Gelezen en goedgekeurd"},
    ],
)
def test_a_letter_from_a_person_is_not_automatic(fields: dict[str, str]) -> None:
    assert headers.answered_by_machine(mail(**fields)) is None
    assert headers.sent_by_machine(mail(**fields)) is None


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("mx.vlaanderen.be; spf=pass; dkim=pass; dmarc=pass", None),
        ("mx; spf=fail (sender IP) smtp.mailfrom=aalst.be; dkim=none", "spf=fail"),
        ("mx; spf=fail; dkim=fail; dmarc=fail", "spf=fail, dkim=fail, dmarc=fail"),
        ("mx; spf=fail; dmarc=pass", None),  # passed on by a mailing list, still theirs
        ("mx; dkim=fail header.d=x; dkim=pass header.d=y", None),
        ("mx; spf=softfail; dkim=neutral", None),
        ("mx; (spf=fail) spf=pass", None),
        ("", None),
    ],
)
def test_a_sender_that_fails_a_check_is_told(told: str, wanted: str | None) -> None:
    root = mail(authentication_results=told)
    assert headers.unconfirmed(root) == wanted


def test_only_the_topmost_check_counts() -> None:
    fields = "Authentication-Results: mx; spf=pass\nAuthentication-Results: x; spf=fail"
    root = parse(f"{fields}\nFrom: a@b.be\n\nx".encode(), DEFAULT)
    assert headers.unconfirmed(root) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("list_unsubscribe", "<mailto:x@y>"), ("x_spam_flag", "YES")],
)
def test_newsletters_and_spam_are_no_letters(field: str, value: str) -> None:
    assert headers.sent_by_machine(mail(**{field: value}))
    assert headers.answered_by_machine(mail(**{field: value})) is None
