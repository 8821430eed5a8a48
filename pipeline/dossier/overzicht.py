"""Overzicht: the numbers of all actions in one table, and the words of each below it.

    units of a document -> the same units, numbers and words of one action together

Only where nothing can be meant but that: a unit that holds numbers alone, and one other
unit of the same action that holds none.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.linking import link_unit, numbers_count
from pipeline.forms.answers import Unit

_COUNTS: Final = frozenset({"te_behalen", "behaald"})


def joined(units: Sequence[Unit], catalogus: Catalogus) -> list[Unit]:
    """`units`, with those of an overview put with what is said of their action."""
    found = list(units)
    blocks = [unit for unit in units if unit.doel == "motivaties"]
    overview = [unit for unit in blocks if _is_counted(unit)]
    worded = [unit for unit in blocks if not _COUNTS & unit.velden.keys()]
    if not (overview and worded):
        return found
    numbered = numbers_count(blocks, catalogus)
    actions = {
        id(unit): link_unit(unit, catalogus, numbered=numbered).nummer
        for unit in (*overview, *worded)
    }
    for counted in overview:
        action = actions[id(counted)]
        same = [unit for unit in worded if actions[id(unit)] == action]
        again = [unit for unit in overview if actions[id(unit)] == action]
        if action is not None and len(same) == len(again) == 1:
            at = next(n for n, unit in enumerate(found) if unit is same[0])
            found[at] = _together(counted, same[0])
            found = [unit for unit in found if unit is not counted]
    return found


def _is_counted(unit: Unit) -> bool:
    """Whether a unit holds nothing but numbers."""
    chosen = any(choice.waarde for choice in unit.keuzes.values())
    only = bool(unit.velden) and unit.velden.keys() <= _COUNTS
    return only and not (unit.initiatieven or chosen)


def _together(counted: Unit, worded: Unit) -> Unit:
    known = {kop.tekst for kop in worded.koppen}
    more = [kop for kop in counted.koppen if kop.tekst not in known]
    return replace(
        worded,
        koppen=(*worded.koppen, *more),
        velden={**counted.velden, **worded.velden},
    )
