"""KPI-formats: how the cells of the KPI workbook look, by name."""

from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

_INKT: Final = "#333332"
_LIJN: Final = "#BDBDBB"
_GRIJS: Final = "#F1F1EF"
_GEEL: Final = "#FFF59D"
_DOF: Final = "#696967"

_GETAL: Final = "#,##0"
_BOX: Final = {"border": 1, "border_color": _LIJN, "valign": "vcenter"}
_VAST: Final = {**_BOX, "bg_color": _GRIJS, "text_wrap": True}
_TEKST: Final = {"align": "left", "indent": 1}
_OPEN: Final = {**_BOX, **_TEKST, "locked": False, "text_wrap": True}
_KOP: Final = {
    **_BOX,
    "bold": True,
    "bg_color": _INKT,
    "font_color": "#FFFFFF",
    "text_wrap": True,
}
_JA: Final = {"bg_color": "#CDE8CF", "font_color": "#1B5E20"}
_NEE: Final = {"bg_color": "#F9D0D0", "font_color": "#9B1C1C"}

# Values are what XlsxWriter takes for a format: texts, numbers, booleans.
_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "titel": {"bold": True, "font_size": 18, "valign": "vcenter"},
    "hint": {"font_color": _DOF, "italic": True, "valign": "top"},
    "label": {"bold": True, "valign": "vcenter"},
    "label_rechts": {**_TEKST, "bold": True, "valign": "vcenter"},
    "info": {**_VAST, **_TEKST, "num_format": "@"},
    "info_datum": {**_VAST, **_TEKST, "num_format": "dd/mm/yyyy"},
    "info_open": {**_OPEN, "num_format": "@"},
    "kop": {**_KOP, **_TEKST},
    "kop_getal": {**_KOP, "align": "center"},
    "nummer": {**_VAST, "align": "center", "bold": True},
    "tekst": {**_VAST, **_TEKST},
    "getal": {**_VAST, "num_format": _GETAL},
    "percentage": {**_VAST, "num_format": "0.0%"},
    "gehaald": {**_VAST, "align": "center"},
    "verwachtingen": {
        **_VAST,
        "align": "center",
        "italic": True,
        "font_color": _DOF,
    },
    "invullen": {
        **_BOX,
        "bg_color": _GEEL,
        "num_format": _GETAL,
        "locked": False,
    },
    "aanvullen": _OPEN,
    "totaal": {"bold": True, "top": 2, "valign": "vcenter"},
    "totaal_getal": {
        "bold": True,
        "top": 2,
        "valign": "vcenter",
        "num_format": _GETAL,
    },
    "ja": _JA,
    "nee": {**_NEE, "bold": True},
    # 1,5 would show as 2: a number that is not whole shows its decimals.
    "decimalen": {"num_format": "#,##0.0#"},
    "tussenkop": {"bold": True, "font_size": 13, "valign": "vcenter"},
    "stap": {"align": "center", "valign": "top", "bold": True},
    "regel": {**_TEKST, "text_wrap": True, "valign": "top"},
    "uitleg": {**_TEKST, "valign": "vcenter"},
    "vraag": {"bold": True},
    "legende_invullen": {**_BOX, "bg_color": _GEEL},
    "legende_vast": {**_BOX, "bg_color": _GRIJS},
    "legende_ja": {**_BOX, **_JA},
    "legende_nee": {**_BOX, **_NEE},
}


def make_formats(book: Workbook) -> dict[str, Format]:
    """Return every look as a format of `book`."""
    return {
        name: book.add_format({"font_color": _INKT, **look})
        for name, look in _LOOKS.items()
    }
