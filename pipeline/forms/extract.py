"""Extract: a submission held against its blank form (the lens, get).

    Reading + Index -> Answers

What is not the form's own text is an answer, or is left over with its place; nothing is
dropped. Rules are the contract's (section 3, Text and Choices); none of them knows a
programme.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from pipeline.canonical import canonical, canonical_or_none
from pipeline.forms.answers import Answer, Answers, Choice, Leftover, Unit
from pipeline.forms.choices import (
    Evidence,
    Option,
    Shown,
    compare_emphasis,
    emphasis,
    read_option,
    read_pair,
)
from pipeline.forms.columns import in_column_order
from pipeline.forms.labels import Index, Role
from pipeline.forms.lines import GONE, WORD, Line, to_lines
from pipeline.forms.running import split_running
from pipeline.forms.segment import INITIATIVE, Piece, RawUnit, Segmenter, Slot, Subject
from pipeline.reading.block import Layer, Mark, Reading

_FLOW: Final = {Layer.BODY, Layer.TEXTBOX, Layer.NOTE}
_SURE: Final = 0.98


def extract(reading: Reading, index: Index, is_subject: Subject) -> Answers:
    """All answers in `reading`. `is_subject` tells whether a line names an action."""
    lines = to_lines(reading.blocks)
    flow = [line for line in lines if line.layer in _FLOW]
    segmenter = Segmenter(index, is_subject)
    segmenter.run(in_column_order(flow, index))
    rest = [*_left(segmenter.before)]
    units: list[Unit] = []
    for raw in segmenter.units:
        split_running(raw, index.formulier)
        _attach_loose(raw)
        rest.extend(_left(raw.loose))
        unit = _unit(raw, index)
        if unit.is_empty:
            rest.extend(Leftover(tekst=a.tekst, plaats=a.plaats) for a in unit.koppen)
        else:
            units.append(unit)
    rest.extend(_margins(lines, index))
    rest.extend(_hidden(lines))
    return Answers(formulier=index.formulier.formulier, units=tuple(units), rest=tuple(rest))


def _left(pieces: list[Piece]) -> Iterator[Leftover]:
    for piece in pieces:
        text = canonical_or_none(piece.text)
        if text is not None and WORD.search(text):
            yield Leftover(tekst=text, plaats=piece.line.place)


def _margins(lines: tuple[Line, ...], index: Index) -> Iterator[Leftover]:
    """Headers, footers and comments: never an answer, never lost."""
    for line in lines:
        if line.layer not in _FLOW:
            text = canonical_or_none(index.placeholders.strip(line.live))
            fixed = any(h.text.role is Role.FIXED and h.certainty == 1.0 for h in index.hits(line))
            if text is not None and not fixed and WORD.search(text):
                yield Leftover(tekst=text, plaats=line.place)


def _hidden(lines: tuple[Line, ...]) -> Iterator[Leftover]:
    for line in lines:
        text = canonical_or_none("".join(r.text for r in line.runs if r.marks & Mark.HIDDEN))
        if text is not None:
            yield Leftover(tekst=text, plaats=f"{line.place} (verborgen tekst)")


def _attach_loose(unit: RawUnit) -> None:
    """A line under a number, in the same cell, says more about that number."""
    kept: list[Piece] = []
    for piece in unit.loose:
        slot = piece.loose_after
        same_cell = slot is not None and slot.label.cells == piece.line.cells
        mine = slot is not None and any(slot is s for s in unit.all_slots())
        if slot is not None and mine and same_cell and slot.veld.soort == "getal":
            slot.pieces.append(piece)
        else:
            kept.append(piece)
    unit.loose = kept


def _unit(raw: RawUnit, index: Index) -> Unit:
    velden: dict[str, Answer] = {}
    keuzes: dict[str, Choice] = {}
    options: dict[str, Slot] = {}
    for key, slot in raw.slots.items():
        if slot.veld.soort == "optie":
            options[key.partition(":")[2]] = slot
            _put(velden, slot.veld.tekst or slot.naam, _answer(slot, slot.pieces))
        elif slot.veld.soort == "keuze":
            _choice(slot, velden, keuzes)
        else:
            _put(velden, slot.naam, _answer(slot, slot.pieces))
    if options:
        possible = {v.optie for v in index.formulier.velden_van(raw.deel.id) if v.optie}
        keuzes["antwoord"] = _options(options, raw, possible)
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


def _titles(raw: RawUnit) -> Iterator[Answer]:
    for piece in raw.koppen:
        text = canonical_or_none(piece.text)
        if text is not None:
            yield Answer(tekst=text, plaats=piece.line.place, zekerheid=0.9)


def _initiative(slots: dict[str, Slot]) -> Mapping[str, Answer]:
    found = {key: _answer(slot, slot.pieces) for key, slot in slots.items()}
    order = ("omschrijving", "timing", "kpi")
    return {key: answer for key in order if (answer := found.get(key)) is not None}


def _put(velden: dict[str, Answer], naam: str, answer: Answer | None) -> None:
    if answer is not None:
        velden[naam] = answer


def _answer(slot: Slot, pieces: list[Piece]) -> Answer | None:
    """The words of a slot: its own paragraphs first, then what hangs on them."""
    own = [p for p in pieces if p.line.depth <= slot.label.depth]
    deeper = [p for p in pieces if p.line.depth > slot.label.depth]
    if not any(p.text.strip() for p in own):
        own, deeper = pieces, []
    ordered = [*own, *(p for p in deeper if p.text.strip())] if deeper else own
    text = canonical("\n".join(piece.text for piece in ordered)).strip()
    if not text:
        return None
    first = next(piece for piece in ordered if piece.text.strip())
    return Answer(tekst=text, plaats=first.line.place, zekerheid=min(_SURE, slot.zekerheid))


def _choice(slot: Slot, velden: dict[str, Answer], keuzes: dict[str, Choice]) -> None:
    """A question answered on its line with Ja or Nee, and the words around it."""
    evidence = Evidence()
    pieces = slot.pieces
    label_shown = _behind(slot.label, slot.label_end)
    at, place = read_pair(label_shown, evidence), slot.label.place
    inline, below = "", pieces
    if at is not None:
        inline = _live(label_shown[at:])
        below = [p for p in pieces if p.line is not slot.label]
    else:
        for number, piece in enumerate(pieces):
            shown = piece.line.shown()
            start = read_pair(shown, evidence) if piece.line is not slot.label else None
            if start is not None:
                inline, place = _live(shown[start:]), piece.line.place
                below = [*pieces[:number], *pieces[number + 1 :]]
                break
            if piece.text.strip():
                break
    if slot.tick is not None and not evidence.strong:
        evidence.add("ja", "aangekruist")
    waarde, conflict, zekerheid = evidence.verdict()
    keuzes[slot.naam] = Choice(
        waarde=waarde,
        signalen=evidence.signals,
        tegenstrijdig=conflict,
        plaats=place,
        zekerheid=zekerheid,
        vraag=slot.veld.labels[-1].rstrip(": "),
    )
    text = canonical_or_none(inline.lstrip(" :.,;–—-"))
    if text is not None and slot.veld.tekst:
        _put(velden, slot.veld.tekst, Answer(tekst=text.strip(), plaats=place, zekerheid=0.95))
    _put(velden, slot.veld.vervolg or slot.veld.tekst or slot.naam, _below(slot, below, velden))


def _below(slot: Slot, below: list[Piece], velden: dict[str, Answer]) -> Answer | None:
    answer = _answer(slot, below)
    key = slot.veld.tekst
    if answer is None or slot.veld.vervolg or key is None or key not in velden:
        return answer
    first = velden[key]
    return Answer(
        tekst=f"{first.tekst}\n{answer.tekst}", plaats=first.plaats, zekerheid=first.zekerheid
    )


def _behind(line: Line, live_end: int) -> list[tuple[str, Mark]]:
    """The shown characters of `line` from `live_end` of its live text on."""
    return line.shown()[_shown_end(line, live_end) :]


def _shown_end(line: Line, live_end: int) -> int:
    """Where in the shown characters the live text reaches `live_end`."""
    live = 0
    for at, (_, marks) in enumerate(line.shown()):
        if live >= live_end:
            return at
        live += not marks & GONE
    return len(line.shown())


def _live(shown: Shown) -> str:
    return "".join(char for char, marks in shown if not marks & GONE)


def _options(options: dict[str, Slot], raw: RawUnit, possible: set[Option]) -> Choice:
    """The lines to tick: signals of each, and what one says of the other."""
    evidence = Evidence()
    marks: dict[Option, Mark] = {}
    struck: set[Option] = set()
    for slot in options.values():
        option: Option = "ja" if slot.veld.optie == "ja" else "nee"
        shown, end = slot.label.shown(), _shown_end(slot.label, slot.label_end)
        ticked = slot.tick is not None
        if read_option(shown, end, option, ticked_beside=ticked, evidence=evidence):
            struck.add(option)
        marks[option] = emphasis(shown, end)
        if slot.has_text:
            evidence.weak.append((option, "gemotiveerd"))
    if len(possible) == 2:  # noqa: PLR2004 - only then does one option say the other
        if len(marks) == 2:  # noqa: PLR2004
            compare_emphasis(marks, evidence)
        _eliminate(marks, struck, evidence)
    waarde, conflict, zekerheid = evidence.verdict()
    first = next(iter(options.values()))
    return Choice(
        waarde=waarde,
        signalen=evidence.signals,
        tegenstrijdig=conflict,
        plaats=first.label.place,
        zekerheid=zekerheid,
        vraag=f"{next(iter(raw.deel.koppen), raw.deel.id)}: Ja of Nee",
    )


def _eliminate(marks: dict[Option, Mark], struck: set[Option], evidence: Evidence) -> None:
    standing = [option for option in marks if option not in struck]
    if len(standing) == 1:
        how = "doorgehaald" if struck else "verwijderd"
        evidence.add(standing[0], f"blijft over: de andere keuze is {how}")
