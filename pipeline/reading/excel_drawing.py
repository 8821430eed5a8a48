"""Excel drawing: what stands on a sheet but in no cell.

    drawing, VML, chart and comment parts, headers and footers -> blocks and comments

Text boxes, shapes, charts and labels of form controls come as blocks with the cell they
hang on; whether a form control is ticked is not read. Comments of both kinds come by
cell. A shape that shows a cell says nothing of its own.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake.archive import Archive
from pipeline.reading.block import Block, Cell, Layer, Mark, Run
from pipeline.reading.excel_sheet import S, at, unescape
from pipeline.reading.package import relations
from pipeline.reading.xmlpart import Element, parse

_ANCHORS: Final = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"}
# The person of a threaded comment stands as `tc={guid}` in the copy for old versions.
_THREAD_AUTHOR: Final = "tc="
# ECMA-376 18.3.1.46: && is &; fonts, sizes, colours and fields say nothing.
_CODE: Final = re.compile(
    r'&(?:(&)|"[^"]*"|K(?:[0-9A-Fa-f]{6}|[0-9]{2}[+-][0-9]{3})|[0-9]{1,3}'
    r"|([LCR])|[A-Za-z])"
)
_VML_BREAK: Final = re.compile(rb"<(br|hr)\s*>", re.IGNORECASE)
# What Calc prints by itself on every sheet: `Pagina 1 van 2`.
_PAGE_WORDS: Final = re.compile(
    r"(?:page|pagina|blz\.?|of|van|[\s/\-–0-9?])*", re.IGNORECASE
)


def read_surroundings(archive: Archive, part: str, sheet: str) -> Iterator[Block]:
    """The blocks that hang on sheet part `part`: drawings and form controls."""
    seen = set()
    for _, kind, target in relations(archive, part):
        blocks: Iterator[Block] = iter(())
        if kind == "drawing":
            blocks = _read_drawing(archive, target, sheet)
        elif kind == "vmlDrawing":
            blocks = _read_vml(archive.read(target), sheet)
        for block in blocks:
            # A form control stands both in the drawing and in the VML.
            words = "".join(block.text.split())
            if words not in seen or kind == "drawing":
                seen.add(words)
                yield block


def all_comments(archive: Archive, part: str) -> dict[tuple[int, int], str]:
    """The comments on sheet part `part` by row and column, both kinds together."""
    found: dict[tuple[int, int], str] = {}
    for _, kind, target in relations(archive, part):
        if kind in {"comments", "threadedComment"}:
            for place, text in _read_comments(archive, target, kind).items():
                found[place] = f"{found[place]}\n{text}" if place in found else text
    return found


def _read_drawing(archive: Archive, part: str, sheet: str) -> Iterator[Block]:
    """The text of the shapes and charts of one drawing, by the cell they hang on."""
    links = {name: target for name, _, target in relations(archive, part)}
    for anchor in parse(archive.read(part)):
        if _local(anchor) in _ANCHORS:
            place = f"{sheet}, tekstvak{_beside(anchor)}"
            for element in _live(anchor):
                if _local(element) == "txBody":
                    yield from _paragraphs(element, place)
                elif _local(element) in {"chart", "relIds"}:
                    ids = {str(value) for value in element.attrib.values()}
                    for target in (links[name] for name in links if name in ids):
                        yield from _paragraphs(parse(archive.read(target)), place)


def _read_vml(data: bytes, sheet: str) -> Iterator[Block]:
    """The labels of form controls and old text boxes; comments are read elsewhere.

    VML need not be well-formed; what is not, is left out: it carries the looks of
    comments and controls, which Excel itself keeps elsewhere too.
    """
    try:
        root = parse(_VML_BREAK.sub(rb"<\1/>", data))
    except DocumentError:
        return
    for shape in root:
        kinds = [e.get("ObjectType") for e in shape.iter() if _local(e) == "ClientData"]
        for box in shape.iter():
            if _local(box) == "textbox" and "Note" not in kinds:
                text = " ".join("".join(str(t) for t in box.itertext()).split())
                yield from _block(text, f"{sheet}, tekstvak", Layer.TEXTBOX)


def _read_comments(
    archive: Archive, part: str, kind: str
) -> dict[tuple[int, int], str]:
    """The comments of one part by row and column; `kind` is its relationship.

    A thread is one comment, its replies on lines of their own.
    """
    root = parse(archive.read(part))
    found: dict[tuple[int, int], list[str]] = {}
    authors = [author.text or "" for author in root.iterfind(f"{S}authors/{S}author")]
    for comment in root.iter():
        place = at(comment.get("ref"))
        if place is None:
            continue
        if kind == "threadedComment":
            text = "".join(str(t) for t in comment.itertext())
        else:
            number = comment.get("authorId") or ""
            known = number.isdecimal() and int(number[:6]) < len(authors)
            author = authors[int(number[:6])] if known else ""
            text = "" if author.startswith(_THREAD_AUTHOR) else _said(comment, author)
        if text.strip():
            found.setdefault(place, []).append(unescape(text).strip())
    return {place: "\n".join(texts) for place, texts in found.items()}


def with_comments(
    cells: tuple[Cell, ...], comments: dict[tuple[int, int], str]
) -> tuple[Cell, ...]:
    """`cells` with their comments; a comment on an empty cell is a cell too."""
    if not comments:
        return cells
    by_place = {(cell.row, cell.column): cell for cell in cells}
    for (row, column), text in comments.items():
        empty = Cell(row=row, column=column, value=None)
        cell = by_place.get((row, column), empty)
        by_place[row, column] = cell._replace(comment=text)
    return tuple(by_place[place] for place in sorted(by_place))


def read_margins(root: Element, sheet: str) -> Iterator[Block]:
    """The headers and footers of a worksheet, part by part (left, middle, right)."""
    seen = set()
    for element in root.iterfind(f"{S}headerFooter/*"):
        layer = Layer.HEADER if "Header" in _local(element) else Layer.FOOTER
        for text in margin_texts(element.text or ""):
            if (layer, text) not in seen:
                seen.add((layer, text))
                yield from _block(text, f"{sheet}, {layer.value}", layer)


def margin_texts(coded: str) -> list[str]:
    """The texts of a header or footer written with Excel's `&` codes."""
    texts, rest = [""], 0
    for match in _CODE.finditer(coded):
        texts[-1] += coded[rest : match.start()] + (match[1] or "")
        rest = match.end()
        if match[2]:
            texts.append("")
    texts[-1] += coded[rest:]
    return [text.strip() for text in texts if not is_page_number(text)]


