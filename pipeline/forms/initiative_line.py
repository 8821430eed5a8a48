"""Initiative lines: an initiative whose timing and KPI were typed behind its words.

    the slots of an initiative, or lines -> the slots of each initiative they tell

`one_line` says what a text tells; here its parts get slots of their own, each with its
place. A part counts only where its own line is gone, or was emptied of its prompt: what
stands behind an untouched form is one description.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.forms.grammar import INITIATIVE
from pipeline.forms.mapping import Veld
from pipeline.forms.one_line import LABELLED, tell_line, words_of
from pipeline.forms.units import Piece, Slot
from pipeline.reading.block import Mark

Group = dict[str, Slot]
"""The slots of one initiative by the last part of their field: omschrijving, timing."""

PARTS: Final = ("omschrijving", "timing", "kpi")
_PROMPT: Final[int] = Mark.PLACEHOLDER.value
_DASH: Final = " \t\u00a0,;.|/–—-"


def key_of(veld: Veld) -> str:
    """The key of a field of an initiative."""
    return veld.naam.removeprefix(INITIATIVE)


def told_groups(old: Group, parts: Sequence[Veld]) -> list[Group]:
    """The initiatives that the description in `old` tells with what stands behind it.

    None where it is only a description, or where all other parts have their own lines.
    `parts` are the fields of an initiative, as `PARTS`.
    """
    slot = old.get(key_of(parts[0]))
    gone = {key_of(veld) for veld in parts[1:] if not _stands(old.get(key_of(veld)))}
    if slot is None or not gone or len(parts) != len(PARTS):
        return []
    whole = len(gone) == len(parts) - 1
    written = [piece for piece in slot.pieces if piece.written]
    made = [told_line(piece, parts) for piece in written]
    if whole and len(made) > 1 and all(made):
        return [group for group in made if group is not None]
    if any(made[:-1]):
        return []  # a list, with lines in between that say more
    group = _told(slot.pieces, parts)
    if group is None or not group.keys() - {PARTS[0]} <= gone:
        return []
    if not (whole or is_sure(group)):
        return []
    described = group.pop(PARTS[0])
    slot.pieces = described.pieces
    kept = {key: found for key, found in old.items() if key not in group}
    return [{**kept, **group}]


def told_line(piece: Piece, parts: Sequence[Veld]) -> Group | None:
    """The initiative on one line of a list, without the dash in front of it."""
    if len(parts) != len(PARTS):
        return None
    dash = len(piece.text) - len(piece.text.lstrip(_DASH))
    return _told([_cut(piece, dash, len(piece.text))], parts)


def complete(group: Group, parts: Sequence[Veld]) -> None:
    """Give `group` the part that stands labelled behind another, in place.

    `Timing juni 2024, KPI 60` on one line.
    """
    if len(parts) != len(PARTS):
        return
    for veld, other in (parts[1:], parts[:0:-1]):
        slot, key = group.get(key_of(veld)), key_of(other)
        if slot is None or _stands(group.get(key)):
            continue
        told = _told(slot.pieces, parts)
        if told is not None and told.keys() == {PARTS[0], key} and is_sure(told):
            group[key], slot.pieces = told[key], told[PARTS[0]].pieces


def is_sure(group: Group) -> bool:
    """Whether a word said what its parts are."""
    return all(slot.zekerheid >= LABELLED for slot in group.values())


def _stands(slot: Slot | None) -> bool:
    """Whether a part has its own line, with an answer or its prompt still on it."""
    if slot is None:
        return False
    prompt = any(run.marks.value & _PROMPT for run in slot.label.runs)
    return slot.has_text or prompt or bool(slot.label.live[slot.label_end :].strip())


def _told(pieces: Sequence[Piece], parts: Sequence[Veld]) -> Group | None:
    """The initiative in `pieces`, when its timing or KPI stands behind its words."""
    text = "\n".join(piece.text for piece in pieces)
    told = tell_line(text, words_of(parts[1], parts[2]))
    if told is None:
        return None
    spans = {PARTS[0]: (0, told.end), **told.parts}
    group: Group = {}
    for veld in parts:
        span = spans.get(key_of(veld))
        if span is not None:
            found = list(_between(pieces, *span))
            group[key_of(veld)] = Slot(veld, found[0].line, 0, told.zekerheid, found)
    return group


def _between(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    """The part of `pieces`, joined by line ends, from `start` to `end`."""
    at = 0
    for piece in pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        if first < last:
            yield _cut(piece, first, last)
        at += len(piece.text) + 1


def _cut(piece: Piece, start: int, end: int) -> Piece:
    return Piece(piece.line, piece.text[start:end], piece.start + start)
