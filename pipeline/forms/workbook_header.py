"""Workbook header: which column of a table says what, told by meaning.

    header texts + mapping -> the role of each column

A header is recognised wherever it stands, in one row or in two with merged groups above
(`KPI` over `Te behalen` and `Behaald`), in any order of columns and in any wording that
the mapping lists, also with more words around it or a typing error.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from pipeline.forms.workbook_mapping import Rol, Werkmapformulier

_MORE_WORDS: Final = 6  # how many words a header may have around its wording
_FUZZY: Final = 88.0
_FUZZY_LENGTH: Final = 6
_LONGEST: Final = 60  # letters of a header that may be mistyped
_MEMO: Final = 4096  # texts of other workbooks that are remembered
# Accents, and signs that nobody sees: soft hyphens, joiners.
_GONE: Final = frozenset({"Mn", "Me", "Cf"})
_NOT_WORD: Final = re.compile(r"(?:[^\w#]|_)+")
VALUES: Final[frozenset[Rol]] = frozenset({"te_behalen", "behaald"})
_LISTED: Final[frozenset[Rol]] = VALUES | {"actie", "nummer", "doelgroep"}
_SIGN: Final = 5  # letters by which a word of a header is told in passing
_END: Final = 4  # letters by which a word that is mistyped before them is told
_SHORTEST: Final = 3  # letters of a word that tells anything

EXACT, WITHIN, ALIKE, PASSING = 1.0, 0.97, 0.9, 0.85
"""How sure a column is: the wording, words around it, mistyped, weak among words."""


@dataclass(frozen=True, slots=True)
class Kop:
    """A header that was recognised. `words` is how much of its wording was there."""

    rol: Rol
    zekerheid: float
    words: int
    zwak: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a weak wording with nothing around it: `Doel`, `Stand`."""
        return self.zwak and self.zekerheid > PASSING


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
        """Whether one header of a table stands twice, as in a list of labels."""
        texts = [
            fold(self.teksten[column])
            for column, kop in self.koppen.items()
            if kop.rol in _LISTED
        ]
        return len(set(texts)) < len(texts)

    @property
    def values(self) -> int:
        """How many columns hold a target or an achieved number."""
        return sum(kop.rol in VALUES for kop in self.koppen.values())

    @property
    def roles(self) -> int:
        """How many columns have a role that is not weak."""
        return sum(not kop.zwak for kop in self.koppen.values())


@lru_cache(maxsize=_MEMO)
def fold(text: str) -> tuple[str, ...]:
    """The words of `text` without capitals and accents; `%` is the word `procent`."""
    text = text.replace("%", " procent ").casefold()
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(
            part for part in parts if unicodedata.category(part) not in _GONE
        )
    return tuple(_NOT_WORD.sub(" ", text).split())


