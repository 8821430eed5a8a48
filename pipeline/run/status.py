"""Status: how far every bestuur is, and what waits for a person.

Space -> Status
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import Dossier
from pipeline.findings import Ernst
from pipeline.jury.context import to_judge
from pipeline.run.letters import Letter, letters
from pipeline.run.space import Space

_MISSING: Final = {
    "kpi-ontbreekt": "KPI",
    "kpi-ongeldig": "geldige KPI",
    "motivatie-ontbreekt": "motivatie",
    "verwachtingen-ontbreken": "verwachtingen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How far one bestuur is. `mist` says in Dutch what it still has to send."""

    id: str
    naam: str
    ontvangen: dt.datetime | None
    word: bool
    excel: bool
    mist: tuple[str, ...]
    te_laat: bool
    fouten: int
    te_beoordelen: int
    beoordeeld: int

    @property
    def compleet(self) -> bool:
        """Whether nothing that was asked for is missing."""
        return not self.mist


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Everything that a person wants to see first.

    `niets` are id and name of the besturen with a toekenning that sent nothing usable;
    `wachtend` the mails in which something waits for a person.
    """

    ronde: str
    deadline: dt.date | None
    besturen: tuple[Stand, ...]
    niets: tuple[tuple[str, str], ...]
    wachtend: tuple[Letter, ...]


def status_of(space: Space) -> Status:
    """Tell how far everything is."""
    catalogus = space.programma.catalogus
    besturen = [_stand(dossier, catalogus) for dossier in space.dossiers.values()]
    niets = ((t.bestuur.id, t.bestuur.naam) for t in space.ontbrekend)
    return Status(
        ronde=space.ronde.naam,
        deadline=space.ronde.deadline,
        besturen=tuple(sorted(besturen, key=lambda stand: (stand.naam, stand.id))),
        niets=tuple(sorted(niets, key=lambda pair: pair[1])),
        wachtend=tuple(letter for letter in letters(space) if letter.wachtend),
    )


def _stand(dossier: Dossier, catalogus: Catalogus) -> Stand:
    current = [bron for bron in dossier.bronnen if bron.status == "actueel"]
    moments = [bron.ontvangen for bron in dossier.bronnen if bron.ontvangen is not None]
    judged = to_judge(dossier, catalogus)
    soorten = {bron.soort for bron in current}
    return Stand(
        id=dossier.bestuur.id,
        naam=dossier.bestuur.naam,
        ontvangen=max(moments, key=lambda moment: moment.timestamp(), default=None),
        word="motivatie" in soorten,
        excel="kpi" in soorten,
        mist=tuple(_missing(dossier)),
        te_laat=any(b.code == "te-laat" for b in dossier.bevindingen),
        fouten=sum(b.ernst is Ernst.FOUT for b in dossier.bevindingen),
        te_beoordelen=len(judged),
        beoordeeld=sum(
            None not in {a.jurering.voldoende, a.jurering.verlengen} for a in judged
        ),
    )


def _missing(dossier: Dossier) -> Iterator[str]:
    """What the bestuur has to send still: `motivatie actie 5 en 15`."""
    about: defaultdict[str, set[int]] = defaultdict(set)
    for bevinding in dossier.bevindingen:
        if bevinding.code in _MISSING and bevinding.actie is not None:
            about[bevinding.code].add(bevinding.actie)
    for code, what in _MISSING.items():
        if code in about:
            numbers = [str(nummer) for nummer in sorted(about[code])]
            listed = ", ".join(numbers[:-1])
            yield f"{what} actie {f'{listed} en ' if listed else ''}{numbers[-1]}"
