"""Word runs: the inline content of one paragraph as marked text.

Live text only: tracked insertions and the new place of moves are in (ECMA-376
17.13.5.18, 17.13.5.25), deletions and the old place of moves are out. Wrappers of
runs (content controls, hyperlinks, simple fields, smart tags, custom XML, whatever a
later Word invents) are walked through, each in its place. What hangs on the paragraph
(text boxes, notes, comments) is handed back to be read after it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.reading.block import Drawn, Run
from pipeline.reading.symbols import symbol, translate
from pipeline.reading.wordcontrol import FormFields, open_control
from pipeline.reading.worddrawing import MC, Attached, attached, chosen
from pipeline.reading.wordgone import DELETED
from pipeline.reading.wordlook import FONTS, RUN_STYLE, symbol_font
from pipeline.reading.wordmath import MATH_TEXT, separator
from pipeline.reading.wordshape import shapes
from pipeline.reading.wordstyle import (
    HIDDEN,
    MARKS,
    RPR,
    VAL,
    Styles,
    W,
    change,
    to_mark,
)
from pipeline.reading.xmlpart import Element

_R, _T, _SDT = f"{W}r", f"{W}t", f"{W}sdt"
_FIELD, _ALTERNATE = f"{W}fldSimple", f"{MC}AlternateContent"
_SUBDOCUMENT: Final = f"{W}subDoc"
_RELATION: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
)
_RUBY, _BASE, _ABOVE = f"{W}ruby", f"{W}rubyBase", f"{W}rt"
_PROPERTIES: Final = frozenset(
    {f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "rubyPr", "sectPr")}
)
_TEXTS: Final = frozenset({_T, MATH_TEXT})
_BREAKS: Final[Mapping[object, str]] = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
}
_NOTES: Final[Mapping[object, str]] = {
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    f"{W}commentReference": "comment",
}
_DRAWN: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_SILENT: Final = frozenset({RPR, f"{W}lastRenderedPageBreak", f"{W}softHyphen"})


@dataclass(slots=True)
class Inline:
    """What one paragraph holds, while it is being read."""

    styles: Styles
    fields: FormFields
    telling: frozenset[Element]
    """The properties that say anything; see `wordlook`."""
    runs: list[Run] = field(default_factory=list)
    boxes: list[tuple[Attached, int]] = field(default_factory=list)
    """What is drawn, and the marks it has from the run it hangs on."""
    notes: list[tuple[str, str, int]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)

    def walk(self, parent: Element, marks: int) -> None:
        """Read the children of `parent`, a paragraph or a wrapper of runs."""
        for child in parent:
            tag = child.tag
            if tag == _R:
                self.run(child, marks)
            elif tag == _SDT:
                content, inner = open_control(child, marks, self.tags)
                if content is not None:
                    self.walk(content, inner)
            elif tag in _TEXTS:
                self._add(child.text or "", marks)
            elif tag == _SUBDOCUMENT:
                part = Attached(link=child.get(_RELATION) or "")
                self.boxes.append((part, marks & HIDDEN))
            elif len(child) and _is_wrapper(child):
                self._add(separator(child), marks)
                self.walk(chosen(child) if tag == _ALTERNATE else child, marks)

    def run(self, run: Element, marks: int) -> None:
        """Read one run."""
        # Looping is what makes this fast: to look for a child by name costs more than
        # to see them all, and nearly every run holds its look and one text.
        font = ""
        for child in run:
            tag = child.tag
            if tag == _T:
                text = child.text or ""
                self._add(translate(text, font) if font else text, marks)
            elif tag == RPR:
                if child in self.telling:
                    marks, font = self._look(child, marks)
            else:
                self._other(child, tag, marks, font)

    def _look(self, properties: Element, marks: int) -> tuple[int, str]:
        """The marks and the symbol font, if it is one, that a `w:rPr` sets."""
        font = ""
        on = off = 0
        for child in properties:
            tag = child.tag
            if tag in MARKS:
                on, off = change(child, on, off)
            elif tag == RUN_STYLE:
                marks |= self.styles.run(child.get(VAL))
            elif tag == FONTS:
                font = symbol_font(child)
        return marks & ~off | on, font

    def _other(self, child: Element, tag: object, marks: int, font: str) -> None:
        if tag in _SILENT:
            return
        if tag in _BREAKS:
            self._add(_BREAKS[tag], marks)
        elif tag in _DRAWN:
            self._drawing(child, marks & HIDDEN)
        elif tag == f"{W}sym":
            self._add(symbol(child.get(f"{W}char"), child.get(f"{W}font")), marks)
        elif tag == f"{W}fldChar":
            self.fields.char(child, marks, self.runs, self.tags)
        elif tag == f"{W}instrText":
            self.fields.instruct(child.text or "")
        elif tag in _NOTES:
            note_id = child.get(f"{W}id") or ""
            self.notes.append((_NOTES[tag], note_id, marks & HIDDEN))
        elif tag == _ALTERNATE:
            self._branch(chosen(child), marks, font)
        elif tag == _RUBY:
            self._ruby(child, marks)

    def _drawing(self, drawing: Element, hidden: int) -> None:
        """The words of a drawing, or the shape that it is."""
        found = [(box, hidden) for box in attached(drawing)]
        self.boxes.extend(found)
        if not (found or hidden):
            self.drawn.extend(shapes(drawing))

    def _ruby(self, ruby: Element, marks: int) -> None:
        """A phonetic guide: the words, and in brackets what stands above them."""
        for base in ruby.iterchildren(_BASE):
            self.walk(base, marks)
        for above in ruby.iterchildren(_ABOVE):
            if next(above.iter(_T), None) is not None:
                self._add(" (", marks)
                self.walk(above, marks)
                self._add(")", marks)

    def _branch(self, branch: Element, marks: int, font: str) -> None:
        for child in branch:
            if child.tag == _T:
                self._add(translate(child.text or "", font), marks)
            else:
                self._other(child, child.tag, marks, font)

    def _add(self, text: str, marks: int) -> None:
        if text and self.fields.shows:
            self.runs.append(Run(text, to_mark(marks)))


def _is_wrapper(child: Element) -> bool:
    """Whether live text may stand inside `child`, which is not empty."""
    tag = child.tag
    if tag in _PROPERTIES or tag in DELETED or not isinstance(tag, str):
        return False
    return tag != _FIELD or not FormFields.is_computed(child.get(f"{W}instr") or "")
