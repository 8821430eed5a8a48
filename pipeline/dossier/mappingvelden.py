"""Mappingvelden: the fields that a dossier has a place for, as a mapping names them.

a part of a form -> the names that its fields may have
"""

from collections.abc import Iterator, Mapping
from typing import Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import (
    Initiatief,
    Jurering,
    Mentorbestuur,
    Model,
    Motivatie,
    Samenwerking,
    SocialeImpact,
    Stimulansen,
    Verwachtingen,
)
from pipeline.forms.mapping import Deel, Formulier
from pipeline.forms.mapping_check import Gebrek

_NUMBERS: Final = ("te_behalen", "behaald")
_JURY: Final = ("kop", "opmerking", *Jurering.model_fields)
_STIMULANSEN: Final[Mapping[str, type[Model]]] = {
    "samenwerkingsverband": Samenwerking,
    "mentorbestuur": Mentorbestuur,
    "sociale_impact_obligatie": SocialeImpact,
}


def unknown_fields(
    formulier: Formulier, catalogus: Catalogus, where: str
) -> Iterator[Gebrek]:
    """The fields of a mapping, in file `where`, that no dossier has a place for."""
    delen = {deel.id: deel for deel in formulier.deel}
    for deel in formulier.deel:
        if deel.actie is not None and catalogus.actie(deel.actie) is None:
            yield Gebrek(
                plaats=f"{where}: deel ‘{deel.id}’: actie",
                wat=f"actie {deel.actie} staat niet in acties.toml",
                raad="Verbeter het nummer of voeg de actie toe.",
            )
    for number, veld in enumerate(formulier.veld):
        for deel_id in veld.delen:
            known = tuple(_names(delen[deel_id], catalogus))
            for naam in filter(None, (veld.naam, veld.tekst, veld.vervolg)):
                if naam not in known:
                    yield Gebrek(
                        plaats=f"{where}: veld[{number}] ‘{veld.naam}’ ({deel_id})",
                        wat=f"het dossier heeft geen plaats voor ‘{naam}’",
                        raad=f"Kies uit: {', '.join(known)}.",
                    )


def _names(deel: Deel, catalogus: Catalogus) -> Iterator[str]:
    """The names that a field of `deel` may have."""
    if deel.doel == "motivaties":
        yield from _NUMBERS
        yield from (naam for naam in Motivatie.model_fields if naam != "initiatieven")
        yield from (
            f"initiatieven.{naam}"
            for naam in Initiatief.model_fields
            if not naam.endswith("_tekst")
        )
    elif deel.doel == "verwachtingen":
        yield from (naam for naam in Verwachtingen.model_fields if naam != "onderdelen")
        actie = catalogus.actie(deel.actie) if deel.actie is not None else None
        if actie is not None and actie.verwachtingen is not None:
            yield from (f"onderdelen.{key}" for key in actie.verwachtingen.sleutels)
    elif deel.doel == "stimulansen":
        yield from (n for n in Stimulansen.model_fields if n not in _STIMULANSEN)
        for name, model in _STIMULANSEN.items():
            yield from (f"{name}.{field}" for field in model.model_fields)
        return
    yield from (f"jurering.{naam}" for naam in _JURY)
