"""Uitleg: an extraction as text for a terminal, wrapped to its width."""

import shutil
import textwrap
from collections.abc import Iterator
from typing import Final

from pipeline.dossier.extractie import Extractie, Plek
from pipeline.dossier.programma import Programma
from pipeline.dossier.uitleg import Waarde, onderwerpen, percent

_NARROWEST, _WIDEST = 40, 100
_STEP: Final = "  "


def told(extractie: Extractie, programma: Programma) -> str:
    """Everything read from one document, by action, with where, how sure and why."""
    width = shutil.get_terminal_size((80, 24)).columns
    width = min(max(width - 1, _NARROWEST), _WIDEST)
    lines = (
        line
        for depth, text in _lines(extractie, programma)
        for line in _wrapped(text, depth, width)
    )
    return "\n".join(lines)


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
    for onderwerp in onderwerpen(extractie, programma):
        yield 0, ""
        yield 0, onderwerp.titel
        for waarde in onderwerp.waarden:
            yield from _waarde(waarde)
    yield from _rest(extractie)
    yield from _bevindingen(extractie)


def _bestuur(extractie: Extractie) -> Iterator[tuple[int, str]]:
    bestuur = extractie.bestuur
    if bestuur is None:
        yield 1, "Bestuur: het document zegt niet van wie het komt."
        return
    yield 1, f"Bestuur: {bestuur.naam} ({bestuur.id})"
    yield 3, f"zekerheid {percent(bestuur.zekerheid)}"
    if bestuur.reden:
        yield 3, f"omdat: {bestuur.reden}"


def _waarde(waarde: Waarde) -> Iterator[tuple[int, str]]:
    veld = waarde.veld[0].upper() + waarde.veld[1:]
    if "\n" in waarde.waarde or len(veld) + len(waarde.waarde) > _NARROWEST:
        yield 1, f"{veld}:"
        yield 2, waarde.waarde
    else:
        yield 1, f"{veld}: {waarde.waarde}"
    if waarde.geschreven is not None:
        yield 3, f"geschreven: {waarde.geschreven}"
    if waarde.plek is not None:
        yield from _plek(waarde.plek)


def _plek(plek: Plek) -> Iterator[tuple[int, str]]:
    until = f" tot {plek.tot}" if plek.tot else ""
    yield 3, f"{plek.plaats}{until}, zekerheid {percent(plek.zekerheid)}"
    if plek.reden:
        yield 3, f"omdat: {plek.reden}"
    if plek.bewijs:
        yield 3, "gewogen:"
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
