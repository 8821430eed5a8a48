"""Grammar: which hits of one part are its labels, and where a copy of it begins.

    candidates in reading order -> those that count, with where a copy starts

A part prints each of its labels once, an initiative each of its own once; people copy
both as often as they need. A text as the blank prints it counts, unless that makes no
sense where it stands; what is only likely counts where the real label is missing. The
best whole is found at once (dynamic programming over what a copy has seen).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.forms.labels import Hit, slot_of
from pipeline.forms.mapping import Deel, Veld

INITIATIVE: Final = "initiatieven."
DESCRIPTION: Final = f"{INITIATIVE}omschrijving"
JURY: Final = "jurering."
CONCLUSION: Final = "jurering.conclusie"

_GAIN: Final = 2.0
_LIKELY_GAIN: Final = 0.7  # times how sure it is: three likely labels make a copy
_IGNORED: Final = 3.0  # a certain label that is taken for a person's words
_COPY: Final = 1.5
_APPENDED: Final = 1.0
_DISORDER: Final = 0.3
_BACK_TO_START: Final = 2.0
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


@dataclass(frozen=True, slots=True)
class _State:
    """What the copy being read has seen, and the initiative in it."""

    seen: frozenset[str] = frozenset()
    group: frozenset[str] = frozenset()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class _Path:
    """A way through the candidates so far: its worth, and its last choice."""

    worth: float
    chosen: Chosen | None = None
    before: "_Path | None" = None

    def then(self, cost: float, chosen: Chosen | None) -> "_Path":
        if chosen is None:
            return _Path(self.worth - cost, self.chosen, self.before)
        return _Path(self.worth - cost, chosen, self)


def choose(candidates: Iterable[Candidate], deel: Deel) -> list[Chosen]:
    """The candidates that are texts of `deel`, in order."""
    order = {"motivaties": 0}.get(deel.doel)
    best: dict[_State, _Path] = {_State(): _Path(0.0)}
    for candidate in candidates:
        arrived: dict[_State, _Path] = {}
        for state, path in best.items():
            for after, cost, chosen in _moves(state, candidate, ranked=order == 0):
                known = arrived.get(after)
                if known is None or path.worth - cost > known.worth:
                    arrived[after] = path.then(cost, chosen)
        best = arrived
    step: _Path | None = max(best.values(), key=lambda p: p.worth)
    found: list[Chosen] = []
    while step is not None and step.chosen is not None:
        found.append(step.chosen)
        step = step.before
    return found[::-1]


_Move = tuple[_State, float, Chosen | None]


def _moves(state: _State, candidate: Candidate, *, ranked: bool) -> Iterator[_Move]:
    certain = any(hit.certainty == 1.0 for hit in candidate.hits)
    taken = False
    for hit in candidate.hits:
        for after, cost, copy, group in _accept(state, hit, ranked=ranked):
            worth = _GAIN if hit.certainty == 1.0 else _LIKELY_GAIN * hit.certainty
            chosen = Chosen(candidate.line, hit, copy=copy, group=group)
            taken = True
            yield after, cost - worth, chosen
        if certain and taken:
            return
    yield state, _IGNORED if certain else 0.0, None


def _accept(
    state: _State, hit: Hit, *, ranked: bool
) -> Iterator[tuple[_State, float, bool, bool]]:
    """What taking `hit` for a text of the form leads to: state, cost, copy, group."""
    veld = hit.text.veld
    if veld is None:
        is_copy = bool(state.seen)
        cost = _COPY if is_copy and hit.certainty < 1.0 else 0.0
        yield _State(), cost, is_copy, False
        return
    naam = hit.text.slot
    if naam == CONCLUSION and not any(s.startswith(JURY) for s in state.seen):
        return
    if naam.startswith(INITIATIVE):
        yield from _initiative(state, naam)
        return
    rank = _rank(naam)
    if not ranked:
        late = hit.certainty < 1.0 and _is_late(state, naam)
        for after, cost, copy, group in _unranked(state, naam):
            yield after, cost + late * _APPENDED, copy, group
        return
    fresh = _State(frozenset({naam}), rank=rank)
    if naam in state.seen:
        yield fresh, _COPY, True, False
        return
    seen = _State(state.seen | {naam}, rank=max(rank, state.rank))
    if rank >= state.rank:
        yield seen, 0.0, False, False
        if hit.certainty < 1.0:
            yield fresh, _COPY, True, False
    else:
        back = rank == 0 or state.rank == _RANK_JURY
        yield seen, _BACK_TO_START if back else _DISORDER, False, False
        yield fresh, _COPY, True, False


def _unranked(state: _State, naam: str) -> Iterator[tuple[_State, float, bool, bool]]:
    if naam not in state.seen:
        yield _State(state.seen | {naam}), 0.0, False, False
        return
    if naam.startswith(("antwoord", JURY)):
        yield _State(frozenset({naam})), _COPY, True, False
    yield state, _APPENDED, False, False


def _is_late(state: _State, naam: str) -> bool:
    """Whether a line to tick comes after what the form prints below it."""
    below = (
        ("niet_uitgevoerd",)
        if naam.endswith(":nee")
        else ("niet_uitgevoerd", "onderdelen")
    )
    return naam.startswith("antwoord") and any(s.startswith(below) for s in state.seen)


def _initiative(state: _State, naam: str) -> Iterator[tuple[_State, float, bool, bool]]:
    seen = state.seen | {INITIATIVE}
    if naam != DESCRIPTION and state.group and naam not in state.group:
        joined = _State(seen, state.group | {naam}, max(state.rank, _RANK_INITIATIVE))
        yield joined, 0.0, False, False
        return
    late = state.rank == _RANK_JURY
    cost = 0.0 if naam == DESCRIPTION else _BARE_GROUP
    group = frozenset({naam})
    if late:
        yield _State(seen, group, state.rank), cost + _BACK_TO_START, False, True
        fresh = _State(frozenset({INITIATIVE}), group, _RANK_INITIATIVE)
        yield fresh, cost + _COPY, True, True
    else:
        yield _State(seen, group, max(state.rank, _RANK_INITIATIVE)), cost, False, True


def _rank(naam: str) -> int:
    return _RANK_JURY if naam.startswith(JURY) else _RANK.get(naam, _RANK_JURY)


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
