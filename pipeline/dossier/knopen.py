"""Knopen: what came in as the tree in which it came, and the submissions in it.

Items are told apart by where they stand in the tree, never by their path: two runs can
bring the same path with other content. A `Knoop` lives while its tree is walked; a
`Tak` and a `Gezien` are what is kept of it, small enough to be written down as a row.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeVar, cast

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.ingekomen import Ingekomen
from pipeline.dossier.model import Model
from pipeline.dossier.posten import changed
from pipeline.dossier.verslag import Post, Status
from pipeline.dossier.wie import Besluit
from pipeline.intake.item import Item, Mail

Value = TypeVar("Value")
Block = TypeVar("Block", bound=Model)


class Tak(Model):
    """An item in the tree in which it came, with its Post.

    `document` is its number among the submissions, `brief` among the mails that take
    back another. `resultaat` is whose a mail is that tells a result itself, and
    `automatisch` why no person wrote it.
    """

    post: Post
    document: int | None = None
    brief: int | None = None
    resultaat: str | None = None
    automatisch: str | None = None
    takken: tuple["Tak", ...] = ()


@dataclass(slots=True)
class Knoop:
    """An item while its tree is walked, with its Post.

    `mails` are those around it and itself, the outermost first. `sleutels` are the ways
    to name it and what is around it, from the inside out: sha256 and message ids.
    `leesbaar`: neither it nor what is around it was refused or passed over.
    """

    item: Item
    post: Post
    mails: tuple[Mail, ...]
    sleutels: tuple[str, ...]
    leesbaar: bool
    document: int | None = None
    brief: int | None = None
    resultaat: str | None = None
    parts: list["Knoop"] = field(default_factory=list)

    @property
    def tak(self) -> Tak:
        """What is kept of it and all inside."""
        mail = self.item.mail
        return Tak(
            post=self.post,
            document=self.document,
            brief=self.brief,
            resultaat=self.resultaat,
            automatisch=mail.automatisch if mail is not None else None,
            takken=tuple(part.tak for part in self.parts),
        )


class Gedeeld:
    """Of values that are alike in many extractions, one for all of them.

    A bestuur that submits again repeats most of what it wrote, at the same places.
    """

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def of(self, extractie: Extractie) -> Extractie:
        """The same extraction, with what it shares with the others before it."""
        return changed(
            extractie,
            kpis=tuple(map(self._written, extractie.kpis)),
            motivaties=tuple(map(self._written, extractie.motivaties)),
            niet_herkend=tuple(map(self._one, extractie.niet_herkend)),
            herkomst={
                self._one(pointer): self._one(plek)
                for pointer, plek in extractie.herkomst.items()
            },
        )

    def _one(self, value: Value) -> Value:
        """The first that was like `value`, in which no number can be `1` or `1.0`."""
        return cast("Value", self._known.setdefault((type(value), value), value))

    def _written(self, value: Block) -> Block:
        """The first that was written like `value`: `1` and `1.0` are not alike."""
        key = type(value), value.model_dump_json()
        return cast("Block", self._known.setdefault(key, value))


class Brief(Model):
    """A mail in short: its row number, and which bestuur sent it as far as it shows."""

    nummer: int
    id: str
    onderwerp: str | None
    ontvangen: dt.datetime | None
    zender: str | None

    @property
    def moment(self) -> float:
        """When it came, in seconds; before all others when nobody knows."""
        return self.ontvangen.timestamp() if self.ontvangen else float("-inf")


class Gezien(Model):
    """A submission, by all that decides whose it is and whether it counts.

    `brieven` are the mails around it, the outermost first; `mail` is the one by which
    the bestuur submitted it, `None` for a loose document; `ingetrokken` the one that
    takes it back. `vervangen`: a later document took its place.
    """

    pad: str
    naam: str
    sha256: str
    soort: str
    brieven: tuple[Brief, ...]
    besluit: Besluit
    mail: Brief | None = None
    ingetrokken: Brief | None = None
    status: Status = "verwerkt"
    vervangen: bool = False

    @property
    def bestuur(self) -> str | None:
        """The id of whose it is; `None` when nobody can tell."""
        return self.besluit.bestuur

    @property
    def moment(self) -> float:
        """When it came, in seconds; before all others when nobody knows."""
        return self.mail.moment if self.mail else float("-inf")

    @property
    def arrival(self) -> tuple[float, str, str]:
        """What puts documents in order; the same whatever came in first."""
        return self.moment, self.pad, self.sha256

    def decided(self, besluit: Besluit) -> "Gezien":
        """The same, of whom `besluit` says.

        The mail by which the bestuur submitted is the outermost that it sent itself:
        one that a colleague passed on keeps the moment at which it first came.
        """
        sent = (
            brief
            for brief in self.brieven
            if besluit.bestuur is not None
            and brief.ontvangen is not None
            and brief.zender == besluit.bestuur
        )
        first = self.brieven[0] if self.brieven else None
        return changed(self, besluit=besluit, mail=next(sent, first))


@dataclass(frozen=True, slots=True)
class Document:
    """A submission with what was read in it."""

    gezien: Gezien
    extractie: Extractie

    @property
    def ingekomen(self) -> Ingekomen:
        """The document as the dossier takes it."""
        mail = self.gezien.mail
        return Ingekomen(
            extractie=self.extractie,
            indiening=mail.id if mail else None,
            ontvangen=mail.ontvangen if mail else None,
        )

    @property
    def moment(self) -> float:
        """When it came, in seconds; before all others when nobody knows."""
        return self.gezien.moment
