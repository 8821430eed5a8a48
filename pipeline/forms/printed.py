"""Printed: where nothing of the form is missing, what looks like a label is an answer.

    lines + hits + the blank's order of labels -> the hits that can be meant

An answer may speak in the form's words: `Tijdstip: dat kennen we nog niet`. Where two
labels stand to the letter and follow each other as in the blank, no label is missing in
between, so another wording of one, or the first words of one, is somebody's own. Where
a label is missing every hit counts: people retype them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import Final, NamedTuple

from pipeline.forms.headings import HEADING
from pipeline.forms.labels import Hit, Hits, Index, Key, Order, Role
from pipeline.forms.lines import WORD, Line
from pipeline.forms.route import route

_CHAIN: Final = 2  # labels that follow each other by no coincidence
_NUMBER: Final = "#"
_CHOICE: Final = frozenset({"ja", "nee"})


class Landmark(NamedTuple):
    """A line that is a label or heading to the letter: `hit` is which."""

    line: int
    hit: Hit

    @property
    def key(self) -> Key:
        """The part it stands in, and in it the field."""
        return self.hit.text.deel or "", self.hit.text.slot or HEADING

    @property
    def is_jury(self) -> bool:
        """Whether it is one of the jury's own rows."""
        return self.key[1].startswith("jurering.")

    def reaches(self, lines: Sequence[Line], number: int) -> bool:
        """Whether its answer may reach line `number`: a count is one paragraph."""
        veld = self.hit.text.veld
        counted = veld is not None and veld.soort == "getal"
        return not counted or lines[number].block == lines[self.line].block


def read_order(lines: Sequence[Line], index: Index) -> Order:
    """The order of the blank whose lines are `lines`."""
    found = ((n, tuple(_bare(line, index))) for n, line in enumerate(lines))
    marks = list(_placed(found, index))
    wordings: dict[Key, set[str]] = {}
    for mark in marks:
        wordings.setdefault(mark.key, set()).add(_wording(lines[mark.line], mark.hit))
    pairs = {
        (one.key, other.key)
        for one, other in pairwise(marks)
        # Below the jury's last row people type blocks of their own.
        if not one.is_jury or one.key[0] == other.key[0]
    }
    return Order(
        wordings={key: frozenset(texts) for key, texts in wordings.items()},
        pairs=frozenset(pairs | set(_repeats(marks, index))),
        last=frozenset({mark.key[0]: mark.key for mark in marks}.values()),
    )


def settle(lines: Sequence[Line], hits: Hits, index: Index) -> Hits:
    """`hits`, by line number, without those that cannot be meant."""
    order = index.order
    if order is None or all(_is_literal(lines[n], index, order) for n in hits):
        return hits
    printed = ((n, _as_printed(lines[n], hits[n], index, order)) for n in sorted(hits))
    marks = list(_placed(printed, index))
    kept = dict(hits)
    for one, other in zip_longest(marks, marks[1:]):
        if other is not None and _is_retyped(kept, one, other, order):
            continue
        for number in _between(lines, one, other, order):
            mine = tuple(h for h in kept.get(number, ()) if h.text.role is Role.FIXED)
            if mine:
                kept[number] = mine
            else:
                kept.pop(number, None)
    return kept


def _is_literal(line: Line, index: Index, order: Order) -> bool:
    """Whether nothing that `line` may be is other than the blank prints it."""
    known = index.literal.get(line.live)
    if known is None:
        hits = [hit for hit in index.hits(line) if hit.text.role is not Role.FIXED]
        own = {(hit.text.deel, hit.text.slot) for hit in _printed(line, hits, order)}
        known = len(hits) < len(index.hits(line)) or all(
            (hit.text.deel, hit.text.slot) in own for hit in hits
        )
        index.literal[line.live] = known
    return known


def _as_printed(
    line: Line, hits: tuple[Hit, ...], index: Index, order: Order
) -> tuple[Hit, ...]:
    """`_printed`, remembered where `hits` are all exact ones of `line`."""
    if hits is not index.hits(line):
        return tuple(_printed(line, hits, order))
    known = index.printed.get(line.live)
    if known is None:
        known = index.printed[line.live] = tuple(_printed(line, hits, order))
    return known


