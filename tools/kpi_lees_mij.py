"""KPI-lees-mij: the sheet that tells how to fill in the KPI workbook."""

from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tools.kpi_tekst import MAILADRES, TITEL, VRAGEN, Ronde, lees_mij, legende

_LINE: Final = 108  # characters that fit one line


def write_lees_mij(sheet: Worksheet, formats: dict[str, Format], ronde: Ronde) -> None:
    """Fill `sheet` with the instructions, the legend and where to ask."""
    sheet.set_column("A:A", 5)
    sheet.set_column("B:B", 92)
    sheet.set_row_pixels(0, 36)
    sheet.write("A1", TITEL, formats["titel"])
    sheet.write("A2", ronde.naam, formats["hint"])
    row = _write_steps(sheet, formats, 2, lees_mij(ronde))
    row = _write_legende(sheet, formats, row + 1, legende(ronde))
    sheet.write(row + 1, 0, VRAGEN, formats["vraag"])
    sheet.write_url(row + 2, 0, f"mailto:{MAILADRES}", string=MAILADRES)
    sheet.protect()
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, row + 2, 1)


def _write_steps(
    sheet: Worksheet, formats: dict[str, Format], row: int, steps: str
) -> int:
    nummer = 0
    for regel in steps.splitlines():
        if regel.startswith("# "):
            nummer = 0
            row += 1
            _write_kop(sheet, formats, row, regel.removeprefix("# "))
        else:
            nummer += 1
            sheet.set_row(row, 34 if len(regel) > _LINE else 19)
            sheet.write(row, 0, nummer, formats["stap"])
            sheet.write(row, 1, regel, formats["regel"])
        row += 1
    return row


def _write_legende(
    sheet: Worksheet,
    formats: dict[str, Format],
    row: int,
    kleuren: tuple[tuple[str, str], ...],
) -> int:
    _write_kop(sheet, formats, row, "Kleuren")
    for look, uitleg in kleuren:
        row += 1
        sheet.set_row(row, 19)
        sheet.write_blank(row, 0, None, formats[f"legende_{look}"])
        sheet.write(row, 1, uitleg, formats["uitleg"])
    return row + 1


def _write_kop(
    sheet: Worksheet, formats: dict[str, Format], row: int, kop: str
) -> None:
    sheet.set_row(row, 24)
    sheet.write(row, 0, kop, formats["tussenkop"])
