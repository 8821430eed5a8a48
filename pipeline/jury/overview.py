"""Overview: all dossiers of a round in one workbook.

    dossiers, besturen without one, verslag -> bytes of overzicht.xlsx

One row per dossier, per KPI, per bevinding, per file that came in, and per action what
all besturen did together. It only shows; verdicts come from the jury sheets.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import Dossier
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenningen import Toekenning
from pipeline.jury.book import Book
from pipeline.jury.consensus import Overleg, summary, verdicts_table, votes_table
from pipeline.jury.incoming import bevindingen_table, invoer_table
from pipeline.jury.notation import aantal, as_datum, as_procent
from pipeline.jury.rows import besturen_table, kpi_table
from pipeline.jury.tables import Table
from pipeline.jury.totals import totals_table

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


def render_overview(  # noqa: PLR0913, PLR0917 - each gives its own sheet
    dossiers: Sequence[Dossier],
    missing: Sequence[Toekenning],
    ronde: Ronde,
    catalogus: Catalogus,
    verslag: Sequence[Mapping[str, Any]] = (),
    overleg: Sequence[Overleg] = (),
) -> bytes:
    """Write the overview of a round; the same input gives the same bytes.

    `missing` are the besturen that submitted nothing, by what they committed to;
    `verslag` the items of `verslag.json`, as the contract (section 2) gives them;
    `overleg` what the jury said until now.
    """
    ordered = sorted(dossiers, key=lambda d: (d.bestuur.naam, d.bestuur.id))
    absent = sorted(missing, key=lambda t: (t.bestuur.naam, t.bestuur.id))
    tables = (
        besturen_table(ordered, absent, catalogus),
        kpi_table(ordered, catalogus),
        bevindingen_table(ordered, verslag),
        verdicts_table(_by_name(overleg)),
        invoer_table(verslag, ordered),
        totals_table(ordered, absent, ronde, catalogus),
    )
    book = Book(f"{catalogus.programma} – {ronde.naam}")
    book.add_text(README, _readme(ordered, absent, ronde, tables))
    for table in tables:
        book.add_table(table)
    book.add_charts(CHARTS, tables)
    return book.written()


def render_verdicts(overleg: Sequence[Overleg], ronde: Ronde, programma: str) -> bytes:
    """Write what the jury said, action by action and juror by juror."""
    ordered = _by_name(overleg)
    tables = (verdicts_table(ordered), votes_table(ordered))
    book = Book(f"{programma} – verdicten {ronde.naam}")
    lines = [
        ("Verdicten van de jury", ""),
        ("Ronde", ronde.naam),
        ("Stand", summary(ordered)),
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


def _by_name(overleg: Sequence[Overleg]) -> list[Overleg]:
    return sorted(overleg, key=lambda o: (o.bestuur.naam, o.bestuur.id))


def _readme(
    dossiers: Sequence[Dossier],
    missing: Sequence[Toekenning],
    ronde: Ronde,
    tables: Sequence[Table],
) -> list[tuple[str, str]]:
    """Write what a person needs to know first; a line without text is a heading."""
    counts = aantal(len(dossiers), "dossier", "dossiers")
    silent = aantal(len(missing), "bestuur", "besturen")
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
