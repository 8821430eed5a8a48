"""Standing: where a line stands against an answer that is open, or a label.

A person sees that a table has ended, that a number stands in its own cell, or that a
`Ja` was typed below its question; these tell it.
"""

import re
from typing import Final

from pipeline.forms.choices import lone_option
from pipeline.forms.grammar import INITIATIVE, JURY
from pipeline.forms.grid import row_of
from pipeline.forms.labels import Hit
from pipeline.forms.lines import Line
from pipeline.forms.units import Piece, Slot
from pipeline.reading.block import Layer

_ONLY_COUNT: Final = re.compile(r"^\W*\d[\d.,\s]*\W*$")


def is_inside(hit: Hit) -> bool:
    """Whether a label stands inside a block, below those that can begin one."""
    return hit.text.slot.startswith((INITIATIVE, JURY))


def has_left(slot: Slot, line: Line) -> bool:
    """Whether `line` stands below the table of an answer that had its place there.

    The answer itself, or an empty cell for it.
    """
    if not slot.label.cells or line.cells or line.layer is not Layer.BODY:
        return False
    placed = any(
        piece.line.cells and piece.line.cells != slot.label.cells
        for piece in slot.pieces
    )
    return slot.has_text or placed or "jurering" in slot.veld.naam


def counted_in(slot: Slot) -> Piece | None:
    """What answers a number for certain, though an action may have it for a number.

    A number alone, or what stands beside the question in its row.
    """
    answer = next((piece for piece in slot.pieces if piece.written), None)
    if answer is None or slot.veld.soort != "getal" or answer.line is slot.label:
        return None
    beside = answer.line.cells != slot.label.cells and (
        row_of(answer.line) == row_of(slot.label)
    )
    return answer if beside or _ONLY_COUNT.match(answer.text) else None


def is_above(line: Line, start: Line, slot: Slot) -> bool:
    """Whether `line` stands in the table that begins a block, and `slot` does not."""
    tables = [x.cells[-1].table if x.cells else None for x in (line, start, slot.label)]
    return tables[0] is not None and tables[0] == tables[1] != tables[2]


def is_typed_below(slot: Slot, piece: Piece) -> bool:
    """Whether `Ja` or `Nee` stands alone on the line below the question it answers."""
    if slot.veld.soort != "keuze" or lone_option(piece.text) is None:
        return False
    last = slot.pieces[-1].line if slot.pieces else slot.label
    return piece.line.cells == last.cells and piece.line.block - last.block <= 1
