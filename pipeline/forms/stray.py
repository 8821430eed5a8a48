"""Stray: lines that only speak in the words of another part of the form.

    lines with their hits -> the part of every line that hits, and the hits that stand

The mapping lists everyday wordings (`Wanneer:`, `Gebouwen:`), and three of them below
each other are as good as a part that somebody typed anew. Where none of its own words
stands there they are an answer all the same: in one cell below the label of another
part, where they are nothing but initiatives without the block that has them, or where
the part of that action stands elsewhere in its own words.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from pipeline.forms.grammar import INITIATIVE, PER_ACTION
from pipeline.forms.labels import Hit, Hits, Role
from pipeline.forms.lines import Line
from pipeline.forms.mapping import Deel
from pipeline.forms.route import route

_ROUNDS: Final = 4
"""How often the way is looked for anew: hostile text could ask for it at every line."""


def find_parts(
    lines: Sequence[Line], hits: Hits, delen: Mapping[str, Deel]
) -> tuple[dict[int, str], Hits]:
    """The part of each line in `hits`, and `hits` without those that are an answer."""
    parts = route(list(hits.items()), list(delen))
    for _ in range(_ROUNDS):
        stray = dict(_stray(lines, hits, parts, delen))
        if not stray:
            break
        hits = dict(_without(hits, stray))
        parts = route(list(hits.items()), list(delen))
    return parts, hits


def _without(
    hits: Hits, stray: Mapping[int, str]
) -> Iterator[tuple[int, tuple[Hit, ...]]]:
    """`hits` without those that lead a line in `stray` to its part."""
    for number, found in hits.items():
        kept = tuple(hit for hit in found if hit.text.deel != stray.get(number, ""))
        if kept:
            yield number, kept


def _stray(
    lines: Sequence[Line],
    hits: Hits,
    parts: Mapping[int, str],
    delen: Mapping[str, Deel],
) -> Iterator[tuple[int, str]]:
    """The lines for which a part was left that has nothing of its own there."""
    told = {n for n, deel in parts.items() if _is_told(hits[n], deel)}
    once = {parts[n] for n in told if delen[parts[n]].doel == PER_ACTION}
    left: str | None = None
    last = -1
    for deel, group in groupby(parts, key=parts.__getitem__):
        numbers = list(group)
        if not told.isdisjoint(numbers):
            left = deel
        elif left is not None and left != deel:
            named = [n for n in numbers if _is_named(hits[n], deel)]
            if deel in once or _is_answer(lines, hits, named, deel, last):
                yield from ((number, deel) for number in named)
        last = numbers[-1]


def _of(found: Sequence[Hit], deel: str) -> Iterator[Hit]:
    return (hit for hit in found if hit.text.deel == deel)


def _is_told(found: Sequence[Hit], deel: str) -> bool:
    """Whether a line is of `deel`, its heading or a text that no other part prints."""
    mine = list(_of(found, deel))
    if any(hit.text.role is Role.HEADING for hit in mine):
        return True
    own = {hit.text.deel for hit in found if hit.text.own}
    return own == {deel}


def _is_named(found: Sequence[Hit], deel: str) -> bool:
    """Whether a line has a label of `deel` in other words than the form's."""
    labels = [hit for hit in _of(found, deel) if hit.text.role is Role.LABEL]
    return bool(labels) and not any(hit.text.own for hit in labels)


def _is_answer(
    lines: Sequence[Line], hits: Hits, named: Sequence[int], deel: str, last: int
) -> bool:
    """Whether the lines `named`, below line `last`, can be no part that was retyped."""
    cells = lines[last].cells
    if cells and all(lines[number].cells == cells for number in named):
        return True
    return all(
        hit.text.slot.startswith(INITIATIVE)
        for number in named
        for hit in _of(hits[number], deel)
    )
