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
    begins_with,
    compare_emphasis,
    emphasis,
    is_lone_tick,
    is_wel,
    is_word_struck,
    lone_option,
    option_of,
    says,
    says_nothing,
    ticked_in_front,
)
from pipeline.forms.labels import TICK_FRONT, TYPED_FRONT, Index
from pipeline.forms.lines import STRIKE, WORD
from pipeline.forms.ticks import Mark, struck_option
from pipeline.forms.units import Piece, RawUnit, Slot
from pipeline.reading.symbols import TICKED, UNTICKED

_BOTH: Final = 2
_MARK_LEFT: Final = re.compile(
    rf"[\W0oO]*(?:[{TICKED}{UNTICKED}0oO]|(?<!\w)[xXvV](?!\w))[\W0oO]*"
)
_BOX_ALONE: Final = re.compile(rf"\s*(?:[{UNTICKED}]|\(\s*\)|\[\s*\])\s*")
_POINTER: Final = re.compile("[●■⬛◆★►▶➔➜→⇒]|[=-]?>")
_TICK_LEFT: Final = re.compile(rf"[\W0oO]*(?:[{TICKED}]|(?<!\w)[xXvV](?!\w))[\W0oO]*")
_BOX: Final = re.compile(rf"[{UNTICKED}]|(?<!\w)[0oO](?!\w)|\(\s*\)|\[\s*\]")


def read_options(
    slots: Mapping[str, Slot],
    raw: RawUnit,
    possible: set[Option],
    evidence: Evidence,
    claimed: frozenset[Option],
) -> Choice:
    """What the lines of `slots` say; `possible` are the options the form prints.

    `evidence` is what was found behind them already, `claimed` what an answer begins
    with: then the line that is gone may have been typed anew.
    """
    marks, gone = _signs(slots, evidence)
    if len(possible) < _BOTH:
        for option, found in marks.items():
            beside = {option: found & ~_common(raw)}
            compare_emphasis(beside, evidence)
    elif len(marks) == _BOTH:
        compare_emphasis(marks, evidence)
    chosen = bool(evidence.strong)
    if len(possible) == _BOTH:
        _eliminate(marks, gone | raw.gone, evidence)
    if not chosen:
        _doubt(slots, claimed, evidence)
    for slot in slots.values():
        if not says_nothing("".join(piece.text for piece in slot.pieces)):
            evidence.weak.append((_own(slot), "gemotiveerd"))
    waarde, conflict, zekerheid = evidence.verdict()
    if not slots and not evidence.strong:
        waarde, conflict, zekerheid = None, bool(claimed), 0.0
    first = next((slot.label for slot in slots.values()), raw.start)
    return Choice(
        waarde=waarde,
        signalen=evidence.signals,
        tegenstrijdig=conflict,
        plaats=first.place,
        zekerheid=zekerheid,
        vraag=f"{next(iter(raw.deel.koppen), raw.deel.id)}: Ja of Nee",
    )


def _signs(
    slots: Mapping[str, Slot], evidence: Evidence
) -> tuple[dict[Option, int], set[Option]]:
    """How each line is set, and which are struck out; ticks go to `evidence`."""
    marks: dict[Option, int] = {}
    gone: set[Option] = set()
    for slot in slots.values():
        option = _own(slot)
        shown, end = slot.label.shown(), slot.label.shown_from(slot.label_end)
        if ticked_apart(slot):
            evidence.add(option, "aangekruist")
        if shown.most(0, end, STRIKE) or is_word_struck(shown, option):
            gone.add(option)
        marks[option] = emphasis(shown, end)
        _typed(slot, option, slots, evidence)
    _pointed(slots, evidence)
    return marks, gone


def ticked_behind(slots: Mapping[str, Slot]) -> Evidence:
    """Choices typed behind the lines of `slots`, where none is ticked in front.

    `Ja` behind `0 Ja, we zijn goed gevorderd`, or an x, is no explanation; it is taken
    out of its slot. `Ja` behind `0 Nee, we stoppen` may say ja, or yes to that line.
    """
    evidence = Evidence()
    if any(ticked_apart(slot) for slot in slots.values()):
        return evidence
    for slot in slots.values():
        written = [piece for piece in slot.pieces if piece.written]
        if written and is_lone_tick(written[0].text):
            evidence.add(_own(slot), "erachter aangekruist")
            slot.pieces.remove(written.pop(0))
        typed = lone_option("\n".join(piece.text for piece in written))
        if typed is not None:
            evidence.add(typed, "erachter getypt")
            if typed == "ja" != _own(slot):
                evidence.add(_own(slot), "met Ja erachter")
            slot.pieces.clear()
    return evidence


def drop_boxes(slots: Mapping[str, Slot]) -> None:
    """Take an empty box behind a line out of its slot: nobody wrote it as a reason."""
    for slot in slots.values():
        written = [piece for piece in slot.pieces if piece.written]
        if written and _BOX_ALONE.fullmatch(written[0].text):
            slot.pieces.remove(written[0])


