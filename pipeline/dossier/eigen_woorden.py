"""Eigen woorden: a report that is no form, with its achieved KPIs under titles.

lines -> KPI lines, and all that is left
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.dossier.actienaam import identify
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.extractie import KpiRegel, Plek, Rest
from pipeline.dossier.getallen import read_getal
from pipeline.dossier.kpis import Kpis
from pipeline.findings import Bevinding
from pipeline.forms.answers import Answer
from pipeline.forms.documenten import KpiZin, StandVanZaken, read_kpi_zinnen
from pipeline.forms.lines import Line

_ZEKERHEID: Final = 0.9


@dataclass(slots=True)
class Verteld:
    """What a report in own words tells, while it is being read."""

    catalogus: Catalogus
    kpis: list[KpiRegel] = field(default_factory=list)
    rest: list[Rest] = field(default_factory=list)
    herkomst: dict[str, Plek] = field(default_factory=dict)
    bevindingen: list[Bevinding] = field(default_factory=list)

    def take(self, zin: KpiZin) -> None:
        """Take one sentence; what it says besides its numbers is left over."""
        found = identify(zin.titel.tekst, self.catalogus)
        behaald = read_getal(zin.behaald.tekst)
        if not found or behaald.waarde is None:
            self._leave(zin.behaald, zin.behaald.tekst)
            if zin.te_behalen is not None:
                self._leave(zin.te_behalen, zin.te_behalen.tekst)
            return
        at = f"/kpis/{len(self.kpis)}"
        self._leave(zin.behaald, behaald.tekst)
        self._note(f"{at}/behaald", zin.behaald, found[0].reden)
        target = None
        if zin.te_behalen is not None:
            lezing = read_getal(zin.te_behalen.tekst)
            target = lezing.waarde
            self._leave(zin.te_behalen, lezing.tekst)
            self._note(f"{at}/te_behalen", zin.te_behalen, found[0].reden)
        self.kpis.append(
            KpiRegel(
                actie=found[0].nummer,
                te_behalen=target,
                behaald=behaald.waarde,
                plaats=zin.behaald.plaats,
            )
        )

    def add(self, kpis: Kpis, plaatsen: Collection[str]) -> None:
        """Take the KPIs of tables; `plaatsen` are the lines that were read in them.

        A table that repeats what a sentence told adds nothing.
        """
        self.rest = [rest for rest in self.rest if rest.plaats not in plaatsen]
        self.rest += kpis.rest
        self.bevindingen += kpis.bevindingen
        told = {(k.actie, k.te_behalen, k.behaald) for k in self.kpis}
        for number, regel in enumerate(kpis.regels):
            if (regel.actie, regel.te_behalen, regel.behaald) in told:
                continue
            old, new = f"/kpis/{number}/", f"/kpis/{len(self.kpis)}/"
            self.herkomst |= {
                new + pointer.removeprefix(old): plek
                for pointer, plek in kpis.herkomst.items()
                if pointer.startswith(old)
            }
            self.kpis.append(regel)

    def _leave(self, answer: Answer, tekst: str | None) -> None:
        if tekst:
            self.rest.append(Rest(tekst=tekst, plaats=answer.plaats))

    def _note(self, pointer: str, answer: Answer, reden: str) -> None:
        self.herkomst[pointer] = Plek(
            plaats=answer.plaats, zekerheid=_ZEKERHEID, reden=reden
        )


def read_eigen_woorden(
    lines: Sequence[Line],
    labels: StandVanZaken,
    catalogus: Catalogus,
    is_subject: Callable[[str], bool],
) -> Verteld:
    """Everything that `lines` tell; without KPIs when they are no such report."""
    zinnen, rest = read_kpi_zinnen(lines, labels, is_subject)
    verteld = Verteld(catalogus)
    for zin in zinnen:
        verteld.take(zin)
    verteld.rest += [Rest(tekst=r.tekst, plaats=r.plaats) for r in rest]
    return verteld
