"""KPI-tekst: what the KPI workbook says, apart from how it looks.

Which actions there are, what they are called and what is counted, tells
`mappings/acties.toml`.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.catalogus import load_catalogus
from pipeline.resources import mappings


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


_PROJECTJAAR: Final = 2
# Whether the doelgroepen of projectjaar 1 still hold for this action is not known: the
# report keeps a line for each of them.
_AS_BEFORE: Final = {10: 1}
_SPLIT: Final = 2  # one doelgroep is the whole action

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


def _acties() -> Iterator[Actie]:
    catalogus = load_catalogus(mappings())
    for actie in catalogus.acties_van(_PROJECTJAAR):
        jaar = actie.jaren[_PROJECTJAAR]
        split = actie.jaren[_AS_BEFORE.get(actie.nummer, _PROJECTJAAR)]
        groepen = tuple(groep.naam for groep in split.doelgroepen)
        yield Actie(
            nummer=actie.nummer,
            naam=actie.naam,
            eenheid=jaar.kpi_eenheid,
            doelgroepen=groepen if len(groepen) >= _SPLIT else (),
            minimale_verwachtingen=actie.is_judged_on_expectations(_PROJECTJAAR),
        )


ACTIES: Final = tuple(_acties())

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
