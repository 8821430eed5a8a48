"""Velden: the values of a dossier by a name that stays when the dossier changes.

    Dossier <-> `15.kpi.behaald`, `stimulansen.mentorbestuur.netwerken`

A JSON pointer counts places; here an action goes by its official number, and what is
listed counts from 1, as people do. Derived values (percentage, drempel) and the verdict
of the jury have no name here: nobody reports them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from pipeline.canonical import canonical_or_none
from pipeline.dossier.getallen import read_getal
from pipeline.dossier.model import Dossier, Getal
from pipeline.dossier.namen import plain
from pipeline.errors import SetupError

Kind = Literal["getal", "tekst", "keuze"]
Value = str | Getal | None

_INITIATIEF: Final = "motivatie.initiatieven.*"
_DOELGROEP: Final = "kpi.doelgroepen.*"
_CORRECTABLE: Final[Mapping[str, tuple[Kind, str]]] = {
    "subsidie": ("getal", "de subsidie"),
    "kpi.te_behalen": ("getal", "de te behalen KPI"),
    "kpi.behaald": ("getal", "de behaalde KPI"),
    f"{_DOELGROEP}.te_behalen": ("getal", "de te behalen KPI voor doelgroep {}"),
    f"{_DOELGROEP}.behaald": ("getal", "de behaalde KPI voor doelgroep {}"),
    "motivatie.waarom": ("tekst", "het waarom"),
    "motivatie.inspanningen": ("tekst", "de inspanningen"),
    f"{_INITIATIEF}.omschrijving": ("tekst", "de omschrijving van initiatief {}"),
    f"{_INITIATIEF}.timing": ("tekst", "de timing van initiatief {}"),
    f"{_INITIATIEF}.kpi": ("getal", "de KPI van initiatief {}"),
    "verwachtingen.antwoord": ("keuze", "het antwoord op de verwachtingen"),
    "verwachtingen.toelichting": ("tekst", "de toelichting bij de verwachtingen"),
    "verwachtingen.onderdelen.*": ("tekst", "het onderdeel ‘{}’"),
    "verwachtingen.niet_uitgevoerd": ("tekst", "wat niet uitgevoerd is"),
    "verwachtingen.stopzetting": ("tekst", "de stopzetting"),
    "stimulansen.samenwerkingsverband.beschrijving": (
        "tekst",
        "de beschrijving van het samenwerkingsverband",
    ),
    "stimulansen.mentorbestuur.netwerken": (
        "getal",
        "het aantal netwerken van het mentorbestuur",
    ),
    "stimulansen.mentorbestuur.besturen": (
        "getal",
        "het aantal besturen bij het mentorbestuur",
    ),
    "stimulansen.mentorbestuur.organisatie": (
        "tekst",
        "de organisatie van het mentorbestuur",
    ),
    "stimulansen.mentorbestuur.ervaring": (
        "tekst",
        "de ervaring van het mentorbestuur",
    ),
    "stimulansen.sociale_impact_obligatie.stappen": (
        "tekst",
        "de stappen van de sociale impact obligatie",
    ),
    "stimulansen.sociale_impact_obligatie.problemen": (
        "tekst",
        "de problemen bij de sociale impact obligatie",
    ),
}
"""What a person can put right, of which kind, and how a sentence calls it.

