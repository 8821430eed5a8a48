"""Word drawings: the words in text boxes, word art, diagrams and charts.

Word keeps a drawing twice (`mc:Choice`, `mc:Fallback`); its words are read once. A
diagram or chart is a part of its own, of which the drawing holds the relationship.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.reading.wordstyle import W
from pipeline.reading.xmlpart import Element

MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BOX, _ALTERNATE = f"{W}txbxContent", f"{MC}AlternateContent"
_WORD_ART: Final = "{urn:schemas-microsoft-com:vml}textpath"
_OBJECT: Final = "{urn:schemas-microsoft-com:office:office}OLEObject"
# Charts since Word 2016, such as waterfalls, have a part of another kind.
_LATER: Final = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_LINKS: Final = {
    f"{_DIAGRAM}relIds": f"{_R}dm",
    f"{_CHART}chart": f"{_R}id",
    f"{_LATER}chart": f"{_R}id",
    _OBJECT: f"{_R}id",
}
_NAMES: Final = frozenset({f"{_CHART}strCache", f"{_CHART}strLit", f"{_CHART}lvl"})


@dataclass(frozen=True, slots=True)
class Attached:
    """What hangs on a paragraph: paragraphs in `box`, `lines`, or a part by `link`."""

    box: Element | None = None
    lines: tuple[str, ...] = ()
    link: str = ""


def attached(element: Element) -> Iterator[Attached]:
    """Everything with words below `element`, a drawing; each text once."""
    for child in element:
        tag = child.tag
        if tag == _BOX:
            yield Attached(box=child)
        elif tag == _ALTERNATE:
            yield from attached(chosen(child))
        elif tag in _LINKS:
            yield Attached(link=child.get(_LINKS[tag]) or "")
        elif tag == _WORD_ART:
            yield Attached(lines=tuple((child.get("string") or "").splitlines()))
        elif tag == f"{A}p":
            yield Attached(lines=(_drawn(child),))
        elif len(child):
            yield from attached(child)


def chosen(alternate: Element) -> Element:
    """The branch of an `mc:AlternateContent` to read; both hold the same text."""
    branches = [
        branch
        for name in ("Choice", "Fallback")
        for branch in alternate.iterchildren(f"{MC}{name}")
    ]
    for branch in branches:
        if next(branch.iter(f"{W}t", f"{W}sym", *_LINKS, f"{A}t"), None) is not None:
            return branch
    for branch in branches:
        if len(branch):
            return branch
    return alternate.makeelement(f"{MC}Choice", {})


def part_lines(root: Element) -> tuple[str, ...]:
    """The words in a diagram or chart, each line once.

    Categories and series names of a chart are kept as text beside its numbers.
    """
    lines = [_drawn(paragraph) for paragraph in root.iter(f"{A}p")]
    lines.extend(value.text or "" for value in root.iter(f"{_CHART}v") if _named(value))
    lines.extend(
        point.text or ""
        for names in root.iter(f"{_LATER}strDim")
        for point in names.iter(f"{_LATER}pt")
    )
    return tuple(dict.fromkeys(line for line in lines if line.strip()))


def _named(value: Element) -> bool:
    """Whether the value of a chart is a text of a person and not a number."""
    parent = value.getparent()
    if parent is None or parent.tag == f"{_CHART}tx":
        return parent is not None
    around = parent.getparent()
    return around is not None and around.tag in _NAMES


def _drawn(paragraph: Element) -> str:
    """The text of a DrawingML paragraph."""
    return "".join(
        "\n" if element.tag == f"{A}br" else element.text or ""
        for element in paragraph.iter(f"{A}t", f"{A}br")
    )
