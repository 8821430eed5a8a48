"""Verwachtingen rules: form section 2, for actions on minimal expectations.

Which actions those are, which parts count and how many are demanded is data
(`mappings/acties.toml`).
"""

from collections.abc import Iterator

from pipeline.checks.context import Context
from pipeline.dossier.catalogus import MinimaleVerwachtingen
from pipeline.dossier.model import Actie, Dossier, Verwachtingen
from pipeline.findings import KINDS, Bevinding

_ONTBREKEN = KINDS["verwachtingen-ontbreken"]
_ONVOLDOENDE = KINDS["verwachtingen-onvoldoende"]


def verwachtingen_are_answered(
    dossier: Dossier, context: Context
) -> Iterator[Bevinding]:
    """An action judged on minimal expectations has an answer, whatever its number.

    Source: section 2 of the official form ("indien actie op wijk- of stadsniveau");
    contract section 5, `verwachtingen-ontbreken`.
    """
    for actie, _ in _judged(dossier, context):
        if _answer(actie) is None:
            yield _ONTBREKEN.at(actie=actie.nummer, naam=actie.naam)


def enough_onderdelen_are_answered(
    dossier: Dossier, context: Context
) -> Iterator[Bevinding]:
    """As many parts are answered as the minimal expectations demand, unless it stops.

    Source: section 2 of the official form: action 2, three of five domains; 16, every
    category; 18, three of eight domains; 22, five actions of a pleinmaker. Contract
    section 5, `verwachtingen-onvoldoende`.
    """
    for actie, demanded in _judged(dossier, context):
        answer = _answer(actie)
        if answer is None or answer.antwoord == "nee":
            continue
        count = demanded.count(answer.onderdelen)
        if count < demanded.vereist:
            yield _ONVOLDOENDE.at(
                actie=actie.nummer,
                naam=actie.naam,
                aantal=count,
                vereist=demanded.vereist,
                wat="acties" if demanded.per_regel else "onderdelen",
            )


def _judged(
    dossier: Dossier, context: Context
) -> Iterator[tuple[Actie, MinimaleVerwachtingen]]:
    for actie in dossier.acties:
        entry = context.catalogus.actie(actie.nummer)
        if (
            entry is not None
            and entry.verwachtingen is not None
            and entry.is_judged_on_expectations(context.ronde.projectjaar)
        ):
            yield actie, entry.verwachtingen


def _answer(actie: Actie) -> Verwachtingen | None:
    """The first answer that says anything at all."""
    for answer in (actie.verwachtingen, *actie.verwachtingen_extra):
        if answer is not None and _says_something(answer):
            return answer
    return None


def _says_something(answer: Verwachtingen) -> bool:
    return any(
        (
            answer.antwoord,
            answer.toelichting,
            answer.niet_uitgevoerd,
            answer.stopzetting,
            *answer.onderdelen.values(),
        )
    )
