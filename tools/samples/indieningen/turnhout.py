"""Turnhout: a zip with both documents, a dropdown somebody made, and an action stopped.

The workbook also reports on action 24, which was never granted.
"""

from typing import Final

from tools.samples.edits import (
    DOORGEHAALD,
    VET,
    answer,
    below,
    choose,
    find,
    following,
    replace,
    set_all_in,
)
from tools.samples.eml import ZIP, Bijlage, Mail
from tools.samples.formulier import Formulier
from tools.samples.post import excel, letter, moment, packed, reported, word
from tools.samples.toekenningen import TURNHOUT
from tools.samples.werkblad import Lijn, Waarde

_DAG: Final = moment(5, 3, 15, 20)
_BEHAALD: Final[dict[Lijn, Waarde]] = {
    2: 1,
    11: 20,
    (17, "professionals"): 35,
    (17, "burgers"): 30,
    18: 0,
    19: 0,
    24: 15,
}

_TEKST: Final = """\
Goedemiddag

Onze rapportage zit in de zip, want samen waren de bestanden te zwaar voor onze server.
"""


def mail() -> Mail:
    """One zip, with a folder in it."""
    documenten = (
        word("Motivatie Turnhout.docx", _motivatie()),
        excel("KPI Turnhout.xlsx", reported(TURNHOUT, _BEHAALD, _DAG)),
    )
    archief = packed("Turnhout", documenten)
    return Mail(
        id="6634e0d4.turnhout@turnhout.be",
        van=("Samenleven Turnhout", "samenleven@turnhout.be"),
        ontvangen=_DAG,
        onderwerp="Turnhout - tussentijdse rapportage",
        tekst=letter(_TEKST, "Team Samenleven\nStad Turnhout"),
        bijlagen=(
            Bijlage(naam="Turnhout_PlanSamenleven.zip", inhoud=archief, soort=ZIP),
        ),
    )


def _motivatie() -> bytes:
    form = Formulier("Stad Turnhout – fictief voorbeeld", TURNHOUT.contact, _DAG)
    form.drop_deel(1)
    form.keep_acties(2, 18, 19)
    _polarisatie(form)
    _toegankelijkheid(form)
    _correspondentietesten(form)
    form.drop_deel(3)
    return form.save()


def _polarisatie(form: Formulier) -> None:
    cel = form.verwachting(2)
    choose(find(cel, "Ja/Nee"), ("Ja", "Nee"), "Ja")
    answer(
        find(cel, "(Vul aan hoever"),
        "Het actieplan is klaar sinds maart en wordt sindsdien uitgevoerd.",
    )
    for opening, text in (
        ("Acties over het tegengaan van polarisatie",
         "Netwerk van twintig sleutelfiguren, dat om de zes weken samenkomt."),
        ("Acties over het tegengaan van desinformatie",
         "Lessenreeks mediawijsheid in vier secundaire scholen."),
        ("Acties over het aanzetten tot discriminatie",
         "Online meldpunt, samen met de jeugddienst."),
        ("Acties over het stimuleren van debatten",
         "Jongerendebat in De Warande op 12 juni 2024."),
    ):  # fmt: skip
        answer(below(cel, opening), text)


def _toegankelijkheid(form: Formulier) -> None:
    cel = form.verwachting(18)
    ja = find(cel, "0 Ja")
    set_all_in(ja, VET)
    answer(following(ja), "de adviesraad en het college keurden het plan goed.")
    set_all_in(find(cel, "0 Nee"), DOORGEHAALD)
    for opening, text in (
        ("Inclusieve lokale communicatie", "Alle brieven in een leesbaar lettertype."),
        ("Verbeterde toegankelijkheid", "Ringleiding aan de balies van het stadhuis."),
        ("Sensibilisering", "Vorming toegankelijk onthaal voor 40 collega's."),
    ):
        answer(below(cel, opening), text)
    answer(
        find(cel, "Deze onderdelen"), "De audit van de sporthal volgt in januari 2025."
    )


def _correspondentietesten(form: Formulier) -> None:
    cel = form.verwachting(19)
    nee = find(cel, "0 Nee")
    replace(nee, "0 Nee", "x Nee")
    answer(nee, "de onderzoekspartner trok zich terug en we vonden geen andere.")
    # Another city in an answer does not make it that city's report.
    answer(
        find(cel, "Deze onderdelen"),
        "Er is geen rapport. We bekijken of we later kunnen aansluiten bij Mechelen.",
    )
