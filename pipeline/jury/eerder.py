"""Eerder: a jury sheet that we made before the facts changed.

It is ours, so it is no forgery. What the jury answered on facts that are the same today
is a verdict; what it answered on others is none, and is kept and told.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pipeline.dossier.model import Dossier
from pipeline.findings import KINDS, Bevinding, brief
from pipeline.jury import identity
from pipeline.jury.answers import Answers
from pipeline.jury.returned import Returned
from pipeline.jury.verdicts import STIMULANSEN

_ACTIE: Final = "actie-"


def facts_told(sheet: Returned) -> dict[int, str]:
    """Give the fingerprints that a sheet carries, by action; none without hidden ones.

    They are what it claims: only a seal makes them true.
    """
    return {
        int(name.removeprefix(_ACTIE)): text
        for name, text in sheet.properties.items()
        if name.startswith(_ACTIE) and name.removeprefix(_ACTIE).isdecimal()
    }


def facts_then(
    sheet: Returned, basis: Dossier | None, answers: Answers
) -> dict[int, str]:
    """Fingerprint what the jury had before it, by action: the facts in `basis`.

    Without it as the sheet told, and else by the kenmerk of the whole sheet.
    """
    if basis is not None:
        return identity.feiten_van(basis)
    whole = sheet.claim.kenmerk if sheet.claim else ""
    asked = {antwoord.nummer for antwoord in answers.antwoorden}
    told = facts_told(sheet)
    return dict.fromkeys({*asked, STIMULANSEN}, whole) | told


def changed(then: Mapping[int, str], dossier: Dossier) -> str:
    """Name the actions of which the facts are not those of `then`: ` (actie 9, 15)`.

    `` when there are none, and when nothing is known of then.
    """
    other = sorted(now_other(then, dossier) - {STIMULANSEN}) if then else ()
    return f" (actie {', '.join(map(str, other))})" if other else ""


def now_other(then: Mapping[int, str], dossier: Dossier) -> set[int]:
    """Give the actions, and `STIMULANSEN`, of which the facts are not those of then."""
    now = identity.feiten_van(dossier)
    every = now.keys() | then.keys()
    return {nummer for nummer in every if now.get(nummer) != then.get(nummer)}


def outdated(
    about: Sequence[int], which: str, naam: str, sha256: str
) -> Iterator[Bevinding]:
    """Tell of each outdated answer of the sheet `naam`, by its action; at least once.

    `which` are the actions of which the facts changed, as `changed` names them.
    """
    kind = KINDS[identity.VEROUDERD]
    for nummer in about or [STIMULANSEN]:
        bevinding = kind.at(actie=nummer or None, bron=sha256)
        what = f"Actie {nummer}: jurysheet" if nummer else "Jurysheet"
        there = f"Wat daar over actie {nummer}" if nummer else "Wat daar"
        words = (
            f"{what} ‘{brief(naam)}’ is een eerdere versie, van voor de gegevens "
            f"wijzigden{which}. {there} staat, is bewaard maar telt niet mee."
        )
        yield bevinding.model_copy(update={"bericht": words})
