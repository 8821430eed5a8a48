"""Bundling: all jury sheets of a workspace in one document, and as PDF.

workspace -> jurysheets-samen.docx, pdf/<id>.pdf, jurysheets-samen.pdf
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.dossier.model import Dossier
from pipeline.errors import SetupError
from pipeline.jury.context import make_blad, to_judge
from pipeline.jury.joined import Blad, join
from pipeline.run.pdf import to_pdf
from pipeline.run.space import Space
from pipeline.run.writing import rendered
from pipeline.store.files import explained, write_atomically

JOINED: Final = "jurysheets-samen"
PDFS: Final = "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What the user asked: one document (`samen`), PDFs, or both."""

    out: Path
    samen: bool
    pdf: bool


def bundle(asked: Bundle, space: Space) -> tuple[Path, ...]:
    """Write what was asked of the sheets as they are now; the files, in order.

    Raises `SetupError` when there is nothing to bundle, or no LibreOffice for a PDF;
    nothing was written then.
    """
    programma = space.programma
    made = sorted(
        space.every(),
        key=lambda one: (one.dossier.bestuur.naam, one.dossier.bestuur.id),
    )
    if not made:
        raise SetupError(f"In ‘{asked.out}’ staat nog geen enkel dossier.")
    sheets = {one.dossier.bestuur.id: rendered(one) for one in made}
    files: dict[str, bytes] = {}
    documents = dict(sheets) if asked.pdf else {}
    if asked.samen:
        bladen = [
            _blad(one.dossier, sheets[one.dossier.bestuur.id], space) for one in made
        ]
        ronde = space.ronde.naam
        whole = join(bladen, f"Jurysheets {programma.catalogus.programma}", ronde)
        files[f"{JOINED}.docx"] = whole
        if asked.pdf:
            documents[JOINED] = whole
    for name, data in (to_pdf(documents) if asked.pdf else {}).items():
        path = f"{name}.pdf" if name == JOINED else f"{PDFS}/{name}.pdf"
        files[path] = data
    return tuple(_written(asked.out / name, data) for name, data in files.items())


def _blad(dossier: Dossier, sheet: bytes, space: Space) -> Blad:
    catalogus = space.programma.catalogus
    regel = "niets te beoordelen"
    if to_judge(dossier, catalogus):
        shown = make_blad(dossier, space.ronde, catalogus).cijfers
        regel = f"{shown.te_beoordelen} {shown.acties}; {shown.open} {shown.vragen}"
    return Blad(
        titel=dossier.bestuur.naam,
        regel=regel,
        sheet=sheet,
    )


def _written(path: Path, data: bytes) -> Path:
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data)
    return path
