"""Bundling: all jury sheets of a workspace in one document, and as PDF.

workspace -> jurysheets-samen.docx, pdf/<id>.pdf, jurysheets-samen.pdf
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.dossier.model import Dossier
from pipeline.dossier.programma import Programma
from pipeline.errors import SetupError
from pipeline.jury.context import make_blad
from pipeline.jury.joined import Blad, join
from pipeline.run.pdf import to_pdf
from pipeline.run.rebuilding import Rebuilt
from pipeline.run.result import Progress, no_progress
from pipeline.run.writing import rendered
from pipeline.store.acts import Correctie
from pipeline.store.files import explained, write_atomically
from pipeline.store.workspace import Workspace

JOINED: Final = "jurysheets-samen"
PDFS: Final = "pdf"
_READABLE: Final = 0o644


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What the user asked: one document (`samen`), PDFs, or both."""

    out: Path
    nu: dt.datetime
    samen: bool
    pdf: bool
    progress: Progress = no_progress


def bundle(asked: Bundle, programma: Programma) -> tuple[Path, ...]:
    """Write what was asked of the sheets as they are now; the files, in order.

    Raises `SetupError` when there is nothing to bundle, or no LibreOffice for a PDF;
    nothing was written then.
    """
    with Workspace.open(asked.out, create=False) as workspace:
        rebuilt = Rebuilt(workspace, programma, asked.nu, asked.progress)
        corrections = workspace.acts(Correctie)
        of = (rebuilt.ronde, programma)
        dossiers = sorted(
            rebuilt.made.dossiers, key=lambda d: (d.bestuur.naam, d.bestuur.id)
        )
        if not dossiers:
            raise SetupError(f"In ‘{asked.out}’ staat nog geen enkel dossier.")
        sheets = {
            dossier.bestuur.id: rendered(dossier, rebuilt.made, of, corrections)
            for dossier in dossiers
        }
        files: dict[str, bytes] = {}
        documents = dict(sheets) if asked.pdf else {}
        if asked.samen:
            bladen = [_blad(d, sheets[d.bestuur.id], rebuilt) for d in dossiers]
            ronde = rebuilt.ronde.naam
            whole = join(bladen, f"Jurysheets {programma.catalogus.programma}", ronde)
            files[f"{JOINED}.docx"] = whole
            if asked.pdf:
                documents[JOINED] = whole
        for name, data in (to_pdf(documents) if asked.pdf else {}).items():
            path = f"{name}.pdf" if name == JOINED else f"{PDFS}/{name}.pdf"
            files[path] = data
        return tuple(_written(asked.out / name, data) for name, data in files.items())


def _blad(dossier: Dossier, sheet: bytes, rebuilt: Rebuilt) -> Blad:
    shown = make_blad(dossier, rebuilt.ronde, rebuilt.programma.catalogus).cijfers
    return Blad(
        titel=dossier.bestuur.naam,
        regel=f"{shown.te_beoordelen} {shown.acties}; {shown.open} {shown.vragen}",
        sheet=sheet,
    )


def _written(path: Path, data: bytes) -> Path:
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data, mode=_READABLE)
    return path
