"""Loose: dossiers that lie in a folder without a workspace, judged all the same.

There is no register there: the verdicts stand in the dossiers alone, and the next sheet
is held against what stands there.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from pipeline.dossier.model import Dossier, Jurering
from pipeline.dossier.programma import Programma
from pipeline.errors import SetupError
from pipeline.jury import identity
from pipeline.jury.register import Register
from pipeline.jury.verdicts import STIMULANSEN, Oordeel, apply_verdicts
from pipeline.run.collection import Collected, Collection, read_all
from pipeline.run.making import to_json
from pipeline.run.sheets import Ingelezen
from pipeline.store.files import write_atomically


def judge_files(asked: Collection, programma: Programma) -> Collected:
    """Read sheets back into the dossiers of a folder that is no workspace.

    Raises:
        SetupError: there are no dossiers, or they are not all of one ronde.
    """
    paths = sorted((asked.out / "dossiers").glob("*.json"))
    dossiers = {path: _load(path) for path in paths}
    rondes = sorted({dossier.ronde for dossier in dossiers.values()})
    if len(rondes) != 1:
        what = f"dossiers van {' en '.join(rondes)}" if rondes else "geen dossiers"
        told = f"In ‘{asked.out}’ staan {what}. Kies de map van één ‘samenleven run’."
        raise SetupError(told)
    register = Register(
        dossiers={dossier.bestuur.id: dossier for dossier in dossiers.values()},
        ronde=programma.ronde(rondes[0]),
        catalogus=programma.catalogus,
        programma=programma,
    )
    sheets = read_all(asked, register, {}, programma)
    concerned: dict[str, Dossier] = {}
    nieuw = 0
    for path, dossier in dossiers.items():
        about = [s for s in sheets if dossier.bestuur.id in s.besturen]
        if about:
            given = [o for sheet in about for o in _oordelen(sheet, asked)]
            gemeld = [b for sheet in about for b in sheet.bevindingen]
            judged = apply_verdicts(dossier, [*_kept(dossier, asked), *given], gemeld)
            concerned[dossier.bestuur.id] = judged
            write_atomically(path, to_json(judged))
            nieuw += len(given)
    return Collected(sheets=sheets, dossiers=concerned, nieuw=nieuw)


def _load(path: Path) -> Dossier:
    try:
        return Dossier.model_validate_json(path.read_bytes())
    except (ValidationError, OSError) as error:
        raise SetupError(f"‘{path}’ is geen dossier van dit programma.") from error


def _oordelen(sheet: Ingelezen, asked: Collection) -> Iterator[Oordeel]:
    for given in sheet.gelezen.gegeven if sheet.gelezen and sheet.is_final else ():
        yield Oordeel(
            actie=given.actie,
            jurering=given.jurering,
            naam=sheet.naam,
            feiten=given.feiten,
            gegeven=asked.nu,
            beslissend=asked.nu if asked.beslissend else None,
        )


def _kept(dossier: Dossier, asked: Collection) -> Sequence[Oordeel]:
    """Give what stands in the dossier already, as if one earlier sheet had said it."""
    told = [(a.nummer, a.jurering, identity.feiten(a)) for a in dossier.acties]
    stimulansen = Jurering(conclusie=dossier.stimulansen.jurering)
    told.append((STIMULANSEN, stimulansen, identity.feiten_stimulansen(dossier)))
    return [
        Oordeel(
            actie=nummer,
            jurering=jurering,
            naam="het dossier",
            feiten=feiten,
            gegeven=asked.nu - dt.timedelta(microseconds=1),
        )
        for nummer, jurering, feiten in told
    ]