def _between(
    lines: Sequence[Line], one: Landmark, other: Landmark | None, order: Order
) -> Iterator[int]:
    """The lines below a label that can be nothing but the answer to it."""
    if other is not None:
        if (one.key, other.key) not in order.pairs or not _is_first(lines, one, other):
            return
        for number in range(one.line + 1, other.line):
            if one.reaches(lines, number):
                yield number
    elif one.key in order.last:
        for number in range(one.line + 1, len(lines)):
            cells = lines[one.line].cells
            if not cells or lines[number].cells != cells:
                return
            if one.reaches(lines, number):
                yield number


def _is_retyped(hits: Hits, one: Landmark, other: Landmark, order: Order) -> bool:
    """Whether labels that follow each other as in the blank lead from one to other.

    Then they were retyped, and what stands as printed was left as it was. In other
    words than the form's they may as well be an answer: no label is missing.
    """
    reached = {one.key: 0}
    for number in range(one.line + 1, other.line):
        keys = {
            (hit.text.deel or "", hit.text.slot)
            for hit in hits.get(number, ())
            if hit.text.role is Role.LABEL and hit.text.own
        }
        if not keys:
            continue
        steps = {
            key: steps + 1
            for key in keys
            for before, steps in reached.items()
            if (before, key) in order.pairs
        }
        reached.update(steps)
    return any(
        steps >= _CHAIN and (key, other.key) in order.pairs
        for key, steps in reached.items()
    )


def _is_first(lines: Sequence[Line], one: Landmark, other: Landmark) -> bool:
    """Whether a numbered group that begins below `one` begins with its first.

    Below another label `Initiatief 2` says that the first was retyped.
    """
    group = other.key[1].partition(".")[0]
    words = other.hit.text.words
    if _NUMBER not in words or one.key[1].startswith(f"{group}."):
        return True
    return lines[other.line].words[words.index(_NUMBER)] == "1"


def _repeats(marks: Sequence[Landmark], index: Index) -> Iterator[tuple[Key, Key]]:
    """Which labels follow each other where a part is copied.

    A block of section 1 is copied without the heading above it.
    """
    for deel in index.formulier.deel:
        mine = [mark.key for mark in marks if mark.key[0] == deel.id]
        labels = [key for key in mine if key[1] != HEADING]
        if mine:
            yield mine[-1], mine[0]
        if labels and deel.doel == "motivaties":
            yield labels[-1], labels[0]


def _placed(
    hits: Iterable[tuple[int, tuple[Hit, ...]]], index: Index
) -> Iterator[Landmark]:
    """One landmark for each line, in the part where it most likely stands."""
    found = [(n, mine) for n, mine in hits if mine]
    places: Mapping[int, str] = route(found, [deel.id for deel in index.formulier.deel])
    for number, mine in found:
        here = [hit for hit in mine if hit.text.deel == places[number]]
        if here:
            yield Landmark(number, max(here, key=lambda hit: len(hit.text.words)))


def _bare(line: Line, index: Index) -> Iterator[Hit]:
    """The labels that a line of the blank is, with only a prompt or a choice behind."""
    for hit in index.hits(line):
        rest = index.placeholders.strip(line.live[hit.end :])
        is_label = hit.text.own and hit.text.role is not Role.FIXED
        if is_label and _CHOICE.issuperset(WORD.findall(rest.lower())):
            yield hit


def _printed(line: Line, hits: Iterable[Hit], order: Order) -> Iterator[Hit]:
    """The hits of `line` that stand as the blank prints them."""
    for hit in hits:
        text = hit.text
        if text.own and text.role is not Role.FIXED:
            known = order.wordings.get((text.deel or "", text.slot or HEADING), ())
            whole = text.ending or not WORD.search(line.live[hit.end :])
            if whole and _wording(line, hit) in known:
                yield hit


def _wording(line: Line, hit: Hit) -> str:
    """The label as it stands in `line`, without a tick; `#` for its number."""
    words = hit.text.words
    spans = [m.span() for m in WORD.finditer(line.live) if m.end() <= hit.end]
    spans = spans[len(spans) - len(words) :]
    text, end = "", spans[0][0] if spans else 0
    for word, (start, stop) in zip(words, spans, strict=False):
        text += line.live[end:start]
        text += _NUMBER if word == _NUMBER else line.live[start:stop]
        end = stop
    return " ".join((text + line.live[end : hit.end]).split())
