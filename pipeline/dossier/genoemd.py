"""Genoemd: the bestuur that a document itself names, outside its answers.

Headers, titles, labelled lines and fields can name it; answers never, where boom, mol,
geel and ham are words. Two besturen that fit equally are no answer.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.dossier.besturen import Besturen, Bestuur
from pipeline.dossier.extractie import BestuurGenoemd
from pipeline.dossier.wie import Spoor, decide, in_text, is_called_after, is_titled
from pipeline.findings import brief
from pipeline.reading.block import Reading

_LABELLED: Final = re.compile(
    r"^\W*(?:(?:naam\s+)?(?:van\s+het\s+)?(?:lokaal\s+|indienend\s+)?bestuur|gemeente"
    r"|stad|stad\s*/\s*gemeente|(?:project)?indiener|ingediend\s+door)\s*:\s*",
    re.IGNORECASE,
)
_KBO: Final = re.compile(r"\b(?:BE ?)?0\d{3}[. ]?\d{3}[. ]?\d{3}\b")
_NIS: Final = re.compile(
    r"\bNIS(?:[ -]?(?:code|nummer|nr\.?))?\s*[:=-]?\s*(\d{5})\b", re.IGNORECASE
)
_TITLE: Final = 160  # characters; what is longer is prose, and names others in passing
_SHORT: Final = 60  # characters of a line that is little more than a name
_WHERE: Final = "het document"
_MEMO: Final = 512  # texts that are remembered: forms have their first lines in common
# What tells of the one who typed it, or of the file, and not of what is in it.
_PERSONAL: Final = frozenset({"creator", "lastModifiedBy"})
_OF_THE_FILE: Final = frozenset({"created", "modified", "revision", "lastPrinted"})
_OURS: Final = "samenleven-bestuur"  # with what our own filler identifies a form
_BY_LABEL, _BY_NUMBER, _WHOLE, _IN_TITLE, _IN_PROSE = 0.95, 0.95, 0.9, 0.85, 0.3


class Vermeld(NamedTuple):
    """A text that can name a bestuur, and where it stands."""

    tekst: str
    plaats: str


def named_bestuur(
    texts: Sequence[Vermeld], besturen: Besturen, *, loose: Sequence[Vermeld] = ()
) -> BestuurGenoemd | None:
    """The one bestuur that `texts` (never answers) name; `None` when none or several.

    `loose` are texts of which nobody knows whether they belong to an answer: in those
    only a label, a whole name, or a short line with a title (`Stad Halle`) counts.
    """
    found = [(t, spoor) for t in texts for spoor in _in_title(t.tekst, besturen)]
    found += [(t, spoor) for t in loose for spoor in _in_loose(t.tekst, besturen)]
    sporen = [spoor for _, spoor in found]
    besluit = decide(sporen)
    known = besturen.by_id(besluit.bestuur) if besluit.bestuur else None
    if known is None:
        return None
    signs = dict.fromkeys(text for text, spoor in found if known.id in spoor.besturen)
    return BestuurGenoemd(
        id=known.id,
        naam=known.naam,
        zekerheid=besluit.zekerheid,
        plaats=next(iter(signs)).plaats,
        reden="; ".join(f"‘{brief(t.tekst)}’ ({t.plaats})" for t in signs),
    )


def titles_of(reading: Reading) -> tuple[list[Vermeld], list[Vermeld]]:
    """The properties of a document that can name its bestuur, and those that may.

    The second are the names of people, who can be called after a town.
    """
    titles: list[Vermeld] = []
    people: list[Vermeld] = []
    for name, value in reading.properties:
        place = f"documenteigenschap {name}"
        if name == _OURS:
            titles.append(Vermeld(f"Bestuur: {value}", place))
        elif name in _PERSONAL:
            people.append(Vermeld(value, place))
        elif name not in _OF_THE_FILE:
            titles.append(Vermeld(value, place))
    return titles, people


@lru_cache(maxsize=_MEMO)
def _in_title(text: str, besturen: Besturen) -> tuple[Spoor, ...]:
    found = list(_presented(text, besturen))
    if not found:
        weight = _IN_TITLE if len(text) <= _TITLE else _IN_PROSE
        found = in_text(text, besturen, gewicht=weight, waar=_WHERE)
    return tuple(found)


def _in_loose(text: str, besturen: Besturen) -> Iterator[Spoor]:
    found = list(_presented(text, besturen))
    if not found and len(text) <= _SHORT and is_titled(text, besturen):
        found = in_text(text, besturen, gewicht=_IN_TITLE, waar=_WHERE)
    yield from found


def _presented(text: str, besturen: Besturen) -> Iterator[Spoor]:
    """The signs of a text that does nothing but say who it is from."""
    label = _LABELLED.match(text)
    if label is not None:
        named = text[label.end() :].strip()
        known = besturen.by_id(named) or besturen.by_nis(named)
        found = (known,) if known is not None else besturen.by_name(named)
        yield from _sign(found, _BY_LABEL)
    elif len(text) <= _SHORT and not is_called_after(text):
        yield from _sign(besturen.by_name(text), _WHOLE)
    for number in _KBO.findall(text):
        owner = besturen.by_kbo(number)
        yield from _sign((owner,) if owner is not None else (), _BY_NUMBER)
    for number in _NIS.findall(text):
        owner = besturen.by_nis(number)
        yield from _sign((owner,) if owner is not None else (), _BY_NUMBER)


def _sign(besturen: Sequence[Bestuur], gewicht: float) -> Iterator[Spoor]:
    if besturen:
        ids = tuple(bestuur.id for bestuur in besturen)
        yield Spoor(besturen=ids, gewicht=gewicht, waar=_WHERE)
