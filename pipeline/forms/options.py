"""Options: the lines to tick in a part, such as `0 Ja, we zijn goed gevorderd`.

the option slots of a unit -> Choice
"""

import re
from collections.abc import Mapping
from typing import Final

from pipeline.forms.answers import Choice
from pipeline.forms.choices import (
    Evidence,
    Option,
    compare_emphasis,
    emphasis,
    is_lone_tick,
    lone_option,
    says_nothing,
    ticked_in_front,
)
from pipeline.forms.labels import TICK_FRONT, TYPED_FRONT, Index
from pipeline.forms.lines import STRIKE
from pipeline.forms.ticks import struck_words
from pipeline.forms.units import Piece, RawUnit, Slot
from pipeline.reading.symbols import TICKED

_BOTH: Final = 2
_TICK_LEFT: Final = re.compile(rf"[\W0oO]*(?:[{TICKED}]|(?<!\w)[xXvV](?!\w))[\W0oO]*")
_WORDS: Final = frozenset({"ja", "nee", "neen"})


def read_options(
    slots: Mapping[str, Slot],
    raw: RawUnit,
    possible: set[Option],
    evidence: Evidence,
) -> Choice:
    """What the lines of `slots` say; `possible` are the options the form prints.

    `evidence` is what was found behind them already.
    """
    marks: dict[Option, int] = {}
    gone: set[Option] = set()
    for slot in slots.values():
        option: Option = "ja" if slot.veld.optie == "ja" else "nee"
        shown, end = slot.label.shown(), slot.label.shown_from(slot.label_end)
        if ticked_apart(slot):
            evidence.add(option, "aangekruist")
        if shown.most(0, end, STRIKE):
            gone.add(option)
        marks[option] = emphasis(shown, end)
        _typed(slot, option, slots, evidence)
        if not says_nothing("".join(piece.text for piece in slot.pieces)):
            evidence.weak.append((option, "gemotiveerd"))
    if len(possible) < _BOTH:
        for option, found in marks.items():
            beside = {option: found & ~_common(raw)}
            compare_emphasis(beside, evidence)
    else:
        if len(marks) == _BOTH:
            compare_emphasis(marks, evidence)
        _eliminate(marks, gone, evidence)
    waarde, conflict, zekerheid = evidence.verdict()
    first = next((slot.label for slot in slots.values()), raw.start)
    return Choice(
        waarde=waarde,
        signalen=evidence.signals,
        tegenstrijdig=conflict,
        plaats=first.place,
        zekerheid=zekerheid,
        vraag=f"{next(iter(raw.deel.koppen), raw.deel.id)}: Ja of Nee",
    )


def ticked_behind(slots: Mapping[str, Slot]) -> Evidence:
    """Choices typed behind the lines of `slots`, where none is ticked in front.

    `Ja` behind `0 Ja, we zijn goed gevorderd`, or an x, is no explanation; it is taken
    out of its slot. `Ja` behind `0 Nee, we stoppen` may say ja, or yes to that line.
    """
    evidence = Evidence()
    if any(ticked_apart(slot) for slot in slots.values()):
        return evidence
    for slot in slots.values():
        text = "\n".join(piece.text for piece in slot.pieces if piece.written)
        typed = lone_option(text)
        own: Option = "ja" if slot.veld.optie == "ja" else "nee"
        if is_lone_tick(text):
            typed = own
        if typed is not None:
            evidence.add(typed, "erachter getypt")
            if typed == "ja" != own:
                evidence.add(own, "met Ja erachter")
            slot.pieces.clear()
    return evidence


def ticked_but_struck(raw: RawUnit, index: Index) -> Evidence:
    """Options of `raw` that are struck out and have a tick that is not.

    That says two things. The tick is taken from where it was left.
    """
    evidence = Evidence()
    for pieces in (raw.loose, *(slot.pieces for slot in raw.all_slots())):
        for piece in tuple(pieces):
            struck = _struck_option(piece, raw.deel.id, index)
            if struck is not None:
                other: Option = "nee" if struck == "ja" else "ja"
                evidence.add(struck, "aangekruist")
                evidence.add(
                    other, f"blijft over: {struck.capitalize()} is doorgehaald"
                )
                pieces.remove(piece)
    return evidence


def _struck_option(piece: Piece, deel: str, index: Index) -> Option | None:
    if _TICK_LEFT.fullmatch(piece.line.live) is None:
        return None
    for hit in index.look_up(struck_words(piece.line)).hits:
        veld = hit.text.veld
        if veld is not None and veld.soort == "optie" and hit.text.deel == deel:
            return "ja" if veld.optie == "ja" else "nee"
    return None


def ticked_apart(slot: Slot) -> bool:
    """Whether the line of `slot` is ticked, in front of it or beside it."""
    shown, end = slot.label.shown(), slot.label.shown_from(slot.label_end)
    beside = any(mark.ticked for mark in slot.marks)
    return slot.veld.optie is not None and (beside or ticked_in_front(shown, end))


def _typed(
    slot: Slot, option: Option, slots: Mapping[str, Slot], evidence: Evidence
) -> None:
    """What was typed in front of the line of `option`, or over it."""
    typed = _typed_in_front(slot)
    if typed is not None:
        evidence.add(typed, "ervoor getypt")
        if typed == "ja" != option:
            evidence.add(option, "met Ja ervoor")
    if _is_retyped(slot, slots):
        evidence.weak.append((option, "getypt"))


def _typed_in_front(slot: Slot) -> Option | None:
    """The word in front of the whole line of `slot`: `Ja: Ja, we zijn goed gevorderd`.

    `Ja: Nee, we stoppen` may say ja, or yes to that line.
    """
    label = slot.label.live[: slot.label_end]
    typed = TYPED_FRONT.match(label)
    if typed is None or TICK_FRONT.match(label[typed.end() :]) is None:
        return None
    return lone_option(typed.group())


def _is_retyped(slot: Slot, slots: Mapping[str, Slot]) -> bool:
    """Whether `slot` holds its one word and no box, where no other line was shortened.

    `Ja` typed over `0 Ja, we zijn goed gevorderd` is an answer; `Ja` above `Nee` is a
    form in fewer words.
    """
    if slot.marks or _label(slot).strip(" \t\u00a0.:").lower() not in _WORDS:
        return False
    others = (other for other in slots.values() if other is not slot)
    return not any(lone_option(_label(other)) for other in others)


def _label(slot: Slot) -> str:
    shown = slot.label.shown().cut(0, slot.label.shown_from(slot.label_end))
    return shown.live(blank=" ")


def _common(raw: RawUnit) -> int:
    """How the other labels of the unit are set: that says nothing of an option."""
    found = 0
    for slot in raw.slots.values():
        if slot.veld.optie is None:
            shown = slot.label.shown()
            found |= emphasis(shown, slot.label.shown_from(slot.label_end))
    return found


def _eliminate(
    marks: Mapping[Option, int], gone: set[Option], evidence: Evidence
) -> None:
    standing = [option for option in marks if option not in gone]
    if len(standing) == 1:
        how = "doorgehaald" if gone else "verwijderd"
        evidence.add(standing[0], f"blijft over: de andere keuze is {how}")
