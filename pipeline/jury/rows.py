"""Rows: the dossiers as rows of the overview, one per bestuur and one per KPI."""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.getallen import exact, getal, percentage
from pipeline.dossier.model import Actie, Doelgroep, Dossier, Getal
from pipeline.dossier.toekenningen import Toekenning
from pipeline.findings import Ernst
from pipeline.jury.context import SOORTEN, to_judge
from pipeline.jury.identity import JA, NEE
from pipeline.jury.lines import (
    AMBER,
    BLUE,
    GREEN,
    RED,
    status,
)
from pipeline.jury.tables import Kolom, Rij, Table, Waarde

MISSING: Final = "■ niets ingediend"
TROUBLE: Final = "▲ na te kijken"
OPEN: Final = "○ te beoordelen"
DONE: Final = "● beoordeeld"
NOTHING: Final = "● niets te beoordelen"

_KPI_TINTS: Final = {
    "onder de drempel": RED,
    "gehaald": GREEN,
    "behaald": GREEN,
    "minimale verwachtingen": BLUE,
    "geen doel": AMBER,
    "niet opgegeven": AMBER,
}


def besturen_table(rows: Collection[Rij]) -> Table:
    """One row per dossier, and one per bestuur that submitted nothing."""
    tints = {
        "niets te": GREEN,
        "beoordeel": GREEN,
        "niets ingediend": RED,
        "na te kijken": AMBER,
    }
    return Table(
        blad="Overzicht",
        uitleg="Een rij per bestuur: wat binnenkwam en wat de jury nog moet beslissen.",
        kolommen=(
            Kolom(kop="Id", breedte=12),
            Kolom(kop="Bestuur", soort="lang", breedte=31),
            Kolom(kop="Soort", soort="lang", breedte=22),
            Kolom(kop="Partners", soort="lang", breedte=24),
            Kolom(kop="Laatst ontvangen", soort="moment", breedte=17),
            Kolom(kop="Acties", soort="getal", breedte=8),
            Kolom(kop="Te beoordelen", soort="getal", breedte=11),
            Kolom(kop="Oordelen gegeven", soort="getal", breedte=11),
            Kolom(kop="Oordelen gevraagd", soort="getal", breedte=11),
            Kolom(kop="Fouten", soort="getal", breedte=9),
            Kolom(kop="Waarschuwingen", soort="getal", breedte=16),
            Kolom(
                kop="Status",
                breedte=22,
                tinten=tints | {"te beoordelen": BLUE},
            ),
            Kolom(kop="Jurysheet", soort="verwijzing", breedte=18),
            Kolom(kop="Contact", breedte=42),
        ),
        rijen=rows,
    )


def bestuur_row(dossier: Dossier, catalogus: Catalogus) -> Rij:
    """What came in of a bestuur, and what the jury has still to decide."""
    bestuur = dossier.bestuur
    judged = to_judge(dossier, catalogus)
    verdicts = [
        verdict
        for actie in judged
        for verdict in (actie.jurering.voldoende, actie.jurering.verlengen)
    ]
    given = len(verdicts) - verdicts.count(None)
    counts = {
        ernst: sum(b.ernst is ernst for b in dossier.bevindingen) for ernst in Ernst
    }
    state = OPEN
    if not judged:
        state = NOTHING
    elif given == len(verdicts):
        state = DONE
    elif counts[Ernst.FOUT]:
        state = TROUBLE
    return (
        bestuur.id,
        bestuur.naam,
        SOORTEN[bestuur.soort],
        ", ".join(bestuur.partners) or None,
        _latest(dossier),
        len(dossier.acties),
        len(judged),
        given,
        len(verdicts),
        counts[Ernst.FOUT],
        counts[Ernst.WAARSCHUWING],
        state,
        f"jurysheets/{bestuur.id}.docx",
        None,
    )


def missing_row(toekenning: Toekenning) -> Rij:
    """A bestuur that submitted nothing."""
    bestuur = toekenning.bestuur
    contact = " ".join(filter(None, (toekenning.contact, toekenning.email)))
    return (
        bestuur.id,
        bestuur.naam,
        SOORTEN[bestuur.soort],
        ", ".join(bestuur.partners) or None,
        None,
        len(toekenning.acties),
        *(None,) * 5,
        MISSING,
        None,
        contact or None,
    )


