"""Filling: a dossier goes back into the official forms, as the bestuur would do it.

DOSSIER.json -> <id>-motivatie.docx, <id>-kpi.xlsx
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.dossier.filling import invullingen, zonder_plaats
from pipeline.dossier.filling_werkmap import werkmap_van_dossier
from pipeline.dossier.model import Dossier
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.errors import MappingError, SetupError
from pipeline.forms.fill import fill
from pipeline.forms.fill_workbook import fill_workbook
from pipeline.forms.kenmerk import Kenmerk
from pipeline.forms.labels import Index
from pipeline.forms.workbook_mapping import Werkmapformulier
from pipeline.resources import validate
from pipeline.run.editions import bytes_of
from pipeline.store.files import explained, sync_folder, write_atomically

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The files that were written, and what an official should know about them."""

    bestanden: tuple[Path, ...]
    waarschuwingen: tuple[str, ...]


def fill_dossier(path: Path, out: Path, programma: Programma) -> Filled:
    """Write both forms of the dossier in file `path` to the folder `out`.

    Raises `SetupError` for a file that is no dossier, and has then written nothing.
    """
    dossier = read_dossier(path)
    files = filled_forms(dossier, programma)
    ronde = programma.ronde(dossier.ronde)
    index, warnings = word_form(ronde, programma)
    warnings += workbook_form(ronde, programma)[1]
    lost = zonder_plaats(dossier, index, programma.catalogus)
    warnings += [f"Het formulier heeft geen plaats voor {what}." for what in lost]
    return Filled(bestanden=write_files(out, files), waarschuwingen=tuple(warnings))


def filled_forms(dossier: Dossier, programma: Programma) -> dict[str, bytes]:
    """Both forms with what `dossier` says, by the name of the file."""
    ronde = programma.ronde(dossier.ronde)
    index, _ = word_form(ronde, programma)
    blank = (programma.templates / index.formulier.sjabloon).read_bytes()
    bestuur = (dossier.bestuur.id, dossier.bestuur.naam)
    word = fill(
        blank,
        index,
        invullingen(dossier, index, programma.catalogus),
        Kenmerk.of(ronde.id, bestuur, index.formulier.formulier, blank),
    )
    formulier, _ = workbook_form(ronde, programma)
    workbook = (programma.templates / formulier.sjabloon).read_bytes()
    excel = fill_workbook(
        workbook,
        formulier,
        werkmap_van_dossier(dossier, ronde, programma.catalogus),
        Kenmerk.of(ronde.id, bestuur, formulier.formulier, workbook),
    )
    return {f"{bestuur[0]}-motivatie.docx": word, f"{bestuur[0]}-kpi.xlsx": excel}


def read_dossier(path: Path) -> Dossier:
    """The dossier in file `path`; `SetupError` says what is wrong with it."""
    try:
        data = json.loads(bytes_of(path))
        dossier = validate(Dossier, data, where=path.name)
    except (ValueError, RecursionError) as error:
        raise SetupError(f"‘{path}’ is geen dossier: het is geen JSON.") from error
    except MappingError as error:
        raise SetupError(f"‘{path}’ is geen dossier:\n{error}") from error
    if not _ID.fullmatch(dossier.bestuur.id):
        raise SetupError(
            f"‘{path}’ is geen dossier: ‘{dossier.bestuur.id}’ is geen id van een "
            "bestuur."
        )
    return dossier


def word_form(ronde: Ronde, programma: Programma) -> tuple[Index, list[str]]:
    """The Word form of `ronde`, with a warning when it is that of another round."""
    for name in ronde.formulieren:
        if name in programma.indexen:
            return programma.indexen[name], []
    if not programma.formulieren:
        raise SetupError("Er is geen enkel Word-formulier in mappings/formulieren.")
    other = programma.formulieren[0]
    warning = (
        f"Ronde ‘{ronde.id}’ heeft geen eigen Word-formulier; gebruikt is dat van "
        f"ronde ‘{other.ronde}’."
    )
    return programma.indexen[other.formulier], [warning]


def workbook_form(
    ronde: Ronde, programma: Programma
) -> tuple[Werkmapformulier, list[str]]:
    """The workbook of `ronde`, with a warning when it is made for another round."""
    lenzen = programma.lenzen
    lens = next((lenzen[n] for n in ronde.formulieren if n in lenzen), programma.lens)
    formulier = lens.formulier
    if formulier.ronde in {None, ronde.id}:
        return formulier, []
    warning = (
        f"Ronde ‘{ronde.id}’ heeft geen eigen Exceldocument; gebruikt is dat van "
        f"ronde ‘{formulier.ronde}’, met de drempel van die ronde."
    )
    return formulier, [warning]


def write_files(out: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    """Write `files`, by name, in the folder `out`, which is made when not there."""
    paths = []
    for name, data in files.items():
        path = out / name
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
        paths.append(path)
    sync_folder(out)
    return tuple(paths)
