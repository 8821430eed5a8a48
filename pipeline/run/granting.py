"""Granting: the file of the toekenningen, read by the worker.

bytes -> Toekenningen for a ronde, or `SetupError` with what cannot be used
"""

from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenningen import Toekenningen, parse_toekenningen
from pipeline.errors import DocumentError, SetupError
from pipeline.run.isolating import apart


def read_granted(
    data: bytes, naam: str, ronde: Ronde, programma: Programma
) -> Toekenningen:
    """The toekenningen in the file `naam`; see `parse_toekenningen`.

    Raises `SetupError`, also when reading them takes too much.
    """
    try:
        found: Toekenningen = apart(programma, _parse, data, naam, ronde)
    except DocumentError as error:
        what = f"De toekenningen ‘{naam}’ kunnen niet gelezen worden"
        raise SetupError(f"{what}: {error.bericht}.") from error
    return found


def _parse(programma: Programma, data: bytes, naam: str, ronde: Ronde) -> Toekenningen:
    besturen = programma.besturen_van(ronde)
    return parse_toekenningen(data, naam, besturen, programma.catalogus)
