"""Attachment: what hangs on a mail, and the mail as read, whatever its format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pipeline.intake.item import Mail

MAILS: Final = frozenset({"message/rfc822", "message/global"})
ELSEWHERE: Final = frozenset({"message/external-body", "message/partial"})

# A name for a part that has none: people and `sniff` need something to go by.
_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "message/rfc822": "bericht.eml",
        "message/global": "bericht.eml",
        "application/ms-tnef": "winmail.dat",
        "application/pkcs7-mime": "smime.p7m",
        "application/x-pkcs7-mime": "smime.p7m",
        "text/calendar": "uitnodiging.ics",
        "text/html": "tekst.html",
        "text/plain": "tekst.txt",
    }
)


def own_name(kind: str) -> str:
    """What to call a part of media type `kind` to which nobody gave a name."""
    return _NAMES.get(kind, "beeld" if kind.startswith("image/") else "bijlage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What hangs on a mail. `naam` is as the sender gave it, not yet fit to show.

    `kind` is its media type in lower case, as the sender says. `shown` says that the
    letter shows it among its text, as a picture may be; it does so by `content_id`, in
    lower case. `ignored` is the Dutch reason
    why it is no submission, told by its media type. `inside` is given for a message
    that its mail holds in pieces: then `content` are those pieces, and no file.
    """

    naam: str
    kind: str
    content: Callable[[], bytes]
    shown: bool = False
    ignored: str | None = None
    content_id: str = ""
    inside: "Message | None" = None

    @property
    def is_mail(self) -> bool:
        """Whether it says of itself that it is a mail."""
        return self.kind in MAILS

    @property
    def is_signed(self) -> bool:
        """Whether it is the whole of a signed mail but its headers, as Outlook has."""
        return self.kind == "multipart/signed"

    @property
    def is_elsewhere(self) -> bool:
        """Whether only a reference to it, or a piece of it, came along."""
        return self.kind in ELSEWHERE

    @property
    def is_picture(self) -> bool:
        """Whether it says of itself that it is a picture."""
        return self.kind.startswith("image/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail as read.

    `report` says why this surely is an automatic answer, whatever hangs on it. A mail
    that is only `mail.automatisch` may still bring a submission.
    """

    mail: Mail
    attachments: tuple[Attachment, ...]
    report: str | None
    html: str | None = None
