"""Fill anchors: where in a blank form each answer goes (the lens, put).

    blank package + Index -> its document, with an anchor for every label

The same labels that are looked for in a submission are looked for in the blank; there
they stand as they were printed. An anchor holds on to its paragraph, so that it still
holds when other answers have been written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.errors import DocumentError, TemplateError
from pipeline.forms.fill_text import paragraphs_of, text_of
from pipeline.forms.labels import Hit, Index, Role
from pipeline.forms.lines import WORD, Line, to_lines
from pipeline.forms.mapping import Deel, Veld
from pipeline.forms.placeholders import Placeholders
from pipeline.forms.route import route
from pipeline.reading.block import Layer
from pipeline.reading.word import read_word
from pipeline.reading.wordstyle import W
from pipeline.reading.xmlpart import Element, parse

DOCUMENT: Final = "word/document.xml"
_NUMBER: Final = "#"  # in a label of the mapping: any number or letter
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
        return (
            f"{self.veld.naam}:{self.veld.optie}" if self.veld.optie else self.veld.naam
        )


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
        message = (
            f"Het blanco formulier ‘{name}’ kan niet gelezen worden: {error.bericht}."
        )
        raise TemplateError(message) from error
    body = root.find(f"{W}body")
    paragraphs = paragraphs_of(body) if body is not None else []
    if [block.text for block in blocks] != [text_of(p) for p in paragraphs]:
        raise TemplateError(
            f"Het blanco formulier ‘{name}’ bevat wijzigingen die niet aanvaard zijn, "
            "of verborgen tekst. Aanvaard of verwijder ze in Word."
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


def _parts(
    lines: Sequence[Line], paragraphs: Sequence[Element], index: Index
) -> dict[str, Part]:
    parts = {deel.id: Part(deel) for deel in index.formulier.deel}
    offsets = _offsets(lines)
    for number, hit in _labels(lines, index):
        line, part, veld = lines[number], parts[hit.text.deel or ""], hit.text.veld
        if veld is None:
            part.koppen.append(paragraphs[line.block])
            continue
        offset = offsets[number]
        part.anchors.append(
            Anchor(
                veld=veld,
                paragraph=paragraphs[line.block],
                start=offset,
                end=offset + hit.end,
                number=_number(line, hit, offset),
                below=tuple(_below(paragraphs, line.block, index.placeholders)),
            )
        )
    return parts


def _labels(lines: Sequence[Line], index: Index) -> Iterator[tuple[int, Hit]]:
    """The lines that are a label or heading as printed, each in its own part."""
    found = [(n, _bare(line, index)) for n, line in enumerate(lines)]
    found = [(n, hits) for n, hits in found if hits]
    places = route(found, [deel.id for deel in index.formulier.deel])
    for number, hits in found:
        here = [hit for hit in hits if hit.text.deel == places[number]]
        if here:
            yield number, max(here, key=lambda hit: len(hit.text.words))


def _bare(line: Line, index: Index) -> tuple[Hit, ...]:
    """The labels that `line` is, with nothing behind it but a prompt or a choice."""
    return tuple(
        hit
        for hit in index.hits(line)
        if hit.certainty == 1.0
        and hit.text.role is not Role.FIXED
        and line.words != _PAIR
        and set(WORD.findall(index.placeholders.strip(line.live[hit.end :]).lower()))
        <= set(_PAIR)
    )


def _offsets(lines: Sequence[Line]) -> list[int]:
    """Where in its paragraph each line begins, behind soft breaks."""
    offsets: list[int] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        same = before is not None and before.block == line.block
        offsets.append(offsets[-1] + len(before.live) + 1 if before and same else 0)
    return offsets


def _number(line: Line, hit: Hit, offset: int) -> tuple[int, int] | None:
    """Where in its paragraph the number stands that `#` in the label means."""
    if _NUMBER not in hit.text.words:
        return None
    spans = [match.span() for match in WORD.finditer(line.live)]
    start, end = spans[hit.text.words.index(_NUMBER)]
    return offset + start, offset + end


def _below(
    paragraphs: Sequence[Element], label: int, prompts: Placeholders
) -> Iterator[Element]:
    """What follows in the same cell, up to the next text of the form."""
    for paragraph in paragraphs[label + 1 :]:
        text = text_of(paragraph)
        words = tuple(WORD.findall(prompts.strip(text).lower()))
        if paragraph.getparent() is not paragraphs[label].getparent() or (
            words and words != _PAIR
        ):
            return
        yield paragraph
