"""What besturen write: made-up answers, drawn by a seed.

A line may hold numbers, dates, quotes of the form's words, other languages; none begins
with a label of the form or holds a prompt (the law of the round trip).
"""

import random
from dataclasses import dataclass, field
from typing import Final

ZINNEN: Final = (
    "De werving van vrijwilligers verliep trager dan verwacht.",
    "Onze brugfiguur was vier maanden afwezig wegens ziekte.",
    "We startten pas op 15/01/2024 door een late aanwerving.",
    "In totaal bereikten we 65 van de 300 gezinnen (22 %).",
    "Het OCMW, de CAW-werking en de scholen stemmen wekelijks af.",
    "De doelstelling blijft haalbaar: tegen 31 mei 2024 zitten we aan 75.",
    "“Waarom werd 25% niet behaald?” is ook intern een vraag die we stelden.",
    "We doen dit samen met vzw De Brug, Agentschap Integratie & Inburgering en VDAB.",
    "The team works in English with newcomers; en français si nécessaire.",
    "Er kwam te weinig reactie op de eerste oproep (nieuwsbrief, affiche, Facebook).",
    "Concreet: 3 infomomenten, 2 wandelingen en 1 slotfeest.",
    "Zie ook www.voorbeeld.be/samenleven en mail naar samenleven@voorbeeld.be.",
    "Ja, dat was een tegenvaller voor iedereen.",
    "De timing van het initiatief hangt af van de scholen.",
    "Dit levert naar schatting 40 extra KPI op tegen juni.",
    "Nee zeggen tegen extra taken bleek moeilijk.",
    "De conclusie van de stuurgroep: doorgaan, maar kleinschaliger.",
    "Wij zijn ervan overtuigd dat we de achterstand inhalen.",
    "Vanaf september zetten we 2 VTE in i.p.v. 1,5 VTE.",
    "Kostprijs: € 12.500 (waarvan 40% eigen middelen).",
    "De participatie van jongeren bleef beperkt tot 12 deelnemers.",
    "We blijven inzetten op preventie en sensibilisering in de wijken.",
    "Toegankelijkheid is voor ons een werkwoord!",
    "Het project kreeg veel bijval; de burgemeester gaf de aftrap...",
    "Samenwerking met de lokale politie (zone PZ Zennevallei) loopt goed.",
)
KORT: Final = (
    "infoavond in het dienstencentrum",
    "huisbezoeken door brugfiguren",
    "oproep via scholen en nieuwsbrief",
    "vorming voor onthaalmedewerkers",
    "extra spreekuur op woensdag",
)
TIMINGS: Final = (
    "juni 2024",
    "tegen 30/06/2024",
    "voorjaar 2024 (na de paasvakantie)",
    "Q2 2024",
    "doorlopend",
    "31 mei",
    "2024",
    "van september tot december 2024",
)
# As written, the number, and what is kept as text.
GETALLEN: Final = (
    ("300", 300, None),
    ("65", 65, None),
    ("0", 0, None),
    ("1.500", 1500, None),
    ("1 500", 1500, None),
    ("±180", 180, None),
    ("ca. 95", 95, None),
    ("40 gezinnen", 40, "40 gezinnen"),
    ("120 oefenkansen", 120, "120 oefenkansen"),
    ("12", 12, None),
    ("40 à 50", None, "40 à 50"),
)
# Titles that leave no doubt, by official number.
TITELS: Final = {
    15: ("Actie 15 - Brug leggen naar onderwijs", "Brug leggen naar onderwijs"),
    5: ("Actie 5: Oefenkansen Nederlands organiseren", "5. Oefenkansen Nederlands"),
    4: ("Actie 4 Zomerscholen aanbieden", "Zomerscholen"),
    11: ("Actie 11: Mentoring naar werk", "Mentoring naar werk"),
    9: ("Begeleiding kansengroepen naar arbeidsmarkt",),
    12: ("Sociaal netwerk nieuwkomers versterken (actie 12)",),
    17: ("Actie 17 – Opleiden in omstaandersprincipe",),
    14: ("14 In contact brengen met bedrijfsleven",),
    20: ("Actie 20: Sociale mix in scholen bevorderen",),
    23: ("In contact brengen met jeugdwerk",),
}

Lines = list[str]


@dataclass
class Motivatie:
    actie: int
    titel: str
    velden: dict[str, Lines] = field(default_factory=dict)
    initiatieven: list[dict[str, Lines]] = field(default_factory=list)
    jury: dict[str, Lines] = field(default_factory=dict)


@dataclass
class Inhoud:
    """What somebody has to say; choices are `ja` or `nee` under their slot."""

    motivaties: list[Motivatie] = field(default_factory=list)
    acties: dict[int, dict[str, Lines]] = field(default_factory=dict)
    stimulansen: dict[str, Lines] = field(default_factory=dict)


