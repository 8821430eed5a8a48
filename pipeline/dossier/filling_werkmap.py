"""Filling werkmap: what of a dossier, or of a toekenning, is written into the workbook.

Dossier or Toekenning -> Werkmapinvulling
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.getallen import exact, getal
from pipeline.dossier.model import Bestuur, Dossier, Getal, Kpi
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenning import Toekenning
from pipeline.forms.fill_cells import Waarde
from pipeline.forms.fill_workbook import KpiLijn, Werkmapinvulling


def werkmap_van_dossier(
    dossier: Dossier, ronde: Ronde, catalogus: Catalogus
) -> Werkmapinvulling:
    """The lines of every action with a number, per doelgroep where it is split."""
    lines = (
        _line(actie.nummer, actie.naam, ronde, catalogus, part)
        for actie in dossier.acties
        for part in _parts(actie.kpi)
    )
    return Werkmapinvulling(velden=_fields(dossier.bestuur, ronde), lijnen=tuple(lines))


def werkmap_van_toekenning(
    toekenning: Toekenning, ronde: Ronde, catalogus: Catalogus
) -> Werkmapinvulling:
    """A personal workbook: a line per row of the toekenning, with its target."""
    fields = {
        "contact": toekenning.contact,
        "email": toekenning.email,
        **_fields(toekenning.bestuur, ronde),
    }
    lines = []
    for regel in toekenning.regels:
        actie = catalogus.actie(regel.actie)
        part = (regel.doelgroep, regel.te_behalen, None)
        naam = actie.naam if actie is not None else ""
        lines.append(_line(regel.actie, naam, ronde, catalogus, part))
    return Werkmapinvulling(velden=fields, lijnen=tuple(lines), persoonlijk=True)


_Part = tuple[str | None, Getal | None, Getal | None]
"""A doelgroep (`None`: the action as a whole), its target and what was achieved."""


def _parts(kpi: Kpi) -> Iterator[_Part]:
    """The lines of one action; beside doelgroepen one for what they leave untold."""
    targets = [groep.te_behalen for groep in kpi.doelgroepen]
    reached = [groep.behaald for groep in kpi.doelgroepen]
    rest = (
        kpi.te_behalen if add_up(targets) is None else None,
        kpi.behaald if add_up(reached) is None else None,
    )
    if rest != (None, None):
        yield None, *rest
    for groep in kpi.doelgroepen:
        yield groep.naam, groep.te_behalen, groep.behaald


def add_up(numbers: Sequence[Getal | None]) -> Getal | None:
    """The sum of the numbers that are known; `None` when none is."""
    known = [exact(number) for number in numbers if number is not None]
    return getal(sum(known, Fraction(0))) if known else None


def _line(
    nummer: int, naam: str, ronde: Ronde, catalogus: Catalogus, part: _Part
) -> KpiLijn:
    actie = catalogus.actie(nummer)
    jaar = actie.jaar(ronde.projectjaar) if actie is not None else None
    doelgroep, te_behalen, behaald = part
    return KpiLijn(
        nummer=nummer,
        naam=actie.naam if actie is not None else naam,
        doelgroep=doelgroep,
        eenheid=jaar.kpi_eenheid if jaar is not None else None,
        te_behalen=te_behalen,
        behaald=behaald,
        verwachtingen=actie is not None
        and actie.is_judged_on_expectations(ronde.projectjaar),
    )


def _fields(bestuur: Bestuur, ronde: Ronde) -> Mapping[str, Waarde | None]:
    """Who reports, and on what; the fields as the workbook's mapping calls them."""
    van, tot = ronde.periode.van, ronde.periode.tot
    return {
        "bestuur": bestuur.naam,
        "nis_kbo": bestuur.id if bestuur.id.isdecimal() else bestuur.kbo,
        "partners": ", ".join(bestuur.partners) or None,
        "ronde": ronde.naam,
        "periode": f"{van.day}/{van:%m/%Y} – {tot.day}/{tot:%m/%Y}",
        "deadline": ronde.deadline,
    }
