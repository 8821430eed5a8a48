"""Word gone: which elements hold text that was deleted or moved away while tracking.

Runs (`w:del`, `w:moveFrom`, ECMA-376 17.13.5), table rows and cells; the mark of a
paragraph is a matter of the paragraph.
"""

from typing import Final

from pipeline.reading.wordstyle import W
from pipeline.reading.xmlpart import Element, first_child

W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
DELETED: Final = frozenset({f"{W}del", f"{W}moveFrom", f"{W14}conflictDel"})
"""Wrappers of runs that are no longer there."""
_ROW, _CELL = f"{W}tr", f"{W}tc"
_ROW_LOOK, _CELL_LOOK = f"{W}trPr", f"{W}tcPr"
_ROW_GONE, _CELL_GONE = f"{W}del", f"{W}cellDel"


def row_is_gone(row: Element) -> bool:
    """Whether the row was deleted."""
    properties = first_child(row, _ROW_LOOK)
    return properties is not None and first_child(properties, _ROW_GONE) is not None


def cell_is_gone(cell: Element) -> bool:
    """Whether the cell was deleted."""
    properties = first_child(cell, _CELL_LOOK)
    return properties is not None and first_child(properties, _CELL_GONE) is not None


def is_gone(element: Element) -> bool:
    """Whether `element` stands in anything that is gone."""
    for around in element.iterancestors():
        tag = around.tag
        if tag in DELETED:
            return True
        if tag == _ROW and row_is_gone(around):
            return True
        if tag == _CELL and cell_is_gone(around):
            return True
    return False
