"""Making: the dossiers of a round with their bevindingen, and the verslag of its input.

items + extractions + toekenningen -> Made
"""

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from pipeline.checks.rules import check
from pipeline.dossier.assemble import Opdracht, assemble
from pipeline.dossier.indeling import Extracties, Indeling, divide
from pipeline.dossier.ingekomen import Ingekomen
from pipeline.dossier.model import Bestuur, Bron, Dossier
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.sporen import Sporen
from pipeline.dossier.toekenningen import Toekenning, Toekenningen
from pipeline.intake.item import Item
from pipeline.jury.context import to_judge
from pipeline.run.result import Made


def make_all(
    items: Sequence[Item],
    extracties: Extracties,
    programma: Programma,
    ronde: Ronde,
    toekenningen: Toekenningen | None,
) -> Made:
    """Every dossier with its bevindingen, and what became of every item."""
    maker = _Maker(programma, ronde, toekenningen)
    sporen = Sporen(maker.besturen, toekenningen)
    apart = {toekenningen.sha256} if toekenningen else frozenset()
    indeling = divide(items, extracties, sporen, ronde.id, apart=apart)
    dossiers = tuple(
        maker.dossier(bestuur_id, indeling)
        for bestuur_id in sorted(indeling.documenten)
    )
    replaced = {
        (dossier.bestuur.id, bron.sha256)
        for dossier in dossiers
        for bron in dossier.bronnen
        if bron.status == "vervangen"
    }
    granted = toekenningen.per_bestuur if toekenningen else {}
    vorige = {
        dossier.bestuur.id: before
        for dossier in dossiers
        if (before := maker.before(dossier, indeling)) is not None
    }
    return Made(
        dossiers=dossiers,
        posten=indeling.verslag(replaced),
        te_beoordelen={
            dossier.bestuur.id: len(to_judge(dossier, programma.catalogus))
            for dossier in dossiers
        },
        ontbrekend=tuple(
            toekenning
            for bestuur_id, toekenning in granted.items()
            if bestuur_id not in indeling.documenten
        ),
        vorige=vorige,
    )


class _Maker:
    """What all dossiers of a round are made with."""

    def __init__(
        self, programma: Programma, ronde: Ronde, toekenningen: Toekenningen | None
    ) -> None:
        self.programma = programma
        self.ronde = ronde
        self.besturen = programma.besturen_van(ronde)
        self.toekenningen = toekenningen

    def dossier(self, bestuur_id: str, indeling: Indeling) -> Dossier:
        """The dossier of one bestuur, with all there is to tell of it."""
        toekenning, _ = self._granted(bestuur_id)
        documenten = [d.ingekomen for d in indeling.documenten[bestuur_id]]
        dossier = self._assembled(bestuur_id, documenten, indeling)
        refused = indeling.geweigerd.get(bestuur_id, [])
        dossier = dossier.model_copy(
            update={"bevindingen": (*dossier.bevindingen, *refused)}
        )
        granted: frozenset[int] | None = None
        if self.toekenningen is not None:
            granted = toekenning.acties if toekenning is not None else frozenset()
        bevindingen = check(
            dossier,
            self.ronde,
            self.programma.catalogus,
            toegekend=granted,
            formulieren=self.programma.formulieren,
        )
        return dossier.model_copy(update={"bevindingen": bevindingen})

    def before(self, dossier: Dossier, indeling: Indeling) -> Dossier | None:
        """The dossier as it was before the last document that replaced something.

        `None` where nothing was replaced.
        """
        gone = {b.sha256: b.soort for b in dossier.bronnen if b.status == "vervangen"}
        documenten = [d.ingekomen for d in indeling.documenten[dossier.bestuur.id]]
        replacing = [
            document
            for document in documenten
            if document.soort in gone.values() and document.sha256 not in gone
        ]
        last = max((document.moment for document in replacing), default=None)
        earlier = [d for d in documenten if last is not None and d.moment < last]
        if not earlier:
            return None
        return self._assembled(dossier.bestuur.id, earlier, indeling)

    def _assembled(
        self, bestuur_id: str, documenten: Sequence[Ingekomen], indeling: Indeling
    ) -> Dossier:
        toekenning, bron = self._granted(bestuur_id)
        return assemble(
            Opdracht(
                bestuur=self._bestuur(bestuur_id, toekenning),
                ronde=self.ronde,
                catalogus=self.programma.catalogus,
                documenten=documenten,
                indieningen=indeling.indieningen[bestuur_id],
                toekenning=toekenning,
                toekenningen_bron=bron,
            )
        )

    def _granted(self, bestuur_id: str) -> tuple[Toekenning | None, Bron | None]:
        """What a bestuur was granted, and the file that says so."""
        if self.toekenningen is None:
            return None, None
        toekenning = self.toekenningen.per_bestuur.get(bestuur_id)
        if toekenning is None:
            return None, None
        return toekenning, Bron(
            sha256=self.toekenningen.sha256,
            naam=self.toekenningen.naam,
            soort="toekenningen",
        )

    def _bestuur(self, bestuur_id: str, toekenning: Toekenning | None) -> Bestuur:
        if toekenning is not None:
            return toekenning.bestuur
        known = self.besturen.by_id(bestuur_id)
        if known is None:
            return Bestuur(id=bestuur_id, naam=bestuur_id, soort="gemeente")
        return Bestuur(id=known.id, naam=known.naam, soort=known.soort, kbo=known.kbo)


def to_json(model: BaseModel) -> bytes:
    """A model as the contract writes it: UTF-8, keys in order, nothing left out."""
    # `Any`: JSON data, straight from pydantic.
    data: Any = model.model_dump(mode="json", by_alias=True)
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode(
        "utf-8", "replace"
    )
