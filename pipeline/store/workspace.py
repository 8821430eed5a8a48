"""Workspace: everything known of one ronde, in one folder, added to in any order.

What came in lies untouched in `originelen/<sha256>`; what is known of it stands in
`samenleven.sqlite`. Nothing read back depends on the order in which it was given, save
for what people did (toekenningen, verdicts, correcties, ...): there, order is what
it tells. Giving the same again changes nothing.

Every method can raise `OutputError` (disk full, read-only) and has then recorded
nothing. Longer than 300 lines because it is the one door to all that is kept.
"""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Final, Self

from sqlalchemy import Connection, Select, bindparam, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from pipeline.errors import DocumentError, PipelineError, SetupError
from pipeline.intake.postvak import Stand
from pipeline.store import acts, files, invoer, schema, standen
from pipeline.store.acts import Act, Jurysheet, Logregel, Toekenningen, Verdict
from pipeline.store.bezig import Meld, tell_nobody
from pipeline.store.database import Database
from pipeline.store.invoer import Occurrence

DATABASE: Final = "samenleven.sqlite"
ORIGINALS: Final = "originelen"
SEAL: Final = "zegel"
RECEIVED: Final = "ontvangen"  # in the log, about a sha256
GRANTED: Final = "toekenningen"  # in the log, about a file name
WAIT: Final = 60.0
"""Seconds that a second run waits for the first."""

_KEEP: Final = upsert(schema.origineel).on_conflict_do_nothing()
_CACHE: Final = upsert(schema.extractie)
_REPLACE: Final = _CACHE.on_conflict_do_update(set_={"json": _CACHE.excluded.json})
_EXTRACTIE: Final = select(schema.extractie.c.json).where(
    schema.extractie.c.sha256 == bindparam("sha256"),
    schema.extractie.c.versie == bindparam("versie"),
)
_SETTING: Final = select(schema.instelling.c.waarde).where(
    schema.instelling.c.sleutel == bindparam("sleutel")
)
_UITGIFTE: Final = select(schema.uitgifte.c.feiten).where(
    schema.uitgifte.c.bestuur == bindparam("bestuur"),
    schema.uitgifte.c.kenmerk == bindparam("kenmerk"),
)


