"""Indeling: what was decided of every document, kept on disk and had per bestuur.

    a bestuur -> its documents, mails and bevindingen; all items -> a Post for each

Whose they are and which of them count is decided in `verdeling`.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from pydantic import TypeAdapter

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.knopen import Document, Gedeeld, Gezien, Tak
from pipeline.dossier.model import Indiening
from pipeline.dossier.posten import (
    changed,
    container_post,
    unknown_post,
)
from pipeline.dossier.verslag import Post
from pipeline.findings import Bevinding
from pipeline.intake.item import Item, Mail
from pipeline.spill import Spill

MAIL: Final = TypeAdapter(Mail)
MAILS: Final = TypeAdapter(tuple[int, ...])
_TAKEN_BACK: Final = "ingetrokken door een latere mail van het bestuur"


class Extracties(Protocol):
    """What stands in the documents."""

    def of(self, item: Item) -> Extractie | None:
        """Read a document; `None` for what is not to be read."""

    def again(self, sha256: str, naam: str) -> Extractie:
        """What was read before of a document, by its content and its name."""


class Outcome(NamedTuple):
    """What became of a mail that takes back another."""

    reden: str
    bestuur: str


@dataclass(slots=True)
class Indeling:
    """Everything that came in, divided; by bestuur id where it says so."""

    extracties: Extracties
    bomen: Spill = field(default_factory=Spill)
    gezien: Spill = field(default_factory=Spill)
    mails: Spill = field(default_factory=Spill)
    resultaten: Spill = field(default_factory=Spill)
    gemeld: Spill = field(default_factory=Spill)
    brieven: dict[int, Outcome] = field(default_factory=dict)
    vergeleken: set[str] = field(default_factory=set)
    """The besturen of which it is known what was replaced."""

    @property
    def besturen(self) -> list[str]:
        """Whoever submitted something, also when it was taken back; by id."""
        return self.gezien.groups()

    def rows(self, bestuur: str) -> list[tuple[int, Gezien]]:
        """Every submission of a bestuur with its number, as they arrived."""
        rows = self.gezien.group(bestuur)
        found = [(number, Gezien.model_validate_json(text)) for number, text in rows]
        return sorted(found, key=lambda pair: pair[1].arrival)

    def documenten(self, bestuur: str) -> list[Document]:
        """The documents of a bestuur that count, as they arrived."""
        return self._read(bestuur, "verwerkt")

    def ingetrokken(self, bestuur: str) -> list[Document]:
        """The documents of a bestuur that it took back."""
        return self._read(bestuur, "vervangen")

    def _read(self, bestuur: str, status: str) -> list[Document]:
        gedeeld = Gedeeld()
        again = self.extracties.again
        return [
            Document(gezien, gedeeld.of(again(gezien.sha256, gezien.naam)))
            for _, gezien in self.rows(bestuur)
            if gezien.status == status
        ]

    def letters(self, bestuur: str) -> Iterator[Mail]:
        """The mails of a bestuur, as they first came; one may be told twice."""
        numbers: dict[int, None] = {}
        for _, gezien in self.rows(bestuur):
            taken_back = (gezien.ingetrokken,) if gezien.ingetrokken else ()
            numbers |= dict.fromkeys(b.nummer for b in (*gezien.brieven, *taken_back))
        for _, text in self.resultaten.group(bestuur):
            numbers |= dict.fromkeys(MAILS.validate_json(text))
        for number in numbers:
            yield MAIL.validate_json(self.mails.get(number) or "")

    def indieningen(self, bestuur: str) -> list[Indiening]:
        """The mails of a bestuur, each once, as they first came."""
        kept: dict[tuple[str, str | None], Indiening] = {}
        for mail in self.letters(bestuur):
            kept.setdefault(
                (mail.message_id, mail.tekst),
                Indiening(
                    id=mail.message_id,
                    onderwerp=mail.onderwerp,
                    ontvangen=mail.ontvangen,
                    tekst=mail.tekst,
                ),
            )
        return list(kept.values())

    def bevindingen(self, bestuur: str) -> list[Bevinding]:
        """About documents that cannot be read, and mails that contradict each other."""
        found = self.gemeld.group(bestuur)
        return [Bevinding.model_validate_json(text) for _, text in found]

    def replace(self, bestuur: str, vervangen: Set[str]) -> None:
        """Say which documents of a bestuur a later one took the place of."""
        self.vergeleken.add(bestuur)
        for number, gezien in self.rows(bestuur):
            if gezien.vervangen != (gezien.sha256 in vervangen):
                gone = not gezien.vervangen
                self.keep(number, changed(gezien, vervangen=gone))

    def count(self, bestuur: str) -> None:
        """Count every submission of a bestuur once; not those that were taken back."""
        seen: set[str] = set()
        for number, gezien in self.rows(bestuur):
            if gezien.ingetrokken is not None:
                self.keep(number, changed(gezien, status="vervangen"))
            elif gezien.sha256 in seen:
                self.keep(number, changed(gezien, status="dubbel"))
            else:
                seen.add(gezien.sha256)

    def keep(self, number: int, gezien: Gezien) -> None:
        """Keep what is now known of a submission."""
        self.gezien.put(number, gezien.model_dump_json(), gezien.bestuur)

    def verslag(self) -> Iterator[Post]:
        """A Post per item, in the order of the items."""
        for text in self.bomen:
            yield self._finished(Tak.model_validate_json(text))

    def _finished(self, tak: Tak) -> Post:
        """Its Post and all inside."""
        post = tak.post
        if tak.document is not None:
            post = _settled(post, self.seen(tak.document))
        if tak.brief in self.brieven:
            reden, bestuur = self.brieven[tak.brief]
            post = changed(post, reden=reden, bestuur=bestuur)
        if tak.resultaat is not None:
            post = changed(post, bestuur=tak.resultaat)
        if not tak.takken:
            return post
        parts = [self._finished(part) for part in tak.takken]
        return container_post(post, parts, tak.automatisch)

    def seen(self, number: int) -> Gezien:
        """The submission with that number."""
        return Gezien.model_validate_json(self.gezien.get(number) or "")


def _settled(post: Post, gezien: Gezien) -> Post:
    """`post` of a submission, as it came to be."""
    if gezien.status == "onbekend":
        return unknown_post(post, gezien.besluit)
    if gezien.ingetrokken is not None:
        return changed(
            post, status="vervangen", bestuur=gezien.bestuur, reden=_TAKEN_BACK
        )
    gone = gezien.status == "verwerkt" and gezien.vervangen
    status = "vervangen" if gone else gezien.status
    return changed(post, status=status, bestuur=gezien.bestuur)
