"""Resources: where `templates/` and `mappings/` are, and how a TOML file is read.

A mapping is data that officials edit, so it is read strictly: an unknown key is a
mistake, and every mistake is told, with its file and its key, before anything runs
(`acties.toml: acties[3].jaren.2.tarief: ontbreekt`).
"""

import os
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.errors import MappingError, SetupError

Shape = TypeVar("Shape", bound=BaseModel)

# pydantic's kinds of error, said to an official. What is not here keeps its English.
_DUTCH: Final = {
    "missing": "ontbreekt",
    "extra_forbidden": "is geen bekende sleutel",
    "string_type": "moet tekst zijn, tussen aanhalingstekens",
    "string_too_short": "mag niet leeg zijn",
    "int_type": "moet een geheel getal zijn",
    "int_parsing": "moet een geheel getal zijn",
    "bool_type": "moet true of false zijn",
    "tuple_type": "moet een lijst zijn, tussen vierkante haken",
    "dict_type": "moet een tabel zijn",
    "model_type": "moet een tabel zijn",
    "date_type": "moet een datum zijn, zoals 2024-05-06",
    "greater_than": "moet groter zijn dan {gt}",
    "greater_than_equal": "moet minstens {ge} zijn",
    "literal_error": "moet een van deze zijn: {expected}",
    "value_error": "{error}",
}


PROGRAMMA: Final = "SAMENLEVEN_PROGRAMMA"
"""Names the folder of another programme: in it `mappings/` and `templates/`.

An environment variable, so that the processes we start see the same programme.
"""


def mappings() -> Traversable:
    """Give the folder with the facts of the programme and its forms."""
    return _folder("mappings")


def templates() -> Traversable:
    """Give the folder with the blank forms and the templates of what we write."""
    return _folder("templates")


def template(name: str, folder: Traversable | None = None) -> Traversable:
    """Give a template: that of the programme (`folder`), else the one we ship."""
    own = (templates() if folder is None else folder) / name
    return own if own.is_file() else shipped("templates") / name


def mapping(name: str, folder: Traversable) -> Traversable:
    """Give the folder that holds `name`: that of the programme, else the one we ship.

    For what holds in any programme, such as the register of besturen.
    """
    own = folder / name
    return folder if own.is_file() else shipped("mappings")


def shipped(name: str) -> Traversable:
    """Give the folder `name` that comes along with the program."""
    # The wheel carries these folders inside the package (pyproject: wheel.sources);
    # a checkout keeps them beside it, where officials can find them.
    packaged = files("pipeline") / name
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / name


def _folder(name: str) -> Traversable:
    other = os.environ.get(PROGRAMMA)
    if not other:
        return shipped(name)
    folder = Path(other) / name
    if not folder.is_dir():
        raise SetupError(
            f"De map ‘{other}’ is geen programma: er is geen map ‘{name}’ in."
        )
    return folder


def read_text(file: Traversable) -> str:
    """Read a file of `mappings/`, with or without the BOM that Excel writes."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise MappingError([f"{file.name}: dit bestand ontbreekt"]) from error
    except UnicodeDecodeError as error:
        raise MappingError([f"{file.name}: bewaar dit bestand als UTF-8"]) from error


def read_toml(file: Traversable) -> dict[str, Any]:
    """Read a TOML file; what it says is not checked yet (see `validate`)."""
    try:
        return tomllib.loads(read_text(file))
    except tomllib.TOMLDecodeError as error:
        raise MappingError([f"{file.name}: geen geldige TOML: {error}"]) from error


def validate(shape: type[Shape], data: object, *, where: str) -> Shape:
    """Make a `shape` of `data`; `where` is the file, and the key when it has one.

    Raises:
        MappingError: with every mistake in `data`.
    """
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        problems = [
            f"{_place(where, detail['loc'])}: {_message(detail)}"
            for detail in error.errors(include_url=False)
        ]
        raise MappingError(problems) from error


def validate_all(
    shape: type[Shape], items: object, *, where: str
) -> tuple[dict[int, Shape], list[str]]:
    """Make a `shape` of each of `items`, a list of tables called `where`.

    Gives those without mistakes by their place in the list, and the mistakes of all
    others, so that one wrong table does not hide the next.
    """
    if not isinstance(items, list) or not items:
        return {}, [f"{where}: ontbreekt of is geen lijst van tabellen"]
    good: dict[int, Shape] = {}
    problems: list[str] = []
    for index, item in enumerate(items):
        try:
            good[index] = validate(shape, item, where=f"{where}[{index}]")
        except MappingError as error:
            problems.extend(error.problems)
    return good, problems


def _place(where: str, location: tuple[int | str, ...]) -> str:
    """Write `location` behind `where` as a key: `acties[3].jaren.2.tarief`."""
    key = ""
    for part in location:
        if isinstance(part, int):
            key += f"[{part}]"
        elif part != "[key]":  # pydantic's mark for: the key itself, not its value
            key += f".{part}"
    if ": " in where:
        return where + key
    return f"{where}: {key.removeprefix('.')}" if key else where


def _message(detail: Any) -> str:
    # `Any`: pydantic's ErrorDetails, of which only pydantic_core has the type.
    wording = _DUTCH.get(detail["type"])
    if wording is None:
        return str(detail["msg"])
    # pydantic joins the choices of a Literal itself, in English.
    return wording.format_map(detail.get("ctx", {})).replace("' or '", "' of '")
