"""More hostile packages: what a zip can claim, and what Office files can point at."""

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping

from tests.hostile.others import ANY, pdf, stream
from tests.hostile.packages import (
    BIG,
    DAMAGED,
    MIB,
    READ,
    REFUSED,
    Case,
    deep,
    far,
    related,
    replaced,
    sheet,
    word,
)
from tests.intake.build import zipped
from tests.reading import workbooks
from tests.reading.test_odt import odt
from tests.torture import ooxml
from tools.fuzzing.seeds import pdf_of

SOME = frozenset({"gelezen", "niet-ondersteund", "niets"})
UNC = "\\\\127.0.0.1\\deel\\sjabloon.dotx"


def with_sizes(packed: int, size: int, extra: bytes = b"") -> bytes:
    """A zip of which the directory claims these sizes, its own header the true ones."""
    data = bytearray(zipped({"x.txt": b"tekst " * 100}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 20 : at + 28] = struct.pack("<II", packed, size)
    data[at + 30 : at + 32] = struct.pack("<H", len(extra))
    name = at + 46 + 5
    data[name:name] = extra
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<I", end - at)
    return bytes(data)


def zip64(size: int, offset: int | None = None) -> bytes:
    """A member of which only the extension for large files tells the size."""
    fields = struct.pack("<QQ", size, size)
    if offset is not None:
        fields += struct.pack("<Q", offset)
    extra = struct.pack("<HH", 1, len(fields)) + fields
    data = bytearray(with_sizes(0xFFFFFFFF, 0xFFFFFFFF, extra))
    if offset is not None:
        at = data.rfind(b"PK\x01\x02")
        data[at + 42 : at + 46] = b"\xff" * 4
    return bytes(data)


def streamed(*, lie: bool) -> bytes:
    """Sizes that come behind the content, as who writes to a pipe gives them."""
    content = zipped({"m.docx": word()}, zipfile.ZIP_STORED)
    data = bytearray(content)
    data[6] |= 8
    data[14:26] = bytes(12) if not lie else struct.pack("<III", 1, 2**31, 2**31)
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 8
    return bytes(data)


def two_directories() -> bytes:
    """Two zips in a row: who reads from the front sees other files."""
    return zipped({"a.docx": word()}) + zipped({"b.docx": word()})


def in_a_comment() -> bytes:
    """A directory in the comment of another."""
    inner = zipped({"b.docx": word()})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.docx"), word())
        archive.comment = inner[-200:]
    return buffer.getvalue()


def endless(levels: int = 60) -> bytes:
    """A zip in a zip, as deep as a zip that holds itself would go."""
    data = b"PK\x05\x06" + bytes(18)
    for _ in range(levels):
        data = zipped({"r/r.zip": data})
    return data


def linked_tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        link = tarfile.TarInfo("motivatie.docx")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return buffer.getvalue()


def named(*names: str) -> bytes:
    return zipped(dict.fromkeys(names, word()))


ARCHIVES: Mapping[str, Case] = {
    "a zip in a zip without end": ("x.zip", endless, BIG | DAMAGED),
    "a terabyte in the large field": ("x.zip", lambda: zip64(1 << 40), REFUSED),
    "a negative size": ("x.zip", lambda: zip64((1 << 64) - 1), REFUSED),
    "an offset far away": ("x.zip", lambda: zip64(600, 1 << 60), REFUSED),
    "more packed than there is": ("x.zip", lambda: with_sizes(1 << 30, 600), DAMAGED),
    "less unpacked than there is": ("x.zip", lambda: with_sizes(20, 20), DAMAGED),
    "sizes behind the content": ("x.zip", lambda: streamed(lie=False), READ),
    "other sizes in front of it": ("x.zip", lambda: streamed(lie=True), READ),
    "two directories": ("x.zip", two_directories, DAMAGED),
    "a directory in a comment": ("x.zip", in_a_comment, DAMAGED | READ),
    "links in a tar": ("x.tar", linked_tar, SOME | DAMAGED),
    "names of devices": ("x.zip", lambda: named("CON.docx", "aux", "NUL.docx"), READ),
    "names that differ in case": (
        "x.zip",
        lambda: named("m.docx", "M.DOCX"),
        DAMAGED,
    ),
    "a name turned around": ("x.zip", lambda: named("m\u202excod.exe"), READ),
    "a name with a zero": (
        "x.zip",
        lambda: named("m.docxQ.exe").replace(b"Q.exe", b"\0.exe"),
        READ | DAMAGED,
    ),
    "names that are paths": (
        "x.zip",
        lambda: named("../../m.docx", "/m.docx", "C:\\m.docx", "\\\\host\\m.docx"),
        READ,
    ),
    "only folders": ("x.zip", lambda: zipped({"a/": b"", "a/b/": b""}), DAMAGED),
}


def embedded(data: bytes, name: str) -> bytes:
    """A Word document with a file in it, as `Insert, Object` puts it there."""
    office = ooxml.NAMESPACES["r"]
    rels = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
        'package/2006/relationships"><Relationship Id="rId7" '
        f'Type="{office}/package" Target="embeddings/{name}"/></Relationships>'
    )
    body = '<w:p><w:r><w:object><o:OLEObject Type="Embed" r:id="rId7"/></w:object>'
    body += "</w:r></w:p>"
    members: dict[str, bytes | str] = {
        "word/_rels/document.xml.rels": rels,
        f"word/embeddings/{name}": data,
    }
    return replaced(word(ooxml.p(ooxml.r("Actie 15")) + body), members)


