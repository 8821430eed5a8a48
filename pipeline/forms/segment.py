"""Segment: lines become slots, slots become units, in one pass.

    lines + their anchors -> units and loose lines, nothing dropped but the form's text

A slot is open from its label to the next text of the form. A number takes one line, a
choice its own line, a text all that follows. What stands in no slot is loose: it may
name the action of the block that begins below it, describe an initiative, or be left.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.forms.anchors import Anchor
from pipeline.forms.choices import option_of
from pipeline.forms.grammar import DESCRIPTION, INITIATIVE
from pipeline.forms.labels import Hit, Index, Role, slot_of
from pipeline.forms.letter import is_closing
from pipeline.forms.lines import Line
from pipeline.forms.mapping import Deel
from pipeline.forms.standing import (
    counted_in,
    has_left,
    is_above,
    is_inside,
    is_typed_below,
)
from pipeline.forms.ticks import Mark, Ticks, is_mark
from pipeline.forms.titles import Subject, Titles, names_subject
from pipeline.forms.units import Piece, RawUnit, Slot

_TELLING: Final = 3  # letters
_SAYS: Final = re.compile(r"[\w?!%€]")

__all__ = ["INITIATIVE", "Segmenter"]


@dataclass(slots=True)
class Segmenter:
    """One pass over one document."""

    index: Index
    is_subject: Subject
    units: list[RawUnit] = field(default_factory=list)
    before: list[Piece] = field(default_factory=list)
    slot: Slot | None = None
    last: Slot | None = None
    gap: bool = False
    """Whether an empty line stands between here and what was written last."""
    ticks: Ticks = field(default_factory=Ticks)
    titles: Titles = field(init=False)

    def __post_init__(self) -> None:
        self.titles = Titles(self.is_subject)

    def run(self, lines: Sequence[Line], anchors: Sequence[Anchor | None]) -> None:
        """Read all `lines` into units."""
        delen = {deel.id: deel for deel in self.index.formulier.deel}
        self.ticks = Ticks.of(lines, anchors, self.index)
        last = max((n for n, a in enumerate(anchors) if a and a.hit), default=0)
        for number, (line, anchor) in enumerate(zip(lines, anchors, strict=True)):
            if number > last and is_closing(line.live):
                self.last = self.slot = None
            if number in self.ticks.lines or (
                anchor is not None and anchor.hit is None
            ):
                continue
            if number in self.ticks.gone and self.unit is not None:
                self.unit.gone.add(option_of(self.ticks.gone[number]))
            if number in self.ticks.struck and self.unit is not None:
                self.unit.struck.append(option_of(self.ticks.struck[number]))
                continue
            if anchor is None or anchor.hit is None:
                self._text(Piece(line, line.live))
                continue
            hit = anchor.hit
            self._close()
            if hit.text.role is Role.FIXED or anchor.deel is None:
                self._extra(line, hit)
                self._text(Piece(line, line.live[hit.end :], hit.end))
            elif hit.text.veld is None:
                self._heading(delen[anchor.deel], line, hit)
            else:
                marks = self.ticks.marks.get(number, ())
                self._label(delen[anchor.deel], line, anchor, marks)
            unit = self.unit
            if unit is not None and hit.text.deel == unit.deel.id:
                unit.told = unit.told or self.index.is_telling(hit.text)

    @property
    def unit(self) -> RawUnit | None:
        """The unit being read."""
        return self.units[-1] if self.units else None

    def _close(self) -> None:
        self.last, self.slot = self.slot or self.last, None

    def _heading(self, deel: Deel, line: Line, hit: Hit) -> None:
        unit = self.unit
        if unit is None or unit.deel is not deel or unit.slots or unit.initiatieven:
            made = RawUnit(deel, line)
            if deel.doel == "motivaties":
                made.koppen = self._above_heading(unit)
            self.units.append(made)
            self.last = None
        self._extra(line, hit)
        self._text(Piece(line, line.live[hit.end :].lstrip(" :.–-"), hit.end))

    def _label(
        self, deel: Deel, line: Line, anchor: Anchor, marks: Sequence[Mark]
    ) -> None:
        hit = anchor.hit
        if hit is None or hit.text.veld is None:
            return
        unit = self.unit
        if unit is None or unit.deel is not deel or self._is_copy(unit, anchor, hit):
            unit = self._begin(deel, line)
        elif deel.doel == "motivaties" and not unit.is_begun:
            self._under_heading(unit)
        slot = Slot(hit.text.veld, line, hit.end, hit.certainty, marks=tuple(marks))
        slot = self._place(unit, slot, group=anchor.group)
        self.slot = slot
        if hit.before:
            self._text(Piece(line, line.live[: hit.before], 0))
        if not hit.before or line.live[hit.end :].strip():
            self._text(Piece(line, line.live[hit.end :], hit.end))
        self._extra(line, hit)

    def _above_heading(self, previous: RawUnit | None) -> list[Piece]:
        """The name of an action above the heading of its block, taken from there."""
        if previous is None:
            koppen, self.before = self.titles.named(self.before)
            return koppen
        loose = [p for p in previous.loose if p.loose_after is self.last]
        kept = [p for p in previous.loose if p.loose_after is not self.last]
        if loose:
            koppen, loose = self.titles.named(loose)
            previous.loose = [*kept, *loose]
            return koppen
        if self.last is None:
            return []
        koppen, others = self.titles.apart(self.last.pieces, counted_in(self.last))
        self.last.pieces = others
        return koppen

    def _under_heading(self, unit: RawUnit) -> None:
        """Name a block by what stands between its heading and its first label."""
        koppen, loose = self.titles.under_heading(unit.loose)
        if unit.koppen and not self.titles.named(koppen)[0]:
            unit.loose = [*koppen, *loose]
        else:
            unit.left.extend(unit.koppen)
            unit.koppen, unit.loose = koppen, loose

    def _extra(self, line: Line, hit: Hit) -> None:
        """Words in a text of the form that the form does not print."""
        if (
            not hit.extra
            or self.index.knows(hit.extra, hit.text.deel)
            or is_mark(hit.extra)
        ):
            return
        # A number or an abbreviation says nothing without its sentence.
        short = len(hit.extra) <= _TELLING and hit.text.role is Role.FIXED
        piece = Piece(line, line.live if short else hit.extra, 0, self.last)
        unit = self.unit
        if unit is None:
            self.before.append(piece)
        elif hit.text.veld is not None and self._tells_action(unit, piece):
            unit.koppen = unit.koppen or [piece]
        else:
            unit.left.append(piece)

    def _is_copy(self, unit: RawUnit, anchor: Anchor, hit: Hit) -> bool:
        """Whether a copy of the part that `unit` is begins with the label `hit`."""
        if anchor.copy:
            return unit.is_begun
        return not is_inside(hit) and self._is_titled(unit)

    def _is_titled(self, unit: RawUnit) -> bool:
        """Whether the title of another block stands between a number and a label.

        The numbers of all actions stand in a table above then, and not in the block.
        """
        loose = [p for p in unit.loose if p.loose_after is self.last and p.written]
        if unit.deel.doel != "motivaties" or not (unit.koppen and loose):
            return False
        known = {piece.text for piece in unit.koppen}
        return loose[-1].text not in known and self.titles.says_so(loose[-1])

    def _tells_action(self, unit: RawUnit, piece: Piece) -> bool:
        """Whether a label names the action, and nothing did yet: `KPI brugfiguren`."""
        if unit.deel.doel != "motivaties" or not names_subject(
            piece.text, self.is_subject
        ):
            return False
        return not unit.koppen or unit.koppen[0].text == piece.text

    def _place(self, unit: RawUnit, slot: Slot, *, group: bool) -> Slot:
        """Put `slot` where it belongs; the one already there when it comes again."""
        veld = slot.veld
        if not veld.naam.startswith(INITIATIVE):
            return unit.slots.setdefault(slot_of(veld), slot)
        if group or not unit.initiatieven:
            unit.initiatieven.append({})
            if veld.naam != DESCRIPTION:
                self._describe(unit)
        unit.initiatieven[-1].setdefault(veld.naam.removeprefix(INITIATIVE), slot)
        return unit.initiatieven[-1][veld.naam.removeprefix(INITIATIVE)]

    def _describe(self, unit: RawUnit) -> None:
        """An initiative without its own label: the loose lines above it describe it."""
        above = [p for p in unit.loose if p.loose_after is self.last and p.written]
        if above and len(unit.initiatieven) > 1:
            veld = next(v for v in self.index.formulier.veld if v.naam == DESCRIPTION)
            made = Slot(veld, above[0].line, 0, 0.8, above)
            unit.initiatieven[-1]["omschrijving"] = made
            unit.loose = [p for p in unit.loose if p not in above]

    def _begin(self, deel: Deel, line: Line) -> RawUnit:
        """A new unit, with the lines above it that name its action."""
        unit = RawUnit(deel, line)
        previous = self.unit
        if deel.doel == "motivaties":
            if previous is None:
                unit.koppen, self.before = self.titles.above(
                    self.before, line, first=True
                )
            elif previous.deel is deel or not previous.is_begun:
                self._take_titles(previous, unit)
            else:
                unit.koppen, previous.loose = self.titles.named(previous.loose)
        self.units.append(unit)
        self.last = None
        return unit

    def _take_titles(self, previous: RawUnit, unit: RawUnit) -> None:
        loose = [p for p in previous.loose if p.loose_after is self.last]
        kept = [p for p in previous.loose if p.loose_after is not self.last]
        if loose:
            unit.koppen, loose = self.titles.above(loose, unit.start, first=False)
            previous.loose = [*kept, *loose]
        elif self.last is not None:
            answer = counted_in(self.last)
            own = [
                p for p in self.last.pieces if p.line is self.last.label or p is answer
            ]
            below = [p for p in self.last.pieces if p not in own]
            inside = [p for p in below if is_above(p.line, unit.start, self.last)]
            if not inside:
                inside = self.titles.of_next_row(below, self.last.label)
            if inside:
                written = [p for p in inside if p.written]
                unit.koppen, unit.left = self.titles.named(written)
                below = [p for p in below if p not in inside]
            else:
                title, below = self.titles.tail(below, unit.start)
                unit.koppen, unit.left = self.titles.named(title)
                if not unit.koppen:
                    unit.koppen, unit.left = title, []
            self.last.pieces = [*own, *below]

    def _is_over(self, slot: Slot, piece: Piece) -> bool:
        """Whether `piece` cannot answer the open slot: the next block may begin."""
        if has_left(slot, piece.line):
            return True
        number = slot.veld.soort == "getal" and piece.line is not slot.label
        return number and not slot.has_text and self.titles.says_so(piece)

    def _text(self, piece: Piece) -> None:
        """Give `piece` to the open slot, or keep it as a loose line."""
        stripped = self.index.look_up(piece.text).bare
        if stripped != piece.text:
            if not _SAYS.search(stripped):
                if self.slot is not None and not self.slot.has_text:
                    self.slot.prompted = True
                return  # a prompt and nothing else
            piece.text = stripped
        piece.gap, self.gap = self.gap, not piece.written
        slot = self.slot
        if slot is not None and piece.written and self._is_over(slot, piece):
            self._close()
            slot = None
        if slot is not None:
            slot.pieces.append(piece)
            if piece.written and slot.is_short:
                self._close()
        elif self.last is not None and is_typed_below(self.last, piece):
            self.last.pieces.append(piece)
        elif piece.written:
            piece.loose_after = self.last
            (self.unit.loose if self.unit is not None else self.before).append(piece)
