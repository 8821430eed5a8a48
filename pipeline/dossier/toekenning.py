"""Toekenning: what one bestuur committed to, and all of them together.

Made of the file of the toekenningen by `toekenningen`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.dossier.model import Bestuur, Getal


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One row: `te_behalen` and `subsidie` (euro) are `None` when left empty."""

    actie: int
    doelgroep: str | None
    te_behalen: Getal | None
    subsidie: Getal | None
    plaats: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Toekenning:
    """All that one bestuur committed to."""

    bestuur: Bestuur
    regels: tuple[Regel, ...]
    contact: str | None = None
    email: str | None = None
    stimulansen: tuple[str, ...] = ()

    @property
    def acties(self) -> frozenset[int]:
        """The official numbers of the actions granted."""
        return frozenset(regel.actie for regel in self.regels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toekenningen:
    """The toekenningen of a round by bestuur id; `sha256` and `naam` of their file.

    `submitters` gives for the id of a partner without a toekenning of its own the ids
    of the besturen that submit for it.
    """

    sha256: str
    naam: str
    per_bestuur: Mapping[str, Toekenning]
    submitters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    waarschuwingen: tuple[str, ...] = ()
