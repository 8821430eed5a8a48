"""Unruled: titles of blocks in the tables of a pdf that have no lines.

blocks of a pdf + the tables without lines -> blocks

What stands alone below a label, in its column, may be more of that cell or a row of its
own: only lines would tell. A title of an action below a label is no part of that label,
nor its answer, which stands beside it: it is the row above the next block.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from pipeline.forms.titles import Subject, names_subject
from pipeline.reading.block import Block


def free_titles(
    blocks: Sequence[Block], unruled: Set[int], is_subject: Subject
) -> tuple[Block, ...]:
    """`blocks` with such titles behind the row that they were read in."""
    if not unruled:
        return tuple(blocks)
    found: list[Block] = []
    for row, same in groupby(blocks, _row):
        inside = list(same)
        titles = list(_titles(inside, is_subject)) if row and row[0] in unruled else []
        moved = {id(block) for block in titles}
        found += [block for block in inside if id(block) not in moved]
        found += [
            block._replace(cells=block.cells[:-1])
            for block in inside
            if id(block) in moved
        ]
    return tuple(found)


def _row(block: Block) -> tuple[int, int] | None:
    return block.cells[-1][:2] if block.cells else None


def _titles(row: Sequence[Block], is_subject: Subject) -> Iterator[Block]:
    """The titles at the end of the first cell of a row, below another text."""
    first = min(block.cells[-1].column for block in row)
    cell = [block for block in row if block.cells[-1].column == first]
    if len(cell) == len(row):
        return
    for block in reversed(cell[1:]):
        if not names_subject(block.text, is_subject):
            return
        yield block
