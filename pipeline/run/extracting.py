"""Extracting: bytes in, an extraction out, whatever is the matter with them.

The per-document trap stands here and nowhere else: one bad document never stops the
others (contract section 2).
"""

import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipeline.dossier.extract import extract_reading, refused
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.posten import READ
from pipeline.dossier.programma import Programma
from pipeline.errors import DocumentError
from pipeline.intake.item import Item, Role
from pipeline.intake.sniff import Format
from pipeline.intake.sources import collect
from pipeline.reading.read import read
from pipeline.run.isolating import apart, limits_for
from pipeline.run.opening import open_apart, rules_apart

log = logging.getLogger(__name__)

_CONTAINERS: Final[frozenset[Role]] = frozenset({"bericht", "archief"})


def extract_file(data: bytes, naam: str, programma: Programma) -> Extractie:
    """The extraction of one document; one that cannot be read has `fout`."""
    item = open_apart(data, naam, programma)
    if item.refusal is not None:
        return refused(item.naam, item.sha256, DocumentError(*item.refusal))
    return extract_bytes(data, naam, item.format, programma)


def extract_bytes(
    data: bytes,
    naam: str,
    formaat: Format,
    programma: Programma,
    *,
    ronde: str | None = None,
) -> Extractie:
    """The extraction, made by the worker; what goes wrong is this document's result.

    `ronde` is the id of the round asked for; see `extract_reading`.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    limits = limits_for(formaat)
    try:
        made: bytes = apart(
            programma, extract_json, data, naam, formaat, ronde, limits=limits
        )
        return Extractie.model_validate_json(made)
    except DocumentError as error:
        return refused(naam, sha256, error)
    except (MemoryError, RecursionError):
        what = "het is te diep of te groot om te lezen"
        return refused(naam, sha256, DocumentError("te-groot", what))
    except Exception as error:
        # No traceback in front of an official; SAMENLEVEN_LOG=debug shows it.
        kind = type(error).__name__
        log.error("defect while extracting %s: %s", sha256, kind)  # noqa: TRY400
        log.debug("where", exc_info=True)
        what = f"onverwachte fout bij het lezen ({kind})"
        return refused(naam, sha256, DocumentError("beschadigd", what))


def extract_here(
    programma: Programma,
    data: bytes,
    naam: str,
    formaat: Format,
    ronde: str | None = None,
) -> Extractie:
    """The extraction, made in this process; raises whatever goes wrong."""
    sha256 = hashlib.sha256(data).hexdigest()
    reading = read(data, naam, formaat)
    return extract_reading(reading, naam, sha256, programma, ronde=ronde)


def extract_json(
    programma: Programma, data: bytes, naam: str, formaat: Format, ronde: str | None
) -> bytes:
    """Do as `extract_here`; as JSON it travels between processes quickest."""
    made = extract_here(programma, data, naam, formaat, ronde)
    return made.model_dump_json().encode()


def extract_path(path: Path, programma: Programma) -> Iterator[Extractie]:
    """The extraction of a file, or of every document in a zip, mail or mailbox."""
    for top in collect([path], rules_apart(programma)):
        if top.ignored is not None and not top.parts:
            # Passed over in a folder; but here somebody asks for this very file.
            yield extract_file(path.read_bytes(), top.naam, programma)
            continue
        if top.role not in _CONTAINERS and top.refusal is None:
            yield extract_bytes(top.data, top.naam, top.format, programma)
            continue
        for item in top.walk():
            yield from _of_item(item, programma)


def _of_item(item: Item, programma: Programma) -> Iterator[Extractie]:
    """What one item says; an item that is passed over or only holds others: nothing."""
    if item.refusal is not None:
        yield refused(item.naam, item.sha256, DocumentError(*item.refusal))
    elif item.role in READ and item.ignored is None:
        yield extract_bytes(item.data, item.naam, item.format, programma)
