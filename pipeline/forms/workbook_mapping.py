"""Workbook mapping: what `mappings/formulieren/` says of a workbook form.

The headers of its columns and the labels of its fields, in every wording that was seen.
"""

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pipeline.errors import MappingError
from pipeline.forms.basis import read_mappings
from pipeline.resources import validate

Rol = Literal[
    "nummer",
    "actie",
    "doelgroep",
    "opdeling",
    "eenheid",
    "te_behalen",
    "behaald",
    "berekend",
    "opmerking",
    "doelstelling",
    "anders",
]
_NEEDED: Final[tuple[Rol, ...]] = ("actie", "te_behalen", "behaald")

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]


class Werkmapformulier(BaseModel):
    """A workbook form: its blank in `templates/`, its columns, its fields.

    `ronde` is the one whose threshold and dates the blank prints; `None` for none.

    `eerder` are texts of earlier versions of the blank, `totaal` the words with which a
    sum begins, `totaal_alleen` those that must be all it says, `lopend` words of a
    column that goes on from earlier, `elders` what makes a column one of another year
    or plan whatever else its header says, `idem` what repeats the action above,
    `berekend` what a computed column may say, `koptekst` words of a header that say
    nothing more, `periode` words of a header that is about a part of the year. A
    wording in `zwak` counts only where no other column has the role.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    formulier: Text
    soort: Literal["kpi"]
    ronde: Text | None = None
    sjabloon: Text
    herken: Texts
    eerder: tuple[Text, ...] = ()
    totaal: Texts
    totaal_alleen: tuple[Text, ...] = ()
    lopend: tuple[Text, ...] = ()
    elders: tuple[Text, ...] = ()
    idem: tuple[Text, ...] = ()
    berekend: Texts
    koptekst: Texts = ()
    periode: Texts = ()
    kolommen: Mapping[Rol, Texts]
    zwak: Mapping[Rol, Texts] = {}
    velden: Mapping[str, Texts]


def load_werkmapformulieren(folder: Traversable) -> tuple[Werkmapformulier, ...]:
    """Every workbook form in `folder` (`mappings/formulieren`), by file name.

    Raises `MappingError` that lists all mistakes of all files, each with its key.
    """
    read, problems = read_mappings(folder)
    formulieren: list[Werkmapformulier] = []
    for name, data in read.items():
        try:
            if data.get("soort") == "kpi":
                found = validate(Werkmapformulier, data, where=name)
                formulieren.append(found)
                problems += _gaps(found, name)
        except MappingError as error:
            problems.extend(error.problems)
    if problems:
        raise MappingError(problems)
    return tuple(formulieren)


def _gaps(formulier: Werkmapformulier, where: str) -> list[str]:
    missing = [rol for rol in _NEEDED if rol not in formulier.kolommen]
    return [f"{where}: kolommen.{rol}: ontbreekt" for rol in missing]
