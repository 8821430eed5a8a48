"""Templating: what a document is an edition of, and what a new edition changes.

document + the forms -> which form, which version, what differs
two editions         -> their differences, and which entries of the mapping break
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.dossier.programma import Programma
from pipeline.errors import SetupError
from pipeline.forms.compare import (
    Plek,
    Tekst,
    Verschil,
    alike,
    cells_of,
    compare,
    once,
    texts_of,
)
from pipeline.forms.kenmerk import PREFIX
from pipeline.forms.mapping_check import Gebrek
from pipeline.run.editions import bytes_of, forms_of, nearest_form, reading_of
from pipeline.run.isolating import apart


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
    found: Bevinding = apart(programma, _inspect, bytes_of(path), path.name)
    return found


def _inspect(programma: Programma, data: bytes, naam: str) -> Bevinding:
    reading = reading_of(data, naam)
    kenmerk = {
        name.removeprefix(PREFIX): text
        for name, text in reading.properties
        if name.startswith(PREFIX)
    }
    near = nearest_form(reading, programma)
    if near is None:
        return Bevinding(
            bestand=naam,
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
        bestand=naam,
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
    both = (bytes_of(old), old.name, bytes_of(new), new.name)
    found: Nieuw = apart(programma, _diff, *both)
    return found


def _diff(
    programma: Programma, old: bytes, old_naam: str, new: bytes, new_naam: str
) -> Nieuw:
    before = reading_of(old, old_naam)
    after = reading_of(new, new_naam)
    near = nearest_form(before, programma)
    plain = cells_of if before.sheets else texts_of
    return Nieuw(
        oud=old_naam,
        nieuw=new_naam,
        formulier=near.formulier.formulier if near is not None else None,
        verschillen=compare(plain(before), plain(after)),
        verschoven=near.shifted(before, after) if near is not None else (),
        gebroken=near.broken(after, new, new_naam) if near is not None else (),
    )


def edition_path(name: str, programma: Programma) -> Path:
    """The file that `name` means: a file, else the blank of the form called so."""
    path = Path(name)
    if path.is_file():
        return path
    for formulier in forms_of(programma):
        if name in {formulier.formulier, formulier.sjabloon}:
            return programma.templates / formulier.sjabloon
    known = ", ".join(formulier.formulier for formulier in forms_of(programma))
    raise SetupError(
        f"‘{name}’ is geen bestand en geen formulier. Formulieren zijn: {known}."
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
