"""Isolating: which documents are read in a process of their own, and how that ends.

A small package of XML, or a small text, goes through our own readers alone: walked
once, with libxml2's own limits on depth and length. It cannot take much time or memory,
and is read where it came. Everything else is read by the worker
(`pipeline.run.worker`): what is large, what a library reads that may hang or crash
(pdf, xls, xlsb), and what goes through LibreOffice (doc, rtf, and
the XML of Word 2003).
"""

import atexit
import hashlib
import threading
from dataclasses import replace
from typing import Final, NamedTuple

from pipeline.dossier.extract import extract_reading
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.programma import Programma, load_programma
from pipeline.errors import DocumentError
from pipeline.intake.archive import Archive
from pipeline.intake.limits import DEFAULT, MIB, Limits
from pipeline.intake.names import suffix_of
from pipeline.intake.sniff import Format
from pipeline.reading.convert import SECONDS as CONVERTING
from pipeline.reading.read import READERS, read
from pipeline.run.worker import METHOD, StoppedError, Worker

_OF_XML: Final = frozenset(
    {Format.docx, Format.docm, Format.dotx, Format.xlsx, Format.xlsm}
    | {Format.odt, Format.ods, Format.pptx}
)
_OF_TEXT: Final = frozenset(
    {Format.csv, Format.text, Format.html, Format.fodt, Format.flat}
)
_CONVERTED: Final = frozenset({Format.doc, Format.rtf, Format.wordml})
_PARTS: Final = frozenset({".xml", ".rels", ".vml"})
# Members that our readers pass over: pictures, fonts, macros, embedded objects.
_PASSED: Final = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp"}
    | {".svg", ".odttf", ".fntdata", ".bin"}
)
_PACKED: Final = 100
"""How much larger than it is anything else may turn out: a document in a document."""


def is_light(data: bytes, formaat: Format, limits: Limits = DEFAULT) -> bool:
    """Whether `data` can be read without a process of its own."""
    if formaat in _OF_TEXT:
        return len(data) <= limits.light
    if formaat in _OF_XML:
        try:
            archive = Archive(data, limits)
        except DocumentError:
            return True  # it will be refused for that
        return sum(_weight(archive, name) for name in archive.names) <= limits.light
    return formaat not in READERS  # what nothing reads is refused at once


def _weight(archive: Archive, name: str) -> int:
    suffix = suffix_of(name)
    if suffix in _PASSED:
        return 0
    return archive.size(name) * (1 if suffix in _PARTS else _PACKED)


class Job(NamedTuple):
    """One document to read. `ronde` is the id of the round asked for, if any."""

    data: bytes
    naam: str
    formaat: Format
    ronde: str | None = None


def extract_here(job: Job, programma: Programma) -> Extractie:
    """The extraction, made in this process; raises whatever goes wrong."""
    sha256 = hashlib.sha256(job.data).hexdigest()
    reading = read(job.data, job.naam, job.formaat)
    return extract_reading(reading, job.naam, sha256, programma, ronde=job.ronde)


def extract_apart(
    job: Job, programma: Programma, limits: Limits = DEFAULT
) -> Extractie:
    """The extraction, made by the worker.

    Raises `DocumentError`, also when it took more than `limits` or the reader crashed,
    and `FailedError` for what nobody foresaw.
    """
    if job.formaat in _CONVERTED:
        limits = replace(limits, seconds=limits.seconds + CONVERTING)
    try:
        answer = _kept.ask(programma, limits, job)
    except StoppedError as error:
        raise _refusal(error, limits) from error
    if isinstance(answer, DocumentError):
        raise answer
    return Extractie.model_validate_json(answer)


def _refusal(error: StoppedError, limits: Limits) -> DocumentError:
    match error.why:
        case "tijd":
            reden = f"het was na {limits.seconds} seconden nog niet gelezen"
            return DocumentError("te-groot", reden)
        case "geheugen":
            reden = f"het vraagt meer dan {limits.memory // MIB} MB geheugen"
            return DocumentError("te-groot", reden)
    return DocumentError("beschadigd", "het programma dat het leest, liep erop vast")


class _Kept:
    """The one worker of this process, and the programme that it knows."""

    def __init__(self) -> None:
        self._worker: Worker | None = None
        self._programma: Programma | None = None
        self._one_by_one = threading.Lock()

    def ask(
        self, programma: Programma, limits: Limits, job: Job
    ) -> bytes | DocumentError:
        with self._one_by_one:
            if self._worker is None or self._programma is not programma:
                self.close()
                self._worker, self._programma = _worker(programma), programma
            answer: bytes | DocumentError = self._worker.ask(limits, job)
            return answer

    def close(self) -> None:
        if self._worker is not None:
            self._worker.close()
        self._worker = self._programma = None


_kept: Final = _Kept()
atexit.register(_kept.close)


def _worker(programma: Programma) -> Worker:
    """A fork has the programme already; a process that starts anew loads it."""
    if METHOD == "fork":
        return Worker(_extract, _same, programma)
    return Worker(_extract, load_programma, programma.mappings, programma.templates)


def _same(programma: Programma) -> Programma:
    return programma


def _extract(programma: Programma, job: Job) -> bytes | DocumentError:
    try:
        return extract_here(job, programma).model_dump_json().encode()
    except DocumentError as error:
        return error
