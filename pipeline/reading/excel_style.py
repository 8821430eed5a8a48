"""Excel style: which cell styles show a date or a percentage, or strike text out.

xl/styles.xml -> one `Style` per index that cells refer to
"""

import re
from collections.abc import Mapping
from typing import Final

from pipeline.reading.excel_sheet import S, Shown, Style, is_count
from pipeline.reading.xmlpart import Element

# ECMA-376 18.8.30: formats that have a number but no code in the file. 27-36 and 50-58
# are dates in East Asian versions of Excel.
_DATES: Final = frozenset(
    {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
)
_PERCENTAGES: Final = frozenset({9, 10})

# Text in quotes, escaped or padded characters, colours and conditions say no date;
# [h], [mm] and [ss] (elapsed time) do.
_NO_CODE: Final = re.compile(
    r'"[^"]*"|[\\_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE
)
_GENERAL: Final = re.compile(r"general|standaard|standard", re.IGNORECASE)
_DATE_CODE: Final = re.compile(r"[dmyhsj]", re.IGNORECASE)


def read_styles(root: Element | None) -> dict[str, Style]:
    """The cell styles, by the number with which cells refer to them.

    Without a styles part all cells are plain.
    """
    if root is None:
        return {}
    codes = {
        form.get("numFmtId"): form.get("formatCode") or ""
        for form in root.iterfind(f"{S}numFmts/{S}numFmt")
    }
    struck = [_is_struck(font) for font in root.iterfind(f"{S}fonts/{S}font")]
    return {
        str(number): Style(
            shown=shown_of(style.get("numFmtId") or "0", codes),
            struck=_at(struck, style.get("fontId")),
            indent=_indent(style),
        )
        for number, style in enumerate(root.iterfind(f"{S}cellXfs/{S}xf"))
    }


def shown_by(code: str) -> Shown:
    """How the number format `code`, as it is typed in Excel, shows a number."""
    bare = _GENERAL.sub("", _NO_CODE.sub("", code.partition(";")[0]))
    if "%" in bare:
        return Shown.PERCENT
    return Shown.DATE if _DATE_CODE.search(bare) else Shown.PLAIN


def shown_of(number: str, codes: Mapping[str | None, str]) -> Shown:
    """How the number format with this number shows a number; `codes` are the file's."""
    if number in codes:
        return shown_by(codes[number])
    built_in = int(number) if is_count(number) else 0
    if built_in in _PERCENTAGES:
        return Shown.PERCENT
    return Shown.DATE if built_in in _DATES else Shown.PLAIN


def _indent(style: Element) -> int:
    alignment = style.find(f"{S}alignment")
    steps = alignment.get("indent") or "" if alignment is not None else ""
    return int(steps) if is_count(steps) else 0


def _is_struck(font: Element) -> bool:
    strike = font.find(f"{S}strike")
    return strike is not None and strike.get("val") not in {"0", "false"}


def _at(struck: list[bool], index: str | None) -> bool:
    number = int(index) if index is not None and is_count(index) else 0
    return number < len(struck) and struck[number]
