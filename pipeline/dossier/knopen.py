"""Knopen: what came in as the tree in which it came, and the submissions in it.

Items are told apart by where they stand in the tree, never by their path: two runs can
bring the same path with other content.
"""

from collections.abc import Set
from dataclasses import dataclass, field

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.ingekomen import Ingekomen
from pipeline.dossier.posten import changed, container_post
from pipeline.dossier.verslag import Post
from pipeline.dossier.wie import Besluit
from pipeline.intake.item import Item, Mail


@dataclass(slots=True)
class Knoop:
    """An item in the tree in which it came, with its Post.

    `mails` are those around it and itself, the outermost first. `sleutels` are the ways
    to name it and what is around it, from the inside out: sha256 and message ids.
    """

    item: Item
    post: Post
    mails: tuple[Mail, ...]
    sleutels: tuple[str, ...]
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
    ingetrokken: Mail | None = None
    """The mail that takes it back."""

    @property
    def ingekomen(self) -> Ingekomen:
        """The document as the dossier takes it."""
        return Ingekomen(
            extractie=self.extractie,
            indiening=self.mail.message_id if self.mail else None,
            ontvangen=self.mail.ontvangen if self.mail else None,
        )

    @property
    def bestuur(self) -> str | None:
        """The id of whose it is; `None` when nobody can tell."""
        return self.besluit.bestuur

    @property
    def moment(self) -> float:
        """When it came, in seconds; before all others when nobody knows."""
        return self.ingekomen.moment

    @property
    def arrival(self) -> tuple[float, str, str]:
        """What puts documents in order; the same whatever came in first."""
        item = self.knoop.item
        return self.moment, item.pad, item.sha256
