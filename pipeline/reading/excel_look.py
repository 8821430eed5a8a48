"""Excel look: what the cell styles of a binary workbook change of what a cell says.

    `Workbook` stream of an .xls, or styles part of an .xlsb -> a `Style` per index

A percentage is not the fraction that is stored, and struck-out text is gone: as in
.xlsx. Layouts are those of [MS-XLS] 2.4.122, 126, 353 and [MS-XLSB] 2.4.657, 660, 866.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.reading.excel_records import unpack, wide_string
from pipeline.reading.excel_sheet import Style
from pipeline.reading.excel_style import shown_of

_STRUCK: Final = 0x08
_NO_FONT: Final = 4  # [MS-XLS] 2.5.129: no font of an .xls has this number
_BEGIN_CELL_STYLES: Final = 617
_END_CELL_STYLES: Final = 618

_Records = Iterable[tuple[int, bytes]]


@dataclass(slots=True)
class _Looks:
    """Fonts, number formats, and the styles that refer to them, as they come."""

    fonts: list[bool] = field(default_factory=list)
    """Whether each font strikes text out."""
    formats: dict[str | None, str] = field(default_factory=dict)
    cells: list[tuple[int, int]] = field(default_factory=list)
    """Font and number format of each style of cells."""

    def styles(self, *, gap: bool) -> tuple[Style, ...]:
        """The styles; `gap` is whether one number of a font is not in use."""
        fonts = self.fonts
        if gap:
            fonts = [*fonts[:_NO_FONT], False, *fonts[_NO_FONT:]]
        return tuple(
            Style(
                shown=shown_of(str(form), self.formats),
                struck=font < len(fonts) and fonts[font],
            )
            for font, form in self.cells
        )


def looks8(records: _Records) -> tuple[Style, ...]:
    """The cell styles of an .xls workbook, from the records of the workbook itself."""
    looks = _Looks()
    for kind, body in records:
        if kind in _READERS8:
            _READERS8[kind](looks, body)
    return looks.styles(gap=True)


def looks12(records: _Records) -> tuple[Style, ...]:
    """The cell styles of an .xlsb workbook, from the records of its styles part."""
    looks = _Looks()
    inside = False
    for kind, body in records:
        if kind in {_BEGIN_CELL_STYLES, _END_CELL_STYLES}:
            inside = kind == _BEGIN_CELL_STYLES
        elif kind == _XF12:
            if inside:
                form, font = unpack("<2H", body, 2)
                looks.cells.append((font, form))
        elif kind in _READERS12:
            _READERS12[kind](looks, body)
    return looks.styles(gap=False)


def _font(looks: _Looks, body: bytes) -> None:
    looks.fonts.append(bool(unpack("<H", body, 2)[0] & _STRUCK))


def _format8(looks: _Looks, body: bytes) -> None:
    number, count, flags = unpack("<2HB", body)
    raw = body[5 : 5 + count * (2 if flags & 1 else 1)]
    code = raw.decode("utf-16-le" if flags & 1 else "cp1252", "replace")
    looks.formats[str(number)] = code


def _format12(looks: _Looks, body: bytes) -> None:
    code, _ = wide_string(body, 2)
    looks.formats[str(unpack("<H", body)[0])] = code


def _style8(looks: _Looks, body: bytes) -> None:
    font, form = unpack("<2H", body)
    looks.cells.append((font, form))


_XF12: Final = 47
_Reader = Callable[[_Looks, bytes], None]
_READERS8: Final[Mapping[int, _Reader]] = {
    0x31: _font,
    0x41E: _format8,
    0xE0: _style8,
}
_READERS12: Final[Mapping[int, _Reader]] = {43: _font, 44: _format12}
