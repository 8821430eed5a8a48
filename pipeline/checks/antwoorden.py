"""Antwoorden rules: who answered what, how often, and at what length."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.checks.context import Context
from pipeline.dossier.model import Actie, Dossier, Motivatie, Verwachtingen
from pipeline.findings import KINDS, Bevinding, brief
from pipeline.forms.mapping import Deel, Veld

_DUBBEL = KINDS["dubbel-antwoord"]
_NIET_TOEGEKEND = KINDS["actie-niet-toegekend"]
_TE_LANG = KINDS["te-lang"]


def answers_are_single(dossier: Dossier, context: Context) -> Iterator[Bevinding]:
    """An action is answered once in each section.

    Source: the official form asks to copy a row per action, so a second row for the
    same action is a mistake or a leftover; contract section 3, `motivaties_extra` and
    `verwachtingen_extra`, and section 5, `dubbel-antwoord`.
    """
    del context
    for actie in dossier.acties:
        for wat, first, extra in (
            ("motivatie", actie.motivatie, actie.motivaties_extra),
            ("antwoord", actie.verwachtingen, actie.verwachtingen_extra),
        ):
            if extra:
                times = len(extra) + (first is not None)
                yield _DUBBEL.at(actie=actie.nummer, aantal=times, wat=wat)


def actie_is_granted(dossier: Dossier, context: Context) -> Iterator[Bevinding]:
    """What is reported on was committed to; judged only when toekenningen were given.

    Source: report against the KPI of the confirmation mail (vlaanderen.be/
    plan-samenleven, rapportering); contract section 5, `actie-niet-toegekend`.
    """
    if context.toegekend is None:
        return
    for actie in dossier.acties:
        if actie.nummer not in context.toegekend and _is_reported_on(actie):
            yield _NIET_TOEGEKEND.at(actie=actie.nummer, naam=actie.naam)


def answers_fit_the_form(dossier: Dossier, context: Context) -> Iterator[Bevinding]:
    """An answer is no longer than the form asks; exactly the maximum fits.

    Source: "(max. 250 tekens)" in section 3 of the official form, as `maximum` in
    `mappings/formulieren/`; contract section 5, `te-lang`.
    """
    for formulier in context.formulieren:
        delen = {deel.id: deel for deel in formulier.deel}
        for veld in formulier.veld:
            if veld.maximum is None:
                continue
            for actie, text in _answers(dossier, veld, [delen[d] for d in veld.delen]):
                if len(text) > veld.maximum:
                    yield _TE_LANG.at(
                        actie=actie,
                        veld=brief(veld.labels[0], 90),
                        lengte=len(text),
                        maximum=veld.maximum,
                    )


def _answers(
    dossier: Dossier, veld: Veld, delen: Sequence[Deel]
) -> Iterator[tuple[int | None, str]]:
    """Give every answer in `veld`, with the action it is about."""
    path = veld.naam.split(".")
    for deel in delen:
        if deel.doel == "stimulansen":
            for text in _texts(dossier.stimulansen.model_dump(), path):
                yield None, text
            continue
        for actie in dossier.acties:
            if deel.actie in {None, actie.nummer}:
                for answer in _section(actie, deel.doel):
                    for text in _texts(answer.model_dump(), path):
                        yield actie.nummer, text


def _section(actie: Actie, doel: str) -> Iterator[Motivatie | Verwachtingen]:
    if doel == "motivaties":
        yield from (m for m in (actie.motivatie, *actie.motivaties_extra) if m)
    elif doel == "verwachtingen":
        yield from (v for v in (actie.verwachtingen, *actie.verwachtingen_extra) if v)


def _texts(value: Any, path: Sequence[str]) -> Iterator[str]:
    """Give the texts at `path` in a dumped model (hence `Any`), through its lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, path)
    elif isinstance(value, Mapping) and path:
        yield from _texts(value.get(path[0]), path[1:])


def _is_reported_on(actie: Actie) -> bool:
    """Whether the bestuur said anything of it; a target of 0 says nothing."""
    return bool(
        actie.kpi.behaald is not None
        or actie.kpi.te_behalen
        or actie.kpi.doelgroepen
        or actie.motivatie
        or actie.motivaties_extra
        or actie.verwachtingen
        or actie.verwachtingen_extra
    )
