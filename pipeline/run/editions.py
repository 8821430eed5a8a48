"""Editions: the form that a document is, or that it is most like.

document + the forms -> the nearest form with its blank, and whether it is that form
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.dossier.programma import Programma
from pipeline.errors import DocumentError, SetupError, TemplateError
from pipeline.forms.compare import (
    Plek,
    Tekst,
    alike,
    cells_of,
    places_of,
    shifted,
    texts_of,
)
from pipeline.forms.fill_layout import Layout, read_layout
from pipeline.forms.kenmerk import FORM
from pipeline.forms.labels import Index
from pipeline.forms.lines import to_lines
from pipeline.forms.mapping import Formulier
from pipeline.forms.mapping_check import Gebrek, check_word
from pipeline.forms.recognise import recognise
from pipeline.forms.workbook_lens import nearest
from pipeline.forms.workbook_mapping import Werkmapformulier
from pipeline.intake.limits import DEFAULT
from pipeline.intake.mail import read_item
from pipeline.reading.block import Reading
from pipeline.reading.read import read

_LIKE: Final = 0.2
"""How much of a form's text a document must have to be called near to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The form nearest to a document; `told` when the document is that form.

    A Word form has an `index`, a workbook a `layout`.
    """

    formulier: Formulier | Werkmapformulier
    told: bool
    package: bytes
    blank: Reading
    index: Index | None = None
    layout: Layout | None = None

    def texts(self, reading: Reading) -> tuple[Tekst, ...]:
        """The texts of `reading` as this form knows them."""
        if self.layout is not None:
            return cells_of(reading, self.layout)
        return texts_of(reading, self.index)

    @property
    def printed(self) -> tuple[Tekst, ...]:
        """The texts of the blank."""
        return self.texts(self.blank)

    def shifted(self, before: Reading, after: Reading) -> tuple[Plek, ...]:
        """The places for answers that moved among the others."""
        if self.index is None:
            return ()
        return shifted(places_of(before, self.index), places_of(after, self.index))

    def broken(self, after: Reading, data: bytes, naam: str) -> tuple[Gebrek, ...]:
        """The entries of the mapping that a new blank, called `naam`, breaks."""
        where = f"formulieren/{self.formulier.formulier}.toml"
        if isinstance(self.formulier, Formulier):
            return check_word(self.formulier, after, where, naam)
        try:
            found = read_layout(data, self.formulier)
        except TemplateError as error:
            raad = "Zet de nieuwe koppen vooraan bij [kolommen]."
            return (Gebrek(plaats=where, wat=str(error).rstrip("."), raad=raad),)
        before = self.layout
        lost = sorted((before.velden.keys() if before else set()) - found.velden.keys())
        return tuple(
            Gebrek(
                plaats=f"{where}: velden.{veld}",
                wat=f"geen enkel label staat in {naam}",
                raad="Zet het nieuwe label vooraan, of schrap dit veld.",
            )
            for veld in lost
        )


def nearest_form(reading: Reading, programma: Programma) -> Near | None:
    """The form that a document is, else the one it is most like, if it is like any."""
    if reading.sheets:
        lens = nearest(reading, tuple(programma.lenzen.values()))
        marked = (FORM, lens.formulier.formulier) in reading.properties
        found = [_near(lens.formulier, programma, lens.recognises(reading) or marked)]
    else:
        lines, indexen = to_lines(reading.blocks), programma.indexen
        index = recognise(lines, reading.properties, indexen)
        found = [
            _near(other.formulier, programma, index is not None, other)
            for other in ([index] if index is not None else indexen.values())
        ]
    likeness = [alike(near.printed, near.texts(reading)) for near in found]
    best = max(range(len(found)), key=likeness.__getitem__, default=None)
    if best is None or not (found[best].told or likeness[best] >= _LIKE):
        return None
    return found[best]


def _near(
    formulier: Formulier | Werkmapformulier,
    programma: Programma,
    told: bool,  # noqa: FBT001
    index: Index | None = None,
) -> Near:
    package = (programma.templates / formulier.sjabloon).read_bytes()
    layout = None
    if isinstance(formulier, Werkmapformulier):
        layout = read_layout(package, formulier)
    return Near(
        formulier=formulier,
        told=told,
        package=package,
        blank=reading_of(package, formulier.sjabloon),
        index=index,
        layout=layout,
    )


def forms_of(programma: Programma) -> Iterator[Formulier | Werkmapformulier]:
    """Every form of the programme, Word forms first."""
    yield from programma.formulieren
    for lens in programma.lenzen.values():
        yield lens.formulier


def bytes_of(path: Path) -> bytes:
    """What file `path` holds; `SetupError` when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SetupError(
            f"‘{path}’ kan niet gelezen worden. Kijk de naam na."
        ) from error


def reading_of(data: bytes, naam: str) -> Reading:
    """The document `data`, of any kind; `DocumentError` when it cannot be read."""
    item = read_item(data, naam, naam, DEFAULT, set())
    if item.refusal is not None:
        raise DocumentError(*item.refusal)
    return read(data, naam, item.format)