def itself() -> bytes:
    """A document in a document in a document, twenty deep."""
    data = word()
    for _ in range(20):
        data = embedded(data, "in.docx")
    return data


WORD: Mapping[str, Case] = {
    **{
        f"{kind} at {name}": ("x.docx", lambda k=kind, u=url: related(k, u), READ)  # type: ignore[misc]
        for kind in ("attachedTemplate", "oleObject", "image", "aFChunk", "subDocument")
        for name, url in (
            ("a share", UNC),
            ("a share as address", "file://127.0.0.1/deel/x.dotx"),
            ("a file", "file:///etc/passwd"),
        )
    },
    "a program in it": ("x.docx", lambda: embedded(b"MZ" * 900, "o.bin"), READ),
    "a document in itself": ("x.docx", itself, READ | REFUSED),
    "a bomb in it": (
        "x.docx",
        lambda: embedded(word("<w:p/>" * 8 * MIB), "in.docx"),
        BIG,
    ),
    "text boxes in text boxes": (
        "x.docx",
        lambda: word(
            "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>" * 30
            + "<w:p/>"
            + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>" * 30
        ),
        READ | REFUSED,
    ),
    "fields in fields": (
        "x.docx",
        lambda: word(deep("w:fldSimple", 120, "<w:r><w:t>Actie 15</w:t></w:r>")),
        READ | REFUSED,
    ),
    "200 000 starts of a field": (
        "x.docx",
        lambda: word('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 40_000),
        READ | REFUSED,
    ),
}


def formulas(count: int) -> str:
    """As many formulas that are one, as Excel shares them."""
    first = '<c r="A1"><f t="shared" ref="A1:XFD1048576" si="0">B1+1</f></c>'
    rest = "".join(
        f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>'
        for n in range(2, count)
    )
    return f'<sheetData><row r="1">{first}</row>{rest}</sheetData>'


def strings(index: str) -> bytes:
    cell = f'<c r="A1" t="s"><v>{index}</v></c>'
    text = f'<sst xmlns="{workbooks.MAIN}"><si><t>Actie 15</t></si></sst>'
    return sheet(f"<sheetData><row>{cell}</row></sheetData>", strings=text)


def calling(formula: str) -> bytes:
    cells = f'<c r="A1"><f>{formula}</f></c><c r="B1"><f>SUM(C1:D1)</f></c>'
    return sheet(f'<sheetData><row r="1">{cells}</row></sheetData>')


def outside_book() -> bytes:
    """A workbook with links to other workbooks, on a share and on the web."""
    link = f'<externalLink xmlns="{workbooks.MAIN}"/>'
    rels = workbooks.rels(("rId1", "externalLinkPath", "file:////127.0.0.1/x.xlsx"))
    rels = rels.replace('x.xlsx"', 'x.xlsx" TargetMode="External"')
    return replaced(
        calling("[1]Blad1!A1"),
        {
            "xl/externalLinks/externalLink1.xml": link,
            "xl/externalLinks/_rels/externalLink1.xml.rels": rels,
        },
    )


SHEETS: Mapping[str, Case] = {
    "every cell there is claimed": (
        "x.xlsx",
        lambda: sheet('<dimension ref="A1:XFD1048576"/>' + far("A1")),
        READ,
    ),
    "a string far away": ("x.xlsx", lambda: strings("4294967296"), READ | DAMAGED),
    "a string before the first": ("x.xlsx", lambda: strings("-1"), READ | DAMAGED),
    "a string that is no number": ("x.xlsx", lambda: strings("NaN"), READ | DAMAGED),
    "a formula for every cell": (
        "x.xlsx",
        lambda: sheet(formulas(3)),
        READ,
    ),
    "20 000 shared formulas": ("x.xlsx", lambda: sheet(formulas(20_000)), READ | BIG),
    "rows before the first": (
        "x.xlsx",
        lambda: sheet(
            '<sheetData><row r="-5"><c r="A-5"><v>1</v></c></row>'
            '<row r="0"><c r="A0"><v>1</v></c></row></sheetData>'
        ),
        READ | DAMAGED,
    ),
    "a merge that is turned around": (
        "x.xlsx",
        lambda: sheet(
            far("A1") + '<mergeCells><mergeCell ref="XFD1048576:A1"/></mergeCells>'
        ),
        READ,
    ),
    "100 000 merges": (
        "x.xlsx",
        lambda: sheet(
            far("A1")
            + "<mergeCells>"
            + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_000))
            + "</mergeCells>"
        ),
        READ | BIG,
    ),
    "a page of the web": (
        "x.xlsx",
        lambda: calling('WEBSERVICE("http://127.0.0.1:9/x")'),
        READ,
    ),
    "a program": ("x.xlsx", lambda: calling("cmd|'/C calc'!A0"), READ),
    "another workbook": ("x.xlsx", outside_book, READ),
    "a formula in a formula": (
        "x.xlsx",
        lambda: calling("(" * 1500 + "1" + ")" * 1500),
        READ | REFUSED,
    ),
    "a formula of itself": ("x.xlsx", lambda: calling("B1+A1"), READ),
    "odt, tables in tables": (
        "x.odt",
        lambda: odt(
            "<table:table><table:table-row><table:table-cell>" * 80
            + "<text:p>Actie 15</text:p>"
            + "</table:table-cell></table:table-row></table:table>" * 80
        ),
        READ | REFUSED,
    ),
    "odt, spaces without end": (
        "x.odt",
        lambda: odt('<text:p>a<text:s text:c="2147483647"/>b</text:p>'),
        READ | BIG,
    ),
    "odt, a section elsewhere": (
        "x.odt",
        lambda: odt(
            '<text:section><text:section-source xlink:href="file:///etc/passwd" '
            'xmlns:xlink="http://www.w3.org/1999/xlink"/><text:p>x</text:p>'
            "</text:section>"
        ),
        READ,
    ),
}


