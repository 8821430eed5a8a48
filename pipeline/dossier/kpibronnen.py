"""KPI-bronnen: the numbers of the toekenning, the workbooks and reports in own words.

    documents + Toekenning -> KpiWaarden

Per kind of document and action the latest mail counts, and documents of one mail add up
(contract section 2). A line without any number says nothing: it replaces nothing, and
makes no action.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.catalogus import Actie, Catalogus
from pipeline.dossier.extractie import KpiRegel
from pipeline.dossier.ingekomen import Ingekomen, per_moment
from pipeline.dossier.kpiwaarden import (
    KEYS,
    Groep,
    Key,
    KpiActie,
    KpiWaarden,
    Source,
    Waarde,
    total,
)
from pipeline.dossier.model import Bron, Doelgroep, Getal, Herkomst
from pipeline.dossier.namen import plain
from pipeline.dossier.toekenningen import Regel, Toekenning

_SOURCES: Final[Mapping[str, Source]] = {"kpi": "Excel", "motivatie": "tabel"}
_NO_PLACE: Final = 0.9  # zekerheid of a number of which only the line is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijn:
    """One KPI line of a document, by where it stands in the extraction."""

    document: Ingekomen
    index: int
    regel: KpiRegel

    def herkomst(self, path: str) -> Herkomst:
        """Where the value at `path` of the line was read."""
        plek = self.document.extractie.herkomst.get(f"/kpis/{self.index}/{path}")
        return Herkomst(
            bron=self.document.sha256,
            plaats=plek.plaats if plek else self.regel.plaats,
            zekerheid=plek.zekerheid if plek else _NO_PLACE,
        )

    @property
    def says_something(self) -> bool:
        """Whether a number stands in it, or something that should have been one."""
        regel, extractie = self.regel, self.document.extractie
        return (
            any(getal is not None for getal in _numbers(regel))
            or any(_numbers(groep) != (None, None) for groep in regel.doelgroepen)
            or any(
                bevinding.code == "kpi-ongeldig" and bevinding.actie == regel.actie
                for bevinding in extractie.bevindingen
            )
        )


def merge_kpis(
    documenten: Sequence[Ingekomen],
    toekenning: Toekenning | None,
    bron: Bron | None,
    catalogus: Catalogus,
) -> KpiWaarden:
    """All numbers but those of the Word form; `documenten` are in order."""
    kpis = KpiWaarden(catalogus)
    granted: dict[int, list[Regel]] = defaultdict(list)
    if toekenning is not None and bron is not None:
        for regel in toekenning.regels:
            granted[regel.actie].append(regel)
        for nummer, regels in granted.items():
            _grant(kpis, nummer, regels, bron)
    for soort in sorted({document.soort for document in documenten}):
        latest: dict[int, list[Lijn]] = {}
        for group in per_moment([d for d in documenten if d.soort == soort]):
            latest |= _lines(group)
        for nummer, lines in latest.items():
            _report(kpis.per_actie[nummer], lines)
    for nummer, regels in granted.items():
        if bron is not None:
            _split(kpis.per_actie[nummer], regels, bron, catalogus.actie(nummer))
    return kpis


def _lines(group: Sequence[Ingekomen]) -> dict[int, list[Lijn]]:
    """What documents that came together say, by action."""
    found: dict[int, list[Lijn]] = defaultdict(list)
    for document in group:
        for index, regel in enumerate(document.extractie.kpis):
            lijn = Lijn(document=document, index=index, regel=regel)
            if regel.actie is not None and lijn.says_something:
                found[regel.actie].append(lijn)
    return found


def _grant(kpis: KpiWaarden, nummer: int, regels: Sequence[Regel], bron: Bron) -> None:
    """The target and the amount of one action; a row without one makes it unknown."""
    place = ", ".join(regel.plaats for regel in regels)
    origin = Herkomst(bron=bron.sha256, plaats=place, zekerheid=1.0)
    actie = kpis.per_actie[nummer]
    targets = [r.te_behalen for r in regels if r.te_behalen is not None]
    if targets and len(targets) == len(regels):
        waarde = Waarde(getal=total(targets), bron="toekenning", herkomst=origin)
        kpis.add(nummer, "te_behalen", waarde)
    amounts = [r.subsidie for r in regels if r.subsidie is not None]
    if amounts:
        actie.subsidie, actie.subsidie_herkomst = total(amounts), origin


def _report(actie: KpiActie, lines: Sequence[Lijn]) -> None:
    """Let one kind of document speak of one action."""
    actie.documenten |= {lijn.document.sha256 for lijn in lines}
    first, *_ = lines
    source = _SOURCES.get(first.document.soort, "verslag")
    if _add_up(lines):
        for key in KEYS:
            numbers = [_number(lijn.regel, key) for lijn in lines]
            known = [getal for getal in numbers if getal is not None]
            if known and len(known) == len(numbers):
                _say(actie, source, key, total(known), first.herkomst(key))
    else:
        for lijn in lines:
            for key in KEYS:
                _say(actie, source, key, _number(lijn.regel, key), lijn.herkomst(key))
    if not actie.groepen:
        split = [lijn for lijn in lines if lijn.regel.doelgroepen]
        used = split if _add_up(lines) else split[:1]
        actie.groepen = [groep for lijn in used for groep in _groepen(lijn, source)]


def _add_up(lines: Sequence[Lijn]) -> bool:
    """Whether lines each tell another part of the same KPI: other doelgroepen."""
    names = [plain(groep.naam) for lijn in lines for groep in lijn.regel.doelgroepen]
    split = all(lijn.regel.doelgroepen for lijn in lines)
    return len(lines) > 1 and split and len(set(names)) == len(names)


def _groepen(lijn: Lijn, source: Source) -> Iterator[Groep]:
    for at, given in enumerate(lijn.regel.doelgroepen):
        groep = Groep(given.naam)
        for key in KEYS:
            getal = _number(given, key)
            if getal is not None:
                origin = lijn.herkomst(f"doelgroepen/{at}/{key}")
                waarde = Waarde(getal=getal, bron=source, herkomst=origin)
                groep.waarden.of(key).append(waarde)
        yield groep


def _split(
    actie: KpiActie, regels: Sequence[Regel], bron: Bron, known: Actie | None
) -> None:
    """Let toekenningen per doelgroep speak, where the report splits in the same way.

    A doelgroep that was granted and of which the report says nothing is a line with a
    target and no achieved number: what was achieved is then unknown (section 3).
    """
    granted = {_folded(r.doelgroep, known): r for r in regels if r.doelgroep}
    reported = {_folded(groep.naam, known): groep for groep in actie.groepen}
    same = len(granted) == len(regels) and len(reported) == len(actie.groepen)
    if not reported or not same or not reported.keys() <= granted.keys():
        return
    for name, regel in granted.items():
        groep = reported.get(name)
        if groep is None and regel.te_behalen and _is_sum(actie):
            actie.groepen.append(groep := Groep(regel.doelgroep or ""))
            actie.waarden.behaald.clear()
        if groep is not None and regel.te_behalen is not None:
            origin = Herkomst(bron=bron.sha256, plaats=regel.plaats, zekerheid=1.0)
            waarde = Waarde(getal=regel.te_behalen, bron="toekenning", herkomst=origin)
            groep.waarden.te_behalen.append(waarde)


def _is_sum(actie: KpiActie) -> bool:
    """Whether what was achieved is the sum of the doelgroepen in the report."""
    parts = [groep.waarden.getal("behaald") for groep in actie.groepen]
    achieved = actie.waarden.getal("behaald")
    return achieved is None or achieved == total([p for p in parts if p is not None])


def _folded(naam: str | None, known: Actie | None) -> str:
    """The name of a doelgroep, its synonyms being the same."""
    folded = plain(naam or "")
    for jaar in known.jaren.values() if known else ():
        for groep in jaar.doelgroepen:
            if folded in {plain(name) for name in (groep.naam, *groep.synoniemen)}:
                return plain(groep.naam)
    return folded


def _say(
    actie: KpiActie, source: Source, key: Key, getal: Getal | None, origin: Herkomst
) -> None:
    if getal is not None:
        waarde = Waarde(getal=getal, bron=source, herkomst=origin)
        actie.waarden.of(key).append(waarde)


def _number(regel: KpiRegel | Doelgroep, key: Key) -> Getal | None:
    return regel.te_behalen if key == "te_behalen" else regel.behaald


def _numbers(regel: KpiRegel | Doelgroep) -> tuple[Getal | None, Getal | None]:
    return regel.te_behalen, regel.behaald
