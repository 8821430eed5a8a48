"""More hostile mails: how parts nest, what they claim to be, how they are called."""

import binascii
from collections.abc import Mapping

from tests.hostile.packages import BIG, DAMAGED, MIB, READ, Case, word
from tests.intake.build import attached, document, letter, multipart, zipped
from tests.intake.msg import attachment, msg
from tests.intake.winmail import attribute, file, message, winmail

_HEAD = b"From: a@b.be\nSubject: x\nMIME-Version: 1.0\n"
NOTHING = frozenset({"niets"})
UNSUPPORTED = frozenset({"niet-ondersteund"})


def deep_parts(levels: int) -> bytes:
    data = b"Content-Type: text/plain\n\nx\n"
    for level in range(levels):
        head = b'Content-Type: multipart/mixed; boundary="q%d"\n\n' % level
        data = head + b"--q%d\n%s\n--q%d--\n" % (level, data, level)
    return _HEAD + data


def many_attachments(count: int) -> bytes:
    part = b"--q\nContent-Disposition: attachment; filename=a.docx\n\nx\n"
    head = b"Content-Type: multipart/mixed; boundary=q\n\n"
    return _HEAD + head + part * count + b"--q--\n"


def partial() -> bytes:
    """A piece of a mail that comes in pieces (RFC 2046, 5.2.2)."""
    kind = 'Content-Type: message/partial; id="x@y"; number=1; total=2'
    return letter(attached(document(word()), kind))


def elsewhere() -> bytes:
    kind = 'Content-Type: message/external-body; access-type=URL; URL="http://127.0.0.1:9/"'
    return letter(f"{kind}\n\nContent-Type: application/msword\n\n".encode())


def uuencoded(length: str = "M") -> bytes:
    lines = b"".join(
        binascii.b2a_uu(word()[at : at + 45]) for at in range(0, len(word()), 45)
    )
    lines = lines.replace(b"\nM", b"\n" + length.encode(), 3)
    return _HEAD + b"\nBeste\n\nbegin 644 ../../m.docx\n" + lines + b"`\nend\n"


def yenc() -> bytes:
    packed = bytes((byte + 42) % 256 for byte in word()[:500])
    body = b"=ybegin line=128 size=500 name=m.docx\n%s\n=yend size=500\n" % packed
    return _HEAD + b"\nBeste\n\n" + body


def named(name: str) -> bytes:
    return letter(document(word(), name))


def alike() -> bytes:
    """Attachments that Windows would write to one and the same file."""
    return letter(*(document(word(), name) for name in ("m.docx", "M.DOCX", "m.docx.")))


def messages(levels: int) -> bytes:
    inner = winmail(file(word(), "m.docx"))
    for _ in range(levels):
        inner = winmail(message(inner, "x"))
    return letter(document(inner, "winmail.dat"))


def outlook(levels: int) -> bytes:
    data = msg({0x0037: "x"}, attachment(word(), "m.docx"))
    for _ in range(levels):
        data = msg({0x0037: "x"}, attachment(data, "x.msg"))
    return data


def counted(count: int) -> bytes:
    """A winmail.dat that says how many properties follow; the 53 bytes that hang."""
    content = count.to_bytes(4, "little") + b"\x1f\0\x01\x30" + b"\xff" * 8
    return letter(document(winmail(attribute((1, 0x00069003), content)), "winmail.dat"))


def signed(levels: int) -> bytes:
    """A signature that is nothing but sequences in sequences."""
    data = b"\x05\x00"
    for _ in range(levels):
        size = len(data)
        length = bytes([size]) if size < 128 else b"\x84" + size.to_bytes(4, "big")
        data = b"\x30" + length + data
    head = 'Content-Type: application/pkcs7-mime; name="smime.p7m"'
    return _HEAD + attached(data, head)


MAILS: Mapping[str, Case] = {
    "parts 10 deep": ("x.eml", lambda: deep_parts(10), NOTHING),
    "parts 3 000 deep": ("x.eml", lambda: deep_parts(3_000), BIG),
    "100 000 attachments": ("x.eml", lambda: many_attachments(100_000), BIG),
    "a piece of a mail": ("x.eml", partial, UNSUPPORTED),
    "an attachment elsewhere": ("x.eml", elsewhere, UNSUPPORTED),
    "uuencoded": ("x.eml", uuencoded, READ),
    "uuencoded, lines that lie": (
        "x.eml",
        lambda: uuencoded(" "),
        READ | DAMAGED | NOTHING,
    ),
    "yenc": ("x.eml", yenc, NOTHING | READ),
    "names that differ in case": ("x.eml", alike, READ),
    "a name of 100 000 letters": ("x.eml", lambda: named("n" * 100_000), READ),
    "a name on two lines": ("x.eml", lambda: named("a\n b\r\n c.docx"), READ),
    "a name turned around": ("x.eml", lambda: named("m\u202excod.exe"), READ),
    "a winmail 15 deep": ("x.eml", lambda: messages(15), READ | BIG),
    "a winmail 40 deep": ("x.eml", lambda: messages(40), BIG | READ | NOTHING),
    "a winmail that counts on": (
        "x.eml",
        lambda: counted(0xFFFFFFFF),
        NOTHING | DAMAGED,
    ),
    "a msg 15 deep": ("x.msg", lambda: outlook(15), READ),
    "a msg 30 deep": ("x.msg", lambda: outlook(30), BIG),
    "a signature 20 000 deep": ("x.eml", lambda: signed(20_000), DAMAGED | UNSUPPORTED),
    "a signature of text": (
        "x.eml",
        lambda: (
            _HEAD + attached(b"MI" * 40_000, "Content-Type: application/pkcs7-mime")
        ),
        READ | DAMAGED,
    ),
    "an mbox of 20 000": (
        "x.mbox",
        lambda: b"From a@b Mon Jan  1 00:00:00 2024\nSubject: x\n\nx\n\n" * 20_000,
        BIG | NOTHING,
    ),
    "a charset that is none": (
        "x.eml",
        lambda: _HEAD + b"Content-Type: text/plain; charset=zip\n\nQQ==\n",
        NOTHING,
    ),
    "a bomb in a winmail": (
        "x.eml",
        lambda: letter(
            document(
                winmail(file(zipped({"x.txt": bytes(200 * MIB)}), "x.zip")),
                "winmail.dat",
            )
        ),
        BIG,
    ),
    "alternatives of alternatives": (
        "x.eml",
        lambda: multipart(
            *[multipart(*[b"Content-Type: text/html\n\n<p>x"] * 20, kind="alternative")]
            * 20,
            kind="alternative",
            fields=_HEAD.decode(),
        ),
        NOTHING,
    ),
}
