"""Word runs: the inline content of one paragraph as marked text.

Live text only: tracked insertions and the new place of moves are in (ECMA-376
17.13.5.18, 17.13.5.25), deletions and the old place of moves are out. Wrappers that hold
runs (content controls, hyperlinks, simple fields, smart tags, custom XML) are walked
through, each in its place. Whatever hangs on the paragraph (text boxes, notes, comments)
is handed back to be read after it.
"""

from dataclasses import dataclass, field
from typing import Final

from pipeline.reading.block import Mark, Run
from pipeline.reading.symbols import translate
from pipeline.reading.wordstyle import Styles, W, is_on, run_marks
from pipeline.reading.xml import Element

MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

GONE: Final = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr"}
_THROUGH: Final = {
    f"{W}{name}"
    for name in "ins moveTo hyperlink smartTag customXml bdo dir sdtContent ruby rt rubyBase".split()
} | {f"{M}{name}" for name in "oMath oMathPara r".split()}
_BREAKS: Final = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t"}
_BREAKS |= {f"{W}noBreakHyphen": "-"}
_NOTES: Final = {
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    f"{W}commentReference": "comment",
}
# Fields whose result Word computes: nobody typed it.
_COMPUTED: Final = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "TOC"}


@dataclass(slots=True)
class _Field:
    """One complex field (ECMA-376 17.16.18) while it is open."""

    instruction: str = ""
    in_result: bool = False
    default: str | None = None
    start: int = 0


