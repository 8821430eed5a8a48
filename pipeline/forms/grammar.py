"""Grammar: which hits of one part are its labels, and where a copy of it begins.

    candidates in reading order -> those that count, with where a copy starts

A part prints each of its labels once, an initiative each of its own once; people copy
both as often as they need. A text as the blank prints it counts, unless that makes no
sense where it stands; what is only likely counts where the real label is missing. The
best whole is found at once (dynamic programming over what a copy has seen).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipeline.forms.labels import Hit, slot_of
from pipeline.forms.mapping import Deel, Veld

INITIATIVE: Final = "initiatieven."
DESCRIPTION: Final = f"{INITIATIVE}omschrijving"
JURY: Final = "jurering."
PER_ACTION: Final = "verwachtingen"
"""The kind of part that is printed once for each of some actions."""
CONCLUSION: Final = "jurering.conclusie"

_GAIN: Final = 2.0
_LIKELY_GAIN: Final = 0.7  # times how sure it is: three likely labels make a copy
_IGNORED: Final = 3.0  # a certain label that is taken for a person's words
_COPY: Final = 1.5
_APPENDED: Final = 1.0
_DISORDER: Final = 0.3
_BACK_TO_START: Final = 2.0
_WIDEST: Final = 64  # ways that are kept: hostile text could give thousands
_BARE_GROUP: Final = 0.3  # an initiative that begins without its description

# Which labels of a block come before which (form section 1).
_RANK: Final[Mapping[str, int]] = {
    "te_behalen": 0,
    "behaald": 0,
    "waarom": 1,
    "inspanningen": 2,
}
_RANK_INITIATIVE: Final = 3
_RANK_JURY: Final = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line and the texts of one part that it may be, the best first."""

    line: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A line that is a text of the form. `copy`: a copy of its part starts here."""

    line: int
    hit: Hit
    copy: bool
    group: bool


class _State(NamedTuple):
    """What the copy being read has seen, the initiative in it, and how far it is.

    `seen` and `group` are sets of bits, one for each field (`_Grammar.bits`).
    """

    seen: int = 0
    group: int = 0
    rank: int = 0


class _Path(NamedTuple):
    """A way through the candidates so far: its worth, and its last choice."""

    worth: float
    line: int = -1
    hit: Hit | None = None
    copy: bool = False
    group: bool = False
    before: "_Path | None" = None


class _Step(NamedTuple):
    """What taking a hit for a text of the form leads to, and at what cost."""

    after: _State
    cost: float
    copy: bool = False
    group: bool = False


def choose(candidates: Iterable[Candidate], deel: Deel) -> list[Chosen]:
    """The candidates that are texts of `deel`, in order."""
    grammar = _Grammar(ranked=deel.doel == "motivaties")
    best: dict[_State, _Path] = {_State(): _Path(0.0)}
    for candidate in candidates:
        arrived: dict[_State, _Path] = {}
        for state, path in best.items():
            for after, way in grammar.ways(state, path, candidate):
                known = arrived.get(after)
                if known is None or way.worth > known.worth:
                    arrived[after] = way
        if len(arrived) > _WIDEST:
            first = sorted(arrived.items(), key=lambda pair: -pair[1].worth)
            arrived = dict(first[:_WIDEST])
        best = arrived
    step: _Path | None = max(best.values(), key=lambda path: path.worth)
    found: list[Chosen] = []
    while step is not None and step.hit is not None:
        found.append(Chosen(step.line, step.hit, copy=step.copy, group=step.group))
        step = step.before
    return found[::-1]


class _Grammar:
    """The rules of one part; `ranked` where its labels have an order."""

    def __init__(self, *, ranked: bool) -> None:
        self._ranked = ranked
        self._bits: dict[str, int] = {}
        self._jury = 0
        self._parts = 0  # what stands below a line to tick
        self._done = 0

    def ways(
        self, state: _State, path: _Path, candidate: Candidate
    ) -> Iterator[tuple[_State, _Path]]:
        """Every way on from `path` over `candidate`."""
        line, hits = candidate.line, candidate.hits
        certain = hits[0].certainty == 1.0
        taken = False
        for hit in hits:
            gain = _GAIN if hit.certainty == 1.0 else _LIKELY_GAIN * hit.certainty
            for after, cost, copy, group in self._steps(state, hit):
                taken = True
                worth = path.worth - cost + gain
                yield after, _Path(worth, line, hit, copy, group, path)
            if certain and taken:
                return
        cost = _IGNORED if certain else 0.0
        yield state, path._replace(worth=path.worth - cost)

    def _bit(self, naam: str) -> int:
        bit = self._bits.get(naam)
        if bit is None:
            bit = self._bits[naam] = 1 << len(self._bits)
            if naam.startswith(JURY):
                self._jury |= bit
            elif naam.startswith("onderdelen"):
                self._parts |= bit
            elif naam == "niet_uitgevoerd":
                self._done |= bit
        return bit

    def _steps(self, state: _State, hit: Hit) -> Iterable[_Step]:
        naam = hit.text.slot
        likely = hit.certainty < 1.0
        if not naam:
            cost = _COPY if state.seen and likely else 0.0
            return (_Step(_State(), cost, copy=bool(state.seen)),)
        bit = self._bit(naam)
        if naam == CONCLUSION and not state.seen & self._jury:
            return ()
        if naam.startswith(INITIATIVE):
            return self._initiative(state, naam, bit)
        if self._ranked:
            return _ordered(state, bit, _rank(naam), likely=likely)
        return self._unordered(state, naam, bit, likely=likely)

    def _unordered(
        self, state: _State, naam: str, bit: int, *, likely: bool
    ) -> Iterable[_Step]:
        choice = naam.startswith("antwoord")
        below = self._done if naam.endswith(":nee") else self._done | self._parts
        late = _APPENDED if likely and choice and state.seen & below else 0.0
        if not state.seen & bit:
            return (_Step(_State(state.seen | bit), late),)
        if choice or naam.startswith(JURY):
            return (_Step(_State(bit), _COPY + late, copy=True),)
        return (_Step(state, _APPENDED),)

    def _initiative(self, state: _State, naam: str, bit: int) -> Iterable[_Step]:
        any_bit = self._bit(INITIATIVE)
        seen = state.seen | any_bit
        rank = max(state.rank, _RANK_INITIATIVE)
        if naam != DESCRIPTION and state.group and not state.group & bit:
            return (_Step(_State(seen, state.group | bit, rank), 0.0),)
        cost = 0.0 if naam == DESCRIPTION else _BARE_GROUP
        if state.rank < _RANK_JURY:
            return (_Step(_State(seen, bit, rank), cost, group=True),)
        fresh = _State(any_bit, bit, _RANK_INITIATIVE)
        return (
            _Step(_State(seen, bit, rank), cost + _BACK_TO_START, group=True),
            _Step(fresh, cost + _COPY, copy=True, group=True),
        )


def _ordered(state: _State, bit: int, rank: int, *, likely: bool) -> Iterable[_Step]:
    """The steps to a label in a part whose labels have an order."""
    fresh = _Step(_State(bit, rank=rank), _COPY, copy=True)
    if state.seen & bit:
        return (fresh,)
    seen = _State(state.seen | bit, rank=max(rank, state.rank))
    if rank < state.rank:
        back = rank == 0 or state.rank == _RANK_JURY
        return (_Step(seen, _BACK_TO_START if back else _DISORDER), fresh)
    return (_Step(seen, 0.0), fresh) if likely else (_Step(seen, 0.0),)


def _rank(naam: str) -> int:
    return _RANK.get(naam, _RANK_JURY)


def missing(chosen: Sequence[Chosen], deel: Deel, velden: Iterable[Veld]) -> set[str]:
    """The fields of `deel` that at least one of its copies lacks."""
    every = {slot_of(veld) for veld in velden}
    lacking: set[str] = set()
    seen: set[str] = set()
    group: set[str] = set()
    for one in chosen:
        veld = one.hit.text.veld
        if one.copy:
            lacking |= every - seen
            seen, group = set(), set()
        if one.group and group:
            lacking |= {n for n in every if n.startswith(INITIATIVE)} - group
            group = set()
        if veld is not None:
            seen.add(one.hit.text.slot)
            if veld.naam.startswith(INITIATIVE):
                group.add(veld.naam)
    if group:
        lacking |= {n for n in every if n.startswith(INITIATIVE)} - group
    return lacking | (every - seen)
