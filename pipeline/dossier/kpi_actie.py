"""KPI-actie: which action each line of a workbook is about.

    lines + Catalogus -> each line with the action it is tied to, or without

A name beats a number. A number counts where its table uses the official ones: names
that say other numbers, or numbers that only count the lines, make all numbers of the
table local. A line that names no action goes on with the one above it only when
it names a doelgroep; a long note does not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.actienaam import Kandidaat, identify, official_numbers
from pipeline.dossier.catalogus import Catalogus
from pipeline.forms.workbook_grid import Vak
from pipeline.forms.workbook_table import KpiLine

_MARGIN: Final = 0.05  # by how much the best candidate must lead
_LONGEST_GROUP: Final = 80  # characters; a longer text is a note
_MISTAKES: Final = 3  # so many numbers that are right excuse one that is wrong
_LOCAL_RUN: Final = 3  # so many lines numbered 1, 2, 3 are counted, not named

_BY_NUMBER: Final = 0.9
_BY_NUMBER_BESIDE_TEXT: Final = 0.65
_BY_TITLE: Final = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What ties a line to an action; `groep` is the doelgroep that it names, if any."""

    nummer: int
    zekerheid: float
    reden: str
    groep: Vak | None = None


def tie_lines(
    lines: Sequence[KpiLine], catalogus: Catalogus, projectjaar: int | None
) -> Iterator[tuple[KpiLine, Band | None]]:
    """Each of `lines` with the action that it is about, `None` where it names none."""
    tables: dict[int, list[KpiLine]] = {}
    for line in lines:
        tables.setdefault(line.tabel, []).append(line)
    for table in tables.values():
        yield from _Table(table, catalogus, projectjaar).tied()


