"""Mapi: the properties by which Outlook keeps a message -> the letter and the rest.

A .msg file and a winmail.dat hold the same properties ([MS-OXPROPS]), each in its own
packing. Where the headers of the mail came along, they tell who, when and which; they
are the mail's own, and a mail saved twice is then recognised as one.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from pipeline.canonical import canonical_or_none
from pipeline.intake import headers, mime
from pipeline.intake.attachment import Attachment, Message, own_name
from pipeline.intake.item import Mail
from pipeline.intake.limits import Limits
from pipeline.intake.markup import shown_in, text_of
from pipeline.intake.mime import Part
from pipeline.intake.moment import plausible
from pipeline.intake.rtf import letter_of
from pipeline.intake.text import charset_of, decode, one_line

STRING8, STRING, BINARY, OBJECT = 0x001E, 0x001F, 0x0102, 0x000D
ATTACHED_DATA: Final = 0x3701
_METHOD: Final = 0x3705
_REFERENCES: Final = frozenset({2, 3, 4, 7})  # only where it stands came along
_SUBJECT, _CLASS, _TRANSPORT = 0x0037, 0x001A, 0x007D
_BODY, _HTML, _RTF = 0x1000, 0x1013, 0x1009
_MESSAGE_ID, _DELIVERED, _SUBMITTED = 0x1035, 0x0E06, 0x0039
# Who wrote it before who sent it for them; real addresses before those of Exchange.
_ADDRESSES: Final = (0x5D02, 0x5D01, 0x0065, 0x0C1F)
_NAMES: Final = (0x0042, 0x0C1A)
FILE_NAME: Final = 0x3704
_FILE_NAMES: Final = (0x3707, FILE_NAME, 0x3001)
_MIME_TAG, _CONTENT_ID, _FLAGS, _HIDDEN = 0x370E, 0x3712, 0x3714, 0x7FFE
_IN_HTML: Final = 4  # ATT_MHTML_REF
_CODEPAGES: Final = (0x3FFD, 0x3FDE)
_INTERNET_CODEPAGE: Final = 0x3FDE
_BANNER: Final = "Microsoft Mail Internet Headers"
_1601: Final = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)

_REPORTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "report.": "een automatisch bericht over aflevering of lezing",
        "ipm.note.rules.ooftemplate": "een automatisch antwoord (afwezigheid)",
        "ipm.note.rules.replytemplate": "een automatisch antwoord",
        "ipm.recall": "een verzoek om een mail in te trekken",
    }
)
_OTHERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ipm.schedule.": "een uitnodiging voor een vergadering, of een antwoord erop",
        "ipm.appointment": "een agenda-item",
        "ipm.contact": "een visitekaartje",
        "ipm.distlist": "een lijst van mailadressen",
        "ipm.task": "een taak",
        "ipm.stickynote": "een notitie",
    }
)


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of a message or an attachment: type and bytes, by their id.

    `charset` is what the letters are in where they take one byte.
    """

    values: Mapping[int, tuple[int, bytes]]
    charset: str = "cp1252"

    def in_own_charset(self) -> "Properties":
        """These properties, in the charset that they name themselves."""
        pages = (self.number(code) for code in _CODEPAGES)
        found = next((page for page in pages if page), None)
        return replace(self, charset=charset_of(found)) if found else self

    def text(self, *codes: int) -> str | None:
        """The first of these that is text with something in it, else `None`."""
        texts = (self._text(code) for code in codes)
        return next((text for text in texts if text), None)

    def number(self, code: int) -> int | None:
        """A whole number or a yes (1) or no (0); `None` where there is none."""
        _, value = self.values.get(code, (0, b""))
        return int.from_bytes(value[:4], "little") if value else None

    def data(self, code: int) -> bytes | None:
        """Bytes as they stand; `None` where there are none."""
        return self.values[code][1] if code in self.values else None

    def moment(self, code: int) -> dt.datetime | None:
        """A moment in Europe/Brussels; `None` when absent or before mails existed."""
        _, value = self.values.get(code, (0, b""))
        ticks = int.from_bytes(value[:8], "little")
        try:
            moment = _1601 + dt.timedelta(seconds=ticks // 10_000_000)
        except OverflowError:
            return None
        return plausible(moment)

    def _text(self, code: int) -> str:
        kind, value = self.values.get(code, (0, b""))
        if kind == STRING:
            value = value[: len(value) // 2 * 2]
            text = value.decode("utf-16-le", "replace")
        elif kind == STRING8:
            text = decode(value, self.charset)
        elif kind == BINARY and code == _HTML:
            page = self.number(_INTERNET_CODEPAGE)
            text = decode(value, charset_of(page) if page else "utf-8")
        else:
            return ""
        return text.rstrip("\0")


def read_message(
    found: Properties,
    attachments: tuple[Attachment, ...],
    raw: Callable[[], bytes],
    limits: Limits,
) -> Message:
    """The message with the properties `found`.

    `raw` stands for the whole of it where it has no id. Raises `DocumentError`
    (`te-groot`) for headers over a limit.
    """
    root = _transport(found, limits)
    kind = (found.text(_CLASS) or "").casefold()
    report = _by_class(kind, _REPORTS) or headers.answered_by_machine(root)
    naam, adres = headers.sender(root)
    own = found.text(_MESSAGE_ID)
    mail = Mail(
        message_id=(own and one_line(own.strip("<> ")))
        or headers.message_id(root)
        or f"sha256:{hashlib.sha256(raw()).hexdigest()}",
        onderwerp=headers.subject(root) or one_line(found.text(_SUBJECT) or ""),
        afzender_naam=naam or one_line(found.text(*_NAMES) or ""),
        afzender_adres=adres or _address(found),
        ontvangen=headers.arrived(root)
        or found.moment(_DELIVERED)
        or headers.received(root)
        or found.moment(_SUBMITTED),
        tekst=canonical_or_none(_letter(found)),
        automatisch=report or _by_class(kind, _OTHERS) or headers.sent_by_machine(root),
        onbevestigd=headers.unconfirmed(root),
    )
    html = found.text(_HTML)
    return Message(
        mail=mail,
        attachments=_with_shown(html or "", attachments),
        report=report,
        html=html,
    )


def read_attachment(
    found: Properties,
    content: Callable[[], bytes],
    *,
    has_content: bool,
    inside: Message | None = None,
) -> Attachment:
    """The attachment with the properties `found`.

    `has_content` says whether its bytes came along; `inside` is the message it is.
    """
    kind = (found.text(_MIME_TAG) or "application/octet-stream").strip().casefold()
    if not has_content or found.number(_METHOD) in _REFERENCES:
        kind = "message/external-body"
    naam = found.text(*_FILE_NAMES) or own_name(kind)
    if inside is not None and not found.text(*_FILE_NAMES[:2]):
        naam = f"{inside.mail.onderwerp or 'bericht'}.msg"
    flags = found.number(_FLAGS) or 0
    return Attachment(
        naam=naam,
        kind=kind,
        content=content,
        shown=bool(flags & _IN_HTML) or bool(_is_set(found, _HIDDEN)),
        content_id=(found.text(_CONTENT_ID) or "").strip(" <>").casefold(),
        inside=inside,
    )


def _is_set(found: Properties, code: int) -> bool:
    return bool((found.data(code) or b"\0")[0])


def _transport(found: Properties, limits: Limits) -> Part:
    """The headers of the mail as it travelled; without any when it never did."""
    text = (found.text(_TRANSPORT) or "").lstrip()
    if text.startswith(_BANNER):
        text = text.partition("\n")[2]
    head = text.rstrip().encode("utf-8", "replace")
    return mime.parse(head + b"\n\n", limits)


def _address(found: Properties) -> str | None:
    """The first that is an address of internet mail; Exchange has its own kind."""
    texts = (found.text(code) for code in _ADDRESSES)
    return next((one_line(text) for text in texts if text and "@" in text), None)


def _letter(found: Properties) -> str:
    plain = found.text(_BODY)
    if plain and plain.strip():
        return plain
    html = found.text(_HTML)
    if html and html.strip():
        return text_of(html)
    return letter_of(found.data(_RTF) or b"")


def _with_shown(
    html: str, attachments: tuple[Attachment, ...]
) -> tuple[Attachment, ...]:
    """`attachments`, those marked as shown that the letter's HTML shows."""
    referred = shown_in(html)
    return tuple(
        replace(one, shown=one.shown or one.content_id in referred)
        for one in attachments
    )


def _by_class(kind: str, reasons: Mapping[str, str]) -> str | None:
    return next((why for start, why in reasons.items() if kind.startswith(start)), None)
