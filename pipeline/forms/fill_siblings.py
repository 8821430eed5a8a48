"""Fill siblings: what belongs together in a blank is copied or removed together.

paragraphs -> the rows, or paragraphs, that hold them -> copies below the last
"""

import copy
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.forms.fill_text import paragraphs_of
from pipeline.reading.wordstyle import W
from pipeline.reading.xmlpart import Element

_ROW: Final = f"{W}tr"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# What has to be the only one of its kind in a document, and says nothing by itself.
_UNIQUE: Final = (f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}sdtPr/{W}id")
_UNIQUE_NAMES: Final = (f"{_W14}paraId", f"{_W14}textId")


def together(paragraphs: Sequence[Element]) -> list[Element]:
    """The neighbours that hold `paragraphs` and all between: rows, or paragraphs.

    Half a row is no row: a part that stands in more than one cell of a row takes all.
    """
    paths = [[*reversed(list(p.iterancestors())), p] for p in paragraphs]
    depth = 0
    while all(len(path) > depth + 1 for path in paths) and (
        len({id(path[depth]) for path in paths}) == 1
    ):
        depth += 1
    if len({id(path[depth]) for path in paths}) == 1 and depth == len(paths[0]) - 1:
        return [paths[0][depth]]
    parent = paths[0][depth - 1]
    if parent.tag == _ROW:
        return [parent]
    branches = {id(path[depth]) for path in paths}
    at = [n for n, child in enumerate(parent) if id(child) in branches]
    return list(parent)[min(at) : max(at) + 1]


def copies(elements: Sequence[Element], number: int) -> list[Mapping[Element, Element]]:
    """Make `number` of `elements`, the first of which are they themselves.

    Gives for each which paragraph stands for which of the first. Copies come below.
    """
    firsts = [p for element in elements for p in paragraphs_of(element)]
    made: list[Mapping[Element, Element]] = [{p: p for p in firsts}]
    after = elements[-1]
    for fresh in [[_copied(e) for e in elements] for _ in range(number - 1)]:
        for element in fresh:
            after.addnext(element)
            after = element
        paragraphs = [p for element in fresh for p in paragraphs_of(element)]
        made.append(dict(zip(firsts, paragraphs, strict=True)))
    return made


def remove(element: Element) -> None:
    """Take `element` out of its document."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _copied(element: Element) -> Element:
    new = copy.deepcopy(element)
    new.tail = None
    for path in _UNIQUE:
        for unique in new.findall(f".//{path}"):
            remove(unique)
    for inner in new.iter():
        for name in _UNIQUE_NAMES:
            inner.attrib.pop(name, "")
    return new
