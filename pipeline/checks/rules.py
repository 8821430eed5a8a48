"""Rules: all of them in order, and the one function that runs them.

    Dossier + Ronde + Catalogus -> every Bevinding of that dossier

A rule gives bevindingen of one code and never raises, whatever a dossier holds. Its
name says what is true when it has nothing to tell.
"""

from typing import Final

from pipeline.checks.antwoorden import (
    actie_is_granted,
    answers_are_single,
    answers_fit_the_form,
)
from pipeline.checks.context import Context, Rule
from pipeline.checks.kpi import kpi_is_counted_once, kpi_is_reported
from pipeline.checks.motivatie import (
    initiatieven_have_timing,
    initiatieven_reach_the_target,
    motivatie_has_initiatieven,
    shortfall_is_motivated,
)
from pipeline.checks.tijd import documents_are_in_time
from pipeline.checks.verwachtingen import (
    enough_onderdelen_are_answered,
    verwachtingen_are_answered,
)
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import Dossier
from pipeline.dossier.rondes import Ronde
from pipeline.findings import Bevinding, Ernst
from pipeline.forms.mapping import Formulier

RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("kpi-ontbreekt", kpi_is_reported),
    ("motivatie-ontbreekt", shortfall_is_motivated),
    ("verwachtingen-ontbreken", verwachtingen_are_answered),
    ("initiatieven-ontbreken", motivatie_has_initiatieven),
    ("initiatieven-onvoldoende", initiatieven_reach_the_target),
    ("timing-ontbreekt", initiatieven_have_timing),
    ("verwachtingen-onvoldoende", enough_onderdelen_are_answered),
    ("dubbel-antwoord", answers_are_single),
    ("actie-niet-toegekend", actie_is_granted),
    ("te-lang", answers_fit_the_form),
    ("te-laat", documents_are_in_time),
    ("kpi-dubbel-geteld", kpi_is_counted_once),
)

_CODES: Final = frozenset(code for code, _ in RULES)
_WEIGHTS: Final = tuple(Ernst)


def check(
    dossier: Dossier,
    ronde: Ronde,
    catalogus: Catalogus,
    *,
    toegekend: frozenset[int] | None,
    formulieren: tuple[Formulier, ...],
) -> tuple[Bevinding, ...]:
    """Give all bevindingen of `dossier`, those of its documents and of the rules.

    What the dossier holds already is kept, except what an earlier check told: checking
    twice is checking once. `toegekend` are the official numbers of the actions granted
    to this bestuur, `None` when no toekenningen were given; `formulieren` are the forms
    whose limits hold. The heaviest come first, then by action (those of no action last)
    and code; nothing stands twice.
    """
    context = Context(
        ronde=ronde, catalogus=catalogus, toegekend=toegekend, formulieren=formulieren
    )
    kept = [b for b in dossier.bevindingen if b.code not in _CODES or b.bron]
    found = [b for _, rule in RULES for b in rule(dossier, context)]
    return tuple(sorted(dict.fromkeys([*kept, *found]), key=_order))


def _order(bevinding: Bevinding) -> tuple[int, bool, int, str, str, str]:
    return (
        _WEIGHTS.index(bevinding.ernst),
        bevinding.actie is None,
        bevinding.actie or 0,
        bevinding.code,
        bevinding.bericht,
        f"{bevinding.bron} {bevinding.plaats}",
    )
