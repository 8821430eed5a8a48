"""Running lines: labels that people typed on, in the middle of another answer.

`Te behalen KPI: 300  Behaald KPI: 65` on one line, or an initiative with its timing and
KPI behind it. Such a label counts only when its own line is gone from the block: then
nobody wrote the words of the form inside a sentence.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from pipeline.forms.mapping import Formulier, Veld
from pipeline.forms.segment import INITIATIVE, Piece, RawUnit, Slot

_BLOCK: Final = ("te_behalen", "behaald", "waarom", "inspanningen")
_LIKELY: Final = 0.85
_EDGE: Final = re.compile(r"^[\s,;.|/–—-]+|[\s,;|/–—(-]+$")


def split_running(unit: RawUnit, formulier: Formulier) -> None:
    """Give answers on a running line their own slots, in place."""
    if unit.deel.doel != "motivaties":
        return
    velden = {veld.naam: veld for veld in formulier.velden_van(unit.deel.id)}
    missing = [velden[n] for n in _BLOCK if n in velden and n not in unit.slots]
    for slot in [s for n, s in unit.slots.items() if n in _BLOCK]:
        _split_block(unit, slot, missing)
    parts = [velden[f"{INITIATIVE}{key}"] for key in ("omschrijving", "timing", "kpi")]
    if not unit.initiatieven and "inspanningen" in unit.slots:
        made, kept = _initiatives(unit.slots["inspanningen"].pieces, parts)
        if made:
            unit.initiatieven, unit.slots["inspanningen"].pieces = made, kept
    unit.initiatieven = [new for old in unit.initiatieven for new in _split_one(old, parts)]


def _split_block(unit: RawUnit, slot: Slot, missing: list[Veld]) -> None:
    for veld in list(missing):
        for at, piece in enumerate(slot.pieces):
            found = _label(veld).search(piece.text)
            if found is None or not _reads_on(slot, found, veld):
                continue
            tail = Piece(piece.line, piece.text[found.end() :], piece.start + found.end())
            made = Slot(veld.naam, veld, piece.line, 0, _LIKELY, [tail, *slot.pieces[at + 1 :]])
            piece.text = _EDGE.sub("", piece.text[: found.start()])
            slot.pieces = slot.pieces[: at + 1]
            unit.slots[veld.naam] = made
            missing.remove(veld)
            _split_block(unit, made, missing)
            return


def _reads_on(slot: Slot, found: re.Match[str], veld: Veld) -> bool:
    """A long label in a text may follow anything; a number may only follow a number."""
    return veld.soort == "tekst" or slot.veld.soort == "getal"


def _split_one(old: dict[str, Slot], parts: list[Veld]) -> Iterator[dict[str, Slot]]:
    """One initiative, or as many as its lines describe with timing or KPI."""
    slot = old.get("omschrijving")
    if slot is None or "timing" in old or "kpi" in old:
        yield old
        return
    made, kept = _initiatives(slot.pieces, parts)
    slot.pieces = kept
    if made and slot.has_text:
        first = made[0].get("omschrijving")
        if first is None:
            made[0]["omschrijving"] = slot
        else:
            first.pieces = [*kept, *first.pieces]
    yield from made or [old]


def _initiatives(
    pieces: Iterable[Piece], parts: list[Veld]
) -> tuple[list[dict[str, Slot]], list[Piece]]:
    """The pieces that are an initiative on one line, and the pieces that are not."""
    made: list[dict[str, Slot]] = []
    kept: list[Piece] = []
    for piece in pieces:
        cuts = sorted(
            (found.start(), found.end(), veld)
            for veld in parts[1:]
            if (found := _label(veld).search(piece.text)) is not None
        ) if piece.text.strip() else []
        if not cuts:
            kept.append(piece)
            continue
        slots: dict[str, Slot] = {}
        starts = [(0, 0, parts[0]), *cuts]
        ends = [cut[0] for cut in cuts] + [len(piece.text)]
        for (_, start, veld), end in zip(starts, ends, strict=True):
            text = _EDGE.sub("", piece.text[start:end])
            key = veld.naam.removeprefix(INITIATIVE)
            if text or veld is not parts[0]:
                part = Piece(piece.line, text, piece.start + start)
                slots[key] = Slot(veld.naam, veld, piece.line, 0, _LIKELY, [part])
        made.append(slots)
    return made, kept


@lru_cache(maxsize=256)
def _label(veld: Veld) -> re.Pattern[str]:
    """Every wording of a label, with the punctuation it ends with."""
    wordings = []
    for label in sorted(veld.labels, key=len, reverse=True):
        words, ending = label.rstrip(":?="), label[len(label.rstrip(":?=")) :]
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        wordings.append(pattern + (r"\s*[:=]" if ending in {":", ""} else r"\s*[?:]"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(wordings)})\s*", re.IGNORECASE)
