"""Action rows: a part of the form that somebody retyped as a table, a row per action.

    lines -> the same lines, each such row as the heading, the choice and the reason

`Actie | Ja/Nee | Motivatie`: the header says what its columns are (`kolom` in the
mapping), the first tells the action by its name, or by its number and nothing else.
Only where every row is told; any other table is left as it stands, but for `Ja | Nee`
with a tick below one of them: that is one choice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from rapidfuzz import fuzz

from pipeline.forms.choices import (
    OPTION_FRONT,
    Option,
    is_lone_tick,
    lone_option,
    option_of,
    says_nothing,
)
from pipeline.forms.grammar import PER_ACTION
from pipeline.forms.grid import Cells, any_label, cells_of, row_of, under
from pipeline.forms.labels import Index
from pipeline.forms.lines import WORD, Line
from pipeline.forms.mapping import Deel, Formulier, Kolomsoort
from pipeline.forms.wording import PLAIN
from pipeline.reading.block import Run
from pipeline.reading.symbols import UNTICKED

_ALIKE: Final = 88.0  # percent that a header or a name may be mistyped
_TELLING: Final = 5  # letters of a word that tells a part from the others

_EMPTY: Final = re.compile(rf"[\s()\[\]/.–—{UNTICKED}-]*|\W*[0oO]\W*")
"""An empty box, or what people put in a cell to say that it stays empty."""

_Columns = Mapping[int, Kolomsoort]


def unrowed(lines: Sequence[Line], index: Index) -> list[Line]:
    """`lines` with every table of actions in the order of the form."""
    if not index.formulier.kolom or not any(line.cells for line in lines):
        return list(lines)
    ordered: list[Line] = []
    for table, group in groupby(lines, key=_table):
        mine = list(group)
        found = None
        if table is not None:
            found = _read(mine, index) or _ticked_pair(mine)
        ordered.extend(mine if found is None else found)
    return ordered


def has_action_rows(lines: Sequence[Line], index: Index) -> bool:
    """Whether a table of actions stands in `lines`."""
    return unrowed(lines, index) != list(lines)


def _table(line: Line) -> int | None:
    return line.cells[0].table if line.cells else None


def _read(lines: Sequence[Line], index: Index) -> list[Line] | None:
    """The rows of one table in form order; `None` when it is another table.

    One with labels of the form in it tells by those.
    """
    first = row_of(lines[0])
    head = cells_of([line for line in lines if row_of(line) == first])
    columns = _columns(head, index.formulier)
    body = [line for line in lines if row_of(line) != first]
    if columns is None or any(len(line.cells) > 1 for line in lines):
        return None
    if any_label(body, index):
        return None
    names = _Names.of(index.formulier)
    ordered = [
        _loose(x) for c in head for x in head[c] if c not in columns and _written([x])
    ]
    answered = False
    for row in (list(group) for _, group in groupby(body, key=row_of)):
        cells = under(head, row)
        if not _written(row) or _columns(cells, index.formulier) == columns:
            continue
        deel = names.part(_text(cells, columns, "actie"))
        choice = list(_choice(cells, columns))
        others = [c for c in cells if c not in columns and _written(cells[c])]
        if deel is None or others or not _can_be(choice):
            return None
        answered = answered or any(OPTION_FRONT.match(line.live) for line in choice)
        ordered.append(_heading(row[0], deel))
        named = [x for c in columns if columns[c] == "actie" for x in cells.get(c, ())]
        ordered.extend(_loose(x) for x in named if not names.knows(x.live, deel))
        ordered.extend(map(_loose, choice))
        reasons = (
            x for c in columns if columns[c] == "toelichting" for x in cells.get(c, ())
        )
        ordered.extend(_loose(line) for line in reasons if line.live.strip())
    return ordered if answered else None


def _ticked_pair(lines: Sequence[Line]) -> list[Line] | None:
    """The option with a tick below it; `None` for any table but `Ja | Nee`.

    Read in order, the tick would stand behind the last of both. One that is set
    otherwise than the other is a signal too, and left as it stands.
    """
    first = row_of(lines[0])
    head = cells_of([line for line in lines if row_of(line) == first])
    body = [line for line in lines if row_of(line) != first]
    if len({row_of(line) for line in body}) != 1:
        return None
    head = {c: cell for c, cell in head.items() if _written(cell)}
    texts = {c: " ".join(line.live for line in head[c]).strip() for c in head}
    columns = {c: option for c, text in texts.items() if (option := lone_option(text))}
    apart = len(head) == len(columns) == len(set(columns.values())) > 1
    looks = {frozenset(r.marks for x in head[c] for r in x.runs) for c in head}
    marks = all(is_lone_tick(x.live) or _EMPTY.fullmatch(x.live) for x in body)
    if not (apart and marks) or len(looks) > 1:
        return None
    cells = cells_of(body)
    if any(_written(cells[c]) for c in cells if c not in columns):
        return None
    choice = _choice(cells, columns)
    return [_loose(line) for line in choice] or None


def _columns(head: Cells, formulier: Formulier) -> _Columns | None:
    """What the columns of a header are; `None` where it is no header of actions."""
    columns: dict[int, Kolomsoort] = {}
    for column, cell in head.items():
        written = [line.live for line in cell if line.live.strip()]
        kind = _kind(" ".join(written), formulier)
        if kind is not None:
            columns[column] = kind
    kinds = set(columns.values())
    chosen = "keuze" in kinds or {"ja", "nee"} <= kinds
    first = columns.get(min(head)) if head else None
    return columns if chosen and first == "actie" else None


def _kind(text: str, formulier: Formulier) -> Kolomsoort | None:
    key = " ".join(WORD.findall(text.lower()))
    if not key:
        return None
    for kolom in formulier.kolom:
        for mine in _keys(kolom.labels):
            long = len(mine) > _TELLING
            if key == mine or (long and fuzz.ratio(key, mine) >= _ALIKE):
                return kolom.soort
    return None


@lru_cache(maxsize=64)
def _keys(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(WORD.findall(label.lower())) for label in labels)


def _text(cells: Cells, columns: _Columns, kind: Kolomsoort) -> str:
    mine = (cells.get(column, []) for column in columns if columns[column] == kind)
    return " ".join(line.live for cell in mine for line in cell)


def _choice(cells: Cells, columns: _Columns) -> Iterator[Line]:
    """The lines of a row that choose."""
    for column, kind in columns.items():
        written = [line for line in cells.get(column, []) if line.live.strip()]
        if kind == "keuze":
            yield from written
        elif kind in {"ja", "nee"}:
            yield from _below(written, option_of(kind))


def _below(written: Sequence[Line], option: Option) -> Iterator[Line]:
    """What a cell below `Ja` or `Nee` says: a tick is that word, ticked.

    An empty box or a dash is none. Of `ja` below `Nee` nobody can tell which is meant.
    """
    lines = [line for line in written if not _EMPTY.fullmatch(line.live)]
    if not lines:
        return
    word = OPTION_FRONT.match(lines[0].live)
    if says_nothing(lines[0].live) and WORD.search(lines[0].live):
        yield from lines  # `nvt`
        return
    if word is None or option_of(word["optie"]) != option:
        yield _ticked(lines[0], option.capitalize())
    yield from (line for line in lines if not is_lone_tick(line.live))


def _can_be(choice: Sequence[Line]) -> bool:
    """Whether a cell can hold a choice: a number is one of another table."""
    return not any(line.live.strip()[:1].isdigit() for line in choice)


def _written(row: Sequence[Line]) -> bool:
    return any(line.live.strip() for line in row)


def _loose(line: Line) -> Line:
    """`line` as if it stood in no table; its place still tells the cell."""
    return line._replace(cells=(), depth=0)


def _heading(line: Line, deel: Deel) -> Line:
    """The heading of a part in the form's words, where `line` stands."""
    return _loose(line)._replace(runs=(Run(deel.koppen[0]),), live=deel.koppen[0])