class _Table:
    """The lines of one table, read from top to bottom."""

    def __init__(
        self, lines: Sequence[KpiLine], catalogus: Catalogus, projectjaar: int | None
    ) -> None:
        self.lines = lines
        self.catalogus = catalogus
        self.in_use = {
            actie.nummer
            for actie in catalogus.acties
            if (actie.jaar(projectjaar) if projectjaar else actie.gesubsidieerd)
        }
        self.named = {id(line): self._named(line) for line in lines}
        self.official = self._uses_official_numbers()

    def tied(self) -> Iterator[tuple[KpiLine, Band | None]]:
        above: Band | None = None
        for line in self.lines:
            band = self._total(line, above) if line.totaal else self._band(line, above)
            if not line.totaal and not line.vervolg:
                above = band
            yield line, band

    def _band(self, line: KpiLine, above: Band | None) -> Band | None:
        groep = line.doelgroep
        if not line.vervolg:
            return self._with_group(self._own(line), groep)
        if line.actie is None and line.nummer is None and not self._names_actions:
            return self._with_group(self._titled(line), groep)
        if above is None:
            return None
        if groep is None and (line.te_behalen or line.behaald):
            groep = line.eenheid
        if groep is None and not line.samengevoegd:
            return None
        is_note = groep is not None and len(groep.tekst) > _LONGEST_GROUP
        return None if is_note else self._with_group(above, groep)

    @property
    def _names_actions(self) -> bool:
        """Whether any line has an action or number of its own."""
        return any(line.actie or line.nummer for line in self.lines)

    def _own(self, line: KpiLine) -> Band | None:
        """The action that a line names itself, by name or else by number."""
        named = self.named[id(line)]
        numbers = self._numbers(line)
        best = _best(named, numbers if self.official else ())
        if best is not None:
            return Band(nummer=best.nummer, zekerheid=best.zekerheid, reden=best.reden)
        if named or not self.official:
            return None
        usable = [number for number in numbers if number in self.in_use]
        if len(usable) != 1:
            return None
        bare = line.actie is None or not _has_words(line.actie.tekst)
        return Band(
            nummer=usable[0],
            zekerheid=_BY_NUMBER if bare else _BY_NUMBER_BESIDE_TEXT,
            reden=f"het officiële nummer {usable[0]}",
        )

    def _titled(self, line: KpiLine) -> Band | None:
        """The action that a title above the table names, or the sheet."""
        for titel in line.titels:
            best = _best(_by_name(titel.tekst, self.catalogus), ())
            if best is not None:
                return Band(
                    nummer=best.nummer,
                    zekerheid=round(best.zekerheid * _BY_TITLE, 2),
                    reden=f"{best.reden} (titel ‘{titel.tekst}’)",
                )
            told = official_numbers(titel.tekst, self.catalogus)
            numbers = [number for number in told if number in self.in_use]
            if len(numbers) == 1:
                return Band(
                    nummer=numbers[0],
                    zekerheid=_BY_NUMBER_BESIDE_TEXT,
                    reden=f"het nummer {numbers[0]} in de titel ‘{titel.tekst}’",
                )
        return None

    def _total(self, line: KpiLine, above: Band | None) -> Band | None:
        """The action of a total: the one it names, or of the lines it stands under.

        A total in the column of the actions may add up several of them.
        """
        named = _best(self.named[id(line)], ())
        if named is not None:
            return Band(
                nummer=named.nummer, zekerheid=named.zekerheid, reden=named.reden
            )
        if line.vervolg and above is not None:
            return Band(
                nummer=above.nummer, zekerheid=above.zekerheid, reden=above.reden
            )
        return None

    def _named(self, line: KpiLine) -> tuple[Kandidaat, ...]:
        if line.actie is None or (line.vervolg and not line.samengevoegd):
            return ()
        return _by_name(line.actie.tekst, self.catalogus)

    def _numbers(self, line: KpiLine) -> tuple[int, ...]:
        """The numbers that a line gives itself: in their own column or in its name."""
        texts = [vak.tekst for vak in (line.nummer, line.actie) if vak is not None]
        found = [n for text in texts for n in official_numbers(text, self.catalogus)]
        return tuple(dict.fromkeys(found))

    def _uses_official_numbers(self) -> bool:
        """Whether the numbers of this table can be the official ones."""
        agreed = contradicted = 0
        for line in self.lines:
            best = _best(self.named[id(line)], ())
            numbers = self._numbers(line)
            if best is not None and numbers:
                agreed += best.nummer in numbers
                contradicted += best.nummer not in numbers
        if contradicted or agreed:
            return contradicted * _MISTAKES <= agreed
        return not self._only_counts_lines()

    def _only_counts_lines(self) -> bool:
        """Whether the numbers run 1, 2, 3, or are of actions that nobody reports on."""
        numbered = [
            number
            for line in self.lines
            if not line.vervolg and not line.totaal
            for number in self._numbers(line)[:1]
        ]
        counted = list(range(1, len(numbered) + 1))
        runs = len(numbered) >= _LOCAL_RUN and numbered == counted
        return runs or not self.in_use.issuperset(numbered)

    @staticmethod
    def _with_group(band: Band | None, groep: Vak | None) -> Band | None:
        if band is None:
            return None
        named = groep if groep is not None and groep.tekst else None
        return Band(
            nummer=band.nummer, zekerheid=band.zekerheid, reden=band.reden, groep=named
        )


def _by_name(tekst: str, catalogus: Catalogus) -> tuple[Kandidaat, ...]:
    found = identify(tekst, catalogus)
    return tuple(k for k in found if k.bewijs in {"naam", "synoniem"})


def _best(found: Sequence[Kandidaat], numbers: Sequence[int]) -> Kandidaat | None:
    """The candidate that leads clearly; among equals the one whose number is given."""
    if not found:
        return None
    first = found[0]
    equals = [k for k in found if k.zekerheid >= first.zekerheid - _MARGIN]
    if len(equals) == 1:
        return first
    told = [k for k in equals if k.nummer in numbers]
    return told[0] if len(told) == 1 else None


def _has_words(tekst: str) -> bool:
    """Whether a text says more than `Actie 15`."""
    words = [word for word in tekst.split() if any(sign.isalpha() for sign in word)]
    return any(
        word.casefold().strip(".:") not in {"actie", "nr", "a"} for word in words
    )
