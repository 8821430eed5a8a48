"""Workbooks: small spreadsheets built in memory, part by part, for the tests."""

import io
import struct
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def rels(*links: tuple[str, str, str], office: str = OFFICE) -> str:
    """Relationships given as (id, kind, target)."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{office}/{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def xlsx_parts(
    *sheets: str, extra: Mapping[str, str | bytes] | None = None
) -> dict[str, str | bytes]:
    """The parts of a workbook; each of `sheets` is what stands in `worksheet`."""
    entries = "".join(
        f'<sheet name="Blad{n}" sheetId="{n}" r:id="rId{n}"/>'
        for n in range(1, len(sheets) + 1)
    )
    links = [
        ("rId90", "styles", "styles.xml"),
        ("rId91", "sharedStrings", "strings.xml"),
    ]
    links += [
        (f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml")
        for n in range(1, len(sheets) + 1)
    ]
    parts: dict[str, str | bytes] = {
        "_rels/.rels": rels(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheets>{entries}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": rels(*links),
    }
    for n, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheet}</worksheet>'
        )
    parts.update(extra or {})
    return parts


def xlsx(*sheets: str, extra: Mapping[str, str | bytes] | None = None) -> bytes:
    return zipped(xlsx_parts(*sheets, extra=extra))


def rows(*cells: str) -> str:
    """One row with these `c` elements."""
    return f'<sheetData><row r="1">{"".join(cells)}</row></sheetData>'


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def ods(
    table: str, *, styles: str = "", extra: Mapping[str, str] | None = None
) -> bytes:
    """An OpenDocument spreadsheet; `table` is what stands in `office:spreadsheet`."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style", "meta")
    )
    spaces += ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    spaces += f' xmlns:calcext="{calc}"'
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"<office:document-content {spaces}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
        "</office:document-content>",
    }
    for name, content in (extra or {}).items():
        parts[name] = content.replace("<root", f"<root {spaces}", 1)
    return zipped(parts)


def xlsb(
    cells: bytes,
    *,
    extent: tuple[int, int] = (10, 10),
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A binary workbook with one sheet `Blad1`; `cells` are its records.

    `extent` is the last row and column that the sheet claims to have.
    """
    name, relation = wide("Blad1"), wide("rId1")
    book = (
        record(131)
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + relation + name)
        + record(144)
        + record(132)
    )
    claimed = record(148, struct.pack("<4I", 0, extent[0] - 1, 0, extent[1] - 1))
    sheet = record(129) + claimed + record(145) + cells + record(146) + record(130)
    return zipped(
        {
            "_rels/.rels": rels(("rId1", "officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": rels(
                ("rId1", "worksheet", "worksheets/sheet1.bin")
            ),
            "xl/worksheets/sheet1.bin": sheet,
            **(extra or {}),
        }
    )


def record(kind: int, body: bytes = b"") -> bytes:
    """A record of BIFF12."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    lengths = []
    while True:
        lengths.append(size & 0x7F | (0x80 if size > 0x7F else 0))
        size >>= 7
        if not size:
            return head + bytes(lengths) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row12(number: int, *, hidden: bool = False) -> bytes:
    flags = bytes([0, 0x10 if hidden else 0, 0])
    return record(0, struct.pack("<IIH", number - 1, 0, 300) + flags + bytes(4))


def number12(column: int, value: float) -> bytes:
    return record(5, struct.pack("<IId", column - 1, 0, value))


def text12(column: int, text: str) -> bytes:
    return record(6, struct.pack("<II", column - 1, 0) + wide(text))


def error12(column: int, code: int) -> bytes:
    return record(3, struct.pack("<IIB", column - 1, 0, code))
