"""Context: a dossier, its round and the catalogue become what a jury sheet shows.

    Dossier + Ronde + Catalogus -> Blad

Nothing is judged and nothing is summarised away here: every word of the bestuur is on
the sheet, in a field or in the annex.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.getallen import exact, getal
from pipeline.dossier.model import Actie, Dossier, Getal
from pipeline.dossier.rondes import Ronde
from pipeline.findings import Ernst
from pipeline.jury import annex, identity
from pipeline.jury.actions import action_view
from pipeline.jury.extra import corrections, differences
from pipeline.jury.lines import (
    bevindingen,
    is_on_expectations,
    kpi_lines,
    stand,
    status,
)
from pipeline.jury.notation import NBSP, aantal, as_datum, as_euro, as_getal
from pipeline.jury.origins import Origins
from pipeline.jury.views import (
    ActieView,
    Beslissing,
    BestuurView,
    Blad,
    Cijfers,
    RondeView,
    WijzigingView,
)

SHOWN: Final = 12
"""Bevindingen on page one; all of them stand in the annex."""
SOORTEN: Final = {
    "gemeente": "gemeente",
    "samenwerkingsverband": "samenwerkingsverband",
    "vgc": "Vlaamse Gemeenschapscommissie",
    "vzw": "vzw",
}


def to_judge(dossier: Dossier, catalogus: Catalogus) -> tuple[Actie, ...]:
    """Give the actions on which the jury must speak (contract, section 2).

    Every action judged on minimal expectations, every action under its threshold, every
    action with a motivation; a further copy of a motivation counts as one.
    """
    return tuple(
        actie
        for actie in dossier.acties
        if is_on_expectations(actie.nummer, catalogus)
        or actie.kpi.drempel_gehaald is False
        or actie.motivatie is not None
        or actie.motivaties_extra
    )


def make_blad(
    dossier: Dossier,
    ronde: Ronde,
    catalogus: Catalogus,
    vorige: Dossier | None = None,
    key: bytes | None = None,
) -> Blad:
    """Make everything that a jury sheet shows.

    `vorige` is the dossier before the last resubmission, `None` without one; `key` is
    that of the workspace.
    """
    origins = Origins(dossier)
    judged = to_judge(dossier, catalogus)
    numbers = {actie.nummer for actie in judged}
    found = bevindingen(dossier.bevindingen, origins)
    striking = [b for b in found if b.ernst != Ernst.INFO.value][:SHOWN]
    acties = tuple(
        action_view(at, dossier, ronde, catalogus, origins, vorige=vorige)
        for at, actie in enumerate(dossier.acties)
        if actie.nummer in numbers
    )
    elsewhere = _elsewhere(dossier, acties, vorige, catalogus)
    return Blad(
        bestuur=_bestuur(dossier),
        ronde=_ronde(ronde),
        kenmerk=identity.shown(dossier, key),
        ontvangen=_ontvangen(dossier),
        cijfers=_cijfers(dossier, judged),
        beslissingen=tuple(_beslissing(actie, catalogus) for actie in judged),
        opvallend=tuple(striking),
        meer_bevindingen=_rest(len(found) - len(striking)),
        verbeterd=_verbeterd(acties, elsewhere, len(dossier.correcties)),
        gewijzigd=elsewhere,
        kpis=kpi_lines(dossier, catalogus, origins),
        te_beoordelen=acties,
        stimulansen=annex.stimulansen(dossier.stimulansen, origins),
        niet_herkend=annex.pieces(dossier, origins),
        meer_niet_herkend=_more_pieces(len(dossier.niet_herkend) - annex.PIECES),
        mails=annex.mails(dossier),
        bevindingen=found,
        documenten=annex.documents(dossier),
        correcties=corrections(dossier),
        waarden=annex.values(dossier, origins, judged),
    )


def _bestuur(dossier: Dossier) -> BestuurView:
    bestuur = dossier.bestuur
    return BestuurView(
        naam=bestuur.naam,
        soort=SOORTEN[bestuur.soort],
        partners=", ".join(bestuur.partners),
    )


def _ronde(ronde: Ronde) -> RondeView:
    share = f"{as_getal(float(ronde.drempel * 100))}{NBSP}%"
    van, tot = as_datum(ronde.periode.van), as_datum(ronde.periode.tot)
    return RondeView(
        naam=ronde.naam,
        periode=f", {van} tot en met {tot}",
        drempel=share,
        drempelzin=(
            f"De drempel in deze ronde is {share} van de te behalen KPI. Acties op "
            "wijk- of stadsniveau worden op hun minimale verwachtingen beoordeeld."
        ),
    )


def _ontvangen(dossier: Dossier) -> str:
    """List when the submissions came in, first to last, each moment once."""
    moments = {mail.ontvangen for mail in dossier.indieningen if mail.ontvangen}
    moments |= {bron.ontvangen for bron in dossier.bronnen if bron.ontvangen}
    return " · ".join(as_datum(m) for m in sorted(moments, key=lambda m: m.isoformat()))


def _cijfers(dossier: Dossier, judged: tuple[Actie, ...]) -> Cijfers:
    count = {
        ernst: sum(b.ernst is ernst for b in dossier.bevindingen) for ernst in Ernst
    }
    verdicts = [
        verdict
        for actie in judged
        for verdict in (actie.jurering.voldoende, actie.jurering.verlengen)
    ]
    fouten = aantal(count[Ernst.FOUT], "fout", "fouten")
    waarschuwingen = aantal(count[Ernst.WAARSCHUWING], "waarschuwing", "waarschuwingen")
    return Cijfers(
        te_beoordelen=as_getal(len(judged)),
        acties=f"te beoordelen van {aantal(len(dossier.acties), 'actie', 'acties')}",
        open=as_getal(verdicts.count(None)),
        vragen=f"nog open van {aantal(len(verdicts), 'vraag', 'vragen')}",
        subsidie=as_euro(_subsidie(judged)),
        subsidie_totaal=f"te beoordelen van {as_euro(_subsidie(dossier.acties))}",
        fouten=as_getal(count[Ernst.FOUT]),
        waarschuwingen=f"{fouten.split(' ', 1)[1]}, {waarschuwingen}",
        zin=_zin(judged),
        bevindingen=_bevindingen(fouten, waarschuwingen, dossier),
    )


def _zin(judged: tuple[Actie, ...]) -> str:
    if not judged:
        return "Over dit dossier moet de jury niets beslissen."
    *others, last = (str(actie.nummer) for actie in judged)
    which = f"{', '.join(others)} en {last}" if others else last
    noun = "actie" if len(judged) == 1 else "de acties"
    return (
        f"De jury beantwoordt voor {noun} {which} twee vragen met Ja of Nee en "
        "schrijft een conclusie."
    )


def _bevindingen(fouten: str, waarschuwingen: str, dossier: Dossier) -> str:
    if not dossier.bevindingen:
        return "De controles vonden niets."
    return f"De controles vonden {fouten} en {waarschuwingen}."


def _elsewhere(
    dossier: Dossier,
    judged: Sequence[ActieView],
    vorige: Dossier | None,
    catalogus: Catalogus,
) -> tuple[WijzigingView, ...]:
    """Show what a resubmission changed in actions that are not to be judged."""
    shown = {actie.nummer for actie in judged}
    return tuple(
        replace(one, veld=f"Actie {actie.nummer}, {one.veld}")
        for actie in dossier.acties
        if str(actie.nummer) not in shown
        for one in differences(actie, vorige, catalogus)
    )


def _verbeterd(
    acties: Sequence[ActieView], elsewhere: Sequence[WijzigingView], correcties: int
) -> str:
    """Tell of what changed since the submission before, and of corrections."""
    told = []
    changed = [f"bij actie {a.nummer}" for a in acties if a.wijzigingen]
    if elsewhere:
        changed.append("onder de KPI’s van alle acties")
    if changed:
        where = " en ".join(filter(None, (", ".join(changed[:-1]), changed[-1])))
        told.append(
            f"Het bestuur diende opnieuw in. Wat daardoor wijzigde, staat {where}."
        )
    if correcties:
        count = aantal(correcties, "waarde", "waarden")
        told.append(f"ABB verbeterde {count}; welke, staat in de bijlage.")
    return " ".join(told)


def _subsidie(acties: tuple[Actie, ...]) -> Getal | None:
    """Add up what is known; `None` when no amount is."""
    known = [exact(actie.subsidie) for actie in acties if actie.subsidie is not None]
    return getal(sum(known, Fraction(0))) if known else None


def _beslissing(actie: Actie, catalogus: Catalogus) -> Beslissing:
    teken = status(actie, catalogus)
    return Beslissing(
        nummer=str(actie.nummer),
        naam=actie.naam,
        symbool=teken.symbool,
        woord=teken.woord,
        tint=teken.tint,
        stand=stand(actie.kpi),
        subsidie=as_euro(actie.subsidie),
        oordelen=_oordelen(actie),
    )


def _oordelen(actie: Actie) -> tuple[str, ...]:
    shown = {
        identity.code(actie.nummer, "voldoende"): actie.jurering.voldoende,
        identity.code(actie.nummer, "verlengen"): actie.jurering.verlengen,
    }
    words = {True: identity.JA, False: identity.NEE, None: "…"}
    return tuple(f"{code}: {words[answer]}" for code, answer in shown.items())


def _rest(count: int) -> str:
    if count <= 0:
        return ""
    noun = "bevinding staat" if count == 1 else "bevindingen staan"
    return f"Nog {as_getal(count)} {noun} in de bijlage ‘Alle bevindingen’."


def _more_pieces(count: int) -> str:
    if count <= 0:
        return ""
    pieces = aantal(count, "stuk tekst staat", "stukken tekst staan")
    return f"Nog {pieces} enkel in het dossier."
