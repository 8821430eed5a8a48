"""Message: a mail's bytes -> the letter itself and what hangs on it.

The text is that of the plain version where the mail has one, else of its HTML. A part
that is a version of the letter's text is no attachment; every other part is, whatever
branch of the mail it stands in.
"""

import hashlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from pipeline.canonical import canonical_or_none
from pipeline.intake import body, headers, mime
from pipeline.intake.attachment import Attachment, Message, own_name
from pipeline.intake.item import Mail
from pipeline.intake.limits import Limits
from pipeline.intake.markup import shown_in, text_of
from pipeline.intake.mime import Part
from pipeline.intake.text import decode

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
# Plain text that only says to look at the HTML is far shorter than that.
_STUB, _STUB_RATIO = 400, 3


def parse(data: bytes, limits: Limits) -> Message:
    """Read the mail `data`; raises `DocumentError` (`te-groot`) over a limit."""
    root = mime.parse(data, limits)
    letter = _versions(root)
    texts, files = _written(letter)
    text = canonical_or_none("\n".join(texts))
    naam, adres = headers.sender(root)
    onderwerp = headers.subject(root)
    report = headers.answered_by_machine(root)
    mail = Mail(
        message_id=headers.message_id(root)
        or f"sha256:{hashlib.sha256(data).hexdigest()}",
        onderwerp=onderwerp,
        afzender_naam=naam,
        afzender_adres=adres,
        ontvangen=headers.received(root),
        tekst=text,
        automatisch=report or headers.sent_by_machine(root),
        doorgestuurd=body.passed_on_by(onderwerp, text or ""),
        onbevestigd=headers.unconfirmed(root),
        waarschuwingen=tuple(_oddities(root, limits, text or "")),
    )
    return Message(
        mail=mail,
        attachments=(*_attachments(root), *files),
        report=report,
        html=_html(root),
    )


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
    richest = filled[-1] if filled else []
    found = next(plain, richest)
    return richest if _is_stub(found, richest) else found


def _is_stub(plain: list[Part], rich: list[Part]) -> bool:
    """Whether the plain version says next to nothing of what the rich one does."""
    length = _text_length(plain)
    if plain is rich or length > _STUB or _text_length(rich) < _STUB_RATIO * length:
        return False
    said = sum(len("".join(_text(part).split())) for part in rich)
    own = sum(len("".join(_text(part).split())) for part in plain)
    return said > max(_STUB, _STUB_RATIO * own)


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


def _written(letter: list[Part]) -> tuple[list[str], list[Attachment]]:
    """The text of each part of the letter, and the files written between its lines."""
    texts: list[str] = []
    files: list[Attachment] = []
    for part in letter:
        text = _text(part)
        if part.kind != "text/html":
            text, found = body.take_out_files(text)
            files += [_file(name, content) for name, content in found]
        texts.append(text)
    return texts, files


def _file(naam: str, content: bytes) -> Attachment:
    return Attachment(
        naam=naam, kind="application/octet-stream", content=lambda: content
    )


def _text(part: Part) -> str:
    text = _decoded(part)
    if part.kind == "text/html":
        return text_of(text)
    if (part.headers.parameter("content-type", "format") or "").casefold() == "flowed":
        delsp = (part.headers.parameter("content-type", "delsp") or "").casefold()
        return body.unflow(text, delsp=delsp == "yes")
    return text


def _decoded(part: Part) -> str:
    return decode(part.content(), part.headers.parameter("content-type", "charset"))


def _html(root: Part) -> str | None:
    """The letter as a page; `None` where there is none, or it comes in pieces."""
    pages = [part for part in root.walk() if part.kind == "text/html"]
    own = [part for part in pages if _is_text(part)]
    return _decoded(own[0]) if len(own) == 1 else None


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
            naam=_given_name(part) or own_name(part.kind),
            kind=part.kind,
            content=part.content,
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
    return frozenset(found for page in pages for found in shown_in(_decoded(page)))


def _given_name(part: Part) -> str | None:
    """The name the sender gave, decoded, or `None`."""
    given = part.headers.parameter("content-disposition", "filename")
    given = given or part.headers.parameter("content-type", "name")
    return headers.words(given) if given and given.strip() else None


def _oddities(root: Part, limits: Limits, text: str) -> Iterator[str]:
    if not all(part.whole for part in root.walk()):
        yield "De mail is onvolledig: het einde ontbreekt."
    if "\ufffd" in text:
        yield "In de tekst van de mail waren tekens onleesbaar; daar staat nu \ufffd."
    if len(root.headers.all("from")) > 1:
        yield "De mail noemt meer dan één afzender; de eerste is genomen."
    if any(len(value) >= limits.header for _, value in root.headers.fields):
        yield "Een regel in de hoofding van de mail was te lang en is ingekort."
