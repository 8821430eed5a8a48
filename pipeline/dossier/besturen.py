"""Besturen: who reports, known by number, name or mail domain (`besturen.csv`).

300 municipalities until 2024 and 285 from 2025, when 13 mergers took effect in the
middle of projectjaar 3, beside the VGC and vzw de Rand (research, section 8). A
register holds for a day: a merged municipality then stands for its successor.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Final, TypeVar

from pipeline.dossier.bestuur import KBO_LENGTH, Bestuur, read_besturen
from pipeline.dossier.namen import compact, folded_words, joined, shortened
from pipeline.dossier.vermeldingen import Mention, Spelling, Spellings

__all__ = ["Besturen", "Bestuur", "load_besturen"]

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

# What may stand around a name: "Stadsbestuur van Halle", "Mol (gemeente)".
_AROUND_A_NAME: Final = frozenset(
    {
        *("stad", "stadsbestuur", "gemeente", "gemeentebestuur", "lokaal", "lokale"),
        *("bestuur", "ocmw", "ocmwbestuur", "van", "de", "het", "en", "vzw"),
    }
)
_BEFORE_A_DOMAIN: Final = re.compile(
    r"(?:gemeentebestuur|stadsbestuur|lokaalbestuur|gemeente|stad|ocmw|sociaalhuis)(?=.)"
)
# Besturen mail from .be; example and test exist for samples only (RFC 2606).
_TOP_LEVELS: Final = frozenset({"be", "brussels", "vlaanderen", "example", "test"})

_OFFICIAL: Final = 1.0
_VARIANT: Final = 0.95
_SHORTENED: Final = 0.9
_PREDECESSOR: Final = 0.8  # of every certainty, for the name of a merged municipality
_LONGEST_ACRONYM: Final = 4


class Besturen:
    """The register; `on` gives the one of a day, which is what a ronde needs.

    Without a day it holds old and new besturen side by side, and a name that both bear
    (Hasselt) gives both. Iterating gives those that exist, not those that merged.
    """

    def __init__(
        self, besturen: Iterable[Bestuur], *, day: dt.date | None = None
    ) -> None:
        self._every = {bestuur.id: bestuur for bestuur in besturen}
        self._current = {
            bestuur.id: bestuur
            for bestuur in self._every.values()
            if day is None or bestuur.is_valid_on(day)
        }
        # All that can be looked up: who exists, and who merged into one of them.
        self._successors = {
            bestuur.id: successor
            for bestuur in self._every.values()
            if (successor := self._successor(bestuur)) is not None
        }

    def __iter__(self) -> Iterator[Bestuur]:
        return iter(self._current.values())

    def __len__(self) -> int:
        return len(self._current)

    def on(self, day: dt.date) -> "Besturen":
        """Give the register of `day`: who exists then, and for whom they stand in."""
        return Besturen(self._every.values(), day=day)

    def by_id(self, bestuur_id: str) -> Bestuur | None:
        """Give the bestuur with exactly this id."""
        return self._current.get(bestuur_id)

    def by_nis(self, nis: str) -> Bestuur | None:
        """Give the municipality with this NIS code, or the one it merged into."""
        bestuur = self._successors.get(nis.strip())
        return bestuur if bestuur and bestuur.nis else None

    def by_kbo(self, kbo: str) -> Bestuur | None:
        """Give the bestuur with this number: `0207.513.484`, `BE0207513484`."""
        return self._by_kbo.get(re.sub(r"\D", "", kbo).zfill(KBO_LENGTH))

    def by_domain(self, domain: str) -> tuple[Bestuur, ...]:
        """Give the besturen that mail from `domain`, or from this address.

        The register lists only what cannot be derived (stad.gent); from a name follow
        its forms with and without hyphens, behind `gemeente`, `stad` or `ocmw` or not,
        and all subdomains.
        """
        labels = domain.rpartition("@")[2].strip(" .>").casefold().split(".")
        for start in range(len(labels) - 1):
            listed = self._by_listed_domain.get(".".join(labels[start:]))
            if listed:
                return self._currents(listed)
        match labels:
            case [*_, name, top] if top in _TOP_LEVELS:
                label = compact(name)
                bare = _BEFORE_A_DOMAIN.sub("", label, count=1)
                by_label = self._by_label
                return self._currents(by_label.get(label) or by_label.get(bare) or ())
        return ()

    def by_name(self, text: str) -> tuple[Bestuur, ...]:
        """Give the besturen of which `text`, the whole of it, is a name.

        What does not belong to a name (stad, OCMW, lokaal bestuur van) may stand around
        it; St-P-Leeuw is Sint-Pieters-Leeuw. More than one is no answer.
        """
        name = folded_words(text)
        while name:
            if found := self._by_name.get(name):
                return self._currents(found)
            if name[0] in _AROUND_A_NAME:
                name = name[1:]
            elif name[-1] in _AROUND_A_NAME:
                name = name[:-1]
            else:
                break
        return ()

    def mentions(self, text: str, *, lenient: bool = False) -> tuple[Mention, ...]:
        """Find the besturen named in `text`: a header, a subject or a file name.

        Never an answer: there boom, mol, geel and ham are words. `lenient` reads `text`
        as a file name, in which a word counts without its capital.
        """
        return tuple(self._spellings.find(text, lenient=lenient))

    def _successor(self, bestuur: Bestuur) -> Bestuur | None:
        """Give who stands for `bestuur`: itself, or the one it merged into by now."""
        while bestuur.id not in self._current:
            if bestuur.opvolger is None:
                return None
            bestuur = self._every[bestuur.opvolger]
        return bestuur

    def _currents(self, ids: Iterable[str]) -> tuple[Bestuur, ...]:
        """Prefer who bears the name itself over who stands for an earlier bearer."""
        found = tuple(ids)
        bearers = [bestuur_id for bestuur_id in found if bestuur_id in self._current]
        besturen = [self._successors[bestuur_id] for bestuur_id in bearers or found]
        return tuple({bestuur.id: bestuur for bestuur in besturen}.values())

    @cached_property
    def _by_kbo(self) -> dict[str, Bestuur]:
        return {
            kbo: successor
            for bestuur_id, successor in self._successors.items()
            if (kbo := self._every[bestuur_id].kbo) is not None
        }

    @cached_property
    def _by_listed_domain(self) -> dict[str, list[str]]:
        return _group(
            (domain, bestuur_id)
            for bestuur_id in self._successors
            for domain in self._every[bestuur_id].domeinen
        )

    @cached_property
    def _by_name(self) -> dict[tuple[str, ...], list[str]]:
        return _group((s.woorden, s.bestuur) for s in self._every_spelling)

    @cached_property
    def _by_label(self) -> dict[str, list[str]]:
        return _group(
            ("".join(s.woorden), s.bestuur)
            for s in self._every_spelling
            if not s.letterwoord
        )

    @cached_property
    def _every_spelling(self) -> tuple[Spelling, ...]:
        known = (self._every[bestuur_id] for bestuur_id in self._successors)
        return tuple(chain.from_iterable(map(_spellings_of, known)))

    @cached_property
    def _spellings(self) -> Spellings:
        """Each way to write a name: of who bears it, else of who stands in."""
        grouped = _group((s.woorden, s) for s in self._every_spelling)
        return Spellings(
            spelling
            for options in grouped.values()
            for spelling in (
                [s for s in options if s.bestuur in self._current]
                or {s.bestuur: s for s in map(self._of_successor, options)}.values()
            )
        )

    def _of_successor(self, spelling: Spelling) -> Spelling:
        return replace(
            spelling,
            bestuur=self._successors[spelling.bestuur].id,
            zekerheid=spelling.zekerheid * _PREDECESSOR,
        )


def load_besturen(folder: Traversable) -> Besturen:
    """Read `besturen.csv` in `folder`; the names are only indexed when asked for.

    Raises:
        MappingError: with every mistake in the file.
    """
    return Besturen(read_besturen(folder))


def _spellings_of(bestuur: Bestuur) -> Iterable[Spelling]:
    """Give every way to write the names of `bestuur` once, the surest way."""
    ordinary = {folded_words(word) for word in bestuur.gewone_woorden}
    found: dict[tuple[str, ...], Spelling] = {}
    for naam in bestuur.namen:
        woorden = folded_words(naam)
        acronym = naam.isupper() and len(naam) <= _LONGEST_ACRONYM
        short = tuple(shortened(woorden))
        written = [(woorden, _OFFICIAL if naam == bestuur.naam else _VARIANT)]
        written += [((word,), _VARIANT) for word in joined(woorden)]
        written += [(name, _SHORTENED) for name in short]
        written += [((word,), _SHORTENED) for name in short for word in joined(name)]
        for name, zekerheid in written:
            spelling = Spelling(
                bestuur=bestuur.id,
                woorden=name,
                zekerheid=zekerheid,
                gewoon=name in ordinary,
                letterwoord=acronym,
            )
            found.setdefault(name, spelling)
    return found.values()


def _group(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    grouped: defaultdict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return dict(grouped)
