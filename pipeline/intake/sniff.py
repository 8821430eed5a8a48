"""Sniff: what a file is, told by its bytes; its name only splits plain text."""

import codecs
import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake import cfb
from pipeline.intake.archive import Archive
from pipeline.intake.limits import DEFAULT, KIB, Limits
from pipeline.intake.names import suffix_of
from pipeline.intake.text import decode


class Format(StrEnum):
    """A kind of file. `encrypted` is an Office document behind a password."""

    docx = "docx"
    docm = "docm"
    dotx = "dotx"
    xlsx = "xlsx"
    xlsm = "xlsm"
    xlsb = "xlsb"
    xls = "xls"
    doc = "doc"
    rtf = "rtf"
    odt = "odt"
    fodt = "fodt"
    flat = "word-xml"
    wordml = "word-2003-xml"
    ods = "ods"
    pdf = "pdf"
    csv = "csv"
    pptx = "pptx"
    ppt = "ppt"
    eml = "eml"
    msg = "msg"
    mbox = "mbox"
    zip = "zip"
    image = "beeld"
    html = "html"
    text = "tekst"
    winmail = "winmail"
    p7m = "p7m"
    ics = "ics"
    vcf = "vcf"
    encrypted = "versleuteld"
    leeg = "leeg"
    onbekend = "onbekend"


_HEAD: Final = 16 * KIB
_SAMPLE: Final = 200
_SIGNED: Final = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"  # OID 1.2.840.113549.1.7

# The content type of the main part ([MS-OFFMACRO2], ECMA-376 part 1).
_MAIN_PARTS: Final = (
    (b"ms-word.document.macroenabled.main+xml", Format.docm),
    (b"ms-word.template.macroenabledtemplate.main+xml", Format.docm),
    (b"wordprocessingml.template.main+xml", Format.dotx),
    (b"wordprocessingml.document.main+xml", Format.docx),
    (b"ms-excel.sheet.binary.macroenabled.main", Format.xlsb),
    (b"ms-excel.sheet.macroenabled.main+xml", Format.xlsm),
    (b"ms-excel.template.macroenabled.main+xml", Format.xlsm),
    (b"spreadsheetml.template.main+xml", Format.xlsx),
    (b"spreadsheetml.sheet.main+xml", Format.xlsx),
    (b"presentationml.presentation.main+xml", Format.pptx),
    (b"presentationml.slideshow.main+xml", Format.pptx),
    (b"presentationml.template.main+xml", Format.pptx),
    (b"ms-powerpoint.", Format.pptx),
)
_MEMBERS: Final = (
    ("word/document", Format.docx),
    ("xl/workbook.bin", Format.xlsb),
    ("xl/workbook", Format.xlsx),
    ("ppt/presentation", Format.pptx),
    # Apple's Pages and Numbers: packages of one document, no archives of several.
    ("index/document.iwa", Format.onbekend),
    ("index.zip", Format.onbekend),
)
_MAGIC: Final = (
    (b"%PDF-", Format.pdf),
    (b"{\\rtf", Format.rtf),
    (b"\x89PNG\r\n\x1a\n", Format.image),
    (b"\xff\xd8\xff", Format.image),
    (b"GIF8", Format.image),
    (b"II*\0", Format.image),
    (b"MM\0*", Format.image),
    (b"\xd7\xcd\xc6\x9a", Format.image),
    (b"\x78\x9f\x3e\x22", Format.winmail),
)
# What the first tag says of a document in one XML file, in small letters.
_ROOTS: Final = (
    ("http://schemas.microsoft.com/office/2006/xmlpackage", Format.flat),
    ("http://schemas.microsoft.com/office/word/2003/wordml", Format.wordml),
)
_FODT: Final = 'office:mimetype="application/vnd.oasis.opendocument.text'
_CFB: Final[Mapping[cfb.Kind, Format]] = MappingProxyType(
    {
        "doc": Format.doc,
        "xls": Format.xls,
        "ppt": Format.ppt,
        "msg": Format.msg,
        "encrypted": Format.encrypted,
    }
)
_MAIL_HEADERS: Final = frozenset(
    {b"from", b"to", b"cc", b"bcc", b"sender", b"reply-to", b"subject", b"date"}
    | {b"message-id", b"in-reply-to", b"received", b"delivered-to", b"return-path"}
    | {b"mime-version", b"content-type", b"x-mailer"}
)
_HEADER_LINE: Final = re.compile(
    rb"(?:([!-9;-~]+)[ \t]*:|[ \t])[^\r\n]*(?:\r?\n|\r|\Z)"
)
_ENVELOPE: Final = re.compile(rb">?From [^\r\n]*(?:\r?\n|\r|\Z)")
_TABLE_NAMES: Final = frozenset({".csv", ".tsv"})


def sniff(data: bytes, naam: str) -> Format:
    """What `data` is; never raises. `naam` counts among plain texts alone.

    A damaged package is called what it was meant to be, as far as it still tells.
    """
    return examine(data, naam)[0]


def examine(
    data: bytes, naam: str, limits: Limits = DEFAULT
) -> tuple[Format, DocumentError | None]:
    """What `data` is, and what is the matter with a package that does not open."""
    if not data:
        return Format.leeg, None
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data, limits)
    if data.startswith(cfb.MAGIC):
        kind = cfb.kind_of(data)
        return _CFB[kind] if kind else Format.onbekend, None
    head = data[:_HEAD]
    # A mail first: its body may hold anything, also unpacked.
    return _mail(head, naam) or _binary(head) or _text(head, naam), None


