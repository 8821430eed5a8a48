"""A case: one workbook and everything that must be read from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.programma import Programma
from pipeline.run.extracting import extract_file
from pipeline.run.programs import programma_of

Number = int | float | None
Pair = tuple[Number, Number]
Said = Pair | tuple[Number, Number, Mapping[str, Pair]]
"""What is to reach and what was reached, and the same per doelgroep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What an extraction says; a workbook fills nothing else in it."""

    kpis: Mapping[int | None, Said] = field(default_factory=dict)
    rest: Sequence[str] = ()
    codes: Sequence[str] = ()
    bestuur: str | None = None
    soort: str = "kpi"


@dataclass(frozen=True, slots=True)
class Case:
    """A workbook, named for what was done to it."""

    name: str
    data: bytes
    expected: Expected
    file: str = "kpi.xlsx"


@cache
def programma() -> Programma:
    return programma_of()


def read(case: Case) -> Extractie:
    return extract_file(case.data, case.file, programma())


def said(extractie: Extractie) -> Expected:
    """An extraction as `Expected`, to compare."""
    kpis: dict[int | None, Said] = {}
    for regel in extractie.kpis:
        assert regel.actie not in kpis, f"actie {regel.actie} comes twice"
        groups = {g.naam: (g.te_behalen, g.behaald) for g in regel.doelgroepen}
        pair = (regel.te_behalen, regel.behaald)
        kpis[regel.actie] = (*pair, groups) if groups else pair
    return Expected(
        kpis=kpis,
        rest=sorted(rest.tekst for rest in extractie.niet_herkend),
        codes=sorted(bevinding.code for bevinding in extractie.bevindingen),
        bestuur=extractie.bestuur.naam if extractie.bestuur else None,
        soort=extractie.bestand.soort,
    )


HEAD: Final = ["Actie", "Te behalen KPI", "Behaald KPI"]
BODY: Final = [
    ["15 Brugfiguren", 300, 65],
    ["5 Oefenkansen Nederlands", 1500, 2840],
    ["13 In contact brengen met sport", 180, 45],
]
KPIS: Final[Mapping[int | None, Said]] = {
    5: (1500, 2840),
    13: (180, 45),
    15: (300, 65),
}


def wanted(
    *rest: str,
    codes: Sequence[str] = (),
    bestuur: str | None = None,
    soort: str = "kpi",
    **changed: Said,
) -> Expected:
    """The standard table, but for what is changed: `a15=(300, None)`."""
    kpis = {**KPIS, **{int(name[1:]): pair for name, pair in changed.items()}}
    return Expected(
        kpis=kpis,
        rest=sorted(rest),
        codes=sorted(codes),
        bestuur=bestuur,
        soort=soort,
    )


def only(
    kpis: Mapping[int | None, Said],
    *rest: str,
    codes: Sequence[str] = (),
    bestuur: str | None = None,
    soort: str = "kpi",
) -> Expected:
    """Just these."""
    return Expected(
        kpis=kpis,
        rest=sorted(rest),
        codes=sorted(codes),
        bestuur=bestuur,
        soort=soort,
    )
