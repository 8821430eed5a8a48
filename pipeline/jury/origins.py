"""Origins: where each value of a dossier was read, and how sure that reading is."""

from typing import Final

from pipeline.dossier.correctie import shown
from pipeline.dossier.model import Dossier, Herkomst
from pipeline.jury.text import alineas, file_name
from pipeline.jury.views import TekstView

UNSURE: Final = 0.8
"""Below this `zekerheid` a reading is marked for the jury."""


class Origins:
    """The `herkomst` of one dossier, asked by JSON pointer."""

    def __init__(self, dossier: Dossier) -> None:
        self._names = {bron.sha256: file_name(bron.naam) for bron in dossier.bronnen}
        self._herkomst = dossier.herkomst
        self._correcties = {c.plek: c for c in dossier.correcties}

    def at(self, pointer: str) -> Herkomst | None:
        """Give the origin of `pointer`, or of the nearest value around it."""
        while pointer and pointer not in self._herkomst:
            pointer = pointer.rpartition("/")[0]
        return self._herkomst.get(pointer)

    def place(self, bron: str | None, plaats: str | None) -> str:
        """Name document and place for a person: `motivatie.docx, tabel 2, rij 3`.

        `` when neither is known; a document that is not among the bronnen is named by
        the first digits of its sha256.
        """
        name = self._names.get(bron, bron[:12]) if bron else None
        return ", ".join(part for part in (name, plaats) if part)

    def bron(self, pointer: str) -> str:
        """Name where the value at `pointer` was read; `` when nobody noted it.

        Of one that ABB put right it says so, and what the bestuur wrote.
        """
        correctie = self._correcties.get(pointer)
        if correctie is not None:
            read = correctie.herkomst
            where = self.place(read.bron, read.plaats) if read else ""
            was = f"bij het bestuur: {shown(correctie.was)}"
            told = ", ".join(part for part in (was, where) if part)
            return f"gecorrigeerd door ABB ({told})"
        origin = self.at(pointer)
        return self.place(origin.bron, origin.plaats) if origin else ""

    def is_unsure(self, *pointers: str) -> bool:
        """Whether any of these values was read with doubt."""
        found = map(self.at, pointers)
        return any(o.zekerheid < UNSURE for o in found if o is not None)

    def tekst(self, pointer: str, text: str | None) -> TekstView | None:
        """Show an answer with its origin; `None` for no answer."""
        if text is None:
            return None
        return TekstView(
            alineas=alineas(text),
            bron=self.bron(pointer),
            onzeker=self.is_unsure(pointer),
        )