def ticked_but_struck(raw: RawUnit, index: Index) -> Evidence:
    """Options of `raw` that are struck out and have a tick that is not.

    That says two things. The tick, or the box, is taken from where it was left.
    """
    evidence = Evidence()
    struck = list(raw.struck)
    for pieces in (raw.loose, *(slot.pieces for slot in raw.all_slots())):
        for piece in tuple(pieces):
            option = _struck_option(piece, raw.deel.id, index)
            if option is not None:
                pieces.remove(piece)
                if _TICK_LEFT.fullmatch(index.look_up(piece.line.live).bare):
                    struck.append(option)
    for option in struck:
        other: Option = "nee" if option == "ja" else "ja"
        evidence.add(option, "aangekruist")
        evidence.add(other, f"blijft over: {option.capitalize()} is doorgehaald")
    return evidence


def _struck_option(piece: Piece, deel: str, index: Index) -> Option | None:
    if _MARK_LEFT.fullmatch(index.look_up(piece.line.live).bare) is None:
        return None
    option = struck_option(piece.line, index, deel)
    return option_of(option) if option is not None else None


def ticked_apart(slot: Slot) -> bool:
    """Whether the line of `slot` is ticked, in front of it or beside it."""
    shown, end = slot.label.shown(), slot.label.shown_from(slot.label_end)
    beside = any(mark.ticked for mark in slot.marks)
    return slot.veld.optie is not None and (beside or ticked_in_front(shown, end))


def _typed(
    slot: Slot, option: Option, slots: Mapping[str, Slot], evidence: Evidence
) -> None:
    """What was typed in front of the line of `option`, or over it."""
    for typed in (_typed_in_front(slot), *(_said(mark) for mark in slot.marks)):
        _in_front(typed, option, evidence)
    if _is_retyped(slot, slots):
        evidence.weak.append((option, "getypt"))


def _said(mark: Mark) -> Option | None:
    return option_of(mark.said) if mark.said else None


def _in_front(typed: Option | None, option: Option, evidence: Evidence) -> None:
    if typed is not None:
        evidence.add(typed, "ervoor getypt")
        if typed == "ja" != option:
            evidence.add(option, "met Ja ervoor")


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
    label = _label(slot)
    if slot.marks or lone_option(label) is None or _BOX.search(label):
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


def _own(slot: Slot) -> Option:
    return option_of(slot.veld.optie or "")


def _pointed(slots: Mapping[str, Slot], evidence: Evidence) -> None:
    """An arrow or a filled dot in front of one of two lines; alone it is a bullet."""
    fronts = {}
    for slot in slots.values():
        front = TICK_FRONT.match(slot.label.live[: slot.label_end])
        fronts[_own(slot)] = front.group() if front is not None else ""
    pointed = [option for option, front in fronts.items() if _POINTER.search(front)]
    if len(fronts) == _BOTH and len(pointed) == 1:
        evidence.add(pointed[0], "aangewezen")


def _doubt(
    slots: Mapping[str, Slot], claimed: frozenset[Option], evidence: Evidence
) -> None:
    """What speaks for an option of which the line is not marked, and against others."""
    for option in claimed:
        evidence.weak.append((option, "begint een antwoord"))
    for slot in slots.values():
        other: Option = "nee" if _own(slot) == "ja" else "ja"
        first = [piece.text for piece in slot.pieces if piece.written][:1]
        both = (
            len(slots) == _BOTH
        )  # `Ja, dat lukt` behind Nee, and Ja was left as it was
        if says(other, first) or (both and begins_with(other, first)):
            evidence.weak.append((other, "begint de motivering"))
        if _is_turned(slot) or (_own(slot) == "nee" and any(map(is_wel, first))):
            evidence.weak += [("nee", "staat er"), ("ja", "met ‘wel’")]
        if _names(other, slot):
            evidence.weak += [(_own(slot), "staat er"), (other, "staat erbij")]


def _names(other: Option, slot: Slot) -> bool:
    """Whether the other word stands in a line too: `Ja Nee, we stoppen`."""
    return any(
        word in {"ja", "nee", "neen"} and option_of(word) == other
        for word in WORD.findall(_label(slot).lower())
    )


def _is_turned(slot: Slot) -> bool:
    """Whether somebody typed `wel` in a line where the form prints `niet`."""
    printed = set(WORD.findall(slot.veld.labels[0].lower()))
    typed = set(WORD.findall(_label(slot).lower()))
    return "niet" in printed - typed and "wel" in typed - printed


def _eliminate(
    marks: Mapping[Option, int], gone: set[Option], evidence: Evidence
) -> None:
    standing = [option for option in marks if option not in gone]
    if len(standing) == 1:
        how = "doorgehaald" if gone else "verwijderd"
        evidence.add(standing[0], f"blijft over: de andere keuze is {how}")
