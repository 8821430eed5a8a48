"""Mapping check: whether what a mapping says of its blank is so.

    Formulier + Reading of a blank -> what does not fit, each with a remedy

Used before a mapping goes into use, and to tell which entries a new edition breaks.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from pipeline.forms.labels import Role, to_text
from pipeline.forms.lines import WORD, Line, to_lines
from pipeline.forms.mapping import Formulier, Veld
from pipeline.reading.block import Reading

_NEAR: Final = 60.0  # percent alike, to propose a text of the blank


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebrek:
    """Something that does not fit: where in which file, what, and what to do."""

    plaats: str
    wat: str
    raad: str

    def __str__(self) -> str:
        return f"{self.plaats}: {self.wat}. {self.raad}"


def check_word(
    formulier: Formulier, blank: Reading, where: str, sjabloon: str | None = None
) -> tuple[Gebrek, ...]:
    """The entries of `formulier` that `blank` does not have; `where` is its file.

    `sjabloon` is what to call the blank, else as the mapping does.
    """
    lines = [line for line in to_lines(blank.blocks) if line.words]
    printed = _Printed(lines, sjabloon or formulier.sjabloon)
    return (
        *_titles(formulier, printed, where),
        *_headings(formulier, printed, where),
        *_labels(formulier, printed, where),
        *_double(formulier, where),
    )


class _Printed:
    """The lines of a blank, to look up texts in."""

    def __init__(self, lines: Sequence[Line], sjabloon: str) -> None:
        self.sjabloon = sjabloon
        self._texts = {line.live.strip(): line.words for line in lines}

    def begins(self, text: str) -> bool:
        """Whether a line of the blank begins with the words of `text`."""
        wanted = to_text(text, Role.LABEL, None).words
        return any(_begins(words, wanted) for words in self._texts.values())

    def missing(self, plaats: str, texts: Sequence[str]) -> Gebrek:
        """What to say when none of `texts` stands in the blank."""
        return Gebrek(
            plaats=plaats,
            wat=f"‘{texts[0]}’ staat niet in {self.sjabloon}",
            raad=self._advice(texts[0]),
        )

    def _advice(self, text: str) -> str:
        near = process.extractOne(
            text, list(self._texts), scorer=fuzz.WRatio, score_cutoff=_NEAR
        )
        if near is None:
            return "Zet de tekst van het sjabloon vooraan in de lijst, of schrap dit."
        return f"Staat er nu ‘{near[0]}’? Zet die tekst dan vooraan in de lijst."


def _begins(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether `words` begin with `wanted`, behind a tick that was typed as a 0 or o."""
    for skip in (0, 1):
        front = words[skip : skip + len(wanted)]
        if len(front) == len(wanted) and all(
            mine in {"#", theirs} for mine, theirs in zip(wanted, front, strict=True)
        ):
            return True
    return False


def _titles(formulier: Formulier, printed: _Printed, where: str) -> Iterator[Gebrek]:
    if not any(map(printed.begins, formulier.herken)):
        yield printed.missing(f"{where}: herken", formulier.herken or ("(leeg)",))


def _headings(formulier: Formulier, printed: _Printed, where: str) -> Iterator[Gebrek]:
    for number, deel in enumerate(formulier.deel):
        if deel.koppen and not any(map(printed.begins, deel.koppen)):
            place = f"{where}: deel[{number}] ‘{deel.id}’: koppen"
            yield printed.missing(place, deel.koppen)


def _labels(formulier: Formulier, printed: _Printed, where: str) -> Iterator[Gebrek]:
    for number, veld in enumerate(formulier.veld):
        if not any(map(printed.begins, veld.labels)):
            yield printed.missing(_place(where, number, veld), veld.labels)


def _double(formulier: Formulier, where: str) -> Iterator[Gebrek]:
    """One wording in one part can mean one field."""
    owners: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for veld in formulier.veld:
        naam = f"{veld.naam} ({veld.optie})" if veld.optie else veld.naam
        for deel in veld.delen:
            for label in veld.labels:
                owners[deel, " ".join(WORD.findall(label.lower()))][naam] = None
    for (deel, label), namen in owners.items():
        if len(namen) > 1:
            yield Gebrek(
                plaats=f"{where}: deel ‘{deel}’",
                wat=f"label ‘{label}’ hoort bij {' en bij '.join(namen)}",
                raad="Laat het bij één veld staan.",
            )


def _place(where: str, number: int, veld: Veld) -> str:
    return f"{where}: veld[{number}] ‘{veld.naam}’ ({', '.join(veld.delen)}): labels"
