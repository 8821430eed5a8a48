"""The form fields of a pdf: what somebody typed, ticked and chose in them.

widget on a page -> Typed; fields on no page -> their texts

A field holds its value apart from the drawing of it, which may be absent or stale: the
value counts (ISO 32000-1, 12.7). Where box and value contradict each other, both are
told.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pipeline.errors import DocumentError
from pipeline.reading.pdfobject import (
    Box,
    boxes,
    entry,
    inherited,
    items,
    lineage,
    name_of,
    number_of,
    string_of,
)
from pipeline.reading.symbols import box_sign

_PUSH: Final = 1 << 16  # a button that does something, and has no value
_UNSEEN: Final = 1 << 1 | 1 << 5  # flags of what is hidden, or is no view
_SIZE: Final = re.compile(rb"(\d+(?:\.\d+)?|\.\d+)\s+Tf")
_USUAL: Final = 10.0  # points: letters of which no size is told
_FILLED: Final = 0.8  # of the height of a field that letters take at most
_OFF: Final = frozenset({"", "Off"})
_MOST: Final = 5000  # fields of one document that are looked at


@dataclass(frozen=True, slots=True)
class Typed:
    """What was put on a page after it was made: its text, and where; points."""

    text: str
    box: Box
    size: float
    hidden: bool = False
    inside: bool = False
    """Whether it was put into a line, and is no text of its own."""
    mcid: int | None = None
    """The number of the marked letters that it was drawn among."""


def read_field(page: Any, widget: object) -> Typed | None:
    """What the field `widget` holds; `None` for a button, a signature or nothing."""
    kind = name_of(inherited(widget, "FT"))
    reader = {"Tx": _text, "Ch": _choice, "Btn": _box}.get(kind)
    text = reader(widget) if reader else ""
    where = boxes(page, items(widget, "Rect"))
    if not text.strip() or not where:
        return None
    return Typed(text, where[0], size_in(widget, where[0]), is_hidden(widget))


def unplaced(catalog: object, placed: set[int]) -> Iterator[tuple[str, str]]:
    """Name and text of the fields that stand on no page.

    `placed` are the numbers of the objects that do. Raises `DocumentError` with
    `te-groot` past `_MOST` fields: none is left unread in silence.
    """
    todo = list(reversed(items(entry(catalog, "AcroForm"), "Fields")))
    met: set[int] = set()
    steps = 0
    while todo:
        steps += 1
        if steps > _MOST:
            what = f"de pdf telt meer dan {_MOST} formuliervelden"
            raise DocumentError("te-groot", what)
        field = todo.pop()
        this = getattr(field, "objid", None)
        if this in met:
            continue  # fields in a circle
        if this is not None:
            met.add(this)
        inner = items(field, "Kids")
        if any(entry(one, "T") is not None for one in inner):
            todo += reversed(inner)
            continue
        numbers = {getattr(one, "objid", None) for one in (field, *inner)}
        kind = name_of(inherited(field, "FT"))
        text = {"Tx": _text, "Ch": _choice}.get(kind, str)(field) if kind else ""
        if not numbers & placed and text.strip() and kind in {"Tx", "Ch"}:
            names = [string_of(entry(one, "T")) for one in lineage(field)]
            yield ".".join(reversed([name for name in names if name])), text


def size_in(annotation: object, box: Box) -> float:
    """The size of the letters in a field or note, as far as it is told."""
    told = inherited(annotation, "DA")
    found = _SIZE.search(told) if isinstance(told, bytes) else None
    size = float(found[1]) if found else 0.0
    return min(size or _USUAL, max(_FILLED * (box[3] - box[1]), 1.0))


def is_hidden(annotation: object) -> bool:
    """Whether nobody sees it on a screen."""
    return bool(number_of(entry(annotation, "F")) & _UNSEEN)


def _text(field: object) -> str:
    return string_of(inherited(field, "V"))


def _choice(field: object) -> str:
    """What was chosen, as the list shows it."""
    shown: dict[str, str] = {}
    for option in inherited(field, "Opt") or ():
        pair = items({"option": option}, "option")
        words = [string_of(one) for one in pair or [option]]
        if words:
            shown[words[0]] = words[-1]
    chosen = inherited(field, "V")
    many = chosen if isinstance(chosen, list) else [chosen]
    texts = [string_of(one) for one in many]
    return ", ".join(shown.get(text, text) for text in texts if text)


def _box(field: object) -> str:
    """A box, with or without a tick."""
    if number_of(inherited(field, "Ff")) & _PUSH:
        return ""
    state = entry(field, "AS")
    value = inherited(field, "V")
    drawn = entry(entry(field, "AP"), "N")
    states = {str(name) for name in drawn} if isinstance(drawn, Mapping) else set()
    seen = name_of(state) not in _OFF
    said = name_of(value) or string_of(value)
    if value is None:
        on = seen
    elif states - _OFF:
        on = said in states - _OFF
    else:
        # Of several boxes with one value, each shows whether it is the one.
        alone = state is None or entry(field, "Parent") is None
        on = said not in _OFF and (seen or alone)
    shows = "☒" if seen else "☐"
    return box_sign("" if state is None else shows, on=on)
