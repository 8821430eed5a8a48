"""Rounds: what one reporting round fixes (`mappings/rondes.toml`).

Period, deadline, threshold and forms are facts of a round (contract, section 1); so
are the words that tell a document's round when nobody named it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from importlib.resources.abc import Traversable
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, PlainSerializer, PlainValidator

from pipeline.dossier.catalogus import Count, Mapped, Text, Texts
from pipeline.dossier.namen import plain
from pipeline.errors import MappingError
from pipeline.resources import read_toml, validate, validate_all

FILE: Final = "rondes.toml"
# The contract's `te-laat`: the deadline is an inclusive day in Brussels.
BRUSSELS: Final = ZoneInfo("Europe/Brussels")


def _read_drempel(value: object) -> Fraction:
    """Read `"1/4"` or `"1"`: a decimal such as 0.33 would not be exact."""
    if isinstance(value, Fraction):
        return value
    try:
        drempel = Fraction(value if isinstance(value, str) else "")
    except (ValueError, ZeroDivisionError):
        drempel = Fraction(0)
    if not 0 < drempel <= 1:
        raise ValueError('moet een breuk tot en met 1 zijn, zoals "1/4" of "1"')
    return drempel


class Periode(Mapped):
    """The measured period, first and last day included."""

    van: dt.date
    tot: dt.date


class Juryvragen(Mapped):
    """What the jury is asked about an action, as the form of the round words it.

    `voldoende` where a motivation was given, `voltooien` on minimal expectations.
    """

    voldoende: Text = "Het bestuur benoemt voldoende concrete initiatieven"
    voltooien: Text = "Het bestuur doet genoeg om de actie te voltooien"
    verlengen: Text = "Het bestuur kan de actie verlengen"


class Ronde(Mapped):
    """One reporting round; dates are `None` where ABB's were not found."""

    id: Text
    naam: Text
    projectjaar: Count
    moment: Literal["tussentijds", "eind"]
    periode: Periode
    drempel: Annotated[
        Fraction, PlainValidator(_read_drempel), PlainSerializer(str, return_type=str)
    ]
    indienen_vanaf: dt.date | None = None
    deadline: dt.date | None = None
    formulieren: Texts = ()
    projectjaar_herkenning: Texts
    moment_herkenning: Texts
    juryvragen: Juryvragen = Juryvragen()

    @property
    def peildatum(self) -> dt.date:
        """The day on which the names and NIS codes of besturen are looked up.

        Municipalities merged on 1 January 2025, inside projectjaar 3: at its end only
        the new ones exist (research, section 8).
        """
        return self.periode.tot

    def is_late(self, received: dt.datetime) -> bool:
        """Whether `received`, a moment with time zone, is past the deadline."""
        if self.deadline is None:
            return False
        return received.astimezone(BRUSSELS).date() > self.deadline

    def is_named_in(self, text: str) -> bool:
        """Whether `text` names this round: its id, or both projectjaar and moment."""
        padded = f" {plain(text)} "
        return any(
            all(any(f" {plain(word)} " in padded for word in signs) for signs in ways)
            for ways in (
                [[self.id]],
                [self.projectjaar_herkenning, self.moment_herkenning],
            )
        )


class Rondes(Mapped):
    """All rounds of a programme, in the order of the file.

    `huidige` is the id of the one for which forms are made when nobody names one.
    """

    huidige: Text | None = None
    rondes: Annotated[tuple[Ronde, ...], Field(strict=False)]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, for messages that list what may be chosen."""
        return tuple(ronde.id for ronde in self.rondes)

    def ronde(self, ronde_id: str) -> Ronde | None:
        """Give the round with `ronde_id`."""
        return next((ronde for ronde in self.rondes if ronde.id == ronde_id), None)

    def named_in(self, text: str) -> tuple[Ronde, ...]:
        """Give the rounds that `text` names: a title, a subject or a file name.

        More than one is no answer. Do not give it a whole form, which speaks of the
        next projectjaar too ("kan de actie in het derde projectjaar verlengen").
        """
        return tuple(ronde for ronde in self.rondes if ronde.is_named_in(text))


def load_rondes(folder: Traversable) -> Rondes:
    """Read `rondes.toml` in `folder`.

    Raises:
        MappingError: with every mistake in the file.
    """
    data = read_toml(folder / FILE)
    found, problems = validate_all(
        Ronde, data.pop("rondes", None), where=f"{FILE}: rondes"
    )
    problems.extend(f"{FILE}: {mistake}" for mistake in _conflicts(found))
    try:
        rondes = validate(Rondes, {**data, "rondes": [*found.values()]}, where=FILE)
    except MappingError as error:
        problems.extend(error.problems)
        raise MappingError(problems) from error
    if rondes.huidige is not None and rondes.huidige not in rondes.ids:
        problems.append(f"{FILE}: huidige: ronde ‘{rondes.huidige}’ bestaat niet")
    if problems:
        raise MappingError(problems)
    return rondes


def _conflicts(found: Mapping[int, Ronde]) -> Iterator[str]:
    """Tell where values that are right by themselves contradict each other."""
    ids = [ronde.id for ronde in found.values()]
    signs = _owners_of_signs(found.values())
    for index, ronde in found.items():
        key = f"rondes[{index}]"
        if ids.count(ronde.id) > 1:
            yield f"{key}.id: ‘{ronde.id}’ staat er meermaals"
        if ronde.periode.van >= ronde.periode.tot:
            yield f"{key}.periode: begint niet voor ze eindigt"
        opens = ronde.indienen_vanaf
        if opens and ronde.deadline and opens > ronde.deadline:
            yield f"{key}.deadline: valt voor indienen_vanaf"
        for word in ronde.projectjaar_herkenning:
            if len(signs[plain(word)]) > 1:
                yield (
                    f"{key}.projectjaar_herkenning: ‘{word}’ hoort bij meer dan één "
                    "projectjaar"
                )


def _owners_of_signs(rondes: Iterable[Ronde]) -> Mapping[str, set[int]]:
    owners: defaultdict[str, set[int]] = defaultdict(set)
    for ronde in rondes:
        for word in ronde.projectjaar_herkenning:
            owners[plain(word)].add(ronde.projectjaar)
    return owners