class Koppen:
    """The headers of a mapping, folded once."""

    def __init__(self, formulier: Werkmapformulier) -> None:
        self._sure = _folded(formulier.kolommen)
        self._weak = _folded(formulier.zwak)
        self._elsewhere = [fold(text) for text in formulier.elders]
        self._away = {word for wording in self._elsewhere for word in wording[:1]}
        self._memo: dict[str, Kop | None] = {}
        self._may_head: dict[str, bool] = {}
        self._small = {word for text in formulier.koptekst for word in fold(text)}
        self._texts = [" ".join(wording) for wording in self._sure]
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for wording in self._sure:
            self._by_first.setdefault(wording[0], []).append(wording)
        every = {**self._weak, **self._sure}
        self._signs = _signs(every)
        self._ends = {w[-_END:] for wording in every for w in wording if len(w) > _END}
        values = (w for w, rol in every.items() if rol in VALUES)
        self._value_signs = _signs(
            tuple(word for word in wording if word not in self._small)
            for wording in values
        )

    def may_head(self, text: str) -> bool:
        """Whether `text` has any word that begins like one of a number column.

        Most rows are no header, and this tells so without reading them.
        """
        known = self._may_head.get(text)
        if known is None:
            if len(self._may_head) >= _MEMO:
                self._may_head.clear()
            known = any(word[:_SIGN] in self._value_signs for word in fold(text))
            self._may_head[text] = known
        return known

    def names_value(self, text: str) -> bool:
        """Whether `text` by itself heads a number column; a table has such a cell."""
        if not self.may_head(text):
            return False
        kop = self.kop(text)
        return kop is not None and kop.rol in VALUES

    def kop(self, text: str) -> Kop | None:
        """What `text` says as a header; `None` when it is none."""
        if text not in self._memo:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            self._memo[text] = self._read(fold(text))
        return self._memo[text]

    def _read(self, words: tuple[str, ...]) -> Kop | None:
        if not words:
            return None
        away = not self._away.isdisjoint(words)
        if away and any(_holds(words, wording) for wording in self._elsewhere):
            return Kop("anders", WITHIN, len(words))
        return self._wording(words)

    def _wording(self, words: tuple[str, ...]) -> Kop | None:
        if words in self._sure:
            return Kop(self._sure[words], EXACT, len(words))
        if words in self._weak:
            return Kop(self._weak[words], WITHIN, len(words), zwak=True)
        if _is_share(words):
            return Kop("berekend", WITHIN, 1)
        if not any(w[:_SIGN] in self._signs or w[-_END:] in self._ends for w in words):
            return None
        return self._within(words) or self._alike(words) or self._in_passing(words)

    def _within(self, words: tuple[str, ...]) -> Kop | None:
        """The longest wording inside `words`; where two are as long, the first."""
        best: tuple[str, ...] = ()
        telling = sum(w not in self._small and not w.isdigit() for w in words)
        least = max(0, telling - _MORE_WORDS - 1)
        for at, word in enumerate(words):
            for wording in self._by_first.get(word, ()):
                here = words[at : at + len(wording)] == wording
                if here and len(wording) > max(len(best), least):
                    best = wording
        return Kop(self._sure[best], WITHIN, len(best)) if best else None

    def _in_passing(self, words: tuple[str, ...]) -> Kop | None:
        """A weak wording with a date or small words around it: `Stand 31 maart`.

        What stands above or before it may say that it is a KPI: `KPI's PJ2 | Norm`.
        """
        told = tuple(w for w in words if w not in self._small and not w.isdigit())
        if told not in self._weak and told[:1] == ("kpi",):
            told = told[2 if told[1:2] == ("s",) else 1 :]
        rol = self._weak.get(told)
        return Kop(rol, PASSING, len(told), zwak=True) if rol is not None else None

    def _alike(self, words: tuple[str, ...]) -> Kop | None:
        text = " ".join(words)
        if not _FUZZY_LENGTH <= len(text) <= _LONGEST:
            return None
        near = process.extractOne(
            text, self._texts, scorer=fuzz.ratio, score_cutoff=_FUZZY
        )
        return (
            Kop(self._sure[tuple(near[0].split())], ALIKE, len(words)) if near else None
        )


def _is_share(words: tuple[str, ...]) -> bool:
    """Whether a header asks a percentage: `Behaald (%)`, but not `KPI (100 %)`."""
    share = {"procent", "percentage", "percent", "pct"}
    if words[0] in share:
        return True
    return words[-1] in share and not words[-2].isdigit()


def _holds(words: tuple[str, ...], wording: tuple[str, ...]) -> bool:
    size = len(wording)
    starts = range(len(words) - size + 1)
    return any(words[at : at + size] == wording for at in starts)


def _signs(wordings: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """How the words of `wordings` begin."""
    words = (word for wording in wordings for word in wording)
    return frozenset(word[:_SIGN] for word in words if len(word) >= _SHORTEST)


def _folded(kolommen: Mapping[Rol, Sequence[str]]) -> dict[tuple[str, ...], Rol]:
    return {fold(text): rol for rol, texts in kolommen.items() for text in texts}
