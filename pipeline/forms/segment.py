"""Segment: lines become slots, slots become units, in one pass.

    lines + Index -> units and loose lines, nothing dropped but the form's own text

A slot is open from its label to the next text of the form. A number takes one line, a
choice its own line, a text all that follows. What stands in no slot is loose: it may
name the action of the block that begins below it, describe an initiative, or be left.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.forms.labels import Hit, Index, Role
from pipeline.forms.lines import WORD, Line
from pipeline.forms.mapping import Deel, Veld
from pipeline.forms.route import route
from pipeline.reading.block import Layer
from pipeline.reading.symbols import TICKED, UNTICKED

INITIATIVE: Final = "initiatieven."
_MAX_TITLE: Final = 160
_SHORT_OPTION: Final = re.compile(
    rf"^[\s(\[]*(?:[0oOxXvV1](?=\W)|[{TICKED}{UNTICKED}])?[\s)\]._:-]*(ja|nee|neen)\b[\s,:;.–-]*",
    re.IGNORECASE,
)
_LONE_TICK: Final = re.compile(rf"^[\s(\[]*(?:[xXvV]|[{TICKED}{UNTICKED}])[\s)\]]*$")

Subject = Callable[[str], bool]
"""Tells whether a line names a subject of the programme (an action)."""


@dataclass(slots=True)
class Piece:
    """A line, or what stands on it behind a label. `start` is where in `line.live`."""

    line: Line
    text: str
    start: int = 0
    loose_after: "Slot | None" = None


@dataclass(slots=True)
class Slot:
    """A place for an answer, as found: its label and all that was written there."""

    naam: str
    veld: Veld
    label: Line
    label_end: int
    zekerheid: float
    pieces: list[Piece] = field(default_factory=list)
    tick: Line | None = None

    @property
    def has_text(self) -> bool:
        """Whether anything stands in it."""
        return any(piece.text.strip() for piece in self.pieces)


@dataclass(slots=True)
class RawUnit:
    """One copy of a part, while it is being read."""

    deel: Deel
    start: Line
    koppen: list[Piece] = field(default_factory=list)
    slots: dict[str, Slot] = field(default_factory=dict)
    initiatieven: list[dict[str, Slot]] = field(default_factory=list)
    loose: list[Piece] = field(default_factory=list)

    def all_slots(self) -> list[Slot]:
        """Every slot of the unit, those of its initiatives too."""
        return [*self.slots.values(), *(s for i in self.initiatieven for s in i.values())]


# Which labels of a section-1 block come before which; what comes again starts a block.
_RANK: Final[Mapping[str, int]] = {"te_behalen": 0, "behaald": 0, "waarom": 1, "inspanningen": 2}
_RANK_INITIATIVE: Final = 3
_RANK_JURY: Final = 4


@dataclass(slots=True)
class Segmenter:
    """One pass over one document."""

    index: Index
    is_subject: Subject
    units: list[RawUnit] = field(default_factory=list)
    before: list[Piece] = field(default_factory=list)
    slot: Slot | None = None
    last: Slot | None = None
    tick: Line | None = None

    def run(self, lines: Sequence[Line]) -> None:
        """Read all `lines` into units."""
        hits = [(n, self.index.hits(line)) for n, line in enumerate(lines)]
        delen = {deel.id: deel for deel in self.index.formulier.deel}
        parts = route([(n, h) for n, h in hits if h], list(delen))
        for (number, found), line in zip(hits, lines, strict=True):
            part = parts.get(number)
            hit = _best(found, part)
            if hit is None or part is None or not self._admits(hit, delen[part]):
                self._free(line)
            elif hit.text.role is Role.HEADING:
                self._heading(delen[part], line, hit)
            elif hit.text.role is Role.FIXED:
                self._close()
                self._text(Piece(line, line.live[hit.end :], hit.end))
            elif hit.text.veld is not None:
                self._label(delen[part], line, hit, hit.text.veld)

    @property
    def unit(self) -> RawUnit | None:
        """The unit being read."""
        return self.units[-1] if self.units else None

    def _admits(self, hit: Hit, deel: Deel) -> bool:
        """A jury label counts only in a jury row: `Conclusie:` is an everyday word."""
        veld = hit.text.veld
        if veld is None or veld.naam != "jurering.conclusie":
            return True
        unit = self.unit
        return unit is not None and unit.deel is deel and any(
            naam.startswith("jurering.") for naam in unit.slots
        )

    def _close(self) -> None:
        self.last, self.slot = self.slot or self.last, None

    def _heading(self, deel: Deel, line: Line, hit: Hit) -> None:
        self._close()
        unit = self.unit
        if unit is None or unit.deel is not deel or unit.slots or unit.initiatieven:
            self.units.append(RawUnit(deel, line))
            self.last = None
        self._text(Piece(line, line.live[hit.end :], hit.end))

    def _label(self, deel: Deel, line: Line, hit: Hit, veld: Veld) -> None:
        self._close()
        unit = self.unit
        if unit is None or unit.deel is not deel or _starts_again(unit, veld):
            unit = self._begin(deel, line)
        elif deel.doel == "motivaties" and not (unit.slots or unit.initiatieven):
            unit.koppen, unit.loose = unit.loose, []
        slot = Slot(veld.naam, veld, line, hit.end, hit.certainty, tick=self.tick)
        self.tick = None
        slot = self._place(unit, slot)
        self.slot = slot
        self._text(Piece(line, line.live[hit.end :], hit.end))

    def _place(self, unit: RawUnit, slot: Slot) -> Slot:
        """Put `slot` where it belongs; the one already there when it comes again."""
        if slot.naam.startswith(INITIATIVE):
            key = slot.naam.removeprefix(INITIATIVE)
            if key == "omschrijving" or not unit.initiatieven or key in unit.initiatieven[-1]:
                unit.initiatieven.append({})
                if key != "omschrijving":
                    self._describe(unit, slot)
            unit.initiatieven[-1][key] = slot
            return slot
        key = f"{slot.naam}:{slot.veld.optie}" if slot.veld.optie else slot.naam
        return unit.slots.setdefault(key, slot)

    def _describe(self, unit: RawUnit, slot: Slot) -> None:
        """An initiative without its own label: the loose lines above it describe it."""
        above = [p for p in unit.loose if p.loose_after is self.last and p.text.strip()]
        if above and len(unit.initiatieven) > 1:
            veld = next(v for v in self.index.formulier.veld if v.naam == f"{INITIATIVE}omschrijving")
            made = Slot(veld.naam, veld, above[0].line, 0, 0.8, above)
            unit.initiatieven[-1]["omschrijving"] = made
            unit.loose = [p for p in unit.loose if p not in above]

    def _begin(self, deel: Deel, line: Line) -> RawUnit:
        """A new unit, with the lines above it that name its action."""
        unit = RawUnit(deel, line)
        previous = self.unit
        same = previous is not None and previous.deel is deel
        if previous is not None and not same and not previous.slots and not previous.initiatieven:
            same = previous.deel.doel == deel.doel
        if deel.doel == "motivaties":
            if previous is None:
                unit.koppen, self.before = self._titles(self.before)
            elif same:
                self._take_titles(previous, unit)
        self.units.append(unit)
        self.last = None
        return unit

    def _titles(self, pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
        """The last lines of `pieces` that can name an action, and the others."""
        at = len(pieces)
        while at and (not pieces[at - 1].text.strip() or self._names(pieces[at - 1])):
            at -= 1
        return pieces[at:], pieces[:at]

    def _names(self, piece: Piece) -> bool:
        return len(piece.text) <= _MAX_TITLE and self.is_subject(piece.text)

    def _take_titles(self, previous: RawUnit, unit: RawUnit) -> None:
        loose = [p for p in previous.loose if p.loose_after is self.last]
        kept = [p for p in previous.loose if p.loose_after is not self.last]
        if loose:
            unit.koppen, previous.loose = loose, kept
        elif self.last is not None:
            unit.koppen, self.last.pieces = self._tail(self.last, unit.start)

    def _tail(self, slot: Slot, start: Line) -> tuple[list[Piece], list[Piece]]:
        """The end of an open answer that is really the title of the next block."""
        pieces = slot.pieces
        titles, others = self._titles(pieces)
        titles = [p for p in titles if p.line is not slot.label]
        if len(titles) + len(others) != len(pieces):
            return [], pieces
        return titles, others

    def _free(self, line: Line) -> None:
        text = line.live
        if _LONE_TICK.match(text):
            self.tick = line
            return
        unit = self.unit
        if unit is not None and unit.deel.doel == "verwachtingen" and self._loose_position():
            short = _SHORT_OPTION.match(text)
            veld = self._option(unit, short[1].lower()[:3]) if short else None
            if short is not None and veld is not None:
                slot = Slot(veld.naam, veld, line, short.end(), 0.85, tick=self.tick)
                self.tick, self.slot = None, self._place(unit, slot)
                self._text(Piece(line, text[short.end() :], short.end()))
                return
        self._text(Piece(line, text))

    def _loose_position(self) -> bool:
        return self.slot is None or self.slot.veld.soort == "optie"

    def _option(self, unit: RawUnit, optie: str) -> Veld | None:
        optie = "nee" if optie == "nee" else "ja"
        for veld in self.index.formulier.velden_van(unit.deel.id):
            if veld.optie == optie and f"{veld.naam}:{optie}" not in unit.slots:
                return veld
        return None

    def _text(self, piece: Piece) -> None:
        """Give `piece` to the open slot, or keep it as a loose line."""
        stripped = self.index.placeholders.strip(piece.text)
        prompt = stripped != piece.text and not WORD.search(stripped)
        if prompt and not stripped.strip():
            return
        if self.slot is not None and stripped.strip() and _has_left(self.slot, piece.line):
            self._close()
        slot = self.slot
        if slot is not None:
            slot.pieces.append(Piece(piece.line, stripped, piece.start))
            if stripped.strip() and slot.veld.soort in {"getal", "keuze"} and not slot.veld.vervolg:
                self._close()
        elif stripped.strip():
            loose = Piece(piece.line, stripped, piece.start, self.last)
            (self.unit.loose if self.unit is not None else self.before).append(loose)


def _has_left(slot: Slot, line: Line) -> bool:
    """Whether `line` stands below the table of an answer that is there already."""
    outside = bool(slot.label.cells) and not line.cells and line.layer is Layer.BODY
    return outside and (slot.has_text or "jurering" in slot.naam)


def _best(found: tuple[Hit, ...], part: str | None) -> Hit | None:
    """The hit that counts in `part`: most words first, then a label over fixed text."""
    mine = [h for h in found if h.text.deel in {part, None}]
    if not mine:
        return None
    return max(mine, key=lambda h: (h.certainty == 1.0, len(h.text.words), h.text.role))


def _starts_again(unit: RawUnit, veld: Veld) -> bool:
    """Whether a label shows that a new copy of the same part begins."""
    if unit.deel.doel == "motivaties":
        return _block_starts(unit, veld.naam)
    if unit.deel.doel == "verwachtingen" and veld.naam == "antwoord":
        key = f"antwoord:{veld.optie}" if veld.optie else "antwoord"
        others = any(not naam.startswith("antwoord") for naam in unit.slots)
        return key in unit.slots and others
    return unit.deel.doel == "jurering" and veld.naam in unit.slots


def _block_starts(unit: RawUnit, naam: str) -> bool:
    rank = _rank(naam)
    seen = {*unit.slots, *(f"{INITIATIVE}{key}" for i in unit.initiatieven for key in i)}
    if not naam.startswith(INITIATIVE) and naam in seen:
        return True
    highest = max((_rank(other) for other in seen), default=0)
    return (rank == 0 and highest >= 1) or (rank < _RANK_JURY <= highest)


def _rank(naam: str) -> int:
    if naam.startswith(INITIATIVE):
        return _RANK_INITIATIVE
    return _RANK.get(naam, _RANK_JURY)
