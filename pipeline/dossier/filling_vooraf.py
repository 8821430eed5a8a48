"""Filling vooraf: what a bestuur finds in its Word form before it has written a word.

Toekenning -> Keuze of parts, and an Invulling per block
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.filling import Delen, kop_van, write_getal
from pipeline.dossier.filling_werkmap import add_up
from pipeline.dossier.namen import compact
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenning import Toekenning
from pipeline.forms.fill import Invulling
from pipeline.forms.fill_prune import Keuze
from pipeline.forms.labels import Index

_SHORTEST: Final = 4  # letters of a name that is cut short: `mentor`


@dataclass(frozen=True, slots=True, kw_only=True)
class Vooraf:
    """The personal Word form of one bestuur, before it is made.

    `onbekend` are stimuli of the toekenning that the form does not know by that name.
    """

    keuze: Keuze
    invullingen: tuple[Invulling, ...]
    onbekend: tuple[str, ...]


def vooraf(
    toekenning: Toekenning, ronde: Ronde, index: Index, catalogus: Catalogus
) -> Vooraf:
    """Only what is asked of this bestuur, with names and targets filled in.

    Actions judged on minimal expectations keep their own part, each other action gets a
    block of section 1. The stimuli that were granted stay; one that the form does not
    know by its name keeps all of them.
    """
    delen = Delen(index)
    keep: set[str] = set()
    invullingen: list[Invulling] = []
    for nummer in sorted(toekenning.acties):
        actie = catalogus.actie(nummer)
        judged = actie is not None and actie.is_judged_on_expectations(
            ronde.projectjaar
        )
        if judged and nummer in delen.acties:
            keep.add(delen.acties[nummer])
        elif not judged and delen.motivatie is not None:
            keep.add(delen.motivatie)
            invullingen.append(_block(delen.motivatie, nummer, toekenning, catalogus))
    granted, unknown = _stimuli(toekenning, index, delen.stimulansen)
    velden = {}
    if delen.stimulansen is not None and toekenning.stimulansen:
        keep.add(delen.stimulansen)
        if not unknown:
            velden[delen.stimulansen] = granted
    return Vooraf(
        keuze=Keuze(delen=frozenset(keep), velden=velden),
        invullingen=tuple(invullingen),
        onbekend=unknown,
    )


def _block(
    deel: str, nummer: int, toekenning: Toekenning, catalogus: Catalogus
) -> Invulling:
    targets = [r.te_behalen for r in toekenning.regels if r.actie == nummer]
    total = add_up(targets) if None not in targets else None
    velden = {"te_behalen": write_getal(total)} if total is not None else {}
    return Invulling(deel=deel, kop=kop_van(nummer, "", catalogus), velden=velden)


def _stimuli(
    toekenning: Toekenning, index: Index, deel: str | None
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The stimuli of the form that were granted, and granted ones it does not know."""
    known = frozenset(_names(index, deel)) if deel is not None else frozenset()
    granted: set[str] = set()
    unknown: list[str] = []
    for stimulans in toekenning.stimulansen:
        mine = {name for name in known if _is_same(stimulans, name)}
        granted |= mine
        if not mine:
            unknown.append(stimulans)
    return frozenset(granted), tuple(unknown)


def _names(index: Index, deel: str) -> Iterator[str]:
    for veld in index.formulier.velden_van(deel):
        name, dot, _ = veld.naam.partition(".")
        if dot:
            yield name


def _is_same(said: str, name: str) -> bool:
    """Whether `said` is the stimulus `name`, in one word or more, whole or in part."""
    letters, wanted = compact(said), compact(name)
    return wanted in letters or (len(letters) >= _SHORTEST and letters in wanted)