def _latest(dossier: Dossier) -> dt.datetime | None:
    """Give the moment of the last submission; naive moments come before others."""
    moments = [mail.ontvangen for mail in dossier.indieningen if mail.ontvangen]
    moments += [bron.ontvangen for bron in dossier.bronnen if bron.ontvangen]
    return max(moments, key=_instant, default=None)


def _instant(moment: dt.datetime) -> float:
    return moment.timestamp() if moment.tzinfo else 0.0


def kpi_table(rows: Collection[Rij]) -> Table:
    """One row per dossier, action and doelgroep: what a pivot table is made of."""
    return Table(
        blad="KPI",
        uitleg=(
            "Een rij per bestuur, actie en doelgroep. Drempel, belofte en subsidie "
            "staan enkel op de eerste rij van een actie: zo kunnen ze opgeteld worden."
        ),
        kolommen=(
            Kolom(kop="Id", breedte=10),
            Kolom(kop="Bestuur", soort="lang", breedte=31),
            Kolom(kop="Nr.", soort="getal", breedte=6),
            Kolom(kop="Actie", soort="lang", breedte=48),
            Kolom(kop="Doelstelling", breedte=22),
            Kolom(kop="Doelgroep", breedte=28),
            Kolom(kop="Te behalen", soort="getal", breedte=11),
            Kolom(kop="Behaald", soort="getal", breedte=11),
            Kolom(kop="Behaald %", soort="procent", breedte=12),
            Kolom(kop="Drempel", soort="getal", breedte=10),
            Kolom(kop="Status", breedte=24, tinten=_KPI_TINTS),
            Kolom(kop="Te beoordelen", breedte=11),
            Kolom(kop="Motivatie", breedte=11),
            Kolom(kop="Initiatieven", soort="getal", breedte=12),
            Kolom(kop="Beloofde KPI", soort="getal", breedte=11),
            Kolom(kop="Subsidie", soort="euro", breedte=12),
            Kolom(kop="Voldoende", breedte=11),
            Kolom(kop="Verlengen", breedte=11),
            Kolom(kop="Conclusie", soort="lang", breedte=48),
        ),
        rijen=rows,
        vast=4,
    )


def kpi_rows(dossier: Dossier, catalogus: Catalogus) -> Iterator[Rij]:
    """The KPIs of one dossier."""
    judged = {actie.nummer for actie in to_judge(dossier, catalogus)}
    for actie in dossier.acties:
        known = catalogus.actie(actie.nummer)
        teken = status(actie, catalogus)
        whole = Doelgroep(
            naam="", te_behalen=actie.kpi.te_behalen, behaald=actie.kpi.behaald
        )
        for number, groep in enumerate(actie.kpi.doelgroepen or (whole,)):
            yield (
                dossier.bestuur.id,
                dossier.bestuur.naam,
                actie.nummer,
                actie.naam,
                known.doelstelling if known else None,
                groep.naam or None,
                groep.te_behalen,
                groep.behaald,
                percentage(groep.behaald, groep.te_behalen),
                None if number else actie.kpi.drempel,
                f"{teken.symbool} {teken.woord}",
                JA if actie.nummer in judged else NEE,
                JA if actie.motivatie else NEE,
                *((None,) * 6 if number else _judged(actie)),
            )


def _judged(actie: Actie) -> tuple[Waarde, ...]:
    words = {True: JA, False: NEE, None: None}
    initiatieven = actie.motivatie.initiatieven if actie.motivatie else ()
    known = [exact(i.kpi) for i in initiatieven if i.kpi is not None]
    promised: Getal | None = getal(sum(known, exact(0))) if known else None
    return (
        len(initiatieven) if actie.motivatie else None,
        promised,
        actie.subsidie,
        words[actie.jurering.voldoende],
        words[actie.jurering.verlengen],
        actie.jurering.conclusie,
    )
