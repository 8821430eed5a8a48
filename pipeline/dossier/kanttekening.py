"""Kanttekening: what was read from a document, as remarks beside its own text.

    Extractie + Programma -> remarks, each with the place that it is about

One per value, one for everything left over and one per bevinding. A long text is told
by how it begins: it stands right beside the remark.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.programma import Programma
from pipeline.dossier.uitleg import Waarde, onderwerpen, percent
from pipeline.findings import brief

_QUOTED: Final = 80  # characters of a value or of what is left over


@dataclass(frozen=True, slots=True, kw_only=True)
class Kanttekening:
    """A remark. `plaats` is `None` for what is about the document as a whole."""

    plaats: str | None
    tot: str | None = None
    regels: tuple[str, ...]


def kanttekeningen(extractie: Extractie, programma: Programma) -> list[Kanttekening]:
    """All remarks on one document."""
    return [
        *_bestuur(extractie),
        *(
            _waarde(waarde, onderwerp.titel.partition(":")[0])
            for onderwerp in onderwerpen(extractie, programma)
            for waarde in onderwerp.waarden
        ),
        *_rest(extractie),
        *_bevindingen(extractie),
    ]


def _bestuur(extractie: Extractie) -> Iterator[Kanttekening]:
    bestuur = extractie.bestuur
    if bestuur is None:
        return
    sure = percent(bestuur.zekerheid)
    lines = [f"Gelezen als: bestuur {bestuur.naam} ({bestuur.id}), zekerheid {sure}"]
    if bestuur.reden:
        lines.append(f"Omdat: {bestuur.reden}")
    yield Kanttekening(plaats=bestuur.plaats, regels=tuple(lines))


def _waarde(waarde: Waarde, onderwerp: str) -> Kanttekening:
    plek = waarde.plek
    sure = f", zekerheid {percent(plek.zekerheid)}" if plek is not None else ""
    about = onderwerp[0].lower() + onderwerp[1:]
    told = about if waarde.veld == "actie" else f"{about}, {waarde.veld}"
    lines = [f"Gelezen als: {told}{sure}"]
    if waarde.veld != "actie":
        lines.append(f"Waarde: {brief(waarde.waarde, _QUOTED)}")
    if waarde.geschreven is not None:
        lines.append(f"Geschreven: {brief(waarde.geschreven, _QUOTED)}")
    if plek is not None and plek.reden:
        lines.append(f"Omdat: {plek.reden}")
    return Kanttekening(
        plaats=plek.plaats if plek is not None else None,
        tot=plek.tot if plek is not None else None,
        regels=tuple(lines),
    )


def _rest(extractie: Extractie) -> Iterator[Kanttekening]:
    for rest in extractie.niet_herkend:
        said = f"Niet herkend: {brief(rest.tekst, _QUOTED)}"
        yield Kanttekening(plaats=rest.plaats, regels=(said,))


def _bevindingen(extractie: Extractie) -> Iterator[Kanttekening]:
    for bevinding in extractie.bevindingen:
        said = f"Bevinding {bevinding.code} ({bevinding.ernst}): {bevinding.bericht}"
        yield Kanttekening(plaats=bevinding.plaats, regels=(said,))
