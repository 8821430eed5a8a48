"""Writing: dossiers, jury sheets, overview and verslag put down as whole files.

Only what changed is written. A jury sheet in which somebody has been at work since we
made it is set aside before a new one takes its place: a verdict may stand in it.
"""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.dossier.model import Dossier
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.verslag import Verslag
from pipeline.jury import identity
from pipeline.jury.original import facts_only
from pipeline.jury.overview import render_overview, render_verdicts
from pipeline.jury.sheet import render_sheet, sheet_template
from pipeline.run.making import to_json
from pipeline.run.result import Made, Progress
from pipeline.store.acts import Logregel, Uitgifte
from pipeline.store.files import explained, remove_stale, write_atomically
from pipeline.store.workspace import Workspace

ASIDE: Final = "bewaard"
VERDICTS: Final = "verdicten.xlsx"
MADE: Final = "jurysheet gemaakt"
"""What the log says of a sheet that we made; it is about its sha256."""


@dataclass(slots=True)
class Writer:
    """The outputs of one workspace; `nu` is the moment of asking, `wie` who asks.

    `proef`: nothing is written, but what would be stands in `changed`.
    """

    workspace: Workspace
    nu: dt.datetime
    wie: str | None = None
    proef: bool = False
    kept: list[Path] = field(default_factory=list)
    """The sheets that were set aside."""
    changed: list[Path] = field(default_factory=list)
    """The files that were written or removed."""

    def write(
        self, made: Made, programma: Programma, ronde: Ronde, progress: Progress
    ) -> None:
        """Write every output of which the bytes changed; take away what is no more."""
        self.write_dossiers(made)
        self.write_sheets(made, programma, ronde, progress)

    def write_dossiers(self, made: Made) -> None:
        """Write the dossiers and the verslag."""
        folder = self._folder("dossiers")
        for dossier in made.dossiers:
            self._put(folder / f"{dossier.bestuur.id}.json", to_json(dossier))
        names = {f"{dossier.bestuur.id}.json" for dossier in made.dossiers}
        self._remove(folder, names, "*.json")
        verslag = Verslag(invoer=made.posten)
        self._put(self.workspace.folder / "verslag.json", to_json(verslag))

    def write_sheets(
        self,
        made: Made,
        programma: Programma,
        ronde: Ronde,
        progress: Progress,
        *,
        only: Collection[str] = (),
    ) -> None:
        """Write the jury sheets, of the besturen `only` when given, and the overview.

        Of a bestuur without a dossier no sheet stays.
        """
        folder = self._folder("jurysheets")
        ours = self._ours()
        fresh: set[str] = set()
        chosen = [d for d in made.dossiers if not only or d.bestuur.id in only]
        if not self.proef:
            self._issue(chosen)
        for done, dossier in enumerate(chosen, 1):
            name = dossier.bestuur.id
            sheet = rendered(dossier, made, ronde, programma)
            self._set_aside(folder / f"{name}.docx", sheet, ours)
            self._put(folder / f"{name}.docx", sheet)
            fresh.add(hashlib.sha256(sheet).hexdigest())
            progress("Jurysheets", done, len(chosen))
        ids = {dossier.bestuur.id for dossier in made.dossiers}
        for path in sorted(folder.glob("*.docx")):
            if path.stem not in ids and not path.name.startswith("~$"):
                self._set_aside(path, b"", ours)
        self._remove(folder, {f"{name}.docx" for name in ids}, "*.docx")
        if not self.proef:
            self._remember(fresh - ours)
        overview = render_overview(
            made.dossiers,
            made.ontbrekend,
            ronde,
            programma.catalogus,
            Verslag(invoer=made.posten).model_dump(mode="json")["invoer"],
            made.overleg,
        )
        self._put(self.workspace.folder / "overzicht.xlsx", overview)
        if any(one.stemmen or one.advies for one in made.overleg):
            name = programma.catalogus.programma
            verdicten = render_verdicts(made.overleg, ronde, name)
            self._put(self.workspace.folder / VERDICTS, verdicten)

    def _folder(self, name: str) -> Path:
        folder = self.workspace.folder / name
        if not self.proef:
            with explained(folder):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def _put(self, path: Path, data: bytes) -> None:
        if self.proef:
            new = not path.is_file() or path.read_bytes() != data
        else:
            new = write_atomically(path, data)
        if new:
            self.changed.append(path)

    def _remove(self, folder: Path, keep: Set[str], pattern: str) -> None:
        if self.proef:
            gone = [p.name for p in folder.glob(pattern) if p.name not in keep]
        else:
            gone = list(remove_stale(folder, keep, pattern))
        self.changed += [folder / name for name in sorted(gone)]

    def _ours(self) -> set[str]:
        """The sheets that we made, and those that were read back already."""
        made = {r.over for r in self.workspace.acts(Logregel) if r.wat == MADE}
        return made | {sheet.sheet for sheet in self.workspace.jurysheets()}

    def _issue(self, dossiers: Iterable[Dossier]) -> None:
        """Keep the facts and the template of every new sheet, before anybody has it."""
        known = self.workspace.uitgiften()
        template = sheet_template()
        if self.workspace.original_like(identity.sjabloon(template)) is None:
            self.workspace.keep_original(template)
        stamped = [(dossier, identity.kenmerk(dossier)) for dossier in dossiers]
        self.workspace.add(
            *(
                Uitgifte(
                    bestuur=dossier.bestuur.id,
                    kenmerk=kenmerk,
                    feiten=to_json(facts_only(dossier)).decode(),
                    gegeven=self.nu,
                )
                for dossier, kenmerk in stamped
                if (dossier.bestuur.id, kenmerk) not in known
            )
        )

    def _remember(self, sheets: Iterable[str]) -> None:
        self.workspace.add(
            *(
                Logregel(wat=MADE, over=sheet, gegeven=self.nu, wie=self.wie)
                for sheet in sorted(sheets)
            )
        )

    def _set_aside(self, path: Path, new: bytes, ours: set[str]) -> None:
        """Keep a copy of the sheet at `path` when it is neither `new` nor ours."""
        old = path.read_bytes() if path.is_file() else new
        digest = hashlib.sha256(old).hexdigest()
        if old == new or digest in ours:
            return
        folder = self._folder(f"{path.parent.name}/{ASIDE}")
        copy = folder / f"{path.stem}-{digest[:8]}{path.suffix}"
        self._put(copy, old)
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


def rendered(dossier: Dossier, made: Made, ronde: Ronde, programma: Programma) -> bytes:
    """Render the sheet of one dossier as it lies in the workspace."""
    return render_sheet(
        dossier,
        ronde,
        programma.catalogus,
        key=made.key,
        vorige=made.vorige.get(dossier.bestuur.id),
    )
