"""Printed: which lines are labels because they stand as the form prints them.

    lines + hits + the blank's order of labels -> the hits that can be meant

An answer may speak in the form's words: `Timing: die kennen we nog niet`. Where two
labels stand as printed and follow each other as in the blank, no label is missing in
between. What looks like one there (another wording, a typing mistake, more words behind
it) is then somebody's words. Anywhere else every hit counts, as people retype labels.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.forms.labels import NUMBER, Hit, Index, Role
from pipeline.forms.lines import WORD, Line
from pipeline.forms.route import route
from pipeline.reading.symbols import TICKED, UNTICKED

Key = tuple[str, str]
"""A part, and in it a field with its option, or `HEADING`."""

HEADING: Final = "kop"
LONE_TICK: Final = re.compile(rf"^[\s(\[]*(?:[xXvV]|[{TICKED}{UNTICKED}])[\s)\]]*$")
_CHOICE: Final = frozenset({"ja", "nee"})


@dataclass(frozen=True, slots=True)
class Landmark:
    """A line that is a label or heading as printed: `hit` is which."""

    line: int
    hit: Hit
    key: Key


@dataclass(slots=True)
class Order:
    """How the blank prints its labels, and which text it has between which two."""

    wordings: Mapping[Key, set[str]] = field(default_factory=dict)
    between: Mapping[tuple[Key, Key], frozenset[tuple[str, ...]] | None] = field(
        default_factory=dict
    )
    """For two labels that follow each other, the fixed texts between; `None`: any."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The hits that can be meant, and the lines that can be nothing but an answer."""

    hits: list[tuple[int, tuple[Hit, ...]]]
    plain: frozenset[int]


def read_order(lines: Sequence[Line], index: Index) -> Order:
    """The order of the blank whose lines are `lines`."""
    marks = list(landmarks(lines, index))
    wordings: dict[Key, set[str]] = {}
    for mark in marks:
        wordings.setdefault(mark.key, set()).add(_wording(lines[mark.line], mark.hit))
    between: dict[tuple[Key, Key], frozenset[tuple[str, ...]] | None] = {}
    for one, other in zip(marks, marks[1:], strict=False):
        fixed = (lines[n].words for n in range(one.line + 1, other.line))
        known = between.get((one.key, other.key)) or frozenset()
        between[one.key, other.key] = known | frozenset(fixed)
    for pair in _jumps([mark.key for mark in marks]):
        between.setdefault(pair, None)
    return Order(wordings, between)


def landmarks(lines: Sequence[Line], index: Index) -> Iterator[Landmark]:
    """The labels and headings in the lines of the blank itself, each in its part."""
    found = []
    for number, line in enumerate(lines):
        exact = [hit for hit in index.hits(line) if hit.certainty == 1.0]
        bare = [hit for hit in exact if _is_bare(line, hit, index)]
        fixed = max((len(h.text.words) for h in exact if h.text.role is Role.FIXED), default=0)
        counted = [h for h in exact if h in bare or len(h.text.words) >= fixed]
        if line.words != ("ja", "nee"):
            found.append((number, tuple(h for h in counted if h.text.role is not Role.FIXED)))
    yield from _placed(found, index)


def settle(
    lines: Sequence[Line], hits: list[tuple[int, tuple[Hit, ...]]], index: Index
) -> Settled:
    """Drop the hits that cannot be meant; `hits` are by line number, for every line."""
    order = index.order
    if order is None:
        return Settled(hits, frozenset())
    printed = [(n, tuple(_printed(lines[n], found, order))) for n, found in hits]
    marks = list(_placed(((n, found) for n, found in printed if found), index))
    kept = dict(hits)
    for mark in marks:
        kept[mark.line] = tuple(_as_printed(kept[mark.line], dict(printed)[mark.line]))
    plain: set[int] = set()
    for one, other in zip(marks, marks[1:], strict=False):
        if (one.key, other.key) not in order.between:
            continue
        fixed = order.between[one.key, other.key]
        inside = range(one.line + 1, other.line)
        for number in inside:
            found = kept.get(number, ())
            kept[number] = tuple(
                hit
                for hit in found
                if hit.text.role is Role.FIXED and (fixed is None or hit.text.words in fixed)
            )
        plain.update(inside)
        plain.difference_update(_tick_beside(lines, inside, other.hit))
    return Settled([(n, kept[n]) for n, _ in hits], frozenset(plain))


def _tick_beside(lines: Sequence[Line], inside: range, hit: Hit) -> Iterator[int]:
    """The line right before an option to tick, when it holds a tick and nothing else."""
    if hit.text.veld is None or hit.text.veld.soort not in {"optie", "keuze"}:
        return
    for number in reversed(inside):
        if lines[number].live.strip():
            if LONE_TICK.match(lines[number].live):
                yield number
            return


def _jumps(keys: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
    """Which labels may follow each other when parts are copied or deleted whole."""
    delen = list(dict.fromkeys(deel for deel, _ in keys))
    parts = {deel: [key for key in keys if key[0] == deel] for deel in delen}
    for at, deel in enumerate(delen):
        for later in delen[at:]:
            starts = [key for key in parts[later] if key[1] != HEADING][:1]
            yield from ((parts[deel][-1], start) for start in (parts[later][0], *starts))


def _placed(
    hits: Iterable[tuple[int, tuple[Hit, ...]]], index: Index
) -> Iterator[Landmark]:
    """One landmark for each line, in the part where it most likely stands."""
    found = [(n, mine) for n, mine in hits if mine]
    places = route(found, [deel.id for deel in index.formulier.deel])
    for number, mine in found:
        here = [hit for hit in mine if hit.text.deel == places[number]]
        if here:
            best = max(here, key=lambda hit: (len(hit.text.words), hit.text.role))
            yield Landmark(number, best, _key(best))


def _key(hit: Hit) -> Key:
    veld = hit.text.veld
    if veld is None:
        return hit.text.deel or "", HEADING
    return hit.text.deel or "", f"{veld.naam}:{veld.optie}" if veld.optie else veld.naam


def _printed(line: Line, hits: Iterable[Hit], order: Order) -> Iterator[Hit]:
    """The hits of `line` that stand as the blank prints them."""
    for hit in hits:
        if hit.certainty == 1.0 and hit.text.role is not Role.FIXED:
            known = order.wordings.get(_key(hit), ())
            whole = hit.text.ending or not WORD.search(line.live[hit.end :])
            if whole and _wording(line, hit) in known:
                yield hit


def _as_printed(found: Iterable[Hit], printed: Sequence[Hit]) -> Iterator[Hit]:
    """Without other labels where one stands as printed; fixed texts may be longer."""
    for hit in found:
        if hit in printed or hit.text.role is Role.FIXED:
            yield hit


def _is_bare(line: Line, hit: Hit, index: Index) -> bool:
    """Whether nothing follows the label in the blank but a prompt or a choice."""
    rest = index.placeholders.strip(line.live[hit.end :])
    return set(WORD.findall(rest.lower())) <= _CHOICE


def _wording(line: Line, hit: Hit) -> str:
    """The label as it stands in `line`, without a tick before it; `#` for its number."""
    words = hit.text.words
    spans = [match.span() for match in WORD.finditer(line.live) if match.end() <= hit.end]
    spans = spans[len(spans) - len(words) :]
    if not spans:
        return ""
    text, end = "", spans[0][0]
    for word, (start, stop) in zip(words, spans, strict=False):
        text += line.live[end:start] + (NUMBER if word == NUMBER else line.live[start:stop])
        end = stop
    return " ".join((text + line.live[end : hit.end]).split())
