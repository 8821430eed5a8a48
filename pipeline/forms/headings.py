"""Headings: which lines can be the heading of a part, and which only name it.

    hits -> the same hits, without headings that open nothing

The mapping lists everyday names for a part (`Pleinmakers`), and an answer may be just
such a name. A name opens its part when what follows is of that part and can stand
first; between a question and the next one of the same part it is the answer, and
so it is as the last words of a document.
"""

from collections.abc import Sequence
from typing import Final

from pipeline.forms.labels import Hit, Hits, Index, Role
from pipeline.forms.lines import Line
from pipeline.reading.block import Layer

HEADING: Final = "kop"


def headed(lines: Sequence[Line], hits: Hits, index: Index) -> Hits:
    """`hits` of the `lines` by their number, without names that cannot be headings.

    Neither can one of a part of which the heading stands in the form's own words.
    """
    every = [h for some in hits.values() for h in some if h.text.role is Role.HEADING]
    if all(map(_is_own, every)):
        return hits
    own = {hit.text.deel for hit in every if _is_own(hit)}
    last = max((n for n, line in enumerate(lines) if _is_written(line)), default=0)
    numbers = list(hits)
    kept: Hits = {}
    for at, number in enumerate(numbers):
        left = tuple(
            hit
            for hit in hits[number]
            if hit.text.role is not Role.HEADING
            or _is_own(hit)
            or (
                number < last
                and hit.text.deel not in own
                and _opens(hit, numbers[at + 1 :], hits, index)
            )
        )
        if left:
            kept[number] = left
    return kept


def _is_written(line: Line) -> bool:
    return line.layer is Layer.BODY and bool(line.live.strip())


def _is_own(hit: Hit) -> bool:
    return hit.text.own and hit.certainty == 1.0


def _opens(hit: Hit, below: Sequence[int], hits: Hits, index: Index) -> bool:
    """Whether the next text of the form below a name can be the first of its part."""
    deel = hit.text.deel or ""
    for number in below:
        certain = [other for other in hits[number] if other.certainty == 1.0]
        if not certain:
            continue
        mine = [other.text for other in certain if other.text.deel == deel]
        alone = len(mine) == len(certain)
        pairs = index.order.pairs if index.order is not None else frozenset()
        return any(
            alone
            or text.role is not Role.LABEL
            or ((deel, HEADING), (deel, text.slot)) in pairs
            for text in mine
        )
    return True
