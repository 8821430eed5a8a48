"""KPI rules: what was counted, and whether it may be."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.checks.context import Context
from pipeline.dossier.model import Actie, Dossier
from pipeline.dossier.namen import plain
from pipeline.findings import KINDS, Bevinding, brief, spoils_kpi

_ONTBREEKT = KINDS["kpi-ontbreekt"]
_DUBBEL = KINDS["kpi-dubbel-geteld"]


def kpi_is_reported(dossier: Dossier, context: Context) -> Iterator[Bevinding]:
    """An action that was committed to has an achieved number.

    Not told beside a `kpi-ongeldig` of the same action, which says more. Source: the
    first step of the official form ("Duid in het Exceldocument de behaalde KPI's
    aan"); contract section 5, `kpi-ontbreekt`, and section 3, Numbers.
    """
    unreadable = {b.actie for b in dossier.bevindingen if spoils_kpi(b)}
    for actie in dossier.acties:
        if (
            actie.kpi.behaald is None
            and actie.nummer not in unreadable
            and _is_committed_to(actie, context)
        ):
            yield _ONTBREEKT.at(
                actie=actie.nummer,
                naam=actie.naam,
                het_behaalde_aantal=_what_is_missing(actie),
            )


def kpi_is_counted_once(dossier: Dossier, context: Context) -> Iterator[Bevinding]:
    """No two actions report the same number for the same doelgroep.

    Only told, for the jury: the same persons may count under several actions when a
    doubly large investment stands against it. Source: vlaanderen.be/plan-samenleven,
    rapportering.
    """
    del context  # the dossier says it all
    seen: defaultdict[tuple[str, object], list[tuple[Actie, str]]] = defaultdict(list)
    for actie in dossier.acties:
        for groep in actie.kpi.doelgroepen:
            if groep.behaald:
                key = plain(groep.naam), groep.behaald
                seen[key].append((actie, groep.naam))
    for (_, behaald), ((first, naam), *others) in seen.items():
        for other, _ in others:
            if other.nummer != first.nummer:
                yield _DUBBEL.at(
                    actie=first.nummer,
                    naam=first.naam,
                    andere=other.nummer,
                    andere_naam=other.naam,
                    behaald=behaald,
                    doelgroep=brief(naam),
                )


def _is_committed_to(actie: Actie, context: Context) -> bool:
    """The toekenningen decide; without them a target in the report itself."""
    target = actie.kpi.te_behalen
    if context.toegekend is None:
        return target is not None and target > 0
    return actie.nummer in context.toegekend and target != 0


def _what_is_missing(actie: Actie) -> str:
    groepen = [
        f"‘{brief(groep.naam)}’"
        for groep in actie.kpi.doelgroepen
        if groep.behaald is None and groep.te_behalen is not None
    ]
    if not groepen:
        return "het behaalde aantal"
    return f"het behaalde aantal voor {' en '.join(groepen)}"
