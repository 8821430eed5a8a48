"""Motivatie-acties: the rows of the official form's section 2, one per action.

To the letter, like all of `motivatie_tekst`.
"""

from typing import Final

from tools.word_parts import Rij

_JA: Final = """\
! Kruis aan en motiveer waarom.
0 Ja, we zijn goed gevorderd en zullen de minimale verwachtingen behalen want:
………………………………………………………….. (vul aan)
~
"""

_NEE: Final = """\
0 Nee, we gaan deze actie niet verderzetten: ……………… (vul aan)
~
Deze onderdelen van de actie hebben we niet uitgevoerd (benoem wel de inspanningen tot \
het wel behalen van de minimale verwachtingen): …………………….. (vul aan)
~
"""


def _domains(*namen: str) -> str:
    return "".join(f"- {naam}\n> Vul aan\n" for naam in namen)


ACTIE_2: Final = Rij(
    "vraag",
    (
        """\
## Indien actie 2/actieplan polarisatie
### Opmaakt actieplan
Voor het opmaken van een lokaal actieplan worden minstens volgende stappen doorlopen:
(2) Aanduiding van een coördinerend ambtenaar of team voor de interne coördinatie van \
het proces (proces voor opstellen van plan, interne communicatie en terugkoppeling \
naar betrokken diensten, managementteam en CBS, aansturing en opvolging realisatie \
actieplan)
(2) Zelfevaluatie/omgevingsanalyse (wat zijn de lokale uitdagingen, waar sta je als \
gemeente, welke acties heb je al genomen om de problematiek aan te pakken, hoe kadert \
het plan binnen de strategische meerjarenplanning en de lokale beleidsvisie)
(2) Ambitiebepaling (schets de verwachte resultaten, formuleer daarvoor zoveel \
mogelijk meetbare indicatoren)
(2) Formuleren van concrete acties
### Uitvoering actieplan
Het actieplan voorziet maatregelen op minstens drie van volgende domeinen:
- Acties over het tegengaan van polarisatie, zowel online als offline
- Acties over het tegengaan van desinformatie, zowel online als offline
- Acties over het aanzetten tot discriminatie, haat of geweld jegens een persoon of \
groep (tegengaan van haatspraak)
- Acties over het stimuleren van debatten die tot positieve maatschappelijke \
evoluties kunnen leiden
- Vorming en opleiding van personeel om de problematiek aan te pakken
Bij de concrete acties ligt de focus zowel op het online als het offline gebeuren.
""",
        """\
! Kruis aan en motiveer waarom.
### Opmaak actieplan
We zullen de minimale verwachtingen behalen:
Ja/Nee:
(Vul aan hoever de opmaak van het actieplan staat)
~
~
### Uitvoering actieplan
We zullen acties ondernemen binnen minstens drie van de volgende domeinen:
"""
        + _domains(
            "Acties over het tegengaan van polarisatie",
            "Acties over het tegengaan van desinformatie",
            "Acties over het aanzetten tot discriminatie, haat of geweld",
            "Acties over het stimuleren van debatten",
            "Vorming en opleiding",
        ),
    ),
)

ACTIE_16: Final = Rij(
    "vraag",
    (
        """\
## Indien actie 16/actieplan straatintimidatie
We verwachten dat het lokale bestuur een actieplan opstelt en uitvoert.
Het actieplan bevat maatregelen in elk van deze categorieën:
- Preventie: sensibiliseren en informeren (zowel burgers als professionals)
- Protectie: beschermen en begeleiding van slachtoffers
- Participatie: betrekken van jongeren, burgers, ervaringsdeskundigen, experten en \
het maatschappelijk middenveld
- Prosecutie: samenwerken met lokale politie
""",
        _JA
        + "We organiseren de volgende activiteiten bij maatregelen:\n"
        + _domains("Preventie", "Protectie", "Participatie", "Prosecutie"),
    ),
)

