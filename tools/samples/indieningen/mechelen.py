"""Mechelen: the form with nothing deleted, one action and the mentorship filled in.

A colleague forwards the same workbook under another name.
"""

from typing import Final

from tools.samples.edits import VET, answer, below, find, following, set_all_in
from tools.samples.eml import Mail
from tools.samples.formulier import Formulier
from tools.samples.post import excel, letter, moment, reported, word
from tools.samples.toekenningen import MECHELEN
from tools.samples.werkblad import Lijn, Waarde

_DAG: Final = moment(4, 22, 9, 5)
_BEHAALD: Final[dict[Lijn, Waarde]] = {9: 88, 13: 120, 20: 60, 22: 4}

_TEKST: Final = """\
Beste

De eersten zijn we vast. In bijlage de rapportage van Mechelen, ook als mentorbestuur.
"""
_DOORGESTUURD: Final = """\
Beste

Mijn collega is er niet. Zij stuurde dit normaal gezien al door, maar voor de zekerheid
bezorg ik het rapport nog eens.
"""


def mail() -> Mail:
    """Both documents under the names of the templates."""
    return Mail(
        id="0c5b1f20-mechelen-1@mechelen.be",
        van=("Diversiteit Mechelen", "diversiteit@mechelen.be"),
        ontvangen=_DAG,
        onderwerp="Rapportering projectjaar 2",
        tekst=letter(_TEKST, "Dienst Diversiteit\nStad Mechelen"),
        bijlagen=(
            word("motivatie-pj2-tussentijds.docx", _motivatie()),
            excel("kpi-rapport.xlsx", _kpi()),
        ),
    )


def forwarded() -> Mail:
    """The same workbook once more, from another address."""
    return Mail(
        id="0c5b1f20-mechelen-2@mechelen.be",
        van=("Onthaal Sociaal Huis Mechelen", "onthaal@mechelen.be"),
        ontvangen=moment(4, 25, 11, 40),
        onderwerp="FW: Rapportering projectjaar 2",
        tekst=letter(_DOORGESTUURD, "Onthaal Sociaal Huis\nStad Mechelen"),
        bijlagen=(excel("kpi-rapport (003).xlsx", _kpi()),),
    )


def _kpi() -> bytes:
    return reported(MECHELEN, _BEHAALD, _DAG)


def _motivatie() -> bytes:
    form = Formulier("Stad Mechelen – fictief voorbeeld", MECHELEN.contact, _DAG)
    cel = form.verwachting(22)
    ja = find(cel, "0 Ja")
    set_all_in(ja, VET)
    answer(following(ja), "in elk van de vier wijken is een pleinmaker actief.")
    # One paragraph, four lines: one less than the form asks.
    answer(
        below(cel, "De pleinmaker ondernam"),
        "Bewoners aanspreken op het plein\v"
        "Vrijwilliger in het buurthuis\v"
        "Maandelijks overleg met de wijkregisseur\v"
        "Bewoners begeleiden naar het wijkrestaurant",
    )
    answer(form.stimulans("Hoeveel lerende netwerken"), "3")
    answer(form.stimulans("Hoeveel lokale besturen"), "17 lokale besturen")
    answer(
        form.stimulans("Op welke manier"),
        "We kwamen drie keer een volle dag samen: in oktober in Mechelen, in december "
        "bij een deelnemend bestuur en in maart online. Elke keer brachten twee "
        "besturen een vraag mee, die we in kleine groepen uitwerkten. Na elke "
        "bijeenkomst kreeg iedereen een verslag met afspraken en materiaal.",
    )
    answer(
        form.stimulans("Hoe werd de rol"),
        "Leerrijk: we kregen zelf ook nieuwe ideeën mee.",
    )
    return form.save()
