import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.intake.limits import DEFAULT, Limits
from pipeline.intake.mime import Part, parse, unpack_base64
from tests.intake import build


def leaves(part: Part) -> list[bytes]:
    return [one.content() for one in part.walk() if not one.children]


def test_fields_are_found_in_any_case_and_unfolded() -> None:
    root = parse(b"SUBJECT: een\r\n\ttwee\r\n drie\r\nTo : jan\r\n\r\nx", DEFAULT)
    assert root.headers.get("subject") == "een twee drie"
    assert root.headers.get("to") == "jan"
    assert root.content() == b"x"


def test_a_field_that_is_given_twice_keeps_its_order() -> None:
    root = parse(b"Received: 1\nReceived: 2\n\n", DEFAULT)
    assert root.headers.all("received") == ("1", "2")
    assert root.headers.get("received") == "1"
    assert root.headers.get("date") is None


@pytest.mark.parametrize("coding", ["utf-8", "cp1252"])
def test_a_raw_8_bit_field_is_read(coding: str) -> None:
    root = parse("Subject: één\n\n".encode(coding), DEFAULT)
    assert root.headers.get("subject") == "één"


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf\r\n\r\nA: 1\n\nx",
        b"From jan@aalst.be Fri May  3 10:12:00 2024\nA: 1\n\nx",
        b">From jan\nA: 1\n\nx",
        b"A: 1\r\rx",
        b"A: 1\nx",
    ],
    ids=["blank lines", "envelope", "escaped envelope", "mac", "no blank line"],
)
def test_a_head_is_found_in_spite_of_what_is_odd(data: bytes) -> None:
    root = parse(data, DEFAULT)
    assert root.headers.fields == (("a", "1"),)
    assert root.content() == b"x"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_parts_lie_between_boundaries(end: str) -> None:
    lines = ["Content-Type: multipart/mixed; boundary=q", "", "preamble", "--q", ""]
    lines += ["een", "", "--q  ", "A: 1", "", "--qq", "--q--", "epilogue", "--q"]
    root = parse(end.join(lines).encode(), DEFAULT)
    assert leaves(root) == [f"een{end}".encode(), b"--qq"]
    assert root.whole


def test_a_mail_that_was_cut_off_keeps_what_there_is() -> None:
    whole = build.letter(build.document(b"inhoud"))
    root = parse(whole[: whole.rindex(b"--grens")], DEFAULT)
    assert leaves(root)[1] == b"inhoud"
    assert not root.whole


def test_a_boundary_inside_a_part_does_not_close_the_mail() -> None:
    inner = build.multipart(b"\neen", b"\ntwee", kind="alternative")
    unclosed = inner[: inner.rindex(b"--grens-alternative")]
    root = parse(build.letter(unclosed, build.document(b"x")), DEFAULT)
    assert leaves(root)[1:] == [b"een", b"twee\n", b"x"]


@pytest.mark.parametrize("kind", ["multipart/mixed", 'multipart/mixed; boundary="weg"'])
def test_a_boundary_that_is_lost_is_found_in_the_body(kind: str) -> None:
    parts = b"--q\nContent-Type: text/plain\n\neen\n--q\n\ntwee\n--q--\n"
    root = parse(f"Content-Type: {kind}\n\n".encode() + parts, DEFAULT)
    assert leaves(root) == [b"een", b"twee"]
    assert not root.whole


def test_a_multipart_without_any_boundary_is_a_leaf() -> None:
    root = parse(b"Content-Type: multipart/mixed; boundary=q\n\ntekst", DEFAULT)
    assert not root.children
    assert root.content() == b"tekst"


@pytest.mark.parametrize(
    ("packed", "content"),
    [
        (b"aGFsbG8=\n", b"hallo"),
        (b"aGFs\r\nbG8=", b"hallo"),
        (b"aGFsbG8", b"hallo"),
        (b"aGFsbG8=\n-- \nverzonden vanaf mijn telefoon, a b", b"hallo"),
        (b"aGFsbG8=\naGFsbG8=\n", b"hallohallo"),
        (b"aGFsbG8==========", b"hallo"),
        (b"aGFsb", b"hal"),
        (b"!!!", b""),
        (b"=", b""),
        (b"", b""),
    ],
)
def test_base64_is_read_as_far_as_it_goes(packed: bytes, content: bytes) -> None:
    assert unpack_base64(packed) == content


@given(st.binary())
def test_any_bytes_can_be_taken_for_base64(packed: bytes) -> None:
    assert isinstance(unpack_base64(packed), bytes)


@pytest.mark.parametrize(
    ("coding", "body", "content"),
    [
        ("quoted-printable", b"=C3=A9=\nn =e9 =zz", "én".encode() + b" \xe9 =zz"),
        ("BASE64", b"aGFsbG8=", b"hallo"),
        ("8bit", b"hallo", b"hallo"),
        ("x-onbekend", b"hallo", b"hallo"),
    ],
)
def test_each_transfer_encoding_is_undone(
    coding: str, body: bytes, content: bytes
) -> None:
    data = f"Content-Transfer-Encoding: {coding}\n\n".encode() + body
    assert parse(data, DEFAULT).content() == content


