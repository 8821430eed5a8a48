"""Grammar: which hits of one part are its labels, and where a copy of it begins.

    candidates in reading order -> those that count, with where a copy starts

A part prints each of its labels once, an initiative each of its own once; people copy
both as often as they need. A text as the blank prints it counts, unless that makes no
sense where it stands; what is only likely counts where the real label is missing. The
best whole is found at once (dynamic programming over what a copy has seen).
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
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
_MEMO: Final = 1 << 14  # steps that are remembered: forms go the same ways
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


class Candidate(NamedTuple):
    """A line and the texts of one part that it may be, the best first."""

    line: int
    hits: tuple[Hit, ...]


class Chosen(NamedTuple):
    """A line that is a text of the form. `copy`: a copy of its part starts here."""

    line: int
    hit: Hit
    copy: bool
    group: bool


class _State(NamedTuple):
    """What the copy being read has seen, the initiative in it, and how far it is.

    `seen` and `group` are names of fields; `ranked` where those have an order.
    """

    ranked: bool
    seen: frozenset[str] = frozenset()
    group: frozenset[str] = frozenset()
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


_Ways = dict[_State, _Path]


def choose(candidates: Iterable[Candidate], deel: Deel) -> list[Chosen]:
    """The candidates that are texts of `deel`, in order."""
    best: _Ways = {_State(deel.doel == "motivaties"): _Path(0.0)}
    for candidate in candidates:
        best = _over(candidate, best)
        if len(best) > _WIDEST:
            first = sorted(best.items(), key=lambda pair: -pair[1].worth)
            best = dict(first[:_WIDEST])
    step: _Path | None = max(best.values(), key=lambda path: path.worth)
    found: list[Chosen] = []
    while step is not None and step.hit is not None:
        found.append(Chosen(step.line, step.hit, step.copy, step.group))
        step = step.before
    return found[::-1]


def _over(candidate: Candidate, best: _Ways) -> _Ways:
    """The ways on from `best` over `candidate`: to each state the one worth most."""
    line, hits = candidate
    certain = hits[0].certainty == 1.0
    arrived: _Ways = {}
    for state, path in best.items():
        taken = False
        for hit in hits:
            if hit.certainty == 1.0:
                gain, steps = _GAIN, _certain(state, hit.text.slot)
            else:
                gain, steps = (
                    _LIKELY_GAIN * hit.certainty,
                    _likely(state, hit.text.slot),
                )
            for after, cost, copy, group in steps:
                taken = True
                worth = path.worth - cost + gain
                known = arrived.get(after)
                if known is None or worth > known.worth:
                    arrived[after] = _Path(worth, line, hit, copy, group, path)
            if certain and taken:
                break
        else:
            worth = path.worth - (_IGNORED if certain else 0.0)
            known = arrived.get(state)
            if known is None or worth > known.worth:
                arrived[state] = path._replace(worth=worth)
    return arrived


@lru_cache(maxsize=_MEMO)
def _certain(state: _State, naam: str) -> tuple[_Step, ...]:
    """The steps that a label to the letter can be."""
    return _steps(state, naam, likely=False)


@lru_cache(maxsize=_MEMO)
def _likely(state: _State, naam: str) -> tuple[_Step, ...]:
    """The steps that what looks like a label can be."""
    return _steps(state, naam, likely=True)


def _steps(state: _State, naam: str, *, likely: bool) -> tuple[_Step, ...]:
    ranked = state.ranked
    if not naam:
        cost = _COPY if state.seen and likely else 0.0
        return (_Step(_State(ranked), cost, copy=bool(state.seen)),)
    if naam == CONCLUSION and not any(map(_is_jury, state.seen)):
        return ()
    if naam.startswith(INITIATIVE):
        return _initiative(state, naam)
    if ranked:
        return _ordered(state, naam, likely=likely)
    return _unordered(state, naam, likely=likely)


def _is_jury(naam: str) -> bool:
    return naam.startswith(JURY)


def _unordered(state: _State, naam: str, *, likely: bool) -> tuple[_Step, ...]:
    choice = naam.startswith("antwoord")
    late = likely and choice and any(_is_below(seen, naam) for seen in state.seen)
    cost = _APPENDED if late else 0.0
    if naam not in state.seen:
        return (_Step(_State(ranked=False, seen=state.seen | {naam}), cost),)
    if choice or _is_jury(naam):
        fresh = _State(ranked=False, seen=frozenset({naam}))
        return (_Step(fresh, _COPY + cost, copy=True),)
    return (_Step(state, _APPENDED),)


def _is_below(naam: str, choice: str) -> bool:
    """Whether field `naam` stands below the option `choice`."""
    parts = naam.startswith("onderdelen") and not choice.endswith(":nee")
    return parts or naam == "niet_uitgevoerd"


def _initiative(state: _State, naam: str) -> tuple[_Step, ...]:
    seen, group = state.seen | {INITIATIVE}, frozenset({naam})
    rank = max(state.rank, _RANK_INITIATIVE)
    if naam != DESCRIPTION and state.group and naam not in state.group:
        return (_Step(_State(state.ranked, seen, state.group | group, rank), 0.0),)
    cost = 0.0 if naam == DESCRIPTION else _BARE_GROUP
    if state.rank < _RANK_JURY:
        return (_Step(_State(state.ranked, seen, group, rank), cost, group=True),)
    again = _State(state.ranked, seen, group, rank)
    fresh = _State(state.ranked, frozenset({INITIATIVE}), group, _RANK_INITIATIVE)
    return (
        _Step(again, cost + _BACK_TO_START, group=True),
        _Step(fresh, cost + _COPY, copy=True, group=True),
    )


def _ordered(state: _State, naam: str, *, likely: bool) -> tuple[_Step, ...]:
    """The steps to a label in a part whose labels have an order."""
    rank = _RANK.get(naam, _RANK_JURY)
    start = _State(ranked=True, seen=frozenset({naam}), rank=rank)
    fresh = _Step(start, _COPY, copy=True)
    if naam in state.seen:
        return (fresh,)
    far = max(rank, state.rank)
    seen = _State(ranked=True, seen=state.seen | {naam}, rank=far)
    if rank < state.rank:
        back = rank == 0 or state.rank == _RANK_JURY
        return (_Step(seen, _BACK_TO_START if back else _DISORDER), fresh)
    return (_Step(seen, 0.0), fresh) if likely else (_Step(seen, 0.0),)


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
