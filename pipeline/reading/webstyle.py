"""Webstyle: how an element of a page looks, as far as that says something.

    tag and `style` -> marks

Style sheets are not read: Office writes what matters beside the text, or as a tag.
"""

import re
from collections.abc import Mapping
from typing import Final

from pipeline.reading.block import Mark
from pipeline.reading.xmlpart import Element

_UNSEEN: Final = frozenset({"head", "script", "style", "template", "title"})
_TAGS: Final[Mapping[str, Mark]] = {
    **dict.fromkeys(("b", "strong"), Mark.BOLD),
    **dict.fromkeys(("s", "strike", "del"), Mark.STRIKE),
    **dict.fromkeys(("u", "ins"), Mark.UNDERLINE),
    "mark": Mark.HIGHLIGHT,
}
_INLINE: Final = frozenset({"span", "font", "mark", "a", "b", "i", "em", "strong", "u"})
_LOOKS: Final = (
    (re.compile(r"line-through", re.IGNORECASE), Mark.STRIKE),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), Mark.BOLD),
    (
        # Bounded: a style that says it a hundred thousand times is read as quickly.
        re.compile(r"text-decoration[^;]{0,80}underline", re.IGNORECASE),
        Mark.UNDERLINE,
    ),
)
_LIGHT: Final = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_GROUND: Final = re.compile(
    r"background(?:-color)?\s*:\s*+(?!white\b|#fff\b|#ffffff\b|transparent|none|inherit|"
    r"initial|rgb\(255,\s*255,\s*255\))",
    re.IGNORECASE,
)
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE
)
_GLYPH: Final = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)


def no_text(element: Element, style: str) -> bool:
    """Whether an element shows no words of its own.

    A script, a choice that was not made, or the bullet that Word draws.
    """
    if element.tag in _UNSEEN or (style and _GLYPH.search(style)):
        return True
    return element.tag == "option" and element.get("selected") is None


def hides(element: Element, style: str) -> bool:
    """Whether a page keeps an element from sight."""
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def marked(marks: Mark, tag: str, style: str) -> Mark:
    """`marks` with those of an element inside."""
    marks |= _TAGS.get(tag, Mark.NONE)
    if not style:
        return marks
    if _LIGHT.search(style):
        marks &= ~Mark.BOLD
    for look, mark in _LOOKS:
        if look.search(style):
            marks |= mark
    if tag in _INLINE and _GROUND.search(style):
        marks |= Mark.HIGHLIGHT
    return marks
