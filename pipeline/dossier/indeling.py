"""Indeling: whose is every document, does it count, and what is reported of it.

    items with their extractions -> documents per bestuur, and a Post per item

A document counts once: the same content from the same bestuur is `dubbel`. What is no
submission is `genegeerd`, with a reason; whose bestuur cannot be told is `onbekend`.
What a person said of a mail or document (`toegewezen`) goes before every sign.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from pipeline.dossier.afzenders import Afzenders
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.intrekking import Intrekking
from pipeline.dossier.knopen import Document, Knoop
from pipeline.dossier.model import Indiening
from pipeline.dossier.posten import READ, changed, plain_post, read_post, unknown_post
from pipeline.dossier.sporen import Sporen
from pipeline.dossier.verslag import Post
from pipeline.dossier.wie import Besluit
from pipeline.findings import Bevinding
from pipeline.intake.item import Item, Mail

Extracties = Mapping[tuple[str, str], Extractie]
"""The extraction of every document, by its sha256 and the name it came under."""
NO_WORDS: Final = Intrekking(wat=(), hoe=())


@dataclass(slots=True)
class Indeling:
    """Everything that came in, divided; the rest by bestuur id."""

    knopen: list[Knoop] = field(default_factory=list)
    documenten: defaultdict[str, list[Document]] = field(
        default_factory=lambda: defaultdict(list)
    )
    indieningen: defaultdict[str, list[Indiening]] = field(
        default_factory=lambda: defaultdict(list)
    )
    ingetrokken: defaultdict[str, list[Document]] = field(
        default_factory=lambda: defaultdict(list)
    )
    bevindingen: defaultdict[str, list[Bevinding]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """About documents that cannot be read, and mails that contradict each other."""

    def verslag(self, vervangen: Set[tuple[str, str]]) -> tuple[Post, ...]:
        """A Post per item; `vervangen` are bestuur and sha256 of what is replaced."""
        return tuple(knoop.finished(vervangen) for knoop in self.knopen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regie:
    """What is decided about items outside of them.

    `apart` are the sha256 of files of ABB itself: toekenningen. `toegewezen` gives for
    a message id or a sha256 the bestuur that a person named; `intrekking` are the words
    by which a mail takes back the one before it.
    """

    apart: Set[str] = frozenset()
    toegewezen: Mapping[str, str] = field(default_factory=dict)
    intrekking: Intrekking = NO_WORDS


def divide(
    items: Sequence[Item],
    extracties: Extracties,
    sporen: Sporen,
    ronde: str,
    regie: Regie,
) -> Indeling:
    """Divide `items`, whatever order they are given."""
    divider = _Divider(extracties, sporen, ronde, regie)
    for item in items:
        divider.indeling.knopen.append(divider.walk(item, None, None))
    return divider.finish()


@dataclass(slots=True)
class _Divider:
    extracties: Extracties
    sporen: Sporen
    ronde: str
    regie: Regie
    indeling: Indeling = field(default_factory=Indeling)
    found: list[Document] = field(default_factory=list)
    letters: list[Knoop] = field(default_factory=list)
    resultaten: list[Knoop] = field(default_factory=list)
    """Mails without a document, whose text tells a result."""

    def walk(self, item: Item, around: Knoop | None, ignored: str | None) -> Knoop:
        """Decide about `item` and all inside it.

        `around` is what it came out of; `ignored` is why nothing inside a mail around
        it counts, as in a notice that a mail could not be delivered.
        """
        mails = around.mails if around else ()
        own = [item.sha256] if item.sha256 else []
        if item.mail is not None:
            mails = (*mails, item.mail)
            own.append(item.mail.message_id)
        knoop = Knoop(
            item=item,
            post=plain_post(item),
            mails=mails,
            sleutels=(*own, *(around.sleutels if around else ())),
        )
        if item.sha256 in self.regie.apart:
            ignored = "het bestand met de toekenningen"
        if ignored is not None and knoop.post.status != "geweigerd":
            knoop.post = changed(knoop.post, status="genegeerd", reden=ignored)
        self._decide(knoop)
        inside = item.ignored if item.mail is not None else None
        if item.mail is not None and ignored is None and inside is None:
            self.letters.append(knoop)
        knoop.parts = [self.walk(p, knoop, ignored or inside) for p in item.parts]
        return knoop

    def _decide(self, knoop: Knoop) -> None:
        """Tell whose an item is, and whether it is a submission."""
        item, extractie = knoop.item, None
        if knoop.post.status == "verwerkt" and item.role in READ:
            extractie = self.extracties.get((item.sha256, item.naam))
        if extractie is not None:
            knoop.post = read_post(knoop.post, extractie, self.ronde)
        if item.mail is not None and item.mail.meldt_resultaat:
            self.resultaten.append(knoop)
        if item.parts:
            return
        besluit = self._who(knoop, extractie)
        knoop.post = changed(knoop.post, bestuur=besluit.bestuur)
        if knoop.post.status == "verwerkt" and extractie is not None:
            self.found.append(Document(knoop, extractie, besluit))
        if knoop.post.status == "geweigerd" and besluit.bestuur is not None:
            told = knoop.post.bevindingen
            self.indeling.bevindingen[besluit.bestuur].extend(told)

    def _who(self, knoop: Knoop, extractie: Extractie | None) -> Besluit:
        """Whose it is: the word of a person, the nearest first, before every sign."""
        told = self.regie.toegewezen
        bestuur = next((told[key] for key in knoop.sleutels if key in told), None)
        if bestuur is None:
            return self.sporen.who(knoop.item, extractie, knoop.mails)
        naam = self.sporen.name(bestuur)
        return Besluit(
            bestuur=bestuur,
            zekerheid=1.0,
            uitleg=f"{naam} volgens een medewerker",
            toegewezen=True,
        )

    def finish(self) -> Indeling:
        """Let siblings speak for what names no bestuur, and take out what is double."""
        afzenders = Afzenders(self.sporen)
        for document in self.found:
            self._ask_siblings(document)
            document.mail = afzenders.submitted_by(document)
        told = [*afzenders.compare(self.found)]
        told += afzenders.withdraw(self.found, self.letters, self.regie.intrekking)
        for bestuur, bevinding in told:
            self.indeling.bevindingen[bestuur].append(bevinding)
        seen: set[tuple[str, str]] = set()
        for document in sorted(self.found, key=lambda document: document.arrival):
            self._take(document, seen)
        for letter in self.resultaten:
            besluit = self._who(letter, None)
            if besluit.bestuur is not None:
                letter.post = changed(letter.post, bestuur=besluit.bestuur)
                self._keep_letters(besluit.bestuur, letter.mails)
        return self.indeling

    def _take(self, document: Document, seen: set[tuple[str, str]]) -> None:
        """Count `document`, or say why it does not; `seen` is what counted already."""
        knoop, bestuur = document.knoop, document.bestuur
        if bestuur is None:
            knoop.post = unknown_post(knoop.post, document.besluit)
            return
        content = (bestuur, knoop.item.sha256)
        counted = self.indeling.documenten[bestuur]
        if document.ingetrokken is not None:
            reden = "ingetrokken door een latere mail van het bestuur"
            knoop.post = changed(
                knoop.post, status="vervangen", bestuur=bestuur, reden=reden
            )
            self.indeling.ingetrokken[bestuur].append(document)
        else:
            status = "dubbel" if content in seen else "verwerkt"
            knoop.post = changed(knoop.post, status=status, bestuur=bestuur)
            if content not in seen:
                seen.add(content)
                counted.append(document)
        taken_back = (document.ingetrokken,) if document.ingetrokken else ()
        self._keep_letters(bestuur, (*knoop.mails, *taken_back))

    def _ask_siblings(self, document: Document) -> None:
        """Documents of one mail that name one bestuur speak for one that names none."""
        mails = document.knoop.mails
        if document.besluit.zekerheid or not mails:
            return
        others = {
            other.besluit.bestuur
            for other in self.found
            if other.knoop.mails[-1:] == mails[-1:] and other.besluit.zekerheid
        }
        bestuur = others.pop() if len(others) == 1 else None
        if bestuur is not None:
            naam = self.sporen.name(bestuur)
            document.besluit = Besluit(
                bestuur=bestuur,
                zekerheid=0.0,
                uitleg=f"{naam} volgens een ander document van dezelfde mail",
            )

    def _keep_letters(self, bestuur: str, mails: Sequence[Mail]) -> None:
        """The mails about an item, each once, as they first came."""
        kept = self.indeling.indieningen[bestuur]
        for mail in mails:
            if all((i.id, i.tekst) != (mail.message_id, mail.tekst) for i in kept):
                kept.append(
                    Indiening(
                        id=mail.message_id,
                        onderwerp=mail.onderwerp,
                        ontvangen=mail.ontvangen,
                        tekst=mail.tekst,
                    )
                )
