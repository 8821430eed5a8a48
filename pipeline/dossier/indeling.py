"""Indeling: whose is every document, does it count, and what is reported of it.

    items with their extractions -> documents per bestuur, and a Post per item

A document counts once: the same content from the same bestuur is `dubbel`. What is no
submission is `genegeerd`, with a reason; whose bestuur cannot be told is `onbekend`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.dossier.assemble import Ingekomen
from pipeline.dossier.besturen import Besturen
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.model import Indiening
from pipeline.dossier.toekenningen import Toekenningen
from pipeline.dossier.verslag import Post, Status
from pipeline.dossier.wie import (
    Besluit,
    Spoor,
    decide,
    in_text,
    of_sender,
    with_partners,
)
from pipeline.findings import KINDS, Bevinding
from pipeline.intake.item import Item, Mail

_SIBLING: Final = 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document among the items: its mail (the outermost one), and who sent it."""

    item: Item
    extractie: Extractie
    mail: Mail | None
    besluit: Besluit

    @property
    def ingekomen(self) -> Ingekomen:
        """The document as the dossier takes it."""
        return Ingekomen(
            extractie=self.extractie,
            indiening=self.mail.message_id if self.mail else None,
            ontvangen=self.mail.ontvangen if self.mail else None,
        )


@dataclass(slots=True)
class Indeling:
    """Everything that came in, divided."""

    documenten: defaultdict[str, list[Document]] = field(
        default_factory=lambda: defaultdict(list)
    )
    indieningen: defaultdict[str, dict[str, Indiening]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    geweigerd: defaultdict[str, list[Bevinding]] = field(
        default_factory=lambda: defaultdict(list)
    )
    posten: dict[str, Post] = field(default_factory=dict)

    def verslag(
        self, items: Sequence[Item], vervangen: Iterable[str]
    ) -> tuple[Post, ...]:
        """A Post per item; `vervangen` are the paths of documents no longer in force."""
        gone = frozenset(vervangen)
        return tuple(self._post(item, gone) for item in items)

    def _post(self, item: Item, vervangen: frozenset[str]) -> Post:
        post = self.posten[item.pad]
        if item.pad in vervangen:
            post = post.model_copy(update={"status": "vervangen"})
        parts = tuple(self._post(part, vervangen) for part in item.parts)
        if item.parts:
            post = _of_container(item, post, parts)
        return post.model_copy(update={"onderdelen": parts})


def divide(
    items: Sequence[Item],
    extracties: Mapping[str, Extractie],
    besturen: Besturen,
    toekenningen: Toekenningen | None,
    ronde: str,
) -> Indeling:
    """Divide `items`; `extracties` are those of the documents among them, by sha256."""
    divider = _Divider(extracties, besturen, toekenningen, ronde)
    for item in items:
        divider.walk(item, ())
    return divider.finish()


@dataclass(slots=True)
class _Divider:
    extracties: Mapping[str, Extractie]
    besturen: Besturen
    toekenningen: Toekenningen | None
    ronde: str
    indeling: Indeling = field(default_factory=Indeling)
    found: list[Document] = field(default_factory=list)

    def walk(self, item: Item, mails: tuple[Mail, ...]) -> None:
        """Decide about `item` and all inside it; `mails` are those around it."""
        if item.mail is not None:
            mails = (*mails, item.mail)
        post = _plain(item)
        extractie = self.extracties.get(item.sha256)
        if item.refusal is None and item.ignored is None and item.role == "document":
            if extractie is not None:
                post = self._document(item, extractie, mails, post)
        if item.refusal is not None:
            post = self._refused(item, mails, post)
        self.indeling.posten[item.pad] = post
        if post.status == "geweigerd" and post.bestuur is not None:
            self.indeling.geweigerd[post.bestuur].extend(post.bevindingen)
        for part in item.parts:
            self.walk(part, mails)

    def _document(
        self, item: Item, extractie: Extractie, mails: tuple[Mail, ...], post: Post
    ) -> Post:
        soort = extractie.bestand.soort
        post = post.model_copy(
            update={"soort": soort, "bevindingen": extractie.bevindingen}
        )
        reason = _no_submission(extractie, self.ronde)
        if extractie.fout is None and reason is not None:
            return post.model_copy(update={"status": "genegeerd", "reden": reason})
        besluit = self._who(item, extractie, mails)
        document = Document(
            item=item,
            extractie=extractie,
            mail=mails[0] if mails else None,
            besluit=besluit,
        )
        if extractie.fout is not None:
            return self._unreadable(document, post)
        self.found.append(document)
        if besluit.bestuur is None:
            return self._unknown(document, post)
        return post.model_copy(update={"bestuur": besluit.bestuur})

    def _unreadable(self, document: Document, post: Post) -> Post:
        fout = document.extractie.fout
        if fout is None:
            return post
        kind = KINDS.get(fout.code)
        bevindingen = post.bevindingen
        if kind is not None:
            told = kind.at(
                naam=document.item.naam, reden=fout.bericht, bron=document.item.sha256
            )
            bevindingen = (
                *bevindingen,
                told.model_copy(update={"bericht": fout.bericht}),
            )
        return post.model_copy(
            update={
                "status": "geweigerd",
                "code": fout.code,
                "reden": fout.bericht,
                "bestuur": document.besluit.bestuur,
                "bevindingen": bevindingen,
            }
        )

    def _refused(self, item: Item, mails: tuple[Mail, ...], post: Post) -> Post:
        kind = KINDS.get(post.code or "")
        if kind is None:
            return post
        told = kind.at(naam=item.naam, reden=post.reden, bron=item.sha256 or None)
        besluit = self._who(item, None, mails)
        return post.model_copy(
            update={"bevindingen": (told,), "bestuur": besluit.bestuur}
        )

    def _unknown(self, document: Document, post: Post) -> Post:
        told = KINDS["bestuur-onbekend"].at(
            bron=document.item.sha256, uitleg=document.besluit.uitleg
        )
        return post.model_copy(
            update={
                "status": "onbekend",
                "reden": told.bericht,
                "bevindingen": (*post.bevindingen, told),
            }
        )

    def _who(
        self, item: Item, extractie: Extractie | None, mails: tuple[Mail, ...]
    ) -> Besluit:
        """Weigh what the document, its name and the mails around it say."""
        sporen: list[Spoor] = []
        if extractie is not None and extractie.bestuur is not None:
            genoemd = extractie.bestuur
            sporen.append(
                Spoor(
                    besturen=(genoemd.id,),
                    gewicht=genoemd.zekerheid,
                    waar="het document",
                )
            )
        sporen += in_text(
            item.naam, self.besturen, gewicht=0.7, waar="de bestandsnaam", lenient=True
        )
        folder = item.pad.rpartition("/")[0] if not mails else ""
        sporen += in_text(
            folder, self.besturen, gewicht=0.5, waar="de mapnaam", lenient=True
        )
        for mail in reversed(mails):
            sporen += in_text(
                mail.onderwerp, self.besturen, gewicht=0.75, waar="het onderwerp"
            )
            sporen += of_sender(
                mail.afzender_adres,
                mail.afzender_naam,
                self.besturen,
                self.toekenningen,
            )
        if not sporen:
            for mail in reversed(mails):
                sporen += in_text(
                    mail.tekst, self.besturen, gewicht=0.6, waar="de tekst van de mail"
                )
        return decide(
            with_partners(sporen, self.besturen, self.toekenningen), self._name
        )

    def _name(self, bestuur_id: str) -> str:
        known = self.besturen.by_id(bestuur_id)
        return known.naam if known is not None else bestuur_id

    def finish(self) -> Indeling:
        """Give what has no bestuur the one of its siblings, then take out what is double."""
        documents = [self._with_siblings(document) for document in self.found]
        seen: set[tuple[str, str]] = set()
        for document in sorted(documents, key=_arrival):
            bestuur = document.besluit.bestuur
            if bestuur is None:
                continue
            post = self.indeling.posten[document.item.pad]
            content = (bestuur, document.item.sha256)
            status: Status = "dubbel" if content in seen else "verwerkt"
            self.indeling.posten[document.item.pad] = post.model_copy(
                update={"status": status, "bestuur": bestuur}
            )
            if content in seen:
                continue
            seen.add(content)
            self.indeling.documenten[bestuur].append(document)
            if document.mail is not None:
                mail = document.mail
                self.indeling.indieningen[bestuur][mail.message_id] = _indiening(mail)
        return self.indeling

    def _with_siblings(self, document: Document) -> Document:
        """Several documents of one mail that name one bestuur speak for the others."""
        nothing = document.besluit.zekerheid == 0.0
        if document.besluit.bestuur is not None or document.mail is None or not nothing:
            return document
        others = {
            other.besluit.bestuur
            for other in self.found
            if other.mail is document.mail and other.besluit.bestuur is not None
        }
        if len(others) != 1:
            return document
        bestuur = others.pop()
        post = self.indeling.posten[document.item.pad]
        self.indeling.posten[document.item.pad] = post.model_copy(
            update={
                "reden": None,
                "bevindingen": document.extractie.bevindingen,
            }
        )
        uitleg = (
            f"{self._name(bestuur or '')} volgens een ander document van dezelfde mail"
        )
        besluit = Besluit(bestuur=bestuur, zekerheid=_SIBLING, uitleg=uitleg)
        return replace(document, besluit=besluit)


def _arrival(document: Document) -> tuple[tuple[float, str], str]:
    return document.ingekomen.moment, document.item.pad


def _indiening(mail: Mail) -> Indiening:
    return Indiening(
        id=mail.message_id,
        onderwerp=mail.onderwerp,
        ontvangen=mail.ontvangen,
        tekst=mail.tekst,
    )


def _no_submission(extractie: Extractie, ronde: str) -> str | None:
    """Why a readable document is no submission; `None` when it is one."""
    if extractie.bestand.soort == "jurysheet":
        return "een jurysheet: lees ze terug met ‘samenleven collect’"
    if extractie.ronde is not None and extractie.ronde != ronde:
        return f"een rapportage van een andere ronde ({extractie.ronde})"
    if extractie.formulier is not None or extractie.bestand.soort in {
        "motivatie",
        "kpi",
    }:
        return None
    answered = (
        extractie.kpis, extractie.motivaties, extractie.verwachtingen, extractie.stimulansen
    )  # fmt: skip
    if any(answered):
        return None
    if extractie.bestand.soort == "beleidsplan":
        return "geen rapportage maar een beleidsplan"
    return "geen rapportage: er staan geen antwoorden of KPI's in"


def _plain(item: Item) -> Post:
    """The Post of an item before anything is known of its bestuur."""
    status: Status = "verwerkt"
    code, reason = None, None
    if item.refusal is not None:
        status, (code, reason) = "geweigerd", item.refusal
    elif item.ignored is not None:
        status, reason = "genegeerd", item.ignored
    elif item.role not in {"document", "bericht", "archief"}:
        status, reason = "genegeerd", "geen document waarin antwoorden kunnen staan"
    elif item.mail is not None and item.mail.automatisch is not None and not item.parts:
        status, reason = "genegeerd", item.mail.automatisch
    elif item.role == "bericht" and not item.parts:
        status, reason = (
            "genegeerd",
            "een bericht zonder bijlage: een vraag of mededeling",
        )
    elif item.role == "archief" and not item.parts:
        status, reason = "genegeerd", "een archief zonder inhoud"
    soort = item.role if item.role != "ander" else "onbekend"
    return Post(
        pad=item.pad,
        naam=item.naam,
        sha256=item.sha256,
        soort=soort,
        status=status,
        code=code,
        reden=reason,
    )


def _of_container(item: Item, post: Post, parts: tuple[Post, ...]) -> Post:
    """A mail or archive is what became of its contents."""
    if post.status == "geweigerd":
        return post
    besturen = {p.bestuur for p in _leaves(parts) if p.bestuur is not None}
    bestuur = besturen.pop() if len(besturen) == 1 else None
    statuses = [p.status for p in _leaves(parts)]
    order: tuple[Status, ...] = ("verwerkt", "vervangen", "dubbel", "onbekend")
    status = next((s for s in order if s in statuses), None)
    if status == "onbekend":
        reason: str | None = "van geen enkele bijlage is het bestuur te zeggen"
    elif status is None:
        automatic = item.mail.automatisch if item.mail else None
        refused = "geweigerd" in statuses
        reason = automatic or (
            "geen enkele bijlage kon gelezen worden"
            if refused
            else "geen bijlage is een rapportage"
        )
        status = "genegeerd"
    else:
        reason = None
    return post.model_copy(
        update={"status": status, "reden": reason, "bestuur": bestuur}
    )


def _leaves(posts: Iterable[Post]) -> Iterator[Post]:
    for post in posts:
        if post.onderdelen:
            yield from _leaves(post.onderdelen)
        else:
            yield post
