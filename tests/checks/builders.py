"""Dossiers for the checks, built in memory the short way."""

from pathlib import Path
from typing import Any, Final

from pipeline.checks.rules import check
from pipeline.dossier.catalogus import load_catalogus
from pipeline.dossier.model import Actie, Bestuur, Dossier, Initiatief, Kpi
from pipeline.dossier.rondes import Ronde, load_rondes
from pipeline.findings import Bevinding
from pipeline.forms.mapping import load_formulieren
from pipeline.resources import mappings

CATALOGUS: Final = load_catalogus(mappings())
RONDES: Final = load_rondes(mappings())
FORMULIEREN: Final = load_formulieren(Path(str(mappings())) / "formulieren")
HALLE: Final = Bestuur(id="23027", naam="Halle", soort="gemeente")


def ronde(ronde_id: str = "pj2-tussentijds") -> Ronde:
    found = RONDES.ronde(ronde_id)
    assert found is not None
    return found


def dossier(*acties: Actie, **fields: Any) -> Dossier:
    return Dossier(ronde="pj2-tussentijds", bestuur=HALLE, acties=acties, **fields)


def actie(nummer: int = 15, **fields: Any) -> Actie:
    return Actie(nummer=nummer, naam=f"Naam van {nummer}", **fields)


def kpi(te_behalen: float | None, behaald: float | None, **fields: Any) -> Kpi:
    """Make a KPI with a threshold of 25 %, as the contract reckons it."""
    drempel = None if te_behalen is None else te_behalen / 4
    return Kpi(
        te_behalen=te_behalen,
        behaald=behaald,
        drempel=drempel,
        drempel_gehaald=None
        if drempel is None or behaald is None
        else behaald >= drempel,
        **fields,
    )


def initiatief(promised: float | None = 40, **fields: Any) -> Initiatief:
    return Initiatief(
        **{"omschrijving": "Brugfiguur erbij", "timing": "juni", "kpi": promised}
        | fields
    )


def check_all(
    subject: Dossier,
    *,
    in_ronde: str = "pj2-tussentijds",
    toegekend: frozenset[int] | None = None,
) -> tuple[Bevinding, ...]:
    return check(
        subject,
        ronde(in_ronde),
        CATALOGUS,
        toegekend=toegekend,
        formulieren=FORMULIEREN,
    )


def codes(subject: Dossier, **given: Any) -> list[tuple[str, int | None]]:
    """Give code and action of every bevinding, in order."""
    return [(b.code, b.actie) for b in check_all(subject, **given)]


def messages(code: str, subject: Dossier, **given: Any) -> list[str]:
    return [b.bericht for b in check_all(subject, **given) if b.code == code]
