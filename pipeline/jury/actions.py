"""Actions: an action that the jury judges, with the words of the bestuur about it."""

from fractions import Fraction
from typing import Final

from pipeline.dossier.catalogus import Catalogus, MinimaleVerwachtingen
from pipeline.dossier.getallen import exact, getal
from pipeline.dossier.model import (
    Actie,
    Dossier,
    Initiatief,
    Kpi,
    Motivatie,
    Verwachtingen,
)
from pipeline.dossier.rondes import Ronde
from pipeline.jury.extra import differences
from pipeline.jury.lines import (
    GREEN,
    GREY,
    bevindingen,
    is_on_expectations,
    kpi_line,
    stand,
)
from pipeline.jury.notation import DASH, aantal, as_euro, as_getal
from pipeline.jury.origins import Origins
from pipeline.jury.text import alineas
from pipeline.jury.views import (
    ActieView,
    InitiatiefView,
    MotivatieView,
    OnderdeelView,
    VerwachtingView,
)

ANTWOORDEN: Final = {"ja": "Ja", "nee": "Nee", None: "niet aangekruist"}


def action_view(  # noqa: PLR0913 - the action and all that it is held against
    at: int,
    dossier: Dossier,
    ronde: Ronde,
    catalogus: Catalogus,
    origins: Origins,
    *,
    vorige: Dossier | None = None,
) -> ActieView:
    """Show the action that stands at index `at` of the dossier.

    `vorige` is the dossier before the last resubmission, where there was one.
    """
    actie = dossier.acties[at]
    expected = is_on_expectations(actie.nummer, catalogus)
    motivaties = _motivaties(at, actie, origins)
    verwachtingen = _verwachtingen(at, actie, catalogus, origins)
    voldoende, verlengen = questions(expected, ronde)
    about = [b for b in dossier.bevindingen if b.actie == actie.nummer]
    return ActieView(
        nummer=str(actie.nummer),
        naam=actie.naam,
        eenheid=_eenheid(actie.nummer, ronde, catalogus),
        subsidie=as_euro(actie.subsidie),
        stand=_stand(actie.kpi),
        kpi=kpi_line(at, actie, catalogus, origins),
        bevindingen=bevindingen(about, origins),
        wijzigingen=differences(actie, vorige, catalogus),
        motivatie_ontbreekt=not expected and not motivaties,
        motivaties=motivaties,
        verwachtingen_ontbreken=expected and not verwachtingen,
        verwachtingen=verwachtingen,
        vraag_voldoende=voldoende,
        vraag_verlengen=verlengen,
    )


def questions(expected: bool, ronde: Ronde) -> tuple[str, str]:  # noqa: FBT001
    """Give the questions of the form about an action; `expected` as for its rule."""
    vragen = ronde.juryvragen
    return (vragen.voltooien if expected else vragen.voldoende), vragen.verlengen


def _eenheid(nummer: int, ronde: Ronde, catalogus: Catalogus) -> str:
    actie = catalogus.actie(nummer)
    jaar = actie.jaar(ronde.projectjaar) if actie else None
    return jaar.kpi_eenheid if jaar else DASH


def _stand(kpi: Kpi) -> str:
    limit = "" if kpi.drempel is None else f", drempel {as_getal(kpi.drempel)}"
    return f"Behaald: {stand(kpi)}{limit}"


def _motivaties(at: int, actie: Actie, origins: Origins) -> tuple[MotivatieView, ...]:
    """Show the motivation and its further copies, in the order of the dossier."""
    views = []
    if actie.motivatie is not None:
        pointer = f"/acties/{at}/motivatie"
        title = "Motivatie van het bestuur"
        views.append(_motivatie(title, pointer, actie.motivatie, actie.kpi, origins))
    for number, extra in enumerate(actie.motivaties_extra):
        pointer = f"/acties/{at}/motivaties_extra/{number}"
        title = f"Nog een ingevulde motivatie voor deze actie ({number + 2})"
        views.append(_motivatie(title, pointer, extra, actie.kpi, origins))
    return tuple(views)


def _motivatie(  # the value, its place and what it is held against
    titel: str, pointer: str, motivatie: Motivatie, kpi: Kpi, origins: Origins
) -> MotivatieView:
    return MotivatieView(
        titel=titel,
        waarom=origins.tekst(f"{pointer}/waarom", motivatie.waarom),
        inspanningen=origins.tekst(f"{pointer}/inspanningen", motivatie.inspanningen),
        initiatieven=tuple(
            _initiatief(number, f"{pointer}/initiatieven/{number}", initiatief, origins)
            for number, initiatief in enumerate(motivatie.initiatieven)
        ),
        som=_som(motivatie.initiatieven, kpi),
    )


