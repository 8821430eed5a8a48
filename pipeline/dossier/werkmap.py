"""Werkmap: a workbook on its own becomes an extraction (contract section 4).

Reading with sheets + Programma -> Extractie
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pipeline.dossier.besturen import Besturen
from pipeline.dossier.extractie import Bestand, BestuurGenoemd, Extractie, Rest
from pipeline.dossier.genoemd import Vermeld, named_bestuur, titles_of
from pipeline.dossier.kpis import kpi_regels
from pipeline.dossier.namen import plain
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.forms.kenmerk import PREFIX, PRINTED, printed_mark
from pipeline.forms.workbook import Workbook, read_kpis
from pipeline.forms.workbook_fields import Veld
from pipeline.forms.workbook_lens import nearest
from pipeline.forms.workbook_table import KpiLine
from pipeline.reading.block import Reading

_NUMBER: Final = re.compile(r"\d[\d. ]{3,13}\d")
_SURE: Final = 0.97


def read_werkmap(
    reading: Reading,
    naam: str,
    sha256: str,
    programma: Programma,
    asked: str | None = None,
) -> Extractie:
    """Everything that a workbook says of KPIs, and all that is left.

    `asked` is the id of the round whose sheets count; without it the latest that the
    workbook names.
    """
    lens = nearest(reading, tuple(programma.lenzen.values()))
    workbook = read_kpis(reading, lens, programma.ronde_tekens, asked)
    if reading.compute is not None and any(map(_is_uncomputed, workbook.regels)):
        reading = replace(reading, sheets=reading.compute(), compute=None)
        workbook = read_kpis(reading, lens, programma.ronde_tekens, asked)
    ronde = programma.rondes.ronde(workbook.ronde) if workbook.ronde else None
    kpis = kpi_regels(
        workbook, programma.catalogus, ronde.projectjaar if ronde else None, sha256
    )
    told = workbook.formulier is not None or bool(kpis.regels)
    bestuur = _bestuur(reading, workbook, programma.besturen_van(ronde))
    return Extractie(
        bestand=Bestand(naam=naam, sha256=sha256, soort="kpi" if told else "onbekend"),
        formulier=workbook.formulier,
        bestuur=bestuur,
        kpis=kpis.regels,
        niet_herkend=(*_fields_left(reading, workbook, bestuur, ronde), *kpis.rest),
        bevindingen=kpis.bevindingen,
        herkomst=kpis.herkomst,
        ronde=ronde.id if ronde else None,
    )


def _is_uncomputed(line: KpiLine) -> bool:
    """Whether a number of a line is a formula of which the file has no result."""
    vakken = (line.te_behalen, line.behaald)
    told = any(vak is not None and vak.cel.is_uncomputed for vak in vakken)
    return told and not line.totaal


def _bestuur(
    reading: Reading, workbook: Workbook, besturen: Besturen
) -> BestuurGenoemd | None:
    """By its number, else by its field, else by titles and whatever is left over."""
    number = workbook.veld("nis_kbo")
    for digits in _NUMBER.findall(number.tekst) if number else ():
        known = besturen.by_nis(digits) or besturen.by_kbo(digits)
        if known is not None:
            return BestuurGenoemd(
                id=known.id,
                naam=known.naam,
                zekerheid=_SURE,
                plaats=number.plaats if number else None,
                reden=f"het nummer {digits}",
            )
    field = workbook.veld("bestuur")
    if field is not None:
        named = Vermeld(f"Bestuur: {field.tekst}", field.plaats)
        return named_bestuur([named], besturen)
    titles, people = titles_of(reading)
    titles += [
        Vermeld(sheet.name, f"naam van blad {number}")
        for number, sheet in enumerate(reading.sheets, 1)
    ]
    left = [Vermeld(rest.tekst, rest.plaats) for rest in workbook.rest]
    return named_bestuur(titles, besturen, loose=[*people, *left])


def _fields_left(
    reading: Reading,
    workbook: Workbook,
    bestuur: BestuurGenoemd | None,
    ronde: Ronde | None,
) -> Iterator[Rest]:
    """What was filled in beside the numbers, and says more than the dossier knows.

    What a personal form printed itself, and nobody changed, is no answer.
    """
    printed = {
        mark
        for name, value in reading.properties
        if name == f"{PREFIX}{PRINTED}"
        for mark in value.split()
    }
    for veld in workbook.velden:
        told = _names(veld, bestuur) or (ronde is not None and _tells(veld, ronde))
        told = told or printed_mark(veld.naam, veld.tekst) in printed
        if veld.eigen and not told:
            yield Rest(tekst=veld.tekst, plaats=veld.plaats)


def _names(veld: Veld, bestuur: BestuurGenoemd | None) -> bool:
    """Whether a field holds just the name or NIS code of the bestuur."""
    return bestuur is not None and veld.tekst in {bestuur.naam, bestuur.id}


def _tells(veld: Veld, ronde: Ronde) -> bool:
    """Whether a field holds just the round, its period or its deadline."""
    if veld.naam == "ronde":
        return plain(veld.tekst) in {plain(ronde.naam), plain(ronde.id)}
    days = {
        "periode": (ronde.periode.van, ronde.periode.tot),
        "deadline": (ronde.deadline,) if ronde.deadline else (),
    }.get(veld.naam, ())
    numbers = [int(number) for number in re.findall(r"\d+", veld.tekst)]
    known = [part for day in days for part in (day.day, day.month, day.year)]
    return bool(known) and numbers == known and not re.search(r"[a-z]{4}", veld.tekst)
