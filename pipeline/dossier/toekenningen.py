"""Toekenningen: what every bestuur committed to, from a CSV or workbook.

    Sheet -> Toekenning per bestuur (contract section 2)

ABB's own file, so strict: a row that cannot be used stops the run and all such rows are
told at once. Columns that are not known are passed over with a warning.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.dossier.besturen import Besturen
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.getallen import read_cel
from pipeline.dossier.model import Bestuur, Getal
from pipeline.errors import DocumentError, SetupError
from pipeline.intake.sniff import Format, sniff
from pipeline.reading.block import Cell, Sheet
from pipeline.reading.read import read

Soort = Literal["gemeente", "samenwerkingsverband", "vgc", "vzw"]
_SOORTEN: Final[Mapping[str, Soort]] = {
    "gemeente": "gemeente",
    "samenwerkingsverband": "samenwerkingsverband",
    "vgc": "vgc",
    "vzw": "vzw",
}
_REQUIRED: Final = ("bestuur", "actie", "te_behalen")
_COLUMNS: Final = (
    *_REQUIRED, "subsidie", "soort", "partners", "doelgroep", "contact", "email", "stimulansen",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One row: `te_behalen` and `subsidie` (euro) are `None` when left empty."""

    actie: int
    doelgroep: str | None
    te_behalen: Getal | None
    subsidie: Getal | None
    plaats: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Toekenning:
    """All that one bestuur committed to."""

    bestuur: Bestuur
    regels: tuple[Regel, ...]
    contact: str | None = None
    email: str | None = None
    stimulansen: tuple[str, ...] = ()

    @property
    def acties(self) -> frozenset[int]:
        """The official numbers of the actions granted."""
        return frozenset(regel.actie for regel in self.regels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toekenningen:
    """The toekenningen of a round by bestuur id; `sha256` and `naam` of their file."""

    sha256: str
    naam: str
    per_bestuur: Mapping[str, Toekenning]
    waarschuwingen: tuple[str, ...] = ()

    def partner_of(self, naam: str) -> tuple[str, ...]:
        """The ids of the besturen that submit for the partner called `naam`."""
        wanted = naam.casefold()
        return tuple(
            bestuur_id
            for bestuur_id, toekenning in self.per_bestuur.items()
            if any(
                wanted == partner.casefold() for partner in toekenning.bestuur.partners
            )
        )


@dataclass(frozen=True, slots=True)
class _Row:
    """One row as text by column, with the cells for numbers."""

    number: int
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str | None:
        cell = self.cells.get(column)
        if cell is None or cell.value is None:
            return None
        value = cell.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value).strip() or None


def parse_toekenningen(
    data: bytes, naam: str, besturen: Besturen, catalogus: Catalogus
) -> Toekenningen:
    """The toekenningen in the file `naam` (CSV or workbook).

    Raises `SetupError` when it cannot be read, or not be used.
    """
    try:
        formaat = sniff(data, naam)
        plain = formaat in {Format.text, Format.onbekend}
        reading = read(data, naam, Format.csv if plain else formaat)
    except DocumentError as error:
        raise SetupError(
            f"De toekenningen ‘{naam}’ kunnen niet gelezen worden: {error.bericht}."
        ) from error
    return read_toekenningen(
        reading.sheets,
        naam=naam,
        sha256=hashlib.sha256(data).hexdigest(),
        besturen=besturen,
        catalogus=catalogus,
    )


def read_toekenningen(
    sheets: Sequence[Sheet],
    *,
    naam: str,
    sha256: str,
    besturen: Besturen,
    catalogus: Catalogus,
) -> Toekenningen:
    """The toekenningen in the first sheet that has the required columns.

    Raises `SetupError` that lists what is missing and every row that cannot be used.
    """
    problems: list[str] = []
    for sheet in sheets:
        columns, unknown = _columns(sheet)
        if all(column in columns.values() for column in _REQUIRED):
            rows = list(_rows(sheet, columns))
            return _collect(
                rows,
                unknown,
                naam=naam,
                sha256=sha256,
                besturen=besturen,
                catalogus=catalogus,
            )
        missing = [c for c in _REQUIRED if c not in columns.values()]
        problems.append(f"blad ‘{sheet.name}’ mist de kolommen {', '.join(missing)}")
    raise SetupError(
        f"‘{naam}’ is niet bruikbaar als toekenningen: {'; '.join(problems) or 'leeg bestand'}. "
        f"De eerste rij moet minstens {', '.join(_REQUIRED)} bevatten."
    )


def _columns(sheet: Sheet) -> tuple[dict[int, str], list[str]]:
    first = min((cell.row for cell in sheet.cells), default=0)
    columns: dict[int, str] = {}
    unknown: list[str] = []
    for cell in sheet.cells:
        if cell.row == first and cell.value is not None:
            key = re.sub(
                r"[\s-]+", "_", str(cell.value).strip().lower().lstrip("\ufeff")
            )
            if key in _COLUMNS and key not in columns.values():
                columns[cell.column] = key
            elif key:
                unknown.append(str(cell.value).strip())
    return columns, unknown


