"""Eml: a mail as a mail program saves it, the same bytes on every Python.

The standard library's own generator folds and encodes differently from one Python to
the next; these few lines never do.
"""

import base64
import datetime as dt
import hashlib
import quopri
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Final
from urllib.parse import quote

AAN: Final = ("Plan Samenleven", "samenleven@vlaanderen.be")
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP: Final = "application/zip"
EML: Final = "message/rfc822"

_LINE: Final = 36  # bytes of a name in one encoded word (RFC 2047 allows 75 characters)

Part = tuple[Sequence[str], bytes]
"""A part of a mail: its header lines and its encoded content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bijlage:
    """What hangs on a mail; `cid` names a picture that the letter itself shows."""

    naam: str
    inhoud: bytes
    soort: str
    cid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail; `van` is name and address, `koppen` are further header lines."""

    id: str
    van: tuple[str, str]
    ontvangen: dt.datetime
    onderwerp: str
    tekst: str
    html: str | None = None
    bijlagen: tuple[Bijlage, ...] = ()
    koppen: tuple[str, ...] = ()


def as_bytes(mail: Mail) -> bytes:
    """Return `mail` as the bytes of an `.eml` file."""
    server = f"by mx.vlaanderen.be; {format_datetime(mail.ontvangen)}"
    heads = [
        f"Received: from mail.{mail.van[1].partition('@')[2]} {server}",
        *mail.koppen,
        f"From: {_address(mail.van)}",
        f"To: {_address(AAN)}",
        f"Subject: {_words(mail.onderwerp)}",
        f"Date: {format_datetime(mail.ontvangen)}",
        f"Message-ID: <{mail.id}>",
        "MIME-Version: 1.0",
    ]
    lines, content = _letter(mail)
    hung = [_attachment(bijlage) for bijlage in mail.bijlagen if bijlage.cid is None]
    if hung:
        lines, content = _multipart("mixed", [(lines, content), *hung], mail.id)
    return _joined([*heads, *lines], content)


def _letter(mail: Mail) -> Part:
    plain = _text(mail.tekst, "plain")
    if mail.html is None:
        return plain
    shown = [_attachment(bijlage) for bijlage in mail.bijlagen if bijlage.cid]
    html = _multipart("related", [_text(mail.html, "html"), *shown], mail.id)
    return _multipart("alternative", [plain, html], mail.id)


def _text(text: str, kind: str) -> Part:
    packed = quopri.encodestring(text.encode())
    heads = (
        f'Content-Type: text/{kind}; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
    )
    return heads, packed.replace(b"\n", b"\r\n")


def _attachment(bijlage: Bijlage) -> Part:
    place = "attachment" if bijlage.cid is None else "inline"
    heads = [
        f"Content-Type: {bijlage.soort}",
        f"Content-Disposition: {place}; {_file_name(bijlage.naam)}",
    ]
    if bijlage.soort == EML:
        return heads, bijlage.inhoud
    if bijlage.cid:
        heads.append(f"Content-ID: <{bijlage.cid}>")
    heads.append("Content-Transfer-Encoding: base64")
    return heads, base64.encodebytes(bijlage.inhoud).replace(b"\n", b"\r\n")


def _multipart(kind: str, parts: Sequence[Part], seed: str) -> Part:
    boundary = f"=_{hashlib.sha256(f'{seed} {kind}'.encode()).hexdigest()[:24]}"
    pieces = [
        f"--{boundary}\r\n".encode() + _joined(heads, content) + b"\r\n"
        for heads, content in parts
    ]
    content = b"".join(pieces) + f"--{boundary}--\r\n".encode()
    return [f'Content-Type: multipart/{kind}; boundary="{boundary}"'], content


def _joined(heads: Sequence[str], content: bytes) -> bytes:
    return "".join(f"{head}\r\n" for head in heads).encode("ascii") + b"\r\n" + content


def _address(who: tuple[str, str]) -> str:
    name, address = who
    return f'"{name}" <{address}>' if name.isascii() else f"{_words(name)} <{address}>"


def _words(text: str) -> str:
    """`text` in encoded words (RFC 2047) on lines of their own, or as it is."""
    if text.isascii():
        return text
    packed = (base64.b64encode(chunk).decode() for chunk in _chunks(text))
    return "\r\n ".join(f"=?UTF-8?B?{word}?=" for word in packed)


def _chunks(text: str) -> Iterator[bytes]:
    """`text` in pieces of at most `_LINE` bytes, no letter cut in two."""
    chunk = b""
    for letter in text:
        if len(chunk) + len(letter.encode()) > _LINE:
            yield chunk
            chunk = b""
        chunk += letter.encode()
    yield chunk


def _file_name(naam: str) -> str:
    if naam.isascii():
        return f'filename="{naam}"'
    return f"filename*=UTF-8''{quote(naam)}"
