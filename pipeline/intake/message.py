"""Message: a mail's bytes -> the letter itself and what hangs on it.

The text is that of the plain version where the mail has one, else of its HTML. A part
that is a version of the letter's text is no attachment; every other part is, whatever
branch of the mail it stands in.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pipeline.canonical import canonical_or_none
from pipeline.intake import headers, mime
from pipeline.intake.item import Mail
from pipeline.intake.limits import Limits
from pipeline.intake.markup import text_of
from pipeline.intake.mime import Part
from pipeline.intake.text import decode

_MAILS: Final = frozenset({"message/rfc822", "message/global"})
_ELSEWHERE: Final = frozenset({"message/external-body", "message/partial"})
_CONTENT_ID: Final = re.compile(r"cid:([^\"'\s<>)]+)", re.IGNORECASE)

_NOTICE: Final = "een melding van een mailserver"
_SIGNATURE: Final = "een digitale handtekening"
_IGNORED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "message/delivery-status": _NOTICE,
        "message/disposition-notification": _NOTICE,
        "message/feedback-report": _NOTICE,
        "text/rfc822-headers": _NOTICE,
        "application/pgp-signature": _SIGNATURE,
        "application/pkcs7-signature": _SIGNATURE,
        "application/x-pkcs7-signature": _SIGNATURE,
    }
)
# A name for a part that has none: people and `sniff` need something to go by.
_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "message/rfc822": "bericht.eml",
        "message/global": "bericht.eml",
        "text/calendar": "uitnodiging.ics",
        "text/html": "tekst.html",
        "text/plain": "tekst.txt",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What hangs on a mail. `naam` is as the sender gave it, not yet fit to show.

    `shown` says that the letter shows it among its text, as a picture may be.
    `ignored` is the Dutch reason why it is no submission, told by its media type.
    """

    naam: str
    part: Part
    shown: bool
    ignored: str | None

    @property
    def is_mail(self) -> bool:
        """Whether it says of itself that it is a mail."""
        return self.part.kind in _MAILS

    @property
    def is_elsewhere(self) -> bool:
        """Whether only a reference to it, or a piece of it, came along."""
        return self.part.kind in _ELSEWHERE

    @property
    def is_picture(self) -> bool:
        """Whether it says of itself that it is a picture."""
        return self.part.kind.startswith("image/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail as read.

    `report` says why this surely is an automatic answer, whatever hangs on it. A mail
    that is only `mail.automatisch` may still bring a submission.
    """

    mail: Mail
    attachments: tuple[Attachment, ...]
    report: str | None


def parse(data: bytes, limits: Limits) -> Message:
    """Read the mail `data`; raises `DocumentError` (`te-groot`) over a limit."""
    root = mime.parse(data, limits)
    text = canonical_or_none("\n".join(_text(part) for part in _versions(root)))
    naam, adres = headers.sender(root)
    report = headers.answered_by_machine(root)
    mail = Mail(
        message_id=headers.message_id(root)
        or f"sha256:{hashlib.sha256(data).hexdigest()}",
        onderwerp=headers.subject(root),
        afzender_naam=naam,
        afzender_adres=adres,
        ontvangen=headers.received(root),
        tekst=text,
        automatisch=report or headers.sent_by_machine(root),
        waarschuwingen=tuple(_oddities(root, limits, text or "")),
    )
    return Message(mail=mail, attachments=tuple(_attachments(root)), report=report)


def _versions(part: Part) -> list[Part]:
    """The parts that make up the text of the letter, in order."""
    if not part.children:
        return [part] if _is_text(part) else []
    branches = [_versions(child) for child in part.children]
    if part.kind != "multipart/alternative":
        return [text for branch in branches for text in branch]
    filled = [branch for branch in branches if _text_length(branch)]
    plain = (branch for branch in filled if branch[0].kind != "text/html")
    # The versions stand from plain to rich (RFC 2046, 5.1.4).
    return next(plain, filled[-1] if filled else [])


def _is_text(part: Part) -> bool:
    """Whether `part` is text of the letter; a multipart without boundaries is too."""
    if part.kind.startswith("multipart/"):
        return not part.children
    return (
        part.kind in {"text/plain", "text/html"}
        and part.headers.kind("content-disposition") != "attachment"
        and _given_name(part) is None
    )


def _text_length(branch: list[Part]) -> int:
    return sum(len(part.content().strip()) for part in branch)


def _text(part: Part) -> str:
    text = _decoded(part)
    return text_of(text) if part.kind == "text/html" else text


def _decoded(part: Part) -> str:
    return decode(part.content(), part.headers.parameter("content-type", "charset"))


def _attachments(root: Part) -> Iterator[Attachment]:
    """Everything that is no text of the letter, in the order of the mail."""
    referred: frozenset[str] | None = None
    for part, parent in _leaves(root, None):
        if _is_text(part):
            continue
        if referred is None:
            referred = _referred(root)
        content_id = (part.headers.get("content-id") or "").strip(" <>").casefold()
        yield Attachment(
            naam=_given_name(part) or _own_name(part),
            part=part,
            shown=part.headers.kind("content-disposition") == "inline"
            or content_id in referred
            or (parent is not None and parent.kind == "multipart/related"),
            ignored=_IGNORED.get(part.kind),
        )


def _leaves(part: Part, parent: Part | None) -> Iterator[tuple[Part, Part | None]]:
    if not part.children:
        yield part, parent
    for child in part.children:
        yield from _leaves(child, part)


def _referred(root: Part) -> frozenset[str]:
    """The ids of the pictures that the letter's HTML shows."""
    pages = (part for part in root.walk() if part.kind == "text/html")
    return frozenset(
        found.casefold()
        for page in pages
        for found in _CONTENT_ID.findall(_decoded(page))
    )


def _given_name(part: Part) -> str | None:
    """The name the sender gave, decoded, or `None`."""
    given = part.headers.parameter("content-disposition", "filename")
    given = given or part.headers.parameter("content-type", "name")
    return headers.words(given) if given and given.strip() else None


def _own_name(part: Part) -> str:
    return _NAMES.get(
        part.kind, "beeld" if part.kind.startswith("image/") else "bijlage"
    )


def _oddities(root: Part, limits: Limits, text: str) -> Iterator[str]:
    if not all(part.whole for part in root.walk()):
        yield "De mail is onvolledig: het einde ontbreekt."
    if "\ufffd" in text:
        yield "In de tekst van de mail waren tekens onleesbaar; daar staat nu \ufffd."
    if len(root.headers.all("from")) > 1:
        yield "De mail noemt meer dan één afzender; de eerste is genomen."
    if any(len(value) >= limits.header for _, value in root.headers.fields):
        yield "Een regel in de hoofding van de mail was te lang en is ingekort."
