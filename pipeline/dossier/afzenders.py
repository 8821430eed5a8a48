"""Afzenders: what mails say together: who submitted, who contradicts, who takes back.

    documents + mails -> which mail submitted each, and bevindingen by bestuur

A form of one bestuur in a mail of another counts, with a finding. It never takes the
place of what that bestuur sent itself: then it waits for a person (`assign`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.dossier.intrekking import Intrekking, withdrawal
from pipeline.dossier.knopen import Document, Knoop
from pipeline.dossier.posten import changed
from pipeline.dossier.sporen import Sporen
from pipeline.dossier.wie import Besluit
from pipeline.findings import KINDS, Bevinding, brief
from pipeline.intake.item import Mail

_DIFFERS: Final = KINDS["afzender-wijkt-af"]
_AGAINST: Final = KINDS["bestuur-tegenstrijdig"]
_TAKEN_BACK: Final = KINDS["mail-ingetrokken"]

Told = Iterator[tuple[str, Bevinding]]
"""Bevindingen, each with the id of the bestuur that it is about."""


@dataclass(slots=True)
class Afzenders:
    """The senders of the mails of one round, each looked at once."""

    sporen: Sporen
    known: dict[int, str | None] = field(default_factory=dict)

    def sender(self, mail: Mail) -> str | None:
        """The bestuur that sent `mail`; `None` when its sender does not tell."""
        if id(mail) not in self.known:
            self.known[id(mail)] = self.sporen.sender(mail)
        return self.known[id(mail)]

    def submitted_by(self, document: Document) -> Mail | None:
        """The mail by which the bestuur submitted: the outermost that it sent itself.

        One that a colleague passed on keeps the moment at which it first came.
        """
        mails, bestuur = document.knoop.mails, document.bestuur
        sent = (
            mail
            for mail in mails
            if bestuur is not None
            and mail.ontvangen is not None
            and self.sender(mail) == bestuur
        )
        return next(sent, mails[0] if mails else None)

    def compare(self, found: Sequence[Document]) -> Told:
        """Tell of documents that another bestuur sent; hold back those that conflict.

        What is told of a document is settled by a person's word on it.
        """
        own = {
            (document.bestuur, document.extractie.bestand.soort)
            for document in found
            if document.bestuur is not None
            and any(self.sender(m) == document.bestuur for m in document.knoop.mails)
        }
        for document in found:
            other = self._other(document)
            bestuur = document.bestuur
            if other is None and bestuur is not None and document.besluit.tegen:
                yield bestuur, self._against(document, bestuur)
            if other is None or bestuur is None:
                continue
            names = self.sporen.name(bestuur), self.sporen.name(other)
            if (bestuur, document.extractie.bestand.soort) in own:
                document.besluit = Besluit(
                    bestuur=None,
                    zekerheid=document.besluit.zekerheid,
                    uitleg=f"{document.besluit.uitleg}, maar het kwam van {names[1]} "
                    f"en {names[0]} diende dit zelf al in",
                )
                continue
            yield (
                bestuur,
                _DIFFERS.at(
                    bron=document.knoop.item.sha256,
                    naam=document.knoop.item.naam,
                    bestuur=names[0],
                    afzender=names[1],
                    uitleg=document.besluit.uitleg,
                ),
            )

    def _against(self, document: Document, bestuur: str) -> Bevinding:
        return _AGAINST.at(
            bron=document.knoop.item.sha256,
            naam=document.knoop.item.naam,
            bestuur=self.sporen.name(bestuur),
            tegen=document.besluit.tegen,
        )

    def _other(self, document: Document) -> str | None:
        """The other bestuur that sent `document`; `None` when all is well."""
        senders = [self.sender(mail) for mail in document.knoop.mails]
        if document.besluit.toegewezen or document.bestuur in {None, *senders}:
            return None
        return next((sender for sender in senders if sender is not None), None)

    def withdraw(
        self, found: Sequence[Document], letters: Sequence[Knoop], words: Intrekking
    ) -> Told:
        """Take back what a later mail of the same bestuur says is not to count.

        That is the mail right before it; a person's word on a document keeps it.
        """
        done: set[str] = set()
        for letter, mail, zin in sorted(_withdrawing(letters, words), key=_moment):
            if mail.message_id in done:
                continue
            done.add(mail.message_id)
            for bestuur in self._besturen(letter, found):
                taken = _before(bestuur, mail, found)
                for document in taken:
                    document.ingetrokken = mail
                if taken and taken[0].mail is not None:
                    onderwerp = brief(taken[0].mail.onderwerp or "zonder onderwerp")
                    yield (
                        bestuur,
                        _TAKEN_BACK.at(onderwerp=onderwerp, zin=brief(zin, 200)),
                    )
                    if letter.post.status == "genegeerd":
                        reden = f"trekt de mail ‘{onderwerp}’ in"
                        letter.post = changed(letter.post, reden=reden, bestuur=bestuur)

    def _besturen(self, letter: Knoop, found: Sequence[Document]) -> list[str]:
        """Whose mail it is: of its documents, else of what it says of itself."""
        inside = {
            document.bestuur
            for document in found
            if document.bestuur is not None
            and any(mail is letter.item.mail for mail in document.knoop.mails)
        }
        if not inside:
            told = self.sporen.who(letter.item, None, letter.mails).bestuur
            inside = {told} if told is not None else set()
        return sorted(inside)


Withdrawing = tuple[Knoop, Mail, str]
"""A mail that takes back another, and the sentence that says so."""


def _withdrawing(letters: Sequence[Knoop], words: Intrekking) -> Iterator[Withdrawing]:
    for letter in letters:
        mail = letter.item.mail
        if mail is not None and mail.ontvangen is not None:
            zin = withdrawal(mail.tekst, words)
            if zin is not None:
                yield letter, mail, zin


def _moment(withdrawing: Withdrawing) -> tuple[float, str, str]:
    letter, mail, _ = withdrawing
    at = mail.ontvangen.timestamp() if mail.ontvangen is not None else 0.0
    return at, mail.message_id, letter.item.pad


def _before(bestuur: str, mail: Mail, found: Sequence[Document]) -> list[Document]:
    """The documents of the last mail of `bestuur` that came before `mail`."""
    if mail.ontvangen is None:
        return []
    earlier = [
        document
        for document in found
        if document.bestuur == bestuur
        and document.ingetrokken is None
        and document.mail is not None
        and document.mail.message_id != mail.message_id
        and float("-inf") < document.moment < mail.ontvangen.timestamp()
    ]
    last = max((_sent(document) for document in earlier), default=None)
    return [
        document
        for document in earlier
        if _sent(document) == last and not document.besluit.toegewezen
    ]


def _sent(document: Document) -> tuple[float, str]:
    return document.moment, document.mail.message_id if document.mail else ""
