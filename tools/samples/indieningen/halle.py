"""Halle: two copied rows, one of them without a name, and a motivation that is missing.

The first row was corrected with tracked changes; of the second only the numbers tell
which action it is.
"""

from typing import Final

from tools.samples.edits import VET, answer, below, find, set_in, track
from tools.samples.eml import Mail
from tools.samples.formulier import Formulier
from tools.samples.post import excel, letter, moment, reported, word
from tools.samples.toekenningen import HALLE
from tools.samples.werkblad import Lijn, Waarde

_DAG: Final = moment(4, 29, 10, 12)
_BEHAALD: Final[dict[Lijn, Waarde]] = {2: 0, 5: 640, 9: 6, 13: 90, 15: 44, 24: 20}

_TEKST: Final = """\
Beste collega

Hierbij onze tussentijdse rapportage voor projectjaar 2: de Excel met de KPI's en de
motivatie in Word.
"""


def mail() -> Mail:
    """The official workbook and the official form."""
    return Mail(
        id="CAH8yq2f0f1d4a@mail.halle.be",
        van=("Dienst Samenleven Halle", "samenleven@halle.be"),
        ontvangen=_DAG,
        onderwerp="Tussentijdse rapportage Plan Samenleven – stad Halle",
        tekst=letter(_TEKST, "Dienst Samenleven\nStad Halle"),
        bijlagen=(
            excel("KPI-rapport_Halle.xlsx", reported(HALLE, _BEHAALD, _DAG)),
            word("Motivatie_Halle.docx", _motivatie()),
        ),
    )


def _motivatie() -> bytes:
    form = Formulier("Stad Halle – fictief voorbeeld", HALLE.contact, _DAG)
    een, twee = form.blok(), form.copied_blok()
    een.name("Actie 15: brugfiguren")
    een.count("200", "44 gezinnen", keep=True)
    een.motivate(
        "De vacature van de tweede brugfiguur raakte pas in januari 2024 ingevuld.\n"
        "Daardoor konden we tot nu toe maar in drie van de zes scholen starten.",
        "We gaan eerst naar de scholen met de meeste aanmeldingen en werken samen met "
        "het Huis van het Kind.",
    )
    track(een.waarom, "januari 2024", "februari 2024")
    een.promise(
        "1",
        "Onthaalmomenten aan de schoolpoort in drie bijkomende scholen",
        "tegen 30 juni 2024",
        "±100",
    )
    een.promise(
        "2",
        "Huisbezoeken tijdens de zomer, samen met de buurtwerkers",
        "juli en augustus 2024",
        "60 gezinnen",
    )

    twee.count("40", "6 (15%)")
    twee.motivate(
        "De collega die dit zou trekken, was van oktober tot half januari met "
        "ziekteverlof. De eerste gesprekken zijn pas daarna gestart.",
        "De vervanging is geregeld tot eind september.",
    )
    twee.promise("1", "Wekelijks spreekuur in het Sociaal Huis", None, "12")
    twee.promise("2", "Groepssessies samen met het OCMW", "september 2024", "10")

    form.keep_acties(2)
    cel = form.verwachting(2)
    set_in(find(cel, "Ja/Nee"), "Ja", VET)
    answer(
        find(cel, "(Vul aan hoever"),
        "Het ontwerp ligt klaar en gaat in juni naar het college. Een stuurgroep met "
        "vijf diensten volgt het op.",
    )
    for opening, text in (
        ("Acties over het tegengaan van polarisatie",
         "Dialoogtafels in twee wijken, telkens met een vervolg online."),
        ("Acties over het stimuleren van debatten",
         "Twee debatavonden met de bibliotheek in het najaar."),
        ("Vorming en opleiding",
         "Vormingsdag voor het onthaalpersoneel op 14 mei 2024."),
    ):  # fmt: skip
        answer(below(cel, opening), text)
    form.drop_deel(3)
    return form.save()
