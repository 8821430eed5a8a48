"""Fill layout: where in a blank workbook the lines and fields are.

    blank package + Werkmapformulier -> Layout

The header and the labels are found by the words of the mapping, as in a submission.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.errors import DocumentError, TemplateError
from pipeline.forms.workbook_header import fold
from pipeline.forms.workbook_mapping import Rol, Werkmapformulier
from pipeline.intake.archive import Archive
from pipeline.reading.block import Cell, Sheet
from pipeline.reading.excel import read_workbook
from pipeline.reading.excel_sheet import S
from pipeline.reading.package import relations
from pipeline.reading.xmlpart import parse

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankLine:
    """A line of the blank: its row, the number of its action, its doelgroep."""

    rij: int
    nummer: int
    doelgroep: str | None
    verwachtingen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The report sheet of a blank: `part` in the package, `book` that of the workbook.

    `kolommen` are by role, with `naam` for the column of the names; `velden` the cells
    (row, column) where a field is written, by name.
    """

    part: str
    book: str
    blad: str
    kop: int
    kolommen: Mapping[str, int]
    lijnen: tuple[BlankLine, ...]
    velden: Mapping[str, tuple[int, int]]


def read_layout(package: bytes, formulier: Werkmapformulier) -> Layout:
    """The layout of the blank `package`.

    Raises `TemplateError` when the header or the lines are not where the mapping says.
    """
    try:
        sheets = read_workbook(package, formulier.sjabloon).sheets
        book, parts = _parts(Archive(package))
    except DocumentError as error:
        raise TemplateError(
            f"Het blanco formulier ‘{formulier.sjabloon}’ kan niet gelezen worden: "
            f"{error.bericht}."
        ) from error
    for sheet in sheets:
        rows = _rows(sheet)
        for number, row in rows.items():
            roles = dict(_roles(row, formulier))
            if {"te_behalen", "behaald"} <= set(roles.values()):
                return _layout(
                    sheet, number, roles, formulier, (book, parts[sheet.name])
                )
    raise TemplateError(
        f"Het blanco formulier ‘{formulier.sjabloon}’ heeft geen blad met kolommen "
        "voor de te behalen en de behaalde KPI. Kijk de koppen na in de mapping."
    )


def _parts(archive: Archive) -> tuple[str, dict[str, str]]:
    """The workbook part, and the part of each sheet by name."""
    book = next(t for _, kind, t in relations(archive, "") if kind == "officeDocument")
    targets = {name: target for name, _, target in relations(archive, book)}
    sheets = parse(archive.read(book)).iterfind(f"{S}sheets/{S}sheet")
    return book, {s.get("name") or "": targets[s.get(_ID) or ""] for s in sheets}


def _rows(sheet: Sheet) -> dict[int, list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows


def _roles(row: list[Cell], formulier: Werkmapformulier) -> Iterator[tuple[int, Rol]]:
    """The columns of a row that are headed as the mapping says."""
    wordings = {
        fold(text): rol for rol, texts in formulier.kolommen.items() for text in texts
    }
    for cell in row:
        rol = wordings.get(fold(cell.value)) if isinstance(cell.value, str) else None
        if rol is not None:
            yield cell.column, rol


def _layout(
    sheet: Sheet,
    kop: int,
    roles: Mapping[int, Rol],
    formulier: Werkmapformulier,
    parts: tuple[str, str],
) -> Layout:
    rows = _rows(sheet)
    kolommen = _columns(roles, rows.get(kop + 1, []))
    lijnen: list[BlankLine] = []
    for number in range(kop + 1, max(rows) + 1):
        cells = {cell.column: cell for cell in rows.get(number, [])}
        nummer = cells.get(kolommen.get("nummer", 0))
        if nummer is None or not isinstance(nummer.value, int):
            break
        lijnen.append(_line(cells, nummer.value, number, kolommen))
    if not lijnen:
        raise TemplateError(
            f"Het blanco formulier ‘{formulier.sjabloon}’ heeft onder de kolomkoppen "
            "geen lijnen met het nummer van een actie."
        )
    book, part = parts
    return Layout(
        part=part,
        book=book,
        blad=sheet.name,
        kop=kop,
        kolommen=kolommen,
        lijnen=tuple(lijnen),
        velden=dict(_fields(sheet, kop, formulier)),
    )


def _columns(roles: Mapping[int, Rol], below: list[Cell]) -> dict[str, int]:
    """The columns by role; of those for the action the one with numbers is `nummer`."""
    counted = {cell.column for cell in below if isinstance(cell.value, int)}
    kolommen: dict[str, int] = {}
    for column, rol in roles.items():
        name: str = rol
        if rol in {"actie", "nummer"}:
            name = "nummer" if column in counted else "naam"
        kolommen.setdefault(name, column)
    return kolommen


def _line(
    cells: Mapping[int, Cell], nummer: int, row: int, kolommen: Mapping[str, int]
) -> BlankLine:
    doelgroep = cells.get(kolommen.get("doelgroep", 0))
    text = doelgroep.value if doelgroep is not None else None
    told = [
        cell
        for column, cell in cells.items()
        if column > kolommen["behaald"]
        and isinstance(cell.value, str)
        and not cell.formula
    ]
    return BlankLine(
        rij=row,
        nummer=nummer,
        doelgroep=text if isinstance(text, str) else None,
        verwachtingen=bool(told),
    )


def _fields(
    sheet: Sheet, kop: int, formulier: Werkmapformulier
) -> Iterator[tuple[str, tuple[int, int]]]:
    """The cell to the right of each label above the lines."""
    names = {
        fold(text): naam for naam, texts in formulier.velden.items() for text in texts
    }
    for cell in sheet.cells:
        naam = names.get(fold(cell.value)) if isinstance(cell.value, str) else None
        if naam is not None and cell.row < kop:
            yield naam, (cell.row, cell.column + 1)
