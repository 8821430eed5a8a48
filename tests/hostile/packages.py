"""Hostile packages: zips, Word and Excel files that mean harm, built in memory."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

from tests.intake.build import zipped
from tests.reading import workbooks
from tests.reading.test_odt import odt
from tests.torture import ooxml

Build = Callable[[], bytes]
Case = tuple[str, Build, frozenset[str]]
"""A file name, how to make the file, and the outcomes that are right for it."""

READ = frozenset({"gelezen"})
DAMAGED = frozenset({"beschadigd"})
BIG = frozenset({"te-groot"})
REFUSED = DAMAGED | BIG
LOCKED = frozenset({"versleuteld"})
MIB = 1 << 20

BOMB = '<!DOCTYPE x [<!ENTITY a "ha">%s]>' % "".join(  # noqa: UP031 - full of braces
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
)
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"x" * 70_000}">]>'
EXTERNAL = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
LOCAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def replaced(package: bytes, members: Mapping[str, bytes | str]) -> bytes:
    """`package` with some members put in, or put in the place of others."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        found: dict[str, bytes | str] = {n: archive.read(n) for n in archive.namelist()}
    return zipped(found | dict(members))


def word(body: str = "", **parts: str) -> bytes:
    return ooxml.package(body or ooxml.p(ooxml.r("Actie 15")), parts)


def with_dtd(dtd: str, text: str, coding: str = "utf-8") -> Build:
    """A Word document with a document type; `text` uses what it declares."""

    def build() -> bytes:
        body = ooxml.part(
            "w:document", f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
        )
        declared = f'<?xml version="1.0" encoding="{coding}"?>{dtd}{body}'
        return replaced(word(), {"word/document.xml": declared.encode(coding)})

    return build


def doubled(name: str) -> Build:
    """A package in which the main part comes twice, the second time as `name`."""

    def build() -> bytes:
        data = replaced(word(), {"word/twin.xml    "[: len(name)]: b"<a/>"})
        return data.replace(b"word/twin.xml    "[: len(name)], name.encode())

    return build


def bad_checksum() -> bytes:
    data = bytearray(word())
    at = data.rfind(b"PK\x01\x02")
    data[at + 16] ^= 0xFF
    return bytes(data)


def broken_stream() -> bytes:
    data = word()
    at = data.find(b"word/document.xml") + 40
    return data[:at] + bytes(20) + data[at + 20 :]


def understated() -> bytes:
    """A zip whose directory says that its 50 MiB are 10 bytes."""
    data = bytearray(zipped({"x.txt": b"0" * 50 * MIB}))
    data[22:26] = struct.pack("<I", 10)
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def overlapping() -> bytes:
    """A directory of which 900 entries point at one and the same megabyte."""
    one = zipped({"a000.txt": b"0" * MIB})
    at = one.rfind(b"PK\x01\x02")
    end = one.rfind(b"PK\x05\x06")
    entry = one[at:end]
    names = [f"a{n:03}.txt".encode() for n in range(900)]
    entries = b"".join(entry.replace(b"a000.txt", name) for name in names)
    tail = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 900, 900, len(entries), at, 0)
    return one[:at] + entries + tail


def nested(levels: int) -> bytes:
    data = zipped({"x.txt": b"0" * MIB})
    for _ in range(levels):
        data = zipped({f"{n}.zip": data for n in range(10)})
    return data


def linked() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("motivatie.docx")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return buffer.getvalue()


def locked_zip() -> bytes:
    data = bytearray(zipped({"x.docx": word()}))
    data[6] |= 1
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def noisy(count: int, text: str = "woord") -> str:
    """`count` paragraphs that differ, so that no ratio gives them away."""
    return "".join(
        f'<w:p w:rsidR="{n * 2654435761 % 4294967296:08X}"><w:r><w:t>{text}</w:t></w:r>'
        "</w:p>"
        for n in range(count)
    )


def deep(tag: str, levels: int, inner: str = "<w:p/>") -> str:
    return f"<{tag}>" * levels + inner + f"</{tag}>" * levels


def nested_tables(levels: int) -> str:
    opened = "<w:tbl><w:tr><w:tc>"
    return opened * levels + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * levels


def table(span: str) -> str:
    props = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>'
    rows = "<w:trPr><w:gridBefore w:val='1000000000'/></w:trPr>"
    cell = f"<w:tc>{props}<w:p><w:r><w:t>Actie 15</w:t></w:r></w:p></w:tc>"
    return f"<w:tbl><w:tr>{rows}{cell}{cell}</w:tr></w:tbl>"


