"""Word look: which properties of a part say anything that is read.

Word writes fonts, sizes and languages on every run and every paragraph, and hardly any
of it counts. To have libxml2 find the few that do is far quicker than to see the
children of each.
"""

from typing import Final

from pipeline.reading.symbols import is_symbols
from pipeline.reading.wordgone import DELETED
from pipeline.reading.wordstyle import MARKS, OUTLINE, RPR, W
from pipeline.reading.xmlpart import Element

RUN_STYLE, FONTS = f"{W}rStyle", f"{W}rFonts"
STYLE, FRAME = f"{W}pStyle", f"{W}framePr"
_ASCII, _OTHERS = f"{W}ascii", f"{W}hAnsi"
_TOLD: Final = (*map(str, MARKS), RUN_STYLE, STYLE, FRAME, *OUTLINE)


def telling(container: Element) -> frozenset[Element]:
    """The `w:rPr` and `w:pPr` in `container` of which a child is read.

    Others change nothing. It holds what it names, so that each element that is met
    later is the very same object.
    """
    found = {child.getparent() for child in container.iter(*_TOLD)}
    found.update(
        fonts.getparent() for fonts in container.iter(FONTS) if symbol_font(fonts)
    )
    for gone in container.iter(*DELETED):
        mark = gone.getparent()
        if mark is not None and mark.tag == RPR:
            found |= {mark, mark.getparent()}  # the mark of a paragraph, in its look
    return frozenset(element for element in found if element is not None)


def symbol_font(fonts: Element) -> str:
    """The font of a `w:rFonts` when it draws symbols, else nothing."""
    font = fonts.get(_ASCII) or fonts.get(_OTHERS) or ""
    return font if font and is_symbols(font) else ""
