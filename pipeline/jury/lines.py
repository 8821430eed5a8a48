"""Lines: the KPI of an action and the bevindingen about it, as the jury sees them.

A colour never speaks alone: every state has a symbol and a word too. The symbols are
in the set that all fonts of Word carry (WGL4).
"""

from collections.abc import Iterable
from typing import Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.getallen import percentage
from pipeline.dossier.model import Actie, Doelgroep, Dossier, Kpi
from pipeline.findings import Bevinding, Ernst
from pipeline.jury.notation import (
    as_balk,
    as_getal,
    as_procent,
)
from pipeline.jury.origins import Origins
from pipeline.jury.views import BevindingView, KpiView, Teken

RED: Final = "FBE4E1"
AMBER: Final = "FFF1D6"
GREEN: Final = "E3F2E6"
GREY: Final = "F1F1EF"
BLUE: Final = "E5EEF9"

BEHAALD: Final = Teken(symbool="●", woord="behaald", tint=GREEN)
DREMPEL: Final = Teken(symbool="●", woord="drempel gehaald", tint=GREEN)
ONDER: Final = Teken(symbool="■", woord="onder de drempel", tint=RED)
VERWACHTINGEN: Final = Teken(symbool="○", woord="minimale verwachtingen", tint=BLUE)
NIET_OPGEGEVEN: Final = Teken(symbool="▲", woord="niet opgegeven", tint=AMBER)
GEEN_DOEL: Final = Teken(symbool="▲", woord="geen doel bekend", tint=AMBER)

ERNSTEN: Final = {
    Ernst.FOUT: Teken(symbool="■", woord="fout", tint=RED),
    Ernst.WAARSCHUWING: Teken(symbool="▲", woord="waarschuwing", tint=AMBER),
    Ernst.INFO: Teken(symbool="○", woord="info", tint=GREY),
}
FULL: Final = 100


def is_on_expectations(nummer: int, catalogus: Catalogus) -> bool:
    """Whether the programme judges this action on minimal expectations."""
    actie = catalogus.actie(nummer)
    return actie is not None and actie.verwachtingen is not None


def status(actie: Actie, catalogus: Catalogus) -> Teken:
    """Tell how an action stands against its threshold."""
    kpi = actie.kpi
    if is_on_expectations(actie.nummer, catalogus):
        return VERWACHTINGEN
    if kpi.drempel_gehaald is None:
        return NIET_OPGEGEVEN if kpi.behaald is None else GEEN_DOEL
    if not kpi.drempel_gehaald:
        return ONDER
    full = kpi.percentage is not None and kpi.percentage >= FULL
    return BEHAALD if full else DREMPEL


def stand(kpi: Kpi) -> str:
    """Write achieved against target: `65 van 300 (21,7 %)`."""
    if kpi.behaald is None and kpi.te_behalen is None:
        return "niet opgegeven"
    if kpi.behaald is None:
        return f"niet opgegeven, te behalen {as_getal(kpi.te_behalen)}"
    if kpi.te_behalen is None:
        return f"{as_getal(kpi.behaald)}, doel onbekend"
    share = f" ({as_procent(kpi.percentage)})" if kpi.percentage is not None else ""
    return f"{as_getal(kpi.behaald)} van {as_getal(kpi.te_behalen)}{share}"


def kpi_lines(
    dossier: Dossier, catalogus: Catalogus, origins: Origins
) -> tuple[KpiView, ...]:
    """Give a line for every action, each followed by its doelgroepen."""
    lines: list[KpiView] = []
    for at, actie in enumerate(dossier.acties):
        lines.append(kpi_line(at, actie, catalogus, origins))
        pointer = f"/acties/{at}/kpi/doelgroepen"
        lines.extend(
            _group_line(f"{pointer}/{number}", groep, origins)
            for number, groep in enumerate(actie.kpi.doelgroepen)
        )
    return tuple(lines)


def kpi_line(at: int, actie: Actie, catalogus: Catalogus, origins: Origins) -> KpiView:
    """Give the line of the action that stands at index `at` of the dossier."""
    kpi, teken = actie.kpi, status(actie, catalogus)
    target, achieved = f"/acties/{at}/kpi/te_behalen", f"/acties/{at}/kpi/behaald"
    source = origins.bron(achieved) or origins.bron(target)
    if kpi.doelgroepen and not source:
        source = "som van de doelgroepen"
    return KpiView(
        is_actie=True,
        is_doelgroep=False,
        nummer=str(actie.nummer),
        naam=actie.naam,
        te_behalen=as_getal(kpi.te_behalen),
        behaald=as_getal(kpi.behaald),
        percentage=as_procent(kpi.percentage),
        balk=as_balk(kpi.percentage),
        drempel=as_getal(kpi.drempel),
        symbool=teken.symbool,
        woord=teken.woord,
        tint=teken.tint,
        bron=source,
        onzeker=origins.is_unsure(target, achieved),
    )


def _group_line(pointer: str, groep: Doelgroep, origins: Origins) -> KpiView:
    target, achieved = f"{pointer}/te_behalen", f"{pointer}/behaald"
    return KpiView(
        is_actie=False,
        is_doelgroep=True,
        nummer="",
        naam=groep.naam,
        te_behalen=as_getal(groep.te_behalen),
        behaald=as_getal(groep.behaald),
        percentage=as_procent(percentage(groep.behaald, groep.te_behalen)),
        balk="",
        drempel="",
        symbool="",
        woord="",
        tint="",
        bron=origins.bron(achieved) or origins.bron(target),
        onzeker=origins.is_unsure(target, achieved),
    )


def bevindingen(
    found: Iterable[Bevinding], origins: Origins
) -> tuple[BevindingView, ...]:
    """Show bevindingen, the heaviest first, then by action, as they came."""
    weights = list(Ernst)
    ordered = sorted(found, key=lambda b: (weights.index(b.ernst), b.actie or 0))
    return tuple(
        BevindingView(
            symbool=ERNSTEN[bevinding.ernst].symbool,
            ernst=ERNSTEN[bevinding.ernst].woord,
            tint=ERNSTEN[bevinding.ernst].tint,
            bericht=bevinding.bericht,
            plaats=origins.place(bevinding.bron, bevinding.plaats),
        )
        for bevinding in ordered
    )
