"""Genk: running text instead of tables, and numbers of its own for the actions.

The third motivation names no action and its numbers fit none. A later mail puts the
first one right and is silent about the others.
"""

from typing import Final

from tools.samples import eigen_word
from tools.samples.eml import Mail
from tools.samples.post import excel, letter, moment, reported, word
from tools.samples.toekenningen import GENK
from tools.samples.werkblad import Lijn, Waarde

_DAG: Final = moment(4, 26, 13, 8)
_LATER: Final = moment(5, 6, 21, 40)
_BEHAALD: Final[dict[Lijn, Waarde]] = {5: 900, 7: 9, 14: 30, 15: 120}

_KOP: Final = """\
= Motivatie tussentijdse rapportage projectjaar 2 Plan Samenleven
Stad Genk (fictief voorbeeld)
# 1. INDIEN 25% NIET WERD BEHAALD
"""
_HOGERE_STUDIES: Final = """\
## Actie 2: toeleiding naar hogere studies
**Te behalen KPI:** 60
**Behaald KPI:** 9 leerlingen
**Waarom werd 25% niet behaald?**
De gesprekken met de scholen liepen vertraging op.
**Inspanningen:** we plannen de infomomenten nu rechtstreeks met de leerkrachten.
**Initiatief 1:** infoavond voor ouders en leerlingen
**Timing:** eind mei 2024
**KPI:** 20
"""
_VERBETERD: Final = """\
## Actie 2: toeleiding naar hogere studies
**Te behalen KPI:** 60
**Behaald KPI:** 9 leerlingen
**Waarom werd 25% niet behaald?**
De scholen kozen er zelf voor om pas na de paasvakantie te starten.
**Inspanningen:** vier scholen legden intussen data vast.
**Initiatief 1:** infoavond voor ouders en leerlingen, met oud-leerlingen
**Timing:** 28 mei 2024
**KPI:** 30
**Initiatief 2:** proefdag op de campus, met begeleiding
**Timing:** eerste week van september 2024
**KPI:** 25 leerlingen
"""
_TALIM: Final = """\
## TALim
**Te behalen KPI:** 180
**Behaalde KPI:** 28 jongeren
**Waarom werd 25% niet behaald?**
Het grootste bedrijfsbezoek, met 110 ingeschreven jongeren, is verplaatst naar mei.
**Inspanningen:**
We zoeken per sector een bedrijf dat twee keer per jaar de deuren opent.
**Initiatief 1:** uitgesteld bedrijfsbezoek
**Timing:** 16 mei 2024
**KPI:** 110
**Initiatief 2:** zomeratelier met drie bedrijven
**Timing:** juli 2024
**KPI:** 60
"""
_ZONDER_NAAM: Final = """\
**Te behalen KPI:** 25
**Behaald KPI:** 3
**Waarom werd 25% niet behaald?**
De samenwerking met de partner kwam niet van de grond.
**Inspanningen:** we herbekijken de overeenkomst.
"""

_TEKST: Final = """\
Hallo

Hierbij het verslag van Genk. De nummers zijn die van ons lokale plan.
"""
_BRIEF: Final = """\
Hallo

Voor onze actie 2 klopte de tekst niet meer. In bijlage een aangepaste versie, enkel
voor die actie. De rest van het verslag blijft gelden.
"""


def mail() -> Mail:
    """The report in running text, and the official workbook."""
    return Mail(
        id="genk-2024-0426@genk.be",
        van=("Samenleven Genk", "samenleven@genk.be"),
        ontvangen=_DAG,
        onderwerp="Verslag Plan Samenleven",
        tekst=letter(_TEKST, "Dienst Samenleven\nStad Genk"),
        bijlagen=(
            word("Verslag Genk.docx", _as_word(_HOGERE_STUDIES, _TALIM, _ZONDER_NAAM)),
            excel("genk.xlsx", reported(GENK, _BEHAALD, _DAG)),
        ),
    )


def corrected() -> Mail:
    """One action again; on the last evening, and so in time."""
    return Mail(
        id="genk-2024-0506@genk.be",
        van=("Samenleven Genk", "samenleven@genk.be"),
        ontvangen=_LATER,
        onderwerp="Verslag Plan Samenleven: aanpassing",
        tekst=letter(_BRIEF, "Dienst Samenleven\nStad Genk"),
        bijlagen=(
            word("Verslag Genk - aanpassing actie 2.docx", _as_word(_VERBETERD)),
        ),
    )


def _as_word(*blokken: str) -> bytes:
    return eigen_word.as_word(
        _KOP + "".join(blokken),
        kop="Stad Genk – Plan Samenleven",
        schrijver=GENK.contact,
        bewaard=_DAG,
    )
