"""Linking: which action a section-1 block speaks of.

The form has no field for it and besturen number their own actions, so it is evidence,
weighed and explained (design, section 4): a name on the first line, an official number,
a name in the answers, the unit behind a number. A name beats a bare number (contract
section 3, Slots). Without a clear margin there is no link, and a person decides.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from pipeline.dossier.actienaam import Bewijs, Kandidaat, identify, is_explained
from pipeline.dossier.actienummer import are_official, official_numbers
from pipeline.dossier.actiewoorden import told_by_words
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.extractie import Teken
from pipeline.forms.answers import Unit
from pipeline.forms.letter import LETTER

MARGIN: Final = 0.2
ENOUGH: Final = 0.45
_MOST: Final = 0.98
# What a name weighs that stands beside a count, in an answer, or is but a unit word.
_COUNTED, _IN_TEXT, _UNIT_WORD = 0.9, 0.55, 0.4
_BESIDE_WORDS: Final = 0.75  # of a number with words that its action does not know
_AGAINST_NUMBER: Final = 0.7  # how sure a name is that goes before a number
_TOLD: Final = 3  # actions that an explanation names
_OWN: Final = "het nummer {}, maar het bestuur gebruikt hier een eigen nummering"
_SPELLED: Final = re.compile(r"\bactie\s*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An action, how sure (0..1), and in Dutch why; `nummer` `None` when unclear.

    `bewijs` is all that was weighed, in the order of the document.
    """

    nummer: int | None
    zekerheid: float
    reden: str
    bewijs: tuple[Teken, ...] = ()


@dataclass(slots=True)
class _Evidence:
    """All that speaks for one action: its weight (0..1), the reasons, the kinds."""

    weight: float = 0.0
    redenen: dict[str, None] = field(default_factory=dict)
    soorten: set[Bewijs] = field(default_factory=set)

    def add(self, kandidaat: Kandidaat, weight: float) -> None:
        """One more sign; signs add up, but never past 1."""
        self.weight += (1.0 - self.weight) * kandidaat.zekerheid * weight
        self.redenen[kandidaat.reden] = None
        self.soorten.add(kandidaat.bewijs)


class _Sign(NamedTuple):
    """An action that a text may mean, how much the text counts, and where it is."""

    kandidaat: Kandidaat
    weight: float
    plaats: str


_Weighed = dict[int, _Evidence]


def numbers_count(units: Sequence[Unit], catalogus: Catalogus) -> bool:
    """Whether the numbers above the blocks of a document can be the official ones.

    One document numbers all its actions in one way.
    """
    in_use = {actie.nummer for actie in catalogus.acties if actie.gesubsidieerd}
    told: list[tuple[Sequence[int], int | None]] = []
    for unit in units:
        if unit.doel != "motivaties":
            continue
        numbers = [
            n for kop in unit.koppen for n in official_numbers(kop.tekst, catalogus)
        ]
        words = [s for s in _above(unit, catalogus) if s.kandidaat.bewijs != "nummer"]
        named = _decide(_weigh(words), "")
        told.append((numbers, named.nummer if named is not None else None))
    return are_official(told, in_use)


def link_unit(unit: Unit, catalogus: Catalogus, *, numbered: bool = True) -> Link:
    """The action of one block, told by the document alone.

    Without `numbered` the document has numbers of its own (`numbers_count`), and a
    number that stands alone says nothing.
    """
    titles = list(_above(unit, catalogus))
    answers = list(_in_answers(unit, catalogus))
    if not numbered:
        titles, answers = _unnumbered(titles), _unnumbered(answers)
    link = _linked(_weigh(_valid(titles)), _weigh(_valid(answers)))
    if not _valid(titles) and link.nummer is None:
        link = _in_letter(unit, catalogus) or link
    if titles and not _valid([*titles, *answers]):
        link = replace(link, reden=f"bovenaan het blok: {titles[0].kandidaat.reden}")
    return replace(link, bewijs=tuple(_told([*titles, *answers])))


def _above(unit: Unit, catalogus: Catalogus) -> Iterator[_Sign]:
    """What the lines above a block say: a name, a number, words that tell an action."""
    for kop in unit.koppen:
        found = identify(kop.tekst, catalogus)
        genoemd = {k.nummer for k in found if k.bewijs in {"naam", "synoniem"}}
        for kandidaat in (*found, *told_by_words(kop.tekst, catalogus, genoemd)):
            beside = kandidaat.bewijs == "nummer" and not is_explained(
                kop.tekst, catalogus, kandidaat.nummer
            )
            yield _Sign(kandidaat, _BESIDE_WORDS if beside else 1.0, kop.plaats)


