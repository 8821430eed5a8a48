"""Extractie: what one document says on its own (contract section 4)."""

from collections.abc import Mapping
from typing import Literal

from pydantic import ConfigDict, Field

from pipeline.dossier.model import (
    Doelgroep,
    Getal,
    Initiatief,
    Model,
    Stimulansen,
)
from pipeline.findings import Bevinding

Soort = Literal[
    "motivatie", "kpi", "jurysheet", "stand-van-zaken", "beleidsplan", "onbekend"
]


class Bestand(Model):
    """The file itself; `soort` is what it turned out to be."""

    naam: str
    sha256: str
    soort: Soort


class BestuurGenoemd(Model):
    """The bestuur that the document itself names; `zekerheid` in 0..1."""

    id: str
    naam: str
    zekerheid: float
    plaats: str | None = None
    """Where it is named first."""
    reden: str | None = None
    """Every text that names it, each with its place."""


class KpiRegel(Model):
    """One action of a workbook, deck or table; doelgroepen summed above."""

    actie: int | None
    te_behalen: Getal | None = None
    behaald: Getal | None = None
    doelgroepen: tuple[Doelgroep, ...] = ()
    plaats: str


class MotivatieBlok(Model):
    """One filled-in block of form section 1.

    `actie` is `None` where the document alone cannot tell. A `*_tekst` is `None` when
    it says no more than the number beside it.
    """

    actie: int | None
    actie_tekst: str | None = None
    te_behalen: Getal | None = None
    te_behalen_tekst: str | None = None
    behaald: Getal | None = None
    behaald_tekst: str | None = None
    waarom: str | None = None
    inspanningen: str | None = None
    initiatieven: tuple[Initiatief, ...] = ()


class VerwachtingenBlok(Model):
    """One filled-in block of form section 2."""

    actie: int
    antwoord: Literal["ja", "nee"] | None = None
    toelichting: str | None = None
    onderdelen: Mapping[str, str | None] = Field(default_factory=dict)
    niet_uitgevoerd: str | None = None
    stopzetting: str | None = None


class JureringBlok(Model):
    """A jury row as found in the document (never a verdict in `run`)."""

    actie: int | None
    voldoende: bool | None = None
    conclusie: str | None = None
    verlengen: bool | None = None


class Rest(Model):
    """Text that no field could take, with its place."""

    tekst: str
    plaats: str


class Fout(Model):
    """Why a file could not be read: a code of the contract and a Dutch sentence."""

    code: str
    bericht: str


class Teken(Model):
    """A sign that a block is about `actie`; `gewicht` is its weight, in 0..1."""

    actie: int
    gewicht: float
    plaats: str
    reden: str


class Plek(Model):
    """Where one value of the extraction was read; `zekerheid` in 0..1.

    `reden` says in Dutch on what a reading rests that is more than the words
    themselves: the signals of a choice, the evidence for an action. `tot` is the place
    of the last paragraph of a value that has several. `bewijs` is everything that was
    weighed for the action of a block, what speaks for another action too.
    """

    plaats: str
    zekerheid: float
    reden: str | None = None
    tot: str | None = None
    bewijs: tuple[Teken, ...] = ()


class Extractie(Model):
    """Everything that one document says."""

    schema_: Literal["extractie/1"] = Field(alias="schema", default="extractie/1")
    bestand: Bestand
    formulier: str | None = None
    bestuur: BestuurGenoemd | None = None
    kpis: tuple[KpiRegel, ...] = ()
    motivaties: tuple[MotivatieBlok, ...] = ()
    verwachtingen: tuple[VerwachtingenBlok, ...] = ()
    stimulansen: Stimulansen | None = None
    jurering: tuple[JureringBlok, ...] = ()
    niet_herkend: tuple[Rest, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()
    fout: Fout | None = None
    herkomst: Mapping[str, Plek] = Field(default_factory=dict)
    ronde: str | None = None
    """The round that the document itself names, apart from its form."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        validate_by_alias=True,
        validate_by_name=True,
        serialize_by_alias=True,
    )
