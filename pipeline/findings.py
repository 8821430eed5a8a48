"""Bevindingen: what a check or a reader has to tell a person.

Every code is declared once, in `KINDS`: its weight, the Dutch sentence with named
gaps, and the explanation from which `docs/bevindingen.md` is made. The codes and
weights of the contract (section 5) never change; adding is free. Longer than 300 lines
because it is one table, in which an official's words are looked up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel, ConfigDict


class Ernst(StrEnum):
    """How much a bevinding weighs. Only `FOUT` makes a run ask for a person."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    INFO = "info"


class Bevinding(BaseModel):
    """One finding, as it stands in a dossier, an extraction and the verslag.

    `actie` is the official number or `None`; `bron` the sha256 of the document and
    `plaats` a place a person can find in it, both `None` when it is about an absence.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    ernst: Ernst
    actie: int | None = None
    bericht: str
    bron: str | None = None
    plaats: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of bevinding: `bericht` has named gaps, `uitleg` says what to do next."""

    code: str
    ernst: Ernst
    bericht: str
    uitleg: str

    def at(
        self,
        *,
        actie: int | None = None,
        bron: str | None = None,
        plaats: str | None = None,
        **facts: object,
    ) -> Bevinding:
        """Make the bevinding, with `facts` filled into the gaps of the sentence.

        `actie` fills the gap of that name. Numbers are written the Dutch way.
        """
        told = {name: _dutch(fact) for name, fact in facts.items()}
        return Bevinding(
            code=self.code,
            ernst=self.ernst,
            actie=actie,
            bericht=self.bericht.format_map({**told, "actie": actie}),
            bron=bron,
            plaats=plaats,
        )


def spoils_kpi(bevinding: Bevinding) -> bool:
    """Whether a `kpi-ongeldig` is about the KPI of its action.

    The number that an initiative promises is told under its action too, but leaves open
    whether the action's own number was given.
    """
    kind = KINDS["kpi-ongeldig"]
    promised, _, _ = kind.bericht.partition("{tekst}")
    ours = bevinding.code == kind.code
    return ours and not bevinding.bericht.startswith(
        promised.format(veld=KPI_INITIATIEF)
    )