def _unnumbered(signs: Iterable[_Sign]) -> list[_Sign]:
    """`signs` in which a bare number weighs nothing, and says why."""
    return [
        sign._replace(
            kandidaat=replace(sign.kandidaat, reden=_OWN.format(sign.kandidaat.nummer)),
            weight=0.0,
        )
        if sign.kandidaat.bewijs == "nummer"
        else sign
        for sign in signs
    ]


def _valid(signs: Iterable[_Sign]) -> list[_Sign]:
    return [sign for sign in signs if sign.weight]


def _told(signs: Iterable[_Sign]) -> Iterator[Teken]:
    """Each sign once, as a person reads it."""
    for kandidaat, weight, plaats in dict.fromkeys(signs):
        yield Teken(
            actie=kandidaat.nummer,
            gewicht=round(kandidaat.zekerheid * weight, 2),
            plaats=plaats,
            reden=kandidaat.reden,
        )


def _linked(above: _Weighed, inside: _Weighed) -> Link:
    link = _decide(above, "bovenaan het blok")
    if link is None:
        nothing = Link(nummer=None, zekerheid=0.0, reden="geen actie genoemd")
        return _decide(inside, "in de antwoorden") or nothing
    numbered = all(found.soorten == {"nummer"} for found in above.values())
    return _against_number(link, inside) if numbered else link


def _against_number(link: Link, inside: _Weighed) -> Link:
    """A number counts unless the answers name another action, and not this one.

    Besturen have numbers of their own: the Actie 1 of one is official 15.
    """
    names = {
        nummer: found
        for nummer, found in inside.items()
        if found.soorten & {"naam", "synoniem"}
    }
    named = _decide(names, "in de antwoorden")
    if named is None or named.nummer is None or link.nummer in names:
        return link
    return Link(
        nummer=named.nummer,
        zekerheid=min(named.zekerheid, _AGAINST_NUMBER),
        reden=f"{named.reden}; het nummer bovenaan zegt iets anders",
    )


def _in_answers(unit: Unit, catalogus: Catalogus) -> Iterator[_Sign]:
    for naam, answer in unit.velden.items():
        counted = naam in {"te_behalen", "behaald"}
        for kandidaat in identify(answer.tekst, catalogus):
            spelled = counted and _SPELLED.search(answer.tekst)
            if kandidaat.bewijs == "nummer" and not spelled:
                continue  # a bare number in prose, or a count, is no action's number
            if kandidaat.bewijs == "eenheid":
                yield _Sign(kandidaat, _UNIT_WORD, answer.plaats)
            else:
                weight = _COUNTED if counted else _IN_TEXT
                yield _Sign(kandidaat, weight, answer.plaats)
    for initiatief in unit.initiatieven:
        for answer in initiatief.values():
            for kandidaat in identify(answer.tekst, catalogus):
                if kandidaat.bewijs != "nummer":
                    yield _Sign(kandidaat, _UNIT_WORD, answer.plaats)


def _in_letter(unit: Unit, catalogus: Catalogus) -> Link | None:
    """The one action that a letter names; `None` when it names none, or several.

    Who writes a letter has no line for its action, and names it in a sentence.
    """
    named: dict[int, Kandidaat] = {}
    for answer in unit.velden.values():
        if answer.zekerheid != LETTER:
            continue
        for kandidaat in identify(answer.tekst, catalogus):
            numbered = kandidaat.bewijs == "nummer" and _SPELLED.search(answer.tekst)
            if numbered or kandidaat.bewijs in {"naam", "synoniem"}:
                named.setdefault(kandidaat.nummer, kandidaat)
    if len(named) != 1:
        return None
    nummer, found = next(iter(named.items()))
    return Link(
        nummer=nummer,
        zekerheid=round(found.zekerheid * _IN_TEXT, 2),
        reden=f"in een brief, als enige actie: {found.reden}",
    )


def _weigh(signs: Iterable[_Sign]) -> _Weighed:
    """All that speaks for each action."""
    found: defaultdict[int, _Evidence] = defaultdict(_Evidence)
    for kandidaat, weight, _ in signs:
        found[kandidaat.nummer].add(kandidaat, weight)
    return dict(found)


def _decide(weighed: _Weighed, where: str) -> Link | None:
    """The one action with a clear margin; `None` without any evidence."""
    if not weighed:
        return None
    ranked = sorted(weighed.items(), key=lambda pair: (-pair[1].weight, pair[0]))
    (nummer, best), *others = ranked
    second = others[0][1].weight if others else 0.0
    if best.weight >= ENOUGH and best.weight - second >= MARGIN:
        return Link(
            nummer=nummer,
            zekerheid=round(min(best.weight, _MOST), 2),
            reden=f"{where}: {'; '.join(best.redenen)}",
        )
    names = ", ".join(str(number) for number, _ in ranked[:_TOLD])
    return Link(
        nummer=None,
        zekerheid=round(best.weight, 2),
        reden=f"niet duidelijk: {names} ({where})",
    )
