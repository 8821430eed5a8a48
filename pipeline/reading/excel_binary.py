"""Excel binary: .xls and .xlsb workbooks, their values read by calamine.

calamine makes room for the whole rectangle up to the last cell, and an allocation that
fails ends the process. So the records are walked first (`excel_records`), and a sheet
whose rectangle is too large is refused. Imported only for such a workbook.
"""

import datetime as dt
import io
import os
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import olefile  # type: ignore[import-untyped]  # it carries no types
import python_calamine

from pipeline.errors import DocumentError
from pipeline.intake.archive import Archive
from pipeline.intake.cfb import kind_of
from pipeline.reading.block import Block, Cell, Layer, Reading, Run, Sheet
from pipeline.reading.excel_biff8 import read_biff8, records8
from pipeline.reading.excel_drawing import (
    margin_texts,
    read_surroundings,
    with_comments,
)
from pipeline.reading.excel_look import looks8, looks12
from pipeline.reading.excel_records import (
    Extra,
    read_biff12,
    read_bundle,
    read_comments12,
    records12,
)
from pipeline.reading.excel_sheet import (
    EPOCH,
    UNKNOWN_FORMULA,
    Book,
    Shown,
    Style,
    shown_number,
    whole,
)
from pipeline.reading.package import has_macros, properties, relations

_STDERR: Final = 2
_MAX_AREA: Final = 2_000_000  # cells of one rectangle; 64 MB in calamine
_DATE: Final = Style(shown=Shown.DATE)
_PLAIN: Final = Style()
_NUMBERS: Final = frozenset({int, float})  # not `bool`, which is an `int` too
_STYLES: Final = "styles"

_Found = str | int | float | bool | dt.date | dt.time | dt.timedelta


def read_xls(data: bytes) -> Reading:
    """Read a workbook of Excel 97 to 2003.

    Raises `DocumentError` with the contract's code; `versleuteld` too for a modern
    workbook with a password, which has the same container.
    """
    match kind_of(data):
        case "encrypted":
            raise _locked()
        case None:
            raise _damaged()
    stream, macros = _stream(data)
    extras = read_biff8(stream)
    for extra in extras:
        _guard(extra)
    sheets = _sheets(data, extras, looks8(records8(stream, 0)))
    return Reading(
        blocks=tuple(block for extra in extras for block in _blocks(extra)),
        sheets=sheets,
        warnings=("macro",) if macros else (),
    )


def read_xlsb(data: bytes, archive: Archive, part: str) -> Reading:
    """Read a binary workbook of modern Excel; `part` is its workbook part."""
    targets = {name: target for name, _, target in relations(archive, part)}
    extras: list[Extra] = []
    blocks: list[Block] = []
    for name, relation in read_bundle(archive.read(part)):
        target = targets.get(relation)
        if target is None:
            raise DocumentError("beschadigd", f"werkblad ‘{name}’ ontbreekt erin")
        extra = read_biff12(archive.read(target))
        extra.name = name
        _guard(extra)
        for _, kind, comments in relations(archive, target):
            if kind == "comments":
                extra.comments = read_comments12(archive.read(comments))
        extras.append(extra)
        blocks += read_surroundings(archive, target, name)
    styles = [target for _, kind, target in relations(archive, part) if kind == _STYLES]
    looks = looks12(records12(archive.read(styles[0]))) if styles else ()
    return Reading(
        blocks=tuple(blocks),
        sheets=_sheets(data, extras, looks),
        properties=tuple(properties(archive)),
        warnings=("macro",) if has_macros(archive) else (),
    )


