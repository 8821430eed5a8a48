"""Made-up dossiers, as small or as full as a test wants them."""

import datetime as dt
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pipeline import resources
from pipeline.dossier.catalogus import Catalogus, load_catalogus
from pipeline.dossier.model import (
    Actie,
    Bestuur,
    Bron,
    Doelgroep,
    Dossier,
    Herkomst,
    Indiening,
    Initiatief,
    Jurering,
    Kpi,
    Mentorbestuur,
    Motivatie,
    NietHerkend,
    Samenwerking,
    SocialeImpact,
    Stimulansen,
    Verwachtingen,
)
from pipeline.dossier.rondes import Ronde, load_rondes
from pipeline.findings import KINDS, Bevinding

CATALOGUS: Catalogus = load_catalogus(resources.mappings())
_found = load_rondes(resources.mappings()).ronde("pj2-tussentijds")
assert _found is not None
RONDE: Ronde = _found

WORD, EXCEL, GRANTS = "a" * 64, "b" * 64, "c" * 64
RECEIVED = dt.datetime(2024, 5, 3, 10, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))
BESTUUR = Bestuur(
    id="23077", naam="Sint-Pieters-Leeuw", soort="gemeente", kbo="0207513484"
)
BRONNEN = (
    Bron(
        sha256=WORD,
        naam="motivatie Sint-Pieters-Leeuw.docx",
        soort="motivatie",
        indiening="m1@spl.be",
        ontvangen=RECEIVED,
    ),
    Bron(
        sha256=EXCEL,
        naam="rapport.xlsx",
        soort="kpi",
        indiening="m1@spl.be",
        ontvangen=RECEIVED,
    ),
    Bron(sha256=GRANTS, naam="toekenningen.csv", soort="toekenningen"),
)
MAIL = Indiening(
    id="m1@spl.be",
    onderwerp="Tussentijdse rapportage Plan Samenleven",
    ontvangen=RECEIVED,
    tekst="Beste,\n\nIn bijlage onze rapportage.\n\nMet vriendelijke groeten",
)
WAAROM = (
    "De brugfiguur is pas in augustus 2023 gestart. De aanwervingsprocedure nam meer "
    "tijd in beslag dan voorzien.\n"
    "Daardoor konden in de eerste maanden maar weinig gezinnen begeleid worden; er "
    "staan meer dan 70 gezinnen op de wachtlijst."
)
INSPANNINGEN = (
    "We werken samen met alle 12 basisscholen van de gemeente.\n"
    "Elke school heeft nu een vast aanspreekpunt."
)
INITIATIEVEN = (
    Initiatief(
        omschrijving="Tweede brugfiguur aanwerven voor de scholen van Zuun",
        timing="tegen september 2024",
        kpi=120,
        kpi_tekst="120 gezinnen",
    ),
    Initiatief(
        omschrijving="Huisbezoeken bij de gezinnen op de wachtlijst",
        timing="april tot juni 2024",
        kpi=70,
    ),
    Initiatief(omschrijving="Infomomenten aan de schoolpoort", timing=None, kpi=None),
)


def kpi(
    te_behalen: float | None, behaald: float | None, *, expected: bool = False
) -> Kpi:
    """Make a KPI with all that follows from it, threshold 25 %."""
    share = None
    if te_behalen and behaald is not None:
        exact = 100 * Decimal(str(behaald)) / Decimal(str(te_behalen))
        share = float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))
    limit = None if expected or te_behalen is None else te_behalen / 4
    return Kpi(
        te_behalen=te_behalen,
        behaald=behaald,
        percentage=share,
        drempel=limit,
        drempel_gehaald=None if None in (limit, behaald) else behaald >= limit,  # type: ignore[operator]
    )


def name(nummer: int) -> str:
    actie = CATALOGUS.actie(nummer)
    assert actie is not None
    return actie.naam


def actie(
    nummer: int, te_behalen: float | None, behaald: float | None, **more: Any
) -> Actie:
    known = CATALOGUS.actie(nummer)
    expected = known is not None and known.verwachtingen is not None
    facts: dict[str, Any] = {
        "nummer": nummer,
        "naam": name(nummer),
        "kpi": kpi(te_behalen, behaald, expected=expected),
    }
    return Actie(**(facts | more))


