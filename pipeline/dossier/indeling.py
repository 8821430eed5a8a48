"""Indeling: whose is every document, does it count, and what is reported of it.

    items with their extractions -> documents per bestuur, and a Post per item

A document counts once: the same content from the same bestuur is `dubbel`. What is no
submission is `genegeerd`, with a reason; whose bestuur cannot be told is `onbekend`.
Items are told apart by where they stand in the tree, never by their path: two runs can
bring the same path with other content.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.ingekomen import Ingekomen
from pipeline.dossier.model import Indiening
from pipeline.dossier.posten import (
    READ,
    changed,
    container_post,
    plain_post,
    read_post,
    unknown_post,
)
from pipeline.dossier.sporen import Sporen
from pipeline.dossier.verslag import Post
from pipeline.dossier.wie import Besluit
from pipeline.findings import Bevinding
from pipeline.intake.item import Item, Mail

Extracties = Mapping[tuple[str, str], Extractie]
"""The extraction of every document, by its sha256 and the name it came under."""


@dataclass(slots=True)
class Knoop:
    """An item in the tree in which it came, with its Post.

    `mails` are those around it and itself, the outermost first.
    """

    item: Item
    post: Post
    mails: tuple[Mail, ...]
    parts: list["Knoop"] = field(default_factory=list)

    def finished(self, vervangen: Set[tuple[str, str]]) -> Post:
        """Its Post and all inside; `vervangen` are bestuur and sha256 of documents."""
        post, content = self.post, (self.post.bestuur, self.item.sha256)
        if post.status == "verwerkt" and content in vervangen:
            post = changed(post, status="vervangen")
        if not self.parts:
            return post
        mail = self.item.mail
        parts = [part.finished(vervangen) for part in self.parts]
        return container_post(post, parts, mail.automatisch if mail else None)


@dataclass(slots=True)
class Document:
    """A submission among the items, and who sent it."""

    knoop: Knoop
    extractie: Extractie
    besluit: Besluit
    mail: Mail | None = None
    """The mail by which the bestuur submitted it; `None` for a loose document."""

    @property
    def ingekomen(self) -> Ingekomen:
        """The document as the dossier takes it."""
        return Ingekomen(
            extractie=self.extractie,
            indiening=self.mail.message_id if self.mail else None,
            ontvangen=self.mail.ontvangen if self.mail else None,
        )

    @property
    def arrival(self) -> tuple[float, str, str]:
        """What puts documents in order; the same whatever came in first."""
        item = self.knoop.item
        return self.ingekomen.moment, item.pad, item.sha256


@dataclass(slots=True)
class Indeling:
    """Everything that came in, divided; the rest by bestuur id."""

    knopen: list[Knoop] = field(default_factory=list)
    documenten: defaultdict[str, list[Document]] = field(
        default_factory=lambda: defaultdict(list)
    )
    indieningen: defaultdict[str, list[Indiening]] = field(
        default_factory=lambda: defaultdict(list)
    )
    geweigerd: defaultdict[str, list[Bevinding]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def verslag(self, vervangen: Set[tuple[str, str]]) -> tuple[Post, ...]:
        """A Post per item; `vervangen` are bestuur and sha256 of what is replaced."""
        return tuple(knoop.finished(vervangen) for knoop in self.knopen)


def divide(
    items: Sequence[Item],
    extracties: Extracties,
    sporen: Sporen,
    ronde: str,
    *,
    apart: Set[str] = frozenset(),
) -> Indeling:
    """Divide `items`; `apart` are the sha256 of files of ABB itself: toekenningen."""
    divider = _Divider(extracties, sporen, ronde, apart)
    for item in items:
        divider.indeling.knopen.append(divider.walk(item, (), None))
    return divider.finish()


@dataclass(slots=True)
class _Divider:
    extracties: Extracties
    sporen: Sporen
    ronde: str
    apart: Set[str]
    indeling: Indeling = field(default_factory=Indeling)
    found: list[Document] = field(default_factory=list)
    resultaten: list[Knoop] = field(default_factory=list)
    """Mails without a document, whose text tells a result."""

    def walk(self, item: Item, mails: tuple[Mail, ...], ignored: str | None) -> Knoop:
        """Decide about `item` and all inside it.

        `mails` are those around it; `ignored` is why nothing inside a mail around it
        counts, as in a notice that a mail could not be delivered.
        """
        if item.mail is not None:
            mails = (*mails, item.mail)
        knoop = Knoop(item=item, post=plain_post(item), mails=mails)
        if item.sha256 in self.apart:
            ignored = "het bestand met de toekenningen"
        if ignored is not None and knoop.post.status != "geweigerd":
            knoop.post = changed(knoop.post, status="genegeerd", reden=ignored)
        self._decide(knoop)
        inside = item.ignored if item.mail is not None else None
        knoop.parts = [self.walk(p, mails, ignored or inside) for p in item.parts]
        return knoop

    def _decide(self, knoop: Knoop) -> None:
        """Tell whose an item is, and whether it is a submission."""
        item, extractie = knoop.item, None
        if knoop.post.status == "verwerkt" and item.role in READ:
            extractie = self.extracties.get((item.sha256, item.naam))
        if extractie is not None:
            knoop.post = read_post(knoop.post, extractie, self.ronde)
        if item.mail is not None and item.mail.meldt_resultaat:
            self.resultaten.append(knoop)
        if item.parts:
            return
        besluit = self.sporen.who(item, extractie, knoop.mails)
        knoop.post = changed(knoop.post, bestuur=besluit.bestuur)
        if knoop.post.status == "verwerkt" and extractie is not None:
            self.found.append(Document(knoop, extractie, besluit))
        if knoop.post.status == "geweigerd" and besluit.bestuur is not None:
            self.indeling.geweigerd[besluit.bestuur].extend(knoop.post.bevindingen)

    def finish(self) -> Indeling:
        """Let siblings speak for what names no bestuur, and take out what is double."""
        for document in self.found:
            self._ask_siblings(document)
            document.mail = self._submitted_by(document)
        seen: set[tuple[str, str]] = set()
        for document in sorted(self.found, key=lambda document: document.arrival):
            knoop, bestuur = document.knoop, document.besluit.bestuur
            if bestuur is None:
                knoop.post = unknown_post(knoop.post, document.besluit)
                continue
            content = (bestuur, knoop.item.sha256)
            status = "dubbel" if content in seen else "verwerkt"
            knoop.post = changed(knoop.post, status=status, bestuur=bestuur)
            if content not in seen:
                seen.add(content)
                self.indeling.documenten[bestuur].append(document)
            self._keep_letters(bestuur, document.knoop)
        for letter in self.resultaten:
            besluit = self.sporen.who(letter.item, None, letter.mails)
            if besluit.bestuur is not None:
                letter.post = changed(letter.post, bestuur=besluit.bestuur)
                self._keep_letters(besluit.bestuur, letter)
        return self.indeling

    def _ask_siblings(self, document: Document) -> None:
        """Documents of one mail that name one bestuur speak for one that names none."""
        mails = document.knoop.mails
        if document.besluit.zekerheid or not mails:
            return
        others = {
            other.besluit.bestuur
            for other in self.found
            if other.knoop.mails[-1:] == mails[-1:] and other.besluit.zekerheid
        }
        bestuur = others.pop() if len(others) == 1 else None
        if bestuur is not None:
            naam = self.sporen.name(bestuur)
            document.besluit = Besluit(
                bestuur=bestuur,
                zekerheid=0.0,
                uitleg=f"{naam} volgens een ander document van dezelfde mail",
            )

    def _submitted_by(self, document: Document) -> Mail | None:
        """The mail by which the bestuur submitted: the outermost that it sent itself.

        One that a colleague passed on keeps the moment at which it first came.
        """
        mails, bestuur = document.knoop.mails, document.besluit.bestuur
        sent = (
            mail
            for mail in mails
            if bestuur is not None
            and mail.ontvangen is not None
            and self.sporen.sends(mail, bestuur)
        )
        return next(sent, mails[0] if mails else None)

    def _keep_letters(self, bestuur: str, knoop: Knoop) -> None:
        """The mails around an item, each once, as they first came."""
        kept = self.indeling.indieningen[bestuur]
        for mail in knoop.mails:
            if all((i.id, i.tekst) != (mail.message_id, mail.tekst) for i in kept):
                kept.append(
                    Indiening(
                        id=mail.message_id,
                        onderwerp=mail.onderwerp,
                        ontvangen=mail.ontvangen,
                        tekst=mail.tekst,
                    )
                )
