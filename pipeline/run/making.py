"""Making: the dossier of a bestuur with its bevindingen.

items + extractions + toekenningen + what people decided -> Indeling -> Dossier
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

from pipeline.checks.rules import check
from pipeline.dossier.assemble import Opdracht, assemble
from pipeline.dossier.correctie import Opgave, corrected
from pipeline.dossier.indeling import Extracties, Indeling
from pipeline.dossier.knopen import Document
from pipeline.dossier.model import Bestuur, Bron, Dossier
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.sporen import Sporen
from pipeline.dossier.toekenningen import Toekenning, Toekenningen
from pipeline.dossier.verdeling import Regie, divide
from pipeline.intake.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingrepen:
    """What people decided: whose a mail or document is, and what they put right.

    `toegewezen` gives a bestuur id by message id or sha256, `correcties` by bestuur id.
    """

    toegewezen: Mapping[str, str] = field(default_factory=dict)
    correcties: Mapping[str, Sequence[Opgave]] = field(default_factory=dict)


NONE: Final = Ingrepen()


class Maker:
    """What all dossiers of a round are made with."""

    def __init__(
        self,
        programma: Programma,
        ronde: Ronde,
        toekenningen: Toekenningen | None,
        ingrepen: Ingrepen = NONE,
    ) -> None:
        self.programma = programma
        self.ronde = ronde
        self.besturen = programma.besturen_van(ronde)
        self.toekenningen = toekenningen
        self.ingrepen = ingrepen

    @property
    def granted(self) -> Mapping[str, Toekenning]:
        """What was granted, by bestuur id; nothing when nobody told."""
        return self.toekenningen.per_bestuur if self.toekenningen else {}

    def divided(self, items: Iterable[Item], extracties: Extracties) -> Indeling:
        """Tell whose every item is."""
        regie = Regie(
            apart={self.toekenningen.sha256} if self.toekenningen else frozenset(),
            toegewezen=self.ingrepen.toegewezen,
            intrekking=self.programma.mails.intrekking,
        )
        sporen = Sporen(self.besturen, self.toekenningen)
        return divide(items, extracties, sporen, self.ronde.id, regie)

    def dossier(
        self, bestuur_id: str, indeling: Indeling, documenten: Sequence[Document]
    ) -> Dossier:
        """The dossier of one bestuur, with all there is to tell of it.

        `documenten` are those of it that count.
        """
        dossier = self.assembled(bestuur_id, indeling, documenten)
        told = indeling.bevindingen(bestuur_id)
        taken_back = _taken_back(dossier, indeling.ingetrokken(bestuur_id))
        dossier = dossier.model_copy(
            update={
                "bevindingen": (*dossier.bevindingen, *told),
                "bronnen": (*taken_back, *dossier.bronnen),
            }
        )
        opgaven = self.ingrepen.correcties.get(bestuur_id, ())
        dossier = corrected(dossier, opgaven, self._share)
        granted: frozenset[int] | None = None
        if self.toekenningen is not None:
            toekenning, _ = self._granted(bestuur_id)
            granted = toekenning.acties if toekenning is not None else frozenset()
        bevindingen = check(
            dossier,
            self.ronde,
            self.programma.catalogus,
            toegekend=granted,
            formulieren=self.programma.formulieren_van(self.ronde),
        )
        return dossier.model_copy(update={"bevindingen": bevindingen})

    def assembled(
        self, bestuur_id: str, indeling: Indeling, documenten: Sequence[Document]
    ) -> Dossier:
        """What `documenten` of one bestuur and its toekenning say, unchecked."""
        toekenning, bron = self._granted(bestuur_id)
        return assemble(
            Opdracht(
                bestuur=self._bestuur(bestuur_id, toekenning),
                ronde=self.ronde,
                catalogus=self.programma.catalogus,
                documenten=[document.ingekomen for document in documenten],
                indieningen=indeling.indieningen(bestuur_id),
                toekenning=toekenning,
                toekenningen_bron=bron,
            )
        )

    def _share(self, nummer: int) -> Fraction | None:
        """The threshold of an action; `None` when it is judged on expectations."""
        actie = self.programma.catalogus.actie(nummer)
        judged = actie is not None and actie.is_judged_on_expectations(
            self.ronde.projectjaar
        )
        return None if judged else self.ronde.drempel

    def before(
        self, dossier: Dossier, indeling: Indeling, documenten: Sequence[Document]
    ) -> Dossier | None:
        """The dossier as it was before the last document that replaced something.

        `None` where nothing was replaced.
        """
        gone = {b.sha256: b.soort for b in dossier.bronnen if b.status == "vervangen"}
        replacing = [
            one
            for one in (document.ingekomen for document in documenten)
            if one.soort in gone.values() and one.sha256 not in gone
        ]
        last = max((one.moment for one in replacing), default=None)
        if last is None:
            return None
        earlier = [d for d in documenten if d.moment < last]
        if not earlier:
            return None
        return self.assembled(dossier.bestuur.id, indeling, earlier)

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


def _taken_back(dossier: Dossier, documenten: Sequence[Document]) -> list[Bron]:
    """The documents that a later mail took back, as far as none says the same again."""
    known = {bron.sha256 for bron in dossier.bronnen}
    gone = {document.gezien.sha256: document.ingekomen for document in documenten}
    return [
        Bron(
            sha256=sha256,
            naam=one.naam,
            soort=one.soort,
            indiening=one.indiening,
            ontvangen=one.ontvangen,
            status="vervangen",
        )
        for sha256, one in gone.items()
        if sha256 not in known
    ]


def to_json(model: BaseModel) -> bytes:
    """A model as the contract writes it: UTF-8, keys in order, nothing left out."""
    try:
        text = model.model_dump_json(by_alias=True, indent=2)
    except PydanticSerializationError:  # a lone surrogate, say in the name of a file
        text = to_text(model.model_dump(mode="json", by_alias=True))
    return (text + "\n").encode("utf-8", "replace")


def to_text(data: Any) -> str:
    """JSON data as the contract writes it."""
    return json.dumps(data, ensure_ascii=False, indent=2)
