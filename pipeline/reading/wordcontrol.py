"""Word controls: content controls and fields, and what a person sees of them.

A tick is made to stand in the text as `☒`, an empty box as `☐`, whatever it was made
with. The grey prompt of an empty control is marked, since it is no answer.

A `w14:checkbox` keeps its state twice: in its properties, and as the glyph it shows.
Programs that fill in forms often change one of them. A tick that a person sees counts,
whatever the state; an empty sign beside a state that is on says both (`☐☒`); where the
sign says nothing, the state does. A legacy box has no sign: Word draws its state.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Self

from pipeline.reading.block import Run
from pipeline.reading.symbols import TICKED, UNTICKED, box_sign, symbol, translate
from pipeline.reading.wordgone import is_gone
from pipeline.reading.wordstyle import CONTROL, PLACEHOLDER, VAL, W, is_on, to_mark
from pipeline.reading.xmlpart import Element

W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_VAL14: Final = f"{W14}val"
_SYMBOL: Final = re.compile(
    r'\s*SYMBOL\s+(?P<code>\d{1,4})\b(?:[^"]*?\\f\s*(?:"(?P<font>[^"]*)"|(?P<bare>\S+)))?',
    re.IGNORECASE,
)
_TICK, _BOX = "☒", "☐"
_TYPED_TICKS: Final = "xXvV"
# Fields whose result Word computes: nobody typed it.
_COMPUTED: Final = frozenset(
    {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "TOC"}
)


@dataclass(slots=True)
class _Field:
    """One complex field (ECMA-376 17.16.18) while it is open."""

    instruction: str = ""
    in_result: bool = False
    default: str | None = None
    start: int = 0
    boxed: bool = False
    """Whether it is a checkbox, of which the state was read already."""


@dataclass(slots=True)
class FormFields:
    """The complex fields that are open; they may go on over paragraphs.

    `balanced` says that every field of the part ends. Otherwise nothing is taken for
    the inside of a field: text that never comes back would be lost.
    """

    balanced: bool = True
    shows: bool = True
    """Whether text is shown here: not inside an instruction or a computed result."""
    _open: list[_Field] = field(default_factory=list)

    @classmethod
    def of(cls, container: Element) -> Self:
        """None is open yet; whether all in `container` end is told beforehand."""
        depth = 0
        for char in container.iter(f"{W}fldChar"):
            kind = char.get(f"{W}fldCharType")
            if kind not in {"begin", "end"} or is_gone(char):
                continue
            depth += 1 if kind == "begin" else -1
            if depth < 0:
                break
        return cls(balanced=depth == 0)

    @staticmethod
    def is_computed(instruction: str) -> bool:
        """Whether Word computes the result of a field with this instruction."""
        words = instruction.split(None, 1)
        return bool(words) and words[0].upper() in _COMPUTED

    def instruct(self, text: str) -> None:
        """A piece of the instruction of the innermost field."""
        if self._open:
            self._open[-1].instruction += text

    def char(self, char: Element, marks: int, runs: list[Run], tags: list[str]) -> None:
        """A `w:fldChar`; the state of a legacy form field is added to `runs`."""
        kind = char.get(f"{W}fldCharType")
        if kind == "begin":
            data = char.find(f"{W}ffData")
            default = self._form_field(data, marks, runs, tags)
            boxed = data is not None and data.find(f"{W}checkBox") is not None
            self._open.append(_Field(default=default, start=len(runs), boxed=boxed))
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
            self._open[-1].start = len(runs)
        elif kind == "end" and self._open:
            _close(self._open.pop(), marks, runs)
        self.shows = not self.balanced or all(
            f.in_result and not self.is_computed(f.instruction) for f in self._open
        )

    def _form_field(
        self, data: Element | None, marks: int, runs: list[Run], tags: list[str]
    ) -> str | None:
        """A legacy form field (ECMA-376 17.16.17): its state as text.

        Returns the prompt of a text field, if it has one.
        """
        if data is None:
            return None
        name = data.find(f"{W}name")
        if name is not None:
            tags.append(name.get(VAL) or "")
        box, choices = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
        if box is not None and self.shows:
            glyph = _TICK if _checked(box) else _BOX
            runs.append(Run(glyph, to_mark(marks | CONTROL)))
        elif choices is not None and self.shows:
            text, bits = _selected(choices, marks | CONTROL)
            runs.append(Run(text, to_mark(bits)))
        default = data.find(f"{W}textInput/{W}default")
        return default.get(VAL) if default is not None else None


def _close(done: _Field, marks: int, runs: list[Run]) -> None:
    """A text field that still shows its prompt holds no answer."""
    start = min(done.start, len(runs))  # it may have begun in another paragraph
    result = runs[start:]
    shown = "".join(run.text for run in result).strip()
    if done.boxed and len(shown) == 1 and shown in TICKED + UNTICKED:
        del runs[start:]  # Word does not show it
    if done.default and "".join(run.text for run in result) == done.default:
        prompt = to_mark(PLACEHOLDER)
        runs[start:] = [Run(run.text, run.marks | prompt) for run in result]
    symbol = _SYMBOL.match(done.instruction)
    if symbol is not None and not result:
        font = symbol["font"] or symbol["bare"] or ""
        runs.append(Run(translate(chr(int(symbol["code"])), font), to_mark(marks)))


def open_control(
    control: Element, marks: int, tags: list[str]
) -> tuple[Element | None, int]:
    """The content of a `w:sdt` and the marks that hold inside it.

    Its tag and alias are added to `tags`. A `w14:checkbox` is made to show its state;
    where the sign in it says otherwise, that sign is shown as well, or alone when it is
    a tick: somebody typed it there.
    """
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    marks |= CONTROL
    if properties is None or content is None:
        return content, marks
    for name in ("tag", "alias"):
        found = properties.find(f"{W}{name}")
        if found is not None and found.get(VAL):
            tags.append(found.get(VAL) or "")
    showing = properties.find(f"{W}showingPlcHdr")
    if showing is not None and is_on(showing):
        marks |= PLACEHOLDER
    box = properties.find(f"{W14}checkbox")
    if box is not None:
        _settle(box, content)
        marks &= ~PLACEHOLDER
    return content, marks


def _settle(box: Element, content: Element) -> None:
    """Make `content` show a tick or an empty box, unless it holds words."""
    shown = "".join(_glyphs(content)).strip()
    if len(shown) > 1:
        return
    state = box.find(f"{W14}checked")
    value = (state.get(_VAL14) or "1").lower() if state is not None else "0"
    seen = {True: _TICK, False: _BOX, None: ""}[_says(box, shown) if shown else None]
    _show(content, box_sign(seen, on=value in {"1", "true", "on"}))


def _says(box: Element, glyph: str) -> bool | None:
    """Whether `glyph` is a tick in this `box`; `None` when it tells neither."""
    for name, ticked in (("checkedState", True), ("uncheckedState", False)):
        state = box.find(f"{W14}{name}")
        if state is not None:
            drawn = symbol(state.get(_VAL14), state.get(f"{W14}font"))
            if glyph == drawn:
                return ticked
    if glyph in TICKED or glyph in _TYPED_TICKS:
        return True
    return False if glyph in UNTICKED else None


def _glyphs(content: Element) -> Iterator[str]:
    for run in content.iter(f"{W}r"):
        look = run.find(f"{W}rPr/{W}rFonts")
        font = look.get(f"{W}ascii") or "" if look is not None else ""
        for child in run:
            if child.tag == f"{W}t":
                yield translate(child.text or "", font)
            elif child.tag == f"{W}sym":
                yield symbol(child.get(f"{W}char"), child.get(f"{W}font"))


def _show(content: Element, glyph: str) -> None:
    """Make `glyph` all that `content` shows."""
    shown = list(content.iter(f"{W}t", f"{W}sym"))
    if not shown:
        run = next(content.iter(f"{W}r"), None)
        if run is not None:
            shown = [run.makeelement(f"{W}t", {})]
            run.append(shown[0])
    for position, element in enumerate(shown):
        element.tag, element.text = f"{W}t", glyph if position == 0 else ""


def _checked(box: Element) -> bool:
    for name in ("checked", "default"):
        found = box.find(f"{W}{name}")
        if found is not None:
            return is_on(found)
    return False


def _selected(choices: Element, marks: int) -> tuple[str, int]:
    entries = [e.get(VAL) or "" for e in choices.iterchildren(f"{W}listEntry")]
    chosen_at = choices.find(f"{W}result")
    if chosen_at is None:
        return (entries[0] if entries else ""), marks | PLACEHOLDER
    value = chosen_at.get(VAL) or "0"
    at = int(value[:4]) if value.isdecimal() else 0
    return (entries[at] if at < len(entries) else ""), marks
