"""Correctie: what ABB put right in a dossier, with what stood there kept beside it.

    Dossier + corrections -> Dossier

A correction holds as long as the documents say what they said when it was given. When
they say something else it lapses, and a finding tells so.

A number of a doelgroep that is put right changes that of its action where this was the
sum of the doelgroepen, or unknown because one of them was; a number of the action that
came from elsewhere, or was itself put right, stays.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from pipeline.dossier.getallen import drempel, percentage
from pipeline.dossier.kpiwaarden import KEYS, Key, total
from pipeline.dossier.model import (
    Actie,
    Bron,
    Correctie,
    Doelgroep,
    Dossier,
    Getal,
    Herkomst,
    Kpi,
)
from pipeline.dossier.velden import Value, fields, label, pointer_of
from pipeline.findings import KINDS, Bevinding, brief, spoils_kpi

_GIVEN: Final = KINDS["gecorrigeerd"]
_LAPSED: Final = KINDS["correctie-vervallen"]
_TEXT: Final = "_tekst"
_GROUPS: Final = ".kpi.doelgroepen."

Share = Callable[[int], Fraction | None]
"""The threshold (0..1) of an action by number; `None` when it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opgave:
    """A correction as a person gave it: `waarde` for `veld`, where `was` stood."""

    veld: str
    waarde: Value
    was: Value
    reden: str
    wie: str
    gegeven: dt.datetime


def corrected(dossier: Dossier, opgaven: Iterable[Opgave], share: Share) -> Dossier:
    """`dossier` with the corrections that still hold, and a finding for each."""
    said = fields(dossier)
    # `Any`: JSON data of the dossier, changed in place and read back by its model.
    data: Any = dossier.model_dump(mode="json", by_alias=True)
    given: list[Correctie] = []
    told: list[Bevinding] = []
    for opgave in sorted(opgaven, key=lambda opgave: opgave.veld):
        _, now = said.get(opgave.veld, ("", None))
        pointer = pointer_of(opgave.veld, dossier)
        if now == opgave.waarde:
            continue  # the documents say it themselves by now
        if now != opgave.was or pointer is None or not _put(data, pointer, opgave):
            told.append(_lapsed(opgave, now))
            continue
        _, written = said.get(f"{opgave.veld}{_TEXT}", ("", None))
        given.append(_given(opgave, pointer, dossier.herkomst, written))
        told.append(_told(opgave))
    if not given and not told:
        return dossier
    for correctie in given:
        for plek in (correctie.plek, f"{correctie.plek}{_TEXT}"):
            data["herkomst"].pop(plek, None)
        bron, origin = _source(correctie, dossier.bestuur.id)
        data["bronnen"].append(bron.model_dump(mode="json"))
        if correctie.waarde is not None:
            data["herkomst"][correctie.plek] = origin.model_dump()
    made = Dossier.model_validate(data)
    made = _with_sums(made, dossier, given)
    acties = tuple(
        actie.model_copy(update={"kpi": _derived(actie.kpi, share(actie.nummer))})
        for actie in made.acties
    )
    settled = {n for c in given if (n := _kpi_of(c, acties)) is not None}
    kept = [
        b for b in dossier.bevindingen if not spoils_kpi(b) or b.actie not in settled
    ]
    return made.model_copy(
        update={
            "acties": acties,
            "bevindingen": (*kept, *told),
            "correcties": tuple(given),
        }
    )


def _put(data: Any, pointer: str, opgave: Opgave) -> bool:
    """Put the value at `pointer`; false when there is no such place any more."""
    *steps, last = pointer.split("/")[1:]
    at = data
    for step in steps:
        if isinstance(at, list):
            if int(step) >= len(at):
                return False
            at = at[int(step)]
            continue
        if at.get(step) is None:
            at[step] = {}
        at = at[step]
    at[last] = opgave.waarde
    if f"{last}{_TEXT}" in at:
        at[f"{last}{_TEXT}"] = None  # what was written there says another number
    return True


