"""Untold: answers of which nothing says to which part of the form they belong.

    units -> the same units, those without a name given to the only part left

`Ja, we zijn goed gevorderd` stands in four parts. Without the heading of one of them,
or a text that it alone prints, its answers belong to the one part that has such lines
and is not elsewhere in the document; where there are more of those, nobody can tell.
"""

from collections.abc import Iterator, Sequence

from pipeline.forms.grammar import PER_ACTION
from pipeline.forms.labels import slot_of
from pipeline.forms.mapping import Deel, Formulier
from pipeline.forms.units import RawUnit


def tell(units: Sequence[RawUnit], formulier: Formulier) -> None:
    """Give each unit its part, in place; what nobody can tell becomes `doubtful`."""
    before: RawUnit | None = None
    for unit in units:
        if not unit.told and before is not None and before.deel is unit.deel:
            # Two copies in one cell stand below the same heading.
            unit.told = (
                bool(unit.start.cells) and unit.start.cells == before.start.cells
            )
        before = unit
    told = {unit.deel.id for unit in units if unit.told}
    for unit in units:
        if unit.told or unit.deel.doel != PER_ACTION or not unit.slots:
            continue
        possible = list(_possible(unit, formulier))
        left = [deel for deel in possible if deel.id not in told]
        if len(left) == 1:
            unit.deel = left[0]
        elif len(possible) > 1:
            unit.doubtful = True


def _possible(unit: RawUnit, formulier: Formulier) -> Iterator[Deel]:
    """The parts of the same kind that print every label of `unit`."""
    for deel in formulier.deel:
        slots = {slot_of(veld) for veld in formulier.velden_van(deel.id)}
        if deel.doel == unit.deel.doel and slots >= unit.slots.keys():
            yield deel
