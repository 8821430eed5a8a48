"""KPI-totaal: which totals of a table belong to no action that can be told.

    lines with the action they stand under -> the totals that are left over

A total that names no action stands below the doelgroepen of one, or below several
actions. Only where the lines tell which, is it the total of an action: a grand total
must never become the number of the last action above it.
"""

from collections.abc import Sequence
from typing import Final

from pipeline.forms.workbook_table import KpiLine

_SPLIT: Final = 2  # so many lines of one action are worth adding up


def adrift(told: Sequence[tuple[KpiLine, int | None]]) -> frozenset[int]:
    """The totals in `told`, by index, of which nobody can say which lines they add up.

    `told` are the lines of one table with the number of the action that each stands
    under.
    """
    bare = [at for at, (line, _) in enumerate(told) if is_bare(line)]
    actions = {nummer for line, nummer in told if not line.totaal and _counts(line)}
    if not bare or len(actions) < _SPLIT:
        return frozenset()
    if bare[0] == 0:
        # Totals above what they add up: the action is named on the next line.
        return frozenset(bare)
    last = max(
        (at for at, (line, _) in enumerate(told) if not line.totaal and _counts(line)),
        default=0,
    )
    grand = {bare[0]} if len(bare) == 1 and bare[0] > last else set()
    return frozenset(at for at in bare if at in grand or _parts(told, at) < _SPLIT)


def is_bare(line: KpiLine) -> bool:
    """Whether a line is a total, and no cell of it or over it names an action."""
    return line.totaal and line.vervolg and not line.samengevoegd


def _parts(told: Sequence[tuple[KpiLine, int | None]], at: int) -> int:
    """How many lines of one action stand right above the total at `at`."""
    nummer = told[at][1]
    count = 0
    for line, other in reversed(told[:at]):
        if line.totaal or other != nummer:
            break
        count += _counts(line)
    return count


def _counts(line: KpiLine) -> bool:
    return line.te_behalen is not None or line.behaald is not None
