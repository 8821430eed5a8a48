"""History: what every later submission of a bestuur changed, field by field.

    Space + bestuur -> Wijziging, old -> new with their sources

The dossier is made as it stood after each moment at which something came in or was
taken back; two that follow each other are compared.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.dossier.knopen import Document
from pipeline.dossier.model import Dossier, Herkomst
from pipeline.dossier.velden import Value, fields
from pipeline.run.space import Space

Soort = Literal["gewijzigd", "toegevoegd", "weggevallen", "gecorrigeerd"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bronvermelding:
    """Where a value stands: document, place in it, and when that came in."""

    document: str
    plaats: str
    ontvangen: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wijziging:
    """One field that changed at `moment`; `reden` and `wie` for a correction."""

    veld: str
    soort: Soort
    oud: Value
    nieuw: Value
    oude_bron: Bronvermelding | None
    nieuwe_bron: Bronvermelding | None
    moment: dt.datetime | None
    reden: str | None = None
    wie: str | None = None


def history(space: Space, dossier: Dossier) -> tuple[Wijziging, ...]:
    """Every change since the first submission, the oldest first."""
    return (*_replaced(space, dossier.bestuur.id), *_corrected(dossier))


def _replaced(space: Space, bestuur: str) -> Iterator[Wijziging]:
    indeling = space.indeling
    every = [*indeling.documenten(bestuur), *indeling.ingetrokken(bestuur)]
    before: Dossier | None = None
    for moment in sorted({at for document in every for at in _moments(document)}):
        documents = [document for document in every if _counted(document, moment)]
        after = space.maker.assembled(bestuur, indeling, documents)
        if before is not None:
            yield from _compared(before, after, _at(every, moment))
        before = after


def _moments(document: Document) -> Iterator[float]:
    yield document.moment
    gone = document.gezien.ingetrokken
    if gone is not None and gone.ontvangen is not None:
        yield gone.moment


def _counted(document: Document, moment: float) -> bool:
    """Whether `document` was there at `moment`, and not taken back."""
    came, *gone = _moments(document)
    return came <= moment and all(moment < at for at in gone)


def _at(documents: Sequence[Document], moment: float) -> dt.datetime | None:
    """The moment as the mails have it, with their time zone."""
    mails = [m for d in documents for m in (d.gezien.mail, d.gezien.ingetrokken)]
    found = (m.ontvangen for m in mails if m is not None and m.ontvangen is not None)
    return next((at for at in found if at.timestamp() == moment), None)


def _compared(
    before: Dossier, after: Dossier, moment: dt.datetime | None
) -> Iterator[Wijziging]:
    old, new = fields(before), fields(after)
    for veld in dict.fromkeys((*new, *old)):
        (was_at, was), (now_at, now) = old.get(veld, _NONE), new.get(veld, _NONE)
        if was == now:
            continue
        soort: Soort = "gewijzigd"
        if veld not in old or veld not in new:
            soort = "toegevoegd" if veld in new else "weggevallen"
        yield Wijziging(
            veld=veld,
            soort=soort,
            oud=was,
            nieuw=now,
            oude_bron=_source(before, before.herkomst.get(was_at)),
            nieuwe_bron=_source(after, after.herkomst.get(now_at)),
            moment=moment,
        )


_NONE: tuple[str, Value] = ("", None)


def _corrected(dossier: Dossier) -> Iterator[Wijziging]:
    for correctie in dossier.correcties:
        yield Wijziging(
            veld=correctie.veld,
            soort="gecorrigeerd",
            oud=correctie.was,
            nieuw=correctie.waarde,
            oude_bron=_source(dossier, correctie.herkomst),
            nieuwe_bron=None,
            moment=correctie.gegeven,
            reden=correctie.reden,
            wie=correctie.wie,
        )


def _source(dossier: Dossier, herkomst: Herkomst | None) -> Bronvermelding | None:
    if herkomst is None:
        return None
    bron = next((b for b in dossier.bronnen if b.sha256 == herkomst.bron), None)
    return Bronvermelding(
        document=bron.naam if bron else herkomst.bron[:12],
        plaats=herkomst.plaats,
        ontvangen=bron.ontvangen if bron else None,
    )