def _with_sums(made: Dossier, dossier: Dossier, given: Sequence[Correctie]) -> Dossier:
    """`made` with the sums of the doelgroepen that were put right in `dossier`."""
    acties, herkomst = list(made.acties), dict(made.herkomst)
    for at, actie in enumerate(made.acties):
        start = f"{actie.nummer}{_GROUPS}"
        mine = [c for c in given if c.veld.startswith(start)]
        was = dossier.acties[at].kpi
        for key in KEYS if mine else ():
            derived = getattr(was, key) == _sum(key, was.doelgroepen)
            if not derived or any(c.veld == f"{actie.nummer}.kpi.{key}" for c in given):
                continue
            waarde = _sum(key, actie.kpi.doelgroepen)
            if waarde == getattr(was, key):
                continue
            kpi = acties[at].kpi.model_copy(update={key: waarde})
            acties[at] = acties[at].model_copy(update={"kpi": kpi})
            _, origin = _source(mine[0], dossier.bestuur.id)
            herkomst.pop(f"/acties/{at}/kpi/{key}", None)
            if waarde is not None:
                herkomst[f"/acties/{at}/kpi/{key}"] = origin
    return made.model_copy(update={"acties": tuple(acties), "herkomst": herkomst})


def _sum(key: Key, groepen: Sequence[Doelgroep]) -> Getal | None:
    """What doelgroepen come to; unknown where one has a target and no number."""
    if key == "behaald" and any(
        groep.te_behalen is not None and groep.behaald is None for groep in groepen
    ):
        return None
    numbers = [getattr(groep, key) for groep in groepen]
    known = [number for number in numbers if number is not None]
    return total(known) if known else None


def _derived(kpi: Kpi, deel: Fraction | None) -> Kpi:
    """The KPI with what follows from its two numbers."""
    grens = drempel(kpi.te_behalen, deel) if deel is not None else None
    reached = None if grens is None or kpi.behaald is None else kpi.behaald >= grens
    return kpi.model_copy(
        update={
            "percentage": percentage(kpi.behaald, kpi.te_behalen),
            "drempel": grens,
            "drempel_gehaald": reached,
        }
    )


def _given(
    opgave: Opgave, pointer: str, herkomst: Mapping[str, Herkomst], written: Value
) -> Correctie:
    """The correction for in the dossier; `written` is how a number stood there."""
    return Correctie(
        veld=opgave.veld,
        plek=pointer,
        was=opgave.was if written is None else written,
        waarde=opgave.waarde,
        reden=opgave.reden,
        wie=opgave.wie,
        gegeven=opgave.gegeven,
        herkomst=herkomst.get(pointer),
    )


def _source(correctie: Correctie, bestuur: str) -> tuple[Bron, Herkomst]:
    """The correction as what its value comes from, which no document is."""
    said = [bestuur, correctie.model_dump(mode="json", exclude={"plek", "herkomst"})]
    text = json.dumps(said, ensure_ascii=True, sort_keys=True)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    bron = Bron(sha256=sha256, naam="correctie door ABB", soort="correctie")
    plaats = f"{correctie.veld}, {correctie.gegeven:%d/%m/%Y} door {correctie.wie}"
    return bron, Herkomst(bron=sha256, plaats=plaats, zekerheid=1.0)


def _told(opgave: Opgave) -> Bevinding:
    return _GIVEN.at(
        actie=actie_of(opgave.veld),
        veld=label(opgave.veld),
        waarde=shown(opgave.waarde),
        was=shown(opgave.was),
        reden=brief(opgave.reden, 200).rstrip("."),
    )


def _lapsed(opgave: Opgave, now: Value) -> Bevinding:
    return _LAPSED.at(
        actie=actie_of(opgave.veld),
        veld=label(opgave.veld),
        was=shown(opgave.was),
        nu=shown(now),
        waarde=shown(opgave.waarde),
    )


def _kpi_of(correctie: Correctie, acties: Sequence[Actie]) -> int | None:
    """The action whose KPI a correction makes known."""
    nummer = actie_of(correctie.veld)
    if _GROUPS in correctie.veld:
        reached = {actie.nummer: actie.kpi.behaald for actie in acties}
        return nummer if nummer and reached.get(nummer) is not None else None
    known = correctie.waarde is not None
    return nummer if ".kpi." in correctie.veld and known else None


def actie_of(veld: str) -> int | None:
    """The number of the action that a field is of."""
    first = veld.partition(".")[0]
    return int(first) if first.isdecimal() else None


def shown(value: Value) -> str:
    """A value for within a sentence."""
    if value is None:
        return "niets"
    if isinstance(value, str):
        return f"‘{brief(value)}’"
    return str(value).replace(".", ",")
