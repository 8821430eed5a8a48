"""Route: in which part of the form each line stands.

    lines with their hits -> the part of every line that hits

Headings may be deleted, parts may come in another order or twice, and a label such as
`Ja, we zijn goed gevorderd` stands in four parts. So the whole document is weighed at
once: the path through the parts that explains most of its labels at the least jumping
(Viterbi). A single label that belongs elsewhere does not pull a line out of its part.
"""

from collections.abc import Sequence
from typing import Final

from pipeline.forms.labels import Hit

_FORWARD: Final = 2.6
_BACKWARD: Final = 3.2
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
    for _, found in hits:
        gain = _gain(found, order)
        steps.append(_step(best, gain))
    here = max(range(len(delen)), key=best.__getitem__)
    path: dict[int, str] = {}
    for (line, _), came in zip(reversed(hits), reversed(steps), strict=True):
        path[line] = delen[here]
        here = came.get(here, here)
    return dict(reversed(path.items()))


def _step(best: list[float], gain: dict[int, float]) -> dict[int, int]:
    """Move `best` one line on, in place; returns where a jump came from, by part.

    Only a part that the line speaks for is worth jumping to.
    """
    came: dict[int, int] = {}
    arrived: list[tuple[int, float]] = []
    top = max(best) - _FORWARD
    for at, worth in gain.items():
        score = best[at]
        for before, other in enumerate(best if top + _LANDING * worth > score else ()):
            if before != at:
                cost = _FORWARD if before < at else _BACKWARD
                jumped = other - cost + _LANDING * worth
                if jumped > score:
                    score, came[at] = jumped, before
        arrived.append((at, score + worth))
    for at, score in arrived:
        best[at] = score
    return came


def _gain(found: tuple[Hit, ...], order: dict[str, int]) -> dict[int, float]:
    gain: dict[int, float] = {}
    for hit in found:
        if hit.text.deel is not None:
            at = order[hit.text.deel]
            gain[at] = max(gain.get(at, 0.0), hit.weight)
    return gain
