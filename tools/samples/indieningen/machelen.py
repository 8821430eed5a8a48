"""Machelen: a workbook with a password, so that Word alone tells the numbers.

The table of section 1 was copied whole for the second action.
"""

from typing import Final

from tools.samples.eml import Mail
from tools.samples.formulier import Formulier
from tools.samples.post import excel, letter, moment, reported, word
from tools.samples.toekenningen import MACHELEN
from tools.samples.werkblad import Lijn, Waarde, beveiligd

_DAG: Final = moment(5, 4, 20, 17)
_BEHAALD: Final[dict[Lijn, Waarde]] = {5: 320, 9: 12, 15: 48}

_TEKST: Final = """\
Beste

Zoals gevraagd. Het wachtwoord van de Excel sturen we in een aparte mail.
"""


def mail() -> Mail:
    """The form, and a workbook that nobody can open."""
    werkboek = reported(MACHELEN, _BEHAALD, _DAG)
    return Mail(
        id="machelen-0504@machelen.be",
        van=("Sociaal Huis Machelen", "sociaalhuis@machelen.be"),
        ontvangen=_DAG,
        onderwerp="Tussentijdse rapportage gemeente Machelen",
        tekst=letter(_TEKST, "Sociaal Huis\nGemeente Machelen"),
        bijlagen=(
            excel("KPI-rapport (beveiligd).xlsx", beveiligd(werkboek, "samenleven")),
            word("Motivatie Machelen.docx", _motivatie()),
        ),
    )


def _motivatie() -> bytes:
    form = Formulier("Gemeente Machelen – fictief voorbeeld", MACHELEN.contact, _DAG)
    een, twee = form.blok(), form.copied_table()
    een.name("Toeleiding naar de arbeidsmarkt")
    een.count("80", "KPI = 12 (15%)")
    een.motivate(
        "De jobcoach is sinds januari in ziekteverlof en werd niet vervangen.",
        "De VDAB neemt de begeleiding tijdelijk over.",
    )
    een.promise("1", "Jobdag in het gemeenschapscentrum", "13 juni 2024", "ca. 40")
    een.promise("2", "Sollicitatietraining in groep", "september 2024", "30 personen")

    twee.name("Oefenkansen Nederlands")
    twee.count("1.500 oefenkansen", "320 oefenkansen")
    twee.motivate(
        "We vonden te weinig vrijwilligers om de praattafels te begeleiden.",
        "Er loopt een wervingscampagne met affiches en een kraam op de markt.",
    )
    twee.promise("1", "Praattafels in elke deelgemeente", "zomer 2024", "800")
    twee.promise("2", "Taalcafé met de bibliotheek", "vanaf september 2024", "400")
    form.drop_deel(2)
    form.drop_deel(3)
    return form.save()
