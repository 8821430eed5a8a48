"""Uitleg: an extraction as text for a terminal, wrapped to its width.

What was read stands out; where it stands, how sure that is and why come below it. In a
terminal titles are bold and the evidence is dim, and nothing is told by that alone.
"""

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import click

from pipeline.dossier.extractie import Extractie, Plek
from pipeline.dossier.programma import Programma
from pipeline.dossier.uitleg import Onderwerp, Waarde, onderwerpen, percent
from pipeline.jury.origins import UNSURE

_NARROWEST, _WIDEST = 40, 100
_STEP: Final = "  "
_EVIDENCE: Final = 3  # as deep as what stands below a value to explain it
_UNKNOWN: Final = (
    "Bestuur: het document zegt niet van wie het komt. Bij ‘samenleven run’ tellen ook "
    "de mail en de bestandsnaam mee."
)


def told(extractie: Extractie, programma: Programma, *, styled: bool = False) -> str:
    """Everything read from one document, by action, with where, how sure and why.

    `styled` puts in the codes with which a terminal shows bold and dim text.
    """
    width = shutil.get_terminal_size((80, 24)).columns
    width = min(max(width - 1, _NARROWEST), _WIDEST)
    lines = (
        _shown(line, depth) if styled else line
        for depth, text in _lines(extractie, programma)
        for line in _wrapped(text, depth, width)
    )
    return "\n".join(lines)


def _shown(line: str, depth: int) -> str:
    bold, dim = depth == 0, depth >= _EVIDENCE
    return click.style(line, bold=bold or None, dim=dim or None) if line else ""


def _wrapped(text: str, depth: int, width: int) -> Iterator[str]:
    """The paragraphs of `text`, each wrapped; an empty text is an empty line."""
    before = _STEP * depth
    for paragraph in text.split("\n"):
        yield from textwrap.wrap(
            paragraph,
            width,
            initial_indent=before,
            subsequent_indent=before,
            replace_whitespace=False,
        ) or [""]


def _lines(extractie: Extractie, programma: Programma) -> Iterator[tuple[int, str]]:
    """How deep each text stands, and the text."""
    bestand = extractie.bestand
    form = f" ({extractie.formulier})" if extractie.formulier else ""
    yield 0, f"{bestand.naam}: {bestand.soort}{form}"
    if extractie.fout is not None:
        yield 1, f"{extractie.fout.bericht} ({extractie.fout.code})"
        return
    yield from _bestuur(extractie)
    found = onderwerpen(extractie, programma)
    yield 1, _counted(extractie, found)
    for onderwerp in found:
        yield 0, ""
        yield 0, onderwerp.titel
        for before, waarde in pairwise((None, *onderwerp.waarden)):
            if waarde is not None:
                yield from _waarde(waarde, before)
    yield from _rest(extractie)
    yield from _bevindingen(extractie)


def _counted(extractie: Extractie, found: Sequence[Onderwerp]) -> str:
    """How much was read, and how much of it somebody should look at."""
    waarden = [waarde for onderwerp in found for waarde in onderwerp.waarden]
    unsure = sum(_is_unsure(waarde.plek) for waarde in waarden)
    counts = (
        (len(waarden), "waarde gelezen", "waarden gelezen"),
        (unsure, "waarde na te kijken (▲)", "waarden na te kijken (▲)"),
        (len(extractie.niet_herkend), "tekst niet herkend", "teksten niet herkend"),
        (len(extractie.bevindingen), "bevinding", "bevindingen"),
    )
    told = [f"{n} {one if n == 1 else more}" for n, one, more in counts if n]
    return f"{', '.join(told)}." if told else "Niets gelezen."


def _is_unsure(plek: Plek | None) -> bool:
    return plek is not None and plek.zekerheid < UNSURE


def _bestuur(extractie: Extractie) -> Iterator[tuple[int, str]]:
    bestuur = extractie.bestuur
    if bestuur is None:
        yield 1, _UNKNOWN
        return
    yield 1, f"Bestuur: {bestuur.naam} ({bestuur.id})"
    yield 3, f"zekerheid {percent(bestuur.zekerheid)}"
    if bestuur.reden:
        yield 3, f"omdat: {bestuur.reden}"


def _waarde(waarde: Waarde, before: Waarde | None) -> Iterator[tuple[int, str]]:
    """A value with its evidence; why is not told again when it is as `before`."""
    veld = waarde.veld[0].upper() + waarde.veld[1:]
    if "\n" in waarde.waarde or len(veld) + len(waarde.waarde) > _NARROWEST:
        yield 1, f"{veld}:"
        yield 2, waarde.waarde
    else:
        yield 1, f"{veld}: {waarde.waarde}"
    if waarde.geschreven is not None:
        yield 3, f"geschreven: {waarde.geschreven}"
    if waarde.plek is not None:
        known = before.plek.reden if before is not None and before.plek else None
        yield from _plek(waarde.plek, known)


def _plek(plek: Plek, known: str | None) -> Iterator[tuple[int, str]]:
    until = f" tot {plek.tot}" if plek.tot else ""
    mark = "▲ " if _is_unsure(plek) else ""
    yield 3, f"{plek.plaats}{until}, {mark}zekerheid {percent(plek.zekerheid)}"
    if plek.reden and plek.reden != known:
        yield 3, f"omdat: {plek.reden}"
    if plek.bewijs:
        yield 3, "alle aanwijzingen:"
    for teken in plek.bewijs:
        yield 4, f"{percent(teken.gewicht)} {teken.reden} ({teken.plaats})"


def _rest(extractie: Extractie) -> Iterator[tuple[int, str]]:
    if extractie.niet_herkend:
        yield 0, ""
        yield 0, "Niet herkend"
    for rest in extractie.niet_herkend:
        yield 1, rest.tekst
        yield 3, rest.plaats


def _bevindingen(extractie: Extractie) -> Iterator[tuple[int, str]]:
    if extractie.bevindingen:
        yield 0, ""
        yield 0, "Bevindingen"
    for bevinding in extractie.bevindingen:
        yield 1, f"{bevinding.ernst}: {bevinding.bericht} ({bevinding.code})"
        if bevinding.plaats:
            yield 3, bevinding.plaats
