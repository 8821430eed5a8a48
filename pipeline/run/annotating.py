"""Annotating: a copy of a Word document with what was read from it in its margin.

FILE.docx -> its extraction, and the copy with comments
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.kanttekening import Kanttekening, kanttekeningen
from pipeline.dossier.programma import Programma
from pipeline.errors import DocumentError, SetupError
from pipeline.findings import KINDS
from pipeline.forms.comment_marks import Note
from pipeline.forms.comments import with_comments
from pipeline.intake.limits import DEFAULT
from pipeline.intake.mail import read_item
from pipeline.intake.sniff import Format
from pipeline.reading.wordplaces import WordPlaces, places_of
from pipeline.run.extracting import extract_here
from pipeline.run.isolating import apart
from pipeline.store.files import explained, sync_folder, write_atomically

_WORD: Final = frozenset({Format.docx, Format.docm, Format.dotx})


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """What was read, and how many comments say so. `kopie` is the copy."""

    extractie: Extractie
    opmerkingen: int
    kopie: bytes


def annotate_file(path: Path, out: Path, programma: Programma) -> Annotated:
    """Write an annotated copy of the document `path` to the file `out`.

    Raises `SetupError` for what is no Word document, or for an `out` that cannot be,
    and `DocumentError` for a document that cannot be read; nothing is written then.
    """
    _check_paths(path, out)
    with explained(path):
        data = path.read_bytes()
    found = annotate(data, path.name, programma, suffix=out.suffix.lower())
    with explained(out):
        out.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(out, found.kopie)
    sync_folder(out.parent)
    return found


def annotate(
    data: bytes, naam: str, programma: Programma, *, suffix: str = ".docx"
) -> Annotated:
    """Read a Word document and write what was read into a copy of it.

    `suffix` is how the copy will be called; see `annotate_file` for what it raises.
    It is all done by the worker.
    """
    try:
        found: Annotated = apart(programma, _annotate, data, naam, suffix)
    except DocumentError as error:
        raise _refused(naam, error) from error
    return found


def _annotate(programma: Programma, data: bytes, naam: str, suffix: str) -> Annotated:
    item = read_item(data, naam, naam, DEFAULT, set())
    if item.refusal is not None:
        raise DocumentError(*item.refusal)
    if item.format not in _WORD:
        raise SetupError(
            f"‘{naam}’ is geen Word-document (.docx), en alleen daarin kunnen "
            "opmerkingen naast de tekst. Gebruik voor andere bestanden ‘samenleven "
            "extract --uitleg’."
        )
    if suffix != f".{item.format}":
        raise SetupError(
            f"De kopie van ‘{naam}’ moet op .{item.format} eindigen: anders opent Word "
            "ze niet."
        )
    extractie = extract_here(programma, data, naam, item.format)
    return _annotated(data, extractie, programma)


def _annotated(data: bytes, extractie: Extractie, programma: Programma) -> Annotated:
    places = places_of(data)
    if places is None:
        raise DocumentError(
            "niet-ondersteund", "er is geen alinea om een opmerking bij te zetten"
        )
    if places.annotated:
        raise SetupError(
            f"In ‘{extractie.bestand.naam}’ staan al opmerkingen van dit programma. "
            "Geef het oorspronkelijke document, zonder die opmerkingen."
        )
    notes = list(_notes(kanttekeningen(extractie, programma), places))
    notes.sort(key=lambda note: note.paragraph)
    return Annotated(
        extractie=extractie,
        opmerkingen=len(notes),
        kopie=with_comments(data, places.part, notes),
    )


def _notes(remarks: Sequence[Kanttekening], places: WordPlaces) -> Iterator[Note]:
    for remark in remarks:
        found = places.find(remark.plaats)
        lines = remark.regels
        if not found.exact and remark.plaats is not None:
            lines = (*lines, f"Plaats: {remark.plaats}")
        until = places.find(remark.tot).number if remark.tot else found.number
        yield Note(paragraph=found.number, until=until, lines=lines)


def _refused(naam: str, error: DocumentError) -> DocumentError:
    kind = KINDS.get(error.code)
    reden = error.bericht
    bericht = kind.bericht.format(naam=naam, reden=reden) if kind else reden
    return DocumentError(error.code, bericht)


def _check_paths(path: Path, out: Path) -> None:
    if not path.is_file():
        raise SetupError(f"‘{path}’ is geen bestand. Kijk de naam na.")
    if out.is_dir():
        raise SetupError(f"‘{out}’ is een map. Geef de naam van de kopie.")
    if out.exists() and out.samefile(path):
        raise SetupError(
            f"De kopie kan niet in de plaats van ‘{path}’ zelf komen: kies een andere "
            "naam voor --out."
        )
