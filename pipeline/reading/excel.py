"""Excel: a workbook of any kind becomes its sheets.

    bytes -> Reading

The kind is told by the content: OOXML (.xlsx, .xlsm, transitional and strict) and
OpenDocument (.ods) are read from their XML, since no library gives formulas, hidden
rows, comments and text boxes together with values; the binary kinds (.xlsb, .xls)
through calamine. Nothing is computed and no macro is run.
"""

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake.archive import Archive
from pipeline.reading.block import Block, Cell, Reading, Sheet
from pipeline.reading.excel_drawing import (
    all_comments,
    read_margins,
    read_surroundings,
    with_comments,
)
from pipeline.reading.excel_sheet import (
    EPOCH_1904,
    Book,
    S,
    Style,
    parse_sheet,
    read_cells,
    read_merges,
    read_strings,
)
from pipeline.reading.excel_style import read_styles
from pipeline.reading.package import (
    has_macros,
    is_computed_anew,
    properties,
    relations,
)
from pipeline.reading.xmlpart import Element, parse

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REMEMBERED: Final = 1 << 20  # bytes of a part of styles that is kept in memory
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_workbook(data: bytes, naam: str) -> Reading:
    """Read a workbook; `naam` is the file's name, for messages only.

    Raises `DocumentError` with the contract's code: `beschadigd` (also without a single
    sheet), `versleuteld`, `te-groot`.
    """
    if data.startswith(_COMPOUND):
        from pipeline.reading.excel_binary import read_xls  # noqa: PLC0415 - rare

        return _filled(read_xls(data), naam)
    archive = Archive(data)
    if "content.xml" in archive:
        from pipeline.reading.ods import read_ods  # noqa: PLC0415 - rare

        return _filled(read_ods(archive), naam)
    part = _workbook_part(archive)
    if part.lower().endswith(".bin"):
        from pipeline.reading.excel_binary import read_xlsb  # noqa: PLC0415 - rare

        return _filled(read_xlsb(data, archive, part), naam)
    return _filled(read_package(archive, part), naam)


def _filled(reading: Reading, naam: str) -> Reading:
    if not reading.sheets:
        raise DocumentError("beschadigd", f"‘{naam}’ bevat geen enkel werkblad")
    return reading


def _workbook_part(archive: Archive) -> str:
    for _, kind, target in relations(archive, ""):
        if kind == "officeDocument":
            return target
    for part in ("xl/workbook.xml", "xl/workbook.bin"):
        if part in archive:
            return part
    raise DocumentError("beschadigd", "de werkmap zelf ontbreekt in het bestand")


def read_package(archive: Archive, part: str) -> Reading:
    """Read a workbook of modern Excel; `part` is its workbook part."""
    root = parse(archive.read(part))
    targets = {name: (kind, target) for name, kind, target in relations(archive, part)}
    book = _book(archive, root, dict(targets.values()))
    sheets: list[Sheet] = []
    blocks: list[Block] = []
    anew = is_computed_anew(root)
    for element in root.iterfind(f"{S}sheets/{S}sheet"):
        name = element.get("name") or ""
        target = targets.get(element.get(f"{_R}id") or "")
        if target is None:
            raise DocumentError("beschadigd", f"werkblad ‘{name}’ ontbreekt erin")
        content = parse_sheet(archive.read(target[1]))
        comments = all_comments(archive, target[1])
        cells = tuple(read_cells(content, book))
        if anew:
            cells = tuple(map(_without_default, cells))
        cells = with_comments(cells, comments)
        hidden = (element.get("state") or "visible") != "visible"
        merges = read_merges(content)
        sheets.append(Sheet(name=name, cells=cells, hidden=hidden, merges=merges))
        blocks += [
            *read_margins(content, name),
            *read_surroundings(archive, target[1], name),
        ]
    uncomputed = any(cell.is_uncomputed for sheet in sheets for cell in sheet.cells)
    return Reading(
        blocks=tuple(blocks),
        sheets=tuple(sheets),
        compute=partial(_computed, archive, part, tuple(sheets))
        if uncomputed
        else None,
        properties=tuple(properties(archive)),
        warnings=("macro",) if has_macros(archive) else (),
    )


def _without_default(cell: Cell) -> Cell:
    """A formula without the 0 that a program wrote because it computes nothing."""
    number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    if cell.formula is None or not number or cell.value != 0:
        return cell
    return cell._replace(value=None)


def _computed(
    archive: Archive, part: str, sheets: tuple[Sheet, ...]
) -> tuple[Sheet, ...]:
    from pipeline.reading.excel_compute import (  # noqa: PLC0415 - rare
        computed_package,
        with_results,
    )

    made = computed_package(archive, part)
    if made is None:
        return sheets
    computed = read_package(Archive(made), "xl/workbook.xml").sheets
    if len(computed) != len(sheets):
        return sheets
    return tuple(map(with_results, sheets, computed))


def _styles(part: bytes) -> Mapping[str, Style]:
    """The styles of a workbook; reports made of one blank mostly share them."""
    return _known_styles(part) if len(part) <= _REMEMBERED else _parse_styles(part)


def _parse_styles(part: bytes) -> Mapping[str, Style]:
    return read_styles(parse(part))


_known_styles = lru_cache(maxsize=8)(_parse_styles)


def _book(archive: Archive, root: Element, parts: dict[str, str]) -> Book:
    strings, styles = parts.get("sharedStrings"), parts.get("styles")
    book = Book(
        strings=read_strings(parse(archive.read(strings))) if strings else {},
        styles=_styles(archive.read(styles)) if styles else {},
    )
    settings = root.find(f"{S}workbookPr")
    if settings is not None and settings.get("date1904") in {"1", "true"}:
        book.epoch = EPOCH_1904
    return book