class Workspace:
    """The open workspace, kept from every other process until it is closed.

    `warning` is a Dutch sentence when `folder` is no safe place for SQLite.
    """

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.warning = files.location_warning(folder)
        self._database = database

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        create: bool,
        wait: float = WAIT,
        meld: Meld = tell_nobody,
    ) -> Self:
        """Open the workspace in `folder`; `create` makes it where there is none yet.

        Waits `wait` seconds for another process to be done with it, which `meld` is
        told at once, and removes what a crash left half written.

        Raises:
            SetupError: no workspace there, in use, damaged, or of a newer version.
            OutputError: it cannot be written.
        """
        if not create and not (folder / DATABASE).is_file():
            message = f"‘{folder}’ is geen werkmap van dit programma."
            raise SetupError(f"{message} Maak er een met ‘samenleven init’.")
        with files.explained(folder):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, parents=True)
                files.sync_folder(folder.parent)
            (folder / ORIGINALS).mkdir(mode=0o700, exist_ok=True)
        database = Database(folder / DATABASE, wait=wait, meld=meld)
        try:
            files.remove_leftovers(folder)
        except PipelineError:
            database.close()
            raise
        return cls(folder, database)

    def close(self) -> None:
        """Let the next process in."""
        self._database.close()

    def discard(self) -> None:
        """Close, and take the workspace away again when it has no ronde.

        For a run that proves impossible and must have written nothing. A workspace that
        has a ronde is only closed.
        """
        undecided = self.ronde is None
        self.close()
        if undecided:
            originals = self.folder / ORIGINALS
            files.remove_stale(originals, frozenset(), "*")
            files.remove_stale(self.folder, frozenset(), DATABASE)
            with files.explained(self.folder):
                originals.rmdir()
                if not any(self.folder.iterdir()):
                    self.folder.rmdir()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def record(
        self,
        items: Iterable[tuple[Occurrence, Sequence[bytes]]],
        *,
        bron: str,
        gezien: dt.datetime,
        wie: str | None = None,
        gelezen: Mapping[str, Stand] = MappingProxyType({}),
    ) -> int:
        """Keep top-level items, all of them or, after a crash, none.

        With each go the bytes of it and of what came out of it, as far as they are to
        be kept; they are safe on disk first. `bron` is the INPUT where they were. The
        same pad and sha256 is the same item: told alike it changes nothing, told
        otherwise (by a newer intake) it is replaced. Says how many were new or changed.
        `gelezen` tells how far the mailboxes are with it; kept with it or not at all.
        """
        items = list(items)
        new = []
        with self._database.transaction() as connection:
            self._keep(connection, (data for _, kept in items for data in kept))
            for item, _ in items:
                if invoer.store(connection, item, bron=bron, gezien=gezien):
                    over = item.sha256 or item.pad
                    new.append(
                        Logregel(wat=RECEIVED, over=over, gegeven=gezien, wie=wie)
                    )
            acts.add(connection, new)
            standen.save(connection, gelezen)
        return len(new)

    def standen(self) -> dict[str, Stand]:
        """Up to which mail each mailbox was taken in, by the name of the mailbox."""
        with self._database.transaction() as connection:
            return standen.load(connection)

    def each_occurrence(self) -> Iterator[Occurrence]:
        """Every top-level item ever recorded, with its parts, by pad and sha256."""
        after = invoer.FIRST
        while True:
            with self._database.transaction() as connection:
                page = invoer.load(connection, after)
            yield from page
            if not page:
                return
            after = invoer.key(page[-1])

    def count_occurrences(self) -> int:
        """How many top-level items were ever recorded."""
        with self._database.transaction() as connection:
            return invoer.count(connection)

    def occurrences(self) -> tuple[Occurrence, ...]:
        """All of `each_occurrence` at once."""
        return tuple(self.each_occurrence())

    def keep_original(self, data: bytes) -> str:
        """Keep a document that is no invoer (toekenningen, jury sheet); its sha256."""
        with self._database.transaction() as connection:
            self._keep(connection, [data])
        return hashlib.sha256(data).hexdigest()

    def original(self, sha256: str) -> bytes:
        """The bytes of an original.

        Raises:
            DocumentError: it is gone or was changed; giving it again puts it back.
        """
        path = self.folder / ORIGINALS / sha256
        with files.explained(path):
            data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() != sha256:
            message = (
                f"‘{path}’ is verdwenen of gewijzigd. Geef dit document opnieuw in."
            )
            raise DocumentError("beschadigd", message)
        return data

    def original_like(self, start: str) -> bytes | None:
        """The bytes of the original whose sha256 begins so; `None` for none."""
        query = select(schema.origineel.c.sha256).where(
            schema.origineel.c.sha256.startswith(start, autoescape=True)
        )
        sha256 = self._value(query.order_by(schema.origineel.c.sha256))
        try:
            return self.original(sha256) if sha256 is not None else None
        except DocumentError:
            return None

    def extractie(self, sha256: str, versie: str) -> str | None:
        """The JSON that parser `versie` made of an original; `None` when not kept."""
        return self._value(_EXTRACTIE, sha256=sha256, versie=versie)

    def keep_extracties(self, extracties: Iterable[tuple[str, str, str]]) -> None:
        """Keep what was made of kept originals: sha256, parser version and JSON."""
        rows = [
            {"sha256": sha256, "versie": versie, "json": json}
            for sha256, versie, json in extracties
        ]
        if rows:
            with self._database.transaction() as connection:
                connection.execute(_REPLACE, rows)

    @property
    def ronde(self) -> str | None:
        """The ronde of this workspace; `None` until it was set."""
        return self._value(_SETTING, sleutel="ronde")

    def set_ronde(self, ronde: str) -> None:
        """Say of which ronde this is the workspace.

        Raises:
            SetupError: it already is that of another.
        """
        known = self.ronde
        if known not in {None, ronde}:
            message = f"‘{self.folder}’ bevat ronde {known}, niet {ronde}."
            raise SetupError(f"{message} Kies voor elke ronde een eigen map.")
        if known is None:
            row = {"sleutel": "ronde", "waarde": ronde}
            with self._database.transaction() as connection:
                connection.execute(insert(schema.instelling), row)

    def toekenningen(self) -> Toekenningen | None:
        """The toekenningen in force, those given last; `None` when there are none."""
        given = self.acts(Toekenningen)
        return given[-1] if given else None

    def set_toekenningen(
        self, toekenningen: Toekenningen, *, wie: str | None = None
    ) -> None:
        """Put `toekenningen`, whose original is kept already, in force."""
        now = self.toekenningen()
        if now is None or acts.said(now) != acts.said(toekenningen):
            at = toekenningen.gegeven
            told = Logregel(wat=GRANTED, over=toekenningen.naam, gegeven=at, wie=wie)
            self.add(toekenningen, log=[told])

    def verdicts(self) -> tuple[Verdict, ...]:
        """Every verdict that was given, in the order of giving."""
        return self.acts(Verdict)

    def add_verdicts(self, verdicts: Iterable[Verdict]) -> int:
        """Add what sheets say; how much of it they had not said before."""
        said = {acts.said(verdict) for verdict in self.verdicts()}
        new = []
        for verdict in verdicts:
            if acts.said(verdict) not in said:
                said.add(acts.said(verdict))
                new.append(verdict)
        self.add(*new)
        return len(new)

    def jurysheets(self) -> tuple[Jurysheet, ...]:
        """Every jury sheet that came back, in the order of coming."""
        return self.acts(Jurysheet)

    def add_jurysheets(self, sheets: Iterable[Jurysheet]) -> int:
        """Add sheets that came back; how many were not there yet, told alike.

        One that decides is added again when another decided in the meantime.
        """
        known = self.jurysheets()
        said = {acts.said(sheet) for sheet in known}
        deciding = {s.bestuur: s.sheet for s in known if s.beslissend}
        new = []
        for sheet in sheets:
            again = sheet.beslissend and deciding.get(sheet.bestuur) != sheet.sheet
            if again or acts.said(sheet) not in said:
                said.add(acts.said(sheet))
                new.append(sheet)
            if sheet.beslissend:
                deciding[sheet.bestuur] = sheet.sheet
        self.add(*new)
        return len(new)

    def uitgiften(self) -> frozenset[tuple[str, str]]:
        """The bestuur and the kenmerk of every jury sheet that was made."""
        columns = (schema.uitgifte.c.bestuur, schema.uitgifte.c.kenmerk)
        with self._database.transaction() as connection:
            rows = connection.execute(select(*columns)).all()
        return frozenset((bestuur, kenmerk) for bestuur, kenmerk in rows)

    def uitgifte(self, bestuur: str, kenmerk: str) -> str | None:
        """The facts (JSON) on which that sheet was made; `None` for none of ours."""
        return self._value(_UITGIFTE, bestuur=bestuur, kenmerk=kenmerk)

    def seal_key(self) -> bytes:
        """The key that seals the jury sheets of this workspace, made once."""
        known = self._value(_SETTING, sleutel=SEAL)
        if known is None:
            known = secrets.token_hex(32)
            with self._database.transaction() as connection:
                row = {"sleutel": SEAL, "waarde": known}
                connection.execute(insert(schema.instelling), row)
        return bytes.fromhex(known)

    def acts(self, kind: type[Act]) -> tuple[Act, ...]:
        """Every act of a kind (`Correctie`, `Logregel`, ...), as added."""
        with self._database.transaction() as connection:
            return acts.load(connection, kind)

    def logged(self, wat: str) -> set[str]:
        """What the log says `wat` of."""
        query = select(schema.logboek.c.over).where(schema.logboek.c.wat == wat)
        with self._database.transaction() as connection:
            return set(connection.scalars(query))

    def add(self, *new: Act, log: Iterable[Logregel] = ()) -> None:
        """Add acts of a kind and what the log says of them, all or none."""
        with self._database.transaction() as connection:
            acts.add(connection, new)
            acts.add(connection, log)

    def _keep(self, connection: Connection, originelen: Iterable[bytes]) -> None:
        folder = self.folder / ORIGINALS
        rows, written = [], False
        for data in originelen:
            sha256 = hashlib.sha256(data).hexdigest()
            written |= files.write_atomically(folder / sha256, data)
            rows.append({"sha256": sha256, "grootte": len(data)})
        new = bool(rows) and connection.execute(_KEEP, rows).rowcount > 0
        if new or written:
            # Before the commit: no row may speak of a file that a power cut can take.
            files.sync_folder(folder)

    def _value(self, query: Select[Any], **where: str) -> str | None:
        with self._database.transaction() as connection:
            # `Any`: the one column asked for is STRICT text.
            value: str | None = connection.scalar(query, where)
        return value