SPELLINGS = [
    'filename="één plan.docx"',
    "filename*=UTF-8''%C3%A9%C3%A9n%20plan.docx",
    "filename*=utf-8'nl'%c3%a9%c3%a9n%20plan.docx; filename=\"een plan.docx\"",
    "filename=\"een plan.docx\"; filename*=utf-8''%C3%A9%C3%A9n%20plan.docx",
    "filename*=iso-8859-1''%E9%E9n%20plan.docx",
    "filename*0*=UTF-8''%C3%A9%C3%A9n;\n filename*1=\" plan\"; filename*2=.docx",
    'filename*0="één ";\n filename*1="plan.docx"',
    "filename*=één plan.docx",
    'FileName="één plan.docx"',
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_parameter_is_read_in_every_spelling(spelling: str) -> None:
    data = f"Content-Disposition: attachment; {spelling}\n\n".encode()
    found = parse(data, DEFAULT).headers.parameter("content-disposition", "filename")
    assert found == "één plan.docx"


def test_an_absent_parameter_is_none() -> None:
    headers = parse(b"Content-Type: text/plain\n\n", DEFAULT).headers
    assert headers.parameter("content-type", "charset") is None
    assert headers.parameter("content-disposition", "filename") is None


@pytest.mark.parametrize(
    "value",
    ["a*99999999999999999999=x", "a*0*=x''%", 'a="', ";" * 9000, "a*0*=%", "*=x"],
)
def test_hostile_parameters_are_no_trouble(value: str) -> None:
    data = f"Content-Type: a/b; {value}\n\n".encode()
    parse(data, DEFAULT).headers.parameter("content-type", "a")


def test_too_many_fields_are_refused() -> None:
    limits = Limits(header_count=5)
    assert parse(b"A: 1\n" * 5 + b"\n", limits)
    with pytest.raises(DocumentError, match="hoofding"):
        parse(b"A: 1\n" * 6 + b"\n", limits)
    with pytest.raises(DocumentError, match="hoofding"):
        parse(b"A: " + b"x" * DEFAULT.headers + b"\n\n", DEFAULT)


def test_one_long_field_is_cut() -> None:
    root = parse(b"Subject: " + b"x" * 40_000 + b"\n\n", DEFAULT)
    assert root.headers.get("subject") == "x" * DEFAULT.header


def nested(depth: int) -> bytes:
    data = b"\ntekst"
    for level in range(depth):
        head = f"Content-Type: multipart/mixed; boundary=q{level}q\n\n--q{level}q\n"
        data = head.encode() + data + f"\n--q{level}q--\n".encode()
    return data


def test_depth_is_limited() -> None:
    assert leaves(parse(nested(DEFAULT.depth), DEFAULT)) == [b"tekst"]
    for depth in (DEFAULT.depth + 1, 2_000):
        with pytest.raises(DocumentError, match="diep") as caught:
            parse(nested(depth), DEFAULT)
        assert caught.value.code == "te-groot"


def test_the_number_of_parts_is_limited() -> None:
    parse(build.multipart(*[b"\nx"] * (DEFAULT.parts - 1)), DEFAULT)
    with pytest.raises(DocumentError, match="onderdelen"):
        parse(build.multipart(*[b"\nx"] * 20_000), DEFAULT)


@given(
    st.lists(st.tuples(st.text("abc-\n"), st.binary(max_size=200)), max_size=4),
    st.sampled_from(["\n", "\r\n"]),
)
def test_parts_are_those_of_the_standard_library(
    attachments: list[tuple[str, bytes]], linesep: str
) -> None:
    message = EmailMessage(email.policy.SMTP.clone(linesep=linesep))
    message["Subject"] = "Indiening"
    message.set_content("Beste,\n\nhierbij.\n")
    message.add_alternative("<p>Beste</p>", subtype="html")
    for text, content in attachments:
        message.add_attachment(text, filename="é.txt")
        message.add_attachment(content, "application", "pdf", filename="b.pdf")
    ours = parse(message.as_bytes(), DEFAULT)
    theirs = email.message_from_bytes(message.as_bytes())
    assert [part.kind for part in ours.walk()] == [
        part.get_content_type() for part in theirs.walk()
    ]
    assert leaves(ours) == [
        part.get_payload(decode=True)
        for part in theirs.walk()
        if not part.is_multipart()
    ]


@given(
    st.binary()
    | st.lists(st.sampled_from([b"--q", b"\n", b"A: b", b"--", b" "])).map(
        lambda lines: b"Content-Type: multipart/mixed; boundary=q\n" + b"".join(lines)
    )
)
def test_any_bytes_are_a_mail_or_a_refusal(data: bytes) -> None:
    parse(data, DEFAULT)
