"""Kept: the items of a workspace one at a time, and what stands in their documents.

    workspace -> items; item -> Extractie, read once and kept

Of all items and extractions together no more than one is in memory.
"""

from collections.abc import Collection, Iterable, Iterator
from types import TracebackType
from typing import Final, Self

from pipeline.dossier.extract import refused
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.posten import READ
from pipeline.dossier.programma import Programma
from pipeline.errors import DocumentError
from pipeline.intake.item import Item
from pipeline.run.extracting import extract_bytes
from pipeline.run.result import Progress
from pipeline.spill import Spill
from pipeline.store.occurrence import to_item
from pipeline.store.workspace import Workspace

_BATCH: Final = 50


class KeptItems(Collection[Item]):
    """Everything the workspace ever took in, by pad and sha256."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def __len__(self) -> int:
        return self._workspace.count_occurrences()

    def __iter__(self) -> Iterator[Item]:
        return map(to_item, self._workspace.each_occurrence())

    def __contains__(self, item: object) -> bool:
        return any(item == one for one in self)


def shown(items: Collection[Item], progress: Progress) -> Iterator[Item]:
    """The items, while `progress` is told how many were read."""
    total = len(items)
    for done, item in enumerate(items, 1):
        yield item
        progress("Gelezen", done, total)


def read_all(
    items: Iterable[Item], workspace: Workspace | None, programma: Programma
) -> Iterator[Extractie]:
    """What stands in every document of `items`, when no round is asked for yet."""
    with Reader(workspace, programma, None) as reader:
        for top in items:
            for item in _documents(top):
                yield reader.of(item)


def _documents(item: Item) -> Iterator[Item]:
    """The items that are to be read; nothing that is passed over, or inside it."""
    if item.refusal is not None or item.ignored is not None:
        return
    if item.role in READ:
        yield item
    for part in item.parts:
        yield from _documents(part)


class Reader:
    """Extractions as the workspace has them, or made now; what was made is kept.

    They are kept by all that decides what is read: the programme, the name of the
    document, which stands in its messages, and the round that was asked for. Without a
    workspace nothing is kept for later, and the items must have their bytes.
    """

    def __init__(
        self, workspace: Workspace | None, programma: Programma, ronde: str | None
    ) -> None:
        self._workspace = workspace
        self._programma = programma
        self._ronde = ronde
        self._new: dict[tuple[str, str], str] = {}
        # Not for later: of a document that is only tried out, and failures. Memory may
        # have been short, or a program missing.
        self._passing = Spill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self._keep()

    def of(self, item: Item) -> Extractie:
        """The extraction of `item`; an original that is gone has `fout`."""
        found = self._known(item.sha256, item.naam)
        if found is not None:
            return Extractie.model_validate_json(found)
        extractie = self._read(item)
        told = extractie.model_dump_json()
        if extractie.fout is None and not item.data and self._workspace is not None:
            self._new[item.sha256, item.naam] = told
            if len(self._new) >= _BATCH:
                self._keep()
        else:
            self._passing.add(told, f"{item.sha256} {item.naam}")
        return extractie

    def again(self, sha256: str, naam: str) -> Extractie:
        """What `of` gave for the document with these bytes and this name."""
        found = self._known(sha256, naam)
        if found is None:
            raise KeyError(sha256, naam)
        return Extractie.model_validate_json(found)

    def _read(self, item: Item) -> Extractie:
        try:
            data = item.data or self._original(item)
        except DocumentError as error:
            return refused(item.naam, item.sha256, error)
        return extract_bytes(
            data, item.naam, item.format, self._programma, ronde=self._ronde
        )

    def _original(self, item: Item) -> bytes:
        return self._workspace.original(item.sha256) if self._workspace else b""

    def _versie(self, naam: str) -> str:
        return f"{self._programma.kenmerk} {self._ronde} {naam}"

    def _known(self, sha256: str, naam: str) -> str | None:
        if (sha256, naam) in self._new:
            return self._new[sha256, naam]
        passing = self._passing.group(f"{sha256} {naam}")
        if passing:
            return passing[0][1]
        if self._workspace is None:
            return None
        return self._workspace.extractie(sha256, self._versie(naam))

    def _keep(self) -> None:
        """Keep what was made now."""
        if self._workspace is not None and self._new:
            self._workspace.keep_extracties(
                (sha256, self._versie(naam), told)
                for (sha256, naam), told in self._new.items()
            )
        self._new.clear()
