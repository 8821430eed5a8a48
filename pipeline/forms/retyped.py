"""Retyped: an option that somebody typed over its line to tick.

    the slots and loose lines of a unit -> the same, and what was typed over a line

`Ja, we hebben alles klaar` in the place of `0 Ja, we zijn goed gevorderd` is that
option with its reason. A line to tick that is gone says the other was meant only where
nobody typed it anew: `read_options` asks `Retyped` before it eliminates.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from pipeline.forms.choices import (
    OPENS,
    OPTION_FRONT,
    Evidence,
    Option,
    begins_with,
    option_of,
)
from pipeline.forms.grammar import PER_ACTION
from pipeline.forms.labels import Index, slot_of
from pipeline.forms.mapping import Veld
from pipeline.forms.options import ticked_apart
from pipeline.forms.printed_pair import is_pair, read_pair
from pipeline.forms.units import Piece, RawUnit, Slot

_ANSWER: Final = "antwoord"
_CERTAIN: Final = 0.8
_OPTIONS: Final[tuple[Option, Option]] = ("ja", "nee")
_BEFORE_WORDS: Final = " \t\u00a0/:.,;–—-"
_AND: Final = re.compile(r"\W*[eé]n\b", re.IGNORECASE)


def read_retyped(raw: RawUnit, index: Index, evidence: Evidence) -> frozenset[Option]:
    """Give what was typed over a line to tick its own slot, in place.

    Returns the options of which the line is gone, but that begin a line of something
    else: nobody can tell whether it is an answer of its own.
    """
    claimed: set[Option] = set()
    velden = list(index.formulier.velden_van(raw.deel.id))
    printed = {option_of(veld.optie): veld for veld in velden if veld.optie}
    if printed and not any(slot_of(veld) in raw.slots for veld in printed.values()):
        unprinted = _pair(raw, printed, evidence)
        if unprinted is not None:
            return frozenset({unprinted})
        _below_prompts(raw, printed, index, evidence)
    for veld in velden:
        if raw.deel.doel == PER_ACTION and veld.soort == "keuze":
            _answer(raw, veld)
        if not veld.optie or slot_of(veld) in raw.slots:
            continue
        option = option_of(veld.optie)
        places = [slot.pieces for slot in _above(raw, veld, index)]
        slot = _typed_over(raw.loose, veld, option, evidence)
        slot = slot or _in_one_word(raw, places, veld, option, evidence)
        if slot is not None:
            raw.slots[slot_of(veld)] = slot
        elif option not in raw.gone and _is_claimed(raw.loose, places, option):
            claimed.add(option)
    if printed:
        # `Nee` where the form has no line for it: nobody can tell what it is worth.
        claimed |= {o for o in _OPTIONS if o not in printed and _opens(raw.loose, o)}
    return frozenset(claimed)


def _answer(raw: RawUnit, veld: Veld) -> None:
    """Give a question of which only the answer is left its slot, in place."""
    if slot_of(veld) in raw.slots:
        return
    for at, piece in enumerate(raw.loose):
        pair = is_pair(piece.line.shown().text)
        opens = piece.start == 0 and (pair or OPENS.match(piece.text))
        if opens and veld.naam == _ANSWER:
            slot = _slot(veld, raw.loose, at, 0)
            slot.label_end = 0
            raw.slots[slot_of(veld)] = slot
            return


def _pair(
    raw: RawUnit, printed: Mapping[Option, Veld], evidence: Evidence
) -> Option | None:
    """Weigh a `Ja/Nee` typed over both lines to tick, and give its words their slot.

    Returns the option that was chosen where the form has no line for it.
    """
    for at, piece in enumerate(raw.loose):
        shown, found = piece.line.shown(), Evidence()
        if piece.start or not is_pair(shown.text):
            continue
        words = shown.cut(read_pair(shown, found) or 0).live().lstrip(_BEFORE_WORDS)
        option = found.verdict()[0]
        if option is not None and option not in printed:
            return option
        evidence.strong.extend(found.strong)
        piece.text = words
        if option is not None:
            veld = printed[option]
            piece.text = piece.line.live
            start = len(piece.text) - len(words)
            raw.slots[slot_of(veld)] = _slot(veld, raw.loose, at, start)
        return None
    return None


def _opens(loose: Iterable[Piece], option: Option) -> bool:
    return any(_match(piece, option) is not None for piece in loose)


def _typed_over(
    loose: list[Piece], veld: Veld, option: Option, evidence: Evidence
) -> Slot | None:
    """The slot of an option typed where no other text of the form stands above it."""
    for at, piece in enumerate(loose):
        match = _match(piece, option)
        if match is not None:
            _weigh(match, option, evidence)
            return _slot(veld, loose, at, _end(match))
    return None


def _below_prompts(
    raw: RawUnit, printed: Mapping[Option, Veld], index: Index, evidence: Evidence
) -> None:
    """Take what was typed below a prompt for an option, where both lines are gone.

    The prompt was left, so it is no answer to what the form asks above the lines.
    """
    above = [slot for veld in printed.values() for slot in _above(raw, veld, index)]
    for pieces in (slot.pieces for slot in above if slot.prompted):
        first = next((at for at, piece in enumerate(pieces) if piece.written), None)
        for option, veld in printed.items():
            match = _match(pieces[first], option) if first is not None else None
            if first is not None and match is not None:
                _weigh(match, option, evidence)
                raw.slots[slot_of(veld)] = _slot(veld, pieces, first, _end(match))
                return


def _weigh(match: re.Match[str], option: Option, evidence: Evidence) -> None:
    evidence.add(option, "getypt")
    if match["ander"]:
        evidence.add("nee" if option == "ja" else "ja", "staat erbij")


def _in_one_word(
    raw: RawUnit,
    places: Iterable[list[Piece]],
    veld: Veld,
    option: Option,
    evidence: Evidence,
) -> Slot | None:
    """The slot of an option that is one word, alone on a line in `places`.

    Where the other line is ticked it is what is left of a line to tick.
    """
    ticked = any(ticked_apart(slot) for slot in raw.slots.values())
    for pieces in places:
        for at, piece in enumerate(pieces):
            match = _match(piece, option)
            if match is not None and match.end() == len(piece.text.rstrip()):
                if not ticked:
                    evidence.add(option, "getypt")
                return _slot(veld, pieces, at, match.end())
    return None


def _match(piece: Piece, option: Option) -> re.Match[str] | None:
    """The word at the beginning of a line of its own."""
    match = OPENS.match(piece.text) if piece.start == 0 else None
    same = match is not None and option_of(match["optie"]) == option
    return match if same else None


def _end(match: re.Match[str]) -> int:
    """Where the words behind an option begin: of `Ja én nee` at `én`."""
    other = match["ander"] or ""
    return match.start("ander") if _AND.match(other) else match.end()


def _slot(veld: Veld, pieces: list[Piece], at: int, start: int) -> Slot:
    """A slot for `veld` with what stands from `start` on and below it."""
    first = pieces[at]
    end = at + 1
    while (
        end < len(pieces)
        and pieces[end].loose_after is first.loose_after
        and OPENS.match(pieces[end].text) is None
    ):
        end += 1
    rest = Piece(first.line, first.text[start:], start)
    slot = Slot(veld, first.line, start, _CERTAIN, [rest, *pieces[at + 1 : end]])
    del pieces[at:end]
    return slot


def _above(raw: RawUnit, veld: Veld, index: Index) -> list[Slot]:
    """What the form prints above the line of `veld`: that swallows what is typed there.

    A question in words, or the other line to tick.
    """
    pairs = index.order.pairs if index.order is not None else frozenset()
    here = (raw.deel.id, slot_of(veld))
    return [
        slot for naam, slot in raw.slots.items() if ((raw.deel.id, naam), here) in pairs
    ]


def _is_claimed(
    loose: Iterable[Piece], places: Iterable[Iterable[Piece]], option: Option
) -> bool:
    """Whether a line above the place of `option` begins with it."""
    lines = (p.text for pieces in places for p in pieces if p.start == 0)
    words = (OPTION_FRONT.match(piece.text) for piece in loose)
    return begins_with(option, lines) or any(
        word is not None and option_of(word["optie"]) == option for word in words
    )
