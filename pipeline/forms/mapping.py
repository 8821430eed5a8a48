"""Mapping: what a form in `mappings/formulieren/` says of itself.

One entry per place for an answer, with every wording of its label that was seen. No
expressions, no regular expressions, no conditions: a new form is data.
"""

from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from pipeline.errors import MappingError
from pipeline.forms.basis import read_mappings
from pipeline.resources import validate


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Deel(_Model):
    """A part of the form; `actie` is the official number of the one it is about."""

    id: str
    doel: Literal["motivaties", "verwachtingen", "stimulansen", "jurering"]
    actie: int | None = None
    koppen: tuple[str, ...] = ()


class Veld(_Model):
    """A place for an answer, in every part that `delen` names.

    `tekst` is the field for words behind a choice, `vervolg` for the lines below it,
    `maximum` the form's own limit in characters.
    """

    delen: tuple[str, ...]
    naam: str
    soort: Literal["tekst", "getal", "keuze", "optie"]
    labels: tuple[str, ...]
    optie: Literal["ja", "nee"] | None = None
    tekst: str | None = None
    vervolg: str | None = None
    maximum: int | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if not self.labels or any(not label.strip() for label in self.labels):
            raise ValueError("een veld heeft minstens één label, en geen enkel is leeg")
        if (self.soort == "optie") != (self.optie is not None):
            raise ValueError("‘optie’ hoort bij soort optie, en alleen daar")
        return self


Kolomsoort = Literal["actie", "keuze", "ja", "nee", "toelichting"]


class Kolom(_Model):
    """What a column is called when people retype a part as a table of actions."""

    soort: Kolomsoort
    labels: tuple[str, ...]


class Formulier(_Model):
    """One form: its blank in `templates/`, its parts and its places for answers.

    `elders` are fixed texts of other editions, which this blank does not print.
    """

    formulier: str
    soort: Literal["motivatie"]
    ronde: str
    sjabloon: str
    herken: tuple[str, ...]
    leeg: tuple[str, ...] = ()
    leeg_vooraan: tuple[str, ...] = ()
    elders: tuple[str, ...] = ()
    deel: tuple[Deel, ...]
    veld: tuple[Veld, ...]
    kolom: tuple[Kolom, ...] = ()

    @model_validator(mode="after")
    def _parts_exist(self) -> Self:
        known = {deel.id for deel in self.deel}
        for veld in self.veld:
            for naam in veld.delen:
                if naam not in known:
                    raise ValueError(f"veld ‘{veld.naam}’: deel ‘{naam}’ bestaat niet")
        return self

    def velden_van(self, deel: str) -> Iterator[Veld]:
        """The places for answers in one part, in form order."""
        return (veld for veld in self.veld if deel in veld.delen)

    @property
    def labels(self) -> Mapping[str, str]:
        """What the form calls each field, by its name, without a colon."""
        return {veld.naam: veld.labels[0].rstrip(": ") for veld in self.veld}

    def maximum(self, naam: str) -> int | None:
        """The form's limit in characters for the field `naam`; `None` without one."""
        return next((v.maximum for v in self.veld if v.naam == naam), None)


def load_formulieren(folder: Traversable) -> tuple[Formulier, ...]:
    """Every Word form in `folder` (`mappings/formulieren`), by file name.

    Raises `MappingError` that lists all mistakes of all files, each with its key.
    """
    read, problems = read_mappings(folder)
    formulieren: list[Formulier] = []
    for name, data in read.items():
        try:
            if data.get("soort") == "motivatie":
                formulieren.append(validate(Formulier, data, where=name))
        except MappingError as error:
            problems.extend(error.problems)
    if problems:
        raise MappingError(problems)
    return tuple(formulieren)
