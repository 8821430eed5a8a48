"""Headers: what the head of a mail says: sender, subject, moment, and who wrote it."""

import binascii
import datetime as dt
import re
from typing import Final

from pipeline.intake.mime import Part, unpack_base64
from pipeline.intake.moment import read_moment
from pipeline.intake.text import decode, one_line

_BRACKETS: Final = re.compile(r"<([^<>]*)>")
# The standard library's own expression takes quadratic time over half an encoded word.
_WORD: Final = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_SEPARATORS: Final = re.compile(r"[\s<>()\[\],;:\"]+")
_TOKENS: Final = re.compile(
    r'"(?:[^"\\]|\\.)*"|\((?P<comment>(?:[^()\\]|\\.)*)\)|<(?P<address>[^<>]*)>'
)
_ESCAPED: Final = re.compile(r"\\(.)")
_COMMENT: Final = re.compile(r"\([^()]*\)")
_RESULT: Final = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)
_FAILURES: Final = frozenset({"fail", "hardfail"})
_MAILBOX: Final = 2_000  # characters; a longer mailbox is no honest one
_REPLIED: Final = frozenset({"auto-replied", "auto-notified"})
_PRECEDENCE: Final = frozenset({"bulk", "junk", "list", "auto_reply"})
_ROBOTS: Final = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply")
_SUBJECT: Final = re.compile(
    r"automatisch (antwoord|bericht)|afwezig(heid(s(bericht|melding))?)?\b|"
    r"out of (the )?office|auto(matic)?[- ]?(reply|response)|r[ée]ponse automatique|"
    r"absence du bureau|abwesenheit|onbestelbaar|undeliver(able|ed)|delivery status|"
    r"mail delivery|returned mail|failure notice|((niet )?gelezen|(not )?read)\s*:",
    re.IGNORECASE,
)


def words(value: str) -> str:
    """`value` with its encoded words (RFC 2047) decoded, broken ones as they stand.

    A letter that was cut in two over neighbouring words of one charset is made whole.
    """
    chunks: list[tuple[str | None, bytes]] = []
    at = 0
    for match in _WORD.finditer(value):
        between = value[at : match.start()]
        if between.strip() or not at:
            chunks.append((None, between.encode()))
        charset, coding, packed = match.groups()
        raw = packed.encode()
        q = coding in "qQ"
        content = binascii.a2b_qp(raw, header=True) if q else unpack_base64(raw)
        if chunks and chunks[-1][0] == charset.casefold():
            content = chunks.pop()[1] + content
        chunks.append((charset.casefold(), content))
        at = match.end()
    chunks.append((None, value[at:].encode()))
    return "".join(decode(content, charset) for charset, content in chunks)


def subject(root: Part) -> str | None:
    """The subject on one line, or `None`."""
    return one_line(words(root.headers.get("subject") or ""))


def sender(root: Part) -> tuple[str | None, str | None]:
    """Name and address of who sent it, each `None` when not given."""
    for field in ("from", "sender", "reply-to"):
        value = root.headers.get(field)
        if value:
            return mailbox(value)
    return None, None


def message_id(root: Part) -> str | None:
    """The id without its brackets, or `None` when there is none."""
    value = root.headers.get("message-id") or ""
    match = _BRACKETS.search(value)
    found = one_line(match[1] if match else value)
    return found.replace(" ", "") if found else None


def arrived(root: Part) -> dt.datetime | None:
    """When our own mail server took it in, in Europe/Brussels, or `None`."""
    stamps = (value.rpartition(";")[2] for value in root.headers.all("received"))
    return next(filter(None, map(read_moment, stamps)), None)


def received(root: Part) -> dt.datetime | None:
    """When it arrived: by the topmost `Received` that tells, else by `Date`."""
    return arrived(root) or read_moment(root.headers.get("date") or "")


def unconfirmed(root: Part) -> str | None:
    """Which checks of the sender failed, as in `spf=fail`; `None` when none did.

    Only the topmost field counts: those below came along with the mail and prove
    nothing. A mail that passes DMARC is from who it says, whatever the rest tells.
    """
    told = _COMMENT.sub(" ", root.headers.get("authentication-results") or "")
    results: dict[str, set[str]] = {}
    for method, result in _RESULT.findall(told):
        results.setdefault(method.casefold(), set()).add(result.casefold())
    if "pass" in results.get("dmarc", ()):
        return None
    failed = [
        method for method, found in results.items() if found and found <= _FAILURES
    ]
    return ", ".join(f"{method}=fail" for method in failed) or None


def answered_by_machine(root: Part) -> str | None:
    """Why this surely is no letter: an automatic answer, a draft; else `None`."""
    if root.kind == "multipart/report":
        return "een automatisch bericht over aflevering of lezing"
    unsent = root.headers.kind("x-unsent") == "1"  # as the mails that prefill makes
    if unsent and not (root.headers.get("from") or root.headers.get("received")):
        return "een concept, nooit verstuurd"
    if root.headers.kind("auto-submitted") in _REPLIED:
        return "een automatisch antwoord (Auto-Submitted)"
    for name in _ROBOTS:
        if root.headers.kind(name) not in {None, "no"}:
            return "een automatisch antwoord"
    return None


def sent_by_machine(root: Part) -> str | None:
    """Why no person may have sent this; else `None`. Programs send real letters too."""
    headers = root.headers
    return_path = (headers.get("return-path") or "").replace(" ", "")
    signs = (
        (
            _SUBJECT.match(subject(root) or "") is not None,
            "een automatisch antwoord (onderwerp)",
        ),
        (
            headers.kind("auto-submitted") not in {None, "", "no"},
            "automatisch verstuurd (Auto-Submitted)",
        ),
        (
            return_path == "<>",
            "automatisch verstuurd (zonder afzender om naar te antwoorden)",
        ),
        (
            headers.kind("precedence") in _PRECEDENCE,
            "een rondgestuurde mail (Precedence)",
        ),
        (
            bool(headers.get("list-id") or headers.get("list-unsubscribe")),
            "een nieuwsbrief of een mail van een mailinglijst",
        ),
        (
            headers.kind("x-spam-flag") == "yes",
            "een mail die de mailserver als spam herkende",
        ),
    )
    return next((reden for is_so, reden in signs if is_so), None)


def mailbox(value: str) -> tuple[str | None, str | None]:
    """The first mailbox of `value`, its name without quotes.

    Not by the standard library: it takes `info@aalst.be <evil@x.be>` for a mail from
    info@aalst.be, or for none, from one version to the next.
    """
    value = value[:_MAILBOX]
    for match in _TOKENS.finditer(value):
        if "@" in (match["address"] or ""):
            return _name(value[: match.start()]), one_line(match["address"])
    comment = next((m["comment"] for m in _TOKENS.finditer(value) if m["comment"]), "")
    bare = _TOKENS.sub(" ", value)
    address = next((word for word in _SEPARATORS.split(bare) if "@" in word), None)
    return _name(comment if address else value), address and one_line(address)


def _name(written: str) -> str | None:
    """A display name as a person reads it, in or out of quotes."""
    name = words(written.strip(" \t,"))
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = _ESCAPED.sub(r"\1", name[1:-1])
    return one_line(name)
