"""Oostende: a percentage where a count is asked, put right in a later workbook.

What the first mail says in Word stays in force: the second speaks of Excel alone.
"""

from dataclasses import replace
from typing import Final

from tools.samples.edits import answer, below, find, following, retype
from tools.samples.eml import Mail
from tools.samples.formulier import Formulier
from tools.samples.post import excel, letter, moment, reported, word
from tools.samples.toekenningen import OOSTENDE
from tools.samples.werkblad import Lijn, Waarde

_DAG: Final = moment(4, 24, 17, 31)
_LATER: Final = moment(5, 2, 9, 14)
_BEHAALD: Final[dict[Lijn, Waarde]] = {
    5: 3100,
    8: 20,
    (10, "nieuwkomers"): 9,
    (10, "vrouwen"): 3,
    (10, "personen met een handicap"): 1,
    14: "75%",
    16: 1,
}
# ABB's list gives one number for action 10; the workbook splits it.
_OP_HET_WERKBLAD: Final = replace(
    OOSTENDE,
    kpi={
        5: 2250,
        8: 150,
        (10, "nieuwkomers"): 25,
        (10, "vrouwen"): 10,
        (10, "personen met een handicap"): 5,
        14: 180,
        16: 1,
    },
)

_TEKST: Final = """\
Beste

Zie bijlagen. Bij actie 8 zitten we nog onder de 25 %, de uitleg staat in het
Word-document.
"""
_VERBETERD: Final = """\
Beste

In onze Excel van vorige week stond bij actie 14 een percentage in plaats van een
aantal. In bijlage de verbeterde versie. Het Word-document blijft hetzelfde.
"""


def mail() -> Mail:
    """Both documents, the workbook with a mistake."""
    return Mail(
        id="oostende.20240424.1731@oostende.be",
        van=("Samenleven Oostende", "samenleven@oostende.be"),
        ontvangen=_DAG,
        onderwerp="Oostende: tussentijds rapport Plan Samenleven",
        tekst=letter(_TEKST, "Team Samenleven\nStad Oostende"),
        bijlagen=(
            excel("Rapport Oostende.xlsx", _kpi(_BEHAALD)),
            word("Oostende motivatie.docx", _motivatie()),
        ),
    )


def corrected() -> Mail:
    """The workbook alone, put right."""
    return Mail(
        id="oostende.20240502.0914@oostende.be",
        van=("Samenleven Oostende", "samenleven@oostende.be"),
        ontvangen=_LATER,
        onderwerp="RE: Oostende: tussentijds rapport Plan Samenleven",
        tekst=letter(_VERBETERD, "Team Samenleven\nStad Oostende"),
        bijlagen=(excel("Rapport Oostende v2.xlsx", _kpi({**_BEHAALD, 14: 96})),),
    )


def _kpi(behaald: dict[Lijn, Waarde]) -> bytes:
    return reported(_OP_HET_WERKBLAD, behaald, _DAG)


def _motivatie() -> bytes:
    form = Formulier("Stad Oostende – fictief voorbeeld", OOSTENDE.contact, _DAG)
    blok = form.blok()
    blok.name("Actie 8 (schoolmoeë jongeren)")
    blok.count("150", "20 jongeren")
    blok.motivate(
        "De partner die de jongeren zou begeleiden, stopte eind november.",
        "Sinds februari begeleiden twee eigen medewerkers de jongeren.",
    )
    blok.promise(
        "1",
        "Time-out met de centra voor leren en werken",
        "tegen december 2024",
        "90 jongeren",
    )
    # All of the second initiative on one line.
    blok.promise(
        "2", "Huiskamer met het CLB (timing: oktober 2024, KPI: 60)", None, None
    )
    blok.drop_initiatief("2", keep_first=True)
    blok.drop_initiatief("x")

    form.keep_acties(16)
    cel = form.verwachting(16)
    # No tick: a reason behind Ja is all there is.
    answer(
        following(find(cel, "0 Ja")),
        "het plan loopt sinds januari en de vier onderdelen zijn gestart.",
    )
    for label, text in (
        ("Preventie", "Campagne op het strand en in het uitgaansleven."),
        ("Protectie", "Schuiladressen bij 25 handelaars op de dijk."),
        ("Participatie", "Drie groepsgesprekken met jonge vrouwen."),
        ("Prosecutie", "Lokfietsen en vaste contactpersoon bij de politie."),
    ):
        answer(below(cel, label), text)
    form.keep_stimulans("impact")
    answer(
        form.stimulans("Welke stappen"),
        "We spraken met twee mogelijke investeerders. Tegen september is er een "
        "intentieverklaring.",
    )
    retype(
        form.stimulans("Welke maatschappelijke"),
        "Langdurige werkloosheid bij anderstalige jongeren.",
    )
    return form.save()
