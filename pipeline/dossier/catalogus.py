"""Catalogue: what the programme says about its actions (`mappings/acties.toml`).

A next programme is another file, not other code: nothing here knows how many actions
there are, or which are judged on minimal expectations.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pipeline.dossier.namen import plain
from pipeline.errors import MappingError
from pipeline.resources import read_toml, validate, validate_all

FILE: Final = "acties.toml"

Text = Annotated[str, StringConstraints(min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(strict=False)]  # TOML gives lists
# Words that together tell an action, `*` for any ending: `verkort* opleid*`.
Kenwoord = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+\*?( [a-z0-9]+\*?)*$")]
Count = Annotated[int, Field(ge=1)]
Year = Annotated[int, Field(ge=1, strict=False)]  # TOML keys are always text


class Mapped(BaseModel):
    """What all tables of a mapping share: frozen, strict, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Doelgroep(Mapped):
    """A target group in which the report splits the KPI of an action."""

    naam: Text
    synoniemen: Texts = ()
    plafond_kpi: Count | None = None


class Jaar(Mapped):
    """An action in one projectjaar; amounts in euro, `None` where not known."""

    kpi_eenheid: Text
    eenheid_woorden: Texts = ()
    doelgroepen: Annotated[tuple[Doelgroep, ...], Field(strict=False)] = ()
    tarief: Count | None = None
    plafond_kpi: Count | None = None
    plafond_bedrag: Count | None = None
    beoordeling: Literal["drempel", "verwachtingen"]


class Onderdeel(Mapped):
    """A part of the minimal expectations: key of the dossier, label of the form."""

    sleutel: Text
    label: Text


class MinimaleVerwachtingen(Mapped):
    """What an action on the level of a neighbourhood or town must show.

    `vereist` of the parts in `telt` must be answered; with `per_regel` every line of
    them counts for one (contract, section 5, `verwachtingen-onvoldoende`).
    """

    vereist: Annotated[int, Field(ge=0)]
    telt: Texts = ()
    per_regel: bool = False
    onderdelen: Annotated[tuple[Onderdeel, ...], Field(strict=False)] = ()

    @property
    def sleutels(self) -> tuple[str, ...]:
        """The keys of `onderdelen` in the dossier, in the contract's order."""
        return tuple(onderdeel.sleutel for onderdeel in self.onderdelen)

    def count(self, onderdelen: Mapping[str, str | None]) -> int:
        """Count what was answered in `onderdelen` towards `vereist`."""
        answers = [onderdelen.get(sleutel) or "" for sleutel in self.telt]
        if self.per_regel:
            answers = [line for answer in answers for line in answer.splitlines()]
        return sum(1 for answer in answers if answer.strip())


class Actie(Mapped):
    """An action of the programme, with what holds in each projectjaar.

    `synoniemen` name it; `kenwoorden` are words that tell it in a title that does not.
    """

    nummer: Count
    naam: Text
    doelstelling: Text
    gesubsidieerd: bool
    synoniemen: Texts = ()
    kenwoorden: Annotated[tuple[Kenwoord, ...], Field(strict=False)] = ()
    verwachtingen: MinimaleVerwachtingen | None = None
    jaren: dict[Year, Jaar] = {}

    @property
    def namen(self) -> tuple[str, ...]:
        """The official title first, then every other name."""
        return (self.naam, *self.synoniemen)

    def jaar(self, projectjaar: int) -> Jaar | None:
        """Give what holds in `projectjaar`; `None` when not subsidised then."""
        return self.jaren.get(projectjaar)

    def is_judged_on_expectations(self, projectjaar: int) -> bool:
        """Whether no threshold counts in `projectjaar`, but the content."""
        jaar = self.jaar(projectjaar)
        return jaar is not None and jaar.beoordeling == "verwachtingen"


class Catalogus(Mapped):
    """All actions of a programme, ordered by their official number."""

    programma: Text
    doelstellingen: Texts
    acties: Annotated[tuple[Actie, ...], Field(strict=False)]

    def actie(self, nummer: int) -> Actie | None:
        """Give the action with official `nummer`."""
        return self._by_number.get(nummer)

    def acties_van(self, projectjaar: int) -> tuple[Actie, ...]:
        """Give the actions that are subsidised in `projectjaar`."""
        return tuple(actie for actie in self.acties if projectjaar in actie.jaren)

    def named(self, text: str) -> Actie | None:
        """Give the action of which `text`, the whole of it, is a name."""
        return self._by_name.get(plain(text))

    @cached_property
    def _by_number(self) -> dict[int, Actie]:
        return {actie.nummer: actie for actie in self.acties}

    @cached_property
    def _by_name(self) -> dict[str, Actie]:
        return {plain(naam): actie for actie in self.acties for naam in actie.namen}


