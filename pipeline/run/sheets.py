"""Sheets: the documents that are given to `collect`, each read behind its own trap.

    paths -> Ingelezen, one for every jury sheet and for whatever else was there

No file is left out: what is no jury sheet, or cannot be read, says why.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from pipeline.dossier.programma import Programma
from pipeline.errors import DocumentError
from pipeline.findings import Bevinding, Ernst
from pipeline.intake.item import Item
from pipeline.intake.sniff import Format
from pipeline.intake.sources import collect
from pipeline.jury.collect import read_sheet
from pipeline.jury.formulier import read_form
from pipeline.jury.register import Gelezen, Register
from pipeline.jury.returned import sheets_in
from pipeline.run.isolating import read_apart
from pipeline.run.opening import rules_apart

log = logging.getLogger(__name__)

Status = Literal[
    "gelezen", "leeg", "dubbel", "vervalst", "verouderd", "geweigerd", "genegeerd"
]

_READ: Final = frozenset(
    {Format.docx, Format.docm, Format.dotx, Format.odt, Format.doc, Format.rtf}
    | {Format.fodt, Format.flat, Format.wordml}
)
_NO_SHEET: Final = "het is geen jurysheet van dit programma"
_PDF: Final = "een pdf; stuur de ingevulde jurysheet als Word-document"
Seen = Mapping[str, tuple[str, ...]]
"""The besturen of each document that was believed before, by sha256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingelezen:
    """A document, or one of the sheets in it, and what became of it.

    `data` is given for a sheet, to be kept; `besturen` are the ids that it is about,
    `gelezen` what it says. `code` and `reden` tell why it was refused or passed over.
    """

    pad: str
    naam: str
    sha256: str
    status: Status
    data: bytes = b""
    besturen: tuple[str, ...] = ()
    gelezen: Gelezen | None = None
    code: str | None = None
    reden: str | None = None

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """What was found about the sheet itself."""
        return self.gelezen.bevindingen if self.gelezen else ()

    @property
    def is_final(self) -> bool:
        """Whether what it says counts as a verdict on the dossier of today."""
        return self.status == "gelezen"

    @property
    def needs_a_person(self) -> bool:
        """Whether it was refused, or something in it has to be put right."""
        return self.status in {"geweigerd", "vervalst"} or any(
            b.ernst is Ernst.FOUT for b in self.bevindingen
        )


def read_sheets(
    paths: Sequence[Path], register: Register, seen: Seen, programma: Programma
) -> Iterator[Ingelezen]:
    """Read everything in `paths`: files, folders, zips and mails of them.

    Raises `SetupError` when a path does not exist.
    """
    believed = dict(seen)
    reader = _Reader(register, programma)
    named = {path.name for path in paths if path.is_file()}
    rules = rules_apart(programma, forms=False)
    for top in collect(paths, rules):
        for item in top.walk():
            asked = item is top and item.pad in named
            for one in _read(item, reader, believed, asked=asked):
                if one.status in {"gelezen", "leeg"}:
                    known = believed.get(one.sha256, ())
                    believed[one.sha256] = (*known, *one.besturen)
                yield one


def _read(
    item: Item, reader: "_Reader", seen: Seen, *, asked: bool
) -> Sequence[Ingelezen]:
    """Read one file; none for a container, which is told by what is in it."""
    unread = _unread(item, asked=asked)
    if unread is not None:
        return [unread]
    if item.parts:
        return []
    if item.sha256 in seen:
        again = _told(item, "dubbel", None, "dit document is al ingelezen")
        return [replace(again, besturen=seen[item.sha256])]
    return reader.read(item)


def _unread(item: Item, *, asked: bool) -> Ingelezen | None:
    """Tell of a file in which no sheet is looked for; `None` for any other."""
    if item.refusal is not None:
        return _told(item, "geweigerd", *item.refusal)
    if item.ignored is not None:
        return _told(item, "genegeerd", None, item.ignored)
    if item.parts or item.format in _READ:
        return None
    if item.format is Format.pdf:
        return _told(item, "geweigerd", "niet-ondersteund", _PDF)
    if asked:
        return _told(item, "geweigerd", "niet-ondersteund", _NO_SHEET)
    return _told(item, "genegeerd", None, _NO_SHEET)


class _Reader:
    """Reads one sheet after another, against what is known of the dossiers."""

    def __init__(self, register: Register, programma: Programma) -> None:
        self.register = register
        self.programma = programma

    def read(self, item: Item) -> Sequence[Ingelezen]:
        """The per-document trap: what goes wrong in here is this document's result."""
        try:
            return self._sheets(item)
        except DocumentError as error:
            return [_told(item, "geweigerd", error.code, error.bericht)]
        except Exception as error:
            # No traceback in front of an official; SAMENLEVEN_LOG=debug shows it.
            kind = type(error).__name__
            log.error("defect while reading sheet %s: %s", item.sha256, kind)  # noqa: TRY400
            log.debug("where", exc_info=True)
            reden = f"onverwachte fout bij het lezen ({kind})"
            return [_told(item, "geweigerd", "beschadigd", reden)]

    def _sheets(self, item: Item) -> Sequence[Ingelezen]:
        naam, sha256 = item.naam, item.sha256
        reading = read_apart(item.data, naam, item.format, self.programma)
        gelezen = [
            read_sheet(sheet, naam, sha256, self.register)
            for sheet in sheets_in(reading)
        ]
        if not gelezen:
            form = read_form(reading, naam, sha256, self.register)
            gelezen = [form] if form is not None else []
        found = [_outcome(item, one) for one in gelezen]
        return found or [_told(item, "geweigerd", "niet-ondersteund", _NO_SHEET)]


def _outcome(item: Item, gelezen: Gelezen) -> Ingelezen:
    status: Status = "gelezen"
    if gelezen.is_forged:
        status = "vervalst"
    elif gelezen.is_outdated:
        status = "verouderd"
    elif gelezen.answers is None or gelezen.answers.is_empty:
        status = "leeg"
    refused = status in {"vervalst", "verouderd"}
    told = next((b for b in gelezen.bevindingen if refused), None)
    return Ingelezen(
        pad=item.pad,
        naam=item.naam,
        sha256=item.sha256,
        status=status,
        data=item.data,
        besturen=(gelezen.dossier.bestuur.id,) if gelezen.dossier else (),
        gelezen=gelezen,
        code=told.code if told else None,
        reden=told.bericht if told else None,
    )


def _told(item: Item, status: Status, code: str | None, reden: str) -> Ingelezen:
    return Ingelezen(
        pad=item.pad,
        naam=item.naam,
        sha256=item.sha256,
        status=status,
        code=code,
        reden=reden,
    )
