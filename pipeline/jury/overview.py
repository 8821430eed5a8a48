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
from pipeline.jury.incoming import bevindingen_table, invoer_table
from pipeline.jury.notation import aantal, as_datum, as_procent
from pipeline.jury.rows import besturen_table, kpi_table
from pipeline.jury.tables import Table
from pipeline.jury.totals import totals_table

README: Final = "Lees mij"
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
REMARKS: Final = (
    ("Goed om te weten", ""),
    ("Wijzigingen", EDITS),
    ("Lege cellen", BLANKS),
)


def render_overview(
    dossiers: Sequence[Dossier],
    missing: Sequence[Toekenning],
    ronde: Ronde,
    catalogus: Catalogus,
    verslag: Sequence[Mapping[str, Any]] = (),
) -> bytes:
    """Write the overview of a round; the same input gives the same bytes.

    `missing` are the besturen that submitted nothing, by what they committed to;
    `verslag` the items of `verslag.json`, as the contract (section 2) gives them.
    """
    ordered = sorted(dossiers, key=lambda d: (d.bestuur.naam, d.bestuur.id))
    absent = sorted(missing, key=lambda t: (t.bestuur.naam, t.bestuur.id))
    tables = (
        besturen_table(ordered, absent, catalogus),
        kpi_table(ordered, catalogus),
        bevindingen_table(ordered, verslag),
        invoer_table(verslag, ordered),
        totals_table(ordered, absent, ronde, catalogus),
    )
    book = Book(f"{catalogus.programma} – {ronde.naam}")
    book.add_text(README, _readme(ordered, absent, ronde, tables))
    for table in tables:
        book.add_table(table)
    return book.written()


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
        *SIGNS,
        *REMARKS,
    ]