def _ticked(line: Line, word: str) -> Line:
    return line._replace(runs=(Run(f"☒ {word}"),), live=f"☒ {word}")


@dataclass(frozen=True, slots=True)
class _Names:
    """The words that tell each part, by what they are called in the form."""

    delen: Sequence[Deel]
    telling: Mapping[str, Deel]
    words: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, formulier: Formulier) -> "_Names":
        """The names in the headings of the parts that are about one action."""
        delen = [d for d in formulier.deel if d.doel == PER_ACTION and d.koppen]
        words = {d.id: frozenset(_words(" ".join(d.koppen))) for d in delen}
        telling = {
            word: deel
            for deel in delen
            for word in words[deel.id]
            if len(word) >= _TELLING
            and not any(word in words[d.id] for d in delen if d is not deel)
        }
        return cls(delen, telling, words)

    def part(self, text: str) -> Deel | None:
        """The one part that `text` names, or of which it is the number."""
        mine = _words(text)
        named = {
            deel.id: deel
            for word in mine
            for telling, deel in self.telling.items()
            if word == telling or fuzz.ratio(word, telling) >= _ALIKE
        }
        if named:
            return next(iter(named.values())) if len(named) == 1 else None
        every = frozenset().union(*self.words.values()) | PLAIN
        numbers = {int(word) for word in mine if word.isdigit()}
        if len(numbers) != 1 or any(not w.isdigit() and w not in every for w in mine):
            return None
        return next((d for d in self.delen if d.actie in numbers), None)

    def knows(self, text: str, deel: Deel) -> bool:
        """Whether `text` says no more than the heading of `deel`."""
        own = self.words[deel.id] | PLAIN | {"nr", "nummer", "lokaal"}
        return all(word in own for word in _words(text))


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())
