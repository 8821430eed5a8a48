"""Route: in which part of the form each line stands.

    lines with their hits -> the part of every line that hits

Headings may be deleted, parts may come in another order or twice, and a label such as
`Ja, we zijn goed gevorderd` stands in four parts. So the whole document is weighed at
once: the path through the parts that explains most of its labels at the least jumping
(Viterbi). A single label that belongs elsewhere does not pull a line out of its part.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.forms.labels import Hit

_FORWARD: Final = 2.6
_BACKWARD: Final = 3.2


def route(hits: Sequence[tuple[int, tuple[Hit, ...]]], delen: Sequence[str]) -> Mapping[int, str]:
    """The part of each line in `hits`, given as (line number, hits), in reading order.

    `delen` are the ids of the parts in form order. A line whose hits do not belong to
    the part it ends up in is free text there.
    """
    if not hits:
        return {}
    best = dict.fromkeys(delen, 0.0)
    steps: list[dict[str, str]] = []
    for _, found in hits:
        gain = _gain(found)
        arrived: dict[str, float] = {}
        came: dict[str, str] = {}
        for at, deel in enumerate(delen):
            # A jump is best made onto the line that speaks most for the new part.
            discount = 0.1 * gain.get(deel, 0.0)
            score, origin = best[deel], deel
            for before, other in enumerate(delen):
                jumped = best[other] - (_FORWARD if before < at else _BACKWARD) + discount
                if other != deel and jumped > score:
                    score, origin = jumped, other
            arrived[deel] = score + gain.get(deel, 0.0)
            came[deel] = origin
        best = arrived
        steps.append(came)
    here = max(delen, key=lambda deel: best[deel])
    path: dict[int, str] = {}
    for (line, _), came in zip(reversed(hits), reversed(steps), strict=True):
        path[line] = here
        here = came[here]
    return path


def _gain(found: tuple[Hit, ...]) -> dict[str, float]:
    gain: dict[str, float] = {}
    for hit in found:
        if hit.text.deel is not None:
            gain[hit.text.deel] = max(gain.get(hit.text.deel, 0.0), hit.weight)
    return gain
