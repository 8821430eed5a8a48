"""Linking: which action a section-1 block speaks of.

The form has no field for it and besturen number their own actions, so it is evidence,
weighed and explained (design, section 4): a name on the first line, an official number,
a name in the answers, the unit behind a number. A name beats a bare number. Without a
clear margin there is no link, and a person decides.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.actienaam import Kandidaat, identify
from pipeline.dossier.catalogus import Catalogus
from pipeline.forms.answers import Unit

MARGIN: Final = 0.2
_ENOUGH: Final = 0.45
_IN_TEXT: Final = 0.55
_SPELLED: Final = re.compile(r"\bactie\s*\d", re.IGNORECASE)
_UNIT_WORD: Final = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An action, how sure (0..1), and in Dutch why; `nummer` `None` when unclear."""

    nummer: int | None
    zekerheid: float
    reden: str


def link_unit(unit: Unit, catalogus: Catalogus) -> Link:
    """The action of one block, told by the document alone."""
    named = _weigh(
        (kandidaat, 1.0)
        for kop in unit.koppen
        for kandidaat in identify(kop.tekst, catalogus)
    )
    found = _decide(named, "bovenaan het blok")
    if found is not None and (found.nummer is not None or named):
        return found
    spoken = _weigh(_in_answers(unit, catalogus))
    found = _decide(spoken, "in de antwoorden")
    return found or Link(nummer=None, zekerheid=0.0, reden="geen actie genoemd")


def _in_answers(unit: Unit, catalogus: Catalogus) -> Iterator[tuple[Kandidaat, float]]:
    for naam, answer in unit.velden.items():
        counted = naam in {"te_behalen", "behaald"}
        for kandidaat in identify(answer.tekst, catalogus):
            spelled = counted and _SPELLED.search(answer.tekst)
            if kandidaat.bewijs == "nummer" and not spelled:
                continue  # a bare number in prose, or a count, is no action's number
            weight = _UNIT_WORD if kandidaat.bewijs == "eenheid" else _IN_TEXT
            yield (
                kandidaat,
                0.9 if counted and kandidaat.bewijs != "eenheid" else weight,
            )
    for initiatief in unit.initiatieven:
        for answer in initiatief.values():
            for kandidaat in identify(answer.tekst, catalogus):
                if kandidaat.bewijs != "nummer":
                    yield kandidaat, _UNIT_WORD


def _weigh(
    evidence: Iterable[tuple[Kandidaat, float]],
) -> dict[int, tuple[float, list[str]]]:
    """Per action the weight of all that speaks for it; signs add up, but never past 1."""
    weights: defaultdict[int, float] = defaultdict(float)
    reasons: defaultdict[int, list[str]] = defaultdict(list)
    for kandidaat, weight in evidence:
        doubt = 1.0 - weights[kandidaat.nummer]
        weights[kandidaat.nummer] += doubt * kandidaat.zekerheid * weight
        if kandidaat.reden not in reasons[kandidaat.nummer]:
            reasons[kandidaat.nummer].append(kandidaat.reden)
    return {nummer: (weight, reasons[nummer]) for nummer, weight in weights.items()}


def _decide(weighed: dict[int, tuple[float, list[str]]], where: str) -> Link | None:
    """The one action with a clear margin; `None` without any evidence."""
    if not weighed:
        return None
    ranked = sorted(weighed.items(), key=lambda pair: -pair[1][0])
    (nummer, (best, reasons)), *others = ranked
    second = others[0][1][0] if others else 0.0
    if best >= _ENOUGH and best - second >= MARGIN:
        return Link(
            nummer=nummer,
            zekerheid=round(min(best, 0.98), 2),
            reden=f"{where}: {'; '.join(reasons)}",
        )
    names = ", ".join(str(number) for number, _ in ranked[:3])
    return Link(
        nummer=None,
        zekerheid=round(best, 2),
        reden=f"niet duidelijk: {names} ({where})",
    )
