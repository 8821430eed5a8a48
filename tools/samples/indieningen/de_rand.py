"""Vzw de Rand: the secretariat forwards the mail of a colleague, documents and all."""

from typing import Final

from tools.samples.eml import EML, Bijlage, Mail, as_bytes
from tools.samples.formulier import Formulier
from tools.samples.post import excel, letter, moment, reported, word
from tools.samples.toekenningen import DE_RAND
from tools.samples.werkblad import Lijn, Waarde

_GESTUURD: Final = moment(5, 6, 15, 48)
_DAG: Final = moment(5, 6, 16, 5)
_BEHAALD: Final[dict[Lijn, Waarde]] = {5: 700, 13: 45, 15: 61, 23: 8}

_TEKST: Final = """\
Dag Els

Kan jij dit vandaag nog aan ABB bezorgen? Het gaat om de zes faciliteitengemeenten
samen.
"""
_DOORGESTUURD: Final = """\
Beste

Zie de mail van mijn collega, met de rapportage in bijlage.
"""


def mail() -> Mail:
    """A mail around a mail."""
    binnenste = Mail(
        id="derand-intern-5512@derand.be",
        van=("Samenleven de Rand", "samenleven@derand.be"),
        ontvangen=_GESTUURD,
        onderwerp="Tussentijdse rapportage vzw 'de Rand'",
        tekst=letter(_TEKST, "Tom"),
        bijlagen=(
            word("Motivatie de Rand.docx", _motivatie()),
            excel("KPI de Rand.xlsx", reported(DE_RAND, _BEHAALD, _GESTUURD)),
        ),
    )
    return Mail(
        id="derand-uit-5513@derand.be",
        van=("Secretariaat vzw de Rand", "secretariaat@derand.be"),
        ontvangen=_DAG,
        onderwerp="FW: Tussentijdse rapportage vzw 'de Rand'",
        tekst=letter(_DOORGESTUURD, "Secretariaat\nvzw 'de Rand'"),
        bijlagen=(
            Bijlage(
                naam="Tussentijdse rapportage.eml",
                inhoud=as_bytes(binnenste),
                soort=EML,
            ),
        ),
    )


def _motivatie() -> bytes:
    form = Formulier("vzw 'de Rand' – fictief voorbeeld", DE_RAND.contact, _GESTUURD)
    form.drop_intro()
    blok = form.blok()
    blok.name("Actie 23: jeugdwerk")
    blok.count("60", "8")
    # Words, and not one initiative.
    blok.motivate(
        "In twee gemeenten is er geen Nederlandstalige jeugdbeweging meer.",
        "We zoeken samen met de jeugdraden naar een oplossing.",
    )
    for teken in ("1", "2", "x"):
        blok.drop_initiatief(teken)
    form.drop_deel(2)
    form.drop_deel(3)
    return form.save()
