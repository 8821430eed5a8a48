"""Extract: a submission held against its blank form (the lens, get).

    Reading + Index -> Answers

What is not the form's own text is an answer, or is left over with its place; nothing is
dropped. Rules are the contract's (section 3, Text and Choices); none of them knows a
programme.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pipeline.canonical import canonical, canonical_or_none
from pipeline.forms.action_rows import unrowed
from pipeline.forms.anchors import find_anchors
from pipeline.forms.answers import Answer, Answers, Choice, Leftover, Unit
from pipeline.forms.arrange import arrange
from pipeline.forms.blank import CHOICE
from pipeline.forms.choices import Evidence, Option
from pipeline.forms.circled import Circled, shapes_of
from pipeline.forms.doubt import doubt, less_sure
from pipeline.forms.frame import unframed
from pipeline.forms.initiative_line import PARTS
from pipeline.forms.kenmerk import is_kenmerk
from pipeline.forms.labels import Index, Role
from pipeline.forms.letter import LETTER, letter_field, read_letter
from pipeline.forms.lines import WORD, Line, to_lines
from pipeline.forms.options import (
    drop_boxes,
    read_options,
    ticked_apart,
    ticked_behind,
    ticked_but_struck,
)
from pipeline.forms.pair import read_question
from pipeline.forms.retyped import read_retyped
from pipeline.forms.rewrap import rewrap
from pipeline.forms.running import split_running
from pipeline.forms.segment import Segmenter
from pipeline.forms.titles import Subject
from pipeline.forms.units import Piece, RawUnit, Slot
from pipeline.forms.unruled import free_titles
from pipeline.forms.untold import tell
from pipeline.reading.block import Layer, Reading

_FLOW: Final = {Layer.BODY, Layer.TEXTBOX, Layer.NOTE}
_SURE: Final = 0.98
_CLOSING: Final = " :.,;–—-)]!*_=\"'“”’"  # what stands between a choice and its reason
_LABELLED: Final = re.compile(r"^\W*[^\W\d_][^:.!?]{1,40}:\s")
_BLANKS: Final = " \t\u00a0"


def extract(
    reading: Reading,
    index: Index,
    is_subject: Subject,
    lines: Sequence[Line] | None = None,
) -> Answers:
    """All answers in `reading`. `is_subject` tells whether a line names an action.

    `lines` are those of its blocks, for who has them already.
    """
    if reading.printed:
        blocks = rewrap(reading.blocks, index)
        lines = to_lines(free_titles(blocks, reading.unruled, is_subject))
    elif lines is None:
        lines = to_lines(reading.blocks)
    flow = [line for line in lines if line.layer in _FLOW]
    flow, frame = unframed(unrowed(flow, index), index, is_subject)
    ordered = arrange(flow, index, is_subject)
    segmenter = Segmenter(index, is_subject)
    segmenter.run(ordered, find_anchors(ordered, index))
    rest = [*_left(Piece(line, line.live) for line in frame), *_left(segmenter.before)]
    shapes = shapes_of(reading.blocks)
    units: list[Unit] = []
    tell(segmenter.units, index.formulier)
    for raw in segmenter.units:
        if not raw.doubtful:
            split_running(raw, index.formulier)
    doubts = doubt(segmenter.units, index, reading.unruled) if reading.printed else []
    for raw in segmenter.units:
        if raw.doubtful:
            rest.extend(_left(_everything(raw)))
            continue
        struck = ticked_but_struck(raw, index)
        claimed = read_retyped(raw, index, struck)
        _attach_loose(raw)
        read_letter(raw)
        rest.extend(_left([*raw.left, *raw.loose]))
        circled = Circled.of(raw, shapes)
        unit = _unit(raw, index, struck, claimed, circled)
        rest.extend(circled.left(unit.keuzes))
        if unit.is_empty:
            rest.extend(Leftover(tekst=a.tekst, plaats=a.plaats) for a in unit.koppen)
        else:
            units.append(unit)
    rest.extend(_margins(lines, index))
    rest.extend(_hidden(lines))
    return Answers(
        formulier=index.formulier.formulier,
        units=less_sure(units, doubts) if reading.printed else tuple(units),
        rest=tuple(rest),
        doubts=tuple(doubts),
    )


def _left(pieces: Iterable[Piece]) -> Iterator[Leftover]:
    for piece in pieces:
        text = canonical(piece.text).strip()
        if WORD.search(text) and _key(text) != CHOICE:
            yield Leftover(tekst=text, plaats=piece.line.place)


def _everything(raw: RawUnit) -> Iterator[Piece]:
    """All that was written in a unit, with the labels that tell what it answers."""
    yield from raw.koppen
    for slot in raw.all_slots():
        if slot.has_text or ticked_apart(slot):
            yield Piece(slot.label, slot.label.live)
            yield from (piece for piece in slot.pieces if piece.line is not slot.label)
    yield from (*raw.left, *raw.loose)


def _key(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


def _margins(lines: Sequence[Line], index: Index) -> Iterator[Leftover]:
    """Headers, footers and comments: never an answer, never lost."""
    for line in lines:
        if line.layer in _FLOW or not line.live.strip():
            continue
        text = canonical(index.placeholders.strip(line.live)).strip()
        fixed = any(
            hit.text.role is Role.FIXED and hit.certainty == 1.0
            for hit in index.hits(line)
        )
        if not (fixed or is_kenmerk(text)) and WORD.search(text):
            yield Leftover(tekst=text, plaats=line.place)


def _hidden(lines: Sequence[Line]) -> Iterator[Leftover]:
    for line in lines:
        hidden = line.hidden
        text = canonical(hidden).strip() if hidden else ""
        if WORD.search(text):
            yield Leftover(tekst=text, plaats=f"{line.place} (verborgen tekst)")


def _attach_loose(unit: RawUnit) -> None:
    """A line under a number, in the same cell, says more about that number."""
    slots = {id(slot) for slot in unit.all_slots()}
    kept: list[Piece] = []
    for piece in unit.loose:
        slot = piece.loose_after
        mine = slot is not None and id(slot) in slots and slot.veld.soort == "getal"
        # A label of somebody's own ends what is said of a number, and so does an empty
        # line outside a table.
        apart = _LABELLED.match(piece.text) or (piece.gap and not piece.line.cells)
        same = slot is not None and slot.label.cells == piece.line.cells
        if slot is not None and mine and same and not apart:
            slot.pieces.append(piece)
        else:
            kept.append(piece)
    unit.loose = kept


def _unit(
    raw: RawUnit,
    index: Index,
    found: Evidence,
    claimed: frozenset[Option],
    circled: Circled,
) -> Unit:
    velden: dict[str, Answer] = {}
    keuzes: dict[str, Choice] = {}
    options = {
        key.partition(":")[2]: slot
        for key, slot in raw.slots.items()
        if slot.veld.soort == "optie"
    }
    behind = ticked_behind(options)
    drop_boxes(options)
    for slot in raw.slots.values():
        if slot.veld.soort == "optie":
            _put(velden, slot.veld.tekst or slot.veld.naam, _answer(slot, slot.pieces))
        elif slot.veld.soort == "keuze":
            _choice(slot, velden, keuzes)
        else:
            _put(velden, slot.veld.naam, _answer(slot, slot.pieces))
    behind.strong.extend(found.strong)
    circled.weigh(behind)
    if options or found.strong or claimed:
        possible = {v.optie for v in index.formulier.velden_van(raw.deel.id) if v.optie}
        keuzes["antwoord"] = read_options(options, raw, possible, behind, claimed)
    keuzes = {naam: circled.doubt(naam, choice) for naam, choice in keuzes.items()}
    _letter(raw, index, velden)
    initiatieven = (_initiative(slots) for slots in raw.initiatieven)
    return Unit(
        deel=raw.deel.id,
        doel=raw.deel.doel,
        actie=raw.deel.actie,
        plaats=raw.start.place,
        koppen=tuple(_titles(raw)),
        velden=velden,
        keuzes=keuzes,
        initiatieven=tuple(i for i in initiatieven if i),
    )


def _letter(raw: RawUnit, index: Index, velden: dict[str, Answer]) -> None:
    naam = letter_field(raw, index.formulier) if raw.letter else None
    if naam is None:
        return
    text = canonical("\n".join(piece.text for piece in raw.letter))
    place = raw.letter[0].line.place
    _put(velden, naam, Answer(tekst=text, plaats=place, zekerheid=LETTER))


def _titles(raw: RawUnit) -> Iterator[Answer]:
    for piece in raw.koppen:
        text = canonical(piece.text).strip()
        if text:
            yield Answer(tekst=text, plaats=piece.line.place, zekerheid=0.9)


def _initiative(slots: Mapping[str, Slot]) -> Mapping[str, Answer]:
    found = {key: _answer(slot, slot.pieces) for key, slot in slots.items()}
    return {key: answer for key in PARTS if (answer := found.get(key)) is not None}


def _put(velden: dict[str, Answer], naam: str, answer: Answer | None) -> None:
    """Keep `answer` as field `naam`, below what stands there already."""
    if answer is None:
        return
    first = velden.get(naam)
    if first is not None:
        text = f"{first.tekst}\n{answer.tekst}"
        end = answer.tot or answer.plaats
        answer = replace(first, tekst=text, tot=end if end != first.plaats else None)
    velden[naam] = answer


def _answer(slot: Slot, pieces: Sequence[Piece]) -> Answer | None:
    """The words of a slot: its own paragraphs first, then what hangs on them."""
    if not any(p.written for p in pieces):
        return None
    # A cell that is empty is no empty line.
    cells = {p.line.cells for p in pieces if p.written}
    pieces = [p for p in pieces if not p.line.cells or p.line.cells in cells]
    own = [p for p in pieces if p.line.depth <= slot.label.depth]
    deeper = [p for p in pieces if p.line.depth > slot.label.depth]
    if not any(p.written for p in own):
        own, deeper = list(pieces), []
    while deeper and own and not own[-1].written:
        own.pop()
    ordered = [*own, *(p for p in deeper if p.written)]
    # Blanks behind a label part it from the answer; others are the person's.
    lines = [p.text.lstrip(_BLANKS) if p.start else p.text for p in ordered]
    text = canonical("\n".join(line for line in lines if _key(line) != CHOICE))
    if not text.strip():
        return None
    places = [piece.line.place for piece in ordered if piece.written]
    return Answer(
        tekst=text,
        plaats=places[0],
        zekerheid=min(_SURE, slot.zekerheid),
        tot=places[-1] if places[-1] != places[0] else None,
    )


def _choice(slot: Slot, velden: dict[str, Answer], keuzes: dict[str, Choice]) -> None:
    """A question answered with Ja or Nee, the words behind it and the lines below."""
    pair = read_question(slot)
    keuzes[slot.veld.naam] = pair.choice
    first, *more = pair.words or ("",)
    text = canonical_or_none("\n".join([first.lstrip(_CLOSING), *more]))
    if text is not None and slot.veld.tekst:
        answer = Answer(tekst=text, plaats=pair.place, zekerheid=0.95)
        _put(velden, slot.veld.tekst, answer)
    naam = slot.veld.vervolg or slot.veld.tekst or slot.veld.naam
    _put(velden, naam, _answer(slot, pair.below))
