"""Grimbergen: a workbook that is fine, a Word document cut off, and an empty file."""

from typing import Final

from tools.samples.eml import Bijlage, Mail
from tools.samples.formulier import Formulier
from tools.samples.post import excel, letter, moment, reported, word
from tools.samples.toekenningen import GRIMBERGEN
from tools.samples.werkblad import Lijn, Waarde

_DAG: Final = moment(5, 3, 8, 55)
_BEHAALD: Final[dict[Lijn, Waarde]] = {5: 300, 15: 60, 24: 12}

_TEKST: Final = """\
Beste

In bijlage de rapportage van Grimbergen, met de handtekening van de burgemeester.
"""


def mail() -> Mail:
    """Of the three attachments one can be read."""
    motivatie = _motivatie()
    return Mail(
        id="grimbergen.5a77@grimbergen.be",
        van=("Samenleven Grimbergen", "samenleven@grimbergen.be"),
        ontvangen=_DAG,
        onderwerp="Plan Samenleven - Grimbergen",
        tekst=letter(_TEKST, "Dienst Samenleven\nGemeente Grimbergen"),
        bijlagen=(
            excel("KPI Grimbergen.xlsx", reported(GRIMBERGEN, _BEHAALD, _DAG)),
            word("motivatie Grimbergen.docx", motivatie[: len(motivatie) * 3 // 5]),
            Bijlage(
                naam="Handtekening burgemeester.pdf",
                inhoud=b"",
                soort="application/pdf",
            ),
        ),
    )


def _motivatie() -> bytes:
    form = Formulier("Gemeente Grimbergen – fictief voorbeeld", "", _DAG)
    blok = form.blok()
    blok.name("24 Cultuur")
    blok.count("100", "12")
    blok.motivate("Het cultuurcentrum was gesloten.", "Het gaat in mei weer open.")
    return form.save()