def _rows(sheet: Sheet, columns: Mapping[int, str]) -> Iterator[_Row]:
    first = min(cell.row for cell in sheet.cells)
    rows: dict[int, dict[str, Cell]] = {}
    for cell in sheet.cells:
        if (
            cell.row > first
            and cell.column in columns
            and str(cell.value or "").strip()
        ):
            rows.setdefault(cell.row, {})[columns[cell.column]] = cell
        elif cell.row > first and cell.column in columns and cell.value == 0:
            rows.setdefault(cell.row, {})[columns[cell.column]] = cell
    for number in sorted(rows):
        yield _Row(number, rows[number])


def _collect(
    rows: Sequence[_Row],
    unknown: Sequence[str],
    *,
    naam: str,
    sha256: str,
    besturen: Besturen,
    catalogus: Catalogus,
) -> Toekenningen:
    problems: list[str] = []
    grouped: dict[str, list[tuple[_Row, Regel]]] = {}
    for row in rows:
        bestuur_id = _who(row.text("bestuur"), besturen)
        regel = _regel(row, catalogus, problems)
        if bestuur_id is None:
            problems.append(
                f"rij {row.number}: ‘{row.text('bestuur') or ''}’ is geen gekend bestuur "
                "(naam of NIS-code)"
            )
        elif regel is not None:
            grouped.setdefault(bestuur_id, []).append((row, regel))
    if not rows:
        problems.append("er staat geen enkele rij in")
    if problems:
        raise SetupError(
            "\n".join([f"‘{naam}’ is niet bruikbaar als toekenningen:", *problems])
        )
    warnings = tuple(
        f"Kolom ‘{column}’ in ‘{naam}’ wordt niet gebruikt." for column in unknown
    )
    return Toekenningen(
        sha256=sha256,
        naam=naam,
        per_bestuur={
            bestuur_id: _toekenning(bestuur_id, found, besturen)
            for bestuur_id, found in sorted(grouped.items())
        },
        waarschuwingen=warnings,
    )


def _who(text: str | None, besturen: Besturen) -> str | None:
    if text is None:
        return None
    by_id = besturen.by_id(text.lower()) or besturen.by_nis(text)
    if by_id is not None:
        return by_id.id
    named = besturen.by_name(text)
    return named[0].id if len(named) == 1 else None


def _regel(row: _Row, catalogus: Catalogus, problems: list[str]) -> Regel | None:
    number = re.sub(r"^\s*actie\s*", "", row.text("actie") or "", flags=re.IGNORECASE)
    actie = catalogus.actie(int(number)) if number.isdecimal() else None
    if actie is None:
        problems.append(
            f"rij {row.number}: ‘{row.text('actie') or ''}’ is geen nummer van een actie"
        )
        return None
    amounts: dict[str, Getal | None] = {}
    for column in ("te_behalen", "subsidie"):
        cell = row.cells.get(column)
        lezing = read_cel(cell) if cell is not None else None
        amounts[column] = lezing.waarde if lezing is not None else None
        if (
            lezing is not None
            and lezing.waarde is None
            and (row.text(column) or "").strip("-– ")
        ):
            problems.append(
                f"rij {row.number}: ‘{row.text(column)}’ bij {column} is geen getal"
            )
    return Regel(
        actie=actie.nummer,
        doelgroep=row.text("doelgroep"),
        te_behalen=amounts["te_behalen"],
        subsidie=amounts["subsidie"],
        plaats=f"rij {row.number}",
    )


def _toekenning(
    bestuur_id: str, found: Sequence[tuple[_Row, Regel]], besturen: Besturen
) -> Toekenning:
    known = besturen.by_id(bestuur_id)
    rows = [row for row, _ in found]
    partners = _list(rows, "partners")
    soorten = [(row.text("soort") or "").lower() for row in rows]
    soort = next((_SOORTEN[s] for s in soorten if s in _SOORTEN), None)
    if soort is None:
        soort = (
            "samenwerkingsverband"
            if partners
            else _SOORTEN[known.soort if known else "gemeente"]
        )
    return Toekenning(
        bestuur=Bestuur(
            id=bestuur_id,
            naam=known.naam if known else bestuur_id,
            soort=soort,
            kbo=known.kbo if known else None,
            partners=partners,
        ),
        regels=tuple(regel for _, regel in found),
        contact=next((t for row in rows if (t := row.text("contact"))), None),
        email=next((t for row in rows if (t := row.text("email"))), None),
        stimulansen=_list(rows, "stimulansen"),
    )


def _list(rows: Sequence[_Row], column: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in rows:
        for part in (row.text(column) or "").split("|"):
            if part.strip():
                found[part.strip()] = None
    return tuple(found)
