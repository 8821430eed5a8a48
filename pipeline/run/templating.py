"""Templating: what a document is an edition of, and what a new edition changes.

document + the forms -> which form, which version, what differs
two editions         -> their differences, and which entries of the mapping break
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.dossier.programma import Programma
from pipeline.errors import DocumentError, SetupError, TemplateError
from pipeline.forms.compare import (
    Plek,
    Tekst,
    Verschil,
    alike,
    cells_of,
    compare,
    once,
    places_of,
    shifted,
    texts_of,
)
from pipeline.forms.fill_layout import Layout, read_layout
from pipeline.forms.kenmerk import FORM, PREFIX
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
class Bevinding:
    """What one document is. `formulier` is `None` when it is none of the forms.

    `lijkt_op` is the nearest form, `gelijkenis` how much of its text the document has
    (0..1). `versie` is `huidig` when it says exactly what the blank says, or was made
    of it; `ouder` when it was made of another; else `afwijkend`. `delen_weg` are the
    parts of the form that are not in it.
    """

    bestand: str
    formulier: str | None
    lijkt_op: str | None
    gelijkenis: float
    versie: str | None
    kenmerk: dict[str, str] = field(default_factory=dict)
    delen_weg: tuple[str, ...] = ()
    verschillen: tuple[Verschil, ...] = ()
    verschoven: tuple[Plek, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nieuw:
    """What a new edition changes, and which entries of `formulier` it breaks."""

    oud: str
    nieuw: str
    formulier: str | None
    verschillen: tuple[Verschil, ...]
    verschoven: tuple[Plek, ...]
    gebroken: tuple[Gebrek, ...]


def inspect(path: Path, programma: Programma) -> Bevinding:
    """What the document in file `path` is, or how it differs from the nearest form.

    Raises `SetupError` for a file that is not there, `DocumentError` for one that
    cannot be read.
    """
    reading = _reading(_bytes(path), path.name)
    kenmerk = {
        name.removeprefix(PREFIX): text
        for name, text in reading.properties
        if name.startswith(PREFIX)
    }
    near = _nearest(reading, programma)
    if near is None:
        return Bevinding(
            bestand=path.name,
            formulier=None,
            lijkt_op=None,
            gelijkenis=0.0,
            versie=None,
            kenmerk=kenmerk,
        )
    mine = near.texts(reading)
    gone, differences = _by_part(compare(once(near.printed), once(mine)), mine)
    differences = _told_apart(differences, [*near.printed, *mine])
    return Bevinding(
        bestand=path.name,
        formulier=near.formulier.formulier if near.told else None,
        lijkt_op=near.formulier.formulier,
        gelijkenis=round(alike(near.printed, mine), 3),
        versie=_version(kenmerk, near.package, differences) if near.told else None,
        kenmerk=kenmerk,
        delen_weg=gone,
        verschillen=differences,
        verschoven=near.shifted(near.blank, reading),
    )


def diff(old: Path, new: Path, programma: Programma) -> Nieuw:
    """What `new` changes to `old`, each a file, and what that breaks.

    Raises as `inspect` does.
    """
    before = _reading(_bytes(old), old.name)
    data = _bytes(new)
    after = _reading(data, new.name)
    near = _nearest(before, programma)
    plain = cells_of if before.sheets else texts_of
    return Nieuw(
        oud=old.name,
        nieuw=new.name,
        formulier=near.formulier.formulier if near is not None else None,
        verschillen=compare(plain(before), plain(after)),
        verschoven=near.shifted(before, after) if near is not None else (),
        gebroken=near.broken(after, data, new.name) if near is not None else (),
    )


def edition_path(name: str, programma: Programma) -> Path:
    """The file that `name` means: a file, else the blank of the form called so."""
    path = Path(name)
    if path.is_file():
        return path
    for formulier in _forms(programma):
        if name in {formulier.formulier, formulier.sjabloon}:
            return programma.templates / formulier.sjabloon
    known = ", ".join(formulier.formulier for formulier in _forms(programma))
    raise SetupError(
        f"‘{name}’ is geen bestand en geen formulier. Formulieren zijn: {known}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Near:
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


def _nearest(reading: Reading, programma: Programma) -> _Near | None:
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
) -> _Near:
    package = (programma.templates / formulier.sjabloon).read_bytes()
    layout = None
    if isinstance(formulier, Werkmapformulier):
        layout = read_layout(package, formulier)
    return _Near(
        formulier=formulier,
        told=told,
        package=package,
        blank=_reading(package, formulier.sjabloon),
        index=index,
        layout=layout,
    )


def _by_part(
    differences: Sequence[Verschil], mine: Sequence[Tekst]
) -> tuple[tuple[str, ...], tuple[Verschil, ...]]:
    """The parts that are gone whole, and the other differences."""
    here = {text.deel for text in mine}
    gone = [
        v.deel for v in differences if v.soort == "verdwenen" and v.deel not in here
    ]
    whole = dict.fromkeys(deel for deel in gone if deel is not None)
    kept = (v for v in differences if v.soort != "verdwenen" or v.deel not in whole)
    return tuple(whole), tuple(kept)


def _told_apart(
    differences: Sequence[Verschil], texts: Sequence[Tekst]
) -> tuple[Verschil, ...]:
    """`differences` without moves of a text that stands in more than one place."""
    places = Counter(text.tekst for text in texts)

    def is_told(verschil: Verschil) -> bool:
        both = (verschil.oud or "", verschil.nieuw or "")
        return verschil.soort != "verplaatst" or (
            max(places[text] for text in both) <= len(both)
        )

    return tuple(filter(is_told, differences))


def _version(
    kenmerk: dict[str, str], blank: bytes, differences: Sequence[Verschil]
) -> str:
    made_of = kenmerk.get("sjabloon")
    if made_of is not None:
        current = made_of == hashlib.sha256(blank).hexdigest()
        return "huidig" if current else "ouder"
    changed = any(v.soort != "toegevoegd" for v in differences)
    return "afwijkend" if changed else "huidig"


def _forms(programma: Programma) -> Iterator[Formulier | Werkmapformulier]:
    yield from programma.formulieren
    for lens in programma.lenzen.values():
        yield lens.formulier


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SetupError(
            f"‘{path}’ kan niet gelezen worden. Kijk de naam na."
        ) from error


def _reading(data: bytes, naam: str) -> Reading:
    item = read_item(data, naam, naam, DEFAULT, set())
    if item.refusal is not None:
        raise DocumentError(*item.refusal)
    return read(data, naam, item.format)
