"""Isolating: whatever strangers made is parsed in a process of its own, within limits.

    what is to be done, with the programme and bytes -> what comes of it, or a refusal

One worker (`pipeline.run.worker`) does it all: opening mails and archives, reading
documents, jury sheets and lists. What hangs, eats memory or crashes there costs that
one document; the next gets a new worker.
"""

import atexit
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from pipeline.dossier.programma import Programma, load_programma
from pipeline.errors import DocumentError, PipelineError
from pipeline.intake.limits import DEFAULT, MIB, Limits
from pipeline.intake.sniff import Format
from pipeline.reading.block import Reading
from pipeline.reading.convert import COMPUTING
from pipeline.reading.convert import SECONDS as CONVERTING
from pipeline.reading.read import read
from pipeline.run.worker import METHOD, FailedError, StoppedError, Tell, Worker

log = logging.getLogger(__name__)

What = Callable[..., Any]
"""A function of a module, given the programme and its arguments; see `apart`."""

_BY_LIBREOFFICE: Final[Mapping[Format, int]] = {
    Format.doc: CONVERTING,
    Format.rtf: CONVERTING,
    Format.wordml: CONVERTING,
    Format.xlsx: COMPUTING,
    Format.xlsm: COMPUTING,
    Format.ods: COMPUTING,
}


def apart(
    programma: Programma, what: What, *arguments: object, limits: Limits = DEFAULT
) -> Any:
    """What `what(programma, *arguments)` gives, done by the worker.

    Raises the `PipelineError` that it raises, and `DocumentError` when it takes more
    than `limits`, crashes, or raises what nobody foresaw.
    """
    try:
        return told_apart(programma, _silent, what, *arguments, limits=limits)
    except (StoppedError, FailedError) as error:
        raise refusal(error, limits) from error


def told_apart(
    programma: Programma, what: What, *arguments: object, limits: Limits
) -> Any:
    """Do as `apart`, for what also takes whom it tells where it is.

    Raises `StoppedError` and `FailedError` themselves, which say where that was.
    """
    answer = _kept.ask(programma, limits, what, arguments)
    if isinstance(answer, PipelineError):
        raise answer
    return answer


def read_apart(
    data: bytes, naam: str, formaat: Format, programma: Programma
) -> Reading:
    """The document, read by the worker; raises as `apart` does."""
    limits = limits_for(formaat)
    reading: Reading = apart(programma, _read, data, naam, formaat, limits=limits)
    return reading


def limits_for(formaat: Format, limits: Limits = DEFAULT) -> Limits:
    """The limits for a document of this kind: LibreOffice has a time of its own."""
    more = _BY_LIBREOFFICE.get(formaat, 0)
    return replace(limits, seconds=limits.seconds + more)


def refusal(error: StoppedError | FailedError, limits: Limits) -> DocumentError:
    """What is told of a document on which the worker ended."""
    if isinstance(error, FailedError):
        # No traceback in front of an official; SAMENLEVEN_LOG=debug shows it.
        log.error("defect while reading: %s", error.kind)
        reden = f"onverwachte fout bij het lezen ({error.kind})"
        return DocumentError("beschadigd", reden)
    match error.why:
        case "tijd":
            reden = f"het was na {limits.seconds} seconden nog niet gelezen"
            return DocumentError("te-groot", reden)
        case "geheugen":
            reden = f"het vraagt meer dan {limits.memory // MIB} MB geheugen"
            return DocumentError("te-groot", reden)
    return DocumentError("beschadigd", "het programma dat het leest, liep erop vast")


def close() -> None:
    """End the worker; the next job starts another."""
    _kept.close()


class _Kept:
    """The one worker of this process, and the programme that it knows."""

    def __init__(self) -> None:
        self._worker: Worker | None = None
        self._programma: Programma | None = None
        self._one_by_one = threading.Lock()

    def ask(
        self,
        programma: Programma,
        limits: Limits,
        what: What,
        arguments: tuple[object, ...],
    ) -> Any:
        with self._one_by_one:
            if self._worker is None or self._programma is not programma:
                self.close()
                self._worker, self._programma = _worker(programma), programma
            return self._worker.ask(limits, what, arguments)

    def close(self) -> None:
        if self._worker is not None:
            self._worker.close()
        self._worker = self._programma = None


_kept: Final = _Kept()
atexit.register(close)


def _worker(programma: Programma) -> Worker:
    """A fork has the programme already; a process that starts anew loads it."""
    if METHOD == "fork":
        return Worker(_do, _same, programma)
    return Worker(_do, load_programma, programma.mappings, programma.templates)


def _same(programma: Programma) -> Programma:
    return programma


def _do(
    programma: Programma, tell: Tell, what: What, arguments: tuple[object, ...]
) -> Any:
    """In the worker: one job. What it refuses is an answer like any other."""
    try:
        return what(programma, tell, *arguments)
    except PipelineError as error:
        return error


def _silent(programma: Programma, _tell: Tell, what: What, *arguments: object) -> Any:
    return what(programma, *arguments)


def _read(_programma: Programma, data: bytes, naam: str, formaat: Format) -> Reading:
    return read(data, naam, formaat)
