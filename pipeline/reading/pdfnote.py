"""What a reader put on the pages of a pdf: typed text, marks, comments, drawings.

page of pdfplumber -> Notes; Notes + words -> words

Typed text and the values of fields become words of the page, at their place, as if
they had been printed there. Marks are those of the letters under them. Other notes are
comments. A drawing has no words: that it is there, is told (ISO 32000-1, 12.5).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.intake.markup import text_of
from pipeline.reading.block import Mark
from pipeline.reading.pdffield import Typed, is_hidden, read_field, size_in
from pipeline.reading.pdfline import Words, shown
from pipeline.reading.pdfobject import Box, boxes, entry, items, name_of, string_of
from pipeline.reading.symbols import TICKED, UNTICKED

_MARKS: Final = {
    "Highlight": Mark.HIGHLIGHT,
    "Underline": Mark.UNDERLINE,
    "Squiggly": Mark.UNDERLINE,
    "StrikeOut": Mark.STRIKE,
}
_DRAWN: Final = frozenset(
    {"Ink", "Line", "PolyLine", "Polygon", "Square", "Circle", "Stamp"}
)
_QUAD: Final = 8
_BOXES: Final = frozenset({"☐", "☒", "☐☒"})
_TICK: Final = re.compile(rf"\s*[xXvV{TICKED}]\s*")
_NEAR: Final = 2.0  # points around a box in which a tick for it may stand
_LETTER: Final = 0.5  # of the size of the letters: as wide as most of them
_INSET: Final = 2.0  # points of white within the box of a text
_LEADING: Final = 1.2  # sizes of the letters from one line to the next
_WHITE: Final = 8.0  # points: more than a blank, less than what parts two columns
_LARGE: Final = 3.0  # how much larger than a box a drawn tick may be

Char = dict[str, Any]  # pdfplumber's dictionaries have no type


@dataclass(slots=True)
class Notes:
    """What was put on one page. `comments` have no place in its text."""

    typed: list[Typed] = field(default_factory=list)
    marked: list[tuple[Mark, Sequence[Box], str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    drawn: list[Box] = field(default_factory=list)
    attached: bool = False
    """Whether a file is pinned to it."""
    placed: set[int] = field(default_factory=set)
    """The numbers of the objects that stand on it."""


def read_notes(page: Any) -> Notes:
    """The annotations and fields on `page`."""
    notes = Notes()
    for annotation in items({"annots": page.page_obj.annots}, "annots"):
        notes.placed.add(getattr(annotation, "objid", 0))
        kind = name_of(entry(annotation, "Subtype"))
        if kind == "Widget":
            found = read_field(page, annotation)
            notes.typed.extend([found] if found else [])
        elif kind in {"FreeText", "Caret"}:
            notes.typed.extend(_typed(page, annotation, kind))
        elif kind == "FileAttachment":
            notes.attached = True
        else:
            _note(page, annotation, kind, notes)
    return notes


def _note(page: Any, annotation: object, kind: str, notes: Notes) -> None:
    """A mark, a drawing or a comment; links and windows of notes have no words."""
    said = _said(annotation)
    if kind in _MARKS and not is_hidden(annotation):
        quads = boxes(page, items(annotation, "QuadPoints"), _QUAD)
        on = quads or boxes(page, items(annotation, "Rect"))
        notes.marked.append((_MARKS[kind], on, said))
        return
    if kind in _DRAWN and not is_hidden(annotation):
        notes.drawn.extend(boxes(page, items(annotation, "Rect")))
    # What a program noted of a note: `Accepted set by ...`.
    told = entry(annotation, "StateModel") is not None
    if (kind in _DRAWN or kind in _MARKS or kind == "Text") and said and not told:
        notes.comments.append(said)


def _typed(page: Any, annotation: object, kind: str) -> Iterator[Typed]:
    where = boxes(page, items(annotation, "Rect"))
    said = _said(annotation)
    if not where or not said.strip():
        return
    size = size_in(annotation, where[0])
    hidden = is_hidden(annotation)
    yield Typed(said, where[0], size, hidden=hidden, inside=kind == "Caret")


def _said(annotation: object) -> str:
    """The text of a note, of its plain or else of its formatted form."""
    plain = string_of(entry(annotation, "Contents"))
    return plain or text_of(string_of(entry(annotation, "RC")))


def mark_noted(notes: Notes, chars: Sequence[Char]) -> None:
    """Give letters the marks that were put on them, and boxes their ticks.

    What was drawn or typed over a box has then been read.
    """
    for mark, on, said in notes.marked:
        under = [c for c in chars if any(_is_in(_middle(c), box) for box in on)]
        for char in under:
            char["marks"] |= mark.value
        letters = "".join(str(char["text"]) for char in under if char["text"] != " ")
        # Some programs copy what they mark into the note.
        if said.strip() and "".join(said.split()) != letters:
            notes.comments.append(said)
    _tick_boxes(notes, [char for char in chars if shown(char) in UNTICKED])


def _tick_boxes(notes: Notes, empty: Sequence[Char]) -> None:
    """Put what was typed or drawn over `empty` boxes into them."""
    framed = [one.box for one in notes.typed if one.text in _BOXES]
    for char in empty:  # the frame that is printed around a field
        if any(_is_in(_middle(char), _grown(box)) for box in framed):
            char["text"] = " "
    ticks = [one for one in notes.typed if _TICK.fullmatch(one.text)]
    for one in ticks:
        if _tick(_grown(one.box), empty):
            notes.typed.remove(one)
    for box in list(notes.drawn):
        height = box[3] - box[1]
        small = [c for c in empty if height <= _LARGE * (c["bottom"] - c["top"])]
        if _tick(box, small):
            notes.drawn.remove(box)


def _tick(box: Box, empty: Sequence[Char]) -> bool:
    """Put a tick in the one empty box of which the middle is in `box`."""
    under = [char for char in empty if _is_in(_middle(char), box)]
    if len(under) != 1:
        return False
    under[0]["text"] = "☒"
    return True


def as_words(notes: Notes, words: Words) -> Words:
    """The words of a page with what was typed on it, each text as one word.

    A text stands on the printed line that it begins beside, also if it has lines of
    its own.
    """
    return [*words, *(_as_word(one, words) for one in notes.typed)]


def _as_word(typed: Typed, words: Words) -> Char:
    x0, top, x1, bottom = typed.box
    lines = typed.text.split("\n")
    single = len(lines) == 1 and bottom - top < 2 * _LEADING * typed.size
    middle = (top + bottom) / 2 if single else top + _LEADING * typed.size / 2
    begin, end = middle - typed.size / 2, middle + typed.size / 2
    beside = [word for word in words if word["top"] <= middle <= word["bottom"]]
    if beside:
        near = min(beside, key=lambda word: _distance(word, x0, x1))
        begin, end = near["top"], near["bottom"]
    if not (typed.inside or _TICK.fullmatch(typed.text) or typed.text in _BOXES):
        x0 = _behind_covered(typed.box, beside)
    return {
        "text": typed.text.strip("\n"),
        "x0": x0 + _INSET,
        # It belongs where it begins: a box may be drawn over the edge of its cell.
        "x1": x0 + _INSET + _LETTER * typed.size,
        "top": begin,
        "bottom": end,
        "fontname": "",
        "marks": Mark.HIDDEN.value if typed.hidden else 0,
        "typed": not typed.inside,
        "mcid": typed.mcid,
    }


def _behind_covered(box: Box, line: Words) -> float:
    """Where a text begins that was typed over words: behind them.

    Behind all that stand between the same brackets, too: a prompt is typed over from
    somewhere in it.
    """
    begin = box[0]
    end: float | None = None
    depth = 0
    for word in sorted(line, key=lambda word: float(word["x0"])):
        text = str(word["text"])
        covered = word["x0"] < box[2] and box[0] < (word["x0"] + word["x1"]) / 2
        goes_on = end is not None and word["x0"] - end <= _WHITE
        if (covered and end is None) or (goes_on and (covered or depth > 0)):
            end = float(word["x1"])
        depth = max(depth + text.count("(") - text.count(")"), 0)
    return begin if end is None else max(begin, end)


def _distance(word: Char, x0: float, x1: float) -> float:
    return float(max(word["x0"] - x1, x0 - word["x1"], 0.0))


def _middle(char: Char) -> tuple[float, float]:
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def _grown(box: Box) -> Box:
    return box[0] - _NEAR, box[1] - _NEAR, box[2] + _NEAR, box[3] + _NEAR


def _is_in(point: tuple[float, float], box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
