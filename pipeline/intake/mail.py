"""Mail: the bytes of a mail, an archive or a document -> an `Item` and what is in it.

Mails and archives are opened, one inside the other, until only documents are left.
Whatever is the matter with one of them becomes its refusal; the rest goes on.
"""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.errors import DocumentError
from pipeline.intake import message, verdict
from pipeline.intake.archive import Archive
from pipeline.intake.item import Item, Mail, Refusal, as_item, unread
from pipeline.intake.limits import DEFAULT, MIB, Limits
from pipeline.intake.names import display_name, segments, system_file, unique
from pipeline.intake.sniff import Format, examine, sniff

# A line that opens a mail in an mbox: after an empty line, with a time of day. A name
# that is not followed by a time is a sentence that begins with "From".
_POSTMARK: Final = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*?\d\d:\d\d[^\n]*\n"
)
_ELSEWHERE: Final = Refusal(
    "niet-ondersteund", "de bijlage zelf is niet volledig meegestuurd"
)


class _Depth(NamedTuple):
    """How many archives and how many mails lie around what is being read."""

    archives: int = 0
    mails: int = 0


def read_mail(data: bytes, pad: str, naam: str, limits: Limits = DEFAULT) -> Item:
    """The mail `data`, with everything that hangs on it as parts; never raises."""
    return _Opening(data, limits, {pad}).mail(data, pad, naam, _Depth())


def read_item(
    data: bytes, pad: str, naam: str, limits: Limits, taken: set[str]
) -> Item:
    """`data`, whatever it is: told by its bytes, opened or refused; never raises.

    `taken` are the paths that were given out before; those given out here are added.
    """
    return _Opening(data, limits, taken).item(data, pad, naam, _Depth())


class _Opening:
    """The state of reading one file: the paths given out, and what may still come out.

    The bytes unpacked count together, however the containers are nested.
    """

    def __init__(self, data: bytes, limits: Limits, taken: set[str]) -> None:
        self._limits = limits
        self._most = self._left = limits.unpacked_for(len(data))
        self._taken = taken

    def item(self, data: bytes, pad: str, naam: str, depth: _Depth) -> Item:
        form, trouble = examine(data, naam, self._limits)
        refusal = verdict.too_big(len(data), form, self._limits) or verdict.refusal(
            data, naam, form, trouble
        )
        if refusal:
            return as_item(data, pad, naam, form, refusal)
        match form:
            case Format.eml:
                return self.mail(data, pad, naam, depth)
            case Format.mbox:
                return self._mbox(data, pad, naam, depth)
            case Format.zip:
                return self._zip(data, pad, naam, depth)
            case _:
                return as_item(data, pad, naam, form)

    def mail(self, data: bytes, pad: str, naam: str, depth: _Depth) -> Item:
        form = Format.eml if data.strip() else Format.leeg
        refusal = verdict.refusal(data, naam, form, None) or verdict.too_big(
            len(data), form, self._limits
        )
        bare = as_item(data, pad, naam, form, refusal)
        if refusal:
            return bare
        if depth.mails >= self._limits.depth:
            reden = "de mails zitten te diep in elkaar"
            return replace(bare, refusal=Refusal("te-groot", reden))
        try:
            read = message.parse(data, self._limits)
        except DocumentError as error:
            return replace(bare, refusal=Refusal(error.code, error.bericht))
        inside = depth._replace(mails=depth.mails + 1)
        parts = tuple(
            self._attachment(attachment, pad, inside) for attachment in read.attachments
        )
        return replace(
            bare,
            mail=read.mail,
            parts=parts,
            ignored=read.report or _without_submission(read.mail, parts),
        )

    def _attachment(
        self, attachment: message.Attachment, pad: str, depth: _Depth
    ) -> Item:
        naam = display_name(attachment.naam)
        pad = unique(f"{pad}/{naam}", self._taken)
        content = attachment.part.content()
        if attachment.is_elsewhere:
            return as_item(content, pad, naam, Format.onbekend, _ELSEWHERE)
        if attachment.is_mail:
            refusal = self._charge(len(content))
            if refusal:
                return as_item(content, pad, naam, Format.eml, refusal)
            item = self.mail(content, pad, naam, depth)
        else:
            item = self.item(content, pad, naam, depth)
        form = item.format
        if form is Format.onbekend and attachment.is_picture:
            form = Format.image
        ignored = attachment.ignored or verdict.ignored(
            content, naam, form, shown=attachment.shown
        )
        return replace(item, refusal=None, ignored=ignored) if ignored else item

    def _zip(self, data: bytes, pad: str, naam: str, depth: _Depth) -> Item:
        bare = replace(as_item(data, pad, naam, Format.zip), data=b"")
        if depth.archives >= self._limits.nesting:
            reden = "de archieven zitten te diep in elkaar"
            return replace(bare, refusal=Refusal("te-groot", reden))
        archive = Archive(data, self._limits)
        if not archive.names:
            reden = "er zit geen enkel bestand in"
            return replace(bare, refusal=Refusal("beschadigd", reden))
        inside = depth._replace(archives=depth.archives + 1)
        parts = tuple(
            self._member(archive, name, pad, inside) for name in archive.names
        )
        return replace(bare, parts=parts)

    def _member(self, archive: Archive, name: str, pad: str, depth: _Depth) -> Item:
        steps = segments(name)
        pad = unique("/".join((pad, *steps)), self._taken)
        naam = steps[-1]
        refusal = self._charge(archive.size(name))
        if refusal:
            return unread(pad, naam, Format.onbekend, refusal)
        try:
            content = archive.read(name, ceiling=self._most)
        except DocumentError as error:
            refusal = Refusal(error.code, error.bericht)
            return unread(pad, naam, Format.onbekend, refusal)
        system = system_file("/".join(steps))
        if system:
            return replace(
                as_item(content, pad, naam, sniff(content, naam)), ignored=system
            )
        return self.item(content, pad, naam, depth)

    def _mbox(self, data: bytes, pad: str, naam: str, depth: _Depth) -> Item:
        starts = [match.start() for match in _POSTMARK.finditer(data)]
        if len(starts) <= 1:
            return self.mail(data, pad, naam, depth)
        bare = replace(as_item(data, pad, naam, Format.mbox), data=b"")
        if len(starts) > self._limits.entries_for(len(data)):
            reden = f"het bevat {len(starts)} mails"
            return replace(bare, refusal=Refusal("te-groot", reden))
        inside = depth._replace(archives=depth.archives + 1)
        parts = []
        for number, (start, end) in enumerate(pairwise([*starts, len(data)]), 1):
            name = f"bericht {number}.eml"
            parts.append(
                self.mail(
                    data[start:end], unique(f"{pad}/{name}", self._taken), name, inside
                )
            )
        return replace(bare, parts=tuple(parts))

    def _charge(self, size: int) -> Refusal | None:
        """Take `size` bytes off what may be unpacked, or tell that it is too much."""
        if size > self._left:
            reden = f"alles samen uitgepakt is het meer dan {self._most // MIB} MB"
            return Refusal("te-groot", reden)
        self._left -= size
        return None


def _without_submission(mail: Mail, parts: tuple[Item, ...]) -> str | None:
    """Why the mail is ignored: a machine sent it, and nothing hangs on it to read."""
    found = (item for part in parts for item in part.walk())
    if any(not item.ignored and item.role != "bericht" for item in found):
        return None
    return mail.automatisch
