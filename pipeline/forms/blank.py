"""Blank: the blank form and its mapping as one index of texts.

    Formulier + Reading of the blank -> Index

Every line of the blank that is no label or heading of the mapping is fixed text of the
part it stands in; between two parts it is nobody's. The words of the form are thus
never typed twice.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.errors import MappingError
from pipeline.forms.labels import Hit, Index, Role, Text, to_text
from pipeline.forms.lines import WORD, Line, to_lines
from pipeline.forms.mapping import Formulier
from pipeline.forms.placeholders import Placeholders
from pipeline.forms.printed import read_order
from pipeline.forms.route import route
from pipeline.reading.block import Layer, Reading

CHOICE: Final = "ja nee"
_LONG: Final = 5  # a label of so many words may be followed by an answer as it is
_LONG_HEADING: Final = 3
_FLOW: Final = {Layer.BODY, Layer.TEXTBOX, Layer.NOTE}


def build_index(formulier: Formulier, blank: Reading) -> Index:
    """The texts of `formulier`, its labels from the mapping, the rest from `blank`.

    Raises `MappingError` when no label of a field stands in the blank.
    """
    index = Index(formulier, Placeholders.of(formulier))
    labels = _labels(formulier)
    index.hold(labels)
    lines = [line for line in to_lines(blank.blocks) if line.live.strip()]
    printed = _printed(index, lines)
    _check(formulier, printed)
    labels = [replace(text, own=id(text) in printed) for text in labels]
    index.hold(labels)
    elsewhere = [to_text(tekst, Role.FIXED, None) for tekst in formulier.elders]
    index.hold([*labels, *_fixed(formulier, index, lines), *elsewhere])
    index.order = read_order(lines, index)
    return index


def _labels(formulier: Formulier) -> list[Text]:
    texts: list[Text] = []
    for deel in formulier.deel:
        texts += [
            to_text(kop, Role.HEADING, deel.id, loose=True) for kop in deel.koppen
        ]
        for veld in formulier.velden_van(deel.id):
            for label in veld.labels:
                loose = len(label.split()) >= _LONG or veld.soort == "keuze"
                texts.append(to_text(label, Role.LABEL, deel.id, veld, loose=loose))
    return texts


def _printed(index: Index, lines: Sequence[Line]) -> dict[int, Text]:
    """The labels that the blank prints, by identity: per line and field the longest."""
    printed: dict[int, Text] = {}
    for line in lines:
        longest: dict[tuple[object, ...], Hit] = {}
        for hit in index.hits(line):
            text = hit.text
            slot = (text.deel, text.role, id(text.veld))
            if slot not in longest or hit.end > longest[slot].end:
                longest[slot] = hit
        printed.update((id(hit.text), hit.text) for hit in longest.values())
    return printed


def _check(formulier: Formulier, printed: dict[int, Text]) -> None:
    seen = {id(text.veld) for text in printed.values()}
    missing = [
        f"{formulier.formulier}: veld ‘{veld.naam}’: "
        f"geen enkel label staat in {formulier.sjabloon}"
        for veld in formulier.veld
        if id(veld) not in seen
    ]
    if missing:
        raise MappingError(missing)


def _fixed(formulier: Formulier, index: Index, lines: Sequence[Line]) -> list[Text]:
    """Every other line of the blank, in the part where it stands."""
    hits = [index.hits(line) for line in lines]
    numbered = [(n, found) for n, found in enumerate(hits) if found]
    parts = route(numbered, [deel.id for deel in formulier.deel])
    places = _places(lines, parts)
    keys = [index.look_up(line.live).key for line in lines]
    written = [n for n, key in enumerate(keys) if key]
    beside = {
        here: frozenset(
            key
            for n in (before, after)
            if n is not None
            for key in (keys[n], *(hit.text.key for hit in hits[n]))
        )
        for before, here, after in zip(
            [None, *written], written, [*written[1:], None], strict=False
        )
    }
    texts: dict[tuple[str | None, str], Text] = {}
    for number, line in enumerate(lines):
        if _is_label(index, line, hits[number], places[number]):
            continue
        made = to_text(index.placeholders.strip(line.live), Role.FIXED, places[number])
        near = beside.get(number, frozenset()) if line.layer in _FLOW else frozenset()
        known = texts.get((made.deel, made.key))
        texts[made.deel, made.key] = replace(
            made,
            own=True,
            near=near | known.near if known else near,
            count=known.count + 1 if known else 1,
        )
    return list(texts.values())


def _is_label(index: Index, line: Line, hits: Sequence[Hit], place: str | None) -> bool:
    """Whether a line is a label and no more; `Ja/Nee` is nobody's text."""
    rest = [line.live[h.end :] for h in hits if h.text.own and h.text.deel == place]
    left = [" ".join(WORD.findall(index.placeholders.strip(r).lower())) for r in rest]
    key = index.look_up(line.live).key
    return not key or key == CHOICE or "" in left or CHOICE in left


def _places(lines: Sequence[Line], parts: dict[int, str]) -> list[str | None]:
    """The part of every line; `None` outside the flow, and between two parts."""
    places: list[str | None] = []
    here: str | None = None
    for number, line in enumerate(lines):
        ahead = next((parts[n] for n in range(number, len(lines)) if n in parts), here)
        here = parts.get(number, here)
        inside = here == ahead and line.layer in _FLOW
        places.append(here if inside else None)
    return places
