"""Word math: equations (ECMA-376 22.1) on one line, their pieces kept apart.

What a person reads above, below or beside each other would run together as text: ten
squared is no 102.
"""

from collections.abc import Mapping
from typing import Final

from pipeline.reading.wordstyle import VAL
from pipeline.reading.xmlpart import Element

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATH_TEXT: Final = f"{M}t"
_VALUE: Final = f"{M}val"
# What parts each piece from the piece before it.
_PIECES: Final[Mapping[object, str]] = {
    f"{M}{name}": sign
    for name, sign in {
        "num": " ",
        "den": "/",
        "sup": "^",
        "sub": "_",
        "e": " ",
        "deg": " ",
        "lim": " ",
        "fName": " ",
        "mr": " ",
    }.items()
}
_SIGNS: Final[Mapping[object, str]] = {f"{M}rad": "√"}
_SUM: Final = f"{M}nary"


def separator(element: Element) -> str:
    """What stands before `element`, a piece of an equation; empty for anything else."""
    tag = element.tag
    sign = _PIECES.get(tag)
    if sign is None:
        return _operator(element) if tag == _SUM else _SIGNS.get(tag, "")
    before = element.getprevious()
    if before is None or before.tag not in _PIECES:
        return ""
    return sign if _says(before) and _says(element) else ""


def _operator(element: Element) -> str:
    sign = element.find(f"{M}naryPr/{M}chr")
    return "∫" if sign is None else sign.get(_VALUE) or sign.get(VAL) or ""


def _says(element: Element) -> bool:
    return next(element.iter(MATH_TEXT), None) is not None
