"""Ingekomen: a document as it came in, and all that one dossier is made of."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.model import Bestuur, Bron, Indiening
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenningen import Toekenning


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingekomen:
    """One document of a bestuur as it came in.

    `indiening` is the message id; `None` for a loose document, which then counts as
    sent with all other loose ones. `ontvangen` is aware, `None` when unknown.
    """

    extractie: Extractie
    indiening: str | None
    ontvangen: dt.datetime | None

    @property
    def sha256(self) -> str:
        """The sha256 of the document."""
        return self.extractie.bestand.sha256

    @property
    def naam(self) -> str:
        """The name of the document."""
        return self.extractie.bestand.naam

    @property
    def soort(self) -> str:
        """What kind of document it turned out to be."""
        return self.extractie.bestand.soort

    @property
    def moment(self) -> float:
        """When it came, in seconds; before all others when nobody knows."""
        if self.ontvangen is None:
            return float("-inf")
        return self.ontvangen.timestamp()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdracht:
    """All that a dossier is made of.

    `toekenningen_bron` is the file behind `toekenning`; both are `None` when nothing
    was granted, or nobody told.
    """

    bestuur: Bestuur
    ronde: Ronde
    catalogus: Catalogus
    documenten: Sequence[Ingekomen]
    indieningen: Sequence[Indiening] = ()
    toekenning: Toekenning | None = None
    toekenningen_bron: Bron | None = None


def in_order(documenten: Iterable[Ingekomen]) -> tuple[Ingekomen, ...]:
    """The documents in the order in which they count, whatever order they are given."""
    return tuple(sorted(documenten, key=_order))


def per_moment(
    documenten: Sequence[Ingekomen],
) -> tuple[tuple[Ingekomen, ...], ...]:
    """The documents that came together, earliest first; `documenten` are `in_order`.

    Documents of one mail add up and a later mail replaces (contract section 2). Mails
    of the same second, and all of which nobody knows when they came, count as one:
    none of them is later than another.
    """
    groups = groupby(documenten, key=lambda document: document.moment)
    return tuple(tuple(group) for _, group in groups)


def _order(document: Ingekomen) -> tuple[float, str, str, str]:
    return document.moment, document.indiening or "", document.naam, document.sha256