def _stream(data: bytes) -> tuple[bytes, bool]:
    """The workbook in a compound file, and whether macros lie beside it."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            for name in ("Workbook", "Book"):
                if container.exists(name):
                    macros = bool(container.exists("_VBA_PROJECT_CUR"))
                    return bytes(container.openstream(name).read()), macros
    except (OSError, ValueError, LookupError, TypeError, struct.error) as error:
        raise _damaged() from error
    raise DocumentError("niet-ondersteund", "het is geen werkmap van Excel")


def _guard(extra: Extra) -> None:
    rows, columns = extra.last
    if rows * columns > _MAX_AREA:
        reden = f"werkblad ‘{extra.name}’ beslaat {rows} rijen en {columns} kolommen"
        raise DocumentError("te-groot", reden)


def _sheets(
    data: bytes, extras: list[Extra], looks: Sequence[Style]
) -> tuple[Sheet, ...]:
    try:
        with _quiet(), python_calamine.load_workbook(io.BytesIO(data)) as workbook:
            return tuple(_read(workbook, extras, looks))
    except python_calamine.PasswordError as error:
        raise _locked() from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _damaged() from error
    except BaseException as error:
        # A panic in Rust is no Exception in Python, and has no importable type.
        if type(error).__name__ == "PanicException":
            raise _damaged() from error
        raise


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what a panic in Rust prints by itself off the terminal."""
    try:
        saved = os.dup(_STDERR)
    except OSError:  # there is no terminal, and nothing to keep clean
        yield
        return
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - no path, a device
        os.dup2(nowhere.fileno(), _STDERR)
    try:
        yield
    finally:
        os.dup2(saved, _STDERR)
        os.close(saved)


def _read(
    workbook: python_calamine.CalamineWorkbook,
    extras: list[Extra],
    looks: Sequence[Style],
) -> Iterator[Sheet]:
    book = Book(styles={str(number): look for number, look in enumerate(looks)})
    known = {extra.name: extra for extra in extras}
    for meta in workbook.sheets_metadata:
        extra = known.get(meta.name, Extra())
        sheet = workbook.get_sheet_by_name(meta.name)
        cells = tuple(_cells(sheet.to_python(skip_empty_area=False), extra, book))
        yield Sheet(
            name=meta.name,
            cells=with_comments(cells, extra.comments),
            hidden=meta.visible != python_calamine.SheetVisibleEnum.Visible,
            merges=tuple(extra.merges),
        )


def _cells(rows: list[list[_Found]], extra: Extra, book: Book) -> Iterator[Cell]:
    """The cells of a sheet: what calamine read, and errors, which it leaves empty."""
    errors = dict(extra.errors)
    for row, values in enumerate(rows, 1):
        for column, found in enumerate(values, 1):
            place = (row, column)
            error = errors.get(place)
            if error is None and (found == "" or str(found).isspace()):
                continue
            book.count()
            style = book.styles.get(str(extra.looks.get(place)), _PLAIN)
            if style.struck:
                continue
            value, dated = _value(found, extra.numbers.get(place))
            if style.shown is Shown.PERCENT and type(value) in _NUMBERS:
                value = shown_number(float(str(value)), style, EPOCH)
            yield Cell(
                row=row,
                column=column,
                value=None if error or place in extra.uncomputed else value,
                error=error,
                formula=UNKNOWN_FORMULA if place in extra.formulas else None,
                dated=dated,
                hidden=row in extra.hidden_rows
                or any(a <= column <= b for a, b in extra.hidden_columns),
            )


def _value(
    found: _Found, number: float | None
) -> tuple[str | int | float | bool | dt.datetime, bool]:
    """A value as stored, and whether it is shown as a date."""
    if isinstance(found, str | bool):
        return found, False
    if isinstance(found, int | float):
        return whole(float(found)), False
    if number is not None:
        return shown_number(whole(number), _DATE, EPOCH), True
    if isinstance(found, dt.datetime):
        return found.replace(tzinfo=None), True
    if isinstance(found, dt.date):
        return dt.datetime(found.year, found.month, found.day), True  # noqa: DTZ001
    return str(found), True


def _blocks(extra: Extra) -> Iterator[Block]:
    for text in extra.boxes:
        yield _block(text, f"{extra.name}, tekstvak", Layer.TEXTBOX)
    for name, coded in extra.margins:
        layer = Layer(name)
        for text in margin_texts(coded):
            yield _block(text, f"{extra.name}, {name}", layer)


def _block(text: str, place: str, layer: Layer) -> Block:
    return Block(runs=(Run(text),), place=place, layer=layer)


def _damaged() -> DocumentError:
    return DocumentError("beschadigd", "de werkmap is onvolledig of onleesbaar")


def _locked() -> DocumentError:
    return DocumentError("versleuteld", "het is beveiligd met een wachtwoord")
