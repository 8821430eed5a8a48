"""Actie index: the names of a catalogue, ready to be found in texts.

    Catalogus -> its names, compounds, units and words, by how they are compared

Built once per catalogue: a workbook asks for some hundred texts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from pipeline.dossier.catalogus import Actie, Catalogus
from pipeline.dossier.namen import plain
from pipeline.dossier.woordstam import stem

FUZZY_LENGTH: Final = 9  # letters a name needs before one may be wrong
FUZZY: Final = 90.0  # how alike it then still is: rapidfuzz ratio, of 100
_COMPOUND: Final = 8  # letters a name needs to count as the start of a longer word
_JOINER: Final = re.compile(r"[,/&+;]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an action, as written and as its stems."""

    nummer: int
    tekst: str
    stems: tuple[str, ...]
    letters: str
    """The stems in one word, so that spaces and hyphens do not count."""
    bewijs: Literal["naam", "synoniem"]


class SameCatalogus:
    """A catalogue as a key: the same one, not an equal one (it cannot be hashed)."""

    def __init__(self, catalogus: Catalogus) -> None:
        self.catalogus = catalogus

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameCatalogus) and other.catalogus is self.catalogus

    def __hash__(self) -> int:
        return id(self.catalogus)


@dataclass(frozen=True, slots=True)
class Index:
    """The names of a catalogue, ready to be found."""

    by_letters: Mapping[str, Name]
    begins: frozenset[str]
    """Every beginning of the letters of a name, the whole included."""
    compounds: tuple[Name, ...]
    fronts: tuple[str, ...]
    """The letters of `compounds`."""
    fuzzy: Mapping[str, Name]
    pieces: Mapping[int, Mapping[str, tuple[str, ...]]]
    """By their length the pieces of the names in `fuzzy`, with whose they are."""
    units: Mapping[tuple[str, ...], frozenset[int]]
    vocabulary: Mapping[int, frozenset[str]]
    longest: int
    """How many words the longest name has."""

    def near(self, letters: str) -> list[str]:
        """The letters in `fuzzy` that may stand in `letters` with a typing error.

        One of the pieces of a name is then untouched; most names fall off by that.
        """
        found = {
            name
            for size, pieces in self.pieces.items()
            for at in range(len(letters) - size + 1)
            for name in pieces.get(letters[at : at + size], ())
        }
        return [name for name in self.fuzzy if name in found] if found else []


def index_of(catalogus: Catalogus) -> Index:
    """The index of `catalogus`, built at the first call."""
    return _build(SameCatalogus(catalogus))


@lru_cache(maxsize=4)
def _build(key: SameCatalogus) -> Index:
    catalogus = key.catalogus
    names = [
        Name(
            actie.nummer,
            naam,
            folded_stems(naam),
            "".join(folded_stems(naam)),
            "naam" if naam == actie.naam else "synoniem",
        )
        for actie in catalogus.acties
        for naam in actie.namen
    ]
    by_letters: dict[str, Name] = {}
    for name in names:
        by_letters.setdefault(name.letters, name)
    fuzzy = {n.letters: n for n in names if len(n.letters) >= FUZZY_LENGTH}
    compounds = tuple(
        n for n in names if len(n.stems) == 1 and len(n.letters) >= _COMPOUND
    )
    return Index(
        by_letters=by_letters,
        begins=frozenset(
            letters[:end] for letters in by_letters for end in range(len(letters) + 1)
        ),
        compounds=compounds,
        fronts=tuple(name.letters for name in compounds),
        fuzzy=fuzzy,
        pieces=_pieces(fuzzy),
        units=_units(catalogus),
        longest=max((len(name.stems) for name in names), default=0),
        vocabulary={
            actie.nummer: _vocabulary(catalogus, actie) for actie in catalogus.acties
        },
    )


def _pieces(names: Iterable[str]) -> dict[int, dict[str, tuple[str, ...]]]:
    """Each name cut in one piece more than it may have letters too many or too few.

    Two texts are alike (`FUZZY`) when that is at most a tenth of their letters
    together, so at most two ninths of those of the shorter one.
    """
    pieces: dict[int, dict[str, tuple[str, ...]]] = {}
    for name in names:
        count = 2 * len(name) // 9 + 1
        cuts = [len(name) * at // count for at in range(count + 1)]
        for start, end in pairwise(cuts):
            alike = pieces.setdefault(end - start, {})
            piece = name[start:end]
            alike[piece] = (*alike.get(piece, ()), name)
    return pieces


def folded_stems(text: str) -> tuple[str, ...]:
    """The words of `text` as they are compared; what joins two names is `en`."""
    return tuple(map(stem, plain(_JOINER.sub(" en ", text)).split()))


def _units(catalogus: Catalogus) -> dict[tuple[str, ...], frozenset[int]]:
    """The unit words, with the actions that count in them, whatever the year."""
    units: dict[tuple[str, ...], set[int]] = {}
    for actie in catalogus.acties:
        for jaar in actie.jaren.values():
            for woord in jaar.eenheid_woorden:
                stems = folded_stems(woord)
                units.setdefault(stems, set()).add(actie.nummer)
    return {stems: frozenset(numbers) for stems, numbers in units.items()}


def _vocabulary(catalogus: Catalogus, actie: Actie) -> frozenset[str]:
    """Every word that says which action it is, or what it counts."""
    texts = [*actie.namen, actie.doelstelling, catalogus.programma]
    for jaar in actie.jaren.values():
        texts += [jaar.kpi_eenheid, *jaar.eenheid_woorden]
        for groep in jaar.doelgroepen:
            texts += [groep.naam, *groep.synoniemen]
    words = {word for text in texts for word in plain(text).split()}
    return frozenset(words | {stem(word) for word in words})
