"""Verdeling: whose is every document, does it count, and what is reported of it.

    items with their extractions -> documents per bestuur, and a Post per item

A document counts once: the same content from the same bestuur is `dubbel`. What is no
submission is `genegeerd`, with a reason; whose bestuur cannot be told is `onbekend`.
What a person said of a mail or document (`toegewezen`) goes before every sign.

Items are looked at one after the other and let go of; what has to be known of all of
them together is kept in rows on disk (`Spill`), and had back per bestuur.
"""

import hashlib
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Final

from pipeline.dossier.afzenders import Own, before, compared, own_of, taken_back
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.indeling import MAIL, MAILS, Extracties, Indeling, Outcome
from pipeline.dossier.intrekking import Intrekking, withdrawal
from pipeline.dossier.knopen import Brief, Gezien, Knoop
from pipeline.dossier.posten import (
    READ,
    changed,
    plain_post,
    read_post,
)
from pipeline.dossier.sporen import Sporen
from pipeline.dossier.wie import Besluit
from pipeline.findings import Bevinding
from pipeline.intake.item import Item, Mail
from pipeline.spill import Spill

NO_WORDS: Final = Intrekking(wat=(), hoe=())


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
    items: Iterable[Item],
    extracties: Extracties,
    sporen: Sporen,
    ronde: str,
    regie: Regie,
) -> Indeling:
    """Divide `items`, whatever order they are given."""
    divider = _Divider(Indeling(extracties), sporen, ronde, regie)
    for item in items:
        divider.divide(item)
    return divider.finish()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """A mail that takes back another: the sentence that says so, and what is in it.

    `documenten` are the numbers of what is inside, `bestuur` whose it is by itself;
    `genegeerd`: nothing in it was a submission.
    """

    brief: Brief
    pad: str
    zin: str
    documenten: range
    bestuur: str | None
    genegeerd: bool

    @property
    def moment(self) -> tuple[float, str, str]:
        return self.brief.moment, self.brief.id, self.pad