def related(kind: str, target: str, *, outside: bool = True) -> bytes:
    """A Word document with a relationship of `kind` to `target`, and its use."""
    mode = ' TargetMode="External"' if outside else ""
    office = ooxml.NAMESPACES["r"]
    link = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
        'package/2006/relationships"><Relationship Id="rId7" '
        f'Type="{office}/{kind}" Target="{target}"{mode}/></Relationships>'
    )
    body = ooxml.p(ooxml.r("Actie 15")) + ooxml.chunk("rId7")
    body += '<w:p><w:r><w:object><o:OLEObject Type="Link" r:id="rId7"/></w:object>'
    body += '</w:r></w:p><w:p><w:r><w:pict><v:imagedata r:id="rId7"/></w:pict></w:r>'
    body += "</w:p>"
    rels = {"word/_rels/document.xml.rels": link}
    return replaced(word(body), rels | {"word/_rels/settings.xml.rels": link})


def fields(url: str) -> bytes:
    told = (
        f'INCLUDEPICTURE "{url}"',
        f'INCLUDETEXT "{url}"',
        'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe"',
    )
    return word("".join(ooxml.p(ooxml.field(what, "Actie 15")) for what in told))


def macros(kind: str) -> bytes:
    data = ooxml.package(ooxml.p(ooxml.r("Actie 15")), kind=kind)
    return replaced(data, {"word/vbaProject.bin": b"Auto_Open: Shell calc.exe"})


def sheet(content: str, **parts: str) -> bytes:
    extra = {f"xl/{name}.xml": text for name, text in parts.items()}
    return workbooks.xlsx(content, extra=extra)


def cells(count: int) -> str:
    rows = (
        f'<row r="{n}"><c r="A{n}"><v>{n * 7919}</v></c></row>'
        for n in range(1, count + 1)
    )
    return f"<sheetData>{''.join(rows)}</sheetData>"


def far(*references: str) -> str:
    inner = "".join(f'<c r="{at}"><v>1</v></c>' for at in references)
    return f'<sheetData><row r="1">{inner}</row></sheetData>'


def ods_repeated(rows: int, columns: int) -> bytes:
    cell = (
        f'<table:table-cell table:number-columns-repeated="{columns}" '
        'office:value-type="float" office:value="1"><text:p>1</text:p>'
        "</table:table-cell>"
    )
    row = (
        f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    )
    return workbooks.ods(f'<table:table table:name="Blad1">{row}</table:table>')


