"""Dilbeek: the form typed over in a table, question left and answer right."""

from typing import Final

from tools.samples import eigen_word
from tools.samples.eml import Mail
from tools.samples.post import excel, letter, moment, reported, word
from tools.samples.toekenningen import DILBEEK
from tools.samples.werkblad import Lijn, Waarde

_DAG: Final = moment(5, 2, 16, 45)
# Of action 18 nothing was filled in.
_BEHAALD: Final[dict[Lijn, Waarde]] = {5: 430, 13: 21, 15: 50}

_MOTIVATIE: Final = """\
= Motivatie tussentijdse rapportage projectjaar 2 Plan Samenleven
Gemeente Dilbeek (fictief voorbeeld)

| **Brugfiguren in het onderwijs**
| Te behalen KPI: | 250
| Behaald KPI: | ±50 gezinnen
| Waarom werd 25% niet behaald? | Twee scholen zegden in november af. / \
De brugfiguur kon pas na de kerstvakantie in andere scholen beginnen.
| Inspanningen van het lokaal bestuur: | De schepen nodigde alle directies uit. / \
Vier scholen tekenden intussen een engagement.
| Initiatief 1: | Brugfiguur in twee bijkomende scholen
| Timing: | vanaf 1 september 2024
| KPI: | 120
| Initiatief 2: | Schoolstartbeurs met alle partners
| Timing: | 24 augustus 2024
| KPI: | 90 kinderen

| **Actie 18/actieplan toegankelijkheid**
| ☒ Ja, we zijn goed gevorderd en zullen de minimale verwachtingen behalen want: | \
de zelfevaluatie is rond en de adviesraad gaf advies.
| Inclusieve mobiliteit | Verhoogde haltes aan het station, voorjaar 2024
| Toegankelijke evenementen | Checklist voor organisatoren, verspreid in februari
| Deze onderdelen van de actie hebben we niet uitgevoerd: | \
De vorming van het personeel schuift op naar het najaar.
"""

_TEKST: Final = """\
Beste

Het formulier liet zich bij ons niet goed invullen. We hebben de vragen daarom
overgenomen in een eigen document. De Excel is wel die van jullie.
"""


def mail() -> Mail:
    """The official workbook, and a document of their own."""
    motivatie = eigen_word.as_word(
        _MOTIVATIE,
        kop="Gemeente Dilbeek – dienst Welzijn",
        schrijver=DILBEEK.contact,
        bewaard=_DAG,
    )
    return Mail(
        id="1714661100.dilbeek.55@dilbeek.be",
        van=("Dienst Welzijn", "welzijn@dilbeek.be"),
        ontvangen=_DAG,
        onderwerp="rapportage Plan Samenleven",
        tekst=letter(_TEKST, "Dienst Welzijn\nGemeente Dilbeek"),
        bijlagen=(
            word("Plan Samenleven Dilbeek - tussentijds.docx", motivatie),
            excel("Dilbeek_KPI.xlsx", reported(DILBEEK, _BEHAALD, _DAG)),
        ),
    )
