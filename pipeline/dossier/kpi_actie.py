"""KPI-actie: which action each line of a workbook is about.

    lines + Catalogus -> each line with the action it is tied to, or without

A name beats a number. A number counts where its table uses the official ones: names
that say other numbers, or numbers that only count the lines, make all numbers of the
table local. A line that names no action goes on with the one above it only when
it names a doelgroep; a long note does not.

Longer than 300 lines because each sign of an action is weighed against the others.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.dossier.actienaam import Kandidaat, identify
from pipeline.dossier.actienummer import are_official, official_numbers
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.kpi_totaal import adrift, is_bare
from pipeline.forms.workbook_grid import Vak
from pipeline.forms.workbook_table import KpiLine

# What stands under an action as a part of it.
_LISTED: Final = re.compile(r"[-–—•*·>→]+\s+(?=\S)|waarvan\b:?\s*(?=\S)", re.IGNORECASE)
_MARGIN: Final = 0.05  # by how much the best candidate must lead
_LONGEST_GROUP: Final = 80  # characters; a longer text is a note

_BY_NUMBER: Final = 0.9
_BY_NUMBER_BESIDE_TEXT: Final = 0.65
_BY_TITLE: Final = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What ties a line to an action.

    `groep` is the doelgroep that the line names, `titel` the title that named the
    action, both `None` without; `naam` is whether a name tied it, not a number.
    """

    nummer: int
    zekerheid: float
    reden: str
    groep: Vak | None = None
    titel: Vak | None = None
    naam: bool = False


def tie_lines(
    lines: Sequence[KpiLine], catalogus: Catalogus, projectjaar: int | None
) -> Iterator[tuple[KpiLine, Band | None]]:
    """Each of `lines` with the action that it is about, `None` where it names none."""
    tables: dict[int, list[KpiLine]] = {}
    for line in lines:
        tables.setdefault(line.tabel, []).append(line)
    names = _Names(catalogus, projectjaar)
    titles = {titel.plaats: titel for line in lines for titel in line.titels}
    official = names.are_official([(t.tekst, ()) for t in titles.values()])
    for table in tables.values():
        tied = list(_Table(table, names, titles_official=official).tied())
        lost = adrift([(line, band.nummer if band else None) for line, band in tied])
        settled = (
            (line, None if at in lost else band) for at, (line, band) in enumerate(tied)
        )
        yield from _one_part(_by_unit(settled))


def _one_part(
    tied: Iterable[tuple[KpiLine, Band | None]],
) -> Iterator[tuple[KpiLine, Band | None]]:
    """Lines of which the partner or school is told, but that are not split by it."""
    found = list(tied)
    lines = Counter(
        band.nummer for line, band in found if band is not None and not line.totaal
    )
    for line, band in found:
        if band is not None and line.opgedeeld and lines[band.nummer] == 1:
            yield line, replace(band, groep=None)
        else:
            yield line, band


def _by_unit(
    tied: Iterable[tuple[KpiLine, Band | None]],
) -> Iterator[tuple[KpiLine, Band | None]]:
    """Lines of one action that differ in their unit are split by it.

    In the reports of projectjaar 1 the unit is the doelgroep: `begeleide nieuwkomers`.
    """
    found = list(tied)
    units: dict[int, set[str]] = {}
    grouped = set()
    for line, band in found:
        if band is not None and not line.totaal:
            if line.eenheid is not None:
                units.setdefault(band.nummer, set()).add(line.eenheid.tekst)
            if band.groep is not None and band.groep is not line.eenheid:
                grouped.add(band.nummer)
    split = {n for n, texts in units.items() if len(texts) > 1} - grouped
    for line, band in found:
        if band is not None and band.nummer in split and not line.totaal:
            yield line, replace(band, groep=line.eenheid)
        else:
            yield line, band