def _package(data: bytes, limits: Limits) -> tuple[Format, DocumentError | None]:
    try:
        archive = Archive(data, limits)
        form = _office(archive) or _open_document(archive) or _by_member(archive.names)
    except DocumentError as error:
        return _remains(data), error
    return form or Format.zip, None


def _remains(data: bytes) -> Format:
    """What a package was that does not open: the names stand before each member."""
    lowered = data.lower()
    if b"[content_types].xml" not in lowered:
        return Format.zip
    found = (form for name, form in _MEMBERS if name.encode() in lowered)
    return next(found, Format.zip)


def _office(archive: Archive) -> Format | None:
    if "[Content_Types].xml" not in archive:
        return None
    # A part in UTF-16 has a zero beside each of these letters.
    types = archive.read("[Content_Types].xml").replace(b"\0", b"").lower()
    return next((form for name, form in _MAIN_PARTS if name in types), None)


def _open_document(archive: Archive) -> Format | None:
    if "mimetype" not in archive:
        return None
    kind = archive.read("mimetype", ceiling=KIB).decode("latin-1").strip()
    kind = kind.removeprefix("application/vnd.oasis.opendocument.")
    kind = kind.removesuffix("-template")
    form = {"text": Format.odt, "spreadsheet": Format.ods}.get(kind, Format.onbekend)
    manifest = "META-INF/manifest.xml"
    if form is Format.onbekend or manifest not in archive:
        return form
    protected = b":encryption-data" in archive.read(manifest)
    return Format.encrypted if protected else form


def _by_member(names: tuple[str, ...]) -> Format | None:
    lowered = tuple(name.casefold() for name in names)
    for start, form in _MEMBERS:
        if any(name.startswith(start) for name in lowered):
            return form
    return None


def _mail(head: bytes, naam: str) -> Format | None:
    """A mail begins with lines of which at least two are only found in mails."""
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    envelope = _ENVELOPE.match(bare)
    at = envelope.end() if envelope else 0
    known = set()
    while match := _HEADER_LINE.match(bare, at):
        known.add((match[1] or b"").lower())
        at = match.end()
    enough = 1 if suffix_of(naam) == ".eml" else 2
    # Nothing but header fields as far as was looked: a header far too long.
    endless = len(head) == _HEAD and at >= len(bare) and suffix_of(naam) == ".eml"
    if len(known & _MAIL_HEADERS) < enough and not endless:
        return None
    return Format.mbox if bare.startswith(b"From ") else Format.eml


def _binary(head: bytes) -> Format | None:
    """What the first bytes say, or `None` when they are not those of a known format."""
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, form in _MAGIC:
        if bare.startswith(magic):
            return form
    if b"%PDF-" in head[:KIB]:
        return Format.pdf
    if _is_picture(head):
        return Format.image
    if head.startswith(b"\x30") and _SIGNED in head[:64]:
        return Format.p7m
    return None


def _is_picture(head: bytes) -> bool:
    """Formats whose mark does not stand at the very beginning, or is very short."""
    bmp = head.startswith(b"BM") and head[6:10] == bytes(4)
    webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    heif = head[4:8] == b"ftyp" and head[8:11] in {b"hei", b"hev", b"mif", b"avi"}
    emf = head.startswith(b"\1\0\0\0") and head[40:44] == b" EMF"
    return bmp or webp or heif or emf


def _text(head: bytes, naam: str) -> Format:
    """Which kind of text, or `onbekend` when it is none."""
    text = _plain(head)
    if text is None:
        return Format.onbekend
    bare = text.lstrip("\ufeff \t\r\n")
    marked = _marked_up(bare[:KIB].casefold())
    if marked is Format.onbekend and _FODT in text:
        return Format.fodt  # its first tag is long
    return marked or (Format.csv if _is_table(bare, naam) else Format.text)


def _marked_up(start: str) -> Format | None:
    """Text that opens with a word of its format; `None` when it does not."""
    if start.startswith("begin:vcalendar"):
        return Format.ics
    if start.startswith("begin:vcard"):
        return Format.vcf
    if not start.startswith("<"):
        return None
    if "<svg" in start:
        return Format.image
    if any(tag in start for tag in ("<!doctype html", "<html", "<body")):
        return Format.html
    rooted = next((form for mark, form in _ROOTS if mark in start), None)
    return rooted or (Format.onbekend if start.startswith("<?xml") else None)


def _plain(head: bytes) -> str | None:
    """`head` as text; `None` when a zero or many control characters say otherwise."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    order = _unmarked(head)
    if order is not None:
        return head[: len(head) // 2 * 2].decode(order, "replace")
    controls = sum(head.count(code) for code in (*range(1, 8), *range(14, 27)))
    if b"\0" in head or controls * 20 > len(head):
        return None
    return decode(head, None)


def _unmarked(head: bytes) -> str | None:
    """Which UTF-16 this is without its mark: every other byte of Latin text is zero."""
    start = head[:_SAMPLE]
    for order, zeros, letters in (
        ("utf-16-le", start[1::2], start[0::2]),
        ("utf-16-be", start[0::2], start[1::2]),
    ):
        some = len(zeros) > 1 and zeros.count(0) * 10 >= len(zeros) * 9
        if some and letters.isascii() and min(letters) >= ord("\t"):
            return order
    return None


def _is_table(text: str, naam: str) -> bool:
    """Lines that fall apart in equally many columns; a lone line does by its name."""
    if suffix_of(naam) in _TABLE_NAMES:
        return True
    lines = [line for line in text.splitlines()[:6] if line.strip()]
    counts = {(line.count(";"), line.count("\t")) for line in lines}
    return len(lines) > 1 and len(counts) == 1 and max(counts.pop()) > 1
