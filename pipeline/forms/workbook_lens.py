"""Workbook lens: a workbook form with its blank, ready to hold submissions against.

    Werkmapformulier + Reading of the blank -> Lens

What the blank says is the form's own text; what a bestuur typed is everything else. A
number is the form's own only in its own cell, since everybody writes numbers, also as
text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.forms.kenmerk import FORM, is_kenmerk
from pipeline.forms.workbook_grid import shown
from pipeline.forms.workbook_header import Koppen, fold
from pipeline.forms.workbook_mapping import Werkmapformulier
from pipeline.reading.block import Cell, Reading, Sheet

_COUNT: Final = re.compile(r"[±~≈]?\s*\d[\d.,'\s]*\*?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """A form: its mapping, its headers folded, and the texts of its blank."""

    formulier: Werkmapformulier
    koppen: Koppen
    teksten: frozenset[tuple[str, ...]]
    cellen: frozenset[tuple[str, str, str]]
    totalen: frozenset[tuple[str, ...]]
    """The words with which a sum begins: one or two."""
    alles: frozenset[tuple[str, ...]]
    """The words that are a sum when nothing else is said."""
    kopwoorden: frozenset[str]
    """The words that a header may have without saying more than what it asks."""
    perioden: frozenset[str]
    """The words of a header that is about a part of the year."""

    def is_own(self, sheet: Sheet, cell: Cell, tekst: str | None = None) -> bool:
        """Whether the blank says what `cell` says, so that nobody wrote it.

        `tekst` is what it shows, for who has that already.
        """
        tekst = shown(cell) if tekst is None else tekst
        if isinstance(cell.value, str) and not _is_count(tekst):
            return self.is_own_text(tekst)
        return (sheet.name, cell.address, tekst) in self.cellen

    def is_in_place(self, sheet: Sheet, cell: Cell) -> bool:
        """Whether the same cell of the blank says the same."""
        return (sheet.name, cell.address, shown(cell)) in self.cellen

    def is_own_text(self, text: str) -> bool:
        """Whether `text` is a text of the blank, or what we wrote beside it."""
        return fold(text) in self.teksten or is_kenmerk(text)

    def is_total(self, text: str) -> bool:
        """Whether a row that begins with `text` adds up others."""
        words = fold(text)
        begun = words[:1] in self.totalen or words[:2] in self.totalen
        return begun or words in self.alles

    def is_total_alone(self, text: str) -> bool:
        """Whether `text` says that it adds up others, and nothing else."""
        words = fold(text)
        return words in self.totalen or words in self.alles

    def is_period(self, text: str) -> bool:
        """Whether a header is about a part of the year: `Q1`, `Behaald 2e semester`.

        A year by itself may be another one.
        """
        told = {word.strip("0123456789") for word in fold(text)} - {""}
        own = told & self.perioden
        return bool(own) and told <= self.perioden | self.kopwoorden

    def is_ditto(self, text: str) -> bool:
        """Whether `text` only says that the action above is meant."""
        return text.strip().casefold() in self.formulier.idem

    def recognises(self, reading: Reading) -> bool:
        """Whether `reading` says that it is this form, in a cell or in its title."""
        signs = {fold(sign) for sign in self.formulier.herken}
        texts = [value for _, value in reading.properties]
        texts += [
            cell.value
            for sheet in reading.sheets
            for cell in sheet.cells
            if isinstance(cell.value, str)
        ]
        return any(fold(text) in signs for text in texts)


def build_lens(formulier: Werkmapformulier, blank: Reading) -> Lens:
    """The lens of `formulier`, with everything that its `blank` says."""
    texts = [shown(cell) for sheet in blank.sheets for cell in sheet.cells]
    texts += [block.text for block in blank.blocks]
    texts += formulier.eerder
    return Lens(
        formulier=formulier,
        koppen=Koppen(formulier),
        teksten=frozenset(fold(t) for t in texts if not _is_count(t)) - {()},
        totalen=frozenset(map(fold, formulier.totaal)),
        alles=frozenset(map(fold, formulier.totaal_alleen)),
        kopwoorden=frozenset(
            word
            for kolommen in (formulier.kolommen, formulier.zwak)
            for wordings in kolommen.values()
            for text in (
                *wordings,
                *formulier.totaal,
                *formulier.lopend,
                *formulier.koptekst,
            )
            for word in fold(text)
        ),
        perioden=frozenset(word for text in formulier.periode for word in fold(text)),
        cellen=frozenset(
            (sheet.name, cell.address, shown(cell))
            for sheet in blank.sheets
            for cell in sheet.cells
        ),
    )


def _is_count(text: str) -> bool:
    """Whether a text is a number and no more."""
    return _COUNT.fullmatch(text) is not None


def nearest(reading: Reading, lenzen: Sequence[Lens]) -> Lens:
    """The edition that `reading` says it is, else the one of which it has most texts.

    Of editions that fit alike, the first: any of them reads a workbook by meaning.
    """
    if len(lenzen) == 1:
        return lenzen[0]
    marked = {text for name, text in reading.properties if name == FORM}
    for lens in lenzen:
        if lens.formulier.formulier in marked:
            return lens
    texts = {
        fold(cell.value)
        for sheet in reading.sheets
        for cell in sheet.cells
        if isinstance(cell.value, str)
    }
    apart = _apart(tuple(lens.teksten for lens in lenzen))
    counts = [len(texts & own) for own in apart]
    return lenzen[counts.index(max(counts))]


@lru_cache(maxsize=8)
def _apart(
    editions: tuple[frozenset[tuple[str, ...]], ...],
) -> tuple[frozenset[tuple[str, ...]], ...]:
    """Of each edition the texts that the others do not all have."""
    shared = frozenset.intersection(*editions)
    return tuple(texts - shared for texts in editions)


class RondeTeken(NamedTuple):
    """The words by which a sheet or column tells its round: one of each kind."""

    id: str
    projectjaar: tuple[str, ...]
    moment: tuple[str, ...]


@lru_cache(maxsize=4096)
def told_rounds(text: str, rondes: tuple[RondeTeken, ...]) -> frozenset[str] | None:
    """The rounds that `text` can be about; `None` when it tells nothing of a round.

    Only a projectjaar, or only a moment, leaves all rounds that fit it.
    """
    padded = f" {' '.join(fold(text))} "

    def named(signs: Sequence[str]) -> bool:
        return any(f" {' '.join(fold(sign))} " in padded for sign in signs)

    years = {ronde.id for ronde in rondes if named(ronde.projectjaar)}
    moments = {ronde.id for ronde in rondes if named(ronde.moment)}
    if not years and not moments:
        return None
    return frozenset(years & moments if years and moments else years or moments)