def _initiatief(
    number: int, pointer: str, initiatief: Initiatief, origins: Origins
) -> InitiatiefView:
    amount = initiatief.kpi_tekst or as_getal(initiatief.kpi)
    parts = ("omschrijving", "timing", "kpi", "kpi_tekst")
    return InitiatiefView(
        nummer=str(number + 1),
        omschrijving=alineas(initiatief.omschrijving or DASH),
        timing=alineas(initiatief.timing or DASH),
        kpi=alineas(amount),
        onzeker=origins.is_unsure(*(f"{pointer}/{part}" for part in parts)),
    )


def _som(initiatieven: tuple[Initiatief, ...], kpi: Kpi) -> str:
    """Set what is achieved and promised against the target, in one sentence."""
    known = [exact(i.kpi) for i in initiatieven if i.kpi is not None]
    promised = sum(known, Fraction(0))
    unknown = len(initiatieven) - len(known)
    caveat = ""
    if unknown:
        caveat = (
            f" Bij {aantal(unknown, 'initiatief', 'initiatieven')} staat geen aantal."
        )
    if kpi.behaald is None or kpi.te_behalen is None:
        return f"Initiatieven samen: {_told(promised)}.{caveat}"
    together = exact(kpi.behaald) + promised
    short = exact(kpi.te_behalen) - together
    verdict = "genoeg voor 100 %"
    if short > 0:
        verdict = f"nog {_told(short)} te weinig voor 100 %"
    return (
        f"Behaald {as_getal(kpi.behaald)} + initiatieven {_told(promised)} = "
        f"{_told(together)} van {as_getal(kpi.te_behalen)}: {verdict}.{caveat}"
    )


def _told(value: Fraction) -> str:
    return as_getal(getal(value))


def _verwachtingen(
    at: int, actie: Actie, catalogus: Catalogus, origins: Origins
) -> tuple[VerwachtingView, ...]:
    """Show what was answered on minimal expectations, and its further copies."""
    known = catalogus.actie(actie.nummer)
    regel = known.verwachtingen if known else None
    pairs = []
    if actie.verwachtingen is not None:
        pointer = f"/acties/{at}/verwachtingen"
        pairs.append(("Minimale verwachtingen", pointer, actie.verwachtingen))
    for number, extra in enumerate(actie.verwachtingen_extra):
        pointer = f"/acties/{at}/verwachtingen_extra/{number}"
        title = f"Nog een ingevuld deel over de minimale verwachtingen ({number + 2})"
        pairs.append((title, pointer, extra))
    return tuple(
        _verwachting(title, pointer, given, regel, origins)
        for title, pointer, given in pairs
    )


def _verwachting(  # the value, its place and what it is held against
    titel: str,
    pointer: str,
    given: Verwachtingen,
    regel: MinimaleVerwachtingen | None,
    origins: Origins,
) -> VerwachtingView:
    return VerwachtingView(
        titel=titel,
        antwoord=ANTWOORDEN[given.antwoord],
        onzeker=origins.is_unsure(f"{pointer}/antwoord"),
        toelichting=origins.tekst(f"{pointer}/toelichting", given.toelichting),
        onderdelen=_onderdelen(f"{pointer}/onderdelen", given, regel, origins),
        telling=_telling(given, regel),
        niet_uitgevoerd=origins.tekst(
            f"{pointer}/niet_uitgevoerd", given.niet_uitgevoerd
        ),
        stopzetting=origins.tekst(f"{pointer}/stopzetting", given.stopzetting),
    )


def _onderdelen(
    pointer: str,
    given: Verwachtingen,
    regel: MinimaleVerwachtingen | None,
    origins: Origins,
) -> tuple[OnderdeelView, ...]:
    labels = {o.sleutel: o.label for o in regel.onderdelen} if regel else {}
    counted = regel.telt if regel else ()
    views = []
    for sleutel, text in given.onderdelen.items():
        aside = "" if sleutel in counted else " (telt niet mee)"
        views.append(
            OnderdeelView(
                naam=labels.get(sleutel, sleutel) + aside,
                symbool="●" if text else "○",
                woord="ingevuld" if text else "niet ingevuld",
                tint=GREEN if text else GREY,
                alineas=alineas(text or DASH),
                onzeker=origins.is_unsure(f"{pointer}/{sleutel}"),
            )
        )
    return tuple(views)


def _telling(given: Verwachtingen, regel: MinimaleVerwachtingen | None) -> str:
    """Count the answered parts against what is demanded; `` when nothing is."""
    if regel is None or not regel.vereist:
        return ""
    answered = regel.count(given.onderdelen)
    what = "acties" if regel.per_regel else "onderdelen"
    enough = "voldoende" if answered >= regel.vereist else "te weinig"
    return (
        f"{answered} {what} ingevuld, minstens {regel.vereist} gevraagd: {enough} "
        "in aantal."
    )