class _Names:
    """What texts say of actions: their names, and the numbers in use."""

    def __init__(self, catalogus: Catalogus, projectjaar: int | None) -> None:
        self.catalogus = catalogus
        self.in_use = {
            actie.nummer
            for actie in catalogus.acties
            if (actie.jaar(projectjaar) if projectjaar else actie.gesubsidieerd)
        }

    def named(self, tekst: str) -> tuple[Kandidaat, ...]:
        """The actions that a text names, not by number or unit alone."""
        found = identify(tekst, self.catalogus)
        return tuple(k for k in found if k.bewijs in {"naam", "synoniem"})

    def numbers(self, *texts: str) -> tuple[int, ...]:
        """The numbers of actions in texts, each once."""
        found = [n for text in texts for n in official_numbers(text, self.catalogus)]
        return tuple(dict.fromkeys(found))

    def are_official(self, told: Sequence[tuple[str, Sequence[int]]]) -> bool:
        """Whether the numbers beside and in texts can be the official ones.

        Numbers that run 1, 2, 3, or that nobody reports on, only count the texts.
        """
        found: list[tuple[Sequence[int], int | None]] = []
        for tekst, beside in told:
            numbers = tuple(dict.fromkeys((*beside, *self.numbers(tekst))))
            best = best_of(self.named(tekst), ())
            found.append((numbers, best.nummer if best is not None else None))
        return are_official(found, self.in_use)


class _Table:
    """The lines of one table, read from top to bottom."""

    def __init__(
        self, lines: Sequence[KpiLine], names: _Names, *, titles_official: bool
    ) -> None:
        self.lines = lines
        self.names = names
        self.titles_official = titles_official
        self.heads = False  # whether the action above was named without any count
        self.indent = 0  # how far the name of the action above is indented
        self.names_actions = any(line.actie or line.nummer for line in lines)
        self.official = names.are_official(
            [
                (line.actie.tekst if line.actie else "", self._numbers(line))
                for line in lines
                if not line.vervolg and not line.totaal
            ]
        )

    def tied(self) -> Iterator[tuple[KpiLine, Band | None]]:
        above: Band | None = None
        for line in self.lines:
            band = self._total(line, above) if line.totaal else self._band(line, above)
            listed = line.actie and _listed(line.actie)
            part = line.actie and band is not None and band.groep is line.actie
            if line.totaal:
                # A total above its doelgroepen may be all that names the action.
                above = band if band is not None and not is_bare(line) else above
            elif not (line.vervolg or listed or part):
                above = band
                self.indent = _indent(line.actie)
                self.heads = line.nummer is not None and not _counts(line)
            yield line, band

    def _band(self, line: KpiLine, above: Band | None) -> Band | None:
        groep = line.doelgroep
        part = self._part(line, above)
        if part is not None:
            return self._with_group(above, part)
        if not line.vervolg:
            return self._with_group(self._own(line), groep)
        if line.actie is None and line.nummer is None and not self.names_actions:
            return self._with_group(self._titled(line), groep)
        if above is None:
            return None
        if groep is None and (line.te_behalen or line.behaald):
            groep = line.eenheid
        if groep is None and not line.samengevoegd:
            return None
        is_note = groep is not None and len(groep.tekst) > _LONGEST_GROUP
        return None if is_note else self._with_group(above, groep)

    def _part(self, line: KpiLine, above: Band | None) -> Vak | None:
        """The part that a line is of the action above: `- via de toeleiders`.

        `None` when it is none, or names another action. Under an action with a number
        and no count of its own, a line without a number is a part, also without a dash;
        so is a line that is indented further than its action.
        """
        if line.actie is None or above is None or line.doelgroep or not _counts(line):
            return None
        tekst = line.actie.tekst
        others = {k.nummer for k in self.names.named(tekst)}
        if self.names.numbers(tekst) or others - {above.nummer}:
            return None
        if (part := _listed(line.actie)) is not None:
            return line.actie._replace(tekst=part)
        if line.nummer is None and _indent(line.actie) > self.indent:
            return line.actie
        plain = self.heads and line.nummer is None and not others
        return line.actie if plain and len(tekst) <= _LONGEST_GROUP else None

    def _own(self, line: KpiLine) -> Band | None:
        """The action that a line names itself, by name or else by number."""
        tekst = line.actie.tekst if line.actie is not None else ""
        numbers = self._numbers(line) if self.official else ()
        band = self._told(tekst, numbers)
        if band is not None and band.naam and line.actie is not None:
            return band
        certainty = _BY_NUMBER_BESIDE_TEXT if _has_words(tekst) else _BY_NUMBER
        return replace(band, zekerheid=certainty) if band is not None else None

    def _titled(self, line: KpiLine) -> Band | None:
        """The action that a title above the table names, or the sheet."""
        for titel in line.titels:
            numbers = self.names.numbers(titel.tekst) if self.titles_official else ()
            band = self._told(titel.tekst, numbers)
            if band is not None:
                return replace(
                    band,
                    zekerheid=round(band.zekerheid * _BY_TITLE, 2),
                    reden=f"{band.reden} (titel ‘{titel.tekst}’)",
                    titel=titel,
                )
        return None

    def _told(self, tekst: str, numbers: Sequence[int]) -> Band | None:
        """The action of a name; of a number only when no action is named."""
        named = self.names.named(tekst)
        best = best_of(named, numbers)
        if best is not None:
            return Band(
                nummer=best.nummer,
                zekerheid=best.zekerheid,
                reden=best.reden,
                naam=True,
            )
        usable = [number for number in numbers if number in self.names.in_use]
        if named or len(usable) != 1:
            return None
        reden = f"het officiële nummer {usable[0]}"
        return Band(nummer=usable[0], zekerheid=_BY_NUMBER, reden=reden)

    def _total(self, line: KpiLine, above: Band | None) -> Band | None:
        """The action of a total: the one it names, or of the lines it stands under.

        A total in the column of the actions may add up several of them.
        """
        named = line.actie is not None or line.nummer is not None
        band = self._own(line) if named else None
        if band is None and is_bare(line):
            band = above or self._titled(line)
        return replace(band, groep=None) if band is not None else None

    def _numbers(self, line: KpiLine) -> tuple[int, ...]:
        """The numbers that a line gives itself: in their own column or in its name."""
        texts = [vak.tekst for vak in (line.nummer, line.actie) if vak is not None]
        return self.names.numbers(*texts)

    @staticmethod
    def _with_group(band: Band | None, groep: Vak | None) -> Band | None:
        named = groep if groep is not None and groep.tekst else None
        if band is None or band.groep is named:
            return band
        return replace(band, groep=named)


