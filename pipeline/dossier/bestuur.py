"""Bestuur: one row of `mappings/besturen.csv`, read strictly.

The columns are those of `COLUMNS`; a list within a cell is divided by `|`. The NIS code
is the id (contract, section 1); for the VGC and vzw de Rand the column `nis` holds the
id that the contract gives them.
"""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import combinations
from typing import Final, Literal

from pipeline.dossier.namen import folded_words
from pipeline.errors import MappingError
from pipeline.resources import read_text

FILE: Final = "besturen.csv"
COLUMNS: Final = (
    "nis",
    "naam",
    "soort",
    "kbo",
    "geldig_van",
    "geldig_tot",
    "opvolger",
    "voorgangers",
    "domeinen",
    "varianten",
    "gewone_woorden",
    "lblod_uri",
)
KBO_LENGTH: Final = 10
_NIS_LENGTH: Final = 5
_KBO_MODULUS: Final = 97

Soort = Literal["gemeente", "vgc", "vzw"]
SOORTEN: Final[Mapping[str, Soort]] = {
    "gemeente": "gemeente",
    "vgc": "vgc",
    "vzw": "vzw",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bestuur:
    """One bestuur; an end of its validity that is `None` lies outside the programme."""

    id: str
    naam: str
    soort: Soort
    kbo: str | None = None
    geldig_van: dt.date | None = None
    geldig_tot: dt.date | None = None
    opvolger: str | None = None
    voorgangers: tuple[str, ...] = ()
    domeinen: tuple[str, ...] = ()
    varianten: tuple[str, ...] = ()
    gewone_woorden: tuple[str, ...] = ()
    lblod_uri: str | None = None

    @property
    def nis(self) -> str | None:
        """The NIS code, which is the id of a municipality; the others have none."""
        return self.id if self.soort == "gemeente" else None

    @property
    def namen(self) -> tuple[str, ...]:
        """The official name first, then every other."""
        return (self.naam, *self.varianten)

    def is_valid_on(self, day: dt.date) -> bool:
        """Whether this bestuur exists on `day`."""
        begun = self.geldig_van is None or self.geldig_van <= day
        return begun and (self.geldig_tot is None or day <= self.geldig_tot)


def read_besturen(folder: Traversable) -> tuple[Bestuur, ...]:
    """Read all rows of `besturen.csv` in `folder`.

    Raises:
        MappingError: with every mistake in the file, each with its row and column.
    """
    rows = csv.reader(read_text(folder / FILE).splitlines(), delimiter=";")
    header = next(rows, [])
    if tuple(header) != COLUMNS:
        raise MappingError([f"{FILE}: de kolommen moeten zijn: {';'.join(COLUMNS)}"])
    problems: list[str] = []
    besturen: list[Bestuur] = []
    for number, cells in enumerate(rows, start=2):
        if len(cells) != len(COLUMNS):
            problems.append(
                f"{FILE}: rij {number}: {len(cells)} kolommen in plaats van "
                f"{len(COLUMNS)}"
            )
            continue
        row = dict(zip(COLUMNS, cells, strict=True))
        mistakes = [f"{FILE}: rij {number}: {text}" for text in _mistakes(row)]
        problems.extend(mistakes)
        if not mistakes:
            besturen.append(_bestuur(row))
    problems.extend(f"{FILE}: {text}" for text in _conflicts(besturen))
    if problems:
        raise MappingError(problems)
    return tuple(besturen)


def _bestuur(row: Mapping[str, str]) -> Bestuur:
    return Bestuur(
        id=row["nis"],
        naam=row["naam"],
        soort=SOORTEN[row["soort"]],
        kbo=row["kbo"] or None,
        geldig_van=_date(row["geldig_van"]),
        geldig_tot=_date(row["geldig_tot"]),
        opvolger=row["opvolger"] or None,
        voorgangers=_parts(row["voorgangers"]),
        domeinen=_parts(row["domeinen"]),
        varianten=_parts(row["varianten"]),
        gewone_woorden=_parts(row["gewone_woorden"]),
        lblod_uri=row["lblod_uri"] or None,
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _date(cell: str) -> dt.date | None:
    return dt.date.fromisoformat(cell) if cell else None


def _mistakes(row: Mapping[str, str]) -> Iterator[str]:
    """Tell what is wrong within `row`, by column."""
    for column, cell in row.items():
        if any(part != part.strip() or not part for part in _parts(cell)):
            yield f"{column}: ‘{cell}’ heeft spaties of lege delen te veel"
    for column in ("nis", "naam"):
        if not row[column]:
            yield f"{column}: ontbreekt"
    if row["soort"] not in SOORTEN:
        yield f"soort: ‘{row['soort']}’ is geen van {', '.join(SOORTEN)}"
    yield from _wrong_numbers(row)
    yield from _wrong_words(row)


def _wrong_numbers(row: Mapping[str, str]) -> Iterator[str]:
    nis = row["nis"]
    if row["soort"] == "gemeente" and not (nis.isdecimal() and len(nis) == _NIS_LENGTH):
        yield f"nis: ‘{nis}’ heeft geen vijf cijfers"
    if row["kbo"] and not is_kbo(row["kbo"]):
        yield f"kbo: ‘{row['kbo']}’ is geen ondernemingsnummer van tien cijfers"
    for column in ("geldig_van", "geldig_tot"):
        try:
            _date(row[column])
        except ValueError:
            yield f"{column}: ‘{row[column]}’ is geen datum zoals 2024-12-31"


def _wrong_words(row: Mapping[str, str]) -> Iterator[str]:
    names = (row["naam"], *_parts(row["varianten"]))
    for name in names:
        if name and not folded_words(name):
            yield f"varianten: ‘{name}’ heeft geen letters"
    for word in _parts(row["gewone_woorden"]):
        if word not in names:
            yield f"gewone_woorden: ‘{word}’ staat niet bij naam of varianten"
    for domain in _parts(row["domeinen"]):
        if domain != domain.lower() or "." not in domain or "@" in domain:
            yield f"domeinen: ‘{domain}’ is geen domein zoals stad.gent"


def is_kbo(number: str) -> bool:
    """Whether `number` is ten digits of which the last two check the others."""
    if not (number.isascii() and number.isdecimal() and len(number) == KBO_LENGTH):
        return False
    # The check digits are 97 minus the remainder (KBO, Crossroads Bank of Enterprises).
    return _KBO_MODULUS - int(number[:-2]) % _KBO_MODULUS == int(number[-2:])


def _conflicts(besturen: Iterable[Bestuur]) -> Iterator[str]:
    """Tell where rows that are right by themselves contradict each other."""
    every = list(besturen)
    known = {bestuur.id: bestuur for bestuur in every}
    yield from _doubles("nis", [bestuur.id for bestuur in every])
    yield from _doubles("kbo", [bestuur.kbo for bestuur in every if bestuur.kbo])
    yield from _doubles("domeinen", [d for b in every for d in b.domeinen])
    for bestuur in every:
        where = f"{bestuur.naam} ({bestuur.id})"
        if (bestuur.geldig_tot is None) != (bestuur.opvolger is None):
            yield f"{where}: geldig_tot en opvolger horen bij elkaar"
        heir = known.get(bestuur.opvolger or "")
        if bestuur.opvolger and (heir is None or bestuur.id not in heir.voorgangers):
            yield f"{where}: opvolger: {bestuur.opvolger} noemt dit geen voorganger"
        for earlier in bestuur.voorgangers:
            if earlier not in known or known[earlier].opvolger != bestuur.id:
                yield f"{where}: voorgangers: {earlier} noemt dit niet zijn opvolger"
    yield from _shared_names(every)


def _doubles(column: str, values: Iterable[str]) -> Iterator[str]:
    for value, times in Counter(values).items():
        if times > 1:
            yield f"{column}: ‘{value}’ staat er {times} keer"


def _shared_names(besturen: Iterable[Bestuur]) -> Iterator[str]:
    """A name may have two bearers only when one exists after the other."""
    bearers: dict[tuple[str, ...], dict[str, Bestuur]] = {}
    for bestuur in besturen:
        for naam in bestuur.namen:
            bearers.setdefault(folded_words(naam), {})[bestuur.id] = bestuur
    for name, group in bearers.items():
        for one, other in combinations(group.values(), 2):
            if one.opvolger != other.id and other.opvolger != one.id:
                yield f"‘{' '.join(name)}’ is de naam van {one.id} en van {other.id}"