def load_catalogus(folder: Traversable) -> Catalogus:
    """Read `acties.toml` in `folder`.

    Raises:
        MappingError: with every mistake in the file.
    """
    data = read_toml(folder / FILE)
    found, problems = validate_all(
        Actie, data.pop("acties", None), where=f"{FILE}: acties"
    )
    problems.extend(f"{FILE}: {mistake}" for mistake in _conflicts(found))
    acties = sorted(found.values(), key=lambda actie: actie.nummer)
    try:
        catalogus = validate(Catalogus, {**data, "acties": acties}, where=FILE)
    except MappingError as error:
        problems.extend(error.problems)
        raise MappingError(problems) from error
    problems.extend(
        f"{FILE}: acties[{index}].doelstelling: staat niet bij doelstellingen"
        for index, actie in found.items()
        if actie.doelstelling not in catalogus.doelstellingen
    )
    if problems:
        raise MappingError(problems)
    return catalogus


def _conflicts(found: Mapping[int, Actie]) -> Iterator[str]:
    """Tell where tables that are right by themselves contradict each other."""
    yield from _shared_numbers(found)
    yield from _shared_names(found)
    yield from _shared_words(found)
    for index, actie in found.items():
        key = f"acties[{index}]"
        if actie.gesubsidieerd != bool(actie.jaren):
            yield f"{key}.gesubsidieerd: past niet bij de projectjaren in jaren"
        for projectjaar, jaar in actie.jaren.items():
            yield from _double_groups(f"{key}.jaren.{projectjaar}", jaar)
        yield from _expectations(key, actie)


def _shared_numbers(found: Mapping[int, Actie]) -> Iterator[str]:
    first: dict[int, int] = {}
    for index, actie in found.items():
        if first.setdefault(actie.nummer, index) != index:
            yield (
                f"acties[{index}].nummer: {actie.nummer} is ook het nummer van "
                f"acties[{first[actie.nummer]}]"
            )


def _shared_names(found: Mapping[int, Actie]) -> Iterator[str]:
    """A name that fits two actions ties an answer to the wrong one."""
    owners: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for index, actie in found.items():
        for name, times in _folded(actie.namen).items():
            owners[name][index] = actie.naam
            if times > 1:
                yield f"acties[{index}].synoniemen: ‘{name}’ staat er meermaals"
    for name, acties in owners.items():
        first, *others = acties
        for index in others:
            yield (
                f"acties[{index}].synoniemen: ‘{name}’ hoort ook bij "
                f"acties[{first}] ({acties[first]})"
            )


def _shared_words(found: Mapping[int, Actie]) -> Iterator[str]:
    first: dict[frozenset[str], int] = {}
    for index, actie in found.items():
        for kenwoord in actie.kenwoorden:
            other = first.setdefault(frozenset(kenwoord.split()), index)
            if other != index or actie.kenwoorden.count(kenwoord) > 1:
                yield (
                    f"acties[{index}].kenwoorden: ‘{kenwoord}’ staat ook bij "
                    f"acties[{other}]"
                )


def _double_groups(key: str, jaar: Jaar) -> Iterator[str]:
    names = [
        name
        for groep in jaar.doelgroepen
        for name in _folded((groep.naam, *groep.synoniemen))
    ]
    for name, times in _folded(names).items():
        if times > 1:
            yield f"{key}.doelgroepen: ‘{name}’ hoort bij meer dan één doelgroep"


def _expectations(key: str, actie: Actie) -> Iterator[str]:
    asked = any(map(actie.is_judged_on_expectations, actie.jaren))
    verwachtingen = actie.verwachtingen
    if asked != (verwachtingen is not None):
        yield f"{key}.verwachtingen: past niet bij beoordeling in jaren"
    if verwachtingen is None:
        return
    sleutels = verwachtingen.sleutels
    if len(set(sleutels)) < len(sleutels):
        yield f"{key}.verwachtingen.onderdelen: een sleutel staat er meermaals"
    for sleutel in verwachtingen.telt:
        if sleutel not in sleutels:
            yield f"{key}.verwachtingen.telt: ‘{sleutel}’ is geen onderdeel"
    if not verwachtingen.per_regel and verwachtingen.vereist > len(verwachtingen.telt):
        yield f"{key}.verwachtingen.vereist: meer dan er onderdelen meetellen"


def _folded(names: Iterable[str]) -> dict[str, int]:
    """Count `names` as they are compared: without capitals, accents and marks."""
    counts: defaultdict[str, int] = defaultdict(int)
    for name in names:
        counts[plain(name)] += 1
    return counts
