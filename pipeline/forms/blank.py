"""Blank: the blank form and its mapping as one index of texts.

    Formulier + Reading of the blank -> Index

Every line of the blank that is no label or heading of the mapping is fixed text of the
part it stands in. The words of the form are thus never typed twice.
"""

from typing import Final

from pipeline.errors import MappingError
from pipeline.forms.labels import Index, Role, to_text
from pipeline.forms.lines import WORD, Line, to_lines
from pipeline.forms.mapping import Formulier
from pipeline.forms.placeholders import Placeholders
from pipeline.forms.route import route
from pipeline.reading.block import Reading

_CHOICE: Final = ("ja", "nee")
_LONG: Final = 5  # a label of so many words may be followed by an answer as it is


def build_index(formulier: Formulier, blank: Reading) -> Index:
    """The texts of `formulier`, its labels from the mapping, the rest from `blank`.

    Raises `MappingError` when no label of a field stands in the blank.
    """
    index = Index(formulier, Placeholders.of(formulier))
    for deel in formulier.deel:
        for kop in deel.koppen:
            index.add(to_text(kop, Role.HEADING, deel.id, loose=True))
        for veld in formulier.velden_van(deel.id):
            for label in veld.labels:
                loose = len(label.split()) >= _LONG or veld.soort == "keuze"
                index.add(to_text(label, Role.LABEL, deel.id, veld, loose=loose))
    lines = to_lines(blank.blocks)
    _check(formulier, index, lines)
    _add_fixed(formulier, index, lines)
    index.memo.clear()
    return index


def _add_fixed(formulier: Formulier, index: Index, lines: tuple[Line, ...]) -> None:
    """Every other line of the blank, in the part where it stands."""
    hits = [(n, index.hits(line)) for n, line in enumerate(lines)]
    parts = route([(n, h) for n, h in hits if h], [deel.id for deel in formulier.deel])
    here: str | None = None
    for number, line in enumerate(lines):
        here = parts.get(number, here)
        text = index.placeholders.strip(line.live).strip()
        known = any(
            hit.text.deel == here
            and hit.certainty == 1.0
            and not WORD.search(index.placeholders.strip(line.live[hit.end :]))
            for hit in hits[number][1]
        )
        if text and not known and line.words != _CHOICE:
            index.add(to_text(text, Role.FIXED, here))


def _check(formulier: Formulier, index: Index, lines: tuple[Line, ...]) -> None:
    seen = {
        id(hit.text.veld) for line in lines for hit in index.hits(line) if hit.certainty == 1.0
    }
    missing = [
        f"{formulier.formulier}: veld ‘{veld.naam}’: geen enkel label staat in {formulier.sjabloon}"
        for veld in formulier.veld
        if id(veld) not in seen
    ]
    if missing:
        raise MappingError(missing)
