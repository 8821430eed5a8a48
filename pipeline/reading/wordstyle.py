"""Word styles: what a style says about bold, strike, headings and lists.

Only the properties that tell an answer from a form are read; `basedOn` is followed
(ECMA-376 17.7.4.3).
"""

from dataclasses import dataclass, field
from typing import Final

from pipeline.reading.block import Mark
from pipeline.reading.xml import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF: Final = {"0", "false", "off", "none"}
_TOGGLES: Final = (
    (f"{W}b", Mark.BOLD),
    (f"{W}strike", Mark.STRIKE),
    (f"{W}dstrike", Mark.STRIKE),
    (f"{W}vanish", Mark.HIDDEN),
)


def is_on(element: Element) -> bool:
    """Whether a toggle property such as `w:b` is on (ECMA-376 17.17.4)."""
    return (element.get(f"{W}val") or "1").lower() not in _OFF


def run_marks(properties: Element | None, marks: Mark) -> Mark:
    """`marks` as changed by a `w:rPr`."""
    if properties is None:
        return marks
    for tag, mark in _TOGGLES:
        found = properties.find(tag)
        if found is not None:
            marks = marks | mark if is_on(found) else marks & ~mark
    underline = properties.find(f"{W}u")
    if underline is not None:
        on = is_on(underline)
        marks = marks | Mark.UNDERLINE if on else marks & ~Mark.UNDERLINE
    return _colours(properties, marks)


def _colours(properties: Element, marks: Mark) -> Mark:
    highlight = properties.find(f"{W}highlight")
    if highlight is not None:
        on = highlight.get(f"{W}val") not in {None, "none", "white"}
        marks = marks | Mark.HIGHLIGHT if on else marks & ~Mark.HIGHLIGHT
    shading = properties.find(f"{W}shd")
    if shading is not None:
        fill = (shading.get(f"{W}fill") or "auto").lower()
        if fill not in {"auto", "ffffff"}:
            marks |= Mark.HIGHLIGHT
    colour = properties.find(f"{W}color")
    if colour is not None:
        value = (colour.get(f"{W}val") or "auto").lower()
        on = value not in {"auto", "000000"}
        marks = marks | Mark.COLOUR if on else marks & ~Mark.COLOUR
    return marks


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph or character style, `basedOn` already followed."""

    marks: Mark = Mark.NONE
    heading: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: Style = Style()

    def get(self, style_id: str | None) -> Style:
        """The style called `style_id`; the default for an unknown or absent one."""
        return self.by_id.get(style_id or "", self.default)


def read_styles(root: Element | None) -> Styles:
    """The styles part as `Styles`; without a part, no style says anything."""
    if root is None:
        return Styles()
    elements = {e.get(f"{W}styleId", ""): e for e in root.iterchildren(f"{W}style")}
    done: dict[str, Style] = {}
    for style_id in elements:
        _resolve(style_id, elements, done, frozenset())
    return Styles(by_id=done)


def _resolve(
    style_id: str, elements: dict[str, Element], done: dict[str, Style], seen: frozenset[str]
) -> Style:
    if style_id in done:
        return done[style_id]
    element = elements.get(style_id)
    if element is None or style_id in seen:
        return Style()
    based = element.find(f"{W}basedOn")
    parent = Style()
    if based is not None:
        parent = _resolve(based.get(f"{W}val", ""), elements, done, seen | {style_id})
    paragraph = element.find(f"{W}pPr")
    heading, level = paragraph_outline(paragraph, parent.heading, parent.level)
    style = Style(run_marks(element.find(f"{W}rPr"), parent.marks), heading, level)
    done[style_id] = style
    return style


def paragraph_outline(
    properties: Element | None, heading: int | None, level: int | None
) -> tuple[int | None, int | None]:
    """Outline level (1 highest; `None` for body text) and list level (0 outermost)."""
    if properties is None:
        return heading, level
    outline = properties.find(f"{W}outlineLvl")
    if outline is not None:
        number = _number(outline.get(f"{W}val"))
        heading = number + 1 if number < 9 else None  # noqa: PLR2004 - 9 is body text
    numbering = properties.find(f"{W}numPr")
    if numbering is not None:
        list_id, depth = numbering.find(f"{W}numId"), numbering.find(f"{W}ilvl")
        if list_id is not None and list_id.get(f"{W}val") == "0":
            level = None
        else:
            level = _number(depth.get(f"{W}val")) if depth is not None else level or 0
    return heading, level


def _number(value: str | None) -> int:
    return int(value) if value is not None and value.isdecimal() else 0
