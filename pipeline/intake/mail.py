"""Mail: the bytes of a mail, an archive or a document -> an `Item` and what is in it.

Mails and archives are opened, one inside the other, until only documents are left.
Whatever is the matter with one of them becomes its refusal; the rest goes on.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from pipeline.errors import DocumentError
from pipeline.intake import mbox, message, outlook, smime, tnef, verdict
from pipeline.intake.archive import Archive
from pipeline.intake.attachment import Attachment, Message
from pipeline.intake.item import Item, Mail, Refusal, as_item, unread
from pipeline.intake.limits import DEFAULT, MIB, Limits
from pipeline.intake.names import display_name, segments, system_file, unique
from pipeline.intake.rules import Rules
from pipeline.intake.sniff import Format, examine, sniff

Parse = Callable[[bytes, Limits], Message]


class _Around(NamedTuple):
    """How many archives and mails lie around what is being read, and their letter."""

    archives: int = 0
    mails: int = 0
    letter: str | None = None


def read_mail(data: bytes, pad: str, naam: str, limits: Limits = DEFAULT) -> Item:
    """The mail `data`, with everything that hangs on it as parts; never raises."""
    return open_mail(data, pad, naam, Rules(limits=limits), {pad})


def open_mail(data: bytes, pad: str, naam: str, rules: Rules, taken: set[str]) -> Item:
    """Do as `read_mail`, by `rules`; `taken` are the paths that were given out."""
    if rules.opener is not None:
        return rules.opener(data, pad, naam, taken, is_mail=True)
    bare = as_item(data, pad, naam, Format.eml)
    return _Opening(data, rules, taken).mail(bare, _Around())


def read_item(
    data: bytes, pad: str, naam: str, limits: Limits, taken: set[str]
) -> Item:
    """`data`, whatever it is: told by its bytes, opened or refused; never raises.

    `taken` are the paths that were given out before; those given out here are added.
    """
    return open_item(data, pad, naam, Rules(limits=limits), taken)


def open_item(data: bytes, pad: str, naam: str, rules: Rules, taken: set[str]) -> Item:
    """Do as `read_item`, by `rules`."""
    if rules.opener is not None:
        return rules.opener(data, pad, naam, taken, is_mail=False)
    return _Opening(data, rules, taken).item(data, pad, naam, _Around())


class _Opening:
    """The state of reading one file: the paths given out, and what may still come out.

    The bytes unpacked count together, however the containers are nested.
    """

    def __init__(self, data: bytes, rules: Rules, taken: set[str]) -> None:
        self._limits = rules.limits
        self._rules = rules
        self._most = self._left = rules.limits.unpacked_for(len(data))
        self._taken = taken
        self._letters: list[str] = []  # texts of wrappings, for the mail around them
        self._openers: Mapping[Format, Callable[[Item, _Around], Item]] = {
            Format.eml: self.mail,
            Format.msg: lambda bare, around: self._mail(bare, outlook.parse, around),
            Format.mbox: self._mbox,
            Format.zip: self._zip,
            Format.winmail: lambda bare, around: self._wrap(bare, tnef.parse, around),
            Format.p7m: self._signed,
        }

    def item(self, data: bytes, pad: str, naam: str, around: _Around) -> Item:
        form, trouble = examine(data, naam, self._limits)
        refusal = verdict.too_big(len(data), form, self._limits) or verdict.refusal(
            data, naam, form, trouble
        )
        bare = as_item(data, pad, naam, form, refusal)
        opener = self._openers.get(form)
        return opener(bare, around) if opener and not refusal else bare

    def mail(self, bare: Item, around: _Around) -> Item:
        """Whatever `bare` looks like, it is a mail."""
        data, form = bare.data, Format.eml if bare.data.strip() else Format.leeg
        refusal = verdict.refusal(data, bare.naam, form, None) or verdict.too_big(
            len(data), form, self._limits
        )
        if refusal:
            return as_item(data, bare.pad, bare.naam, form, refusal)
        return self._mail(replace(bare, format=form), message.parse, around)

    def _mail(self, bare: Item, parse: Parse, around: _Around) -> Item:
        if around.mails >= self._limits.depth:
            return replace(bare, refusal=verdict.MAILS_TOO_DEEP)
        try:
            read = parse(bare.data, self._limits)
        except DocumentError as error:
            return _refused(bare, error)
        return self._opened(bare, read, around)

    def _opened(self, bare: Item, read: Message, around: _Around) -> Item:
        """The mail `bare`, of which `read` was made, with its attachments as parts."""
        if around.mails >= self._limits.depth:
            return replace(bare, refusal=verdict.MAILS_TOO_DEEP)
        mail = read.mail
        inside = around._replace(mails=around.mails + 1, letter=mail.tekst)
        before = len(self._letters)
        parts = self._attachments(read, bare.pad, inside)
        wrapped = self._letters[before:]
        del self._letters[before:]
        if mail.tekst is None and wrapped:
            mail = replace(mail, tekst="\n\n".join(wrapped))
        answer = self._rules.answer(mail, read.html, parts)
        if answer is not None:
            parts = (self._text(answer, bare.pad, "tekst van de mail.txt"), *parts)
        elif self._rules.is_result(mail, parts):
            mail = replace(mail, meldt_resultaat=True)
        return replace(
            bare,
            mail=mail,
            parts=parts,
            ignored=read.report or _without_submission(mail, parts),
        )

    def _text(self, text: str, pad: str, naam: str) -> Item:
        data = text.encode("utf-8", "replace")
        pad = unique(f"{pad}/{naam}", self._taken)
        return as_item(data, pad, naam, Format.text)

    def _attachments(
        self, read: Message, pad: str, around: _Around
    ) -> tuple[Item, ...]:
        return tuple(self._attachment(one, pad, around) for one in read.attachments)

    def _attachment(self, attachment: Attachment, pad: str, around: _Around) -> Item:
        naam = display_name(attachment.naam)
        outer, pad = pad, unique(f"{pad}/{naam}", self._taken)
        content = attachment.content()
        if attachment.is_elsewhere:
            return as_item(content, pad, naam, Format.onbekend, verdict.ELSEWHERE)
        item = self._inside(
            content, pad, outer, lambda: self._of(attachment, content, pad, around)
        )
        form = item.format
        if form is Format.onbekend and attachment.is_picture:
            form = Format.image
        ignored = attachment.ignored or verdict.ignored(
            content, naam, form, shown=attachment.shown
        )
        return replace(item, refusal=None, ignored=ignored) if ignored else item

    def _of(
        self, attachment: Attachment, content: bytes, pad: str, around: _Around
    ) -> Item:
        naam = display_name(attachment.naam)
        if not (attachment.is_mail or attachment.is_signed or attachment.inside):
            return self.item(content, pad, naam, around)
        refusal = self._charge(len(content))
        item = as_item(content, pad, naam, Format.eml, refusal)
        return item if refusal else self._mail_inside(attachment, item, around)

    def _inside(
        self, content: bytes, pad: str, outer: str, opened: Callable[[], Item]
    ) -> Item:
        """What is `opened` at `pad`, unless that went wrong before."""
        refused = self._rules.refused.get(pad)
        if refused is not None:
            naam = pad.rpartition("/")[2]
            return as_item(content, pad, naam, Format.onbekend, refused)
        self._rules.tell(pad)
        item = opened()
        self._rules.tell(outer)
        return item

    def _mail_inside(self, attachment: Attachment, bare: Item, around: _Around) -> Item:
        if attachment.inside is not None:
            bare = replace(bare, data=b"", format=Format.msg)
            return self._opened(bare, attachment.inside, around)
        if attachment.is_signed:
            return self._wrap(bare, message.parse, around)
        return self.mail(bare, around)

    def _signed(self, bare: Item, around: _Around) -> Item:
        try:
            content = smime.signed_part(bare.data)
        except DocumentError as error:
            return _refused(bare, error)
        if content is None:
            return replace(bare, ignored="een digitale handtekening")
        return self._wrap(
            bare, lambda _, limits: message.parse(content, limits), around
        )

    def _wrap(self, bare: Item, parse: Parse, around: _Around) -> Item:
        """What only wraps a mail, or a part of one: its text belongs to the letter."""
        refusal = self._charge(len(bare.data))
        if around.archives >= self._limits.nesting:
            refusal = verdict.TOO_DEEP
        if refusal:
            return replace(bare, refusal=refusal)
        try:
            read = parse(bare.data, self._limits)
        except DocumentError as error:
            return _refused(bare, error)
        text, letter = read.mail.tekst, around.letter
        inside = around._replace(archives=around.archives + 1, letter=letter or text)
        parts = self._attachments(read, bare.pad, inside)
        if text is not None and around.mails and letter is None:
            self._letters.append(text)
        elif text is not None and not _says(letter, text):
            named = self._text(text, bare.pad, "tekst.txt")
            parts = (named, *parts)
        return replace(bare, role="archief", data=b"", parts=parts)

    def _zip(self, bare: Item, around: _Around) -> Item:
        bare, data = replace(bare, data=b""), bare.data
        if around.archives >= self._limits.nesting:
            return replace(bare, refusal=verdict.TOO_DEEP)
        archive = Archive(data, self._limits)
        if not archive.names:
            empty = DocumentError("beschadigd", "er zit geen enkel bestand in")
            return _refused(bare, empty)
        inside = around._replace(archives=around.archives + 1)
        parts = tuple(
            self._member(archive, name, bare.pad, inside) for name in archive.names
        )
        return replace(bare, parts=parts)

    def _member(self, archive: Archive, name: str, pad: str, around: _Around) -> Item:
        steps = segments(name)
        outer, pad = pad, unique("/".join((pad, *steps)), self._taken)
        naam = steps[-1]
        refusal = self._charge(archive.size(name))
        if refusal:
            return unread(pad, naam, Format.onbekend, refusal)
        try:
            content = archive.read(name, ceiling=self._most)
        except DocumentError as error:
            return _refused(unread(pad, naam, Format.onbekend, None), error)
        system = system_file("/".join(steps))
        if system:
            bare = as_item(content, pad, naam, sniff(content, naam))
            return replace(bare, ignored=system)
        return self._inside(
            content, pad, outer, lambda: self.item(content, pad, naam, around)
        )

    def _mbox(self, bare: Item, around: _Around) -> Item:
        mails = mbox.windows(bare.data)
        if len(mails) <= 1:
            return self.mail(bare, around)
        bare, data = replace(bare, data=b""), bare.data
        if len(mails) > self._limits.entries_for(len(data)):
            return _refused(bare, DocumentError("te-groot", f"{len(mails)} mails"))
        inside = around._replace(archives=around.archives + 1)
        parts = []
        for number, (start, end) in enumerate(mails, 1):
            pad = unique(f"{bare.pad}/bericht {number}.eml", self._taken)
            parts.append(self._mail_of(data[start:end], pad, bare.pad, inside))
        return replace(bare, parts=tuple(parts))

    def _mail_of(self, data: bytes, pad: str, outer: str, around: _Around) -> Item:
        naam = pad.rpartition("/")[2]
        bare = as_item(data, pad, naam, Format.eml)
        return self._inside(data, pad, outer, lambda: self.mail(bare, around))

    def _charge(self, size: int) -> Refusal | None:
        """Take `size` bytes off what may be unpacked, or tell that it is too much."""
        if size > self._left:
            reden = f"alles samen uitgepakt is het meer dan {self._most // MIB} MB"
            return Refusal("te-groot", reden)
        self._left -= size
        return None


def _refused(item: Item, error: DocumentError) -> Item:
    return replace(item, refusal=Refusal(error.code, error.bericht))


def _says(letter: str | None, text: str) -> bool:
    """Whether `letter` says `text` too; where lines end makes no difference."""
    return " ".join(text.split()) in " ".join((letter or "").split())


def _without_submission(mail: Mail, parts: tuple[Item, ...]) -> str | None:
    """Why the mail is ignored: a machine sent it, and nothing hangs on it to read."""
    found = (item for part in parts for item in part.walk())
    if any(not item.ignored and item.role != "bericht" for item in found):
        return None
    return mail.automatisch
