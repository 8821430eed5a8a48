"""Toekenningen: what each bestuur of the samples committed to, as ABB would list it."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tools.samples.werkblad import Lijn

KOLOMMEN: Final = (
    "bestuur",
    "actie",
    "te_behalen",
    "subsidie",
    "soort",
    "partners",
    "doelgroep",
    "contact",
    "email",
    "stimulansen",
)

# Euro for one KPI (application form of project year 1).
_TARIEF: Final = {
    2: 25000, 5: 60, 7: 650, 8: 650, 9: 650, 10: 650, 11: 320, 13: 210, 14: 210,
    15: 320, 16: 25000, 17: 90, 18: 25000, 19: 25000, 20: 170, 22: 5800, 23: 210,
    24: 210,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Toekenning:
    """What one bestuur was granted: per action or doelgroep the KPI to reach.

    `bestuur` is how the list of ABB names it; `naam` and `nummer` (NIS or KBO) are what
    ABB filled in on the workbook.
    """

    bestuur: str
    naam: str
    nummer: str
    kpi: Mapping[Lijn, int]
    contact: str
    email: str
    soort: str = "gemeente"
    partners: tuple[str, ...] = ()
    stimulansen: str = ""


SINT_PIETERS_LEEUW: Final = Toekenning(
    bestuur="Sint-Pieters-Leeuw",
    naam="Sint-Pieters-Leeuw",
    nummer="23077",
    kpi={5: 1500, 9: 100, 13: 180, 15: 300, 24: 180},
    contact="Lore Vanderlinden (fictief)",
    email="samenleven@sint-pieters-leeuw.be",
)
HALLE: Final = Toekenning(
    bestuur="23027",  # a NIS code is as good as a name
    naam="Halle",
    nummer="23027",
    kpi={2: 1, 5: 1200, 9: 40, 13: 150, 15: 200, 24: 120},
    contact="Marijke De Smet (fictief)",
    email="samenleven@halle.be",
)
VILVOORDE: Final = Toekenning(
    bestuur="Stad Vilvoorde",
    naam="Vilvoorde",
    nummer="23088",
    kpi={5: 2000, 15: 300, 16: 1, 22: 4},
    contact="Younes Lambrechts (fictief)",
    email="diversiteit@vilvoorde.be",
)
DILBEEK: Final = Toekenning(
    bestuur="Dilbeek",
    naam="Dilbeek",
    nummer="23016",
    kpi={5: 1000, 13: 60, 15: 250, 18: 1},
    contact="Hilde Mertens (fictief)",
    email="welzijn@dilbeek.be",
)
GRIMBERGEN: Final = Toekenning(
    bestuur="Gemeente Grimbergen",
    naam="Grimbergen",
    nummer="23025",
    kpi={5: 800, 15: 180, 24: 100},
    contact="Koen Peeters (fictief)",
    email="samenleven@grimbergen.be",
)
MACHELEN: Final = Toekenning(
    bestuur="Machelen",
    naam="Machelen",
    nummer="23047",
    kpi={5: 1500, 9: 80, 15: 120},
    contact="Fatima Claes (fictief)",
    email="sociaalhuis@machelen.be",
)
TURNHOUT: Final = Toekenning(
    bestuur="Turnhout",
    naam="Turnhout",
    nummer="13040",
    kpi={
        2: 1,
        11: 60,
        (17, "professionals"): 100,
        (17, "burgers"): 100,
        18: 1,
        19: 1,
    },
    contact="Bram Wouters (fictief)",
    email="samenleven@turnhout.be",
)
MECHELEN: Final = Toekenning(
    bestuur="Mechelen",
    naam="Mechelen",
    nummer="12025",
    kpi={9: 200, 13: 180, 20: 150, 22: 4},
    contact="Sarah Goossens (fictief)",
    email="diversiteit@mechelen.be",
    stimulansen="mentorbestuur",
)
OOSTENDE: Final = Toekenning(
    bestuur="Oostende",
    naam="Oostende",
    nummer="35013",
    kpi={5: 2250, 8: 150, 10: 40, 14: 180, 16: 1},
    contact="Pieter Devos (fictief)",
    email="samenleven@oostende.be",
    stimulansen="sociale_impact_obligatie",
)
GENK: Final = Toekenning(
    bestuur="Genk",
    naam="Genk",
    nummer="0207.201.797",
    kpi={5: 1800, 7: 60, 14: 180, 15: 300},
    contact="Elif Jansen (fictief)",
    email="samenleven@genk.be",
)
EEKLO: Final = Toekenning(
    bestuur="Eeklo",
    naam="Eeklo",
    nummer="43005",
    kpi={2: 1, 5: 2000, 13: 100, 15: 240},
    contact="Annelies De Baets (fictief)",
    email="welzijn@eeklo.be",
    soort="samenwerkingsverband",
    partners=("Wetteren", "Zelzate", "Maldegem", "Aalter"),
    stimulansen="samenwerkingsverband",
)
LOKEREN: Final = Toekenning(
    bestuur="Lokeren",
    naam="Lokeren",
    nummer="46014",
    kpi={
        (17, "professionals"): 50,
        (17, "burgers"): 50,
        18: 1,
        19: 1,
        23: 90,
    },
    contact="Wim Van Acker (fictief)",
    email="welzijn@lokeren.be",
)
VGC: Final = Toekenning(
    bestuur="Vlaamse Gemeenschapscommissie",
    naam="Vlaamse Gemeenschapscommissie",
    nummer="",
    kpi={5: 2250, 13: 150, 24: 180},
    contact="Nadia Vermeersch (fictief)",
    email="samenleven@vgc.be",
    soort="vgc",
)
DE_RAND: Final = Toekenning(
    bestuur="vzw de Rand",
    naam="vzw 'de Rand'",
    nummer="",
    kpi={5: 1500, 13: 120, 15: 200, 23: 60},
    contact="Tom Wuyts (fictief)",
    email="samenleven@derand.be",
    soort="vzw",
)
# These two sent no report.
AALST: Final = Toekenning(
    bestuur="Aalst",
    naam="Aalst",
    nummer="41002",
    kpi={7: 100, 15: 250},
    contact="Els Buyse (fictief)",
    email="samenleven@aalst.be",
)
LEUVEN: Final = Toekenning(
    bestuur="Leuven",
    naam="Leuven",
    nummer="24062",
    kpi={7: 150, 20: 200, 24: 160},
    contact="Jonas Smets (fictief)",
    email="diversiteit@leuven.be",
)

TOEKENNINGEN: Final = (
    SINT_PIETERS_LEEUW,
    HALLE,
    VILVOORDE,
    DILBEEK,
    GRIMBERGEN,
    MACHELEN,
    TURNHOUT,
    MECHELEN,
    OOSTENDE,
    GENK,
    EEKLO,
    LOKEREN,
    VGC,
    DE_RAND,
    AALST,
    LEUVEN,
)


def as_csv() -> bytes:
    """All of them as ABB's list: semicolons, as Excel in Flanders saves them."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(KOLOMMEN)
    for toekenning in TOEKENNINGEN:
        for lijn, te_behalen in toekenning.kpi.items():
            actie, doelgroep = (lijn, "") if isinstance(lijn, int) else lijn
            writer.writerow(
                (
                    toekenning.bestuur,
                    actie,
                    te_behalen,
                    te_behalen * _TARIEF[actie],
                    toekenning.soort,
                    "|".join(toekenning.partners),
                    doelgroep,
                    toekenning.contact,
                    toekenning.email,
                    toekenning.stimulansen,
                )
            )
    return target.getvalue().encode("utf-8-sig")
