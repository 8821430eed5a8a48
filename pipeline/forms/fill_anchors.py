"""Fill anchors: where in a blank form each answer goes (the lens, put).

    blank package + Index -> its document, with an anchor for every label

The same labels that are looked for in a submission are looked for in the blank; there
they stand as they were printed. An anchor holds on to its paragraph, so that it still
holds when other answers have been written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.errors import DocumentError, TemplateError
from pipeline.forms.fill_text import paragraphs_of, text_of
from pipeline.forms.labels import Hit, Index, Role
from pipeline.forms.lines import WORD, Line, to_lines
from pipeline.forms.mapping import Deel, Veld
from pipeline.forms.route import route
from pipeline.reading.block import Layer
from pipeline.reading.word import read_word
from pipeline.reading.wordstyle import W
from pipeline.reading.xml import Element, parse

DOCUMENT: Final = "word/document.xml"
NUMBER: Final = "#"
_PAIR: Final = ("ja", "nee")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A label in the blank; `start` and `end` are where in the text of `paragraph`.

    `number` is where in it the number stands that `#` in the mapping means. `below` are
    the paragraphs between this label and the next text of the form, where an answer may
    stand.
    """

    veld: Veld
    paragraph: Element
    start: int
    end: int
    number: tuple[int, int] | None = None
    below: tuple[Element, ...] = ()

    @property
    def naam(self) -> str:
        """The field of the label, with its option where it has one."""
        return f"{self.veld.naam}:{self.veld.optie}" if self.veld.optie else self.veld.naam


@dataclass(slots=True)
class Part:
    """One part of the form in the blank: its heading and its labels, in form order."""

    deel: Deel
    koppen: list[Element] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[Element]:
        """The paragraphs with its heading and its labels."""
        return [*self.koppen, *(anchor.paragraph for anchor in self.anchors)]


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank Word form opened to be filled in.

    `root` is its document part, `headings` are the paragraphs that are set as one.
    """

    root: Element
    parts: dict[str, Part]
    headings: frozenset[Element]


def open_blank(package: bytes, document: bytes, index: Index) -> Blank:
    """The blank whose `word/document.xml` is `document`, with its anchors.

    Raises `TemplateError` when it cannot be read.
    """
    name = index.formulier.sjabloon
    try:
        root = parse(document)
        blocks = [b for b in read_word(package).blocks if b.layer is Layer.BODY]
    except DocumentError as error:
        message = f"Het blanco formulier ‘{name}’ kan niet gelezen worden: {error.bericht}."
        raise TemplateError(message) from error
    body = root.find(f"{W}body")
    paragraphs = paragraphs_of(body) if body is not None else []
    if [block.text for block in blocks] != [text_of(p) for p in paragraphs]:
        raise TemplateError(
            f"Het blanco formulier ‘{name}’ bevat wijzigingen die niet aanvaard zijn, of "
            "verborgen tekst. Aanvaard of verwijder ze in Word en bewaar het opnieuw."
        )
    headings = (p for b, p in zip(blocks, paragraphs, strict=True) if b.heading)
    parts = _parts(to_lines(tuple(blocks)), paragraphs, index)
    return Blank(root, parts, frozenset(headings))


def to_bytes(root: Element, original: bytes) -> bytes:
    """The document part again, opening as `original` does."""
    opening = original[: original.index(b"<", original.find(b"?>") + 1)]
    if not original.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml"):
        opening = b""
    return opening + etree.tostring(root, encoding="UTF-8")


@dataclass(slots=True)
class _Found:
    """A line of the blank that is the form's own text; `offset` is where it begins."""

    deel: str
    line: Line
    hit: Hit
    offset: int

    @property
    def paragraph(self) -> int:
        return self.line.block

    @property
    def number(self) -> tuple[int, int] | None:
        """Where in its paragraph the number stands that `#` in the label means."""
        words = self.hit.text.words
        if NUMBER not in words:
            return None
        spans = [match.span() for match in WORD.finditer(self.line.live)]
        start, end = spans[words.index(NUMBER)]
        return self.offset + start, self.offset + end


def _parts(
    lines: Sequence[Line], paragraphs: Sequence[Element], index: Index
) -> dict[str, Part]:
    found = _found(lines, index)
    parts = {deel.id: Part(deel) for deel in index.formulier.deel}
    for number, here in enumerate(found):
        part = parts[here.deel]
        paragraph = paragraphs[here.paragraph]
        veld = here.hit.text.veld
        if here.hit.text.role is Role.HEADING:
            part.koppen.append(paragraph)
        elif veld is not None:
            limit = found[number + 1].paragraph if number + 1 < len(found) else None
            below = _same_cell(paragraph, paragraphs[here.paragraph + 1 : limit])
            part.anchors.append(
                Anchor(
                    veld=veld,
                    paragraph=paragraph,
                    start=here.offset,
                    end=here.offset + here.hit.end,
                    number=here.number,
                    below=below,
                )
            )
    return parts


def _found(lines: Sequence[Line], index: Index) -> list[_Found]:
    """Every line that is the form's own text, with the part it stands in."""
    exact = [
        tuple(hit for hit in index.hits(line) if hit.certainty == 1.0) for line in lines
    ]
    places = route(
        [(n, hits) for n, hits in enumerate(exact) if hits],
        [deel.id for deel in index.formulier.deel],
    )
    found: list[_Found] = []
    offset = 0
    for number, line in enumerate(lines):
        same = number > 0 and lines[number - 1].block == line.block
        offset = offset + len(lines[number - 1].live) + 1 if same else 0
        deel = places.get(number)
        mine = [hit for hit in exact[number] if hit.text.deel in {deel, None}]
        if deel is not None and mine and line.words != _PAIR:
            best = max(mine, key=lambda hit: (len(hit.text.words), hit.text.role))
            found.append(_Found(deel, line, best, offset))
    return found


def _same_cell(label: Element, below: Sequence[Element]) -> tuple[Element, ...]:
    """The paragraphs of `below` up to the first that stands elsewhere than `label`."""
    here: list[Element] = []
    for paragraph in below:
        if paragraph.getparent() is not label.getparent():
            break
        here.append(paragraph)
    return tuple(here)
