"""Afzenders: what mails say together: who contradicts whom, and who takes back.

    submissions + mails -> bevindingen by bestuur, and what no longer counts

A form of one bestuur in a mail of another counts, with a finding. It never takes the
place of what that bestuur sent itself: then it waits for a person (`assign`).
"""

from collections.abc import Callable, Sequence, Set
from typing import Final

from pipeline.dossier.knopen import Brief, Gezien
from pipeline.dossier.posten import changed
from pipeline.dossier.wie import Besluit
from pipeline.findings import KINDS, Bevinding, brief

_DIFFERS: Final = KINDS["afzender-wijkt-af"]
_AGAINST: Final = KINDS["bestuur-tegenstrijdig"]
_TAKEN_BACK: Final = KINDS["mail-ingetrokken"]

Own = tuple[str, str]
"""A bestuur and a kind of document that it sent itself."""
NameOf = Callable[[str], str]


def own_of(gezien: Gezien) -> Own | None:
    """What a bestuur sent itself; `None` when no mail around it shows that."""
    bestuur = gezien.bestuur
    if bestuur is None or all(b.zender != bestuur for b in gezien.brieven):
        return None
    return bestuur, gezien.soort


def compared(
    gezien: Gezien, own: Set[Own], name_of: NameOf
) -> tuple[Gezien, Bevinding | None]:
    """Tell of a document that another bestuur sent; hold it back when it conflicts.

    What is told of a document is settled by a person's word on it.
    """
    bestuur, besluit = gezien.bestuur, gezien.besluit
    if bestuur is None:
        return gezien, None
    other = _other(gezien)
    if other is None:
        return gezien, _against(gezien, name_of(bestuur)) if besluit.tegen else None
    names = name_of(bestuur), name_of(other)
    if (bestuur, gezien.soort) in own:
        held = Besluit(
            bestuur=None,
            zekerheid=besluit.zekerheid,
            uitleg=f"{besluit.uitleg}, maar het kwam van {names[1]} "
            f"en {names[0]} diende dit zelf al in",
        )
        return changed(gezien, besluit=held), None
    return gezien, _DIFFERS.at(
        bron=gezien.sha256,
        naam=gezien.naam,
        bestuur=names[0],
        afzender=names[1],
        uitleg=besluit.uitleg,
    )


def _against(gezien: Gezien, naam: str) -> Bevinding:
    return _AGAINST.at(
        bron=gezien.sha256,
        naam=gezien.naam,
        bestuur=naam,
        tegen=gezien.besluit.tegen,
    )


def _other(gezien: Gezien) -> str | None:
    """The other bestuur that sent a document; `None` when all is well."""
    senders = [brief.zender for brief in gezien.brieven]
    if gezien.besluit.toegewezen or gezien.bestuur in {None, *senders}:
        return None
    return next((sender for sender in senders if sender is not None), None)


def before(bestuur: str, mail: Brief, found: Sequence[Gezien]) -> list[int]:
    """Which of `found` are of the last mail of `bestuur` that came before `mail`.

    Given by where they stand; a person's word on a document keeps it.
    """
    if mail.ontvangen is None:
        return []
    earlier = [
        at
        for at, document in enumerate(found)
        if document.bestuur == bestuur
        and document.ingetrokken is None
        and document.mail is not None
        and document.mail.id != mail.id
        and float("-inf") < document.moment < mail.moment
    ]
    last = max((_sent(found[at]) for at in earlier), default=None)
    return [
        at
        for at in earlier
        if _sent(found[at]) == last and not found[at].besluit.toegewezen
    ]


def taken_back(document: Gezien, zin: str) -> tuple[str, Bevinding] | None:
    """The subject of the mail that was taken back, and what is told of it."""
    if document.mail is None:
        return None
    onderwerp = brief(document.mail.onderwerp or "zonder onderwerp")
    return onderwerp, _TAKEN_BACK.at(onderwerp=onderwerp, zin=brief(zin, 200))


def _sent(document: Gezien) -> tuple[float, str]:
    return document.moment, document.mail.id if document.mail else ""
