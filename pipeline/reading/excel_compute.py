"""Excel compute: what formulas come to whose result a program did not store.

    Archive of an OOXML workbook -> a workbook with results; its sheets -> with them

Programs that write workbooks often leave formulas without a result; LibreOffice, when
it is there, computes them. It gets a package of our own making: cells, shared texts,
styles and names, and nothing else of what came in by mail: no macros, links,
connections or drawings. A formula with a function that is not on a short list, or that
reaches outside the workbook, goes in as an error, so that nothing is built upon it.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from pipeline.errors import DocumentError
from pipeline.intake.archive import Archive
from pipeline.reading.block import Cell, Sheet
from pipeline.reading.convert import find_libreoffice, to_xlsx
from pipeline.reading.excel_sheet import S, from_text
from pipeline.reading.package import is_computed_anew, relations
from pipeline.reading.xmlpart import Element, parse

_MAIN: Final = S[1:-1]
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_R: Final = f"{{{_OFFICE}}}"

# fmt: off
_FUNCTIONS: Final = frozenset({
    "ABS", "AND", "AVERAGE", "AVERAGEIF", "AVERAGEIFS", "CEILING", "CHOOSE", "CONCAT",
    "CONCATENATE", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "COUNTIFS", "FALSE",
    "FLOOR", "HLOOKUP", "IF", "IFERROR", "IFNA", "IFS", "INDEX", "INT", "ISBLANK",
    "ISERROR", "ISNA", "ISNUMBER", "ISTEXT", "LARGE", "LEFT", "LEN", "LOOKUP", "LOWER",
    "MATCH", "MAX", "MAXIFS", "MEDIAN", "MID", "MIN", "MINIFS", "MOD", "N", "NA", "NOT",
    "OR", "PRODUCT", "QUOTIENT", "RIGHT", "ROUND", "ROUNDDOWN", "ROUNDUP", "SMALL",
    "SUBSTITUTE", "SUBTOTAL", "SUM", "SUMIF", "SUMIFS", "SUMPRODUCT", "SWITCH", "T",
    "TEXT", "TRIM", "TRUE", "TRUNC", "UPPER", "VALUE", "VLOOKUP", "XLOOKUP",
})
# fmt: on
_CALL: Final = re.compile(r"([A-Za-z_][\w.]*)\s*\(")
_QUOTED: Final = re.compile(r'"[^"]*"')
# Another file, a program (DDE), a page on the web.
_OUTSIDE: Final = re.compile(r"\[|\||://|\\\\|#REF!", re.IGNORECASE)
_BESIDE: Final = ("sharedStrings", "styles")
_LONGEST: Final = 2_000  # characters of a formula


def computed_package(archive: Archive, part: str) -> bytes | None:
    """The workbook `part` as LibreOffice computes it; `None` when it cannot."""
    if find_libreoffice() is None:
        return None
    try:
        return to_xlsx(_package(archive, part))
    except DocumentError:
        return None  # the formulas stay what they were, and are named


def is_allowed(formula: str) -> bool:
    """Whether a formula only counts with the workbook's own cells."""
    code = _QUOTED.sub('""', formula)
    calls = (name.upper().removeprefix("_XLFN.") for name in _CALL.findall(code))
    short = len(formula) <= _LONGEST
    return short and not _OUTSIDE.search(code) and all(c in _FUNCTIONS for c in calls)


def with_results(sheet: Sheet, computed: Sheet) -> Sheet:
    """`sheet` with the results that `computed` has for its formulas without one.

    An empty text is no cell to who reads a workbook, but here it is a result.
    """
    found = {(cell.row, cell.column): cell for cell in computed.cells}
    return replace(
        sheet,
        cells=tuple(
            _with_result(cell, found.get((cell.row, cell.column)))
            if cell.is_uncomputed and is_allowed(cell.formula or "")
            else cell
            for cell in sheet.cells
        ),
    )


def _with_result(cell: Cell, result: Cell | None) -> Cell:
    if result is None:
        return cell._replace(value="", computed=True)
    if result.is_uncomputed:
        return cell
    return cell._replace(value=result.value, error=result.error, computed=True)


def _package(archive: Archive, part: str) -> bytes:
    """A workbook with the cells of this one, and nothing else."""
    root = parse(archive.read(part))
    targets = {name: (kind, target) for name, kind, target in relations(archive, part)}
    names: list[str] = []
    sheets: list[bytes] = []
    parts: dict[str, bytes] = {}
    anew = is_computed_anew(root)
    for number, sheet in enumerate(root.iterfind(f"{S}sheets/{S}sheet"), 1):
        _, target = targets.get(sheet.get(f"{_R}id") or "", ("", ""))
        names.append(sheet.get("name") or f"Blad{number}")
        content = parse(archive.read(target)) if target else None
        sheets.append(_sheet(content, anew=anew))
    for kind, target in targets.values():
        if kind in _BESIDE:
            parts[f"xl/{kind}.xml"] = etree.tostring(parse(archive.read(target)))
    return zipped(sheets, parts, _workbook(root, names))


