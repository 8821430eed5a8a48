"""Fill workbook: numbers are written into a blank workbook (the lens, put).

    blank package + Werkmapformulier + Werkmapinvulling -> package

Cells are changed in the XML of the sheet and nothing else is: an Office library would
lose drop-down lists, newer formats or printer settings on the way. What formulas come
to is stored as well, for who looks without computing; Excel computes anew on opening.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.forms.fill_anchors import to_bytes
from pipeline.forms.fill_cells import SheetCells, Waarde
from pipeline.forms.fill_layout import BlankLine, Layout, read_layout
from pipeline.forms.fill_package import repack, unpack
from pipeline.forms.fill_rows import Place, Rows, move_rows
from pipeline.forms.kenmerk import PRINTED, Kenmerk, printed_mark
from pipeline.forms.workbook_header import fold
from pipeline.forms.workbook_mapping import Werkmapformulier
from pipeline.reading.excel_sheet import S, read_strings
from pipeline.reading.xmlpart import Element, parse

_STRINGS: Final = "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiLijn:
    """One line of the report: an action, or one doelgroep of it.

    `naam`, `eenheid` and `verwachtingen` (judged without a threshold) are for an action
    that the blank has no line for.
    """

    nummer: int
    naam: str
    doelgroep: str | None = None
    eenheid: str | None = None
    te_behalen: int | float | None = None
    behaald: int | float | None = None
    verwachtingen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Werkmapinvulling:
    """What to write: `velden` by field of the mapping, and the lines by action.

    `None` empties a field; fields that are not in `velden` stay as they are.

    A personal workbook (`persoonlijk`) shows its code, has these lines and no others,
    and nothing but the achieved numbers can be typed in.
    """

    velden: Mapping[str, Waarde | None] = field(default_factory=dict)
    lijnen: Sequence[KpiLijn] = ()
    persoonlijk: bool = False


def fill_workbook(
    package: bytes,
    formulier: Werkmapformulier,
    invulling: Werkmapinvulling,
    kenmerk: Kenmerk,
) -> bytes:
    """The blank `package` with `invulling` in it.

    Raises `TemplateError` when the blank cannot be used.
    """
    layout = read_layout(package, formulier)
    parts = unpack(package, formulier.sjabloon)
    root = parse(parts[layout.part])
    plan = list(_plan(layout, invulling))
    rows = Rows(
        layout.lijnen[0].rij,
        layout.lijnen[-1].rij,
        [
            Place(line.rij, str(lijn.nummer if lijn else line.nummer))
            for line, lijn in plan
        ],
    )
    move_rows(root, rows)
    strings = read_strings(parse(parts[_STRINGS])) if _STRINGS in parts else {}
    cells = SheetCells(root, strings)
    for row, (line, lijn) in enumerate(plan, rows.first):
        if lijn is not None:
            _write_line(cells, row, line, lijn, layout.kolommen)
    for naam, value in invulling.velden.items():
        place = layout.velden.get(naam)
        if place is not None and not cells.holds(*place, value):
            cells.write(*place, value)
    if invulling.persoonlijk:
        _show_code(cells, layout, kenmerk.line)
        _lock(cells, layout, rows, parse(parts[_STYLES]))
    cells.compute_all()
    book = parse(parts[layout.book])
    _adjust_book(book, rows, layout.blad)
    changed = {
        layout.part: to_bytes(root, parts[layout.part]),
        layout.book: to_bytes(book, parts[layout.book]),
    }
    printed = " ".join(
        printed_mark(naam, value)
        for naam, value in invulling.velden.items()
        if isinstance(value, str)
    )
    return repack(package, changed, {**kenmerk.properties, PRINTED: printed})


def _plan(
    layout: Layout, invulling: Werkmapinvulling
) -> Iterator[tuple[BlankLine, KpiLijn | None]]:
    """The lines from top to bottom: a line of the blank to take, and what to write."""
    blank: dict[int, list[BlankLine]] = {}
    for line in layout.lijnen:
        blank.setdefault(line.nummer, []).append(line)
    given: dict[int, list[KpiLijn]] = {}
    for lijn in invulling.lijnen:
        given.setdefault(lijn.nummer, []).append(lijn)
    personal = invulling.persoonlijk
    for nummer in sorted(given if personal else blank.keys() | given.keys()):
        lines = blank.get(nummer) or [_like(layout, given[nummer][0])]
        pairs = list(_matched(lines, given.get(nummer, [])))
        if personal or nummer not in blank:
            pairs = [pair for pair in pairs if pair[1] is not None]
        yield from pairs


def _like(layout: Layout, lijn: KpiLijn) -> BlankLine:
    """A line of the blank that is judged as `lijn` is."""
    alike = (b for b in layout.lijnen if b.verwachtingen == lijn.verwachtingen)
    return next(alike, layout.lijnen[0])


def _matched(
    lines: Sequence[BlankLine], given: Sequence[KpiLijn]
) -> Iterator[tuple[BlankLine, KpiLijn | None]]:
    """The lines of one action: the blank's, in its order, while they serve.

    Where they do not, what is given goes first, in its own order, on copies of the
    first line of the action.
    """
    free = list(lines)
    pairs: list[tuple[BlankLine, KpiLijn]] = []
    copied = False
    for lijn in given:
        wanted = fold(lijn.doelgroep or "")
        same = [line for line in free if fold(line.doelgroep or "") == wanted]
        unnamed = [line for line in free if line.doelgroep is None]
        line = next(iter([*same, *unnamed]), None)
        if line is None:
            copied = True
        else:
            free.remove(line)
        pairs.append((line or lines[0], lijn))
    taken = [line.rij for line, _ in pairs]
    if not copied and taken == sorted(taken):
        known = {line.rij: lijn for line, lijn in pairs}
        yield from ((line, known.get(line.rij)) for line in lines)
    else:
        yield from pairs
        yield from ((line, None) for line in free)


def _write_line(
    cells: SheetCells,
    row: int,
    line: BlankLine,
    lijn: KpiLijn,
    kolommen: Mapping[str, int],
) -> None:
    texts: dict[str, Waarde | None] = {}
    if lijn.nummer != line.nummer:
        texts |= {"nummer": lijn.nummer, "naam": lijn.naam, "eenheid": lijn.eenheid}
    if (lijn.doelgroep or None) != line.doelgroep:
        texts["doelgroep"] = lijn.doelgroep
    for naam, value in texts.items():
        if naam in kolommen:
            cells.write(row, kolommen[naam], value)
    for naam, number in (("te_behalen", lijn.te_behalen), ("behaald", lijn.behaald)):
        if number is not None:
            cells.write(row, kolommen[naam], number)


def _show_code(cells: SheetCells, layout: Layout, line: str) -> None:
    """Write the code above the fields, looking like what stands beside it."""
    row = min(row for row, _ in layout.velden.values()) - 1
    column = max(column for _, column in layout.velden.values())
    if row >= 1:
        cells.write(row, column, line)
        cells.set_style(row, column, cells.style(row, 1))


def _lock(cells: SheetCells, layout: Layout, rows: Rows, styles: Element) -> None:
    """Close every cell but those of the achieved numbers, in a style that is there."""
    kolommen = layout.kolommen
    unlocked = set(_unlocked(styles))
    field_style = cells.style(*next(iter(layout.velden.values())))
    field_styles = [cells.style(*place) for place in layout.velden.values()]
    field_style = next((s for s in field_styles if s not in unlocked), field_style)
    for row, column, style in list(cells.styled()):
        if style not in unlocked:
            continue
        if not rows.first <= row <= rows.new_last:
            cells.set_style(row, column, field_style)
        elif column != kolommen["behaald"]:
            cells.set_style(
                row, column, cells.style(row, kolommen.get("doelgroep", column))
            )


def _unlocked(styles: Element) -> Iterator[str]:
    for number, style in enumerate(styles.iterfind(f"{S}cellXfs/{S}xf")):
        protection = style.find(f"{S}protection")
        if protection is not None and protection.get("locked") in {"0", "false"}:
            yield str(number)


def _adjust_book(book: Element, rows: Rows, blad: str) -> None:
    """Let names follow their rows, and the spreadsheet program compute on opening."""
    own = re.compile(rf"('?{re.escape(blad)}'?!)([^,]+)")
    for name in book.iterfind(f"{S}definedNames/{S}definedName"):
        name.text = own.sub(lambda m: m[1] + rows.area(m[2]), name.text or "")
    calculation = book.find(f"{S}calcPr")
    if calculation is not None:
        calculation.set("fullCalcOnLoad", "1")
