"""Item: one file or attachment as it came in, whatever became of it."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from pipeline.intake.sniff import Format

Role = Literal["bericht", "document", "archief", "beeld", "tekst", "ander"]


ROLES: Final[Mapping[Format, Role]] = MappingProxyType(
    {
        Format.eml: "bericht",
        Format.msg: "bericht",
        Format.mbox: "archief",
        Format.zip: "archief",
        Format.winmail: "archief",
        Format.image: "beeld",
        Format.text: "tekst",
        Format.html: "tekst",
        Format.p7m: "ander",
        Format.ics: "ander",
        Format.vcf: "ander",
        Format.leeg: "ander",
        Format.onbekend: "ander",
    }
)
"""What an item is; a format that is not here is a document."""


class Refusal(NamedTuple):
    """Why an item was refused: a code of the contract and a Dutch clause."""

    code: str
    reden: str


class Afzender(NamedTuple):
    """Who wrote a mail, each `None` when not given."""

    naam: str | None
    adres: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The letter itself: who, when, about what, and the text.

    `message_id` has no brackets; `sha256:<hex>` of the bytes when the mail has none.
    `ontvangen` is in Europe/Brussels, from the topmost `Received` line, else `Date`.
    `tekst` is `None` when there is none. `automatisch` says why no person wrote this,
    `None` when nothing tells. `doorgestuurd` are who wrote the mails that are passed on
    in the text, the last first. `onbevestigd` says which checks of the sender failed at
    our own mail server. `waarschuwingen` are Dutch sentences on what was odd.
    `meldt_resultaat`: the text names a result, and no document came with it.
    """

    message_id: str
    onderwerp: str | None = None
    afzender_naam: str | None = None
    afzender_adres: str | None = None
    ontvangen: dt.datetime | None = None
    tekst: str | None = None
    automatisch: str | None = None
    doorgestuurd: tuple[Afzender, ...] = ()
    onbevestigd: str | None = None
    meldt_resultaat: bool = False
    waarschuwingen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One file, attachment or member of an archive.

    `pad` is unique within one `collect`: the POSIX path below the INPUT, with the names
    inside a container behind that of the container. `naam` is the name for people, no
    path. `sha256` is empty when the bytes could not be had; `data` is empty for
    archives, and where a limit forbade reading. At most one of `refusal` and `ignored`
    (a Dutch clause) is given; `mail` is given for a message that was read.
    """

    pad: str
    naam: str
    sha256: str
    data: bytes
    format: Format
    role: Role
    refusal: Refusal | None = None
    ignored: str | None = None
    mail: Mail | None = None
    parts: tuple["Item", ...] = ()

    def walk(self) -> Iterator["Item"]:
        """This item and all that is inside it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


def as_item(
    data: bytes, pad: str, naam: str, form: Format, refusal: Refusal | None = None
) -> Item:
    """The item of `data`, with nothing inside it."""
    digest = hashlib.sha256(data).hexdigest()
    return replace(unread(pad, naam, form, refusal, sha256=digest), data=data)


def unread(
    pad: str, naam: str, form: Format, refusal: Refusal | None, *, sha256: str = ""
) -> Item:
    """The item of a file whose bytes are not kept, or could not even be had."""
    return Item(
        pad=pad,
        naam=naam,
        sha256=sha256,
        data=b"",
        format=form,
        role=ROLES.get(form, "document"),
        refusal=refusal,
    )