def verwachtingen(nummer: int, **given: Any) -> Verwachtingen:
    known = CATALOGUS.actie(nummer)
    assert known is not None
    assert known.verwachtingen is not None
    parts = dict.fromkeys(known.verwachtingen.sleutels) | given.pop("onderdelen", {})
    return Verwachtingen(onderdelen=parts, **given)


def herkomst(acties: tuple[Actie, ...]) -> dict[str, Herkomst]:
    """Give every number and answer an origin; the seventh reading is in doubt."""
    found = [
        pointer
        for at, one in enumerate(acties)
        for pointer in _leaves(f"/acties/{at}", one.model_dump(exclude=NOT_READ))
    ]
    return {
        pointer: Herkomst(
            bron=EXCEL if "/kpi/" in pointer else WORD,
            plaats=f"Rapport!F{at}" if "/kpi/" in pointer else f"tabel 1, rij {at}",
            zekerheid=0.62 if at % 7 == 0 else 0.98,
        )
        for at, pointer in enumerate(found, 1)
    }


NOT_READ: Any = {
    "nummer": True,
    "naam": True,
    "subsidie": True,
    "jurering": True,
    "kpi": {"percentage", "drempel", "drempel_gehaald"},
}


def _leaves(pointer: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(f"{pointer}/{key}", part)
    elif isinstance(value, list | tuple):
        for at, part in enumerate(value):
            yield from _leaves(f"{pointer}/{at}", part)
    elif value is not None:
        yield pointer


def dossier(*acties: Actie, **more: Any) -> Dossier:
    facts: dict[str, Any] = {
        "ronde": "pj2-tussentijds",
        "bestuur": BESTUUR,
        "acties": acties,
        "bronnen": BRONNEN,
        "indieningen": (MAIL,),
        "herkomst": herkomst(acties),
    }
    return Dossier(**(facts | more))


def empty() -> Dossier:
    """A dossier with nothing in it but a bestuur."""
    return Dossier(ronde="pj2-tussentijds", bestuur=BESTUUR)


def one_action() -> Dossier:
    """One action under its threshold, with a motivation."""
    return dossier(
        actie(
            15,
            300,
            65,
            subsidie=96000,
            motivatie=Motivatie(
                waarom=WAAROM, inspanningen=INSPANNINGEN, initiatieven=INITIATIEVEN
            ),
        ),
        bevindingen=(
            bevinding(
                "timing-ontbreekt",
                15,
                f"Actie 15 ({name(15)}): bij initiatief 3 (‘Infomomenten aan de "
                "schoolpoort’) staat geen timing.",
            ),
        ),
    )


def full() -> Dossier:
    """Something in every field that a sheet can show."""
    acties = (
        actie(
            2,
            1,
            0,
            subsidie=25000,
            verwachtingen=verwachtingen(
                2,
                antwoord="ja",
                toelichting="We zijn goed gevorderd.",
                onderdelen={
                    "opmaak": "Het plan is in ontwerp; het college ziet het in mei.",
                    "polarisatie": "Dialoogtafels in drie wijken.\nVorming.",
                    "debatten": "Twee buurtdebatten.",
                },
            ),
        ),
        actie(5, 1500, 1180, subsidie=90000),
        actie(9, 100, 27, subsidie=65000, motivatie=Motivatie(waarom="Extra uitleg.")),
        actie(
            13,
            180,
            12,
            subsidie=37800,
            kpi=kpi(180, 12).model_copy(
                update={
                    "doelgroepen": (
                        Doelgroep(
                            naam="jongeren van buitenlandse herkomst",
                            te_behalen=150,
                            behaald=10,
                        ),
                        Doelgroep(
                            naam="personen met een handicap", te_behalen=30, behaald=2
                        ),
                    )
                }
            ),
        ),
        actie(
            15,
            300,
            65,
            subsidie=96000,
            motivatie=Motivatie(
                waarom=WAAROM, inspanningen=INSPANNINGEN, initiatieven=INITIATIEVEN
            ),
            motivaties_extra=(Motivatie(waarom="Zie ook de vorige motivatie."),),
            jurering=Jurering(voldoende=True, conclusie="Akkoord.\nGoed plan."),
        ),
        actie(
            16,
            1,
            1,
            subsidie=25000,
            verwachtingen=verwachtingen(
                16,
                antwoord="ja",
                onderdelen={
                    "preventie": "Campagne in de bussen.",
                    "protectie": "Meldpunt.",
                    "participatie": "Jongerenraad.",
                    "prosecutie": "Afspraken met de politiezone Zennevallei.",
                },
            ),
        ),
        actie(18, 1, None, subsidie=25000),
        actie(
            19,
            1,
            0,
            subsidie=25000,
            verwachtingen=verwachtingen(
                19,
                antwoord="nee",
                stopzetting="We vonden geen uitvoerder voor de testen.",
                niet_uitgevoerd="Het rapport.",
            ),
        ),
        actie(
            22,
            4,
            2,
            subsidie=23200,
            verwachtingen=verwachtingen(
                22,
                antwoord="ja",
                onderdelen={
                    "ondernomen_acties": "Straatfeest\nBuurtontbijt\nKoffiemoment"
                },
            ),
        ),
        actie(24, None, 44),
    )
    return dossier(
        *acties,
        bestuur=BESTUUR.model_copy(
            update={
                "soort": "samenwerkingsverband",
                "partners": ("Beersel", "Drogenbos", "Halle"),
            }
        ),
        stimulansen=Stimulansen(
            samenwerkingsverband=Samenwerking(
                beschrijving="Maandelijks overleg met alle partners."
            ),
            mentorbestuur=Mentorbestuur(
                netwerken=3,
                besturen=12,
                organisatie="Om de twee maanden, telkens bij een ander bestuur.",
                ervaring=None,
            ),
            sociale_impact_obligatie=SocialeImpact(
                stappen="Verkennend gesprek met een bank.", problemen="Schooluitval."
            ),
        ),
        niet_herkend=(
            NietHerkend(
                tekst="PS: mogen we na de vakantie nog cijfers nasturen?",
                bron=WORD,
                plaats="alinea 82",
            ),
            NietHerkend(
                tekst="Opmerking van Jan: nog na te kijken\nmet de financiële dienst",
                bron=EXCEL,
                plaats="Rapport!H9 (opmerking)",
            ),
        ),
        bevindingen=findings(),
    )


def bevinding(code: str, actie: int | None, bericht: str, **more: Any) -> Bevinding:
    ernst = KINDS[code].ernst
    return Bevinding(code=code, ernst=ernst, actie=actie, bericht=bericht, **more)


def findings() -> tuple[Bevinding, ...]:
    return (
        bevinding(
            "initiatieven-onvoldoende",
            15,
            f"Actie 15 ({name(15)}): behaald 65 en initiatieven voor 190 geven samen "
            "255, minder dan de te behalen 300.",
        ),
        bevinding(
            "motivatie-ontbreekt",
            13,
            f"Actie 13 ({name(13)}): 12 van 180 behaald (6,7 %), onder de drempel van "
            "45, maar er is geen motivatie ingediend.",
        ),
        bevinding(
            "verwachtingen-ontbreken",
            18,
            f"Actie 18 ({name(18)}) wordt beoordeeld op de minimale verwachtingen, "
            "maar daarover is niets ingevuld.",
        ),
        bevinding(
            "kpi-wijkt-af",
            15,
            f"Actie 15 ({name(15)}): te behalen 300 in de toekenning, 320 in Word. "
            "Gebruikt: 300.",
            bron=WORD,
            plaats="tabel 1, rij 1",
        ),
        bevinding(
            "actie-niet-toegekend",
            24,
            f"Er is gerapporteerd over actie 24 ({name(24)}), maar die is niet "
            "toegekend aan dit bestuur.",
        ),
    )


def fifteen() -> Dossier:
    """As many actions as the largest bestuur has; half of them motivated."""
    numbers = (2, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 20, 24)
    acties = tuple(
        actie(
            nummer,
            100,
            4 + 9 * at,
            subsidie=12000 + 500 * at,
            motivatie=Motivatie(
                waarom=WAAROM, inspanningen=INSPANNINGEN, initiatieven=INITIATIEVEN
            )
            if at % 3 == 1
            else None,
        )
        for at, nummer in enumerate(numbers)
    )
    return dossier(*acties)


def long_motivation(length: int = 10_000) -> Dossier:
    """One action with an answer of many paragraphs."""
    text = ""
    while len(text) < length:
        text += WAAROM + "\n"
    long = Motivatie(waarom=text[:length].strip(), inspanningen=None)
    return dossier(actie(15, 300, 65, subsidie=96000, motivatie=long))


def silent() -> Dossier:
    """Actions to judge of which nobody said anything."""
    return dossier(
        actie(15, 300, 65), actie(16, 1, None), actie(18, 1, 0), actie(7, 150, None)
    )