def zipped(
    sheets: Sequence[bytes], beside: Mapping[str, bytes], workbook: Element
) -> bytes:
    """A package of worksheets, what stands `beside` them by name, and the workbook."""
    parts = {f"xl/worksheets/sheet{n}.xml": data for n, data in enumerate(sheets, 1)}
    parts |= beside
    parts["xl/workbook.xml"] = etree.tostring(workbook)
    parts["xl/_rels/workbook.xml.rels"] = _links(parts)
    parts["_rels/.rels"] = _relations((1, "officeDocument", "xl/workbook.xml"))
    parts["[Content_Types].xml"] = _types(parts)
    target_file = io.BytesIO()
    with zipfile.ZipFile(target_file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target_file.getvalue()


def new_sheet() -> tuple[Element, Element]:
    """An empty worksheet, and the element that takes its rows."""
    root = etree.Element(f"{S}worksheet", nsmap=_spaces(_MAIN))
    return root, etree.SubElement(root, f"{S}sheetData")


def new_workbook(names: Sequence[str]) -> Element:
    """A workbook with sheets of these names."""
    book = etree.Element(f"{S}workbook", nsmap=_spaces(_MAIN, r=_OFFICE))
    _name_sheets(book, names)
    return book


def _name_sheets(book: Element, names: Sequence[str]) -> None:
    sheets = etree.SubElement(book, f"{S}sheets")
    for number, name in enumerate(names, 1):
        sheet = etree.SubElement(sheets, f"{S}sheet", name=name, sheetId=str(number))
        sheet.set(f"{_R}id", f"rId{number}")


def _sheet(content: Element | None, *, anew: bool) -> bytes:
    """The cells of a sheet; a formula that may not be computed is an error.

    `anew` says that a result of 0 was never computed.
    """
    root, empty = new_sheet()
    data = content.find(f"{S}sheetData") if content is not None else None
    if data is None:
        return etree.tostring(root)
    root.remove(empty)
    refused: set[str] = set()  # shared formulas, by their index
    for cell in data.iter(f"{S}c"):
        formula, value = cell.find(f"{S}f"), cell.find(f"{S}v")
        if formula is None:
            continue
        if anew and value is not None and from_text(value.text or "") == 0:
            value.text = ""
        shared = formula.get("si") or ""
        if is_allowed(formula.text or "") and shared not in refused:
            continue
        refused |= {shared} - {""}
        cell.remove(formula)
        if value is None or not value.text:
            cell.set("t", "e")
            if value is None:
                value = etree.SubElement(cell, f"{S}v")
            value.text = "#N/A"
    root.append(data)
    return etree.tostring(root)


def _workbook(root: Element, names: Sequence[str]) -> Element:
    book = etree.Element(f"{S}workbook", nsmap=_spaces(_MAIN, r=_OFFICE))
    settings = root.find(f"{S}workbookPr")
    if settings is not None and settings.get("date1904") in {"1", "true"}:
        etree.SubElement(book, f"{S}workbookPr", date1904="1")
    _name_sheets(book, names)
    defined = etree.SubElement(book, f"{S}definedNames")
    for given in root.findall(f"{S}definedNames/{S}definedName"):
        if is_allowed(given.text or "") and not given.get("name", "").startswith("_"):
            defined.append(given)
    if not len(defined):
        book.remove(defined)
    return book


def _links(parts: Mapping[str, bytes]) -> bytes:
    """What the workbook refers to: its sheets by number, then what stands beside."""
    sheets = [part for part in parts if part.startswith("xl/worksheets/")]
    links = [
        (n, "worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(sheets, 1)
    ]
    beside = [kind for kind in _BESIDE if f"xl/{kind}.xml" in parts]
    links += [
        (len(sheets) + n, kind, f"{kind}.xml") for n, kind in enumerate(beside, 1)
    ]
    return _relations(*links)


def _relations(*links: tuple[int, str, str]) -> bytes:
    space = f"{_PACKAGE}/relationships"
    root = etree.Element(f"{{{space}}}Relationships", nsmap=_spaces(space))
    for number, kind, target in links:
        etree.SubElement(
            root,
            f"{{{space}}}Relationship",
            Id=f"rId{number}",
            Type=f"{_OFFICE}/{kind}",
            Target=target,
        )
    return etree.tostring(root)


def _types(parts: Mapping[str, bytes]) -> bytes:
    space = f"{_PACKAGE}/content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap=_spaces(space))
    etree.SubElement(
        root,
        f"{{{space}}}Default",
        Extension="rels",
        ContentType="application/vnd.openxmlformats-package.relationships+xml",
    )
    kinds = {
        "xl/workbook": "sheet.main",
        "xl/worksheets": "worksheet",
        "xl/sharedStrings": "sharedStrings",
        "xl/styles": "styles",
    }
    for part in parts:
        kind = next((k for start, k in kinds.items() if part.startswith(start)), None)
        if kind is not None:
            etree.SubElement(
                root,
                f"{{{space}}}Override",
                PartName=f"/{part}",
                ContentType=f"{_TYPE}.{kind}+xml",
            )
    return etree.tostring(root)


def _spaces(default: str, **others: str) -> dict[str, str]:
    """Namespaces by prefix, as lxml wants them: the default one has none."""
    # Its stubs do not know that the default has the key None.
    return {**others, None: default}  # type: ignore[dict-item]