ACTIE_18: Final = Rij(
    "vraag",
    (
        """\
## Indien actie 18/actieplan toegankelijkheid
We verwachten dat het lokale bestuur een actieplan opstelt en uitvoert.
### Opmaak actieplan
Een traject richting lokaal actieplan toegankelijkheid bestaat minstens uit volgende \
drie onderdelen:
- Zelfevaluatie / omgevingsanalyse (waar staan we als gemeente, binnen de eigen \
lokale beleidsvisie en -planning)
- Ambitiebepaling (groeitraject) bij voorkeur a.h.v. meetbare indicatoren
- Acties die de toegankelijkheid van publiek toegankelijke gebouwen verbeteren
De gemeente engageert zich daarbij om:
- Te werken aan de toegankelijkheid van publieke gebouwen en de publieke omgeving
- Een coördinerend ambtenaar of team aan te duiden voor interne coördinatie van het \
proces (praktische organisatie, afspraken en verslaggeving) en beleidsmatige \
aansturing (bijhouden conclusies en interne terugkoppeling)
### Uitvoering actieplan
Het actieplan voorziet maatregelen op minstens drie van volgende domeinen:
- Inclusieve mobiliteit (vb. opstapplaatsen verhogen bij openbaar vervoer)
- Inclusieve vrije tijdsbeleving door te werken aan toegankelijke infrastructuur (vb. \
een toegankelijke handelskern: inzetten op de toegankelijkheid van handelszaken en \
horeca)
- Inclusieve lokale communicatie en dienstverlening (vb. communicatie lokaal bestuur \
beschikbaar in gemakkelijk leesbaar lettertype)
- Beeldvorming (vb. zichtbaarheid minder mobiele bewoners in campagnes)
- Verbeterde toegankelijkheid van het openbaar gebouwenpatrimonium en publiek domein \
(vb. recreatieve domeinen toegankelijker maken voor minder mobiele bewoners)
- Toegankelijke evenementen (vb. subsidiecriteria opstellen voor toegankelijkheid van \
evenementen)
- Versterking van beleidsparticipatie (vb. adviesraad voor en door mensen met een \
beperking en/of ouderen installeren)
- Sensibilisering van de interne diensten en toegankelijkheidsvorming (vb. vorming \
mensen met een handicap klantvriendelijk onthalen
""",
        _JA
        + "We organiseren de volgende activiteiten bij maatregelen:\n"
        + _domains(
            "Inclusieve mobiliteit",
            "Inclusieve vrije tijdsbeleving",
            "Inclusieve lokale communicatie en dienstverlening",
            "Beeldvorming",
            "Verbeterde toegankelijkheid van het openbaar gebouwenpatrimonium en "
            "publiek domein",
            "Toegankelijke evenementen",
            "Versterking van beleidsparticipatie",
            "Sensibilisering van de interne diensten en toegankelijkheidsvorming",
        )
        + _NEE,
    ),
)

ACTIE_19: Final = Rij(
    "vraag",
    (
        """\
## Indien actie 19/correspondentietesten
We verwachten dat lokale besturen minimaal 1 discriminatiegrond testen met \
correspondentietesten en dat ze er een rapport over schrijven.
Dat kan door:
- Discriminatiegronden te testen met correspondentietesten
- Er een rapport over te schrijven
""",
        _JA + _NEE,
    ),
)

ACTIE_22: Final = Rij(
    "vraag",
    (
        """\
## Indien actie 22/sociaal weefsel versterken (pleinmakers)
We verwachten dat een pleinmaker minstens 5 acties onderneemt om het sociaal weefsel \
te versterken.
Dat kan door:
- Andere bewoners aan te spreken om het sociaal weefsel in de wijk te versterken
- Bij te dragen tot de positieve beeldvorming van de eigen buurt
- Tijdelijk inzet als vrijwilliger in 1 of meerdere werkingen
- Overleg te hebben met de professionals die hen vertellen over hun werking
- Regelmatig aanwezig te zijn in de buurt, de sleutelfiguren in de wijk te kennen en \
deel uit te maken van het buurtnetwerk
- Actief deel te nemen aan buurtgerichte activiteiten
- Op eigen initiatief een straatfeest of een samenkomst op straatniveau te organiseren
- Jaarlijks minstens 1 actie op te zetten in de eigen buurt
- Bewoners te begeleiden naar het reguliere aanbod
""",
        _JA + "De pleinmaker ondernam de volgende acties:\n- Vul aan\n~\n" + _NEE,
    ),
)
