"""KPI-rapport: the workbook in which a bestuur reports the KPIs that it reached.

Two sheets, `Lees mij` and `KPI-rapport`. On the second the cells to fill in are open
and the rest is protected, without a password: it keeps from slips, not from people.
Every formula carries its value for the blank, for who reads without computing.
"""

import io
import re
from dataclasses import dataclass
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tools.kpi_formats import make_formats
from tools.kpi_lees_mij import write_lees_mij
from tools.kpi_tekst import (
    ACTIES,
    MINIMALE_VERWACHTINGEN,
    TITEL,
    Actie,
    Ronde,
)
from tools.same_bytes import with_fixed_stamps

BLAD: Final = "KPI-rapport"

# Columns A to I of the report: label ({}: the threshold), width, look of the label.
KOLOMMEN: Final = (
    ("Actie", 9, "kop_getal"),
    ("Naam actie", 47, "kop"),
    ("Doelgroep", 33, "kop"),
    ("Eenheid KPI", 46, "kop"),
    ("Te behalen KPI", 11, "kop_getal"),
    ("Behaald KPI", 11, "kop_getal"),
    ("%", 9, "kop_getal"),
    ("{} gehaald?", 23, "kop_getal"),
    ("Opmerking", 40, "kop"),
)
KOP: Final = 8  # the header row; the lines follow at once
EERSTE: Final = KOP + 1

# Label and name of the value cell, left in A and B, right in C and D to I.
_LINKS: Final = (
    ("Bestuur", "bestuur"),
    ("NIS/KBO", "nis_kbo"),
    ("Ronde", "ronde"),
    ("Periode", "periode"),
)
_RECHTS: Final = (
    ("Uiterste indiendatum", "uiterste_indiendatum"),
    ("Contactpersoon", "contactpersoon"),
    ("E-mail", "e_mail"),
    ("Partners", "partners"),
)
_INFO: Final = 3  # the first row of the block of labels
_OPEN: Final = frozenset(("contactpersoon", "e_mail"))
_WIDE: Final = 48  # characters that fit one line of Naam actie or Eenheid KPI

_EMPTY_TEXT: Final = re.compile(rb'(<c r="\w+" s="\d+")>(<f>[^<]*</f><v></v>)')

Formats = dict[str, Format]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lijn:
    """One line of the report; `eerste` to `laatste` are the rows of its action."""

    rij: int
    actie: Actie
    doelgroep: str | None
    eerste: int
    laatste: int


