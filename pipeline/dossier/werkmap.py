"""Werkmap: placeholder until the workbook lens is in place."""

from pipeline.dossier.extractie import Bestand, Extractie
from pipeline.dossier.programma import Programma
from pipeline.reading.block import Reading


def read_werkmap(reading: Reading, naam: str, sha256: str, programma: Programma) -> Extractie:
    """Nothing yet."""
    return Extractie(bestand=Bestand(naam=naam, sha256=sha256, soort="kpi"))
