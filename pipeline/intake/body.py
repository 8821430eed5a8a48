"""Body: the plain text of a letter -> what was written, and what was packed into it.

Text that flows is given its paragraphs again (RFC 3676), a file that an old mail
program wrote between the lines becomes an attachment, and a mail that is passed on in
the text tells who wrote it.
"""

import binascii
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from pipeline.intake.headers import mailbox
from pipeline.intake.item import Afzender

_QUOTES: Final = re.compile(r">*")
_SIGNATURE: Final = "-- "
_UU_BEGIN: Final = re.compile(
    r"^begin(?:-base64)? [0-7]{3,4} (\S[^\n]*\.\w{1,8})[ \t]*\n", re.MULTILINE
)
_UU_END: Final = re.compile(r"^(?:[ `]?\n)?end[ \t]*(?:\n|\Z)", re.MULTILINE)
_UU_MOST: Final = 20  # files that one text may hold
# Passed on: by the subject, or by what mail programs put above the mail.
_PASSED_ON: Final = re.compile(
    r"\s*(?:(?:re|antw(?:oord)?|aw|sv)\s*:\s*)*(?:fwd?|doorst(?:uren)?|tr|wg|vs)\s*:",
    re.IGNORECASE,
)
_MARKS: Final = re.compile(
    r"^[ \t>*_-]*(?:begin )?(?:forwarded message|doorgestuurd bericht|"
    r"doorgestuurde bericht|message transféré|weitergeleitete nachricht)\b",
    re.IGNORECASE | re.MULTILINE,
)
_FROM: Final = re.compile(
    r"^[ \t>*]{0,20}(?:van|from|de|von)[ \t]*:[ \t*]*(\S[^\n]{0,300})$",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r"^[ \t>*]{0,20}(?:verzonden|verstuurd|sent|datum|date|envoyé|gesendet|aan|to|à|an|"
    r"cc|onderwerp|subject|objet|betreff)[ \t]*:",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"\s*(?:-- ?$|(?:met |(?:de )?(?:vriendelijke|hartelijke|beste|warme|collegiale) |"
    r"veel ){0,3}groet(?:en|jes)?\b[^.?:]{0,40}$|m\.?v\.?g\.?\b[^.?:]{0,40}$|"
    r"hoogachtend\b|bien à vous|cordialement|(?:kind|best) regards\b)",
    re.IGNORECASE,
)
_SIGNED: Final = 25  # lines of a signature, the longest that people have
_NEAR: Final = 6  # lines behind the sender in which the rest of the heading stands
_SENDERS: Final = 5
_MAILTO: Final = re.compile(r"\[?<?mailto:([^\]>\s]+)[\]>]?", re.IGNORECASE)


def unflow(text: str, *, delsp: bool) -> str:
    """`text` with the lines joined that a mail program broke (RFC 3676, 4)."""
    paragraphs: list[tuple[int, list[str]]] = []
    open_at: int | None = None
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = _QUOTES.match(line)
        quoted = depth.end() if depth else 0
        bare = line[quoted:].removeprefix(" ")
        flows = bare.endswith(" ") and bare != _SIGNATURE
        said = bare[:-1] if flows and delsp else bare
        if open_at == quoted and bare != _SIGNATURE:
            paragraphs[-1][1].append(said)
        else:
            paragraphs.append((quoted, [said]))
        open_at = quoted if flows else None
    return "\n".join(
        f"{'>' * quoted}{' ' if quoted else ''}{''.join(lines)}"
        for quoted, lines in paragraphs
    )


def take_out_files(text: str) -> tuple[str, tuple[tuple[str, bytes], ...]]:
    """`text` without the files that are written into it, and those with their names.

    Only what decodes to the last line is a file; a letter that has a line like
    `begin 644 …` keeps it.
    """
    if "\nend" not in text:
        return text, ()
    text = text.replace("\r\n", "\n")
    kept: list[str] = []
    files: list[tuple[str, bytes]] = []
    at = 0
    for begin in islice(_UU_BEGIN.finditer(text), _UU_MOST):
        if begin.start() < at:
            continue
        end = _UU_END.search(text, begin.end())
        if end is None:
            break
        content = _uudecoded(text[begin.end() : end.start()])
        if content is not None:
            kept.append(text[at : begin.start()])
            files.append((begin[1], content))
            at = end.end()
    return "".join((*kept, text[at:])), tuple(files)


def unsigned(text: str) -> str:
    """`text` without the greeting at its end and who signs under it."""
    lines = text.split("\n")
    closed = [at for at, line in enumerate(lines) if _CLOSING.match(line)]
    if closed and len(lines) - closed[-1] <= _SIGNED:
        lines = lines[: closed[-1]]
    return "\n".join(lines).rstrip()


def passed_on_by(subject: str | None, text: str) -> tuple[Afzender, ...]:
    """Who wrote what is passed on in `text`, the last first; none in a mere answer."""
    if not _PASSED_ON.match(subject or "") and not _MARKS.search(text):
        return ()
    found: dict[Afzender, None] = {}
    for value in _headings(text.split("\n")):
        naam, adres = mailbox(_MAILTO.sub(r"<\1>", value.rstrip("* \t")))
        found[Afzender(naam, adres)] = None
        if len(found) >= _SENDERS:
            break
    return tuple(found)


def _headings(lines: list[str]) -> Iterator[str]:
    """The senders of the headings of mails among `lines`."""
    for at, line in enumerate(lines):
        match = _FROM.match(line)
        if match is None:
            continue
        behind = [one for one in lines[at + 1 : at + 1 + 2 * _NEAR] if one.strip()]
        if sum(1 for one in behind[:_NEAR] if _BESIDE.match(one)) > 1:
            yield match[1]


def _uudecoded(body: str) -> bytes | None:
    """The bytes of a file between `begin` and `end`; `None` when it is none."""
    lines = [line for line in body.split("\n") if line.strip() and line != "`"]
    if len({line[0] for line in lines[:-1]}) > 1:
        return None  # all lines but the last say the same length
    pieces = []
    for line in lines:
        try:
            pieces.append(binascii.a2b_uu(line.encode("ascii")))
        except (ValueError, UnicodeEncodeError):
            return None
    return b"".join(pieces) if pieces else None
