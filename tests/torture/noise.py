"""Noise: changes to the markup of a document that change nothing a person sees."""

import copy
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from tests.torture.ooxml import NAMESPACES

_W: Final = f"{{{NAMESPACES['w']}}}"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN: Final = "word/document.xml"
_LIKELY: Final = 0.5

Change = Callable[[etree._Element, random.Random], None]


def changed(data: bytes, change: Change) -> bytes:
    """The package with `change` made to its document; the same one every time."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == _MAIN:
                parser = etree.XMLParser(remove_comments=True, remove_pis=True)
                root = etree.fromstring(content, parser)
                change(root, random.Random(len(data)))  # noqa: S311 - the same noise each time
                content = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
            new.writestr(name, content)
    return target.getvalue()


def split_runs(root: etree._Element, hand: random.Random) -> None:
    """Every run is cut in pieces, as Word does when somebody edits in it."""
    for run in list(root.iter(f"{_W}r")):
        content = [child for child in run if child.tag != f"{_W}rPr"]
        if [child.tag for child in content] != [f"{_W}t"]:
            continue
        text = content[0].text or ""
        cuts = sorted(hand.sample(range(len(text)), min(3, len(text))))
        pieces = [
            text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)
        ]
        for piece in pieces:
            one = copy.deepcopy(run)
            one.tail = None
            found = one.find(f"{_W}t")
            found.text = piece
            found.set(_XML_SPACE, "preserve")
            run.addprevious(one)
        _remove(run)


def strew(root: etree._Element, hand: random.Random) -> None:
    """Bookmarks, proofing marks, revision ids, permissions, page breaks of long ago."""
    for number, element in enumerate(list(root.iter(f"{_W}p", f"{_W}tr", f"{_W}r"))):
        element.set(f"{_W}rsidR", f"{hand.randrange(1 << 32):08X}")
        if element.tag != f"{_W}r" or hand.random() > _LIKELY:
            continue
        for name, kept in (
            ("proofErr", {"type": "spellStart"}),
            ("bookmarkStart", {"id": str(number), "name": "_GoBack"}),
            ("bookmarkEnd", {"id": str(number)}),
            ("permStart", {"id": str(number), "edGrp": "everyone"}),
        ):
            mark = element.makeelement(f"{_W}{name}", {})
            for key, value in kept.items():
                mark.set(f"{_W}{key}", value)
            (element.addprevious if hand.random() < _LIKELY else element.addnext)(mark)
        first = next(iter(element), None)
        if first is not None:
            page = element.makeelement(f"{_W}lastRenderedPageBreak", {})
            (first.addnext if first.tag == f"{_W}rPr" else first.addprevious)(page)


def wrap(root: etree._Element, hand: random.Random) -> None:
    """Content controls around runs, paragraphs, cells, rows and tables."""
    names = [f"{_W}{name}" for name in ("r", "p", "tc", "tr", "tbl")]
    for element in list(root.iter(*names)):
        if hand.random() < _LIKELY and not _in_field(element):
            _control_around(element, hand)


def _in_field(element: etree._Element) -> bool:
    """A run with half a field in it; Word puts no control around that."""
    return next(element.iter(f"{_W}fldChar", f"{_W}instrText"), None) is not None


def _control_around(element: etree._Element, hand: random.Random) -> None:
    control = element.makeelement(f"{_W}sdt", {})
    properties = etree.SubElement(control, f"{_W}sdtPr")
    tag = etree.SubElement(properties, f"{_W}tag")
    tag.set(f"{_W}val", f"goog_rdk_{hand.randrange(1000)}")
    content = etree.SubElement(control, f"{_W}sdtContent")
    element.addprevious(control)
    content.append(element)


def without_tables(root: etree._Element, hand: random.Random) -> None:
    """The paragraphs of each table in its place, as when a table is converted."""
    for table in list(root.iter(f"{_W}tbl")):
        for paragraph in list(_paragraphs(table)):
            table.addprevious(paragraph)
        _remove(table)


def _paragraphs(table: etree._Element) -> Iterator[etree._Element]:
    for cell in table.iter(f"{_W}tc"):
        for child in cell:
            if child.tag != f"{_W}tcPr":
                yield child


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


NOISE: Final[dict[str, Change]] = {
    "runs are split": split_runs,
    "marks are strewn in": strew,
    "controls are wrapped around": wrap,
}
