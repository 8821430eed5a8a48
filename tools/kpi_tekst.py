"""KPI-tekst: what the KPI workbook says, apart from how it looks.

The actions stand here until `mappings/acties.toml` holds them.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Actie:
    """A subsidised action and how it is counted; `doelgroepen` only where split."""

    nummer: int
    naam: str
    eenheid: str
    doelgroepen: tuple[str, ...] = ()
    minimale_verwachtingen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ronde:
    """The reporting round that the workbook is for; `gemaakt` is when it opened.

    `rapportage` is the name of the report in that of the Word document.
    """

    naam: str
    rapportage: str
    periode: str
    uiterste_indiendatum: dt.date
    drempel: float
    gemaakt: dt.datetime

    @property
    def deel(self) -> str:
        """The threshold as people write it: `25 %`."""
        return f"{self.drempel * 100:.0f} %"


_JONGEREN: Final = "kwetsbare kinderen en jongeren (< 25 jaar)"
_ACTIEPLAN: Final = "lokaal actieplan"

TUSSENTIJDS: Final = Ronde(
    naam="Tussentijdse rapportage projectjaar 2",
    rapportage="tussentijdse rapportage",
    periode="1/10/2023 – 31/03/2024",
    uiterste_indiendatum=dt.date(2024, 5, 6),
    drempel=0.25,
    gemaakt=dt.datetime(2024, 4, 22, tzinfo=dt.UTC),
)
EIND: Final = Ronde(
    naam="Eindrapportage projectjaar 2",
    rapportage="eindrapportage",
    periode="1/10/2023 – 30/09/2024",
    uiterste_indiendatum=dt.date(2024, 10, 15),
    drempel=1,
    gemaakt=dt.datetime(2024, 10, 1, tzinfo=dt.UTC),
)

ACTIES: Final = (
    Actie(
        nummer=2,
        naam="Lokaal actieplan polarisatie ontwikkelen en uitrollen",
        eenheid=_ACTIEPLAN,
        minimale_verwachtingen=True,
    ),
    Actie(
        nummer=5,
        naam="Oefenkansen Nederlands organiseren",
        eenheid="oefenkansen voor volwassen anderstaligen",
    ),
    Actie(
        nummer=6,
        naam="Begeleiding naar verkorte opleidingstrajecten (diploma van buiten EU)",
        eenheid="begeleide personen",
    ),
    Actie(nummer=7, naam="Begeleiding naar hogere studies", eenheid=_JONGEREN),
    Actie(
        nummer=8,
        naam="Begeleiding ongekwalificeerde uitstromers naar kwalificerend traject",
        eenheid="ongekwalificeerde uitstromers",
    ),
    Actie(
        nummer=9,
        naam="Begeleiding kansengroepen naar arbeidsmarkt",
        eenheid="personen met grotere afstand tot de arbeidsmarkt",
    ),
    Actie(
        nummer=10,
        naam="Begeleiding naar ondernemerschap",
        eenheid="begeleide personen",
        doelgroepen=("nieuwkomers", "vrouwen", "personen met een handicap"),
    ),
    Actie(
        nummer=11,
        naam="Mentoring naar werk",
        eenheid="begeleide personen van buitenlandse herkomst",
    ),
    Actie(nummer=13, naam="In contact brengen met sport", eenheid=_JONGEREN),
    Actie(
        nummer=14,
        naam="In contact brengen met bedrijfsleven",
        eenheid="jongeren met grotere afstand tot de arbeidsmarkt",
    ),
    Actie(nummer=15, naam="Brug leggen naar onderwijs", eenheid=_JONGEREN),
    Actie(
        nummer=16,
        naam="Lokaal actieplan straatintimidatie ontwikkelen en uitrollen",
        eenheid=_ACTIEPLAN,
        minimale_verwachtingen=True,
    ),
    Actie(
        nummer=17,
        naam="Opleiden in omstaandersprincipe",
        eenheid="gevormde personen",
        doelgroepen=("professionals", "burgers"),
    ),
    Actie(
        nummer=18,
        naam="Lokaal actieplan integrale toegankelijkheid ontwikkelen en uitrollen",
        eenheid=_ACTIEPLAN,
        minimale_verwachtingen=True,
    ),
    Actie(
        nummer=19,
        naam="Correspondentietesten uitvoeren",
        eenheid="bestuur dat correspondentietesten inzet",
        minimale_verwachtingen=True,
    ),
    Actie(
        nummer=20,
        naam="Sociale mix in scholen bevorderen",
        eenheid="begeleide gezinnen",
    ),
    Actie(
        nummer=21,
        naam="Begeleiding naar lerarenopleiding",
        eenheid="begeleide personen",
        doelgroepen=("jongeren van buitenlandse herkomst", "jongeren met een handicap"),
    ),
    Actie(
        nummer=22,
        naam="Pleinmakers",
        eenheid="pleinmakers",
        minimale_verwachtingen=True,
    ),
    Actie(nummer=23, naam="In contact brengen met jeugdwerk", eenheid=_JONGEREN),
    Actie(nummer=24, naam="In contact brengen met cultuur", eenheid=_JONGEREN),
)

TITEL: Final = "KPI-rapport Plan Samenleven"
MAILADRES: Final = "samenleven@vlaanderen.be"
MINIMALE_VERWACHTINGEN: Final = "minimale verwachtingen"


def lees_mij(ronde: Ronde) -> str:
    """Return the sheet `Lees mij`: `# ` opens a heading, other lines are steps."""
    return f"""\
