"""Compare: what one edition of a form says that another does not.

    texts of the one + texts of the other -> added, gone, reworded, moved

Texts are compared as they are recognised: without capitals, punctuation and prompts, so
an answer behind a label is no difference.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from rapidfuzz import fuzz

from pipeline.forms.anchors import find_anchors
from pipeline.forms.fill_layout import Layout
from pipeline.forms.kenmerk import is_kenmerk
from pipeline.forms.labels import Hit, Index, slot_of
from pipeline.forms.lines import Line, to_lines
from pipeline.forms.workbook_grid import shown
from pipeline.forms.workbook_header import fold
from pipeline.reading.block import Layer, Reading, Sheet

Soort = Literal["toegevoegd", "verdwenen", "herwoord", "verplaatst"]

_REWORDED: Final = 60.0  # percent alike, from where one text is the other reworded
_FLOW: Final = {Layer.BODY, Layer.TEXTBOX, Layer.NOTE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tekst:
    """A text of a document; `key` are the words it is compared by, `deel` its part."""

    key: str
    tekst: str
    plaats: str
    deel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verschil:
    """One difference; `plaats` is in the new document; what is gone has its old one."""

    soort: Soort
    oud: str | None
    nieuw: str | None
    plaats: str
    deel: str | None = None


@dataclass(frozen=True, slots=True)
class Plek:
    """A place for an answer in a document: its part, its field and where it stands."""

    deel: str
    veld: str
    plaats: str


def texts_of(reading: Reading, index: Index | None = None) -> tuple[Tekst, ...]:
    """Every text of a text document; with `index` a label counts without its answer."""
    lines = to_lines(reading.blocks)
    parts: dict[int, str | None] = {}
    if index is not None:
        flow = [n for n, line in enumerate(lines) if line.layer in _FLOW]
        anchors = find_anchors([lines[n] for n in flow], index)
        parts = {n: a.deel for n, a in zip(flow, anchors, strict=True) if a is not None}
    return tuple(
        made
        for n, line in enumerate(lines)
        if not is_kenmerk(line.live) and (made := _text(line, index, parts.get(n))).key
    )


def cells_of(reading: Reading, layout: Layout | None = None) -> tuple[Tekst, ...]:
    """Every text of a workbook; with `layout` a line of an action is a part of it."""
    return tuple(_cells(reading, layout))


def once(texts: Iterable[Tekst]) -> tuple[Tekst, ...]:
    """`texts` without the copies that people make of what a form prints once."""
    first: dict[str, Tekst] = {}
    for text in texts:
        first.setdefault(text.key, text)
    return tuple(first.values())


def places_of(reading: Reading, index: Index) -> tuple[Plek, ...]:
    """Every place for an answer in `reading`, once, in its order."""
    lines = [line for line in to_lines(reading.blocks) if line.layer in _FLOW]
    found: dict[tuple[str, str], Plek] = {}
    for line, anchor in zip(lines, find_anchors(lines, index), strict=True):
        if anchor is None or anchor.hit is None or anchor.hit.text.veld is None:
            continue
        plek = Plek(anchor.deel or "", slot_of(anchor.hit.text.veld), line.place)
        found.setdefault((plek.deel, plek.veld), plek)
    return tuple(found.values())


def compare(old: Sequence[Tekst], new: Sequence[Tekst]) -> tuple[Verschil, ...]:
    """What must be done to `old` to make `new` of it, in the order of the documents."""
    matcher = SequenceMatcher(
        None, [t.key for t in old], [t.key for t in new], autojunk=False
    )
    found: list[Verschil] = []
    gone: list[Tekst] = []
    added: list[Tekst] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        mine, theirs = list(old[start:end]), list(new[first:last])
        found += _reworded(mine, theirs)
        gone += mine
        added += theirs
    found += _moved(gone, added)
    found += _reworded(gone, added)
    found += [
        Verschil(
            soort="verdwenen", oud=t.tekst, nieuw=None, plaats=t.plaats, deel=t.deel
        )
        for t in gone
    ]
    found += [
        Verschil(soort="toegevoegd", oud=None, nieuw=t.tekst, plaats=t.plaats)
        for t in added
    ]
    return tuple(found)


def shifted(old: Sequence[Plek], new: Sequence[Plek]) -> tuple[Plek, ...]:
    """The places of `new` that stand elsewhere among the others than in `old`."""
    known = {(plek.deel, plek.veld) for plek in new}
    before = [key for plek in old if (key := (plek.deel, plek.veld)) in known]
    kept = set(before)
    after = [plek for plek in new if (plek.deel, plek.veld) in kept]
    matcher = SequenceMatcher(
        None, before, [(plek.deel, plek.veld) for plek in after], autojunk=False
    )
    still = {
        number
        for block in matcher.get_matching_blocks()
        for number in range(block.b, block.b + block.size)
    }
    return tuple(plek for number, plek in enumerate(after) if number not in still)


def alike(old: Sequence[Tekst], new: Sequence[Tekst]) -> float:
    """How much of the texts of `old` is in `new` (0..1)."""
    keys = {text.key for text in old}
    return len(keys & {text.key for text in new}) / len(keys) if keys else 0.0


def _cells(reading: Reading, layout: Layout | None) -> Iterator[Tekst]:
    for sheet in reading.sheets:
        parts = dict(_lines(sheet, layout)) if layout is not None else {}
        for cell in sheet.cells:
            words = fold(cell.value) if isinstance(cell.value, str) else ()
            if words and not is_kenmerk(shown(cell)):
                yield Tekst(
                    key=" ".join(words),
                    tekst=shown(cell),
                    plaats=sheet.place(cell),
                    deel=parts.get(cell.row),
                )


def _lines(sheet: Sheet, layout: Layout) -> Iterator[tuple[int, str]]:
    """The rows of the report that are about an action, with what to call it."""
    column = layout.kolommen.get("nummer")
    for cell in sheet.cells:
        numbered = cell.column == column and isinstance(cell.value, int)
        if sheet.name == layout.blad and cell.row > layout.kop and numbered:
            yield cell.row, f"actie {cell.value}"


def _text(line: Line, index: Index | None, deel: str | None) -> Tekst:
    text = line.live.strip()
    key = " ".join(line.words)
    if index is not None:
        own = [h for h in index.hits(line) if h.certainty == 1.0 and h.text.own]
        key = max(own, key=_length).text.key if own else index.look_up(line.live).key
    return Tekst(key=key, tekst=text, plaats=line.place, deel=deel)


def _length(hit: Hit) -> int:
    return len(hit.text.words)


def _moved(gone: list[Tekst], added: list[Tekst]) -> Iterator[Verschil]:
    """Texts that stand elsewhere; they are taken out of both lists."""
    for text in list(gone):
        same = next((other for other in added if other.key == text.key), None)
        if same is not None:
            gone.remove(text)
            added.remove(same)
            yield Verschil(
                soort="verplaatst", oud=text.tekst, nieuw=same.tekst, plaats=same.plaats
            )


def _reworded(gone: list[Tekst], added: list[Tekst]) -> Iterator[Verschil]:
    """Texts that say it in other words; they are taken out of both lists."""
    for text in list(gone):
        best = max(
            added, key=lambda other: fuzz.ratio(text.key, other.key), default=None
        )
        if best is not None and fuzz.ratio(text.key, best.key) >= _REWORDED:
            gone.remove(text)
            added.remove(best)
            yield Verschil(
                soort="herwoord",
                oud=text.tekst,
                nieuw=best.tekst,
                plaats=best.plaats,
                deel=text.deel,
            )


def _nearest(text: Tekst, others: Sequence[Tekst]) -> tuple[float, Tekst | None]:
    """The one of `others` that is most like `text`, and how much."""
    scores = [fuzz.ratio(text.key, other.key) for other in others]
    if not scores:
        return 0.0, None
    best = max(scores)
    return best, others[scores.index(best)]
