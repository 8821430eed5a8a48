"""Werkmap: a workbook on its own becomes an extraction (contract section 4).

Reading with sheets + Programma -> Extractie
"""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.dossier.extractie import Bestand, BestuurGenoemd, Extractie, Rest
from pipeline.dossier.genoemd import named_bestuur
from pipeline.dossier.kpis import kpi_regels
from pipeline.dossier.programma import Programma
from pipeline.forms.workbook import Workbook, read_kpis
from pipeline.forms.workbook_fields import Veld
from pipeline.reading.block import Reading

_NUMBER: Final = re.compile(r"\d[\d. ]{3,13}\d")
_SURE: Final = 0.97


def read_werkmap(
    reading: Reading, naam: str, sha256: str, programma: Programma
) -> Extractie:
    """Everything that a workbook says of KPIs, and all that is left."""
    workbook = read_kpis(reading, programma.lens, programma.ronde_tekens)
    ronde = programma.rondes.ronde(workbook.ronde) if workbook.ronde else None
    kpis = kpi_regels(
        workbook, programma.catalogus, ronde.projectjaar if ronde else None, sha256
    )
    told = workbook.formulier is not None or bool(kpis.regels)
    bestuur = _bestuur(reading, workbook, programma)
    return Extractie(
        bestand=Bestand(naam=naam, sha256=sha256, soort="kpi" if told else "onbekend"),
        formulier=workbook.formulier,
        bestuur=bestuur,
        kpis=kpis.regels,
        niet_herkend=(*_fields_left(workbook, bestuur), *kpis.rest),
        bevindingen=kpis.bevindingen,
        herkomst=kpis.herkomst,
        ronde=ronde.id if ronde else None,
    )


def _bestuur(
    reading: Reading, workbook: Workbook, programma: Programma
) -> BestuurGenoemd | None:
    """By its number, else by its field, else by titles and whatever is left over."""
    number = workbook.veld("nis_kbo")
    for digits in _NUMBER.findall(number.tekst) if number else ():
        known = programma.besturen.by_nis(digits) or programma.besturen.by_kbo(digits)
        if known is not None:
            return BestuurGenoemd(id=known.id, naam=known.naam, zekerheid=_SURE)
    field = workbook.veld("bestuur")
    if field is not None:
        return named_bestuur([f"Bestuur: {field.tekst}"], programma.besturen)
    properties = [value for _, value in reading.properties]
    sheets = [sheet.name for sheet in reading.sheets]
    left = [rest.tekst for rest in workbook.rest]
    return named_bestuur([*properties, *sheets, *left], programma.besturen)


def _fields_left(workbook: Workbook, bestuur: BestuurGenoemd | None) -> Iterator[Rest]:
    """What was filled in beside the numbers; nothing of it has a field of its own."""
    for veld in workbook.velden:
        if not _is_told(veld, bestuur):
            yield Rest(tekst=veld.tekst, plaats=veld.plaats)


def _is_told(veld: Veld, bestuur: BestuurGenoemd | None) -> bool:
    return bestuur is not None and veld.naam == "bestuur" and veld.tekst == bestuur.naam
