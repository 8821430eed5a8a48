"""Rewrap: the printed lines of a pdf, put together again as the form has its texts.

blocks of a pdf + Index -> blocks

Where a paragraph ends can only be measured in a pdf. The form proves it: printed lines
that together are one of its texts are one paragraph, also over the end of a page or a
row; a line that begins with one of its labels begins a paragraph. Everything else stays
as it was measured.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.forms.labels import Index, Role
from pipeline.forms.lines import WORD
from pipeline.reading.block import Block, Layer, Mark, Run

_MOST: Final = 8  # printed lines that one text of the form may take
_ENDINGS: Final = (":", "?")


@dataclass(slots=True)
class _Printed:
    """A printed line; `first` is the line with which its paragraph begins."""

    block: Block
    runs: tuple[Run, ...]
    joined: bool
    first: "_Printed | None" = None

    @property
    def text(self) -> str:
        return "".join(r.text for r in self.runs if not r.marks & Mark.STRIKE)


def rewrap(blocks: Sequence[Block], index: Index) -> tuple[Block, ...]:
    """`blocks` of a printed document, with the paragraphs that the form proves."""
    texts = frozenset(text.words for text in index.texts)
    lines = [line for block in blocks for line in _printed(block)]
    streams: dict[object, list[_Printed]] = defaultdict(list)
    for line in lines:
        if line.block.layer is Layer.BODY:
            cells = line.block.cells
            streams[cells[-1].column if cells else 0].append(line)
    for stream in streams.values():
        _join(stream, texts, index)
    together: dict[int, list[_Printed]] = {}
    for line in lines:
        together.setdefault(id(line.first or line), []).append(line)
    return tuple(_block(same) for same in together.values())


def _printed(block: Block) -> list[_Printed]:
    lines = [_Printed(block, (), joined=False)]
    for run in block.runs:
        if run.marks & Mark.WRAPPED:
            lines.append(_Printed(block, (), joined=True))
        else:
            lines[-1].runs += (run,)
    if block.layer is not Layer.BODY:
        for line in lines[1:]:
            line.first = lines[0]
    return lines


def _join(
    stream: Sequence[_Printed], texts: frozenset[tuple[str, ...]], index: Index
) -> None:
    at = 0
    first: _Printed | None = None
    while at < len(stream):
        line = stream[at]
        many = _spanned(stream[at : at + _MOST], texts, index)
        if not line.joined or first is None or many > 1 or _begins(line, texts, index):
            first = line
        for one in stream[at : at + many]:
            one.first = first
        at += many


def _spanned(
    lines: Sequence[_Printed], texts: frozenset[tuple[str, ...]], index: Index
) -> int:
    """Over how many of `lines` the text of the form runs that the first begins with."""
    count = 1
    joined = lines[0].text
    same = True  # no line yet that begins with a text of its own
    for number in range(1, len(lines)):
        before = len(_words(joined))
        if before == 1 and joined.strip(" .)").isdecimal():
            return 1  # a number is an answer, not the number of the text below
        same = same and not _begins(lines[number], texts, index)
        joined = f"{joined} {lines[number].text}"
        words = _words(joined)
        prompts = index.placeholders.pattern.finditer(joined)
        edge = len(joined) - len(lines[number].text) - 1
        sure = len(" ".join(line.text for line in lines[:count]))
        if (
            same
            and any(found.start() < sure and edge < found.end() for found in prompts)
        ) or any(
            words[:length] in texts for length in range(before + 1, len(words) + 1)
        ):
            count = number + 1
    return count


def _begins(line: _Printed, texts: frozenset[tuple[str, ...]], index: Index) -> bool:
    """Whether a line is a text of the form, or begins with a label and its sign."""
    bare = index.placeholders.strip(line.text)
    if not bare.strip() or _words(bare) in texts:
        return True
    return any(
        hit.text.role is Role.LABEL
        and hit.certainty == 1.0
        and line.text[: hit.end].rstrip().endswith(_ENDINGS)
        for hit in index.look_up(line.text).hits
    )


def _words(text: str) -> tuple[str, ...]:
    words = tuple(WORD.findall(text.lower()))
    return words[1:] if len(words) > 1 and words[0].isdecimal() else words


def _block(lines: Sequence[_Printed]) -> Block:
    runs: list[Run] = list(lines[0].runs)
    for line in lines[1:]:
        runs += [Run(" ", Mark.WRAPPED), *line.runs]
    return replace(lines[0].block, runs=tuple(runs))
