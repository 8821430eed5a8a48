"""Werkblad: the workbooks that people send, the official one or their own."""

import datetime as dt
import io
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from unittest import mock

import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tools.kpi_rapport import BLAD, EERSTE
from tools.kpi_tekst import ACTIES
from tools.same_bytes import with_fixed_stamps

BLANK: Final = Path(__file__).parents[2] / "templates" / "kpi-rapport.xlsx"
FICTIEF: Final = "Fictief voorbeeld: deze cijfers zijn verzonnen."

Lijn = int | tuple[int, str]
"""An action, or an action with one of its doelgroepen."""
Waarde = int | float | str | None

_THRESHOLD: Final = 0.25
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FORMULA: Final = re.compile(
    rb'(<c r="([A-Z]+\d+)"[^>]*)(><f>[^<]*</f>)<v(?: ?/>|></v>)'
)
_FILETIME: Final = 133_587_936_000_000_000  # 29/04/2024, in tenths of microseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapport:
    """What the official workbook of one bestuur says.

    `toegekend` is what ABB filled in beforehand, `behaald` what the bestuur typed. With
    `berekend` the formulas carry their results, as Excel saves them; other programs may
    leave those out.
    """

    bestuur: str
    nis_kbo: str
    contact: str
    email: str
    toegekend: Mapping[Lijn, int]
    behaald: Mapping[Lijn, Waarde]
    bewaard: dt.datetime
    partners: str | None = None
    opmerkingen: Mapping[Lijn, str] = field(default_factory=dict)
    berekend: bool = True


def kpi_rapport(rapport: Rapport) -> bytes:
    """The official workbook, filled in."""
    book = openpyxl.load_workbook(BLANK)
    sheet = book[BLAD]
    sheet["B3"], sheet["B4"] = rapport.bestuur, rapport.nis_kbo
    sheet["D4"], sheet["D5"] = rapport.contact, rapport.email
    sheet["D6"] = rapport.partners
    rows = _rows(sheet)
    first = next(iter(rapport.toegekend))
    for column, values in (
        ("E", rapport.toegekend),
        ("F", rapport.behaald),
        ("I", {first: FICTIEF, **rapport.opmerkingen}),
    ):
        for lijn, value in values.items():
            sheet[f"{column}{rows[lijn]}"] = value
    results = _results(sheet, rows) if rapport.berekend else {}
    target = io.BytesIO()
    book.save(target)
    return with_fixed_stamps(target.getvalue(), _finish(rapport.bewaard, BLAD, results))


def eigen_werkboek(
    blad: str, rijen: Sequence[Sequence[Waarde]], *, kop: int, bewaard: dt.datetime
) -> bytes:
    """A workbook of somebody's own; row `kop` holds the titles of the columns."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = blad
    for rij in rijen:
        sheet.append(list(rij))
    for row in (1, kop):
        for cell in sheet[row]:
            cell.font = Font(bold=True, size=14 if row == 1 and kop > 1 else 11)
    for column, width in zip("ABCDEF", (18, 44, 18, 18, 30, 30), strict=True):
        sheet.column_dimensions[column].width = width
    book.properties.created = bewaard.astimezone(dt.UTC).replace(tzinfo=None)
    target = io.BytesIO()
    book.save(target)
    return with_fixed_stamps(target.getvalue(), _finish(bewaard, blad, {}))


def beveiligd(werkboek: bytes, wachtwoord: str) -> bytes:
    """`werkboek` protected with a password, the same way every time."""
    # Salts and stamps differ from one time to the next; here they may not.
    salts = random.Random(wachtwoord)  # noqa: S311 - a sample keeps no secret
    target = io.BytesIO()
    with (
        mock.patch("msoffcrypto.method.ecma376_agile._random_buffer", salts.randbytes),
        mock.patch(
            "msoffcrypto.method.container.ecma376_encrypted.datetime2filetime",
            return_value=_FILETIME,
        ),
    ):
        OOXMLFile(io.BytesIO(werkboek)).encrypt(wachtwoord, target)
    return target.getvalue()


def _rows(sheet: Worksheet) -> dict[Lijn, int]:
    """The row of every line of the report."""
    rows: dict[Lijn, int] = {}
    for actie in ACTIES:
        lijnen: list[Lijn] = [(actie.nummer, groep) for groep in actie.doelgroepen]
        for lijn in lijnen or [actie.nummer]:
            rows[lijn] = EERSTE + len(rows)
            if sheet[f"A{rows[lijn]}"].value != actie.nummer:
                raise ValueError(f"kpi-rapport.xlsx: regel {rows[lijn]} is verschoven")
    return rows


def _results(sheet: Worksheet, rows: Mapping[Lijn, int]) -> dict[str, Waarde]:
    """What the formulas of the report come to, by cell."""
    results: dict[str, Waarde] = {}
    cells = {
        row: (_number(sheet, f"E{row}"), _number(sheet, f"F{row}"))
        for row in rows.values()
    }
    for row, (doel, behaald) in cells.items():
        known = doel and behaald is not None
        results[f"G{row}"] = (behaald or 0) / doel if doel and known else ""
    for actie in ACTIES:
        own = [row for lijn, row in rows.items() if _nummer(lijn) == actie.nummer]
        doel = sum(cells[row][0] or 0 for row in own)
        missing = any(cells[row][0] and cells[row][1] is None for row in own)
        reached = sum(cells[row][1] or 0 for row in own) >= doel * _THRESHOLD
        verdict = "" if not doel or missing else ("Ja" if reached else "Nee")
        results |= {f"H{row}": verdict for row in own}
    last = max(rows.values()) + 1
    results[f"E{last}"] = sum(doel or 0 for doel, _ in cells.values())
    results[f"F{last}"] = sum(behaald or 0 for _, behaald in cells.values())
    return results


def _nummer(lijn: Lijn) -> int:
    return lijn if isinstance(lijn, int) else lijn[0]


def _number(sheet: Worksheet, cell: str) -> float | None:
    value = sheet[cell].value
    return value if isinstance(value, int | float) else None


def _finish(
    bewaard: dt.datetime, blad: str, results: Mapping[str, Waarde]
) -> Callable[[str, bytes], bytes]:
    """What is still to be done to the members of a workbook of openpyxl."""
    stamp = bewaard.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    member = "xl/worksheets/sheet2.xml" if blad == BLAD else None

    def put(found: re.Match[bytes]) -> bytes:
        value = results.get(found[2].decode())
        if value is None:
            return found[0]
        kind = b' t="str"' if isinstance(value, str) else b""
        return b"%b%b%b<v>%b</v>" % (found[1], kind, found[3], str(value).encode())

    def edit(name: str, content: bytes) -> bytes:
        if name == "docProps/core.xml":
            return _MODIFIED.sub(rb"\g<1>" + stamp, content)
        return _FORMULA.sub(put, content) if name == member else content

    return edit
