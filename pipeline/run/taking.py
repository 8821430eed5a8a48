"""Taking in: files are kept safe, then read, each behind its own trap.

The order of safety: the bytes are on disk before anything is parsed.
"""

import datetime as dt
import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from pipeline.dossier.extract import VERSION, extract_reading, refused
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenningen import Toekenningen, parse_toekenningen
from pipeline.errors import DocumentError, SetupError
from pipeline.intake.item import Item
from pipeline.intake.sniff import Format, sniff
from pipeline.intake.sources import collect
from pipeline.reading.read import read
from pipeline.run.result import Order, Progress
from pipeline.store import acts
from pipeline.store.occurrence import kept_bytes, to_item, to_occurrence
from pipeline.store.workspace import Workspace

log = logging.getLogger(__name__)

_BATCH: Final = 50


def extract_file(data: bytes, naam: str, programma: Programma) -> Extractie:
    """The extraction of one document; one that cannot be read has `fout`."""
    return extract_bytes(data, naam, sniff(data, naam), programma)


def extract_bytes(
    data: bytes, naam: str, formaat: Format, programma: Programma
) -> Extractie:
    """The per-document trap: whatever goes wrong in here is this document's result."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        return extract_reading(read(data, naam, formaat), naam, sha256, programma)
    except DocumentError as error:
        return refused(naam, sha256, error)
    except Exception as error:  # noqa: BLE001 - the one trap; logged as our defect
        log.exception("defect while extracting %s", sha256)
        what = f"onverwachte fout bij het lezen ({type(error).__name__})"
        return refused(naam, sha256, DocumentError("beschadigd", what))


def take_in(order: Order, workspace: Workspace) -> tuple[Item, ...]:
    """Keep all input, and give back everything the workspace ever took in."""
    batch: list[Item] = []
    done = 0
    for item in collect(order.inputs):
        batch.append(item)
        done += 1
        order.progress("Ontvangen", done, 0)
        if len(batch) >= _BATCH:
            _keep(batch, order, workspace)
            batch.clear()
    _keep(batch, order, workspace)
    return tuple(to_item(occurrence) for occurrence in workspace.occurrences())


def _keep(batch: Sequence[Item], order: Order, workspace: Workspace) -> None:
    bron = "; ".join(str(path) for path in order.inputs)
    rows = [(to_occurrence(item), kept_bytes(item)) for item in batch]
    workspace.record(rows, bron=bron, gezien=order.nu)


def extract_all(
    items: Sequence[Item],
    workspace: Workspace,
    programma: Programma,
    progress: Progress,
) -> Mapping[str, Extractie]:
    """The extraction of every document among `items`, by sha256.

    What this version of the program read before is not read again.
    """
    documents = {
        item.sha256: item
        for top in items
        for item in top.walk()
        if item.role == "document" and item.refusal is None and item.ignored is None
    }
    found: dict[str, Extractie] = {}
    new: dict[str, str] = {}
    for done, (sha256, item) in enumerate(documents.items(), 1):
        kept = workspace.extractie(sha256, VERSION)
        if kept is not None:
            found[sha256] = Extractie.model_validate_json(kept)
        else:
            data = workspace.original(sha256)
            found[sha256] = extract_bytes(data, item.naam, item.format, programma)
            new[sha256] = found[sha256].model_dump_json()
        progress("Gelezen", done, len(documents))
    workspace.keep_extracties(VERSION, new)
    return found


def which_ronde(
    order: Order,
    workspace: Workspace,
    extracties: Mapping[str, Extractie],
    programma: Programma,
) -> Ronde:
    """The round: as asked, else that of the workspace, else told by the documents.

    Raises `SetupError` when the documents tell none, or more than one.
    """
    known = order.ronde or workspace.ronde
    if known is not None:
        return programma.ronde(known)
    told = sorted(_told(extracties.values(), programma))
    if len(told) != 1:
        what = (
            f"de documenten noemen er meer dan één ({', '.join(told)})"
            if told
            else ("geen enkel document noemt ze")
        )
        raise SetupError(
            f"De ronde is niet duidelijk: {what}. Geef ze mee met --ronde, "
            f"bijvoorbeeld --ronde {programma.rondes.ids[0]}."
        )
    return programma.ronde(told[0])


def _told(extracties: Iterable[Extractie], programma: Programma) -> set[str]:
    forms = {
        formulier.formulier: formulier.ronde for formulier in programma.formulieren
    }
    told = {forms.get(e.formulier or "") or e.ronde for e in extracties}
    return {ronde for ronde in told if ronde is not None}


def check_toekenningen(order: Order, programma: Programma) -> tuple[str, bytes] | None:
    """Name and bytes of `--toekenningen`; raises `SetupError` when it cannot be used."""
    path = order.toekenningen
    if path is None:
        return None
    if not path.is_file():
        raise SetupError(f"Het bestand met toekenningen ‘{path}’ bestaat niet.")
    data = path.read_bytes()
    besturen = programma.besturen
    if order.ronde is not None:
        besturen = besturen.on(programma.ronde(order.ronde).peildatum)
    parse_toekenningen(data, path.name, besturen, programma.catalogus)
    return path.name, data


def keep_toekenningen(
    given: tuple[str, bytes] | None,
    workspace: Workspace,
    programma: Programma,
    ronde: Ronde,
    nu: dt.datetime,
) -> Toekenningen | None:
    """Put what was given in force, and give back what is in force."""
    besturen = programma.besturen.on(ronde.peildatum)
    if given is not None:
        naam, data = given
        sha256 = workspace.keep_original(data)
        workspace.set_toekenningen(
            acts.Toekenningen(sha256=sha256, naam=naam, rijen="[]", gegeven=nu)
        )
    now = workspace.toekenningen()
    if now is None:
        return None
    data = workspace.original(now.sha256)
    return parse_toekenningen(data, now.naam, besturen, programma.catalogus)


def extract_path(path: Path, programma: Programma) -> tuple[Extractie, ...]:
    """The extraction of a file, or of every document in a zip or mail."""
    data = path.read_bytes()
    formaat = sniff(data, path.name)
    if formaat not in {Format.zip, Format.eml}:
        return (extract_bytes(data, path.name, formaat, programma),)
    found: list[Extractie] = []
    for top in collect([path]):
        for item in top.walk():
            if item.refusal is not None:
                found.append(
                    refused(item.naam, item.sha256, DocumentError(*item.refusal))
                )
            elif item.role == "document" and item.ignored is None:
                found.append(
                    extract_bytes(item.data, item.naam, item.format, programma)
                )
    return tuple(found)
