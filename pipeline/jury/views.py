"""Views: what a template can name, all of it ready to be shown.

These are the words of `templates/jurysheet.docx`: `{{ bestuur.naam }}`, `{%p for alinea
in motivatie.waarom.alineas %}`. Numbers are written the Dutch way, answers are cut into
paragraphs, and what is absent is `None`, a dash or `` as its field says, so a template
never computes. No field is called like a method of a dict (`items`, `keys`, `values`,
`get`, `update`, `pop`, `copy`): Jinja would find the method.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Teken:
    """How heavy something weighs: a symbol, a word for it, a tint (RRGGBB)."""

    symbool: str
    woord: str
    tint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TekstView:
    """An answer in the words of the bestuur; at least one paragraph."""

    alineas: tuple[str, ...]
    bron: str
    onzeker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BestuurView:
    """The bestuur; `partners` is `` when there are none."""

    naam: str
    soort: str
    partners: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RondeView:
    """The round; `drempel` reads `25 %`, `periode` starts with a comma or is ``."""

    naam: str
    periode: str
    drempel: str
    drempelzin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cijfers:
    """The key figures of page one: a number and, in the field after it, its words."""

    te_beoordelen: str
    acties: str
    open: str
    vragen: str
    subsidie: str
    subsidie_totaal: str
    fouten: str
    waarschuwingen: str
    zin: str
    bevindingen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beslissing:
    """One line of `te beslissen`; `oordelen` is the verdict so far, by its codes."""

    nummer: str
    naam: str
    symbool: str
    woord: str
    tint: str
    stand: str
    subsidie: str
    oordelen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BevindingView:
    """A finding; `plaats` names the document too, `` when it is about an absence."""

    symbool: str
    ernst: str
    tint: str
    bericht: str
    plaats: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiView:
    """One line of the KPI table: an action, or a doelgroep under it.

    `balk` is `` where there is no percentage, and for every doelgroep.
    """

    is_actie: bool
    is_doelgroep: bool
    nummer: str
    naam: str
    te_behalen: str
    behaald: str
    percentage: str
    balk: str
    drempel: str
    symbool: str
    woord: str
    tint: str
    bron: str
    onzeker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiatiefView:
    """One initiative; each part at least one paragraph, a dash when not given."""

    nummer: str
    omschrijving: tuple[str, ...]
    timing: tuple[str, ...]
    kpi: tuple[str, ...]
    onzeker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MotivatieView:
    """A filled-in copy of form section 1; `som` sets the promises against 100 %."""

    titel: str
    waarom: TekstView | None
    inspanningen: TekstView | None
    initiatieven: tuple[InitiatiefView, ...]
    som: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnderdeelView:
    """A part of the minimal expectations; a dash when it was not answered."""

    naam: str
    symbool: str
    woord: str
    tint: str
    alineas: tuple[str, ...]
    onzeker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VerwachtingView:
    """A filled-in copy of form section 2; `telling` sets the parts against the rule.

    `onzeker` is about `antwoord`: a choice that was made in an unusual way.
    """

    titel: str
    antwoord: str
    onzeker: bool
    toelichting: TekstView | None
    onderdelen: tuple[OnderdeelView, ...]
    telling: str
    niet_uitgevoerd: TekstView | None
    stopzetting: TekstView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WijzigingView:
    """A field that read otherwise in the submission before."""

    veld: str
    vorige: tuple[str, ...]
    huidige: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectieView:
    """A value that ABB put right, with why, by whom and when."""

    veld: str
    alineas: tuple[str, ...]
    reden: tuple[str, ...]
    wie: str
    gegeven: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActieView:
    """An action that the jury judges, with all that was said about it.

    `motivatie_ontbreekt` and `verwachtingen_ontbreken`: asked for and not given.
    """

    nummer: str
    naam: str
    eenheid: str
    subsidie: str
    stand: str
    kpi: KpiView
    bevindingen: tuple[BevindingView, ...]
    wijzigingen: tuple[WijzigingView, ...]
    motivatie_ontbreekt: bool
    motivaties: tuple[MotivatieView, ...]
    verwachtingen_ontbreken: bool
    verwachtingen: tuple[VerwachtingView, ...]
    vraag_voldoende: str
    vraag_verlengen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StimulansenView:
    """Form section 3; the parts that were given are true, with their answers."""

    samenwerkingsverband: bool
    beschrijving: TekstView | None
    mentorbestuur: bool
    netwerken: TekstView | None
    besturen: TekstView | None
    organisatie: TekstView | None
    ervaring: TekstView | None
    sociale_impact_obligatie: bool
    stappen: TekstView | None
    problemen: TekstView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StukView:
    """A piece of text that no field could take."""

    bestand: str
    plaats: str
    alineas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailView:
    """A mail with which something was submitted."""

    onderwerp: str
    ontvangen: str
    alineas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document behind the dossier."""

    naam: str
    soort: str
    ontvangen: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaardeView:
    """A value with its origin; `tint` marks an uncertain reading."""

    veld: str
    alineas: tuple[str, ...]
    bron: str
    zekerheid: str
    tint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blad:
    """Everything that a jury sheet shows; its fields are the template's names.

    `verbeterd` tells of a resubmission and of corrections, `` when there are none;
    `gewijzigd` is what a resubmission changed in actions that nobody judges.
    """

    bestuur: BestuurView
    ronde: RondeView
    kenmerk: str
    ontvangen: str
    cijfers: Cijfers
    beslissingen: tuple[Beslissing, ...]
    opvallend: tuple[BevindingView, ...]
    meer_bevindingen: str
    verbeterd: str
    kpis: tuple[KpiView, ...]
    gewijzigd: tuple[WijzigingView, ...]
    te_beoordelen: tuple[ActieView, ...]
    stimulansen: StimulansenView | None
    niet_herkend: tuple[StukView, ...]
    meer_niet_herkend: str
    mails: tuple[MailView, ...]
    bevindingen: tuple[BevindingView, ...]
    documenten: tuple[DocumentView, ...]
    correcties: tuple[CorrectieView, ...]
    waarden: tuple[WaardeView, ...]