@dataclass(slots=True)
class _Divider:
    indeling: Indeling
    sporen: Sporen
    ronde: str
    regie: Regie
    letters: list[_Letter] = field(default_factory=list)
    own: set[Own] = field(default_factory=set)
    unsure: list[tuple[int, str]] = field(default_factory=list)
    """Documents that name no bestuur, with the mark of their mail."""
    named: Spill = field(default_factory=Spill)
    """The besturen that documents name, by the mark of their mail."""
    briefs: dict[int, tuple[Mail, Brief]] = field(default_factory=dict)
    """The mails of the tree that is walked now, by identity."""

    def divide(self, item: Item) -> None:
        """Decide about one item and all inside it."""
        self.briefs.clear()
        knoop = self.walk(item, None, None)
        self.indeling.bomen.add(knoop.tak.model_dump_json())

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
            leesbaar=item.refusal is None
            and item.ignored is None
            and (around is None or around.leesbaar),
        )
        if item.sha256 in self.regie.apart:
            ignored = "het bestand met de toekenningen"
        if ignored is not None and knoop.post.status != "geweigerd":
            knoop.post = changed(knoop.post, status="genegeerd", reden=ignored)
        first = len(self.indeling.gezien)
        self._decide(knoop)
        inside = item.ignored if item.mail is not None else None
        knoop.parts = [self.walk(p, knoop, ignored or inside) for p in item.parts]
        if item.mail is not None and ignored is None and inside is None:
            self._hear(knoop, item.mail, range(first, len(self.indeling.gezien)))
        return knoop

    def _decide(self, knoop: Knoop) -> None:
        """Tell whose an item is, and whether it is a submission."""
        item, extractie = knoop.item, None
        is_open = knoop.post.status == "verwerkt" and knoop.leesbaar
        if is_open and item.role in READ:
            extractie = self.indeling.extracties.of(item)
        if extractie is not None:
            knoop.post = read_post(knoop.post, extractie, self.ronde)
        if item.mail is not None and item.mail.meldt_resultaat:
            knoop.resultaat = self._result(knoop)
        if item.parts:
            return
        besluit = self._who(knoop, extractie)
        knoop.post = changed(knoop.post, bestuur=besluit.bestuur)
        if knoop.post.status == "verwerkt" and extractie is not None:
            knoop.document = self._found(knoop, extractie, besluit)
        if knoop.post.status == "geweigerd" and besluit.bestuur is not None:
            for told in knoop.post.bevindingen:
                self._tell(besluit.bestuur, told)

    def _result(self, knoop: Knoop) -> str | None:
        """Whose a mail is that tells a result itself, kept among its letters."""
        bestuur = self._who(knoop, None).bestuur
        if bestuur is not None:
            numbers = tuple(self._brief(mail).nummer for mail in knoop.mails)
            self.indeling.resultaten.add(MAILS.dump_json(numbers).decode(), bestuur)
        return bestuur

    def _found(self, knoop: Knoop, extractie: Extractie, besluit: Besluit) -> int:
        """Keep a submission; its number."""
        gezien = Gezien(
            pad=knoop.item.pad,
            naam=knoop.item.naam,
            sha256=knoop.item.sha256,
            soort=extractie.bestand.soort,
            brieven=tuple(self._brief(mail) for mail in knoop.mails),
            besluit=besluit,
        ).decided(besluit)
        number = self.indeling.gezien.add(gezien.model_dump_json(), gezien.bestuur)
        if knoop.mails:
            mark = hashlib.sha256(MAIL.dump_json(knoop.mails[-1])).hexdigest()
            if besluit.zekerheid:
                self.named.add(besluit.bestuur or "", mark)
            else:
                self.unsure.append((number, mark))
        return number

    def _brief(self, mail: Mail) -> Brief:
        """A mail in short, kept in whole."""
        if id(mail) not in self.briefs:
            brief = Brief(
                nummer=self.indeling.mails.add(MAIL.dump_json(mail).decode()),
                id=mail.message_id,
                onderwerp=mail.onderwerp,
                ontvangen=mail.ontvangen,
                zender=self.sporen.sender(mail),
            )
            self.briefs[id(mail)] = mail, brief
        return self.briefs[id(mail)][1]

    def _hear(self, knoop: Knoop, mail: Mail, documenten: range) -> None:
        """Remember a mail that takes back the one before it."""
        zin = None
        if mail.ontvangen is not None:
            zin = withdrawal(mail.tekst, self.regie.intrekking)
        if zin is not None:
            knoop.brief = len(self.letters)
            self.letters.append(
                _Letter(
                    brief=self._brief(mail),
                    pad=knoop.item.pad,
                    zin=zin,
                    documenten=documenten,
                    bestuur=self.sporen.who(knoop.item, None, knoop.mails).bestuur,
                    genegeerd=knoop.post.status == "genegeerd",
                )
            )

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

    def _tell(self, bestuur: str, bevinding: Bevinding) -> None:
        self.indeling.gemeld.add(bevinding.model_dump_json(), bestuur)

    def finish(self) -> Indeling:
        """Let siblings speak for what names no bestuur, and take out what is double."""
        indeling = self.indeling
        for number, mark in self.unsure:
            self._ask_siblings(number, mark)
        self.named.close()
        documents = range(len(indeling.gezien))
        self.own |= {
            own
            for number in documents
            if (own := own_of(indeling.seen(number))) is not None
        }
        for number in documents:
            gezien, told = compared(indeling.seen(number), self.own, self.sporen.name)
            if gezien.bestuur is None:
                indeling.keep(number, changed(gezien, status="onbekend"))
            elif told is not None:
                self._tell(gezien.bestuur, told)
        done: set[str] = set()
        numbers = range(len(self.letters))
        for at in sorted(numbers, key=lambda at: self.letters[at].moment):
            if self.letters[at].brief.id not in done:
                done.add(self.letters[at].brief.id)
                self._withdraw(at)
        for bestuur in indeling.besturen:
            indeling.count(bestuur)
        return indeling

    def _ask_siblings(self, number: int, mark: str) -> None:
        """Documents of one mail that name one bestuur speak for one that names none."""
        others = {bestuur for _, bestuur in self.named.group(mark)}
        bestuur = others.pop() if len(others) == 1 else ""
        if bestuur:
            naam = self.sporen.name(bestuur)
            besluit = Besluit(
                bestuur=bestuur,
                zekerheid=0.0,
                uitleg=f"{naam} volgens een ander document van dezelfde mail",
            )
            self.indeling.keep(number, self.indeling.seen(number).decided(besluit))

    def _withdraw(self, at: int) -> None:
        """Take back what a later mail of the same bestuur says is not to count.

        That is the mail right before it. Whose it is, its documents say, else itself.
        """
        indeling, letter = self.indeling, self.letters[at]
        inside = {indeling.seen(number).bestuur for number in letter.documenten}
        inside.discard(None)
        for bestuur in sorted(who for who in inside or {letter.bestuur} if who):
            rows = sorted(indeling.rows(bestuur), key=lambda row: row[0])
            taken = before(bestuur, letter.brief, [gezien for _, gezien in rows])
            for which in taken:
                number, gezien = rows[which]
                indeling.keep(number, changed(gezien, ingetrokken=letter.brief))
            told = taken_back(rows[taken[0]][1], letter.zin) if taken else None
            if told is not None:
                onderwerp, bevinding = told
                self._tell(bestuur, bevinding)
                if letter.genegeerd:
                    reden = f"trekt de mail ‘{onderwerp}’ in"
                    indeling.brieven[at] = Outcome(reden, bestuur)
