"""Names: what a file is called, for people; never a path to open or to write."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from pipeline.canonical import canonical_or_none
from pipeline.intake.text import visible

NAMELESS: Final = "naamloos"
_LONGEST: Final = 1_000
_OUTSIDE: Final = frozenset({"", ".", ".."})
_MACOS: Final = "__macosx/"
_SYSTEM: Final = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})


def display_name(name: str) -> str:
    """The last step of whatever path `name` claims to be, every letter visible.

    `naamloos` when nothing is left. Characters that hide text or turn it around are
    spelled out, so that nobody takes `xcod.exe` for `exe.docx`.
    """
    return segments(name)[-1]


def segments(name: str) -> Sequence[str]:
    """The steps of `name` as a path of any system, fit to be shown; at least one."""
    whole = unicodedata.normalize("NFC", name).replace("\\", "/")
    steps = (_shown(step) for step in whole.split("/"))
    return [step for step in steps if step not in _OUTSIDE] or [NAMELESS]


def unique(path: str, taken: set[str]) -> str:
    """`path`, or `path (2)` and so on before its suffix; added to `taken`."""
    folder, slash, name = path.rpartition("/")
    pure = PurePosixPath(name)
    found, number = path, 1
    while found in taken:
        number += 1
        found = f"{folder}{slash}{pure.stem} ({number}){pure.suffix}"
    taken.add(found)
    return found


@lru_cache(maxsize=4096)
def suffix_of(path: str) -> str:
    """The suffix of the file at `path` in lower case, `.docx`; empty without one."""
    return PurePosixPath(path.casefold()).suffix


def system_file(path: str) -> str | None:
    """Why the file at `path` is none that a person made; `None` when one may have."""
    name = PurePosixPath(path).name.casefold()
    if name.startswith("~$"):
        return "een vergrendelbestand van Word of Excel"
    if _MACOS in f"{path.casefold()}/" or name in _SYSTEM:
        return "een bestand van het besturingssysteem"
    if name.startswith("."):
        return "een verborgen bestand"
    return None


def _shown(step: str) -> str:
    """One step of a path on one line, its double blanks kept."""
    plain = (canonical_or_none(step) or "").replace("\n", " ").replace("\t", " ")
    return visible(plain.strip())[:_LONGEST]
