"""Workbook header: which column of a table says what, told by meaning.

    header texts + mapping -> the role of each column

A header is recognised wherever it stands, in one row or in two with merged groups above
(`KPI` over `Te behalen` and `Behaald`), in any order of columns and in any wording that
the mapping lists, also with more words around it or a typing error.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from pipeline.forms.workbook_grid import Grid, is_number
from pipeline.forms.workbook_mapping import Rol, Werkmapformulier

_MORE_WORDS: Final = 6  # how many words a header may have around its wording
_FUZZY: Final = 88.0
_FUZZY_LENGTH: Final = 6
_NOT_WORD: Final = re.compile(r"[^a-z0-9#]+")
_KEYS: Final[frozenset[Rol]] = frozenset({"actie", "nummer", "doelgroep", "opdeling"})
VALUES: Final[frozenset[Rol]] = frozenset({"te_behalen", "behaald"})
_TWO: Final = 2

EXACT, WITHIN, ALIKE = 1.0, 0.97, 0.9
"""How sure a column is: the wording itself, with words around it, mistyped."""


@dataclass(frozen=True, slots=True)
class Kop:
    """A header that was recognised. `words` is how much of its wording was there."""

    rol: Rol
    zekerheid: float
    words: int
    zwak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of one table: its first and last row, and the columns by role."""

    first: int
    last: int
    koppen: Mapping[int, Kop]
    teksten: Mapping[int, str]

    def columns(self, rol: Rol) -> tuple[int, ...]:
        """The columns with this role, from left to right."""
        return tuple(c for c, kop in sorted(self.koppen.items()) if kop.rol == rol)

    @property
    def repeats(self) -> bool:
        """Whether one header stands twice, as in a list of labels."""
        texts = [fold(self.teksten[column]) for column in self.koppen]
        return len(set(texts)) < len(texts)

    @property
    def roles(self) -> int:
        """How many columns have a role that is not weak."""
        return sum(not kop.zwak for kop in self.koppen.values())


def fold(text: str) -> tuple[str, ...]:
    """The words of `text` without capitals and accents; `%` is the word `procent`."""
    text = text.replace("%", " procent ").casefold()
    parts = unicodedata.normalize("NFKD", text)
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return tuple(_NOT_WORD.sub(" ", plain).split())


class Koppen:
    """The headers of a mapping, folded once."""

    def __init__(self, formulier: Werkmapformulier) -> None:
        self._sure = _folded(formulier.kolommen)
        self._weak = _folded(formulier.zwak)
        self._memo: dict[str, Kop | None] = {}

    def kop(self, text: str) -> Kop | None:
        """What `text` says as a header; `None` when it is none."""
        if text not in self._memo:
            self._memo[text] = self._read(fold(text))
        return self._memo[text]

    def _read(self, words: tuple[str, ...]) -> Kop | None:
        if not words:
            return None
        if words in self._sure:
            return Kop(self._sure[words], EXACT, len(words))
        if words in self._weak:
            return Kop(self._weak[words], WITHIN, len(words), zwak=True)
        if _is_share(words):
            return Kop("berekend", WITHIN, 1)
        return self._within(words) or self._alike(words)

    def _within(self, words: tuple[str, ...]) -> Kop | None:
        """The longest wording inside `words`; where two are as long, the first."""
        best: tuple[int, int] | None = None
        found: Rol | None = None
        for wording, rol in self._sure.items():
            at = _position(wording, words)
            if at is None or len(words) - len(wording) > _MORE_WORDS:
                continue
            if best is None or (len(wording), -at) > best:
                best, found = (len(wording), -at), rol
        return Kop(found, WITHIN, best[0]) if found and best else None

    def _alike(self, words: tuple[str, ...]) -> Kop | None:
        text = " ".join(words)
        if len(text) < _FUZZY_LENGTH:
            return None
        best = max(self._sure, key=lambda w: fuzz.ratio(" ".join(w), text))
        if fuzz.ratio(" ".join(best), text) < _FUZZY:
            return None
        return Kop(self._sure[best], ALIKE, len(words))


def find_header(grid: Grid, row: int, koppen: Koppen) -> Header | None:
    """The header of a table that begins in `row`, if one does.

    Two rows make one header when that tells more columns than either row by itself.
    """
    one = _header(grid, (row,), koppen)
    two = _header(grid, (row, row + 1), koppen) if row + 1 in grid.rows else None
    below = _header(grid, (row + 1,), koppen)
    fewer = [header.roles for header in (one, below) if header is not None]
    return two if two is not None and two.roles > max(fewer, default=0) else one


def _header(grid: Grid, rows: Sequence[int], koppen: Koppen) -> Header | None:
    texts = _texts(grid, rows)
    found = {c: kop for c, text in texts.items() if (kop := koppen.kop(text))}
    found = _settled(found)
    header = Header(first=rows[0], last=rows[-1], koppen=found, teksten=texts)
    return header if _is_header(grid, header) else None


def _texts(grid: Grid, rows: Sequence[int]) -> dict[int, str]:
    """The header text of each column; that of a merged group above goes before."""
    columns = sorted({column for row in rows for column in grid.row(row)})
    texts = {}
    for column in columns:
        parts = dict.fromkeys(grid.text(row, column) for row in rows)
        texts[column] = " ".join(part for part in parts if part)
    return texts


def _settled(found: dict[int, Kop]) -> dict[int, Kop]:
    """Without weak headers whose role another column has by right."""
    strong = {kop.rol for kop in found.values() if not kop.zwak}
    return {c: kop for c, kop in found.items() if not (kop.zwak and kop.rol in strong)}


def _is_header(grid: Grid, header: Header) -> bool:
    """Whether these columns make a table: a number column, and what it is about.

    A row with numbers between its texts is a line of a form, not a header.
    """
    roles = {kop.rol for kop in header.koppen.values()}
    strong = {kop.rol for kop in header.koppen.values() if not kop.zwak}
    columns = [c for c, kop in header.koppen.items() if kop.rol in _KEYS | VALUES]
    sure = strong & VALUES or roles >= VALUES | {"actie"}
    if not sure or len(columns) < _TWO:
        return False
    for row in range(header.first, header.last + 1):
        for column, cell in grid.row(row).items():
            if is_number(cell) and min(columns) <= column <= max(columns):
                return False
    return bool(roles & _KEYS) or roles >= VALUES


def _is_share(words: tuple[str, ...]) -> bool:
    """Whether a header asks a percentage: `Behaald (%)`, but not `KPI (100 %)`."""
    share = {"procent", "percentage", "percent", "pct"}
    if words[0] in share:
        return True
    return words[-1] in share and not words[-2].isdigit()


def _folded(kolommen: Mapping[Rol, Sequence[str]]) -> dict[tuple[str, ...], Rol]:
    return {fold(text): rol for rol, texts in kolommen.items() for text in texts}


def _position(wording: tuple[str, ...], words: tuple[str, ...]) -> int | None:
    size = len(wording)
    for at in range(len(words) - size + 1):
        if words[at : at + size] == wording:
            return at
    return None
