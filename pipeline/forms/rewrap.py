"""Rewrap: the printed lines of a pdf, put together again as the form has its texts.

blocks of a pdf + Index -> blocks

Where a paragraph ends can only be measured in a pdf. The form proves it: printed lines
that together are one of its texts are one paragraph, also over the end of a page or a
row; a line that begins with one of its labels begins a paragraph. Everything else stays
as it was measured.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from pipeline.forms.labels import Hit, Index, Role
from pipeline.forms.lines import WORD
from pipeline.forms.wording import NUMBER
from pipeline.reading.block import Block, Layer, Mark, Run

_MOST: Final = 30  # printed lines that one text of the form may take
_MOST_PROMPT: Final = 8
_GOES_ON: Final = tuple(",-–(/")
_ENDS: Final = tuple('.!?:;…)”’"')
_LIKELY: Final = 0.7  # a label with words right behind it
_AT_ALL: Final = 0.4  # the same, where they might be a sentence with it
_ENDINGS: Final = (":", "?")
_QUOTES: Final = ("“", "„", "«", "‘", '"', "'")


@dataclass(slots=True)
class _Printed:
    """A printed line; `first` is the line with which its paragraph begins.

    `joined` says that it was measured as the rest of the line above, `blank` what stood
    between the two.
    """

    block: Block
    runs: tuple[Run, ...]
    joined: bool
    blank: str = " "
    first: "_Printed | None" = None

    @property
    def text(self) -> str:
        return "".join(r.text for r in self.runs if not r.marks & Mark.STRIKE)


class _Texts:
    """The texts of the form by their letters: a printed line may break a word.

    `ends` are where words end in those that the blank prints; `every` has the other
    wordings too, which two lines below each other may make by chance.
    """

    def __init__(self, index: Index) -> None:
        self.ends: dict[str, frozenset[int]] = {}
        self.every: set[str] = set()
        for text in index.texts:
            words = tuple(word for word in text.words if word != NUMBER)
            for some in {words, _unnumbered(words)}:
                self.every.add("".join(some))
                if text.own:
                    ends = frozenset(accumulate(len(word) for word in some))
                    self.ends["".join(some)] = ends
        self.ordered = sorted(self.ends)

    def begin_with(self, letters: str) -> bool:
        """Whether a text begins with `letters`."""
        at = bisect_left(self.ordered, letters)
        return at < len(self.ordered) and self.ordered[at].startswith(letters)

    def holds(self, line: str) -> bool:
        """Whether a line is a text."""
        words = _words(line)
        return bool({"".join(words), "".join(_unnumbered(words))} & self.every)


def rewrap(blocks: Sequence[Block], index: Index) -> tuple[Block, ...]:
    """`blocks` of a printed document, with the paragraphs that the form proves."""
    texts = _Texts(index)
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
            lines.append(_Printed(block, (), joined=True, blank=run.text))
        else:
            lines[-1].runs += (run,)
    if block.layer is not Layer.BODY:
        for line in lines[1:]:
            line.first = lines[0]
    return lines


def _join(stream: Sequence[_Printed], texts: _Texts, index: Index) -> None:
    at = 0
    first: _Printed | None = None
    while at < len(stream):
        line = stream[at]
        ahead = stream[at : at + _MOST]
        many = max(_spanned(ahead, texts), _prompted(ahead, texts, index))
        begun = not line.joined or many > 1 or _begins(line, texts, index)
        if first is None or begun or _is_label_below(stream[at - 1], line, index):
            first = line
        for one in stream[at : at + many]:
            one.first = first
        at += many


def _spanned(lines: Sequence[_Printed], texts: _Texts) -> int:
    """Over how many of `lines` the text of the form runs that the first begins with."""
    words = _words(lines[0].text)
    if len(words) == 1 and words[0].isdecimal():
        return 1  # a number is an answer, not the number of the text below
    if lines[0].text.lstrip().startswith(_QUOTES):
        return 1  # somebody speaks of the form
    count = 1
    for front in {words, _unnumbered(words)}:
        letters = "".join(front)
        edges = [len(letters)]
        for number in range(1, len(lines)):
            if not letters or not texts.begin_with(letters):
                break
            more = _words(lines[number].text)
            for end in accumulate(len(word) for word in more):
                text = letters + "".join(more)[:end]
                if text in texts.ends and number + 1 > count:
                    count = number + 1
                    _set_blanks(lines[1:count], edges, texts.ends[text])
            letters += "".join(more)
            edges.append(len(letters))
    return count


def _set_blanks(
    lines: Sequence[_Printed], edges: Sequence[int], ends: frozenset[int]
) -> None:
    """Put a blank where a word of the text ended with its line, and none elsewhere."""
    for line, edge in zip(lines, edges, strict=False):
        line.blank = " " if edge in ends else ""


def _prompted(lines: Sequence[_Printed], texts: _Texts, index: Index) -> int:
    """Over how many of `lines` a prompt runs that stands on the first."""
    count = 1
    joined = lines[0].text
    for number in range(1, min(len(lines), _MOST_PROMPT)):
        if _begins(lines[number], texts, index):
            break
        edge = len(joined)
        joined = f"{joined} {lines[number].text}"
        sure = len(" ".join(line.text for line in lines[:count]))
        prompts = index.placeholders.pattern.finditer(joined)
        if any(found.start() < sure and edge < found.end() for found in prompts):
            count = number + 1
    return count


def _begins(line: _Printed, texts: _Texts, index: Index) -> bool:
    """Whether a line is a text of the form, or begins with a label and its sign."""
    bare = index.placeholders.strip(line.text)
    if not bare.strip() or texts.holds(bare):
        return True
    return any(
        hit.text.role is Role.LABEL
        and hit.certainty == 1.0
        and (
            line.text[: hit.end].rstrip().endswith(_ENDINGS)
            or not index.placeholders.strip(line.text[hit.end :]).strip()
        )
        for hit in index.look_up(line.text).hits
    )


def _is_label_below(above: _Printed, line: _Printed, index: Index) -> bool:
    """Whether a line is a label without its sign, below a line that goes nowhere.

    Somebody's own `KPI` is written as the form's: that one comes below a label alone.
    A prompt of the form, behind the label or at the end of the line above, proves that
    no sentence goes on.
    """
    if not line.text[:1].isupper() or above.text.rstrip()[-1:] in _GOES_ON:
        return False
    bare = index.placeholders.strip(line.text), index.placeholders.strip(above.text)
    prompted = bare != (line.text, above.text)
    ended = above.text.rstrip()[-1:] in _ENDS and not prompted
    mine = _likely_labels(line, index, _LIKELY if ended else _AT_ALL)
    if line.text.split()[0].isupper() and not line.text.isupper():
        return bool(mine and _likely_labels(above, index, _AT_ALL))
    return bool(mine)


def _likely_labels(line: _Printed, index: Index, least: float) -> list[Hit]:
    return [
        hit
        for hit in index.look_up(line.text).hits
        if hit.text.role is Role.LABEL and hit.text.own and hit.certainty >= least
    ]


def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.lower()))


def _unnumbered(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if len(words) > 1 and words[0].isdecimal() else words


def _block(lines: Sequence[_Printed]) -> Block:
    runs: list[Run] = list(lines[0].runs)
    for line in lines[1:]:
        runs += [Run(line.blank, Mark.WRAPPED), *line.runs]
    return lines[0].block._replace(runs=tuple(runs))
