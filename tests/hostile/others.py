"""Hostile files without a package: pdf, old workbooks, plain text, mails."""

import random
import zlib
from collections.abc import Mapping
from pathlib import Path

from tests.hostile.packages import BIG, DAMAGED, READ, REFUSED, Case
from tests.intake.build import letter, mail, nested
from tools.fuzzing.seeds import pdf_of

XLS = Path(__file__).parents[1] / "data" / "werkmap.xls"
SCAN = frozenset({"niet-ondersteund"})
ANY = READ | REFUSED | SCAN

_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
    b"/Resources << /Font << /F1 4 0 R >> >> >>"
)
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_TEXT = b"BT /F1 11 Tf 45 700 Td (Actie 15 Brugfiguren) Tj ET"


def stream(content: bytes, told: bytes = b"") -> bytes:
    size = len(content)
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (size, told, content)


def pdf(  # noqa: PLR0913 - each is one place in a pdf that can be wrong
    content: bytes = _TEXT,
    *,
    kids: bytes = b"[3 0 R]",
    count: bytes = b"1",
    catalog: bytes = b"",
    page: bytes = _PAGE,
    told: bytes = b"",
) -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids %s /Count %s >>" % (kids, count),
        page,
        _FONT,
        stream(content, told),
    ]
    return pdf_of(objects)


def packed(content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"/FlateDecode " * times
    return pdf(content, told=b"/Filter [%s]" % filters)


def rectangles(count: int) -> bytes:
    lines = (b"%d %d 40 20 re S" % (n % 500, n % 800) for n in range(count))
    return pdf(b"\n".join(lines) + b"\n" + _TEXT)


def scripted() -> bytes:
    action = b"/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://x'\\)) >>"
    return pdf(catalog=action + b" /AA << /WC << /S /Launch /F (calc.exe) >> >>")


def xls(at: int, value: bytes) -> bytes:
    data = bytearray(XLS.read_bytes())
    data[at : at + len(value)] = value
    return bytes(data)


def far_xls() -> bytes:
    """A workbook whose first record of dimensions claims every cell there is."""
    data = XLS.read_bytes()
    at = data.find(b"\x00\x02\x0e\x00")
    return xls(at + 4, b"\0\0\0\0\xff\xff\xff\x7f\0\0\xff\xff") if at > 0 else data


def noise_xls() -> bytes:
    chance = random.Random(1)  # noqa: S311 - no secret
    data = bytearray(XLS.read_bytes())
    for _ in range(400):
        data[chance.randrange(512, len(data))] = chance.randrange(256)
    return bytes(data)


DOCUMENTS: Mapping[str, Case] = {
    "pdf, sound": ("x.pdf", pdf, READ),
    "pdf, kids that are their parent": ("x.pdf", lambda: pdf(kids=b"[2 0 R]"), ANY),
    "pdf, a million pages claimed": ("x.pdf", lambda: pdf(count=b"1000000"), ANY),
    "pdf, 3 000 pages": (
        "x.pdf",
        lambda: pdf(kids=b"[" + b"3 0 R " * 3_000 + b"]", count=b"3000"),
        BIG | READ,
    ),
    "pdf, javascript": ("x.pdf", scripted, READ),
    "pdf, bomb": ("x.pdf", lambda: packed(b"q Q " * 60_000_000), ANY),
    "pdf, bomb in a bomb": ("x.pdf", lambda: packed(b" " * 300_000_000, 2), ANY),
    "pdf, arrays in arrays": (
        "x.pdf",
        lambda: pdf(catalog=b"/X " + b"[" * 90_000),
        ANY,
    ),
    "pdf, operands in operands": ("x.pdf", lambda: pdf(b"[" * 200_000), ANY),
    "pdf, 20 000 lines": ("x.pdf", lambda: rectangles(20_000), ANY),
    "pdf, huge page": (
        "x.pdf",
        lambda: pdf(page=_PAGE.replace(b"595 842", b"1e38 1e38")),
        ANY,
    ),
    "pdf, a stream of itself": (
        "x.pdf",
        lambda: pdf(told=b"/Length 5 0 R /Filter 5 0 R"),
        ANY,
    ),
    "pdf, cut off": ("x.pdf", lambda: pdf()[:300], DAMAGED | SCAN),
    "xls, far cell": ("x.xls", far_xls, ANY),
    "xls, noise": ("x.xls", noise_xls, ANY),
    "xls, cut off": ("x.xls", lambda: XLS.read_bytes()[:3000], DAMAGED),
    "xls, sectors in a ring": ("x.xls", lambda: xls(0x30, b"\0" * 4), ANY),
    "csv, one long line": ("x.csv", lambda: b"a;b\n" + b"1;" * 2_000_000, ANY),
    "csv, a million lines": ("x.csv", lambda: b"actie;kpi\n" * 1_000_000, ANY),
    "csv, quotes without end": ("x.csv", lambda: b'a;b\n"' * 200_000, ANY),
    "html, deep": ("x.html", lambda: b"<html>" + b"<div>" * 300_000, READ | BIG),
    "html, half tags": ("x.html", lambda: b"<html>" + b"<a b='" * 300_000, READ | BIG),
    "text, 20 MB": ("x.txt", lambda: b"woord woord\n" * 1_700_000, READ | BIG),
    "text, one long line": ("x.txt", lambda: b"woord " * 330_000, READ | BIG),
}


def many_parts() -> bytes:
    part = b"--q\nContent-Type: text/plain\n\nx\n"
    head = b"From: a@b.be\nSubject: x\nContent-Type: multipart/mixed; boundary=q\n\n"
    return head + part * 20_000 + b"--q--\n"


MAILS: Mapping[str, Case] = {
    "20 000 parts": ("x.eml", many_parts, BIG),
    "30 mails in mails": ("x.eml", lambda: nested(30), BIG),
    "headers of 10 MB": (
        "x.eml",
        lambda: mail(**{f"X_{n}": "y" * 10_000 for n in range(1000)}),
        BIG,
    ),
    "a subject of encoded words": (
        "x.eml",
        lambda: mail(subject="=?utf-8?q?a?= " * 25_000),
        BIG,
    ),
    "a long subject of encoded words": (
        "x.eml",
        lambda: mail(subject="=?utf-8?q?a?= " * 2_400),
        frozenset({"niets"}),
    ),
    "10 000 recipients": (
        "x.eml",
        lambda: mail(to=", ".join(["(((<a@b.be>"] * 10_000)),
        frozenset({"niets"}),
    ),
    "60 MB": ("x.eml", lambda: letter(b"\n" + b"x" * 60_000_000), BIG),
    "not even closed": (
        "x.eml",
        lambda: letter(b"Content-Type: multipart/mixed; boundary=\n\n--\n--"),
        frozenset({"niets"}),
    ),
}
