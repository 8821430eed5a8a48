"""Actiewoorden: which action a title is about that names none.

    title + Catalogus -> the actions whose telling words stand in it

People say what they do in words of their own: `Babbeltafels voor anderstaligen`. Words
that together tell one action are data (`kenwoorden` in `acties.toml`). They count in
titles alone: in a text of many words anything may stand together.
"""

from collections.abc import Collection, Iterable, Iterator
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


def told_by_words(
    tekst: str, catalogus: Catalogus, genoemd: Collection[int] = ()
) -> tuple[Kandidaat, ...]:
    """The actions that the words of a title tell, ordered by number.

    Words that say no more than the actions in `genoemd`, which the title names, are
    left out.
    """
    return _known_title(tekst, SameCatalogus(catalogus), frozenset(genoemd))


# The titles of a document are asked for more than once.
@lru_cache(maxsize=1024)
def _known_title(
    tekst: str, key: SameCatalogus, genoemd: frozenset[int]
) -> tuple[Kandidaat, ...]:
    present = plain(tekst).split()
    if not present or len(present) > _TITLE:
        return ()
    named = [index_of(key.catalogus).vocabulary.get(nummer, ()) for nummer in genoemd]
    present = [
        word for word in present if not any(word in n or stem(word) in n for n in named)
    ]
    standing = frozenset(_standing(present))
    found: dict[int, _Words] = {}
    for nummer, kenwoord in _likely(key, standing):
        longest = len(found.get(nummer, ()))
        if nummer not in genoemd and standing.issuperset(kenwoord):
            found[nummer] = kenwoord if len(kenwoord) > longest else found[nummer]
    return tuple(_told(nummer, found[nummer]) for nummer in sorted(found))


def _told(nummer: int, words: _Words) -> Kandidaat:
    told = " en ".join(f"‘{word}’" for word in words)
    fits = "past" if len(words) == 1 else "passen"
    return Kandidaat(
        nummer, _BY_WORDS, f"{told} {fits} bij actie {nummer}", "kenwoorden"
    )


def _standing(present: Iterable[str]) -> Iterator[str]:
    """Each word, as itself and as all that may have any ending."""
    for word in present:
        yield word
        for end in range(1, len(word) + 1):
            yield word[:end] + _ANY_ENDING


def _likely(
    key: SameCatalogus, standing: Iterable[str]
) -> Iterator[tuple[int, _Words]]:
    """The kenwoorden of which the first word stands there, with their action."""
    by_first = _known(key)
    for word in sorted(standing):
        yield from by_first.get(word, ())


@lru_cache(maxsize=4)
def _known(key: SameCatalogus) -> dict[str, list[tuple[int, _Words]]]:
    """All kenwoorden, by their first word."""
    by_first: dict[str, list[tuple[int, _Words]]] = {}
    for actie in key.catalogus.acties:
        for kenwoord in actie.kenwoorden:
            first, *others = kenwoord.split()
            by_first.setdefault(first, []).append((actie.nummer, (first, *others)))
    return by_first
