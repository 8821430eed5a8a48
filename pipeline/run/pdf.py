"""Pdf: Word documents as PDF/A-2b with tags, through LibreOffice.

    names and bytes of documents -> the same names, bytes of PDFs

All documents go in one call: starting LibreOffice costs more than a document.
"""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pipeline.errors import SetupError
from pipeline.reading.convert import call_libreoffice, find_libreoffice

SECONDS: Final = 60
"""The time that starting may take; each document adds `EACH`."""
EACH: Final = 15
_FILTER: Final = {
    "SelectPdfVersion": {"type": "long", "value": "2"},  # PDF/A-2b
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}


def to_pdf(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Make a PDF of each document, by its name without suffix.

    Raises:
        SetupError: there is no LibreOffice, or it made nothing of a document.
    """
    program = find_libreoffice()
    if program is None:
        raise SetupError(
            "Voor een PDF is LibreOffice nodig, en dat staat hier niet. Installeer "
            "het, of bewaar het Word-document in Word als PDF."
        )
    if not documents:
        return {}
    with tempfile.TemporaryDirectory(prefix="samenleven-") as name:
        folder = Path(name)
        sources = []
        for stem, data in documents.items():
            sources.append(folder / f"{stem}.docx")
            sources[-1].write_bytes(data)
        told = _convert(program, sources, folder)
        made = {stem: folder / "uit" / f"{stem}.pdf" for stem in documents}
        lost = [stem for stem, path in made.items() if not path.is_file()]
        if lost:
            raise SetupError(
                f"LibreOffice maakte geen PDF van {', '.join(lost)}.{told}"
            )
        return {stem: path.read_bytes() for stem, path in made.items()}


def _convert(program: str, sources: list[Path], folder: Path) -> str:
    """Call LibreOffice; what it complained about."""
    seconds = SECONDS + EACH * len(sources)
    to = f"pdf:writer_pdf_Export:{json.dumps(_FILTER)}"
    try:
        done = call_libreoffice(program, sources, folder, to=to, seconds=seconds)
    except subprocess.TimeoutExpired as error:
        told = f"LibreOffice was er na {seconds} seconden niet mee klaar."
        raise SetupError(told) from error
    except OSError as error:
        raise SetupError("LibreOffice kon niet starten.") from error
    words = " ".join(done.stderr.decode("utf-8", "replace").split())
    return f" ({words[:200]})" if done.returncode and words else ""
