"""Actiewoorden: which action a title is about that names none.

    title + Catalogus -> the actions whose telling words stand in it

People say what they do in words of their own: `Babbeltafels voor anderstaligen`. Words
that together tell one action are data (`kenwoorden` in `acties.toml`). They count in
titles alone: in a text of many words anything may stand together.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Final

from pipeline.dossier.actie_index import SameCatalogus, index_of
from pipeline.dossier.actienaam import Kandidaat
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.namen import plain
from pipeline.dossier.woordstam import stem

_BY_WORDS: Final = 0.75
_TITLE: Final = 12  # words; what is longer is a text
_ANY_ENDING: Final = "*"

_Words = tuple[str, ...]
_Found = tuple[_Words, frozenset[int]]
"""A kenwoord, and the places in a title of its words."""


def told_by_words(
    tekst: str, catalogus: Catalogus, genoemd: Collection[int] = ()
) -> tuple[Kandidaat, ...]:
    """The actions that the words of a title tell, ordered by number.

    Of two of which one needs more of the same words, that one is told. Words that say
    no more than the actions in `genoemd`, which the title names, are left out.
    """
    present = plain(tekst).split()
    if not present or len(present) > _TITLE:
        return ()
    named = [index_of(catalogus).vocabulary.get(nummer, ()) for nummer in genoemd]
    present = [
        word for word in present if not any(word in n or stem(word) in n for n in named)
    ]
    found: dict[int, list[_Found]] = {}
    for nummer, kenwoorden in _known(SameCatalogus(catalogus)).items():
        if nummer in genoemd:
            continue
        for kenwoord in kenwoorden:
            places = _places(kenwoord, present)
            if places is not None:
                found.setdefault(nummer, []).append((kenwoord, places))
    return tuple(_told(found))


def _told(found: Mapping[int, Collection[_Found]]) -> Iterator[Kandidaat]:
    for nummer, mine in sorted(found.items()):
        others = [at for n, some in found.items() if n != nummer for _, at in some]
        own = [word for word, at in mine if not any(at < other for other in others)]
        if own:
            told = " en ".join(f"‘{word}’" for word in max(own, key=len))
            reden = f"{told} past bij actie {nummer}"
            yield Kandidaat(nummer, _BY_WORDS, reden, "kenwoorden")


def _places(kenwoord: _Words, present: list[str]) -> frozenset[int] | None:
    """Where the words of a kenwoord stand; `None` when one of them does not."""
    places: set[int] = set()
    for word in kenwoord:
        at = {
            place
            for place, other in enumerate(present)
            if other == word
            or (word[-1] == _ANY_ENDING and other.startswith(word[:-1]))
        }
        if not at:
            return None
        places |= at
    return frozenset(places)


@lru_cache(maxsize=4)
def _known(key: SameCatalogus) -> dict[int, tuple[_Words, ...]]:
    return {
        actie.nummer: tuple(tuple(k.split()) for k in actie.kenwoorden)
        for actie in key.catalogus.acties
        if actie.kenwoorden
    }
