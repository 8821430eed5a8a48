"""A case: one document and everything that must be read from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.programma import Programma
from pipeline.run.programs import programma_of
from pipeline.run.taking import extract_file

_KEYS: Final = {
    2: ("opmaak", "polarisatie", "desinformatie", "haatspraak", "debatten", "vorming"),
    16: ("preventie", "protectie", "participatie", "prosecutie"),
    18: (
        "mobiliteit",
        "vrije_tijd",
        "communicatie",
        "beeldvorming",
        "gebouwen",
        "evenementen",
        "beleidsparticipatie",
        "sensibilisering",
    ),
    19: (),
    22: ("ondernomen_acties",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What an extraction says; the keys of the contract, nothing else in it."""

    motivaties: Sequence[Mapping[str, Any]] = field(default_factory=list)
    verwachtingen: Sequence[Mapping[str, Any]] = field(default_factory=list)
    stimulansen: Mapping[str, Any] | None = None
    jurering: Sequence[Mapping[str, Any]] = field(default_factory=list)
    niet_herkend: Sequence[str] = field(default_factory=list)
    codes: Sequence[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Case:
    """A document, named for what was done to it."""

    name: str
    data: bytes
    expected: Expected = field(default_factory=Expected)
    file: str = "motivatie.docx"


@cache
def programma() -> Programma:
    return programma_of()


def read(case: Case) -> Extractie:
    return extract_file(case.data, case.file, programma())


def said(extractie: Extractie) -> Expected:
    """An extraction as `Expected`, to compare."""
    data = extractie.model_dump(mode="json")
    return Expected(
        motivaties=data["motivaties"],
        verwachtingen=data["verwachtingen"],
        stimulansen=data["stimulansen"],
        jurering=data["jurering"],
        niet_herkend=sorted(rest["tekst"] for rest in data["niet_herkend"]),
        codes=sorted(b["code"] for b in data["bevindingen"]),
    )


def motivatie(**values: Any) -> dict[str, Any]:
    """A motivation: what is not given is empty."""
    empty: dict[str, Any] = dict.fromkeys(
        (
            "actie",
            "actie_tekst",
            "te_behalen",
            "te_behalen_tekst",
            "behaald",
            "behaald_tekst",
            "waarom",
            "inspanningen",
        )
    )
    return empty | {"initiatieven": []} | values


def initiatief(
    omschrijving: str | None = None,
    timing: str | None = None,
    kpi: float | None = None,
    kpi_tekst: str | None = None,
) -> dict[str, Any]:
    return {
        "omschrijving": omschrijving,
        "timing": timing,
        "kpi": kpi,
        "kpi_tekst": kpi_tekst,
    }


def verwachting(
    actie: int, antwoord: str | None = None, **values: str | None
) -> dict[str, Any]:
    """What is said of an action of section 2; other names are parts of the answer."""
    own = ("toelichting", "niet_uitgevoerd", "stopzetting")
    onderdelen: dict[str, str | None] = dict.fromkeys(_KEYS[actie])
    onderdelen |= {key: text for key, text in values.items() if key not in own}
    return {
        "actie": actie,
        "antwoord": antwoord,
        "toelichting": values.get("toelichting"),
        "onderdelen": onderdelen,
        "niet_uitgevoerd": values.get("niet_uitgevoerd"),
        "stopzetting": values.get("stopzetting"),
    }


def jury(
    actie: int | None,
    *,
    voldoende: bool | None = None,
    conclusie: str | None = None,
    verlengen: bool | None = None,
) -> dict[str, Any]:
    return {
        "actie": actie,
        "voldoende": voldoende,
        "conclusie": conclusie,
        "verlengen": verlengen,
    }


# What `standard` is filled in with.
WAAROM: Final = (
    'De brugfiguur startte pas in januari & miste de "instap" <van> de scholen.'
)
INSPANNINGEN: Final = "We breiden uit naar twee scholen."
EEN: Final = initiatief("Infoavond op school", "mei 2024", 40)
BLOK: Final = motivatie(
    actie=15,
    actie_tekst="15 Brugfiguren",
    te_behalen=300,
    behaald=65,
    waarom=WAAROM,
    inspanningen=INSPANNINGEN,
    initiatieven=[EEN],
)


def blok(
    *,
    niet_herkend: Sequence[str] = (),
    codes: Sequence[str] = (),
    jurering: Sequence[Mapping[str, Any]] = (),
    **changed: Any,
) -> Expected:
    """The standard block, but for what is `changed`."""
    return Expected(
        motivaties=[BLOK | changed],
        jurering=list(jurering),
        niet_herkend=sorted(niet_herkend),
        codes=sorted(codes),
    )
