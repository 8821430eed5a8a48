"""Incoming: the bevindingen, and all that came in, as rows of the overview."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pipeline.dossier.model import Dossier
from pipeline.findings import KINDS, Bevinding
from pipeline.jury.lines import AMBER, ERNSTEN, GREEN, GREY, RED
from pipeline.jury.tables import Kolom, Table, Waarde
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


def bevindingen_table(
    dossiers: Sequence[Dossier], verslag: Sequence[Mapping[str, Any]]
) -> Table:
    """One row per bevinding, of a dossier or of something that came in."""
    besturen = {dossier.bestuur.id: dossier.bestuur.naam for dossier in dossiers}
    told = [
        (dossier.bestuur.id, names.get(found.bron or ""), found)
        for dossier in dossiers
        for names in ({b.sha256: file_name(b.naam) for b in dossier.bronnen},)
        for found in dossier.bevindingen
    ]
    seen = {(bestuur, found) for bestuur, _, found in told}
    for _, item in walk(verslag):
        for given in item["bevindingen"]:
            found = Bevinding.model_validate(given)
            if (item["bestuur"], found) not in seen:
                told.append((item["bestuur"], file_name(item["naam"]), found))
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
        rijen=tuple(
            (bestuur, besturen.get(bestuur), *_finding(document, found))
            for bestuur, document, found in told
        ),
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


def invoer_table(
    verslag: Sequence[Mapping[str, Any]], dossiers: Sequence[Dossier]
) -> Table:
    """One row per file, mail and attachment, whatever became of it."""
    names = {dossier.bestuur.id: dossier.bestuur.naam for dossier in dossiers}
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
        rijen=tuple(
            (
                f"{'    ' * depth}{file_name(item['naam'])}",
                item["soort"],
                item["status"],
                item["code"],
                item["reden"],
                names.get(item["bestuur"], item["bestuur"]),
                file_name(item["pad"]),
                (item["sha256"] or "")[:12] or None,
            )
            for depth, item in walk(verslag)
        ),
        vast=1,
    )


def walk(
    items: Sequence[Mapping[str, Any]], depth: int = 0
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Give every item with how deep it lies, what contains before what it contains."""
    # `Any`: items of verslag.json, in the form of the contract (section 2).
    for item in items:
        yield depth, item
        yield from walk(item["onderdelen"] or (), depth + 1)