@dataclass(slots=True)
class Inline:
    """What one paragraph holds, while it is being read."""

    styles: Styles
    fields: list[_Field]
    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def walk(self, parent: Element, marks: Mark) -> None:
        """Read the children of `parent`, a paragraph or a wrapper of runs."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, marks)
            elif tag in GONE or not isinstance(tag, str):
                continue
            elif tag in _THROUGH:
                self.walk(child, marks)
            elif tag == f"{W}sdt":
                content, inner = open_control(child, marks, self.tags)
                if content is not None:
                    self.walk(content, inner)
            elif tag == f"{W}fldSimple":
                if not _is_computed(child.get(f"{W}instr") or ""):
                    self.walk(child, marks)
            elif tag == f"{MC}AlternateContent":
                self.walk(chosen(child), marks)
            elif tag == f"{M}t":
                self._add(child.text or "", marks)

    def _run(self, run: Element, marks: Mark) -> None:
        properties = run.find(f"{W}rPr")
        font = ""
        if properties is not None:
            style = properties.find(f"{W}rStyle")
            if style is not None:
                marks |= self.styles.get(style.get(f"{W}val")).marks
            marks = run_marks(properties, marks)
            fonts = properties.find(f"{W}rFonts")
            if fonts is not None:
                font = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
        self._content(run, marks, font)

    def _content(self, run: Element, marks: Mark, font: str) -> None:
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                text = child.text or ""
                self._add(translate(text, font) if font else text, marks)
            elif tag in _BREAKS:
                self._add(_BREAKS[tag], marks)
            elif tag == f"{W}sym":
                self._add(_symbol(child), marks)
            elif tag == f"{W}fldChar":
                self._field(child, marks)
            elif tag == f"{W}instrText" and self.fields:
                self.fields[-1].instruction += child.text or ""
            elif tag in _NOTES:
                self.notes.append((_NOTES[tag], child.get(f"{W}id") or ""))
            elif tag == f"{MC}AlternateContent":
                self._content(chosen(child), marks, font)
            elif tag in {f"{W}drawing", f"{W}pict", f"{W}object", f"{W}ruby"}:
                self._drawing(child, marks)

    def _drawing(self, element: Element, marks: Mark) -> None:
        if element.tag == f"{W}ruby":
            self.walk(element, marks)
        else:
            self.boxes.extend(text_boxes(element))

    def _add(self, text: str, marks: Mark) -> None:
        if any(not f.in_result or _is_computed(f.instruction) for f in self.fields):
            return
        if text:
            self.runs.append(Run(text, marks))

    def _field(self, char: Element, marks: Mark) -> None:
        kind = char.get(f"{W}fldCharType")
        if kind == "begin":
            self._form_field(char.find(f"{W}ffData"), marks)
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
            self.fields[-1].start = len(self.runs)
        elif kind == "end" and self.fields:
            self._close(self.fields.pop())

    def _form_field(self, data: Element | None, marks: Mark) -> None:
        """A legacy form field (ECMA-376 17.16.17): its state as text."""
        default = None
        if data is not None:
            name = data.find(f"{W}name")
            if name is not None:
                self.tags.append(name.get(f"{W}val") or "")
            box, choices = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
            if box is not None:
                self._add("☒" if _checked(box) else "☐", marks | Mark.CONTROL)
            elif choices is not None:
                self._add(*_selected(choices, marks | Mark.CONTROL))
            text = data.find(f"{W}textInput/{W}default")
            default = text.get(f"{W}val") if text is not None else None
        self.fields.append(_Field(default=default))

    def _close(self, done: _Field) -> None:
        """A text field that still shows its prompt holds no answer."""
        result = self.runs[done.start :]
        if done.default and "".join(run.text for run in result) == done.default:
            self.runs[done.start :] = [
                Run(run.text, run.marks | Mark.PLACEHOLDER) for run in result
            ]


def open_control(
    control: Element, marks: Mark, tags: list[str]
) -> tuple[Element | None, Mark]:
    """The content of a `w:sdt` and the marks that hold inside it.

    Its tag and alias are added to `tags`. A `w14:checkbox` is made to show its state.
    """
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    marks |= Mark.CONTROL
    if properties is None or content is None:
        return content, marks
    for name in ("tag", "alias"):
        found = properties.find(f"{W}{name}")
        if found is not None and found.get(f"{W}val"):
            tags.append(found.get(f"{W}val") or "")
    showing = properties.find(f"{W}showingPlcHdr")
    if showing is not None and is_on(showing):
        marks |= Mark.PLACEHOLDER
    box = properties.find(f"{W14}checkbox")
    if box is not None:
        state = box.find(f"{W14}checked")
        on = state is not None and (state.get(f"{W14}val") or "1").lower() in {"1", "true", "on"}
        _show(content, "☒" if on else "☐")
        marks &= ~Mark.PLACEHOLDER
    return content, marks


def _show(content: Element, glyph: str) -> None:
    shown = [e for e in content.iter(f"{W}t", f"{W}sym")]
    for position, element in enumerate(shown):
        element.tag, element.text = f"{W}t", glyph if position == 0 else ""


def chosen(alternate: Element) -> Element:
    """The branch of an `mc:AlternateContent` to read; both hold the same text."""
    for name in ("Choice", "Fallback"):
        for branch in alternate.iterchildren(f"{MC}{name}"):
            if next(branch.iter(f"{W}t"), None) is not None:
                return branch
    return alternate.makeelement(f"{MC}Choice", {})


def text_boxes(element: Element) -> list[Element]:
    """The outermost `w:txbxContent` elements below `element`, each text once."""
    found: list[Element] = []
    for child in element:
        if child.tag == f"{W}txbxContent":
            found.append(child)
        elif child.tag == f"{MC}AlternateContent":
            found.extend(text_boxes(chosen(child)))
        else:
            found.extend(text_boxes(child))
    return found


def _is_computed(instruction: str) -> bool:
    words = instruction.split(None, 1)
    return bool(words) and words[0].upper() in _COMPUTED


def _symbol(element: Element) -> str:
    code = element.get(f"{W}char") or ""
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return translate(char, element.get(f"{W}font") or "")


def _checked(box: Element) -> bool:
    for name in ("checked", "default"):
        found = box.find(f"{W}{name}")
        if found is not None:
            return is_on(found)
    return False


def _selected(choices: Element, marks: Mark) -> tuple[str, Mark]:
    entries = [e.get(f"{W}val") or "" for e in choices.iterchildren(f"{W}listEntry")]
    chosen_at = choices.find(f"{W}result")
    if chosen_at is None:
        return (entries[0] if entries else ""), marks | Mark.PLACEHOLDER
    value = chosen_at.get(f"{W}val") or "0"
    at = int(value) if value.isdecimal() else 0
    return (entries[at] if at < len(entries) else ""), marks
