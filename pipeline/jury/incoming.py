"""Incoming: the bevindingen, and all that came in, as rows of the overview."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from pipeline.dossier.model import Dossier
from pipeline.findings import KINDS, Bevinding
from pipeline.jury.lines import AMBER, ERNSTEN, GREEN, GREY, RED
from pipeline.jury.tables import Kolom, Rij, Rijen, Table, Waarde
from pipeline.jury.text import file_name

_WEIGHTS: Final = {teken.woord: teken.tint for teken in ERNSTEN.values()}
_STATES: Final = {
    "verwerkt": GREEN,
    "vervangen": GREY,
    "dubbel": GREY,
    "genegeerd": GREY,
    "geweigerd": RED,
    "onbekend": AMBER,
}


class Bevonden:
    """The rows of the bevindingen, of dossiers and of what came in."""

    def __init__(self) -> None:
        self.rijen = Rijen()
        self._seen: set[bytes] = set()

    def add(self, dossier: Dossier) -> None:
        """Add what was found in a dossier."""
        names = {bron.sha256: file_name(bron.naam) for bron in dossier.bronnen}
        bestuur = dossier.bestuur
        for found in dossier.bevindingen:
            self._seen.add(_mark(bestuur.id, found))
            told = _finding(names.get(found.bron or ""), found)
            self.rijen.add((bestuur.id, bestuur.naam, *told), bestuur.id)

    def add_item(self, item: Mapping[str, Any], naam: str | None) -> None:
        """Add what was found in an item of the bestuur called `naam`.

        Unless its dossier tells so already.
        """
        for given in item["bevindingen"]:
            found = Bevinding.model_validate(given)
            if _mark(item["bestuur"], found) not in self._seen:
                told = _finding(file_name(item["naam"]), found)
                self.rijen.add((item["bestuur"], naam, *told))


def _mark(bestuur: str | None, found: Bevinding) -> bytes:
    """What tells a bevinding of a bestuur from all others, in few bytes."""
    told = f"{bestuur} {found.model_dump_json()}"
    return hashlib.sha256(told.encode()).digest()


def bevindingen_table(rijen: Rijen) -> Table:
    """One row per bevinding, of a dossier or of something that came in."""
    return Table(
        blad="Bevindingen",
        uitleg="Een rij per bevinding van de controles, met wat u ermee kunt doen.",
        kolommen=(
            Kolom(kop="Id", breedte=10),
            Kolom(kop="Bestuur", soort="lang", breedte=31),
            Kolom(kop="Gewicht", breedte=16, tinten=_WEIGHTS),
            Kolom(kop="Code", breedte=24),
            Kolom(kop="Actie", soort="getal", breedte=8),
            Kolom(kop="Bericht", soort="lang", breedte=60),
            Kolom(kop="Document", soort="lang", breedte=28),
            Kolom(kop="Plaats", soort="lang", breedte=28),
            Kolom(kop="Wat te doen", soort="lang", breedte=50),
        ),
        rijen=rijen,
    )


def _finding(document: str | None, found: Bevinding) -> tuple[Waarde, ...]:
    teken = ERNSTEN[found.ernst]
    kind = KINDS.get(found.code)
    return (
        f"{teken.symbool} {teken.woord}",
        found.code,
        found.actie,
        found.bericht,
        document,
        found.plaats,
        kind.uitleg if kind else None,
    )


def invoer_row(depth: int, item: Mapping[str, Any], naam: str | None) -> Rij:
    """What became of an item, of the bestuur called `naam`."""
    return (
        f"{'    ' * depth}{file_name(item['naam'])}",
        item["soort"],
        item["status"],
        item["code"],
        item["reden"],
        naam or item["bestuur"],
        file_name(item["pad"]),
        (item["sha256"] or "")[:12] or None,
    )


def invoer_table(rijen: Rijen) -> Table:
    """One row per file, mail and attachment, whatever became of it."""
    return Table(
        blad="Invoer",
        uitleg="Een rij per bestand, mail en bijlage, en wat ermee is gedaan.",
        kolommen=(
            Kolom(kop="Bestand", breedte=46),
            Kolom(kop="Soort", breedte=18),
            Kolom(kop="Status", breedte=13, tinten=_STATES),
            Kolom(kop="Code", breedte=18),
            Kolom(kop="Reden", soort="lang", breedte=60),
            Kolom(kop="Bestuur", soort="lang", breedte=31),
            Kolom(kop="Pad", breedte=60),
            Kolom(kop="Vingerafdruk", breedte=16),
        ),
        rijen=rijen,
        vast=1,
    )
