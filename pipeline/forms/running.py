"""Running lines: labels that people typed on, in the middle of another answer.

`Te behalen KPI: 300  Behaald KPI: 65` on one line, or an initiative with its timing and
KPI behind it. Such a label counts only when its own line is gone from the block: then
nobody wrote the words of the form inside a sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from pipeline.forms.grammar import DESCRIPTION, INITIATIVE
from pipeline.forms.initiative_line import (
    PARTS,
    Group,
    complete,
    is_sure,
    key_of,
    told_groups,
    told_line,
)
from pipeline.forms.lines import WORD
from pipeline.forms.mapping import Formulier, Veld
from pipeline.forms.units import Piece, RawUnit, Slot

_BLOCK: Final = ("te_behalen", "behaald", "waarom", "inspanningen")
_LIKELY: Final = 0.85
_FRONT: Final = re.compile(r"^[\s,;.|/–—-]+")
# Only where it begins: from each of a row of blanks on would be quadratic.
_TAIL: Final = re.compile(r"(?<![\s,;|/–—(-])[\s,;|/–—(-]++$")
# `Behaald KPI 65`, `Behaald KPI – ± 65`: a label of two words needs no colon.
_COUNTED: Final = r"(?:\s*[–—-])?(?=\s*(?:ca\.?\s*)?[±~]?\s*\d)"
_END: Final = re.compile(r"(?<![\s.)\]])[\s.)\]]++$")


def split_running(unit: RawUnit, formulier: Formulier) -> None:
    """Give answers on a running line their own slots, in place."""
    if unit.deel.doel != "motivaties":
        return
    velden = {veld.naam: veld for veld in formulier.velden_van(unit.deel.id)}
    missing = [velden[n] for n in _BLOCK if n in velden and n not in unit.slots]
    for slot in [s for n, s in unit.slots.items() if n in _BLOCK]:
        _split_block(unit, slot, missing)
    if DESCRIPTION not in velden:
        return
    names = (f"{INITIATIVE}{key}" for key in PARTS)
    parts = [velden[naam] for naam in names if naam in velden]
    if not unit.initiatieven and "inspanningen" in unit.slots:
        slot = unit.slots["inspanningen"]
        found = list(_initiatives(slot.pieces, parts))
        unit.initiatieven = [one for one in found if not isinstance(one, Piece)]
        slot.pieces = [one for one in found if isinstance(one, Piece)]
    unit.initiatieven = [
        new for old in unit.initiatieven for new in _split_group(old, parts)
    ]


def _split_block(unit: RawUnit, slot: Slot, missing: list[Veld]) -> None:
    for veld in list(missing):
        for at, piece in enumerate(slot.pieces):
            found = _label(veld).search(piece.text)
            if found is None or not _reads_on(slot, veld):
                continue
            made = Slot(veld, piece.line, 0, _LIKELY)
            made.pieces = [_tail(piece, found.end()), *slot.pieces[at + 1 :]]
            piece.text = _bare(piece.text[: found.start()])
            slot.pieces = slot.pieces[: at + 1]
            unit.slots[veld.naam] = made
            missing.remove(veld)
            _split_block(unit, made, missing)
            return


def _reads_on(slot: Slot, veld: Veld) -> bool:
    """A long label in a text may follow anything; a number may only follow a number."""
    return veld.soort == "tekst" or slot.veld.soort == "getal"


def _tail(piece: Piece, at: int) -> Piece:
    return Piece(piece.line, piece.text[at:], piece.start + at)


def _split_group(old: Group, parts: Sequence[Veld]) -> Iterator[Group]:
    """One initiative, or as many as its lines describe with timing or KPI."""
    slot = old.get("omschrijving")
    told = told_groups(old, parts)
    if told:
        yield from told
        return
    if "timing" in old or "kpi" in old:
        _complete(old, parts)
        complete(old, parts)
        yield old
        return
    if slot is None:
        yield old
        return
    found = list(_initiatives(slot.pieces, parts))
    made = [one for one in found if not isinstance(one, Piece)]
    if made:
        _describe(found, Slot(parts[0], slot.label, 0, _LIKELY))
    yield from made or [old]


def _describe(found: Sequence["Group | Piece"], slot: Slot) -> None:
    """Put lines that tell no initiative where they stand, in the groups of `found`.

    Above the first they describe it, in `slot` where it has no description; below one
    they go on with it.
    """
    above: list[Piece] = []
    last: Group | None = None
    for one in found:
        if isinstance(one, Piece):
            described = last.get(PARTS[0]) if last is not None else None
            (above if described is None else described.pieces).append(one)
            continue
        if last is None and any(piece.written for piece in above):
            own = one.setdefault(PARTS[0], slot)
            own.pieces[:0] = above
            above = []
        last = one
    if last is not None and any(piece.written for piece in above):
        last.setdefault(PARTS[0], slot).pieces.extend(above)


def _complete(group: Group, parts: Sequence[Veld]) -> None:
    """`Timing: mei 2024 KPI: 30`: the one label stands behind the other's answer."""
    for veld in parts[1:]:
        key = key_of(veld)
        if key in group:
            continue
        for slot in list(group.values()):
            for at, piece in enumerate(slot.pieces):
                found = _label(veld).search(piece.text)
                if found is None or key in group:
                    continue
                group[key] = Slot(veld, piece.line, 0, _LIKELY)
                group[key].pieces = [_tail(piece, found.end()), *slot.pieces[at + 1 :]]
                slot.pieces = slot.pieces[: at + 1]
                piece.text = _cut(piece.text[: found.start()], slot.veld)


