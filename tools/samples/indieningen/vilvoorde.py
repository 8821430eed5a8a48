"""Vilvoorde: two actions at the level of the city, ticked in two ways, prompts and all.

The mail shows a logo in its signature; the workbook holds numbers as text.
"""

from typing import Final

from tools.samples.edits import (
    BLAUW,
    answer,
    below,
    find,
    following,
    replace,
    retype,
    type_below,
)
from tools.samples.eml import Bijlage, Mail
from tools.samples.formulier import Formulier
from tools.samples.post import excel, letter, logo, moment, reported, word
from tools.samples.toekenningen import VILVOORDE
from tools.samples.werkblad import Lijn, Waarde

_DAG: Final = moment(4, 30, 14, 3)
_BEHAALD: Final[dict[Lijn, Waarde]] = {5: "1.120", 15: "210", 16: 1, 22: 4}
_CID: Final = "logo.20240430@vilvoorde.be"

_TEKST: Final = """\
Dag collega's

In bijlage vinden jullie ons ingevulde rapport en het motivatiedocument. Voor de acties
5 en 15 zitten we boven de 25 %.
"""
_HTML: Final = f"""\
<html><body><p>Dag collega's</p>
<p>In bijlage vinden jullie ons ingevulde rapport en het motivatiedocument. Voor de
acties 5 en 15 zitten we boven de 25&nbsp;%.</p>
<p>Met vriendelijke groeten<br>Dienst Diversiteit<br>Stad Vilvoorde</p>
<p><img src="cid:{_CID}" alt="logo" width="120"></p>
<p>(Fictieve mail: een voorbeeld bij dit programma.)</p></body></html>
"""


def mail() -> Mail:
    """A letter in HTML, with the official workbook and the official form."""
    return Mail(
        id="AM0PR08MB4402.20240430140300@vilvoorde.be",
        van=("Dienst Diversiteit Vilvoorde", "diversiteit@vilvoorde.be"),
        ontvangen=_DAG,
        onderwerp="Plan Samenleven Vilvoorde: rapportage",
        tekst=letter(_TEKST, "Dienst Diversiteit\nStad Vilvoorde"),
        html=_HTML,
        bijlagen=(
            Bijlage(naam="logo.png", inhoud=logo(), soort="image/png", cid=_CID),
            word("20240430_Motivatie PJ2_Vilvoorde.docx", _motivatie()),
            excel("Vilvoorde kpi.xlsx", reported(VILVOORDE, _BEHAALD, _DAG)),
        ),
    )


def _motivatie() -> bytes:
    form = Formulier("Stad Vilvoorde – fictief voorbeeld", VILVOORDE.contact, _DAG)
    form.drop_intro()
    form.drop_deel(1)
    form.drop_kop(2)
    form.keep_acties(16, 22)
    _straatintimidatie(form)
    _pleinmakers(form)
    return form.save()


def _straatintimidatie(form: Formulier) -> None:
    cel = form.verwachting(16)
    ja = find(cel, "0 Ja")
    replace(ja, "0 Ja", "x Ja")
    answer(
        following(ja),
        "het plan werd op 25 maart 2024 goedgekeurd door de gemeenteraad.",
        keep=True,
    )
    preventie = below(cel, "Preventie")
    answer(preventie, "Affichecampagne op school en in het uitgaansleven", BLAUW)
    # The prompt stays, and the answer stands under it.
    protectie = below(cel, "Protectie")
    type_below(protectie, "Meldpunt aan het onthaal, met doorverwijzing naar het CAW")
    answer(
        below(cel, "Participatie"),
        "De jongerenraad schreef mee aan het plan\n"
        "Wandeling met bewoners langs onveilige plekken",
    )
    prosecutie = below(cel, "Prosecutie")
    retype(prosecutie, "Vul aan: maandelijks overleg met de politiezone")


def _pleinmakers(form: Formulier) -> None:
    cel = form.verwachting(22)
    ja = find(cel, "0 Ja")
    replace(ja, "0 Ja", "☒ Ja")
    answer(following(ja), "de vier pleinmakers zijn sinds november aan de slag.")
    answer(
        below(cel, "De pleinmaker ondernam"),
        "Bewoners aanspreken op het plein, elke woensdagnamiddag\n"
        "Meehelpen in de speelotheek als vrijwilliger\n"
        "Overleg met de wijkwerkers, om de maand\n"
        "Deelnemen aan het buurtontbijt\n"
        "Straatfeest in de Bergstraat op 25 mei 2024\n"
        "Bewoners meenemen naar de inschrijvingsdag van de sportclubs",
    )
