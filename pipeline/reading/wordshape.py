"""Word shapes: what somebody drew over or beside a line, without words of its own.

    a drawing -> Drawn(what it is, whether it lies on the line it hangs on)

An ellipse, a rectangle, an arrow, a line, ink: DrawingML (`wps`) or VML (`v:oval`). The
anchor tells the paragraph, its offset whether the shape lies on that paragraph's line.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from pipeline.reading.block import Drawn
from pipeline.reading.worddrawing import A
from pipeline.reading.xmlpart import Element

_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_INK: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}contentPart"
_GEOMETRY, _CUSTOM = f"{A}prstGeom", f"{A}custGeom"
_AROUND: Final[Mapping[object, str]] = {
    "ellipse": "ellips",
    "donut": "ellips",
    "flowChartConnector": "ellips",
    "rect": "kader",
    "roundRect": "kader",
    "frame": "kader",
    f"{_VML}oval": "ellips",
    f"{_VML}rect": "kader",
    f"{_VML}roundrect": "kader",
}
_LINES: Final = frozenset({f"{_VML}line", f"{_VML}polyline", f"{_VML}curve"})
_TEXTBOX: Final = f"{_VML}textbox"
_TOP: Final = re.compile(r"(?<![\w-])margin-top:\s*(-?\d*\.?\d+)(pt|in|cm|mm|px)?")
_POINTS: Final = {"in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
_EMU: Final = 12700.0  # in a point
_HIGHEST: Final = -16.0
_LOWEST: Final = 9.0
"""How far, in points, the top of a shape on a line is from that of its paragraph."""
_BY_LINE: Final = frozenset({"paragraph", "line"})


def shapes(drawing: Element) -> Iterator[Drawn]:
    """The shapes in a `w:drawing` or `w:pict` that hold no words."""
    anchored = _anchored_on_line(drawing)
    for element in drawing.iter(_GEOMETRY, _CUSTOM, _INK, *_LINES, *_AROUND):
        what = _what(element)
        if what:
            on_line = _is_on_line(element) if anchored is None else anchored
            yield Drawn(what, on_line)


def _what(element: Element) -> str:
    tag = element.tag
    if tag == _INK:
        return "inkt"
    if tag in _LINES or tag == _CUSTOM:
        return "lijn"
    if tag != _GEOMETRY:
        with_words = next(element.iter(_TEXTBOX), None) is not None
        return "" if with_words else _AROUND[tag]
    parent = element.getparent()
    if parent is None or not parent.tag.endswith("}spPr") or _is_picture(parent):
        return ""
    name = element.get("prst") or ""
    if name in _AROUND:
        return _AROUND[name]
    return "pijl" if name.endswith("Arrow") else "lijn"


def _is_picture(properties: Element) -> bool:
    """Whether these are the looks of a picture: a logo is nobody's mark."""
    owner = properties.getparent()
    return owner is None or owner.tag.endswith("}pic")


def _anchored_on_line(drawing: Element) -> bool | None:
    """What the anchor of the whole tells; `None` where each shape has its own place."""
    if next(drawing.iter(f"{_WP}inline"), None) is not None:
        return True
    place = next(drawing.iter(f"{_WP}positionV"), None)
    if place is not None:
        offset = place.findtext(f"{_WP}posOffset") or ""
        by_line = place.get("relativeFrom") in _BY_LINE
        return by_line and _is_near(offset, 1 / _EMU)
    return None


def _is_on_line(element: Element) -> bool:
    top = _TOP.search(element.get("style") or "")
    if top is None:
        return False
    return _is_near(top[1], _POINTS.get(top[2] or "pt", 1.0))


def _is_near(offset: str, points: float) -> bool:
    try:
        return _HIGHEST <= float(offset) * points <= _LOWEST
    except ValueError:
        return False
