"""Posten: what stands in the verslag of an item, by what is known of it.

Item (+ Extractie, Besluit) -> Post
"""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from pydantic import BaseModel

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.verslag import Post, Status, leaves
from pipeline.dossier.wie import Besluit
from pipeline.findings import KINDS, Bevinding, brief
from pipeline.intake.item import Item, Role

Frozen = TypeVar("Frozen", bound=BaseModel)

READ: Final[frozenset[Role]] = frozenset({"document", "tekst"})
"""The roles of items in which answers can stand."""

_KEPT: Final[tuple[Status, ...]] = ("verwerkt", "vervangen", "dubbel", "onbekend")
_ONBEKEND: Final = KINDS["bestuur-onbekend"]


def plain_post(item: Item) -> Post:
    """What can be said of an item by itself."""
    code, reden = item.refusal if item.refusal is not None else (None, None)
    status: Status = "geweigerd" if code is not None else "verwerkt"
    ignored = _why_ignored(item)
    if code is None and ignored is not None:
        status, reden = "genegeerd", ignored
    return Post(
        pad=item.pad,
        naam=item.naam,
        sha256=item.sha256,
        soort="onbekend" if item.role == "ander" else item.role,
        status=status,
        code=code,
        reden=reden,
        bevindingen=tuple(_told(item)),
    )


def _told(item: Item) -> Iterator[Bevinding]:
    """What intake has to tell of an item."""
    bron = item.sha256 or None
    if item.refusal is not None and item.refusal.code in KINDS:
        code, reden = item.refusal
        yield KINDS[code].at(naam=item.naam, reden=reden, bron=bron)
    mail = item.mail
    if mail is None:
        return
    onderwerp = brief(mail.onderwerp or item.naam)
    if mail.meldt_resultaat:
        yield KINDS["antwoord-in-mail"].at(onderwerp=onderwerp, bron=bron)
    if mail.onbevestigd is not None:
        afzender = brief(mail.afzender_adres or "die afzender")
        yield KINDS["afzender-onbevestigd"].at(
            onderwerp=onderwerp,
            afzender=afzender,
            controles=mail.onbevestigd,
            bron=bron,
        )
    for wat in mail.waarschuwingen:
        yield KINDS["mail-onregelmatig"].at(
            onderwerp=onderwerp, wat=wat.rstrip("."), bron=bron
        )


def _why_ignored(item: Item) -> str | None:
    """Why nothing is read in an item; `None` when something may be."""
    if item.ignored is not None or item.parts:
        return item.ignored
    match item.role:
        case "document" | "tekst":
            return None
        case "bericht":
            if item.mail is not None and item.mail.meldt_resultaat:
                return "een bericht zonder bijlage, dat zelf een resultaat noemt"
            automatic = item.mail.automatisch if item.mail is not None else None
            return automatic or "een bericht zonder bijlage: een vraag of mededeling"
        case "archief":
            return "een archief zonder inhoud"
        case _:
            return "geen document waarin antwoorden kunnen staan"


def read_post(post: Post, extractie: Extractie, ronde: str) -> Post:
    """`post` of a document that was read, or could not be."""
    if extractie.fout is not None:
        return _unreadable(post, extractie)
    reason = why_no_submission(extractie, ronde)
    post = changed(
        post, soort=extractie.bestand.soort, bevindingen=extractie.bevindingen
    )
    return post if reason is None else changed(post, status="genegeerd", reden=reason)


def _unreadable(post: Post, extractie: Extractie) -> Post:
    fout = extractie.fout
    if fout is None:
        return post
    bevindingen = extractie.bevindingen
    kind = KINDS.get(fout.code)
    if kind is not None:
        told = kind.at(naam=post.naam, reden=fout.bericht, bron=post.sha256)
        bevindingen = (*bevindingen, changed(told, bericht=fout.bericht))
    return changed(
        post,
        status="geweigerd",
        code=fout.code,
        reden=fout.bericht,
        bevindingen=bevindingen,
    )


def unknown_post(post: Post, besluit: Besluit) -> Post:
    """`post` of a submission whose bestuur could not be told."""
    told = _ONBEKEND.at(bron=post.sha256, uitleg=besluit.uitleg)
    return changed(
        post,
        status="onbekend",
        reden=told.bericht,
        bevindingen=(*post.bevindingen, told),
    )


def container_post(post: Post, parts: Sequence[Post], automatic: str | None) -> Post:
    """`post` of a mail or archive: it is what became of its contents.

    `automatic` says why no person wrote the mail, `None` when nothing tells.
    """
    inside = list(leaves(parts))
    besturen = {part.bestuur for part in inside if part.bestuur is not None}
    bestuur = besturen.pop() if len(besturen) == 1 else None
    found = {part.status for part in inside}
    status = next((status for status in _KEPT if status in found), None)
    if post.status in {"geweigerd", "genegeerd"}:
        return changed(post, onderdelen=tuple(parts), bestuur=post.bestuur or bestuur)
    reden = None
    if status is None:
        status = "genegeerd"
        refused = "geen enkele bijlage kon gelezen worden"
        none = "geen bijlage is een rapportage"
        reden = automatic or (refused if "geweigerd" in found else none)
    elif status == "onbekend":
        reden = "van geen enkele bijlage is te zeggen van welk bestuur ze komt"
    return changed(
        post, status=status, reden=reden, bestuur=bestuur, onderdelen=tuple(parts)
    )


def why_no_submission(extractie: Extractie, ronde: str) -> str | None:
    """Why a readable document is no submission in `ronde`; `None` when it is one."""
    soort = extractie.bestand.soort
    if soort == "jurysheet":
        return "een jurysheet: lees ze terug met ‘samenleven collect’"
    if extractie.ronde is not None and extractie.ronde != ronde:
        return f"een rapportage van een andere ronde ({extractie.ronde})"
    if extractie.formulier is not None or soort in {"motivatie", "kpi"}:
        return None
    answered = (
        extractie.kpis,
        extractie.motivaties,
        extractie.verwachtingen,
        extractie.stimulansen,
    )
    if any(answered):
        return None
    if soort == "beleidsplan":
        return "geen rapportage maar een beleidsplan"
    return "geen rapportage: er staan geen antwoorden of KPI's in"


def changed(model: Frozen, **update: object) -> Frozen:
    """A copy of a frozen model with other values, which are not checked again."""
    return model.model_copy(update=update)
