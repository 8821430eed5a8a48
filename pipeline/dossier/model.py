"""Model: the canonical dossier and the extraction, exactly as the contract gives them.

`docs/dossier.schema.json` is generated from here. Keys stand in the contract's order;
absent values are `None`, never left out. A field that the contract does not name comes
last and has a default.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.findings import Bevinding

Getal = int | float
"""A count: whole where it was written whole (`1500`), else as written (`1.5`)."""


class Model(BaseModel):
    """Frozen and strict: an unknown key is a mistake, not a gift."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Bestuur(Model):
    """Who received the subsidy. `id` is the NIS code, `vgc` or `vzw-de-rand`."""

    id: str
    naam: str
    soort: Literal["gemeente", "samenwerkingsverband", "vgc", "vzw"]
    kbo: str | None = None
    partners: tuple[str, ...] = ()


class Doelgroep(Model):
    """One line of a KPI that is split by target group."""

    naam: str
    te_behalen: Getal | None = None
    behaald: Getal | None = None


class Kpi(Model):
    """A KPI with what follows from it (contract section 3, Numbers).

    `percentage` has one decimal; `drempel` is a count, not rounded. Both thresholds are
    `None` for actions judged on minimal expectations and where unknown.
    """

    te_behalen: Getal | None = None
    behaald: Getal | None = None
    percentage: float | None = None
    drempel: Getal | None = None
    drempel_gehaald: bool | None = None
    doelgroepen: tuple[Doelgroep, ...] = ()


class Initiatief(Model):
    """One initiative of form section 1; `kpi` is what `kpi_tekst` reads as."""

    omschrijving: str | None = None
    timing: str | None = None
    kpi: Getal | None = None
    kpi_tekst: str | None = None


class Motivatie(Model):
    """Form section 1 for one action."""

    waarom: str | None = None
    inspanningen: str | None = None
    initiatieven: tuple[Initiatief, ...] = ()


class Verwachtingen(Model):
    """Form section 2 for one action; `onderdelen` has every key of the contract."""

    antwoord: Literal["ja", "nee"] | None = None
    toelichting: str | None = None
    onderdelen: Mapping[str, str | None] = Field(default_factory=dict)
    niet_uitgevoerd: str | None = None
    stopzetting: str | None = None


class Jurering(Model):
    """The jury's verdict on one action; written by `collect` alone."""

    voldoende: bool | None = None
    conclusie: str | None = None
    verlengen: bool | None = None


class Actie(Model):
    """One action of the dossier, by its official number."""

    nummer: int
    naam: str
    subsidie: Getal | None = None
    kpi: Kpi = Kpi()
    motivatie: Motivatie | None = None
    motivaties_extra: tuple[Motivatie, ...] = ()
    verwachtingen: Verwachtingen | None = None
    verwachtingen_extra: tuple[Verwachtingen, ...] = ()
    jurering: Jurering = Jurering()


class Samenwerking(Model):
    """Stimulus for a samenwerkingsverband (form section 3)."""

    beschrijving: str | None = None


class Mentorbestuur(Model):
    """Stimulus for a mentorbestuur (form section 3)."""

    netwerken: Getal | None = None
    besturen: Getal | None = None
    organisatie: str | None = None
    ervaring: str | None = None


class SocialeImpact(Model):
    """Stimulus for a sociale impact obligatie (form section 3)."""

    stappen: str | None = None
    problemen: str | None = None


class Stimulansen(Model):
    """Form section 3; a part not given is `None`."""

    samenwerkingsverband: Samenwerking | None = None
    mentorbestuur: Mentorbestuur | None = None
    sociale_impact_obligatie: SocialeImpact | None = None
    jurering: str | None = None


class NietHerkend(Model):
    """What the bestuur wrote that no field could take; `bron` is a sha256."""

    tekst: str
    bron: str
    plaats: str


class Bron(Model):
    """A document behind the dossier. `indiening` is the message id, if any."""

    sha256: str
    naam: str
    soort: str
    indiening: str | None = None
    ontvangen: dt.datetime | None = None
    status: Literal["actueel", "vervangen"] = "actueel"


class Indiening(Model):
    """One mail, its body as text."""

    id: str
    onderwerp: str | None = None
    ontvangen: dt.datetime | None = None
    tekst: str | None = None


class Herkomst(Model):
    """Where a value was read; `zekerheid` in 0..1."""

    bron: str
    plaats: str
    zekerheid: float


class Correctie(Model):
    """What ABB put right: `veld` and, in this dossier, `plek` (a JSON pointer).

    `was` is what the documents say, with `herkomst`; both `None` when they say nothing.
    """

    veld: str
    plek: str
    was: str | Getal | None
    waarde: str | Getal | None
    reden: str
    wie: str
    gegeven: dt.datetime
    herkomst: Herkomst | None = None


class Dossier(Model):
    """Everything known of one bestuur in one ronde."""

    schema_: Literal["dossier/1"] = Field(alias="schema", default="dossier/1")
    ronde: str
    bestuur: Bestuur
    acties: tuple[Actie, ...] = ()
    stimulansen: Stimulansen = Stimulansen()
    niet_herkend: tuple[NietHerkend, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()
    bronnen: tuple[Bron, ...] = ()
    indieningen: tuple[Indiening, ...] = ()
    herkomst: Mapping[str, Herkomst] = Field(default_factory=dict)
    # Left out when there are none: nearly all dossiers stay as the contract writes
    # them, to the byte.
    correcties: tuple[Correctie, ...] = Field(
        default=(), exclude_if=lambda given: not given
    )

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        validate_by_alias=True,
        validate_by_name=True,
        serialize_by_alias=True,
    )
