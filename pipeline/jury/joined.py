"""Joined: all jury sheets of a round in one Word document.

    sheets -> cover with a table of contents, then every sheet with its own header

All sheets come from one template, so their bodies are put one after the other, each in
a section of its own: linear, where docxcompose is quadratic. That gives the same
document is a test; sheets with parts of their own (images in a template that somebody
changed) go through docxcompose.
"""

import io
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from typing import Final

from lxml import etree

from pipeline.jury.controls import FIRST_ID
from pipeline.jury.engine import BODY
from pipeline.jury.package import (
    CUSTOM,
    RELATIONS,
    TYPES,
    pack,
    parse,
    serialise,
    unpack,
    with_title,
)
from pipeline.jury.text import clean

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS: Final = "word/_rels/document.xml.rels"
_NS: Final = f'xmlns:w="{W[1:-1]}" xmlns:r="{R[1:-1]}"'  # of the pieces written as text
_WIDTH: Final = 9638
"""Where the page numbers end: the width of the text, in twentieths of a point."""
_MARGIN: Final = re.compile(r"word/(header|footer)\d*\.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blad:
    """One sheet to join: its `titel` and `regel` stand in the table of contents."""

    titel: str
    regel: str
    sheet: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A sheet taken apart; `section` is its page setup, which closed the body."""

    blad: Blad
    parts: dict[str, bytes]
    root: etree._Element
    body: list[etree._Element]
    section: etree._Element


def join(bladen: Sequence[Blad], titel: str, ondertitel: str) -> bytes:
    """Join at least one sheet; the same sheets give the same bytes.

    Hidden properties go: they are those of one sheet. Who collects the document finds
    each sheet by its kenmerk.
    """
    opened = [_opened(blad) for blad in bladen]
    if not all(map(_is_plain, opened)):
        return _composed(bladen)
    first = opened[0]
    parts = dict(first.parts)
    relations = parse(parts[RELS])
    body = first.root.find(f"{W}body")
    if body is None:
        raise ValueError("a sheet without a body")
    for child in list(body):
        body.remove(child)
    body.extend(_cover(opened, titel, ondertitel))
    for number, one in enumerate(opened, 1):
        section = deepcopy(one.section)
        _own_margins(one, number, section, parts, relations)
        _mark(one.body, number)
        body.extend(one.body)
        body.append(section if number == len(opened) else _closing(section))
    _renumber(body)
    parts[BODY] = serialise(first.root)
    parts[RELS] = serialise(relations)
    return pack(_without_properties(with_title(parts, clean(titel))))


def _opened(blad: Blad) -> _Opened:
    parts = unpack(blad.sheet)
    root = parse(parts[BODY])
    body = root.find(f"{W}body")
    section = body.find(f"{W}sectPr") if body is not None else None
    if body is None or section is None:
        raise ValueError("a sheet without a page setup")
    inside = [child for child in body if child is not section]
    return _Opened(blad=blad, parts=parts, root=root, body=inside, section=section)


def _is_plain(one: _Opened) -> bool:
    """Whether nothing in the text refers to a part of the package."""
    return not any(
        name.startswith(R)
        for top in one.body
        for element in top.iter(f"{W}*", "{*}blip")
        for name in map(str, element.attrib)
    )


def _cover(
    opened: Sequence[_Opened], titel: str, ondertitel: str
) -> Iterator[etree._Element]:
    yield _piece("p", _styled("Title") + _words(titel))
    yield _piece("p", _styled("Subtitle") + _words(ondertitel))
    yield _piece("p", _styled("Heading1") + _words("Inhoud"))
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{_WIDTH}"/></w:tabs>'
    for number, one in enumerate(opened, 1):
        look = f'<w:pPr><w:pStyle w:val="Normal"/>{tab}</w:pPr>'
        line = (
            _words(one.blad.titel, "Strong")
            + _words(f"  {one.blad.regel}", "Verwijzing")
            + "<w:r><w:tab/></w:r>"
            + _page_of(number)
        )
        anchor = f'w:anchor="{_name(number)}" w:history="1"'
        yield _piece("p", f"{look}<w:hyperlink {anchor}>{line}</w:hyperlink>")
    setup = deepcopy(opened[0].section)
    for margin in setup.findall(f"{W}headerReference"):
        setup.remove(margin)
    yield _closing(setup)


def _page_of(number: int) -> str:
    """A field for the page on which a sheet begins; Word and LibreOffice compute it."""

    def char(kind: str) -> str:
        dirty = ' w:dirty="true"' if kind == "begin" else ""
        return f'<w:r><w:fldChar w:fldCharType="{kind}"{dirty}/></w:r>'

    instruction = f" PAGEREF {_name(number)} \\h "
    return (
        char("begin")
        + f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        + char("separate")
        + _words("…")
        + char("end")
    )


def _name(number: int) -> str:
    return f"blad{number}"


def _styled(style: str) -> str:
    return f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'


def _words(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    words = escape(clean(text), quote=False)
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _piece(name: str, inside: str) -> etree._Element:
    return parse(f"<w:{name} {_NS}>{inside}</w:{name}>")


def _closing(section: etree._Element) -> etree._Element:
    """End a section: its page setup stands in a last paragraph."""
    paragraph = _piece("p", _styled("Tussenruimte"))
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        properties.append(section)
    return paragraph


def _own_margins(
    one: _Opened,
    number: int,
    section: etree._Element,
    parts: dict[str, bytes],
    relations: etree._Element,
) -> None:
    """Give a section the headers and footers of its sheet, under names of their own."""
    known = {r.get("Id"): r for r in parse(one.parts[RELS])}
    for margin in (
        *section.findall(f"{W}headerReference"),
        *section.findall(f"{W}footerReference"),
    ):
        old = known[margin.get(f"{R}id")]
        target = old.get("Target", "")
        content = one.parts[f"word/{target}"]
        if parts.get(f"word/{target}") == content:
            continue  # the first sheet's, or the same words
        name = f"blad{number}-{target}"
        key = f"rIdBlad{number}{target.partition('.')[0]}"
        parts[f"word/{name}"] = content
        etree.SubElement(
            relations, old.tag, Id=key, Type=old.get("Type", ""), Target=name
        )
        margin.set(f"{R}id", key)
        _announce(parts, f"word/{target}", f"word/{name}")


def _announce(parts: dict[str, bytes], like: str, name: str) -> None:
    """Give a new part the content type of one that it is like."""
    types = parse(parts[TYPES])
    for known in list(types):
        if known.get("PartName") == f"/{like}":
            added = deepcopy(known)
            added.set("PartName", f"/{name}")
            types.append(added)
    parts[TYPES] = serialise(types)


def _mark(body: Sequence[etree._Element], number: int) -> None:
    """Put a bookmark where a sheet begins, for the table of contents."""
    first = next(element for element in body if element.tag == f"{W}p")
    start = etree.Element(f"{W}bookmarkStart", {f"{W}id": str(number)})
    start.set(f"{W}name", _name(number))
    end = etree.Element(f"{W}bookmarkEnd", {f"{W}id": str(number)})
    at = 1 if first.find(f"{W}pPr") is not None else 0
    first.insert(at, start)
    first.append(end)


def _renumber(body: etree._Element) -> None:
    """Give every content control an id that no other has."""
    for number, element in enumerate(body.iter(f"{W}sdtPr")):
        for mark in element.findall(f"{W}id"):
            mark.set(f"{W}val", str(FIRST_ID + number))


def _without_properties(parts: dict[str, bytes]) -> dict[str, bytes]:
    kept = {name: part for name, part in parts.items() if name != CUSTOM}
    for name, attribute, gone in (
        (TYPES, "PartName", f"/{CUSTOM}"),
        (RELATIONS, "Target", CUSTOM),
    ):
        root = parse(kept[name])
        for element in list(root):
            if element.get(attribute) == gone:
                root.remove(element)
        kept[name] = serialise(root)
    return kept


def _composed(bladen: Sequence[Blad]) -> bytes:
    """Let docxcompose join them, with all parts that they refer to."""
    from docx import Document  # noqa: PLC0415 - heavy, and rarely needed
    from docxcompose.composer import Composer  # noqa: PLC0415

    first, *rest = [Document(io.BytesIO(blad.sheet)) for blad in bladen]
    whole = Composer(first)
    for document in rest:
        first.add_page_break()  # type: ignore[no-untyped-call]
        whole.append(document)
    target = io.BytesIO()
    whole.save(target)
    return pack(_without_properties(unpack(target.getvalue())))
