"""Answers: what a juror filled in, wherever an editor left the places for it.

    blocks of a returned sheet -> an answer per question, each with its place

A place is found by the tag of its control, else by the alias (LibreOffice drops tags),
else by the code that stands visibly in its row (web editors drop whole controls). The
whole cell is read: what a juror types beside a control counts as much as what is in it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Final, Literal

from pipeline.canonical import canonical_or_none
from pipeline.jury import identity
from pipeline.jury.identity import Vraag
from pipeline.jury.keuze import is_prompt, read_keuze
from pipeline.reading.block import Block, CellAt, Mark
from pipeline.reading.symbols import UNTICKED

How = Literal["label", "naam", "code", "formulier"]
Spot = tuple[CellAt, ...] | str
"""A cell, or the place of a paragraph that is in none."""

_NAMES: Final[Mapping[str, str]] = {
    identity.STIMULANSEN_TAG: identity.STIMULANSEN_CODE,
    identity.JURYLID_TAG: "Jurylid",
    identity.DATUM_TAG: "Datum",
    identity.BELANGEN_TAG: "Belangenconflict",
}
_OTHERS: Final = frozenset(_NAMES.values())
_GONE: Final = Mark.STRIKE | Mark.HIDDEN
_LABEL: Final = re.compile(
    r"\s*Conclusie(?: van de jury over de stimulansen)?\s*(?::|\n|$)\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Antwoord:
    """What stands at one question of one action.

    `waarde` for a Ja or Nee, `tekst` for a conclusion; both `None`: nothing was filled
    in, unless `onduidelijk` says what could not be understood. `hoe` tells by what the
    place was found: the tag (`label`), the alias (`naam`), the visible code, or a row
    of the official form.
    """

    nummer: int
    vraag: Vraag
    plaats: str
    hoe: How
    waarde: bool | None = None
    tekst: str | None = None
    onduidelijk: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All that was filled in. `moved` are codes whose field stands in another row."""

    antwoorden: tuple[Antwoord, ...]
    stimulansen: str | None
    jurylid: str | None
    datum: str | None
    moved: tuple[str, ...]
    belangenconflict: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in that is or could be a verdict."""
        if self.belangenconflict:
            return False
        return self.stimulansen is None and all(
            a.waarde is None and a.tekst is None and a.onduidelijk is None
            for a in self.antwoorden
        )


@dataclass(slots=True)
class _Found:
    """Where a question was found, by each of the ways, in the order of the document."""

    label: list[Spot] = field(default_factory=list)
    naam: list[Spot] = field(default_factory=list)
    code: list[Spot] = field(default_factory=list)

    @property
    def spots(self) -> tuple[How, list[Spot]]:
        """The first way that led anywhere."""
        if self.label:
            return "label", self.label
        return ("naam", self.naam) if self.naam else ("code", self.code)

    @property
    def is_moved(self) -> bool:
        """Whether the control is not in the row that shows its code."""
        _, spots = self.spots
        return bool(self.code) and not set(spots) <= set(self.code)


def read_answers(
    blocks: Sequence[Block], prompts: Set[str], labels: Set[str]
) -> Answers:
    """Read a sheet; `prompts` show in empty controls, `labels` stand beside them."""
    cells: dict[Spot, list[Block]] = {}
    for block in blocks:
        cells.setdefault(_spot(block), []).append(block)
    found = _find(blocks, cells)
    texts = {
        name: _texts([cells[spot] for spot in found[name].spots[1]], prompts, labels)
        for name in _OTHERS & found.keys()
    }
    return Answers(
        antwoorden=tuple(
            _answer(coded, found[coded], cells, prompts, labels)
            for coded in sorted(found.keys() - _OTHERS, key=_by_number)
        ),
        stimulansen=texts.get(identity.STIMULANSEN_CODE),
        jurylid=texts.get("Jurylid"),
        datum=texts.get("Datum"),
        moved=tuple(
            code
            for code, where in found.items()
            if where.is_moved and code not in _OTHERS
        ),
        belangenconflict=_is_declared(texts.get("Belangenconflict")),
    )


def _is_declared(text: str | None) -> bool:
    """Whether the box of a conflict of interests was ticked, in whatever way.

    Whatever was typed there counts as a tick, but for a plain `nee`: a verdict of a
    juror who has such a conflict must not count by mistake.
    """
    squeezed = "".join((text or "").split()).casefold()
    sentence = "".join(identity.BELANGEN.split()).casefold()
    left = squeezed.replace(sentence, "").strip(UNTICKED + ".:")
    return left not in {"", "nee", "neen", "geen", "nvt"}


def _spot(block: Block) -> Spot:
    return block.cells or block.place


def _by_number(code: str) -> tuple[int, str]:
    nummer, _, letter = code[1:].partition("-")
    return int(nummer), letter


def _find(
    blocks: Sequence[Block], cells: Mapping[Spot, list[Block]]
) -> dict[str, _Found]:
    rows: dict[tuple[CellAt, ...], list[tuple[CellAt, ...]]] = {}
    for spot in cells:
        if isinstance(spot, tuple):
            rows.setdefault(_row(spot), []).append(spot)
    found: dict[str, _Found] = {}
    for block in blocks:
        spot = _spot(block)
        for name, how in _named(block):
            where = found.setdefault(name, _Found())
            spots = where.label if how == "label" else where.naam
            if spot not in spots:
                spots.append(spot)
        coded = _coded(block)
        if coded is not None and block.cells:
            last = max(rows[_row(block.cells)], key=lambda path: path[-1].column)
            if last != block.cells:
                found.setdefault(coded, _Found()).code.append(last)
    return found


def _row(path: tuple[CellAt, ...]) -> tuple[CellAt, ...]:
    at = path[-1]
    return (*path[:-1], CellAt(table=at.table, row=at.row, column=0))


def _named(block: Block) -> Iterator[tuple[str, How]]:
    """Give the questions that tags and aliases of `block` name."""
    for tag in block.tags:
        tagged = identity.TAGGED.fullmatch(tag)
        coded = identity.CODED.match(tag)
        if tagged is not None:
            vraag = next(v for v in identity.LETTERS if v == tagged[2])
            yield identity.code(int(tagged[1]), vraag), "label"
        elif tag in _NAMES:
            yield _NAMES[tag], "label"
        elif coded is not None:
            yield coded[0], "naam"
        elif tag.partition(" ")[0] in _OTHERS:
            yield tag.partition(" ")[0], "naam"


def _coded(block: Block) -> str | None:
    """Give the code that is all that a block says."""
    text = block.text.strip()
    coded = identity.CODED.fullmatch(text)
    if coded is not None:
        return identity.code(int(coded[1]), identity.VRAGEN[coded[2]])
    return text if text in _OTHERS else None


def _answer(
    coded: str,
    where: _Found,
    cells: Mapping[Spot, list[Block]],
    prompts: Set[str],
    labels: Set[str],
) -> Antwoord:
    nummer, letter = _by_number(coded)
    vraag = identity.VRAGEN[letter]
    hoe, spots = where.spots
    contents = [cells[spot] for spot in spots]
    plaats = contents[0][0].place.rpartition(", alinea")[0] or contents[0][0].place
    tekst = onduidelijk = None
    waarde: bool | None = None
    if vraag == "conclusie":
        tekst = _texts(contents, prompts, labels)
    else:
        keuzes = [
            read_keuze([block.runs for block in content], prompts)
            for content in contents
        ]
        unclear = [k.onduidelijk for k in keuzes if k.onduidelijk is not None]
        values = {k.waarde for k in keuzes} - {None}
        if unclear:
            onduidelijk = unclear[0]
        elif len(values) > 1:
            onduidelijk = "Ja en Nee"
        else:
            waarde = next(iter(values), None)
    return Antwoord(
        nummer=nummer,
        vraag=vraag,
        plaats=plaats,
        hoe=hoe,
        waarde=waarde,
        tekst=tekst,
        onduidelijk=onduidelijk,
    )


def _texts(
    contents: Sequence[Sequence[Block]], prompts: Set[str], labels: Set[str]
) -> str | None:
    """Give the text in cells, each different one once; `None` when there is none."""
    texts = [_text(content, prompts, labels) for content in contents]
    return "\n".join(dict.fromkeys(text for text in texts if text)) or None


def _text(content: Sequence[Block], prompts: Set[str], labels: Set[str]) -> str | None:
    lines = []
    for number, block in enumerate(content):
        if is_prompt(block.runs, prompts) or block.text.strip() in labels:
            continue
        text = "".join(
            run.text
            for run in block.runs
            if not run.marks & _GONE
            and not (run.marks & Mark.PLACEHOLDER and run.text.strip() in prompts)
        )
        # What was typed behind the printed label, in its own paragraph.
        lines.append(text if number else _unlabelled(text))
    return canonical_or_none("\n".join(lines))


def _unlabelled(text: str) -> str:
    label = _LABEL.match(text)
    return text[label.end() :] if label else text
