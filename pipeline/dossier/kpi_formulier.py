"""KPI-formulier: KPI tables that somebody put into a motivation form, or behind it.

    blocks of a form + its index -> the KPIs, and the paragraphs that are read in them

A table with an action and its numbers per row is read as that of a workbook. One inside
an answer stays in it too (contract section 3, Slots); one of its own, before the form,
between its tables or behind it, is no answer to the question above it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.dossier.extractie import KpiRegel
from pipeline.dossier.kpi_document import Tabel, kpis_of, tables_of
from pipeline.dossier.kpis import Kpis
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.forms.labels import LISTED, Index, Role, Text
from pipeline.forms.workbook_header import VALUES
from pipeline.forms.workbook_lens import Lens
from pipeline.forms.workbook_mapping import Rol
from pipeline.reading.block import Block, Layer

_KEYS: Final[frozenset[Rol]] = frozenset({"actie", "nummer", "doelgroep", "opdeling"})
_ROLES: Final = _KEYS | VALUES
_LONGEST: Final = 60  # letters of a header


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingevoegd:
    """What the KPI tables in a form say; `plaatsen` are the paragraphs of those apart.

    `kpis.rest` holds what stands beside the numbers in those, and no more: what stands
    in the others is in the answers.
    """

    kpis: Kpis
    plaatsen: frozenset[str]


def read_ingevoegd(
    blocks: Sequence[Block],
    index: Index,
    programma: Programma,
    bron: str,
    ronde: Ronde | None,
) -> Ingevoegd | None:
    """The KPI tables in a form; `None` when there are none, as in nearly every form."""
    found = _headed(blocks, programma.lens, index)
    if not found:
        return None
    telling = [
        table
        for table in tables_of(blocks)
        if table.inside & found
        and not _has_own((b for b in blocks if b.place in table.inside), index)
        and (read := kpis_of([table], programma, bron, ronde))
        and any(_has_number(regel) for regel in read.regels)
    ]
    kpis = kpis_of(telling, programma, bron, ronde)
    if kpis is None:
        return None
    apart = [table for table in telling if _is_apart(blocks, table, index)]
    plaatsen = frozenset().union(*(table.inside for table in apart))
    rest = tuple(rest for rest in kpis.rest if rest.plaats in plaatsen)
    return Ingevoegd(kpis=replace(kpis, rest=rest), plaatsen=plaatsen)


def _headed(blocks: Sequence[Block], lens: Lens, index: Index) -> frozenset[str]:
    """The places of the headers of KPI tables that are none of the form's own."""
    rows: dict[tuple[int, str, int], dict[Rol, Block]] = defaultdict(dict)
    for block in blocks:
        if not block.cells:
            continue
        text = block.text.strip()
        kop = lens.koppen.kop(text) if 0 < len(text) <= _LONGEST else None
        if kop is not None and kop.rol in _ROLES:
            at = block.cells[-1]
            rows[at.table, "row", at.row][kop.rol] = block
            rows[at.table, "column", at.column][kop.rol] = block
    return frozenset(
        block.place
        for told in rows.values()
        if VALUES & told.keys()
        and _KEYS & told.keys()
        and not _has_own(told.values(), index)
        for block in told.values()
    )


def _has_own(blocks: Iterable[Block], index: Index) -> bool:
    """Whether a table is the form's: its texts are in it, not only `Behaald KPI`.

    A question of a block counts in any wording: `Reden`, `Inspanningen`.
    """
    return any(
        text.veld is None or text.veld.soort != "getal"
        for block in blocks
        for text in (*_texts(block, index), *_asked_otherwise(block, index))
    )


def _asked_otherwise(block: Block, index: Index) -> Iterator[Text]:
    """The questions of a block that a paragraph is in another wording of the mapping.

    Not those of an initiative: a KPI table has a column `Omschrijving` too.
    """
    for hit in index.look_up(block.text).hits:
        if hit.certainty == LISTED and "." not in hit.text.slot:
            yield hit.text


def _is_apart(blocks: Sequence[Block], table: Tabel, index: Index) -> bool:
    """Whether a table stands on its own, and not in an answer that goes on around it.

    It does before the first question of a form, behind the last one and right below
    another table. With the words of a question as its header it must: what stands
    below would be taken for the answer.
    """
    own = [at for at, block in enumerate(blocks) if block.place in table.inside]
    if any(len(blocks[at].cells) > 1 for at in own):
        return False
    before, after = _body(blocks[: own[0]]), _body(blocks[own[-1] + 1 :])
    below = bool(before) and bool(before[-1].cells)
    around = _asked(before, index) and _asked(after, index)
    return below or not around or _asked([blocks[at] for at in own], index)


def _has_number(regel: KpiRegel) -> bool:
    return regel.te_behalen is not None or regel.behaald is not None


def _body(blocks: Sequence[Block]) -> list[Block]:
    return [
        block for block in blocks if block.layer is Layer.BODY and block.text.strip()
    ]


def _asked(blocks: Sequence[Block], index: Index) -> bool:
    return any(
        text.role is Role.LABEL for block in blocks for text in _texts(block, index)
    )


def _texts(block: Block, index: Index) -> Iterator[Text]:
    """The texts of the form that a paragraph begins with, to the letter."""
    for hit in index.look_up(block.text).hits:
        if hit.certainty == 1.0:
            yield hit.text
