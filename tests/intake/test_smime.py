import pytest
from asn1crypto import cms, core

from tests.intake.build import attached, document, letter, multipart, package
from tests.intake.look import code, read, rows, text

INNER = multipart(
    b"Content-Type: text/plain; charset=utf-8\n\nBeste, \xc3\xa9\xc3\xa9n",
    document(package()),
)


def signed(content: bytes | None) -> bytes:
    """A signed message without signers; with `None` the signature stands apart."""
    inside = {"content_type": "data"} | ({"content": content} if content else {})
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [],
            "encap_content_info": inside,
            "signer_infos": [],
        }
    )
    info = {"content_type": "signed_data", "content": data}
    return bytes(cms.ContentInfo(info).dump())


def in_pieces(content: bytes) -> bytes:
    """The same, as Outlook writes it: lengths told by an end, the content in pieces."""
    half = len(content) // 2
    pieces = b"".join(
        core.OctetString(piece).dump() for piece in (content[:half], content[half:])
    )
    octets = b"\x24\x80" + pieces + b"\0\0"
    data_oid = cms.ContentType("data").dump()
    inside = b"\x30\x80" + data_oid + b"\xa0\x80" + octets + b"\0\0" + b"\0\0"
    body = b"\x02\x01\x01" + b"\x31\x00" + inside + b"\x31\x00"
    whole = cms.ContentType("signed_data").dump()
    whole += b"\xa0\x80" + b"\x30\x80" + body + b"\0\0" + b"\0\0"
    return b"\x30\x80" + whole + b"\0\0"


def mail(data: bytes) -> bytes:
    head = (
        'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"'
    )
    return b"From: a@b.be\nSubject: x\nMIME-Version: 1.0\n" + attached(data, head)


@pytest.mark.parametrize("wrap", [signed, in_pieces])
def test_a_mail_signed_as_a_whole_is_read(wrap: object) -> None:
    assert callable(wrap)
    item = read(mail(wrap(INNER)))
    assert text(item) == "Beste, één"
    assert rows(item) == [
        ("in.eml", "bericht", None),
        ("in.eml/smime.p7m", "archief", None),
        ("in.eml/smime.p7m/motivatie.docx", "document", None),
    ]
    assert item.parts[0].parts[0].data == package()


def test_a_signature_in_a_signature_is_read_too() -> None:
    head = (
        b"Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: binary\n\n"
    )
    item = read(mail(signed(head + signed(INNER))))
    assert rows(item)[-1][1:] == ("document", None)
    assert text(item) == "Beste, één"


def test_a_loose_signed_mail_gives_its_text_as_a_document() -> None:
    item = read(signed(INNER), "smime.p7m")
    assert [part.naam for part in item.parts] == ["tekst.txt", "motivatie.docx"]


def test_a_signature_that_stands_apart_is_listed_and_not_read() -> None:
    part = attached(signed(None), "Content-Type: application/pkcs7-signature")
    data = multipart(
        b"Content-Type: text/plain\n\nBeste",
        document(package()),
        part,
        kind="signed",
        fields="From: a@b.be\nSubject: x\n",
    )
    item = read(data)
    assert text(item) == "Beste"
    assert [(p.naam, p.ignored) for p in item.parts] == [
        ("motivatie.docx", None),
        ("bijlage", "een digitale handtekening"),
    ]
    loose = read(signed(None), "x.p7s")
    assert loose.ignored == "een digitale handtekening"


def test_a_mail_that_is_encrypted_stays_closed() -> None:
    start = b"\x30\x82\1\0\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"
    item = read(letter(document(start + b"\3" + bytes(9), "smime.p7m")))
    assert code(item.parts[0]) == "versleuteld"


@pytest.mark.parametrize("data", [signed(INNER)[:-40], signed(INNER)[:30] + bytes(90)])
def test_a_damaged_one_is_refused(data: bytes) -> None:
    item = read(letter(document(data, "smime.p7m"), document(package(), "a.docx")))
    assert [code(part) for part in item.parts] == ["beschadigd", None]