def best_of(found: Sequence[Kandidaat], numbers: Sequence[int]) -> Kandidaat | None:
    """The candidate that leads clearly; among equals the one whose number is given."""
    if not found:
        return None
    first = found[0]
    equals = [k for k in found if k.zekerheid >= first.zekerheid - _MARGIN]
    if len(equals) == 1:
        return first
    told = [k for k in equals if k.nummer in numbers]
    return told[0] if len(told) == 1 else None


def _listed(vak: Vak) -> str | None:
    """What stands behind a dash or a bullet, which the text itself may not show."""
    text = vak.cel.value if isinstance(vak.cel.value, str) else vak.tekst
    listed = _LISTED.match(text.strip())
    return text.strip()[listed.end() :] if listed else None


def _indent(vak: Vak | None) -> int:
    """How far a name is indented, by its cell or by spaces; one is an accident."""
    if vak is None:
        return 0
    text = vak.cel.value if isinstance(vak.cel.value, str) else ""
    return vak.cel.indent + (len(text) - len(text.lstrip())) // 2


def _counts(line: KpiLine) -> bool:
    """Whether a line gives a target or an achieved number."""
    return line.te_behalen is not None or line.behaald is not None


def _has_words(tekst: str) -> bool:
    """Whether a text says more than `Actie 15`."""
    words = [word for word in tekst.split() if any(sign.isalpha() for sign in word)]
    return any(
        word.casefold().strip(".:") not in {"actie", "nr", "a"} for word in words
    )