def objects_in_streams(levels: int) -> bytes:
    """A pdf of which the pages lie in a stream of objects, packed `levels` times."""
    inner = (
        b"1 0 2 40 << /Type /Catalog /Pages 2 0 R >>      << /Type /Pages /Kids [] >>"
    )
    told = b"/Type /ObjStm /N 2 /First 9 "
    for _ in range(levels):
        inner = zlib.compress(inner, 9)
    filters = b"/FlateDecode " * levels
    return pdf_of([stream(inner, told + b"/Filter [%s]" % filters)])


def streams_of_each_other() -> bytes:
    told = b"/Type /ObjStm /N 1 /First 4 /Extends %d 0 R"
    return pdf_of([stream(b"9 0 x", told % 2), stream(b"9 0 x", told % 1)])


PDF: Mapping[str, Case] = {
    "objects in streams": ("x.pdf", lambda: objects_in_streams(3), ANY),
    "objects in 400 filters": ("x.pdf", lambda: objects_in_streams(400), ANY),
    "streams of each other": ("x.pdf", streams_of_each_other, ANY),
    "a flat stream of a gigabyte": (
        "x.pdf",
        lambda: pdf(zlib.compress(bytes(1 << 30), 9), told=b"/Filter /FlateDecode"),
        ANY,
    ),
    "a predictor of huge columns": (
        "x.pdf",
        lambda: pdf(
            zlib.compress(b"q Q " * 1000),
            told=b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns "
            b"2147483647 /Colors 32 /BitsPerComponent 16 >>",
        ),
        ANY,
    ),
    "fonts without end": (
        "x.pdf",
        lambda: pdf(b"BT " + b"/F1 1 Tf " * 200_000 + b"ET"),
        ANY,
    ),
}