def brief(text: str, length: int = 60) -> str:
    """Quote `text` on one line, at most `length` characters, for within a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def _dutch(fact: object) -> object:
    """A decimal comma, no `,0` behind a whole number; anything else as it is."""
    if isinstance(fact, float):
        return f"{fact:.12g}".replace(".", ",")
    return fact


KPI_INITIATIEF: Final = "KPI van een initiatief"
"""What a `kpi-ongeldig` calls the number that an initiative promises."""

_fout = partial(Kind, ernst=Ernst.FOUT)
_waarschuwing = partial(Kind, ernst=Ernst.WAARSCHUWING)
_info = partial(Kind, ernst=Ernst.INFO)

_KINDS: Final = (
    # What the checks of a dossier tell; the rules stand in pipeline/checks/.
    _fout(
        code="motivatie-ontbreekt",
        bericht="Actie {actie} ({naam}): {behaald} van {te_behalen} behaald "
        "({percentage} %), onder de drempel van {drempel}, maar er is geen motivatie "
        "ingediend.",
        uitleg="Vraag het bestuur om deel 1 van het Word-formulier voor deze actie in "
        "te vullen. Wie de drempel precies haalt, hoeft niet te motiveren.",
    ),
    _fout(
        code="verwachtingen-ontbreken",
        bericht="Actie {actie} ({naam}) wordt beoordeeld op de minimale verwachtingen, "
        "maar daarover is niets ingevuld.",
        uitleg="Vraag het bestuur om deel 2 van het Word-formulier voor deze actie in "
        "te vullen. Dat is nodig welk aantal er ook behaald is.",
    ),
    _fout(
        code="kpi-ontbreekt",
        bericht="Actie {actie} ({naam}): {het_behaalde_aantal} is niet ingevuld.",
        uitleg="Vraag het bestuur om het behaalde aantal in het Exceldocument in te "
        "vullen. Een lege cel is iets anders dan 0.",
    ),
    _fout(
        code="kpi-ongeldig",
        bericht="Bij ‘{veld}’ staat ‘{tekst}’. Verwacht wordt een aantal van nul of "
        "meer, zoals 120.",
        uitleg="Vraag het bestuur om het aantal opnieuw in te vullen. Tot dan geldt "
        "het als onbekend, niet als 0.",
    ),
    _fout(
        code="bestuur-onbekend",
        bericht="Niet te zeggen van welk bestuur dit komt: {uitleg}.",
        uitleg="Zoek uit welk bestuur dit instuurde en zeg het met ‘samenleven "
        "assign’. Of geef het opnieuw in met de naam van het bestuur in de "
        "bestandsnaam of in het onderwerp van de mail.",
    ),
    _waarschuwing(
        code="initiatieven-ontbreken",
        bericht="Actie {actie} ({naam}): de motivatie noemt geen enkel initiatief.",
        uitleg="Vraag het bestuur welke concrete initiatieven het neemt, met timing en "
        "KPI.",
    ),
    _waarschuwing(
        code="initiatieven-onvoldoende",
        bericht="Actie {actie} ({naam}): behaald {behaald} en initiatieven voor "
        "{beloofd} geven samen {samen}, minder dan de te behalen {te_behalen}.",
        uitleg="Nagerekend als bij elk initiatief een aantal staat. De jury oordeelt "
        "of de initiatieven volstaan om 100 % te behalen.",
    ),
    _waarschuwing(
        code="timing-ontbreekt",
        bericht="Actie {actie} ({naam}): bij {initiatief} staat geen timing.",
        uitleg="Vraag het bestuur tegen wanneer het initiatief rond is.",
    ),
    _waarschuwing(
        code="verwachtingen-onvoldoende",
        bericht="Actie {actie} ({naam}): {aantal} van de minstens {vereist} {wat} "
        "ingevuld.",
        uitleg="Geteld wordt hoeveel onderdelen ingevuld zijn, niet wat erin staat. De "
        "jury oordeelt of de minimale verwachtingen behaald worden.",
    ),
    _waarschuwing(
        code="te-lang",
        bericht="‘{veld}’ telt {lengte} tekens; het formulier vraagt er hoogstens "
        "{maximum}.",
        uitleg="Niets te doen: de tekst is volledig overgenomen en de jury ziet alles.",
    ),
    _waarschuwing(
        code="kpi-wijkt-af",
        bericht="Actie {actie} ({naam}): {waarden}. Gebruikt: {gekozen}.",
        uitleg="Vraag het bestuur welk getal juist is. Wat behaald is, komt uit Excel "
        "en dan uit Word; wat te behalen is, uit de toekenning, dan Excel, dan Word.",
    ),
    _waarschuwing(
        code="actie-onbekend",
        bericht="Er is een motivatie ingediend waarvan niet te zeggen is bij welke "
        "actie ze hoort: ‘{tekst}’.",
        uitleg="Lees de motivatie in de bijlage van de jurysheet en vraag het bestuur "
        "over welke actie ze gaat.",
    ),
    _waarschuwing(
        code="actie-niet-toegekend",
        bericht="Er is gerapporteerd over actie {actie} ({naam}), maar die is niet "
        "toegekend aan dit bestuur.",
        uitleg="Kijk na of het bestuur de juiste actie bedoelt en of de toekenningen "
        "volledig zijn.",
    ),
    _waarschuwing(
        code="dubbel-antwoord",
        bericht="Over actie {actie} is {aantal} keer een {wat} ingediend; de eerste "
        "staat vooraan in het dossier, de andere eronder.",
        uitleg="Vraag het bestuur welke versie geldt. De controles rekenen met de "
        "eerste.",
    ),
    _waarschuwing(
        code="keuze-tegenstrijdig",
        bericht="Bij ‘{vraag}’ is niet duidelijk wat gekozen is: {signalen}.",
        uitleg="Vraag het bestuur of het antwoord ja of nee is. Tot dan is er geen "
        "antwoord.",
    ),
    _waarschuwing(
        code="jurering-in-indiening",
        bericht="Het deel ‘Jurering ABB’ is door het bestuur ingevuld: {tekst}. Dat "
        "telt niet als oordeel van de jury.",
        uitleg="Niets te doen: de tekst staat in de bijlage van de jurysheet.",
    ),
    _waarschuwing(
        code="te-laat",
        bericht="‘{naam}’ is ontvangen op {ontvangen}, na de uiterste datum "
        "{uiterlijk}.",
        uitleg="ABB beslist of een laattijdige indiening aanvaard wordt; ze is gewoon "
        "verwerkt. De uiterste dag zelf telt nog mee, tot middernacht in Brussel.",
    ),
    _waarschuwing(
        code="ander-formulier",
        bericht="‘{naam}’ is ingevuld op het formulier van een andere ronde "
        "({formulier}).",
        uitleg="De antwoorden zijn gewoon gelezen. Kijk na of ze over deze ronde gaan, "
        "en vraag het bestuur zo nodig om het juiste formulier in te vullen.",
    ),
    _waarschuwing(
        code="kpi-kolommen",
        bericht="Welk getal ‘{veld}’ is, staat niet vast: {waarom}. "
        "Er is geen gekozen.",
        uitleg="Kijk in de tabel welke kolom over deze ronde gaat, en vraag het zo "
        "nodig aan het bestuur. Met `samenleven correct` vult u het getal zelf in.",
    ),
    _info(
        code="kpi-dubbel-geteld",
        bericht="Actie {actie} ({naam}) en actie {andere} ({andere_naam}) melden "
        "allebei {behaald} voor ‘{doelgroep}’.",
        uitleg="Dezelfde personen mogen onder twee acties tellen als er ook een "
        "dubbele inzet tegenover staat. De jury vraagt zo nodig hoe dat zit.",
    ),
    # What is told of mails, and of what ABB itself decided.
    _waarschuwing(
        code="afzender-wijkt-af",
        bericht="‘{naam}’ hoort bij {bestuur}, maar kwam van {afzender}: {uitleg}.",
        uitleg="Kijk na of dat klopt. Zo niet, zeg dan met ‘samenleven assign’ bij "
        "welk bestuur het hoort.",
    ),
    _waarschuwing(
        code="bestuur-tegenstrijdig",
        bericht="‘{naam}’ is bij {bestuur} gevoegd, maar wijst ook naar {tegen}.",
        uitleg="Kijk na van welk bestuur het is. Zo nodig zegt u dat met ‘samenleven "
        "assign’.",
    ),
    _waarschuwing(
        code="mail-ingetrokken",
        bericht="De mail ‘{onderwerp}’ telt niet meer mee: een latere mail trekt ze "
        "in met ‘{zin}’.",
        uitleg="Kijk na of het bestuur dat zo bedoelde. Telt de mail toch mee, wijs ze "
        "dan met ‘samenleven assign’ aan het bestuur toe.",
    ),
    _info(
        code="gecorrigeerd",
        bericht="{veld} is gecorrigeerd door ABB: {waarde} in plaats van {was}. Reden: "
        "{reden}.",
        uitleg="Niets te doen: wat het bestuur schreef, blijft bewaard. Een correctie "
        "intrekken kan met ‘samenleven correct --intrekken’.",
    ),
    _waarschuwing(
        code="correctie-vervallen",
        bericht="{veld} is niet langer gecorrigeerd naar {waarde}: toen stond er "
        "{was}, nu {nu}.",
        uitleg="Kijk na welke waarde juist is. Is het nog altijd een andere dan het "
        "bestuur schrijft, corrigeer ze dan opnieuw.",
    ),
    # What is told of jury sheets that come back.
    _fout(
        code="verdict-tegenstrijdig",
        bericht="Actie {actie}: de jurysheets spreken elkaar tegen over ‘{vraag}’.",
        uitleg="Leg de sheets naast elkaar en lees de jurysheet die geldt opnieuw in "
        "met ‘samenleven collect --beslissend’. Tot dan is er geen oordeel.",
    ),
    _fout(
        code="verdict-verouderd",
        bericht="Actie {actie}: de gegevens zijn gewijzigd nadat de jury oordeelde.",
        uitleg="Leg de nieuwe jurysheet voor aan de jury. Het oordeel van toen blijft "
        "staan.",
    ),
    _fout(
        code="verdict-onduidelijk",
        bericht="Actie {actie}: het antwoord op ‘{vraag}’ in ‘{naam}’ is niet "
        "duidelijk: ‘{tekst}’. Verwacht wordt Ja of Nee.",
        uitleg="Kies Ja of Nee in de keuzelijst van de jurysheet, zet de uitleg bij de "
        "conclusie en lees de sheet opnieuw in. Tot dan is er geen oordeel.",
    ),
    _fout(
        code="sheet-vervalst",
        bericht="De ingelezen jurysheet ‘{naam}’ is niet die van het dossier: {reden}.",
        uitleg="Gebruik de jurysheet die dit programma maakte, zonder er iets anders "
        "in te wijzigen dan het oordeel.",
    ),
    _waarschuwing(
        code="belangenconflict",
        bericht="{wie} meldt een belangenconflict op jurysheet ‘{naam}’; wat daarop "
        "staat, telt niet mee.",
        uitleg="Laat een ander jurylid over dit dossier oordelen.",
    ),
    # What is told of mails.
    _waarschuwing(
        code="antwoord-in-mail",
        bericht="De mail ‘{onderwerp}’ noemt een actie en een aantal in de tekst zelf; "
        "er hangt geen document aan.",
        uitleg="Lees de mail. Is het een rapportage, vraag dan om het ingevulde "
        "formulier. De tekst staat in het dossier van het bestuur, als dat er is.",
    ),
    _waarschuwing(
        code="afzender-onbevestigd",
        bericht="De mailserver kon niet bevestigen dat ‘{onderwerp}’ van "
        "{afzender} komt ({controles}).",
        uitleg="Vraag bij twijfel aan het bestuur, langs een gekend mailadres, of het "
        "deze mail stuurde. De inhoud is gewoon verwerkt.",
    ),
    _info(
        code="mail-onregelmatig",
        bericht="De mail ‘{onderwerp}’: {wat}.",
        uitleg="Kijk in de mail zelf of er iets ontbreekt.",
    ),
    # What is told of documents.
    _fout(
        code="versleuteld",
        bericht="‘{naam}’ is beveiligd met een wachtwoord.",
        uitleg="Vraag het bestuur om het document zonder wachtwoord opnieuw te sturen.",
    ),
    _fout(
        code="beschadigd",
        bericht="‘{naam}’ kan niet gelezen worden: {reden}.",
        uitleg="Vraag het bestuur om het document opnieuw op te slaan en te sturen.",
    ),
    _fout(
        code="te-groot",
        bericht="‘{naam}’ is te groot of pakt te groot uit: {reden}.",
        uitleg="Vraag het bestuur om een kleiner document, zonder foto's of ingesloten "
        "bestanden.",
    ),
    _fout(
        code="niet-ondersteund",
        bericht="‘{naam}’ is een soort bestand dat niet gelezen wordt: {reden}.",
        uitleg="Vraag het bestuur om het formulier in Word (.docx) of Excel (.xlsx).",
    ),
    _waarschuwing(
        code="macro",
        bericht="‘{naam}’ bevat macro's. Die zijn niet uitgevoerd; de inhoud is "
        "gelezen.",
        uitleg="Niets te doen. Vraag bij twijfel een versie zonder macro's.",
    ),
    _waarschuwing(
        code="pdf-onzeker",
        bericht="In de pdf is niet te zien waar het antwoord bij ‘{label}’ begint of "
        "eindigt; het is daarom niet als antwoord overgenomen.",
        uitleg="Vraag het bestuur om het Word-bestand waarvan de pdf gemaakt is, of "
        "kijk de pdf zelf na. De tekst staat bij wat niet herkend is.",
    ),
    _fout(
        code="pdf-beeld",
        bericht="Op {waar} van ‘{naam}’ staat een beeld in plaats van tekst (een scan, "
        "of letters die niet te herkennen zijn); wat daar staat, is niet gelezen.",
        uitleg="Vraag het bestuur om het Word-bestand, of kijk die bladzijde zelf na. "
        "Letters die een scanner herkende, staan hoogstens bij wat niet herkend is.",
    ),
    _waarschuwing(
        code="pdf-getekend",
        bericht="Op {waar} van ‘{naam}’ is iets getekend of gestempeld. Een tekening "
        "wordt niet gelezen.",
        uitleg="Kijk de pdf zelf na: een lijn of cirkel kan een antwoord kiezen of "
        "schrappen.",
    ),
    _waarschuwing(
        code="deel-ongelezen",
        bericht="In ‘{naam}’ zit een ander bestand dat niet te lezen is; de rest "
        "is gelezen.",
        uitleg="Open het document en kijk na of het ingesloten bestand een antwoord "
        "bevat. Vraag het bestuur zo nodig om het apart door te sturen.",
    ),
)

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {kind.code: kind for kind in _KINDS}
)
