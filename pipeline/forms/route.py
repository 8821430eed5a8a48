"""Route: in which part of the form each line stands.

    lines with their hits -> the part of every line that hits

Headings may be deleted, parts may come in another order or twice, and a label such as
`Ja, we zijn goed gevorderd` stands in four parts. So the whole document is weighed at
once: the path through the parts that explains most of its labels at the least jumping
(Viterbi). A single label that belongs elsewhere does not pull a line out of its part.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.forms.labels import Hit, Role

_FORWARD: Final = 2.6
_BACKWARD: Final = 3.2
_PAST_HEADING: Final = 3.0  # into a part whose own heading is still to come
_LANDING: Final = 0.1  # a jump is best made onto the line that speaks most for its part
_MEMO: Final = 4096  # lines of which it is remembered what they say: forms share them


def route(
    hits: Sequence[tuple[int, tuple[Hit, ...]]], delen: Sequence[str]
) -> dict[int, str]:
    """The part of each line in `hits`, given as (line number, hits), in reading order.

    `delen` are the ids of the parts in form order. A line whose hits do not belong to
    the part it ends up in is free text there.
    """
    if not hits:
        return {}
    order = {deel: at for at, deel in enumerate(delen)}
    best = [0.0] * len(delen)
    steps: list[dict[int, int]] = []
    says = [_says(found) for _, found in hits]
    first: dict[int, int] = {}
    for number, (_, opened) in enumerate(says):
        for deel in opened:
            first.setdefault(order[deel], number)
    for number, (gains, _) in enumerate(says):
        steps.append(_step(best, gains, order, first, number))
    here = max(range(len(delen)), key=best.__getitem__)
    path: dict[int, str] = {}
    for (line, _), came in zip(reversed(hits), reversed(steps), strict=True):
        path[line] = delen[here]
        here = came.get(here, here)
    return dict(reversed(path.items()))


class _Gain(NamedTuple):
    """What a line says for a part: where it is entered here, and where one is in it."""

    deel: str
    entered: float
    within: float


def _step(
    best: list[float],
    gains: Sequence[_Gain],
    order: Mapping[str, int],
    first: Mapping[int, int],
    number: int,
) -> dict[int, int]:
    """Move `best` on over line `number`, in place; returns where jumps came from.

    Only a part that the line speaks for is worth jumping to; `first` tells at which
    line a part has its own heading, which may be further on.
    """
    came: dict[int, int] = {}
    arrived: list[tuple[int, float]] = []
    top = max(best) - _FORWARD
    for deel, entered, within in gains:
        at = order[deel]
        # Nothing was read yet of a part that is worth nothing.
        score = best[at] + (within if best[at] else entered)
        worth = entered + _LANDING * entered
        for before, other in enumerate(best if top + worth > score else ()):
            if before != at:
                cost = _FORWARD if before < at else _BACKWARD
                cost += _PAST_HEADING if first.get(at, -1) > number else 0.0
                jumped = other - cost + worth
                if jumped > score:
                    score, came[at] = jumped, before
        arrived.append((at, score))
    for at, score in arrived:
        best[at] = score
    return came


@lru_cache(maxsize=_MEMO)
def _says(found: tuple[Hit, ...]) -> tuple[tuple[_Gain, ...], tuple[str, ...]]:
    """What a line with these hits says for each part, and of which it is the heading.

    A name that may be a heading begins its part, or is an answer: inside it says none.
    The heading of a part is the one that the blank prints.
    """
    gains: dict[str, _Gain] = {}
    opened: dict[str, None] = {}
    for hit in found:
        deel = hit.text.deel
        if deel is None:
            continue
        heading = hit.text.role is Role.HEADING
        if heading and hit.certainty == 1.0 and deel:
            opened[deel] = None
        named = heading and hit.certainty < 1.0
        known = gains.get(deel, _Gain(deel, 0.0, 0.0))
        entered = max(known.entered, hit.weight)
        within = max(known.within, 0.0 if named else hit.weight)
        gains[deel] = _Gain(deel, entered, within)
    return tuple(gains.values()), tuple(opened)
