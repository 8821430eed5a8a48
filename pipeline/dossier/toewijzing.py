"""Toewijzing: the section-1 blocks of all documents tied to actions, as one puzzle.

What a document could not tell alone, the others may: the numbers of a block against
Excel and toekenning, and elimination. A link is taken only when exactly one action fits
(design, section 4); else `None`, and a person decides.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.extractie import MotivatieBlok
from pipeline.dossier.kpiwaarden import Document, KpiWaarden
from pipeline.dossier.model import Getal

_BY_BOTH: Final = 0.85
_BY_ONE: Final = 0.7
_BY_ELIMINATION: Final = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A block and its action; `actie` `None` when it could not be tied."""

    actie: int | None
    zekerheid: float
    reden: str | None


@dataclass(frozen=True, slots=True)
class Toewijzing:
    """The action of every block, by sha256 and index."""

    banden: Mapping[tuple[str, int], Band]

    def of(self, sha256: str, index: int) -> Band:
        """The link of one block."""
        return self.banden[sha256, index]


def assign(
    documents: Sequence[Document],
    kpis: KpiWaarden,
    *,
    catalogus: Catalogus,
    drempel: Fraction,
    projectjaar: int,
) -> Toewijzing:
    """Tie every block; blocks of one mail never end up at the same action by numbers."""
    banden: dict[tuple[str, int], Band] = {}
    candidates = {
        nummer
        for nummer in kpis.acties
        if (actie := catalogus.actie(nummer)) is not None
        and not actie.is_judged_on_expectations(projectjaar)
    }
    moments = sorted({document.moment for document in documents})
    for moment in moments:
        group = [document for document in documents if document.moment == moment]
        _assign_group(group, kpis, candidates, drempel, banden)
    return Toewijzing(banden)


def _assign_group(
    group: Sequence[Document],
    kpis: KpiWaarden,
    candidates: Collection[int],
    drempel: Fraction,
    banden: dict[tuple[str, int], Band],
) -> None:
    unclear: dict[tuple[str, int], MotivatieBlok] = {}
    taken: set[int] = set()
    for document in group:
        for index, blok in enumerate(document.extractie.motivaties):
            at = (document.sha256, index)
            plek = document.extractie.herkomst.get(f"/motivaties/{index}/actie")
            if blok.actie is None:
                unclear[at] = blok
            else:
                taken.add(blok.actie)
                banden[at] = Band(
                    actie=blok.actie,
                    zekerheid=plek.zekerheid if plek else 0.9,
                    reden=plek.reden if plek else None,
                )
    _by_numbers(unclear, kpis, candidates, taken, banden)
    _by_elimination(unclear, kpis, candidates, taken, drempel, banden)
    for at in unclear:
        banden.setdefault(at, Band(actie=None, zekerheid=0.0, reden=None))


def _by_numbers(
    unclear: dict[tuple[str, int], MotivatieBlok],
    kpis: KpiWaarden,
    candidates: Collection[int],
    taken: set[int],
    banden: dict[tuple[str, int], Band],
) -> None:
    """A block whose numbers are those of exactly one action, and the other way round."""
    wishes = {
        at: fitting
        for at, blok in unclear.items()
        if (fitting := _fitting(blok, kpis, set(candidates) - taken))
    }
    for at, fitting in wishes.items():
        rivals = [other for other, theirs in wishes.items() if other != at and set(theirs) & set(fitting)]
        best = max(fitting.values())
        winners = [nummer for nummer, score in fitting.items() if score == best]
        if len(winners) == 1 and not rivals:
            banden[at] = Band(actie=winners[0], zekerheid=best, reden="de KPI-getallen")
            taken.add(winners[0])
    for at in banden:
        unclear.pop(at, None)


def _fitting(
    blok: MotivatieBlok, kpis: KpiWaarden, candidates: Collection[int]
) -> dict[int, float]:
    """The actions whose numbers the block repeats, none of them contradicted."""
    fitting: dict[int, float] = {}
    for nummer in sorted(candidates):
        agree = [
            verdict
            for verdict in (
                _agrees(blok.te_behalen, kpis.getal(nummer, "te_behalen")),
                _agrees(blok.behaald, kpis.getal(nummer, "behaald")),
            )
            if verdict is not None
        ]
        if agree and all(agree):
            fitting[nummer] = _BY_BOTH if len(agree) > 1 else _BY_ONE
    return fitting


def _agrees(mine: Getal | None, known: Getal | None) -> bool | None:
    return None if mine is None or known is None else mine == known


def _by_elimination(
    unclear: dict[tuple[str, int], MotivatieBlok],
    kpis: KpiWaarden,
    candidates: Collection[int],
    taken: set[int],
    drempel: Fraction,
    banden: dict[tuple[str, int], Band],
) -> None:
    """The only block left, and the only action under the threshold without one."""
    left = [
        nummer
        for nummer in candidates
        if nummer not in taken and _is_under(kpis, nummer, drempel)
    ]
    if len(unclear) != 1 or len(left) != 1:
        return
    (at, blok), nummer = next(iter(unclear.items())), left[0]
    contradicted = False in {
        _agrees(blok.te_behalen, kpis.getal(nummer, "te_behalen")),
        _agrees(blok.behaald, kpis.getal(nummer, "behaald")),
    }
    if not contradicted:
        reden = "de enige actie onder de drempel die overblijft"
        banden[at] = Band(actie=nummer, zekerheid=_BY_ELIMINATION, reden=reden)
        unclear.clear()


def _is_under(kpis: KpiWaarden, nummer: int, drempel: Fraction) -> bool:
    target, got = kpis.getal(nummer, "te_behalen"), kpis.getal(nummer, "behaald")
    return target is not None and got is not None and got < Fraction(str(target)) * drempel
