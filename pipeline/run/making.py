"""Making: dossiers, bevindingen, sheets, overview and verslag, and putting them down.

Pure up to `write_all`, which writes whole files and only those that changed.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from pipeline.checks.rules import check
from pipeline.dossier.assemble import Opdracht, assemble
from pipeline.dossier.besturen import Besturen
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.indeling import Indeling, divide
from pipeline.dossier.model import Bestuur, Bron, Dossier
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenningen import Toekenning, Toekenningen
from pipeline.dossier.verslag import Verslag
from pipeline.intake.item import Item
from pipeline.jury.context import to_judge
from pipeline.jury.overview import render_overview
from pipeline.jury.sheet import render_sheet
from pipeline.run.result import Made, Progress
from pipeline.store.files import remove_stale, write_atomically

_READABLE: Final = 0o644


def make_all(
    items: Sequence[Item],
    extracties: Mapping[str, Extractie],
    programma: Programma,
    ronde: Ronde,
    toekenningen: Toekenningen | None,
) -> Made:
    """Every dossier with its bevindingen, and what became of every item."""
    besturen = programma.besturen.on(ronde.peildatum)
    indeling = divide(items, extracties, besturen, toekenningen, ronde.id)
    dossiers = tuple(
        _dossier(bestuur_id, indeling, programma, ronde, toekenningen)
        for bestuur_id in sorted(indeling.documenten)
    )
    granted = toekenningen.per_bestuur if toekenningen else {}
    return Made(
        dossiers=dossiers,
        posten=indeling.verslag(items, _replaced(dossiers, indeling)),
        te_beoordelen={
            dossier.bestuur.id: len(to_judge(dossier, programma.catalogus))
            for dossier in dossiers
        },
        ontbrekend=tuple(
            toekenning
            for bestuur_id, toekenning in granted.items()
            if bestuur_id not in indeling.documenten
        ),
    )


def _dossier(
    bestuur_id: str,
    indeling: Indeling,
    programma: Programma,
    ronde: Ronde,
    toekenningen: Toekenningen | None,
) -> Dossier:
    toekenning = toekenningen.per_bestuur.get(bestuur_id) if toekenningen else None
    bron = None
    if toekenningen is not None and toekenning is not None:
        bron = Bron(
            sha256=toekenningen.sha256, naam=toekenningen.naam, soort="toekenningen"
        )
    dossier = assemble(
        Opdracht(
            bestuur=_bestuur(
                bestuur_id, toekenning, programma.besturen.on(ronde.peildatum)
            ),
            ronde=ronde,
            catalogus=programma.catalogus,
            documenten=[
                document.ingekomen for document in indeling.documenten[bestuur_id]
            ],
            indieningen=list(indeling.indieningen[bestuur_id].values()),
            toekenning=toekenning,
            toekenningen_bron=bron,
        )
    )
    extra = tuple(indeling.geweigerd.get(bestuur_id, ()))
    dossier = dossier.model_copy(update={"bevindingen": (*dossier.bevindingen, *extra)})
    granted: frozenset[int] | None = None
    if toekenningen is not None:
        granted = toekenning.acties if toekenning is not None else frozenset()
    bevindingen = check(
        dossier,
        ronde,
        programma.catalogus,
        toegekend=granted,
        formulieren=programma.formulieren,
    )
    return dossier.model_copy(update={"bevindingen": bevindingen})


def _bestuur(
    bestuur_id: str, toekenning: Toekenning | None, besturen: Besturen
) -> Bestuur:
    if toekenning is not None:
        return toekenning.bestuur
    known = besturen.by_id(bestuur_id)
    if known is None:
        return Bestuur(id=bestuur_id, naam=bestuur_id, soort="gemeente")
    return Bestuur(id=known.id, naam=known.naam, soort=known.soort, kbo=known.kbo)


def _replaced(dossiers: Sequence[Dossier], indeling: Indeling) -> list[str]:
    """The paths of documents of which nothing is in force any more."""
    paths: list[str] = []
    for dossier in dossiers:
        gone = {bron.sha256 for bron in dossier.bronnen if bron.status == "vervangen"}
        paths += [
            document.item.pad
            for document in indeling.documenten[dossier.bestuur.id]
            if document.item.sha256 in gone
        ]
    return paths


def to_json(model: BaseModel) -> bytes:
    """A model as the contract writes it: UTF-8, keys in order, nothing left out."""
    # `Any`: JSON data, straight from pydantic.
    data: Any = model.model_dump(mode="json", by_alias=True)
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode(
        "utf-8", "replace"
    )


def write_all(
    made: Made, out: Path, programma: Programma, ronde: Ronde, progress: Progress
) -> None:
    """Write every output of which the bytes changed, and take away what is no more."""
    folders = {name: out / name for name in ("dossiers", "jurysheets")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    for done, dossier in enumerate(made.dossiers, 1):
        name = dossier.bestuur.id
        _write(folders["dossiers"] / f"{name}.json", to_json(dossier))
        sheet = render_sheet(dossier, ronde, programma.catalogus)
        _write(folders["jurysheets"] / f"{name}.docx", sheet)
        progress("Jurysheets", done, len(made.dossiers))
    ids = {dossier.bestuur.id for dossier in made.dossiers}
    remove_stale(folders["dossiers"], {f"{name}.json" for name in ids}, "*.json")
    remove_stale(folders["jurysheets"], {f"{name}.docx" for name in ids}, "*.docx")
    verslag = Verslag(invoer=made.posten)
    overview = render_overview(
        made.dossiers,
        made.ontbrekend,
        ronde,
        programma.catalogus,
        verslag.model_dump(mode="json")["invoer"],
    )
    _write(out / "overzicht.xlsx", overview)
    _write(out / "verslag.json", to_json(verslag))


def _write(path: Path, data: bytes) -> None:
    write_atomically(path, data, mode=_READABLE)
