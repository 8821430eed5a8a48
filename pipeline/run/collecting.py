"""Collecting: filled-in jury sheets in, verdicts in the register and the dossiers out.

    paths -> sheets -> register -> dossiers, jury sheets, overview

The sheets are on disk before anything is made of them, and everything is then made the
same way as `run` does it.
"""

import datetime as dt
import json
from collections.abc import Iterator, Sequence

from pipeline.dossier.programma import Programma
from pipeline.errors import SetupError
from pipeline.jury.register import Register
from pipeline.run.collection import Collected, Collection, read_all
from pipeline.run.judging import counts
from pipeline.run.loose import judge_files
from pipeline.run.sheets import Ingelezen
from pipeline.run.space import remake
from pipeline.run.writing import Writer
from pipeline.store.acts import Jurysheet, Verdict
from pipeline.store.workspace import DATABASE, Workspace


def collect(asked: Collection, programma: Programma) -> Collected:
    """Read jury sheets back.

    Raises `SetupError` when a path is missing, or `out` holds no dossiers; nothing was
    written then. `OutputError` when the disk refuses. No sheet ever raises.
    """
    missing = [path for path in asked.sheets if not path.exists()]
    if missing:
        names = ", ".join(f"‘{path}’" for path in missing)
        raise SetupError(f"Niet gevonden: {names}. Kijk de naam na en probeer opnieuw.")
    if (asked.out / DATABASE).is_file():
        with Workspace.open(asked.out, create=False, meld=asked.meld) as workspace:
            return _into_workspace(asked, workspace, programma)
    return judge_files(asked, programma)


def _into_workspace(
    asked: Collection, workspace: Workspace, programma: Programma
) -> Collected:
    space = remake(workspace, programma, asked.progress)
    register = Register(
        dossiers=space.dossiers,
        ronde=space.ronde,
        catalogus=programma.catalogus,
        key=workspace.seal_key(),
        programma=programma,
        eerder=workspace.uitgifte,
        sjablonen=workspace.original_like,
    )
    seen = {} if asked.beslissend else _believed(workspace.jurysheets())
    sheets = read_all(asked, register, seen, programma)
    for sheet in sheets:
        if sheet.data:
            workspace.keep_original(sheet.data)
    given = [pair for sheet in sheets for pair in _verdicts(sheet, asked.nu)]
    nieuw = workspace.add_verdicts(v for is_final, v in given if is_final)
    workspace.add_verdicts(v for is_final, v in given if not is_final)
    rows = (_row(sheet, asked) for sheet in sheets)
    workspace.add_jurysheets(row for row in rows if row is not None)
    space = space.judged
    writer = Writer(workspace, asked.nu)
    writer.write(space, asked.progress)
    dossiers = space.dossiers
    concerned = {name for sheet in sheets for name in sheet.besturen}
    return Collected(
        sheets=sheets,
        dossiers={who: dossiers[who] for who in dossiers if who in concerned},
        nieuw=nieuw,
        waarschuwing=" ".join(filter(None, (workspace.warning, *writer.warnings)))
        or None,
    )


def _believed(sheets: Sequence[Jurysheet]) -> dict[str, tuple[str, ...]]:
    """Give the documents that were ours, with the besturen that they were about."""
    believed: dict[str, tuple[str, ...]] = {}
    for sheet in sheets:
        if counts(sheet):
            known = believed.get(sheet.sheet, ())
            believed[sheet.sheet] = tuple(dict.fromkeys((*known, sheet.bestuur)))
    return believed


def _verdicts(sheet: Ingelezen, nu: dt.datetime) -> Iterator[tuple[bool, Verdict]]:
    """Give what a sheet says of each action, with whether that is a verdict today."""
    gelezen = sheet.gelezen
    if gelezen is None or gelezen.dossier is None:
        return
    for gegeven in gelezen.gegeven:
        verdict = Verdict(
            bestuur=gelezen.dossier.bestuur.id,
            actie=gegeven.actie,
            sheet=sheet.sha256,
            naam=sheet.naam,
            feiten=gegeven.feiten,
            voldoende=gegeven.jurering.voldoende,
            conclusie=gegeven.jurering.conclusie,
            verlengen=gegeven.jurering.verlengen,
            gegeven=nu,
        )
        yield sheet.is_final and gegeven.is_actueel, verdict


def _row(sheet: Ingelezen, asked: Collection) -> Jurysheet | None:
    """Give the line of the register; `None` for what is not about a dossier of ours."""
    gelezen = sheet.gelezen
    if gelezen is None or gelezen.dossier is None:
        return None
    found = [bevinding.model_dump(mode="json") for bevinding in gelezen.bevindingen]
    return Jurysheet(
        bestuur=gelezen.dossier.bestuur.id,
        sheet=sheet.sha256,
        naam=sheet.naam,
        jurylid=gelezen.answers.jurylid if gelezen.answers else None,
        datum=gelezen.answers.datum if gelezen.answers else None,
        bevindingen=json.dumps(found, ensure_ascii=False),
        beslissend=asked.beslissend and sheet.is_final and bool(gelezen.gegeven),
        gegeven=asked.nu,
    )