GELEZEN: Final = {text: (value, kept) for text, value, kept in GETALLEN}


class Pen:
    """Draws what is written."""

    def __init__(self, rng: random.Random, *, lastig: bool = False) -> None:
        self.rng = rng
        self.lastig = lastig

    def zinnen(self, most: int = 3) -> Lines:
        lines = []
        for _ in range(self.rng.randint(1, most)):
            some = self.rng.sample(ZINNEN, self.rng.randint(1, 3))
            lines.append(" ".join(some))
        if self.lastig and self.rng.random() < 0.3:
            at = self.rng.randint(0, len(lines))
            lines.insert(at, self.rng.choice(LASTIG))
        return lines

    def kort(self) -> Lines:
        return [self.rng.choice(KORT)]

    def getal(self) -> Lines:
        return [self.rng.choice(GETALLEN)[0]]

    def motivatie(self, actie: int) -> Motivatie:
        rng = self.rng
        made = Motivatie(actie, rng.choice(TITELS[actie]))
        for slot in ("te_behalen", "behaald"):
            if rng.random() < 0.9:
                made.velden[slot] = self.getal()
        made.velden["waarom"] = self.zinnen()
        if rng.random() < 0.85:
            made.velden["inspanningen"] = self.zinnen()
        for _ in range(rng.choice((0, 1, 2, 2, 3, 4, 5))):
            one = {
                "omschrijving": self.kort() if rng.random() < 0.5 else self.zinnen(2)
            }
            if rng.random() < 0.85:
                one["timing"] = [rng.choice(TIMINGS)]
            if rng.random() < 0.85:
                one["kpi"] = self.getal()
            made.initiatieven.append(one)
        if rng.random() < 0.1:
            made.jury = {"jury.voldoende": [rng.choice(("ja", "nee"))]}
            made.jury["jury.conclusie"] = self.zinnen(1)
        return made

    def actie(self, nummer: int, slots: Lines) -> dict[str, Lines]:
        rng = self.rng
        made: dict[str, Lines] = {}
        for slot in slots:
            if slot in {"antwoord", "ja", "nee", "niet_uitgevoerd"}:
                continue
            if rng.random() < 0.7:
                made[slot] = self.zinnen(2) if rng.random() < 0.6 else self.kort()
        if "nee" in slots and rng.random() < 0.3:
            made["keuze"] = ["nee"]
            if rng.random() < 0.8:
                made["nee"] = self.zinnen(2)
        elif rng.random() < 0.9:
            made["keuze"] = ["ja"]
            if "ja" in slots and rng.random() < 0.8:
                made["ja"] = self.zinnen(2)
        if "niet_uitgevoerd" in slots and rng.random() < 0.4:
            made["niet_uitgevoerd"] = self.zinnen(1)
        return made

    def stimulansen(self) -> dict[str, Lines]:
        made: dict[str, Lines] = {}
        for slot in ("beschrijving", "organisatie", "ervaring", "stappen", "problemen"):
            if self.rng.random() < 0.7:
                made[slot] = self.zinnen(2)
        for slot in ("netwerken", "besturen"):
            if self.rng.random() < 0.7:
                made[slot] = [str(self.rng.randint(0, 30))]
        return made


# Words that also are other wordings of a label, where the form's own stand.
LASTIG: Final = (
    "Planning: eerst de scholen, dan de verenigingen.",
    "Aantal: 5 per school.",
    "Periode: januari tot juni.",
    "Deadline: zie het plan van aanpak.",
    "Wanneer: elke woensdag.",
    "Preventie is voor ons belangrijk.",
    "Inspanningen: heel wat, zie hieronder.",
    "Vorming voor personeel staat gepland.",
    "Doel: 300 gezinnen bereiken.",
    "Bereikt: vooral jonge gezinnen.",
    "Ja",
    "Nee, dat lukte niet.",
    "1. We zoeken vrijwilligers.",
    "- een eerste punt",
    "> op 3 mei schreef Jan: we zijn akkoord",
    "Van: jan@voorbeeld.be",
    "Onderwerp: RE: stand van zaken",
    "Actie 15 en actie 5 versterken elkaar.",
    "Actieplan polarisatie",
    "Participatie van jongeren blijft moeilijk.",
    "Conclusies trekken we in juni.",
    "Reden: ziekte.",
    "KPI's zijn niet alles.",
    "Timing is alles.",
    "Initiatieven van burgers steunen we.",
    "Pleinmakers",
    "100%",
    "Ja/Nee-vragen vermijden we.",
    "Waarom niet?",
    "Stand van zaken: 12 op 30.",
    "Acties: zie bijlage.",
    "Termijn: 6 maanden",
    "Nieuw initiatief: een babbelbank.",
    "Extra: 5",
)