def ods_empty() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="2147483648"/>'
    row = f'<table:table-row table:number-rows-repeated="2147483648">{cell}'
    last = '<table:table-row><table:table-cell office:value-type="string"><text:p>x'
    return workbooks.ods(
        f'<table:table table:name="Blad1">{row}</table:table-row>{last}</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )


def xlsm() -> bytes:
    content = workbooks.text_cell("A1", "Actie 15")
    data = sheet(workbooks.rows(content))
    return replaced(data, {"xl/vbaProject.bin": b"Workbook_Open: Shell calc.exe"})


ARCHIVES: Mapping[str, Case] = {
    "flat bomb": ("x.zip", lambda: zipped({"x.txt": b"0" * 200 * MIB}), BIG),
    "overlapping bomb": ("x.zip", overlapping, DAMAGED),
    "nested bomb": ("x.zip", lambda: nested(5), BIG),
    "understated sizes": ("x.zip", understated, REFUSED),
    "many members": ("x.zip", lambda: zipped({f"{n}": "" for n in range(2000)}), BIG),
    "symbolic link": ("x.zip", linked, frozenset({"niet-ondersteund"})),
    "locked": ("x.zip", locked_zip, LOCKED),
    "truncated": ("x.docx", lambda: word()[:-40], DAMAGED),
    "leading junk": ("x.docx", lambda: b"junk" * 256 + word(), DAMAGED),
    "bad checksum": ("x.docx", bad_checksum, DAMAGED),
    "broken stream": ("x.docx", broken_stream, DAMAGED),
    "same name twice": ("x.docx", doubled("word/document.xml"), DAMAGED),
    "same name in capitals": ("x.docx", doubled("word/DOCUMENT.xml"), DAMAGED),
}
XML: Mapping[str, Case] = {
    f"{name} in {coding}": ("x.docx", with_dtd(dtd, text, coding), right)
    for coding in ("utf-8", "utf-16")
    for name, dtd, text, right in (
        ("billion laughs", BOMB, "&j;", DAMAGED),
        # In UTF-16 it packs so well that it counts as a bomb before it is parsed.
        ("quadratic", QUADRATIC, "&a;" * 100, REFUSED),
        ("external dtd", EXTERNAL, "x", DAMAGED),
        ("local file", LOCAL, "&a;", DAMAGED),
    )
}
WORD: Mapping[str, Case] = {
    "bomb of paragraphs": ("x.docx", lambda: word("<w:p/>" * 10 * MIB), BIG),
    "200 000 paragraphs": ("x.docx", lambda: word(noisy(200_000)), READ | BIG),
    "a million paragraphs": ("x.docx", lambda: word("<w:p/>" * 1_000_000), BIG),
    "a run of 50 MB": ("x.docx", lambda: word(noisy(1, "0123456789" * 5 * MIB)), BIG),
    "a run of 1 MB": ("x.docx", lambda: word(noisy(1, "woord " * 160_000)), READ | BIG),
    "nested tables": ("x.docx", lambda: word(nested_tables(100_000)), REFUSED),
    "60 nested tables": ("x.docx", lambda: word(nested_tables(60)), READ),
    "30 000 tables": ("x.docx", lambda: word(nested_tables(1) * 30_000), READ | BIG),
    "nested controls": ("x.docx", lambda: word(deep("w:sdt", 100_000)), REFUSED),
    "10 000 controls": (
        "x.docx",
        lambda: word(ooxml.sdt(ooxml.p(ooxml.r("x"))) * 10_000),
        READ | BIG,
    ),
    "300 levels": ("x.docx", lambda: word(deep("w:smartTag", 300)), REFUSED),
    "huge span": ("x.docx", lambda: word(table("1000000000")), READ | BIG),
    "absurd span": ("x.docx", lambda: word(table("9" * 5000)), READ | BIG),
    "chunk that is itself": (
        "x.docx",
        lambda: related("aFChunk", "document.xml", outside=False),
        READ,
    ),
    "target outside": (
        "x.docx",
        lambda: related("aFChunk", "../../../../etc/passwd", outside=False),
        READ,
    ),
    "target NULL": ("x.docx", lambda: related("image", "NULL", outside=False), READ),
    "macros": ("x.docm", lambda: macros("docm"), READ),
    "macros as docx": ("x.docx", lambda: macros("docx"), READ),
}
SHEETS: Mapping[str, Case] = {
    "far cell": ("x.xlsx", lambda: sheet(far("A1", "XFD1048576")), READ),
    "beyond the sheet": ("x.xlsx", lambda: sheet(far("ZZZZ999999999")), READ | BIG),
    "no reference": (
        "x.xlsx",
        lambda: sheet(far("", "A0", "é1", "1A")),
        READ | DAMAGED,
    ),
    "merge of all": (
        "x.xlsx",
        lambda: sheet(
            far("A1") + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        READ,
    ),
    "columns without end": (
        "x.xlsx",
        lambda: sheet(
            '<cols><col min="1" max="2147483647" hidden="1"/></cols>' + far("A1")
        ),
        READ,
    ),
    "bad string index": (
        "x.xlsx",
        lambda: sheet(
            '<sheetData><row><c r="A1" t="s"><v>-1</v></c></row></sheetData>'
        ),
        READ,
    ),
    "endless number": (
        "x.xlsx",
        lambda: sheet('<sheetData><row><c r="A1"><v>1e400</v></c></row></sheetData>'),
        READ,
    ),
    "a million cells": ("x.xlsx", lambda: sheet(cells(1_000_000)), BIG),
    "one cell 50 000 times": (
        "x.xlsx",
        lambda: sheet(far(*["A1"] * 50_000)),
        READ | BIG,
    ),
    "macros": ("x.xlsm", xlsm, READ),
    "dtd in a sheet": (
        "x.xlsx",
        lambda: replaced(
            sheet(far("A1")),
            {"xl/worksheets/sheet1.xml": f"{BOMB}<worksheet>&j;</worksheet>"},
        ),
        DAMAGED,
    ),
    "ods, empty without end": ("x.ods", ods_empty, READ),
    "ods, a column repeated": ("x.ods", lambda: ods_repeated(1, 1 << 31), READ | BIG),
    "ods, a row repeated": ("x.ods", lambda: ods_repeated(1 << 31, 1), READ | BIG),
    "ods, both repeated": ("x.ods", lambda: ods_repeated(1 << 31, 1 << 31), READ | BIG),
    "xlsb, far cell": (
        "x.xlsb",
        lambda: workbooks.xlsb(b"", extent=(1_048_576, 16_384)),
        READ | BIG,
    ),
    "xlsb, records cut off": (
        "x.xlsb",
        lambda: workbooks.xlsb(b"\x07\xff\xff\xff\x7f" + b"x" * 40),
        READ | REFUSED,
    ),
    "odt, deep": ("x.odt", lambda: odt("<text:list>" * 5000), REFUSED),
    "odt, 100 000 paragraphs": (
        "x.odt",
        lambda: odt("<text:p>woord</text:p>" * 100_000),
        READ | BIG,
    ),
    "odt, a cell repeated": (
        "x.odt",
        lambda: odt(
            "<table:table><table:table-row table:number-rows-repeated='2147483648'>"
            "<table:table-cell table:number-columns-repeated='2147483648'>"
            "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        ),
        READ | BIG,
    ),
}
