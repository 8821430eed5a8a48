"""Lokeren: two days late, with the same action twice and both options ticked."""

from typing import Final

from tools.samples.edits import answer, below, find, following, replace
from tools.samples.eml import Mail
from tools.samples.formulier import Formulier
from tools.samples.post import excel, letter, moment, reported, word
from tools.samples.toekenningen import LOKEREN
from tools.samples.werkblad import Lijn, Waarde

_DAG: Final = moment(5, 8, 10, 26)
_BEHAALD: Final[dict[Lijn, Waarde]] = {
    (17, "professionals"): 20,
    (17, "burgers"): 9,
    18: 1,
    19: 1,
    23: "25%",
}

_TEKST: Final = """\
Beste

Onze excuses, door ziekte zijn we twee dagen te laat met de rapportage. Hopelijk kan ze
nog mee.
"""


def mail() -> Mail:
    """Both official documents."""
    return Mail(
        id="20240508102600.lokeren@lokeren.be",
        van=("Welzijn Lokeren", "welzijn@lokeren.be"),
        ontvangen=_DAG,
        onderwerp="Laattijdig: rapportage Plan Samenleven Lokeren",
        tekst=letter(_TEKST, "Dienst Welzijn\nStad Lokeren"),
        bijlagen=(
            word("Lokeren.docx", _motivatie()),
            excel("Lokeren.xlsx", reported(LOKEREN, _BEHAALD, _DAG)),
        ),
    )


def _motivatie() -> bytes:
    form = Formulier("Stad Lokeren – fictief voorbeeld", LOKEREN.contact, _DAG)
    een, twee = form.blok(), form.copied_blok()
    een.name("Actie 23: jeugdwerk")
    een.motivate(
        "De verbindingsambassadeur startte pas op 1 maart 2024.",
        "Alle jeugdbewegingen kregen een bezoek.",
    )
    een.promise("1", "Instapkamp in de zomer", "15 tot 19 juli 2024", "40 kinderen")
    twee.name("Jeugdwerk (vervolg)")
    twee.motivate(
        "Voor de tieners hebben we nog geen aanbod gevonden.",
        "Er is overleg met het jeugdhuis.",
    )
    twee.promise("1", "Tienerwerking in het jeugdhuis", "oktober 2024", "30 tieners")

    form.keep_acties(18, 19)
    cel = form.verwachting(18)
    ja, nee = find(cel, "0 Ja"), find(cel, "0 Nee")
    replace(ja, "0 Ja", "x Ja")
    replace(nee, "0 Nee", "x Nee")
    answer(following(ja), "de zelfevaluatie en de ambitie liggen vast.")
    answer(nee, "de dienst die dit zou opnemen, wordt opgeheven.")
    for opening, text in (
        ("Inclusieve mobiliteit", "Vlakke oversteken in het centrum."),
        ("Toegankelijke evenementen", "Rolstoelplatform op de Lokerse Feesten."),
        ("Versterking van beleids", "Adviesraad met ervaringsdeskundigen."),
    ):
        answer(below(cel, opening), text)
    form.drop_deel(3)
    return form.save()
