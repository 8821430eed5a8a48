r"""KPI-document: KPI tables in text documents and decks, read as those of workbooks.

    blocks -> a Sheet per table -> the KPI lines of the tables that have any

A report may hold its numbers in a Word table, in lines cut by tabs, or in sentences
(`Brugfiguren: 65 van 300 gezinnen`). Each becomes rows and columns, the paragraphs
just above included since they may be its title, and goes through the same reading as a
workbook. What is in no such table stays with the lines of the document.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from pipeline.dossier.actienaam import identify, is_explained
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.extractie import Rest
from pipeline.dossier.kpis import Kpis, kpi_regels
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.forms.workbook import read_kpis
from pipeline.reading.block import Block, Cell, Layer, Reading, Sheet

_TITLES: Final = 4  # paragraphs above a table that may be its title
_LONGEST: Final = 120  # letters of such a paragraph, or of a sentence with numbers
_ASIDE: Final = frozenset({Layer.HEADER, Layer.FOOTER, Layer.COMMENT, Layer.PROPERTY})
_SENTENCE: Final = re.compile(
    r"\s*(?P<actie>[^:=]*[^\W\d_][^:=]*?)\s*[:=]\s*"
    r"(?P<behaald>\d[\d. ]*?)\s*(?:van\s+de|van|op\s+de|op|/)\s*"
    r"(?P<doel>\d[\d. ]*?)(?P<eenheid>(?:\s+[^\W\d_][^\d]*)?)\.?\s*"
)
_MAY_BE: Final = re.compile(r"[:=]\s*\d")  # what any such sentence has in it
_HEAD: Final = ("Actie", "Te behalen KPI", "Behaald KPI")
_TABS: Final = 0  # stands for the number of a table that has none
_Rows = list[tuple[int, int, list[Block], str]]
"""Row, column, the paragraphs in the cell, and its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabel(Sheet):
    """A table of a document, with the paragraphs above it as its first rows.

    `places` says where its cells stand, by row and column; `inside` the places of every
    paragraph in it, `above` those of the paragraphs above.
    """

    places: Mapping[tuple[int, int], str]
    inside: frozenset[str]
    above: frozenset[str] = frozenset()

    def place(self, cell: Cell) -> str:
        """Where a person finds `cell`: `tabel 2, rij 3, kolom 2, alinea 1`."""
        return self.places.get((cell.row, cell.column), self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabellen:
    """What the tables of a document say.

    `plaatsen` are the places of the paragraphs that are read in them, so that no line
    is told twice.
    """

    kpis: Kpis
    plaatsen: frozenset[str]


def read_tabellen(
    blocks: Sequence[Block],
    programma: Programma,
    bron: str,
    ronde: Ronde | None = None,
) -> Tabellen | None:
    """The KPIs in the tables and sentences of a document; `None` without any.

    `bron` is its sha256, for the bevindingen; `ronde` the round asked for.
    """
    tables = [*tables_of(blocks), *_sentences(blocks, programma.catalogus)]
    telling = [table for table in tables if kpis_of([table], programma, bron, ronde)]
    found = kpis_of(telling, programma, bron, ronde)
    if found is None:
        return None
    above = frozenset().union(*(table.above for table in telling))
    inside = frozenset().union(*(table.inside for table in telling))
    rest = tuple(rest for rest in found.rest if rest.plaats not in above)
    return Tabellen(
        kpis=replace(found, rest=rest), plaatsen=inside | (above & found.titels)
    )


def kpis_of(
    tables: Sequence[Tabel], programma: Programma, bron: str, ronde: Ronde | None
) -> Kpis | None:
    """The KPIs of tables together; `None` when they tell none."""
    if not tables:
        return None
    workbook = read_kpis(
        Reading(sheets=tuple(tables)),
        programma.lens,
        programma.ronde_tekens,
        ronde.id if ronde else None,
    )
    told = programma.rondes.ronde(workbook.ronde) if workbook.ronde else ronde
    jaar = told.projectjaar if told else None
    found = kpi_regels(workbook, programma.catalogus, jaar, bron)
    fields = (Rest(tekst=v.tekst, plaats=v.plaats) for v in workbook.velden)
    rest = (*(r for r in fields), *found.rest)
    return replace(found, rest=rest) if found.regels else None


def tables_of(blocks: Sequence[Block]) -> Iterator[Tabel]:
    """Every table, and every run of lines cut by tabs, as a sheet."""
    body = [block for block in blocks if block.layer not in _ASIDE]
    above: list[Block] = []
    for kind, group in groupby(body, key=_kind):
        here = list(group)
        if kind is None:
            above = here
            continue
        rows = _by_tabs(here) if kind == _TABS else _by_cells(here)
        yield _tabel(f"tabel {kind}", _titles(above), rows)
        above = []


def _kind(block: Block) -> int | None:
    """The number of the table that a block stands in; `None` for running text."""
    if block.cells:
        return block.cells[-1].table
    return _TABS if "\t" in block.text.strip() else None


def _by_cells(blocks: Sequence[Block]) -> _Rows:
    cells: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        at = block.cells[-1]
        cells.setdefault((at.row, at.column), []).append(block)
    return [
        (row, column, inside, "\n".join(block.text for block in inside))
        for (row, column), inside in cells.items()
    ]


def _by_tabs(blocks: Sequence[Block]) -> _Rows:
    return [
        (row, column, [block], text)
        for row, block in enumerate(blocks, 1)
        for column, text in enumerate(block.text.split("\t"), 1)
    ]


def _titles(blocks: Sequence[Block]) -> list[Block]:
    """The short paragraphs just above a table."""
    found: list[Block] = []
    for block in reversed(blocks):
        text = block.text.strip()
        if len(text) > _LONGEST or len(found) == _TITLES:
            break
        if text:
            found.append(block)
    return found[::-1]


def _tabel(naam: str, titles: Sequence[Block], rows: _Rows) -> Tabel:
    shift = len(titles)
    titled: _Rows = [(n, 1, [b], b.text) for n, b in enumerate(titles, 1)]
    shifted = [(row + shift, c, inside, text) for row, c, inside, text in rows]
    every = [cell for cell in (*titled, *shifted) if cell[3].strip()]
    return Tabel(
        name=naam,
        cells=tuple(
            Cell(row=row, column=column, value=text) for row, column, _, text in every
        ),
        places={(row, column): inside[0].place for row, column, inside, _ in every},
        inside=frozenset(b.place for _, _, inside, _ in rows for b in inside),
        above=frozenset(block.place for block in titles),
    )


def _sentences(blocks: Sequence[Block], catalogus: Catalogus) -> Iterator[Tabel]:
    """`Brugfiguren: 65 van 300 gezinnen`, where it can mean nothing else."""
    found: list[tuple[Block, re.Match[str]]] = []
    for block in blocks:
        if block.cells or block.layer in _ASIDE:
            continue
        text = block.text
        if len(text) > _LONGEST or not _MAY_BE.search(text):
            continue
        match = _SENTENCE.fullmatch(text)
        if match is not None and _is_about_one(match, catalogus):
            found.append((block, match))
    if not found:
        return
    cells = [
        Cell(row=1, column=column, value=text) for column, text in enumerate(_HEAD, 1)
    ]
    cells += [
        Cell(row=row, column=column, value=match[name].strip())
        for row, (_, match) in enumerate(found, 2)
        for column, name in enumerate(("actie", "doel", "behaald"), 1)
    ]
    yield Tabel(
        name="zinnen",
        cells=tuple(cells),
        places={
            (row, column): block.place
            for row, (block, _) in enumerate(found, 2)
            for column in range(1, len(_HEAD) + 1)
        },
        inside=frozenset(block.place for block, _ in found),
    )


def _is_about_one(match: re.Match[str], catalogus: Catalogus) -> bool:
    """Whether a sentence says no more than an action, its unit and two numbers."""
    best = next(iter(identify(match["actie"], catalogus)), None)
    if best is None or best.bewijs == "eenheid":
        return False
    texts = (match["actie"], match["eenheid"].strip())
    return all(not text or is_explained(text, catalogus, best.nummer) for text in texts)
