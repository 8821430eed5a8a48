"""Block: the one shape in which every document is read.

A `Reading` holds the blocks of a text document in reading order, or the sheets of a
workbook. Every character that a person sees is in exactly one block or cell; tracked
insertions are in, tracked deletions are out, struck-out text is marked. Ticks, however
they were made, stand in the text as `☒` and `☐`.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, Flag, auto
from functools import lru_cache
from typing import Final, NamedTuple


class Mark(Flag):
    """What a person sees of a stretch of text besides its letters."""

    NONE = 0
    BOLD = auto()
    UNDERLINE = auto()
    HIGHLIGHT = auto()
    COLOUR = auto()
    STRIKE = auto()
    HIDDEN = auto()
    PLACEHOLDER = auto()
    """The grey prompt of an empty content control: not an answer."""
    CONTROL = auto()
    """Inside a content control or form field."""
    WRAPPED = auto()
    """The blank where a printed line ended, in a pdf."""


NO_MARKS: Final = Mark.NONE
"""Asked of every run, and slow to get from its class."""

GONE: Final[int] = (Mark.STRIKE | Mark.HIDDEN | Mark.PLACEHOLDER).value
"""The bits of text that does not count; bits, since flags are slow to compare."""


class Layer(Enum):
    """Where in the document a block stands."""

    __hash__ = object.__hash__  # asked of every line, and slow by its name

    BODY = "tekst"
    HEADER = "koptekst"
    FOOTER = "voettekst"
    NOTE = "voetnoot"
    COMMENT = "opmerking"
    TEXTBOX = "tekstvak"
    PROPERTY = "eigenschap"


class Run(NamedTuple):
    r"""A stretch of text with the same marks. A soft line break is `\n`."""

    text: str
    marks: Mark = Mark.NONE


def live_text(runs: tuple[Run, ...]) -> str:
    """The text of `runs` that counts: what is not struck out, hidden or a prompt."""
    if len(runs) == 1 and runs[0].marks is NO_MARKS:
        return runs[0].text  # as nearly every paragraph
    return "".join(
        [text for text, marks in runs if marks is NO_MARKS or not marks.value & GONE]
    )


class CellAt(NamedTuple):
    """A table cell on the way to a block: document-wide table number, row, column.

    All count from 1; `column` is the grid column where the cell starts, `span` how many
    it covers.
    """

    table: int
    row: int
    column: int
    span: int = 1


class Drawn(NamedTuple):
    """A shape without words that hangs on a paragraph: `ellips`, `kader`, `pijl`.

    `on_line` says that it lies on the first line of that paragraph.
    """

    what: str
    on_line: bool


class Block(NamedTuple):
    """One paragraph, wherever it stands.

    `cells` is the path of table cells from the outside in, empty in running text.
    `level` is the list level (0 outermost) or `None`; `heading` the outline level (1
    highest) or `None`. `tags` are tag and alias of the content controls around it,
    `drawn` the shapes over or beside it.
    """

    runs: tuple[Run, ...]
    place: str
    layer: Layer = Layer.BODY
    cells: tuple[CellAt, ...] = ()
    level: int | None = None
    heading: int | None = None
    tags: tuple[str, ...] = ()
    drawn: tuple[Drawn, ...] = ()

    @property
    def text(self) -> str:
        """The text that counts: without what is struck out, hidden or a prompt."""
        return live_text(self.runs)


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Cell(NamedTuple):
    """One non-empty cell of a workbook. `row` and `column` count from 1.

    `value` is a number, text, truth value or date as stored; `None` when there is
    nothing but a `comment`, an `error`, or a `formula` without a computed result.
    `dated` says that the number is shown as a date, `computed` that the file had only
    the formula and we computed what it comes to; `indent` is how many steps the cell is
    indented.
    """

    row: int
    column: int
    value: str | float | int | bool | dt.datetime | None
    error: str | None = None
    formula: str | None = None
    dated: bool = False
    hidden: bool = False
    comment: str | None = None
    computed: bool = False
    indent: int = 0

    @property
    def is_uncomputed(self) -> bool:
        """Whether there is a formula, and nothing of what it comes to."""
        return self.formula is not None and self.value is None and self.error is None

    @property
    def address(self) -> str:
        """The cell as Excel names it: `F12`."""
        return f"{_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its non-empty cells by row and column, merged ranges expanded not."""

    name: str
    cells: tuple[Cell, ...]
    hidden: bool = False
    merges: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges as (first row, first column, last row, last column)."""

    def place(self, cell: Cell) -> str:
        """Where a person finds `cell`: `Rapport!F12`."""
        return f"{self.name}!{cell.address}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document as read: blocks for text, sheets for workbooks.

    `properties` are the document properties that can identify it (title, custom
    properties); `warnings` are codes of `findings.KINDS` such as `macro`.
    """

    blocks: tuple[Block, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    noticed: tuple[tuple[str, str], ...] = ()
    """What else a person must know: the code of a kind, and the place in it."""
    printed: bool = False
    """Whether its paragraphs were measured on paper: a pdf."""
    unruled: frozenset[int] = frozenset()
    """The numbers of tables without lines, whose cells were measured on paper too."""
    compute: "Callable[[], tuple[Sheet, ...]] | None" = field(
        default=None, compare=False, repr=False
    )
    """The sheets with the results of formulas that the file does not tell.

    `None` when there are none; it may take seconds.
    """
