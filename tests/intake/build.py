"""Zips, Office packages and mails built in memory, the short way."""

import base64
import hashlib
import io
import struct
import zipfile
from collections.abc import Mapping

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats'
    '.org/package/2006/content-types"><Override PartName="/{part}" '
    'ContentType="application/{kind}"/></Types>'
)
DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOTX = "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
DOCM = "vnd.ms-word.document.macroEnabled.main+xml"
XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
XLSM = "vnd.ms-excel.sheet.macroEnabled.main+xml"
XLSB = "vnd.ms-excel.sheet.binary.macroEnabled.main"
PPTX = "vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def zipped(
    members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A zip of `members`, in their order, all with one fixed date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def package(kind: str = DOCX, part: str = "word/document.xml") -> bytes:
    """An Office package with a main part of content type `kind`."""
    types = CONTENT_TYPES.format(part=part, kind=kind)
    return zipped({"[Content_Types].xml": types, part: "<a>tekst</a>"})


def opendocument(kind: str, manifest: str = "<m/>") -> bytes:
    """An OpenDocument package; its first member names its kind."""
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return zipped(
        {"mimetype": mime, "content.xml": "<a/>", "META-INF/manifest.xml": manifest}
    )


def compound(stream: str, head: bytes = b"") -> bytes:
    """A compound file (Word 97 and the like) with one stream of 4 KiB at its top.

    Sector 0 is the allocation table, 1 the directory, 2 to 9 the stream ([MS-CFB]).
    """
    none, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header = struct.pack("<8s16x5H6x", magic, 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[none] * 108)
    chain = [table, end, *range(3, 10), end]
    sectors = struct.pack("<128I", *chain, *[none] * (128 - len(chain)))
    directory = _entry("Root Entry", 5, child=1, start=end)
    directory += _entry(stream, 2, child=none, start=2)
    return header + sectors + directory.ljust(512, b"\0") + head.ljust(4096, b"\0")


def _entry(name: str, kind: int, *, child: int, start: int) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    size = 4096 if kind == 2 else 0
    links = struct.pack("<BB3I36x", kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        struct.pack("<64sH", letters, len(letters))
        + links
        + struct.pack("<IQ", start, size)
    )


def mail(body: str = "Beste, hierbij ons dossier.\n", **fields: str) -> bytes:
    """A plain mail; `fields` are header fields with `_` for `-`."""
    given = {"from": "Jan Peeters <jan@aalst.be>", "subject": "Indiening"} | fields
    head = "".join(
        f"{name.replace('_', '-')}: {value}\n" for name, value in given.items()
    )
    return f"{head}\n{body}".encode()


def attached(content: bytes, *headers: str) -> bytes:
    """One part of a multipart with `content` in base64."""
    head = "".join(f"{header}\n" for header in headers)
    packed = base64.encodebytes(content)
    return f"{head}Content-Transfer-Encoding: base64\n\n".encode() + packed


def multipart(*parts: bytes, kind: str = "mixed", fields: str = "") -> bytes:
    """A mail or a part that holds `parts`."""
    boundary = f"grens-{kind}-{hashlib.sha256(b''.join(parts)).hexdigest()[:12]}"
    head = f'{fields}Content-Type: multipart/{kind}; boundary="{boundary}"\n\n'
    body = b"".join(f"--{boundary}\n".encode() + part + b"\n" for part in parts)
    return head.encode() + body + f"--{boundary}--\n".encode()


def letter(*parts: bytes, fields: str = "") -> bytes:
    """A mail with a text and `parts` hanging on it."""
    head = f"From: Jan <jan@aalst.be>\nSubject: Indiening\nMIME-Version: 1.0\n{fields}"
    text = b"Content-Type: text/plain; charset=utf-8\n\nBeste,\n\nhierbij."
    return multipart(text, *parts, fields=head)


def document(content: bytes, name: str = "motivatie.docx") -> bytes:
    """An attachment with a plain file name."""
    return attached(
        content,
        "Content-Type: application/octet-stream",
        f'Content-Disposition: attachment; filename="{name}"',
    )


def nested(depth: int) -> bytes:
    """A mail with a document inside a mail, `depth` mails in all."""
    data = letter(document(package()))
    for _ in range(depth - 1):
        data = letter(b"Content-Type: message/rfc822\n\n" + data)
    return data
