"""Toekenningen: what every bestuur committed to, from a CSV or workbook.

    bytes -> Toekenning per bestuur (contract section 2)

ABB's own file, so strict: a row that cannot be used stops the run and all such rows are
told at once. Columns that are not known are passed over with a warning.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from pipeline.dossier.besturen import Besturen
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.getallen import read_cel
from pipeline.dossier.model import Bestuur, Getal
from pipeline.dossier.namen import plain
from pipeline.dossier.toekenning import Regel, Toekenning, Toekenningen
from pipeline.dossier.toekenning_rijen import (
    REQUIRED,
    Rij,
    columns_of,
    parts_of,
    rows_of,
)
from pipeline.errors import DocumentError, SetupError
from pipeline.intake.sniff import Format, sniff
from pipeline.reading.block import Sheet
from pipeline.reading.read import read

__all__ = [
    "Regel",
    "Toekenning",
    "Toekenningen",
    "parse_toekenningen",
    "read_toekenningen",
]

Soort = Literal["gemeente", "samenwerkingsverband", "vgc", "vzw"]
_SOORTEN: Final[Mapping[str, Soort]] = {
    "gemeente": "gemeente",
    "samenwerkingsverband": "samenwerkingsverband",
    "vgc": "vgc",
    "vzw": "vzw",
}
_ACTIE: Final = re.compile(r"^\s*actie\s*", re.IGNORECASE)
_NO_NUMBER: Final = re.compile(r"[\W_]*(?:n\W?v\W?t\W?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A row that can be used."""

    row: Rij
    regel: Regel


def parse_toekenningen(
    data: bytes, naam: str, besturen: Besturen, catalogus: Catalogus
) -> Toekenningen:
    """The toekenningen in the file `naam` (CSV or workbook).

    `besturen` is the register of the round's day. Raises `SetupError` when the file
    cannot be read, or not be used.
    """
    try:
        formaat = sniff(data, naam)
        plain_text = formaat in {Format.text, Format.onbekend}
        reading = read(data, naam, Format.csv if plain_text else formaat)
    except DocumentError as error:
        raise SetupError(
            f"De toekenningen ‘{naam}’ kunnen niet gelezen worden: {error.bericht}."
        ) from error
    sha256 = hashlib.sha256(data).hexdigest()
    return read_toekenningen(reading.sheets, naam, sha256, besturen, catalogus)


def read_toekenningen(
    sheets: Sequence[Sheet],
    naam: str,
    sha256: str,
    besturen: Besturen,
    catalogus: Catalogus,
) -> Toekenningen:
    """The toekenningen in the first visible sheet that has the required columns.

    Raises `SetupError` that lists what is missing, or every row that cannot be used.
    """
    problems: list[str] = []
    for sheet in sheets:
        if sheet.hidden:
            continue
        columns, unknown = columns_of(sheet)
        missing = [c for c in REQUIRED if c not in columns.values()]
        if missing:
            problems.append(f"blad ‘{sheet.name}’ mist {', '.join(missing)}")
            continue
        list_ = _List(naam, besturen, catalogus)
        for row in rows_of(sheet, columns):
            list_.take(row)
        list_.warnings += [
            f"Kolom ‘{column}’ in ‘{naam}’ wordt niet gebruikt." for column in unknown
        ]
        return list_.toekenningen(sha256)
    what = "; ".join(problems) or "het is leeg"
    raise SetupError(
        f"‘{naam}’ is niet bruikbaar als toekenningen: {what}. "
        f"De eerste rij moet minstens {', '.join(REQUIRED)} bevatten."
    )


