"""Sint-Pieters-Leeuw: what the municipality published of project year 1.

Its numbers 1 to 5 are its own: official 15, 5, 9, 13 and 24. The figures are real, the
workbook and the mail around them are not.
"""

from typing import Final

from tools.samples import eigen_word
from tools.samples.eml import Mail
from tools.samples.post import excel, letter, moment, word
from tools.samples.werkblad import Waarde, eigen_werkboek

_DAG: Final = moment(5, 3, 10, 12)

# Title rows first, then columns in an order of their own.
_RIJEN: Final[tuple[tuple[Waarde, ...], ...]] = (
    ("Plan Samenleven – gemeente Sint-Pieters-Leeuw",),
    ("Cijfers zoals de gemeente ze publiceerde; hier gebruikt als voorbeeld",),
    (),
    ("Actie", "Omschrijving", "Toegekende KPI", "Gerealiseerd", "Waarvan"),
    ("Actie 1", "Brugfiguren in het onderwijs", 300, 307,
     "brugfiguren 65, toeleiders 242"),
    ("Actie 2", "Oefenkansen Nederlands", 1500, 2840, None),
    ("Actie 3", "Toeleiding naar de arbeidsmarkt", 100, 127,
     "jobcoach 11, Groep INTRO 54, OCMW 35, STEAM 27"),
    ("Actie 4", "Toeleiding naar sport", 180, 195,
     "Navigate You(th) 138, buurthuis 36, integratiedienst 21"),
    ("Actie 5", "Toeleiding naar cultuur", 180, 206,
     "Navigate You(th) 138, BRUL 48, integratiedienst 20"),
)  # fmt: skip

_TEKST: Final = """\
Beste

In bijlage onze cijfers en de stand van zaken die we aan de gemeenteraad voorstelden. De
nummers van de acties zijn die van ons eigen dossier.

(Het zijn de cijfers die de gemeente publiceerde over projectjaar 1. In dit voorbeeld
dienen ze als tussentijdse rapportage.)
"""


def mail() -> Mail:
    """Their own workbook, and the slides for the council as a Word document."""
    stand = eigen_word.as_word(
        eigen_word.text("stand-van-zaken.txt"),
        kop="Gemeente Sint-Pieters-Leeuw",
        schrijver="Gemeente Sint-Pieters-Leeuw",
        bewaard=_DAG,
    )
    cijfers = eigen_werkboek("KPI", _RIJEN, kop=4, bewaard=_DAG)
    return Mail(
        id="20240503.101200.7731@sint-pieters-leeuw.be",
        van=("Dienst Samenleven", "samenleven@sint-pieters-leeuw.be"),
        ontvangen=_DAG,
        onderwerp="Plan Samenleven: rapportering Sint-Pieters-Leeuw",
        tekst=letter(_TEKST, "Dienst Samenleven\nSint-Pieters-Leeuw"),
        bijlagen=(
            excel("KPI Sint-Pieters-Leeuw.xlsx", cijfers),
            word("Stand van zaken Plan Samenleven.docx", stand),
        ),
    )
