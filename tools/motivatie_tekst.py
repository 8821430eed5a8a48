"""Motivatietekst: every word of the official Word form, in the markup of `word_parts`.

The words are ABB's to the letter, slips included ("Opmaakt actieplan", "de lerende
netwerk", "oblgiaties", a bracket that never closes, a typed zero for a tick box);
`tests/test_official_form.py` compares what comes out with the official text. The rows
of section 2 stand in `motivatie_acties`.

Only the mid-term edition of project year 2 is public. That of the end report is made of
the same words, with its own report and threshold in them.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from tools.motivatie_acties import (
    ACTIE_2,
    ACTIE_16,
    ACTIE_18,
    ACTIE_19,
    ACTIE_22,
)
from tools.word_parts import Rij, Tabel


@dataclass(frozen=True, slots=True, kw_only=True)
class Editie:
    """What one round's form says otherwise than another's; `gemaakt` is when it opened.

    `rapportage` is the name of the report inside a sentence, `drempel` what must have
    been reached.
    """

    rapportage: str
    drempel: str
    gemaakt: dt.datetime

    @property
    def titel(self) -> str:
        """The title of the form."""
        return f"Motivatie {self.rapportage} projectjaar 2 Plan Samenleven"


TUSSENTIJDS: Final = Editie(
    rapportage="tussentijdse rapportage",
    drempel="25%",
    gemaakt=dt.datetime(2024, 4, 22, tzinfo=dt.UTC),
)
EIND: Final = Editie(
    rapportage="eindrapportage",
    drempel="100%",
    gemaakt=dt.datetime(2024, 10, 1, tzinfo=dt.UTC),
)


def inleiding(editie: Editie) -> str:
    """Return what stands above the first section."""
    return f"""\
= {editie.titel}
/ //////////////////////////////////////////////////////////////////////////////////////
Op plansamenleven.be kan u alle info terugvinden over de {editie.rapportage}.
### Werk in volgende stappen:
(1) Duid in het Exceldocument de behaalde KPI’s aan.
(1) Duid hieronder aan wat van toepassing is en verwijder wat niet van toepassing is.
(1) Indien voor meerdere acties {editie.drempel} niet werd behaald of indien meerdere \
acties op stadsniveau (vb. meerdere actieplannen), kopieer dan telkens een lijntje.
(1) Bundel alle antwoorden dus in dit document.
### Tips:
- Zorg dat er in de motivatie voldoende inspanningen benoemd worden waaruit duidelijk \
blijkt dat naar de minimale verwachtingen gestreefd werd (indien niet \
{editie.drempel} behaald werd).
- Baseer je op de minimale verwachtingen, vermeld per actie op plansamenleven.be.
~
"""


_INITIATIEVEN: Final = "".join(
    f"""\
**Initiatief {teken}:** (vul aan)
**Timing:** (tegen wanneer gaat het initiatief rond zijn)
**KPI:** (hoeveel KPI gaat dit initiatief opleveren)
~
"""
    for teken in ("1", "2", "x")
)

_VERLENGEN: Final = """\
**Conclusie:**
~
Het lokaal bestuur kan de actie in het derde projectjaar verlengen: Ja/Nee
"""


def deel_1(editie: Editie) -> Tabel:
    """Return section 1, with one block."""
    return Tabel(
        omschrijving=f"Motivatie per actie waarvoor {editie.drempel} niet werd behaald",
        breedtes=(3969, 5669),
        rijen=(
            Rij("kop", (f"# 1. INDIEN {editie.drempel} NIET WERD BEHAALD",)),
            Rij(
                "vraag",
                ("**Te behalen KPI:** (vul aan)", "**Behaald KPI:** (vul aan)"),
            ),
            Rij(
                "vraag",
                (
                    f"**Waarom werd {editie.drempel} niet behaald?** (vul aan)\n~",
                    "**Dit zijn de inspanningen van het lokaal bestuur om het "
                    "vooropgestelde KPI binnen afzienbare tijd te behalen:** "
                    "(vul aan)\n~\n" + _INITIATIEVEN,
                ),
            ),
            Rij(
                "jury",
                (
                    "**Jurering ABB:** (ABB vult aan)\n"
                    "Lokaal bestuur benoemt voldoende concrete initiatieven om 100% "
                    "KPI te behalen: Ja/Nee\n" + _VERLENGEN,
                ),
            ),
        ),
    )


KOP_2: Final = """\
# 2. INDIEN ACTIE OP WIJK- OF STADSNIVEAU (pleinmakers, actieplan, \
correspondentietesten)
"""

DEEL_2: Final = Tabel(
    omschrijving="Minimale verwachtingen per actie op wijk- of stadsniveau",
    breedtes=(4649, 4989),
    rijen=(
        Rij(
            "kolomkop",
            (
                "| Minimale verwachtingen per actie",
                "| Worden de minimale verwachtingen behaald?",
            ),
        ),
        ACTIE_2,
        ACTIE_16,
        ACTIE_18,
        ACTIE_19,
        ACTIE_22,
        Rij(
            "jury",
            (
                "**Jurering ABB:** (ABB vult aan)\n"
                "Lokaal bestuur benoemt voldoende concrete initiatieven om de actie te "
                "voltooien: Ja/Nee\n" + _VERLENGEN,
            ),
        ),
    ),
)

KOP_3: Final = "# 3. INDIEN STIMULANS"

DEEL_3: Final = Tabel(
    omschrijving="Financiële stimulansen",
    breedtes=(9638,),
    rijen=(
        Rij("titel", ("## Financiële stimulans samenwerkingsverband",)),
        Rij(
            "vraag",
            (
                """\
Beschrijf kort hoe u de samenwerking hebt georganiseerd. (max. 250 tekens)
(Vul aan)
~
""",
            ),
        ),
        Rij("titel", ("## Financiële stimulans mentorbestuur",)),
        Rij(
            "vraag",
            (
                """\
- Hoeveel lerende netwerken werden er georganiseerd?
> (Vul aan)
- Hoeveel lokale besturen namen deel?
> (Vul aan)
- Op welke manier werden de lerende netwerk georganiseerd? (max. 250 tekens)
> (Vul aan)
- Hoe werd de rol als mentorbestuur ervaren? (max. 250 tekens)
> (Vul aan)
""",
            ),
        ),
        Rij("titel", ("## Financiële stimulans sociale impact oblgiaties",)),
        Rij(
            "vraag",
            (
                """\
Welke stappen werden gezet en welke worden nog genomen om tot een Sociale Impact \
Obligatie te komen? (max. 250 tekens)
(Vul aan)
~
- Welke maatschappelijke problemen, gekoppeld aan het Plan Samenleven, wil je \
aanpakken met een Sociale Impact Obligatie? (max. 250 tekens)
> (Vul aan)
""",
            ),
        ),
        Rij("jury", ("**Jurering ABB:**\n~",)),
    ),
)
