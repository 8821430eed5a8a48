"""Fill workbook: numbers are written into a blank workbook (the lens, put).

    blank package + Werkmapformulier + Werkmapinvulling -> package

Cells are changed in the XML of the sheet and nothing else is: an Office library would
lose drop-down lists, newer formats or printer settings on the way. What formulas come
to is stored as well, for who looks without computing; Excel computes anew on opening.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.errors import DocumentError, TemplateError
from pipeline.forms.fill_anchors import to_bytes
from pipeline.forms.fill_cells import Cells
from pipeline.forms.fill_package import repack, unpack
from pipeline.forms.fill_rows import Place, Rows, move_rows
from pipeline.forms.workbook_header import fold
from pipeline.forms.workbook_mapping import Rol, Werkmapformulier
from pipeline.reading.block import Cell, Sheet
from pipeline.reading.excel import read_workbook
from pipeline.reading.excel_sheet import S
from pipeline.reading.xml import Element, parse

Waarde = str | int | float | dt.date
_WORKBOOK = "xl/workbook.xml"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CALCULATION = "calcPr"


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiLijn:
    """One line of the report: an action, or one doelgroep of it.

    `naam` and `eenheid` are for an action that the blank has no line for, and so is
    `verwachtingen`, whether it is judged without a threshold.
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
    """What to write: `velden` by field of the mapping, and the lines.

    With `alleen` the workbook has these lines and no others, and nothing else than the
    achieved numbers can be typed in.
    """

    velden: Mapping[str, Waarde] = field(default_factory=dict)
    lijnen: Sequence[KpiLijn] = ()
    alleen: bool = False
