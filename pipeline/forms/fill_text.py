"""Fill text: words are put into one paragraph of a blank, the way Word would do it.

    paragraph + where + lines -> paragraph, and new ones below it

The formatting is that of the prompt that goes away, without the character style that
makes it a prompt. A line end makes a new paragraph of the same kind, or a soft break.
"""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from pipeline.reading.wordstyle import W
from pipeline.reading.xmlpart import Element

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TEXT: Final = f"{W}t"
_TAB: Final = f"{W}tab"
_BREAKS: Final = frozenset({f"{W}br", f"{W}cr"})
_RUN: Final = f"{W}r"
_PARAGRAPH: Final = f"{W}p"


@dataclass(slots=True)
class _Bit:
    """A piece of text in a run: a `w:t`, a tab or a break, and where it starts."""

    element: Element
    run: Element
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def text_of(paragraph: Element) -> str:
    """The text of `paragraph`, tabs and soft breaks included."""
    return "".join(bit.text for bit in _bits(paragraph))


def clear(paragraph: Element, start: int, end: int | None = None) -> Element | None:
    """Take the text from `start` to `end` out of `paragraph`.

    Returns the properties (`w:rPr`) of the first run that lost text, as an answer
    should have them, or `None`.
    """
    bits = list(_bits(paragraph))
    end = bits[-1].end if end is None and bits else end or 0
    look: Element | None = None
    for bit in bits:
        if bit.end <= start or bit.start >= end:
            continue
        look = look if look is not None else bit.run.find(f"{W}rPr")
        kept = bit.text[: max(0, start - bit.start)] + bit.text[end - bit.start :]
        if kept:
            _set(bit.element, kept)
            continue
        bit.run.remove(bit.element)
        if all(child.tag == f"{W}rPr" for child in bit.run):
            _parent(bit.run).remove(bit.run)
    return _as_answer(look)


def type_behind(
    paragraph: Element, at: int, text: str, look: Element | None = None
) -> None:
    """Type `text` into `paragraph` behind its first `at` characters, in one run.

    A line end in `text` becomes a soft break, a tab a tab.
    """
    run = etree.SubElement(paragraph, _RUN)
    if look is not None:
        run.append(copy.deepcopy(look))
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{W}br")
        _type(run, line)
    paragraph.remove(run)
    after = _place(paragraph, at)
    if after is None:
        _at_start(paragraph, run)
    else:
        after.addnext(run)


def add_above(paragraph: Element, text: str, look: Element | None = None) -> Element:
    """Write `text` in a new paragraph of the same kind above `paragraph`; gives it."""
    new = _like(paragraph)
    paragraph.addprevious(new)
    type_behind(new, 0, text, look)
    return new


def keep_with_next(paragraph: Element) -> None:
    """Let `paragraph` stay on the page of the one below it."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, properties)
    if properties.find(f"{W}keepNext") is None:
        # The schema wants it behind the style, before all else.
        first = properties.find(f"{W}pStyle")
        properties.insert(0 if first is None else 1, etree.Element(f"{W}keepNext"))


def add_below(
    paragraph: Element, lines: Sequence[str], look: Element | None = None
) -> None:
    """Write each of `lines` in a new paragraph of the same kind below `paragraph`."""
    for line in lines:
        new = _like(paragraph)
        paragraph.addnext(new)
        if line:
            type_behind(new, 0, line, look)
        paragraph = new


def replace(paragraph: Element, at: int, length: int, text: str) -> None:
    """Put `text` where `length` characters stand now, in their own formatting."""
    for bit in _bits(paragraph):
        if bit.start <= at and at + length <= bit.end and bit.element.tag == _TEXT:
            begin = at - bit.start
            _set(bit.element, bit.text[:begin] + text + bit.text[begin + length :])
            return
    look = clear(paragraph, at, at + length)
    type_behind(paragraph, at, text, look)


def paragraphs_of(element: Element) -> list[Element]:
    """The paragraphs in `element` in reading order, itself included, without boxes."""
    return [
        paragraph
        for paragraph in element.iter(_PARAGRAPH)
        if not any(up.tag == f"{W}txbxContent" for up in paragraph.iterancestors())
    ]


def _like(paragraph: Element) -> Element:
    """An empty paragraph with the properties of `paragraph`."""
    new = paragraph.makeelement(_PARAGRAPH)
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        new.append(copy.deepcopy(properties))
    return new


def _bits(paragraph: Element) -> Iterator[_Bit]:
    at = 0
    for run in paragraph.iter(_RUN):
        if next(run.iterancestors(_PARAGRAPH), None) is not paragraph:
            continue
        for child in run:
            if child.tag == _TEXT:
                text = child.text or ""
            elif child.tag == _TAB:
                text = "\t"
            elif child.tag in _BREAKS:
                text = "\n"
            else:
                continue
            yield _Bit(child, run, at, text)
            at += len(text)


def _place(paragraph: Element, at: int) -> Element | None:
    """The element in `paragraph` behind which its first `at` characters have ended.

    `None` for the start. A run that goes on past `at` is cut in two.
    """
    last: Element | None = None
    for bit in list(_bits(paragraph)):
        if bit.start >= at:
            break
        if bit.end > at:
            _cut(bit, at - bit.start)
        last = bit.run
    while last is not None and _parent(last) is not paragraph:
        last = _parent(last)  # never inside a link: what is typed there is no link
    return last


def _cut(bit: _Bit, at: int) -> None:
    """Let the run of `bit` end there, and a new run go on."""
    rest = copy.deepcopy(bit.run)
    index = bit.run.index(bit.element)
    first = 1 if bit.run.find(f"{W}rPr") is not None else 0
    for child in list(rest)[first:index]:
        rest.remove(child)
    for child in list(bit.run)[index + 1 :]:
        bit.run.remove(child)
    _set(rest[first], bit.text[at:])
    _set(bit.element, bit.text[:at])
    bit.run.addnext(rest)


def _at_start(paragraph: Element, run: Element) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        properties.addnext(run)
    else:
        paragraph.insert(0, run)


def _type(run: Element, line: str) -> None:
    for number, text in enumerate(line.split("\t")):
        if number:
            etree.SubElement(run, _TAB)
        if text:
            _set(etree.SubElement(run, _TEXT), text)


def _set(element: Element, text: str) -> None:
    element.text = text
    if text != text.strip():
        element.set(_SPACE, "preserve")


def _as_answer(look: Element | None) -> Element | None:
    """The run properties `look` without what makes it a prompt: its character style."""
    if look is None:
        return None
    look = copy.deepcopy(look)
    for style in look.findall(f"{W}rStyle"):
        look.remove(style)
    return look if len(look) else None


def _parent(element: Element) -> Element:
    parent = element.getparent()
    if parent is None:
        raise ValueError("an element of a document has a parent")
    return parent
