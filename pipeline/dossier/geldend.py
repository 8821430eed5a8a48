"""Geldend: what is in force of all the Word forms that a bestuur sent.

    documents in order + their actions -> Geldend

A later mail replaces per action what it speaks of: the words of section 1, each of its
two numbers, section 2, and each part of section 3. Documents of one mail add up. What a
later mail does not speak of stays in force (contract section 2).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from pipeline.dossier.extractie import MotivatieBlok
from pipeline.dossier.ingekomen import Ingekomen, per_moment
from pipeline.dossier.kpiwaarden import KEYS, Key
from pipeline.dossier.model import Motivatie
from pipeline.dossier.toewijzing import Toewijzing

Deel = Literal["samenwerkingsverband", "mentorbestuur", "sociale_impact_obligatie"]
DELEN: Final[tuple[Deel, ...]] = get_args(Deel)
_NOTHING: Final = Motivatie()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuk:
    """A block of a document, by where it stands in the extraction.

    `actie` is what it is about, `None` when nobody can tell; `zekerheid` (0..1) is how
    sure that is.
    """

    document: Ingekomen
    index: int
    actie: int | None
    zekerheid: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Geldend:
    """What is in force, by action or part; `los` are the blocks without an action.

    A list holds more than one where documents that came together speak of the same.
    """

    motivaties: Mapping[int, Sequence[Stuk]]
    getallen: Mapping[tuple[int, Key], Sequence[Stuk]]
    verwachtingen: Mapping[int, Sequence[Stuk]]
    stimulansen: Mapping[Deel, Sequence[Ingekomen]]
    los: Sequence[Stuk]

    @property
    def acties(self) -> set[int]:
        """Every action of which something is in force."""
        numbers = {nummer for nummer, _ in self.getallen}
        return {*self.motivaties, *self.verwachtingen, *numbers}

    @property
    def parts(self) -> Iterator[tuple[str, str, int | None]]:
        """All that is in force: sha256, JSON pointer in the extraction, and action."""
        for stuk in self.los:
            yield from ((*part, None) for part in _whole(stuk))
        for nummer, stukken in self.motivaties.items():
            yield from ((*_part("motivaties", s), nummer) for s in stukken)
        for (nummer, key), stukken in self.getallen.items():
            yield from ((*_part("motivaties", s, f"/{key}"), nummer) for s in stukken)
        for nummer, stukken in self.verwachtingen.items():
            yield from ((*_part("verwachtingen", s), nummer) for s in stukken)
        for deel, documenten in self.stimulansen.items():
            yield from ((d.sha256, f"/stimulansen/{deel}", None) for d in documenten)


@dataclass(slots=True)
class _Spoken:
    """What the documents that came together speak of."""

    motivaties: defaultdict[int, list[Stuk]] = field(
        default_factory=lambda: defaultdict(list)
    )
    getallen: defaultdict[tuple[int, Key], list[Stuk]] = field(
        default_factory=lambda: defaultdict(list)
    )
    verwachtingen: defaultdict[int, list[Stuk]] = field(
        default_factory=lambda: defaultdict(list)
    )
    stimulansen: defaultdict[Deel, list[Ingekomen]] = field(
        default_factory=lambda: defaultdict(list)
    )
    los: list[Stuk] = field(default_factory=list)
    words: set[Motivatie] = field(default_factory=set)

    def hear(self, document: Ingekomen, links: Toewijzing) -> None:
        """Take in one document."""
        extractie = document.extractie
        for index, blok in enumerate(extractie.motivaties):
            band = links.of(document.sha256, index)
            stuk = Stuk(
                document=document,
                index=index,
                actie=band.actie,
                zekerheid=band.zekerheid,
            )
            self._block(stuk, blok)
        for index, verwachting in enumerate(extractie.verwachtingen):
            nummer = verwachting.actie
            stuk = Stuk(document=document, index=index, actie=nummer, zekerheid=1.0)
            self.verwachtingen[nummer].append(stuk)
        given = extractie.stimulansen
        for deel in DELEN:
            if given is not None and given.model_dump()[deel] is not None:
                self.stimulansen[deel].append(document)

    def _block(self, stuk: Stuk, blok: MotivatieBlok) -> None:
        words = motivatie_of(blok)
        if words != _NOTHING:
            self.words.add(words)
        if stuk.actie is None:
            self.los.append(stuk)
            return
        if words != _NOTHING:
            self.motivaties[stuk.actie].append(stuk)
        for key in KEYS:
            # Also when it reads as no number: that was said, and not what was before.
            if f"/motivaties/{stuk.index}/{key}" in stuk.document.extractie.herkomst:
                self.getallen[stuk.actie, key].append(stuk)


def in_force(documenten: Sequence[Ingekomen], links: Toewijzing) -> Geldend:
    """What is in force of `documenten`, which are in order.

    A block without an action stays, unless a later mail says the same in one that has.
    """
    motivaties: dict[int, Sequence[Stuk]] = {}
    getallen: dict[tuple[int, Key], Sequence[Stuk]] = {}
    verwachtingen: dict[int, Sequence[Stuk]] = {}
    stimulansen: dict[Deel, Sequence[Ingekomen]] = {}
    los: list[Stuk] = []
    for group in per_moment(documenten):
        spoken = _Spoken()
        for document in group:
            spoken.hear(document, links)
        motivaties |= spoken.motivaties
        getallen |= spoken.getallen
        verwachtingen |= spoken.verwachtingen
        stimulansen |= spoken.stimulansen
        los = [stuk for stuk in los if _words(stuk) not in spoken.words]
        los += spoken.los
    return Geldend(
        motivaties=motivaties,
        getallen=getallen,
        verwachtingen=verwachtingen,
        stimulansen=stimulansen,
        los=tuple(los),
    )


def motivatie_of(blok: MotivatieBlok) -> Motivatie:
    """The words of a block, without its action and its numbers."""
    return Motivatie(
        waarom=blok.waarom,
        inspanningen=blok.inspanningen,
        initiatieven=blok.initiatieven,
    )


def _words(stuk: Stuk) -> Motivatie:
    return motivatie_of(stuk.document.extractie.motivaties[stuk.index])


def _part(section: str, stuk: Stuk, rest: str = "") -> tuple[str, str]:
    return stuk.document.sha256, f"/{section}/{stuk.index}{rest}"


def _whole(stuk: Stuk) -> Iterator[tuple[str, str]]:
    """A block of section 1 with both its numbers."""
    for rest in ("", *(f"/{key}" for key in KEYS)):
        yield _part("motivaties", stuk, rest)
