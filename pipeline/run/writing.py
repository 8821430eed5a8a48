"""Writing: dossiers, jury sheets, overview and verslag put down as whole files.

Only what changed is written. A jury sheet in which somebody has been at work since we
made it is set aside before a new one takes its place: a verdict may stand in it.
"""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import indent
from typing import Final

from pipeline.dossier.verslag import Post
from pipeline.jury import identity
from pipeline.jury.original import facts_only
from pipeline.jury.overview import Overzicht
from pipeline.jury.sheet import render_sheet, sheet_template
from pipeline.run.making import to_json, to_text
from pipeline.run.outcome import Tally
from pipeline.run.result import Progress, no_progress
from pipeline.run.space import Gemaakt, Space
from pipeline.store.acts import Logregel, Uitgifte
from pipeline.store.files import explained, holds, remove_stale, write_atomically
from pipeline.store.workspace import Workspace

ASIDE: Final = "bewaard"
VERDICTS: Final = "verdicten.xlsx"
MADE: Final = "jurysheet gemaakt"
"""What the log says of a sheet that we made; it is about its sha256."""
_ORDER: Final = ("dossiers", "verslag.json", "jurysheets")
_UTF8: Final = ("utf-8", "replace")
_BATCH: Final = 20


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
        self,
        space: Space,
        progress: Progress = no_progress,
        *,
        sheets: bool = True,
        only: Collection[str] = (),
    ) -> Tally:
        """Write every output of which the bytes changed; take away what is no more.

        Without `sheets` the dossiers and the verslag alone; with `only` the jury sheets
        of those besturen alone. Of a bestuur without a dossier no sheet stays.
        """
        tally = Tally()
        overview = overview_of(space) if sheets else None
        folder = self.folder("dossiers")
        jury = _Sheets(self, space) if sheets else None
        chosen = [who for who in space.dossiers if not only or who in only]
        for one in space.every():
            bestuur = one.dossier.bestuur.id
            tally.count(one.dossier, one.te_beoordelen)
            self.put(folder / f"{bestuur}.json", to_json(one.dossier))
            if overview is not None:
                overview.add(one.dossier, one.overleg)
            if jury is not None and bestuur in chosen:
                jury.write(one)
                progress("Jurysheets", len(jury.made), len(chosen))
        self.remove(folder, {f"{who}.json" for who in space.dossiers}, "*.json")
        self.put(
            self.workspace.folder / "verslag.json",
            _verslag(space.posten(), tally, overview),
        )
        if jury is not None and overview is not None:
            jury.finish()
            self.put(self.workspace.folder / "overzicht.xlsx", overview.written())
            if overview.verdicten is not None:
                path = self.workspace.folder / VERDICTS
                self.put(path, overview.verdicten)
        self.changed.sort(key=self._rank)
        return tally

    def _rank(self, path: Path) -> int:
        """What is told of first: the dossiers, then the verslag, then the sheets."""
        first = path.relative_to(self.workspace.folder).parts[0]
        return _ORDER.index(first) if first in _ORDER else len(_ORDER)

    def folder(self, name: str) -> Path:
        """The folder of that name among the outputs, made when it is not there."""
        folder = self.workspace.folder / name
        if not self.proef:
            with explained(folder):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def put(self, path: Path, data: bytes | Iterable[bytes]) -> None:
        """Make `path` hold `data`, whole or in pieces."""
        if self.proef:
            new = not holds(path, [data] if isinstance(data, bytes) else data)
        else:
            new = write_atomically(path, data)
        if new:
            self.changed.append(path)

    def remove(self, folder: Path, keep: Set[str], pattern: str) -> None:
        """Take away the files in `folder` that match `pattern` and are not to stay."""
        if self.proef:
            gone = [p.name for p in folder.glob(pattern) if p.name not in keep]
        else:
            gone = list(remove_stale(folder, keep, pattern))
        self.changed += [folder / name for name in sorted(gone)]

    @property
    def warnings(self) -> tuple[str, ...]:
        """A Dutch sentence for every sheet that was set aside."""
        return tuple(
            f"In de jurysheet van {path.stem.rpartition('-')[0]} was al gewerkt. "
            f"Ze staat nu in {path.parent.name}/{path.name}: "
            "lees ze in met ‘samenleven collect’."
            for path in self.kept
        )


