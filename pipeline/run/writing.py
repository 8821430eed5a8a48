"""Writing: dossiers, jury sheets, overview and verslag put down as whole files.

Only what changed is written. A jury sheet in which somebody has been at work since we
made it is set aside before a new one takes its place: a verdict may stand in it.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.dossier.model import Dossier
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.verslag import Verslag
from pipeline.jury import extra
from pipeline.jury.annex import as_words, field_of
from pipeline.jury.extra import Extra
from pipeline.jury.overview import render_overview, render_verdicts
from pipeline.jury.sheet import render_sheet
from pipeline.run.making import to_json
from pipeline.run.result import Made, Progress
from pipeline.store.acts import Correctie, Logregel
from pipeline.store.files import remove_stale, write_atomically
from pipeline.store.workspace import Workspace

ASIDE: Final = "bewaard"
VERDICTS: Final = "verdicten.xlsx"
_READABLE: Final = 0o644
_MADE: Final = "jurysheet gemaakt"


@dataclass(slots=True)
class Writer:
    """The outputs of one workspace; `nu` is the moment of asking."""

    workspace: Workspace
    nu: dt.datetime
    kept: list[Path] = field(default_factory=list)
    """The sheets that were set aside."""

    def write(
        self, made: Made, programma: Programma, ronde: Ronde, progress: Progress
    ) -> None:
        """Write every output of which the bytes changed; take away what is no more."""
        out = self.workspace.folder
        dossiers, sheets = out / "dossiers", out / "jurysheets"
        for folder in (dossiers, sheets):
            folder.mkdir(parents=True, exist_ok=True)
        ours = self._ours()
        corrections = self.workspace.acts(Correctie)
        fresh: set[str] = set()
        for done, dossier in enumerate(made.dossiers, 1):
            name = dossier.bestuur.id
            _write(dossiers / f"{name}.json", to_json(dossier))
            sheet = rendered(dossier, made, (ronde, programma), corrections)
            self._set_aside(sheets / f"{name}.docx", sheet, ours)
            _write(sheets / f"{name}.docx", sheet)
            fresh.add(hashlib.sha256(sheet).hexdigest())
            progress("Jurysheets", done, len(made.dossiers))
        ids = {dossier.bestuur.id for dossier in made.dossiers}
        for path in sorted(sheets.glob("*.docx")):
            if path.stem not in ids and not path.name.startswith("~$"):
                self._set_aside(path, b"", ours)
        remove_stale(dossiers, {f"{name}.json" for name in ids}, "*.json")
        remove_stale(sheets, {f"{name}.docx" for name in ids}, "*.docx")
        self._remember(fresh - ours)
        verslag = Verslag(invoer=made.posten)
        overview = render_overview(
            made.dossiers,
            made.ontbrekend,
            ronde,
            programma.catalogus,
            verslag.model_dump(mode="json")["invoer"],
            made.overleg,
        )
        if any(one.stemmen or one.advies for one in made.overleg):
            name = programma.catalogus.programma
            _write(out / VERDICTS, render_verdicts(made.overleg, ronde, name))
        _write(out / "overzicht.xlsx", overview)
        _write(out / "verslag.json", to_json(verslag))

    def _ours(self) -> set[str]:
        """The sheets that we made, and those that were read back already."""
        made = {r.over for r in self.workspace.acts(Logregel) if r.wat == _MADE}
        return made | {sheet.sheet for sheet in self.workspace.jurysheets()}

    def _remember(self, sheets: Iterable[str]) -> None:
        rows = [Logregel(wat=_MADE, over=s, gegeven=self.nu) for s in sorted(sheets)]
        self.workspace.add(*rows)

    def _set_aside(self, path: Path, new: bytes, ours: set[str]) -> None:
        """Keep a copy of the sheet at `path` when it is neither `new` nor ours."""
        old = path.read_bytes() if path.is_file() else new
        digest = hashlib.sha256(old).hexdigest()
        if old == new or digest in ours:
            return
        folder = path.parent / ASIDE
        folder.mkdir(exist_ok=True)
        copy = folder / f"{path.stem}-{digest[:8]}{path.suffix}"
        _write(copy, old)
        self.kept.append(copy)

    @property
    def warnings(self) -> tuple[str, ...]:
        """A Dutch sentence for every sheet that was set aside."""
        return tuple(
            f"In de jurysheet van {path.stem.rpartition('-')[0]} was al gewerkt. "
            f"Ze staat nu in {path.parent.name}/{path.name}: "
            "lees ze in met ‘samenleven collect’."
            for path in self.kept
        )


def rendered(
    dossier: Dossier,
    made: Made,
    of: tuple[Ronde, Programma],
    corrections: Sequence[Correctie],
) -> bytes:
    """Render the sheet of one dossier as it lies in the workspace."""
    ronde, programma = of
    return render_sheet(
        dossier,
        ronde,
        programma.catalogus,
        key=made.key,
        extra=Extra(
            vorige=made.vorige.get(dossier.bestuur.id),
            correcties=_corrected(dossier, corrections),
        ),
    )


def _corrected(
    dossier: Dossier, given: Sequence[Correctie]
) -> tuple[extra.Correctie, ...]:
    """Give the corrections about one dossier or its documents, read aloud."""
    ours = {dossier.bestuur.id, *(bron.sha256 for bron in dossier.bronnen)}
    return tuple(
        extra.Correctie(
            veld=field_of(one.plek, dossier),
            waarde=as_words(one.waarde),
            reden=one.reden,
            wie=one.wie,
            gegeven=one.gegeven,
        )
        for one in given
        if one.over in ours
    )


def _write(path: Path, data: bytes) -> None:
    write_atomically(path, data, mode=_READABLE)
