"""Overview: all dossiers of a round in one workbook.

    dossiers, besturen without one, verslag -> bytes of overzicht.xlsx

One row per dossier, per KPI, per bevinding, per file that came in, and per action what
all besturen did together. It only shows; verdicts come from the jury sheets.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import Dossier
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenningen import Toekenning
from pipeline.jury.book import Book
from pipeline.jury.consensus import (
    Overleg,
    Stand,
    outcome_row,
    summary,
    verdicts_table,
    vote_rows,
    votes_table,
)
from pipeline.jury.incoming import (
    Bevonden,
    bevindingen_table,
    invoer_row,
    invoer_table,
)
from pipeline.jury.notation import aantal, as_datum, as_procent
from pipeline.jury.rows import (
    besturen_table,
    bestuur_row,
    kpi_rows,
    kpi_table,
    missing_row,
)
from pipeline.jury.tables import Rij, Rijen, Table
from pipeline.jury.totals import Totals

README: Final = "Lees mij"
CHARTS: Final = "Grafieken"
SIGNS: Final = (
    ("Tekens", ""),
    ("■ rood", "een fout, onder de drempel, of niets ingediend"),
    ("▲ geel", "een waarschuwing, of een gegeven dat ontbreekt"),
    ("● groen", "in orde, drempel gehaald, of beoordeeld"),
    ("○ blauw of grijs", "minimale verwachtingen, nog te beoordelen, of info"),
)
EDITS: Final = (
    "Wat u in dit bestand wijzigt, wordt niet teruggelezen. Een oordeel geeft u in de "
    "jurysheet: klik in het blad Overzicht op de naam ervan."
)
BLANKS: Final = (
    "Een lege cel is een antwoord dat niet gegeven werd. Dat is iets anders dan 0."
)
ADVICE: Final = (
    "De jury adviseert; dit programma beslist niets. Een advies wordt vastgelegd met "
    "‘samenleven consensus --advies’, met wie het vastlegde, wanneer en volgens welk "
    "document."
)
VERDICT_EDITS: Final = "Wat u in dit bestand wijzigt, wordt niet teruggelezen."
REMARKS: Final = (
    ("Goed om te weten", ""),
    ("Wijzigingen", EDITS),
    ("Lege cellen", BLANKS),
)


@dataclass(slots=True)
class _Part:
    """What one dossier gives to the overview."""

    naam: str
    bestuur: Rij
    verdicten: tuple[Rij, ...]
    stemmen: tuple[Rij, ...]


class Overzicht:
    """The overview of a round, under way: first its dossiers, then what came in.

    `missing` are the besturen that submitted nothing, by what they committed to. Of
    what is added only rows are kept, those of which there may be many on disk.
    """

    def __init__(
        self, ronde: Ronde, catalogus: Catalogus, missing: Sequence[Toekenning]
    ) -> None:
        self._ronde = ronde
        self._catalogus = catalogus
        self._missing = sorted(missing, key=lambda t: (t.bestuur.naam, t.bestuur.id))
        self._parts: dict[str, _Part] = {}
        self._kpis, self._invoer = Rijen(), Rijen()
        self._bevonden = Bevonden()
        self._totals = Totals(ronde, catalogus)
        self._standen: Counter[Stand] = Counter()
        self._is_said = False

    def add(self, dossier: Dossier, overleg: Sequence[Overleg] = ()) -> None:
        """Add a dossier; `overleg` is what the jury said of it until now."""
        bestuur = dossier.bestuur
        self._parts[bestuur.id] = _Part(
            naam=bestuur.naam,
            bestuur=bestuur_row(dossier, self._catalogus),
            verdicten=tuple(map(outcome_row, overleg)),
            stemmen=tuple(row for one in overleg for row in vote_rows(one)),
        )
        for row in kpi_rows(dossier, self._catalogus):
            self._kpis.add(row, bestuur.id)
        self._bevonden.add(dossier)
        self._totals.add(dossier)
        self._standen.update(one.stand for one in overleg)
        self._is_said |= any(one.stemmen or one.advies for one in overleg)

    def add_item(self, item: Mapping[str, Any], depth: int = 0) -> None:
        """Add an item of `verslag.json`, as the contract (section 2) gives it."""
        part = self._parts.get(item["bestuur"])
        naam = part.naam if part is not None else None
        self._invoer.add(invoer_row(depth, item, naam))
        self._bevonden.add_item(item, naam)
        for inside in item["onderdelen"] or ():
            self.add_item(inside, depth + 1)

    def written(self) -> bytes:
        """Write `overzicht.xlsx`; the same input gives the same bytes."""
        ordered = self._ordered()
        self._kpis.volgorde = self._bevonden.rijen.volgorde = ordered
        parts = [self._parts[who] for who in ordered]
        rows = [part.bestuur for part in parts] + list(map(missing_row, self._missing))
        tables = (
            besturen_table(rows),
            kpi_table(self._kpis),
            bevindingen_table(self._bevonden.rijen),
            verdicts_table([row for part in parts for row in part.verdicten]),
            invoer_table(self._invoer),
            self._totals.table(self._missing),
        )
        book = Book(f"{self._catalogus.programma} – {self._ronde.naam}")
        counts = len(parts), len(self._missing)
        book.add_text(README, _readme(counts, self._ronde, tables))
        for table in tables:
            book.add_table(table)
        book.add_charts(CHARTS, tables)
        return book.written()

    @property
    def verdicten(self) -> bytes | None:
        """What the jury said, action by action and juror by juror; `None` if nothing.

        It is `verdicten.xlsx`.
        """
        if not self._is_said:
            return None
        parts = [self._parts[who] for who in self._ordered()]
        tables = (
            verdicts_table([row for part in parts for row in part.verdicten]),
            votes_table([row for part in parts for row in part.stemmen]),
        )
        book = Book(f"{self._catalogus.programma} – verdicten {self._ronde.naam}")
        lines = [
            ("Verdicten van de jury", ""),
            ("Ronde", self._ronde.naam),
            ("Stand", summary(self._standen)),
            ("Bladen", ""),
            *((table.blad, table.uitleg) for table in tables),
            ("Goed om te weten", ""),
            ("Advies", ADVICE),
            ("Wijzigingen", VERDICT_EDITS),
        ]
        book.add_text(README, lines)
        for table in tables:
            book.add_table(table)
        return book.written()

    def _ordered(self) -> list[str]:
        """The ids of the besturen, by name."""
        return sorted(self._parts, key=lambda who: (self._parts[who].naam, who))


def _readme(
    counted: tuple[int, int], ronde: Ronde, tables: Sequence[Table]
) -> list[tuple[str, str]]:
    """Write what a person needs to know first; a line without text is a heading.

    `counted` are the dossiers, and the besturen that submitted nothing.
    """
    counts = aantal(counted[0], "dossier", "dossiers")
    silent = aantal(counted[1], "bestuur", "besturen")
    van, tot = as_datum(ronde.periode.van), as_datum(ronde.periode.tot)
    share = as_procent(float(ronde.drempel * 100))
    return [
        (ronde.naam, ""),
        ("Periode", f"{van} tot en met {tot}"),
        ("Uiterste datum", as_datum(ronde.deadline)),
        ("Drempel", f"{share} van de te behalen KPI"),
        ("Inhoud", f"{counts}; {silent} zonder indiening"),
        ("Bladen", ""),
        *((table.blad, table.uitleg) for table in tables),
        (CHARTS, "Hoeveel er per actie is gerealiseerd, en wie onder de drempel zit."),
        *SIGNS,
        *REMARKS,
    ]