def _initiatives(
    pieces: Iterable[Piece], parts: Sequence[Veld]
) -> Iterator["Group | Piece"]:
    """The initiatives that are on one line, and the pieces that are none, in order."""
    for piece in pieces:
        told = told_line(piece, parts)
        if told is not None and len(told) == len(parts) and is_sure(told):
            yield told
            continue
        cuts = sorted(
            (found.start(), found.end(), veld.naam, veld)
            for veld in parts[1:]
            if piece.written and (found := _label(veld).search(piece.text)) is not None
        )
        if not cuts:
            yield piece
            continue
        slots: Group = {}
        starts = [(0, parts[0]), *((end, veld) for _, end, _, veld in cuts)]
        ends = [cut[0] for cut in cuts] + [len(piece.text)]
        for (start, veld), end in zip(starts, ends, strict=True):
            text = _cut(piece.text[start:end], veld)
            if text or veld is not parts[0]:
                made_slot = Slot(veld, piece.line, 0, _LIKELY)
                made_slot.pieces = [Piece(piece.line, text, piece.start + start)]
                slots[key_of(veld)] = made_slot
        yield slots


def _cut(text: str, veld: Veld) -> str:
    """A part of a running line without what joined it to the others."""
    text = _bare(text)
    if veld.naam != DESCRIPTION and text.count("(") < text.count(")"):
        text = _END.sub("", text)
    if veld.naam == f"{INITIATIVE}timing":
        text = _END.sub("", text)
    return text


def _bare(text: str) -> str:
    return _TAIL.sub("", _FRONT.sub("", text))


@lru_cache(maxsize=256)
def _label(veld: Veld) -> re.Pattern[str]:
    """Every wording of a label, with the punctuation it ends with."""
    wordings = []
    own = set(WORD.findall(veld.labels[0].lower()))
    for label in sorted(veld.labels, key=len, reverse=True):
        if not own & set(WORD.findall(label.lower())):
            continue  # inside a sentence only the form's own words are a label
        words, ending = label.rstrip(":?="), label[len(label.rstrip(":?=")) :]
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        pattern = pattern.replace(r"\#", r"\w{1,3}")
        closed = r"\s*[:=]" if ending in {":", ""} else r"\s*[?:]"
        if veld.soort == "getal" and " " in words:
            closed = rf"(?:{closed}|{_COUNTED})"
        wordings.append(pattern + closed)
    return re.compile(rf"(?<!\w)(?:{'|'.join(wordings)})\s*", re.IGNORECASE)