`*` is a place in a list, or a key of `onderdelen`, and comes in the gap.
"""

_DERIVED: Final = {"percentage", "drempel", "drempel_gehaald", "jurering", "nummer"}
_NAMED_ABOVE: Final = {"naam"}
_EMPTY: Final = {"", "-", "–", "leeg", "null"}
_CHOICES: Final = {"ja", "nee"}


def fields(dossier: Dossier) -> dict[str, tuple[str, Value]]:
    """Every value that a bestuur reported: JSON pointer and value, by field."""
    # `Any`: JSON data of the dossier, whose model gave it its shape.
    data: Any = dossier.model_dump(mode="json")
    found: dict[str, tuple[str, Value]] = {}
    for at, actie in enumerate(data["acties"]):
        rest = {key: actie[key] for key in actie if key not in _NAMED_ABOVE}
        found.update(_leaves(str(actie["nummer"]), f"/acties/{at}", rest))
    found.update(_leaves("stimulansen", "/stimulansen", data["stimulansen"]))
    return found


def _leaves(
    name: str, pointer: str, data: Any
) -> Iterator[tuple[str, tuple[str, Value]]]:
    match data:
        case dict():
            for key, value in data.items():
                if key not in _DERIVED:
                    yield from _leaves(f"{name}.{key}", f"{pointer}/{key}", value)
        case list():
            for at, value in enumerate(data):
                yield from _leaves(f"{name}.{at + 1}", f"{pointer}/{at}", value)
        case None:
            pass
        case _:
            yield name, (pointer, data)


def field_named(text: str, dossier: Dossier) -> str:
    """The field that `text` means: its name, or a JSON pointer into `dossier`.

    A doelgroep goes by its place or by its own name
    (`10.kpi.doelgroepen.vrouwen.behaald`).

    Raises `SetupError` when it is none that can be put right.
    """
    name = _of_pointer(text, dossier) if text.startswith("/") else text.strip()
    first, _, _ = name.partition(".")
    numbers = [str(actie.nummer) for actie in dossier.acties]
    if first.isdecimal() and first not in numbers:
        raise SetupError(
            f"Actie {first} staat niet in het dossier van {dossier.bestuur.naam}. "
            f"Daar staan: {', '.join(numbers) or 'geen acties'}."
        )
    name = _by_group(name, dossier)
    pattern = _pattern(name)
    of_all = pattern.startswith("stimulansen.")
    if pattern not in _CORRECTABLE or of_all == first.isdecimal():
        raise SetupError(
            f"‘{text}’ is geen veld dat u kunt verbeteren. Voorbeelden: "
            "15.kpi.behaald, 15.motivatie.waarom, 15.motivatie.initiatieven.1.timing, "
            "10.kpi.doelgroepen.1.behaald, 16.verwachtingen.antwoord, "
            "stimulansen.mentorbestuur.netwerken."
        )
    _check_place(name, dossier)
    return name


def _of_pointer(pointer: str, dossier: Dossier) -> str:
    match pointer.split("/")[1:]:
        case ["acties", at, *rest] if at.isdecimal() and int(at) < len(dossier.acties):
            parts = [str(int(p) + 1) if p.isdecimal() else p for p in rest]
            return ".".join([str(dossier.acties[int(at)].nummer), *parts])
        case parts:
            return ".".join(parts)


def _by_group(name: str, dossier: Dossier) -> str:
    """`name` with the place of a doelgroep where it has its name."""
    match name.split("."):
        case [nummer, "kpi", "doelgroepen", *words, last] if words:
            groepen = next(
                (a.kpi.doelgroepen for a in dossier.acties if str(a.nummer) == nummer),
                (),
            )
            asked = plain(".".join(words))
            at = [n for n, g in enumerate(groepen, 1) if plain(g.naam) == asked]
            if len(at) == 1 and not words[0].isdecimal():
                return f"{nummer}.kpi.doelgroepen.{at[0]}.{last}"
    return name


def _pattern(name: str) -> str:
    """`name` without the number of its action, and with `*` for a place or key."""
    parts = name.split(".")
    if parts[0].isdecimal():
        parts = parts[1:]
    match parts:
        case ["motivatie", "initiatieven", at, last] if at.isdecimal():
            return f"{_INITIATIEF}.{last}"
        case ["kpi", "doelgroepen", at, last] if at.isdecimal():
            return f"{_DOELGROEP}.{last}"
        case ["verwachtingen", "onderdelen", _]:
            return "verwachtingen.onderdelen.*"
        case _:
            return ".".join(parts)


def _check_place(name: str, dossier: Dossier) -> None:
    """Refuse a place or key that the dossier does not have."""
    _, *parts = name.split(".")
    actie = next((a for a in dossier.acties if name.startswith(f"{a.nummer}.")), None)
    if actie is None or parts[:2] not in (
        ["kpi", "doelgroepen"],
        ["motivatie", "initiatieven"],
        ["verwachtingen", "onderdelen"],
    ):
        return
    given: Sequence[object] = actie.kpi.doelgroepen
    if parts[0] == "motivatie":
        given = actie.motivatie.initiatieven if actie.motivatie else ()
    keys = [str(at + 1) for at in range(len(given))]
    if parts[0] == "verwachtingen":
        keys = list(actie.verwachtingen.onderdelen) if actie.verwachtingen else []
    if parts[2] not in keys:
        raise SetupError(
            f"‘{name}’ staat niet in het dossier. Daar staan onder "
            f"{'.'.join(parts[:2])}: {', '.join(keys) or 'niets'}."
        )


def read_value(name: str, text: str) -> Value:
    """What `text` says for the field `name`; `None` for `leeg` or a dash.

    Raises `SetupError` when it does not fit there.
    """
    kind, _ = _CORRECTABLE[_pattern(name)]
    given = text.strip()
    if given.lower() in _EMPTY:
        return None
    if kind == "getal":
        read = read_getal(given)
        if read.waarde is None or read.tekst is not None:
            raise SetupError(
                f"Bij {name} hoort een aantal van nul of meer, zoals 120, of ‘leeg’. "
                f"U gaf ‘{text}’."
            )
        return read.waarde
    if kind == "keuze":
        if given.lower() not in _CHOICES:
            raise SetupError(f"Bij {name} hoort ‘ja’, ‘nee’ of ‘leeg’, niet ‘{text}’.")
        return given.lower()
    return canonical_or_none(text)


def pointer_of(name: str, dossier: Dossier) -> str | None:
    """The JSON pointer of the field `name`; `None` when its action is not there."""
    first, *rest = name.split(".")
    if not first.isdecimal():
        return "/" + "/".join([first, *rest])
    for at, actie in enumerate(dossier.acties):
        if str(actie.nummer) == first:
            steps = [str(int(p) - 1) if p.isdecimal() else p for p in rest]
            return f"/acties/{at}/" + "/".join(steps)
    return None


def label(name: str) -> str:
    """How a sentence begins that is about `name`: `De behaalde KPI van actie 15`."""
    _, told = _CORRECTABLE[_pattern(name)]
    parts = name.split(".")
    gap = parts[3] if "{}" in told else ""
    told = told.format(gap.replace("_", " "))
    of = f" van actie {parts[0]}" if parts[0].isdecimal() else ""
    return f"{told[0].upper()}{told[1:]}{of}"
