"""Word styles: what a style says about bold, strike, headings and lists.

Only the properties that tell an answer from a form are read; `basedOn` is followed
(ECMA-376 17.7.4.3). Inside the Word reader marks are bits, since flags are slow.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.reading.block import Mark
from pipeline.reading.xmlpart import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL: Final = f"{W}val"
PPR: Final = f"{W}pPr"
RPR: Final = f"{W}rPr"

NONE: Final = 0
BOLD: Final[int] = Mark.BOLD.value
UNDERLINE: Final[int] = Mark.UNDERLINE.value
HIGHLIGHT: Final[int] = Mark.HIGHLIGHT.value
COLOUR: Final[int] = Mark.COLOUR.value
STRIKE: Final[int] = Mark.STRIKE.value
HIDDEN: Final[int] = Mark.HIDDEN.value
PLACEHOLDER: Final[int] = Mark.PLACEHOLDER.value
CONTROL: Final[int] = Mark.CONTROL.value

_OFF: Final = frozenset({"0", "false", "off", "none"})
_NO_FILL: Final = frozenset({"auto", "ffffff"})
_NO_COLOUR: Final = frozenset({"auto", "000000"})
_BODY_TEXT: Final = 9  # the outline level that is none


@cache
def to_mark(bits: int) -> Mark:
    """The marks that `bits` stand for."""
    return Mark(bits)


def is_on(element: Element) -> bool:
    """Whether a toggle property such as `w:b` is on (ECMA-376 17.17.4)."""
    return (element.get(VAL) or "1").lower() not in _OFF


def run_marks(properties: Element, bits: int) -> int:
    """`bits` as changed by a `w:rPr`."""
    on = off = NONE
    for child in properties:
        if child.tag in MARKS:
            on, off = change(child, on, off)
    return bits & ~off | on


def change(element: Element, on: int, off: int) -> tuple[int, int]:
    """The bits that are turned on and off, with what `element` of a `w:rPr` says."""
    bit, says = MARKS[element.tag]
    shows = says(element)
    if shows is None:
        return on, off
    return (on | bit, off & ~bit) if shows else (on & ~bit, off | bit)


def _highlight(element: Element) -> bool:
    return element.get(VAL) not in {None, "none", "white"}


def _shading(element: Element) -> bool | None:
    """No fill leaves a highlight as it is."""
    return (element.get(f"{W}fill") or "auto").lower() not in _NO_FILL or None


def _colour(element: Element) -> bool:
    return (element.get(VAL) or "auto").lower() not in _NO_COLOUR


MARKS: Final[Mapping[object, tuple[int, Callable[[Element], bool | None]]]] = {
    f"{W}b": (BOLD, is_on),
    f"{W}strike": (STRIKE, is_on),
    f"{W}dstrike": (STRIKE, is_on),
    f"{W}vanish": (HIDDEN, is_on),
    f"{W}u": (UNDERLINE, is_on),
    f"{W}highlight": (HIGHLIGHT, _highlight),
    f"{W}shd": (HIGHLIGHT, _shading),
    f"{W}color": (COLOUR, _colour),
}
"""The elements of a `w:rPr` that are read: their bit, and whether it is turned on."""


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph or character style, `basedOn` already followed."""

    marks: int = NONE
    heading: int | None = None
    level: int | None = None


NO_STYLE: Final = Style()
OUTLINE: Final = frozenset({f"{W}outlineLvl", f"{W}numPr"})
"""The properties of a paragraph that `paragraph_outline` reads."""


class Styles:
    """The styles of a document; `default` is that of a paragraph without one.

    A style is worked out when it is first asked for: a document uses a few of many.
    """

    def __init__(self, root: Element | None = None) -> None:
        self._elements: dict[str, Element] = {}
        self._done: dict[str, Style] = {}
        self.default = NO_STYLE
        default = None
        for element in root if root is not None else ():
            if element.tag == f"{W}style":
                style_id = element.get(f"{W}styleId") or ""
                self._elements[style_id] = element
                if (
                    element.get(f"{W}type") == "paragraph"
                    and (element.get(f"{W}default") or "0").lower() not in _OFF
                ):
                    default = style_id
        if default is not None:
            self.default = self.get(default)

    def get(self, style_id: str | None) -> Style:
        """The style called `style_id`; the default for an unknown or absent one."""
        return self._resolve(style_id or "", frozenset()) or self.default

    def run(self, style_id: str | None) -> int:
        """What the character style called `style_id` adds; nothing when unknown."""
        style = self._resolve(style_id or "", frozenset())
        return style.marks if style is not None else NONE

    def _resolve(self, style_id: str, seen: frozenset[str]) -> Style | None:
        done = self._done.get(style_id)
        if done is not None:
            return done
        element = self._elements.get(style_id)
        if element is None or style_id in seen:
            return None
        based = element.find(f"{W}basedOn")
        parent = NO_STYLE
        if based is not None:
            parent = self._resolve(based.get(VAL, ""), seen | {style_id}) or NO_STYLE
        heading, level = paragraph_outline(
            element.find(PPR), parent.heading, parent.level
        )
        look = element.find(RPR)
        marks = run_marks(look, parent.marks) if look is not None else parent.marks
        style = Style(marks, heading, level)
        self._done[style_id] = style
        return style


def paragraph_outline(
    properties: Element | None, heading: int | None, level: int | None
) -> tuple[int | None, int | None]:
    """Outline level (1 highest; `None` for body text) and list level (0 outermost)."""
    if properties is None:
        return heading, level
    outline = properties.find(f"{W}outlineLvl")
    if outline is not None:
        number = _number(outline.get(VAL))
        heading = number + 1 if number < _BODY_TEXT else None
    numbering = properties.find(f"{W}numPr")
    if numbering is not None:
        list_id, depth = numbering.find(f"{W}numId"), numbering.find(f"{W}ilvl")
        if list_id is not None and list_id.get(VAL) == "0":
            level = None
        else:
            level = _number(depth.get(VAL)) if depth is not None else level or 0
    return heading, level


def _number(value: str | None) -> int:
    return int(value[:3]) if value is not None and value.isdecimal() else 0
