"""Options: the lines to tick in a part, such as `0 Ja, we zijn goed gevorderd`.

the option slots of a unit -> Choice
"""

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
from pipeline.forms.lines import STRIKE
from pipeline.forms.units import RawUnit, Slot

_BOTH: Final = 2


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
    first = next(iter(slots.values()))
    return Choice(
        waarde=waarde,
        signalen=evidence.signals,
        tegenstrijdig=conflict,
        plaats=first.label.place,
        zekerheid=zekerheid,
        vraag=f"{next(iter(raw.deel.koppen), raw.deel.id)}: Ja of Nee",
    )


def ticked_behind(slots: Mapping[str, Slot]) -> Evidence:
    """Choices typed behind the lines of `slots`, where none is ticked in front.

    `Ja` behind `0 Ja, we zijn goed gevorderd`, or an x, is no explanation; it is taken
    out of its slot.
    """
    evidence = Evidence()
    if any(ticked_apart(slot) for slot in slots.values()):
        return evidence
    for slot in slots.values():
        text = "\n".join(piece.text for piece in slot.pieces if piece.written)
        typed = lone_option(text)
        if is_lone_tick(text):
            typed = "ja" if slot.veld.optie == "ja" else "nee"
        if typed is not None:
            evidence.add(typed, "erachter getypt")
            slot.pieces.clear()
    return evidence


def ticked_apart(slot: Slot) -> bool:
    """Whether the line of `slot` is ticked, in front of it or beside it."""
    shown, end = slot.label.shown(), slot.label.shown_from(slot.label_end)
    beside = any(mark.ticked for mark in slot.marks)
    return slot.veld.optie is not None and (beside or ticked_in_front(shown, end))


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