def build(ronde: Ronde) -> bytes:
    """Return the blank workbook of `ronde`."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": TITEL,
                "subject": ronde.naam,
                "author": "Agentschap Binnenlands Bestuur",
                # The day on which the round opened: the file has no other date.
                "created": ronde.gemaakt,
            }
        )
        formats = make_formats(book)
        write_lees_mij(book.add_worksheet("Lees mij"), formats, ronde)
        sheet = book.add_worksheet(BLAD)
        lijnen = _lijnen()
        _write_info(sheet, formats, ronde)
        _write_lijnen(sheet, formats, lijnen, ronde)
        _colour(sheet, formats, lijnen[-1].rij, ronde)
        _set_up(sheet, lijnen[-1].rij)
        for name, cells in _names(lijnen[-1].rij):
            book.define_name(name, f"='{BLAD}'!{cells}")
    return with_fixed_stamps(target.getvalue(), _type_empty_texts)


def _type_empty_texts(_name: str, content: bytes) -> bytes:
    # XlsxWriter leaves the type of an empty text away; an untyped value is a number,
    # and nothing is none.
    return _EMPTY_TEXT.sub(rb'\1 t="str">\2', content)


def _lijnen() -> list[_Lijn]:
    lijnen: list[_Lijn] = []
    for actie in ACTIES:
        eerste = EERSTE + len(lijnen)
        doelgroepen = actie.doelgroepen or (None,)
        lijnen += [
            _Lijn(
                rij=rij,
                actie=actie,
                doelgroep=doelgroep,
                eerste=eerste,
                laatste=eerste + len(doelgroepen) - 1,
            )
            for rij, doelgroep in enumerate(doelgroepen, eerste)
        ]
    return lijnen


def _names(laatste: int) -> list[tuple[str, str]]:
    names = [(name, f"$B${_INFO + row}") for row, (_, name) in enumerate(_LINKS)]
    names += [(name, f"$D${_INFO + row}") for row, (_, name) in enumerate(_RECHTS)]
    return [
        *names,
        ("te_behalen", f"$E${EERSTE}:$E${laatste}"),
        ("behaald", f"$F${EERSTE}:$F${laatste}"),
    ]


def _write_info(sheet: Worksheet, formats: Formats, ronde: Ronde) -> None:
    values = {
        "ronde": ronde.naam,
        "periode": ronde.periode,
        "uiterste_indiendatum": ronde.uiterste_indiendatum,
    }
    sheet.set_row_pixels(0, 32)
    sheet.set_row_pixels(1, 26)
    sheet.write("A1", TITEL, formats["titel"])
    for row in range(_INFO, _INFO + len(_LINKS)):
        sheet.set_row(row - 1, 20)
    sheet.write("A2", "Vul alleen de gele cellen in: Behaald KPI.", formats["hint"])
    for row, (label, name) in enumerate(_LINKS, _INFO):
        sheet.write(f"A{row}", label, formats["label"])
        sheet.write(f"B{row}", values.get(name), formats["info"])
    for row, (label, name) in enumerate(_RECHTS, _INFO):
        sheet.write(f"C{row}", label, formats["label_rechts"])
        look = "info_open" if name in _OPEN else "info"
        if name == "uiterste_indiendatum":
            look = "info_datum"
        sheet.merge_range(f"D{row}:I{row}", values.get(name, ""), formats[look])


def _write_lijnen(
    sheet: Worksheet, formats: Formats, lijnen: list[_Lijn], ronde: Ronde
) -> None:
    for position, (label, width, look) in enumerate(KOLOMMEN):
        sheet.set_column(position, position, width)
        sheet.write(KOP - 1, position, label.format(ronde.deel), formats[look])
    sheet.set_row(KOP - 1, 32)
    for lijn in lijnen:
        _write_lijn(sheet, formats, lijn, ronde)
    totaal = lijnen[-1].rij + 1
    sheet.set_row(totaal - 1, 22)
    sheet.write(f"A{totaal}", "Totaal", formats["totaal"])
    for column in "BCDGHI":
        sheet.write_blank(f"{column}{totaal}", None, formats["totaal"])
    for column in "EF":
        formula = f"=SUM({column}{EERSTE}:{column}{lijnen[-1].rij})"
        sheet.write_formula(f"{column}{totaal}", formula, formats["totaal_getal"], 0)


def _write_lijn(sheet: Worksheet, formats: Formats, lijn: _Lijn, ronde: Ronde) -> None:
    rij, actie = lijn.rij, lijn.actie
    long = len(actie.naam) > _WIDE or len(actie.eenheid) > _WIDE
    sheet.set_row(rij - 1, 32 if long else 20)
    sheet.write_number(f"A{rij}", actie.nummer, formats["nummer"])
    sheet.write(f"B{rij}", actie.naam, formats["tekst"])
    sheet.write(f"C{rij}", lijn.doelgroep, formats["tekst"])
    sheet.write(f"D{rij}", actie.eenheid, formats["tekst"])
    sheet.write_blank(f"E{rij}", None, formats["getal"])
    sheet.write_blank(f"F{rij}", None, formats["invullen"])
    percentage = f'=IF(COUNT(E{rij}:F{rij})<2,"",IF(E{rij}=0,"",F{rij}/E{rij}))'
    sheet.write_formula(f"G{rij}", percentage, formats["percentage"], "")
    if actie.minimale_verwachtingen:
        sheet.write(f"H{rij}", MINIMALE_VERWACHTINGEN, formats["verwachtingen"])
    else:
        sheet.write_formula(
            f"H{rij}", _gehaald(lijn, ronde.drempel), formats["gehaald"], ""
        )
    sheet.write_blank(f"I{rij}", None, formats["aanvullen"])


def _gehaald(lijn: _Lijn, drempel: float) -> str:
    """Return the formula for Ja or Nee, over all lines of the action together.

    Empty as long as a line with a target has no number, and where there is no target.
    """
    doel = f"E{lijn.eerste}:E{lijn.laatste}"
    behaald = f"F{lijn.eerste}:F{lijn.laatste}"
    missing = f"SUMPRODUCT(({doel}>0)*(1-ISNUMBER({behaald})))"
    return (
        f'=IF(OR(SUM({doel})=0,{missing}>0),"",'
        f'IF(SUM({behaald})>=SUM({doel})*{drempel:g},"Ja","Nee"))'
    )


def _colour(sheet: Worksheet, formats: Formats, laatste: int, ronde: Ronde) -> None:
    counted = f'AND(ISNUMBER($G{EERSTE}),$H{EERSTE}<>"{MINIMALE_VERWACHTINGEN}"'
    for cells, ja, nee in (
        (
            f"G{EERSTE}:G{laatste}",
            f"={counted},$F{EERSTE}>=$E{EERSTE}*{ronde.drempel:g})",
            f"={counted},$F{EERSTE}<$E{EERSTE}*{ronde.drempel:g})",
        ),
        (f"H{EERSTE}:H{laatste}", f'=$H{EERSTE}="Ja"', f'=$H{EERSTE}="Nee"'),
    ):
        for criteria, look in ((ja, "ja"), (nee, "nee")):
            rule = {"type": "formula", "criteria": criteria, "format": formats[look]}
            sheet.conditional_format(cells, rule)
    broken = f"=AND(ISNUMBER(E{EERSTE}),E{EERSTE}<>INT(E{EERSTE}))"
    rule = {"type": "formula", "criteria": broken, "format": formats["decimalen"]}
    sheet.conditional_format(f"E{EERSTE}:F{laatste}", rule)


def _set_up(sheet: Worksheet, laatste: int) -> None:
    sheet.data_validation(
        f"F{EERSTE}:F{laatste}",
        {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "input_title": "Behaald KPI",
            "input_message": "Vul een getal in, bv. 65. Niets behaald? Vul dan 0 in.",
            "error_title": "Geen getal",
            "error_message": (
                "In deze cel hoort een getal van 0 of meer, zonder tekst erbij: "
                "bijvoorbeeld 65. Toelichting kan in uw mail."
            ),
        },
    )
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.freeze_panes(KOP, 2)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(KOP - 1)
    sheet.print_area(f"A1:I{laatste + 1}")
    sheet.set_footer(f"&L&8{TITEL}&R&8Pagina &P van &N")
    sheet.set_selection(f"F{EERSTE}")