def is_page_number(text: str) -> bool:
    """Whether a header or footer says no more than which page it is on."""
    return _PAGE_WORDS.fullmatch(text) is not None


def _live(element: Element) -> Iterator[Element]:
    """`element` and all in it, without the second copy of what has two forms."""
    if _local(element) == "sp" and element.get("textlink"):
        return
    yield element
    first = _local(element) == "AlternateContent"
    for child in element:
        yield from _live(child)
        if first:
            return


def _paragraphs(body: Element, place: str) -> Iterator[Block]:
    for paragraph in body.iter():
        if _local(paragraph) == "p" and _is_drawing(paragraph):
            runs = tuple(run for run in map(_run, paragraph) if run.text)
            if "".join(run.text for run in runs).strip():
                yield Block(runs=runs, place=place, layer=Layer.TEXTBOX)


def _run(element: Element) -> Run:
    """A run, field or line break of a DrawingML paragraph; other children are empty."""
    if _local(element) == "br":
        return Run("\n")
    strike = "noStrike"
    text = ""
    for child in element:
        if _local(child) == "rPr":
            strike = child.get("strike") or strike
        elif _local(child) == "t":
            text += child.text or ""
    return Run(text, Mark.NONE if strike == "noStrike" else Mark.STRIKE)


def _said(comment: Element, author: str) -> str:
    """What a comment says, without the author's name that Excel puts above it."""
    text = "".join(t.text or "" for t in comment.iter(f"{S}t"))
    first, _, rest = text.partition("\n")
    return rest if first.strip() == f"{author}:" and rest.strip() else text


def _block(text: str, place: str, layer: Layer) -> Iterator[Block]:
    if text:
        yield Block(runs=(Run(text),), place=place, layer=layer)


def _beside(anchor: Element) -> str:
    """The cell under the top left corner of a drawing: ` bij C4`."""
    numbers = {
        _local(child): child.text or ""
        for start in anchor
        if _local(start) == "from"
        for child in start
    }
    row, column = numbers.get("row", ""), numbers.get("col", "")
    if not (row.isdecimal() and column.isdecimal()):
        return ""
    cell = Cell(row=int(row[:7]) + 1, column=int(column[:5]) + 1, value=None)
    return f" bij {cell.address}"


def _is_drawing(element: Element) -> bool:
    return "drawingml" in str(element.tag)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