@dataclass(slots=True)
class _List:
    """One file, while its rows are read; every problem is kept for the message."""

    naam: str
    besturen: Besturen
    catalogus: Catalogus
    per_bestuur: dict[str, list[_Found]] = field(default_factory=dict)
    seen: dict[tuple[str, int, str], str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def take(self, row: Rij) -> None:
        """Read one row."""
        wie = row.text("bestuur") or ""
        bestuur_id = _who(wie, self.besturen)
        if bestuur_id is None:
            what = "is geen gekend bestuur (naam of NIS-code)"
            self.problems.append(f"{row.plaats}: ‘{wie}’ {what}")
        regel = self._regel(row)
        if bestuur_id is None or regel is None:
            return
        self.per_bestuur.setdefault(bestuur_id, []).append(_Found(row, regel))
        # A number of which two can be meant is no commitment; but municipalities that
        # merged since may each have one, under their own name.
        what_for = (plain(wie), regel.actie, plain(regel.doelgroep or ""))
        first = self.seen.setdefault(what_for, row.plaats)
        if first != row.plaats:
            self.problems.append(
                f"{row.plaats}: actie {regel.actie} van {wie} staat ook op {first}"
            )

    def _regel(self, row: Rij) -> Regel | None:
        number = _ACTIE.sub("", row.text("actie") or "")
        actie = self.catalogus.actie(int(number)) if number.isdecimal() else None
        if actie is None:
            what = f"‘{row.text('actie') or ''}’ is geen nummer van een actie"
            self.problems.append(f"{row.plaats}: {what}")
        te_behalen = self._count(row, "te_behalen")
        subsidie = self._count(row, "subsidie")
        if actie is None:
            return None
        return Regel(
            actie=actie.nummer,
            doelgroep=row.text("doelgroep"),
            te_behalen=te_behalen,
            subsidie=subsidie,
            plaats=row.plaats,
        )

    def _count(self, row: Rij, column: str) -> Getal | None:
        cell = row.cells.get(column)
        if cell is None:
            return None
        waarde = read_cel(cell).waarde
        text = cell.error or row.text(column) or ""
        if waarde is None and not _NO_NUMBER.fullmatch(text):
            self.problems.append(f"{row.plaats}: ‘{text}’ bij {column} is geen getal")
        return waarde

    def toekenningen(self, sha256: str) -> Toekenningen:
        """All of them; raises `SetupError` with everything that cannot be used."""
        if not self.per_bestuur and not self.problems:
            self.problems.append("er staat geen enkele rij in")
        if self.problems:
            head = f"‘{self.naam}’ is niet bruikbaar als toekenningen:"
            raise SetupError("\n".join([head, *self.problems]))
        per_bestuur = {
            bestuur_id: self._toekenning(bestuur_id, found)
            for bestuur_id, found in sorted(self.per_bestuur.items())
        }
        return Toekenningen(
            sha256=sha256,
            naam=self.naam,
            per_bestuur=per_bestuur,
            submitters=_submitters(per_bestuur, self.besturen),
            waarschuwingen=tuple(self.warnings),
        )

    def _toekenning(self, bestuur_id: str, found: Sequence[_Found]) -> Toekenning:
        known = self.besturen.by_id(bestuur_id)
        rows = [one.row for one in found]
        partners = parts_of(rows, "partners")
        soort = self._soort(rows)
        if soort is None:
            own = _SOORTEN[known.soort] if known else "gemeente"
            soort = "samenwerkingsverband" if partners else own
        return Toekenning(
            bestuur=Bestuur(
                id=bestuur_id,
                naam=known.naam if known else bestuur_id,
                soort=soort,
                kbo=known.kbo if known else None,
                partners=partners,
            ),
            regels=tuple(one.regel for one in found),
            contact=next((t for row in rows if (t := row.text("contact"))), None),
            email=next((t for row in rows if (t := row.text("email"))), None),
            stimulansen=parts_of(rows, "stimulansen"),
        )

    def _soort(self, rows: Sequence[Rij]) -> Soort | None:
        """The first kind that is given; another word than the contract's is told."""
        found: Soort | None = None
        for row in rows:
            given = row.text("soort")
            soort = _SOORTEN.get((given or "").lower())
            found = found or soort
            if given and soort is None:
                what = f"soort ‘{given}’ is geen van {', '.join(_SOORTEN)}"
                self.warnings.append(f"‘{self.naam}’, {row.plaats}: {what}.")
        return found


def _who(text: str, besturen: Besturen) -> str | None:
    by_id = besturen.by_id(text.lower()) or besturen.by_nis(text)
    if by_id is not None:
        return by_id.id
    named = besturen.by_name(text)
    return named[0].id if len(named) == 1 else None


def _submitters(
    per_bestuur: Mapping[str, Toekenning], besturen: Besturen
) -> dict[str, tuple[str, ...]]:
    """Who submits for a partner; a partner with its own toekenning speaks for itself.

    A partner that is no bestuur (an intermunicipal body, a vzw) names nobody.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for bestuur_id, toekenning in per_bestuur.items():
        for partner in toekenning.bestuur.partners:
            partner_id = _who(partner, besturen)
            if partner_id is not None and partner_id not in per_bestuur:
                found[partner_id].append(bestuur_id)
    return {partner: tuple(ids) for partner, ids in found.items()}
