"""Eeklo: one municipality reports for five, and a partner sends the mail.

Somebody filled in the jury's row as well.
"""

from typing import Final

from tools.samples.edits import (
    DOORGEHAALD,
    VET,
    answer,
    below,
    find,
    following,
    set_in,
    type_below,
)
from tools.samples.eml import Mail
from tools.samples.formulier import Formulier
from tools.samples.post import excel, letter, moment, reported, word
from tools.samples.toekenningen import EEKLO
from tools.samples.werkblad import Lijn, Waarde

_DAG: Final = moment(5, 6, 11, 2)
_BEHAALD: Final[dict[Lijn, Waarde]] = {2: 1, 5: 910, 13: 40, 15: 52}

_TEKST: Final = """\
Beste

Namens het samenwerkingsverband (Eeklo, Wetteren, Zelzate, Maldegem en Aalter) bezorg ik
u de tussentijdse rapportage. Eeklo dient in voor de vijf besturen.
"""


def mail() -> Mail:
    """The official workbook and form, from the address of a partner."""
    return Mail(
        id="8f1c22.1714986120@maldegem.be",
        van=("Diversiteit Maldegem", "diversiteit@maldegem.be"),
        ontvangen=_DAG,
        onderwerp="Rapportage samenwerkingsverband Eeklo",
        tekst=letter(_TEKST, "Diversiteitsmedewerker Meetjesland"),
        bijlagen=(
            word("Motivatie Eeklo en partners.docx", _motivatie()),
            excel("KPI-rapport Meetjesland.xlsx", reported(EEKLO, _BEHAALD, _DAG)),
        ),
    )


def _motivatie() -> bytes:
    form = Formulier(
        "Samenwerkingsverband Eeklo – fictief voorbeeld", EEKLO.contact, _DAG
    )
    form.drop_kop(1)
    blok = form.blok()
    blok.name("15 Brugfiguren")
    blok.count("240", "52*", keep=True)
    # The prompts stay, the answers stand on the next lines.
    type_below(
        blok.waarom,
        "Aalter en Zelzate vonden pas in maart een brugfiguur.\n"
        "In de andere drie gemeenten loopt het zoals gepland.",
    )
    type_below(
        blok.inspanningen,
        "De brugfiguren van Eeklo en Wetteren werken tot juni halftijds in Aalter.",
    )
    blok.promise(
        "1", "Instapdagen in zes kleuterscholen", "26 tot 30 augustus 2024", "120"
    )
    blok.promise(
        "2", "Oudercafés in elke gemeente", "vanaf oktober 2024", "80 kinderen"
    )
    oordeel = find(blok.jury, "Lokaal bestuur benoemt")
    set_in(oordeel, "Ja", VET)
    answer(find(blok.jury, "Conclusie"), "Wij zijn ervan overtuigd dat dit lukt.")

    cel = form.verwachting(2)
    keuze = find(cel, "Ja/Nee")
    set_in(keuze, "Nee", DOORGEHAALD)
    answer(
        following(keuze),
        "Enkel Eeklo werkt aan deze actie. De omgevingsanalyse is klaar.",
    )
    for opening, text in (
        ("Acties over het tegengaan van polarisatie", "Vorming voor 15 bruggenbouwers"),
        ("Acties over het aanzetten tot discriminatie", "Meldpunt bij de wijkagenten"),
        ("Vorming en opleiding", "Intervisie voor de baliemedewerkers"),
    ):
        answer(below(cel, opening), text)
    answer(
        form.stimulans("Beschrijf kort"),
        "Een stuurgroep met de vijf schepenen komt drie keer per jaar samen. De "
        "medewerkers zien elkaar elke maand.",
    )
    return form.save()
