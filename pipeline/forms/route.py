"""Route: in which part of the form each line stands.

    lines with their hits -> the part of every line that hits

Headings may be deleted, parts may come in another order or twice, and a label such as
`Ja, we zijn goed gevorderd` stands in four parts. So the whole document is weighed at
once: the path through the parts that explains most of its labels at the least jumping
(Viterbi). A single label that belongs elsewhere does not pull a line out of its part.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from pipeline.forms.labels import Hit, Role

_FORWARD: Final = 2.6
_BACKWARD: Final = 3.2
_PAST_HEADING: Final = 3.0  # into a part whose own heading is still to come
_LANDING: Final = 0.1  # a jump is best made onto the line that speaks most for its part


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
    first = _headings(hits, order)
    for number, (_, found) in enumerate(hits):
        steps.append(_step(best, _gain(found, order), first, number))
    here = max(range(len(delen)), key=best.__getitem__)
    path: dict[int, str] = {}
    for (line, _), came in zip(reversed(hits), reversed(steps), strict=True):
        path[line] = delen[here]
        here = came.get(here, here)
    return dict(reversed(path.items()))


class _Gain(NamedTuple):
    """What a line says for a part: where it is entered here, and where one is in it."""

    entered: float
    within: float


def _step(
    best: list[float], gain: dict[int, _Gain], first: Mapping[int, int], number: int
) -> dict[int, int]:
    """Move `best` on over line `number`, in place; returns where jumps came from.

    Only a part that the line speaks for is worth jumping to; `first` tells at which
    line a part has its own heading, which may be further on.
    """
    came: dict[int, int] = {}
    arrived: list[tuple[int, float]] = []
    top = max(best) - _FORWARD
    for at, (entered, within) in gain.items():
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


def _headings(
    hits: Sequence[tuple[int, tuple[Hit, ...]]], order: Mapping[str, int]
) -> dict[int, int]:
    """Which of `hits` is the first heading of each part, as the blank prints it."""
    first: dict[int, int] = {}
    for number, (_, found) in enumerate(hits):
        for hit in found:
            text = hit.text
            if text.role is Role.HEADING and hit.certainty == 1.0 and text.deel:
                first.setdefault(order[text.deel], number)
    return first


def _gain(found: tuple[Hit, ...], order: dict[str, int]) -> dict[int, _Gain]:
    """What `found` says for each part.

    A name that may be a heading begins its part, or is an answer: inside it says none.
    """
    gain: dict[int, _Gain] = {}
    for hit in found:
        text, entered = hit.text, hit.weight
        if text.deel is not None:
            at = order[text.deel]
            named = text.role is Role.HEADING and hit.certainty < 1.0
            within = 0.0 if named else entered
            known = gain.get(at)
            if known is not None:
                entered, within = max(known[0], entered), max(known[1], within)
            gain[at] = _Gain(entered, within)
    return gain