@dataclass(slots=True)
class _Sheets:
    """The jury sheets, while they are written one by one."""

    writer: Writer
    space: Space
    ours: set[str] = field(init=False)
    """The sheets that we made, and those that were read back already."""
    made: list[str] = field(default_factory=list)
    issued: set[tuple[str, str]] = field(init=False)
    """The bestuur and the kenmerk of every sheet of which the facts are kept."""
    waiting: list[tuple[str, bytes]] = field(default_factory=list)
    new: list[Uitgifte] = field(default_factory=list)

    def __post_init__(self) -> None:
        workspace = self.writer.workspace
        self.issued = set(workspace.uitgiften())
        self.ours = workspace.logged(MADE)
        self.ours |= {sheet.sheet for sheet in workspace.jurysheets()}
        if not self.writer.proef:
            # A sheet that comes back later is held to the words of today.
            workspace.keep_original(sheet_template())

    def write(self, one: Gemaakt) -> None:
        """Write the sheet of one dossier, at the latest when all are written."""
        sheet = rendered(one)
        self._issue(one)
        self.waiting.append((one.dossier.bestuur.id, sheet))
        self.made.append(hashlib.sha256(sheet).hexdigest())
        if len(self.waiting) >= _BATCH:
            self._flush()

    def _issue(self, one: Gemaakt) -> None:
        dossier = one.dossier
        kenmerk = identity.kenmerk(dossier)
        if (dossier.bestuur.id, kenmerk) not in self.issued:
            self.new.append(
                Uitgifte(
                    bestuur=dossier.bestuur.id,
                    kenmerk=kenmerk,
                    feiten=to_json(facts_only(dossier)).decode(),
                    gegeven=self.writer.nu,
                )
            )

    def _flush(self) -> None:
        """Keep the facts of every new sheet, before anybody can have it; write them."""
        writer = self.writer
        if self.new and not writer.proef:
            writer.workspace.add(*self.new)
        for bestuur, sheet in self.waiting:
            path = writer.folder("jurysheets") / f"{bestuur}.docx"
            self._set_aside(path, sheet)
            writer.put(path, sheet)
        self.new.clear()
        self.waiting.clear()

    def finish(self) -> None:
        """Take away the sheets of which there is no dossier; remember the others."""
        self._flush()
        writer, ids = self.writer, self.space.dossiers
        folder = writer.folder("jurysheets")
        for path in sorted(folder.glob("*.docx")):
            if path.stem not in ids and not path.name.startswith("~$"):
                self._set_aside(path, b"")
        writer.remove(folder, {f"{who}.docx" for who in ids}, "*.docx")
        if not writer.proef:
            writer.workspace.add(
                *(
                    Logregel(wat=MADE, over=sheet, gegeven=writer.nu, wie=writer.wie)
                    for sheet in sorted(set(self.made) - self.ours)
                )
            )

    def _set_aside(self, path: Path, new: bytes) -> None:
        """Keep a copy of the sheet at `path` when it is neither `new` nor ours."""
        old = path.read_bytes() if path.is_file() else new
        digest = hashlib.sha256(old).hexdigest()
        if old == new or digest in self.ours:
            return
        folder = self.writer.folder(f"{path.parent.name}/{ASIDE}")
        copy = folder / f"{path.stem}-{digest[:8]}{path.suffix}"
        self.writer.put(copy, old)
        self.writer.kept.append(copy)


def _verslag(
    posten: Iterable[Post], tally: Tally, overview: Overzicht | None
) -> Iterator[bytes]:
    """`verslag.json`, item by item, each counted and shown in the overview as well."""
    before = b'{\n  "invoer": ['
    for post in posten:
        tally.count_post(post)
        item = post.model_dump(mode="json")
        if overview is not None:
            overview.add_item(item)
        yield before + b"\n" + indent(to_text(item), " " * 4).encode(*_UTF8)
        before = b","
    yield b"\n  ]\n}\n" if before == b"," else before + b"]\n}\n"


def overview_of(space: Space) -> Overzicht:
    """The overview of a space, in which nothing stands yet."""
    return Overzicht(space.ronde, space.programma.catalogus, space.ontbrekend)


def rendered(one: Gemaakt) -> bytes:
    """Render the sheet of one dossier as it lies in the workspace."""
    space = one.space
    return render_sheet(
        one.dossier,
        space.ronde,
        space.programma.catalogus,
        key=space.judge.key if space.judge is not None else None,
        vorige=one.vorige,
    )