# Zo vult u het rapport in
Ga naar het blad ‘KPI-rapport’.
Vul bij elke actie waarvoor uw bestuur een KPI te behalen heeft de gele cel \
‘Behaald KPI’ in. Alleen de gele cellen moet u invullen.
Vul een getal in, zonder tekst erbij: 65, niet ‘65 gezinnen’ of ‘ca. 65’. Is er nog \
niets behaald, vul dan 0 in: een lege cel betekent dat u het aantal niet opgeeft.
Tel het volledige bereik van uw bestuur mee, of van alle besturen van het \
samenwerkingsverband samen, ook het bereik van vóór het plan.
Wilt u iets toelichten, of klopt een gegeven bovenaan niet? Schrijf het in uw mail: \
alleen de gele cellen zijn open.
Bewaar het bestand als Excelbestand (.xlsx) en wijzig geen rijen, kolommen of namen \
van bladen.
# Wat de kolommen zeggen
Te behalen KPI: het aantal uit uw bevestigingsmail. Klopt het niet? Mail ons en pas \
het niet zelf aan.
Doelgroep: alleen ingevuld bij acties die per doelgroep geteld worden, met een lijn \
per doelgroep.
%: wat u behaalde tegenover wat te behalen is, per lijn. Het wordt vanzelf berekend.
{ronde.deel} gehaald?: geldt voor de actie in haar geheel, alle doelgroepen samen. \
Precies {ronde.deel} is gehaald.
# Wat u nog moet doen
Staat er ‘Nee’ bij een actie? Motiveer ze dan in deel 1 van het Word-document \
‘Motivatie {ronde.rapportage}’.
Staat er ‘minimale verwachtingen’? Vul dan deel 2 van het Word-document in, wat het \
percentage ook is.
Mail dit Excelbestand en het Word-document samen naar {MAILADRES}, ten laatste op de \
uiterste indiendatum bovenaan het rapport.
"""


def legende(ronde: Ronde) -> tuple[tuple[str, str], ...]:
    """Return the colours by the name of their look, with what each says."""
    return (
        ("invullen", "Geel: in te vullen door uw bestuur"),
        ("vast", "Grijs: door ABB ingevuld of vanzelf berekend, vergrendeld"),
        ("ja", f"Groen: {ronde.deel} is gehaald"),
        ("nee", f"Rood: {ronde.deel} is niet gehaald, motivatie nodig"),
    )


VRAGEN: Final = "Vragen of een fout gezien? Mail naar"
