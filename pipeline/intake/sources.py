"""Sources: files, folders and zips on disk -> one `Item` for every file found.

The order is that of the INPUTs, and by name within a folder. No file is left out: what
cannot be read is refused with a reason. Symbolic links in a folder are not followed.
"""

import hashlib
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from pipeline.errors import SetupError
from pipeline.intake import verdict
from pipeline.intake.item import Item, Refusal, unread
from pipeline.intake.limits import DEFAULT, KIB, Limits
from pipeline.intake.mail import read_item
from pipeline.intake.names import display_name, system_file, unique
from pipeline.intake.sniff import Format, sniff

_HEAD: Final = 64 * KIB
# How Python spells bytes of a file name that are no text; JSON has no place for them.
_NO_TEXT: Final = re.compile(r"[\ud800-\udfff]")

_LINK: Final = Refusal("niet-ondersteund", "een verwijzing; die wordt niet gevolgd")
_NO_FILE: Final = Refusal("niet-ondersteund", "het is geen gewoon bestand")
_CLOSED: Final = Refusal("beschadigd", "er is geen toegang toe, of de schijf hapert")


def collect(
    paths: Sequence[Path], limits: Limits = DEFAULT, *, outside: Path | None = None
) -> Iterator[Item]:
    """The items of `paths`, read one at a time while the caller goes through them.

    A file that is reached by two of the paths is given once. `outside` is a resolved
    folder that is passed over where it lies in one of them: where the results go.
    Raises `SetupError` at once when a path does not exist.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        names = ", ".join(f"‘{path}’" for path in missing)
        raise SetupError(f"Niet gevonden: {names}. Kijk de naam na en probeer opnieuw.")
    return _items(paths, limits, outside)


def _items(
    paths: Sequence[Path], limits: Limits, outside: Path | None
) -> Iterator[Item]:
    taken: set[str] = set()
    seen: set[Path] = set()
    for start in paths:
        # The INPUT itself may be a link: that is how somebody chose to name it.
        for path, pad in _files(start.resolve(), start.name, outside):
            if path not in seen:
                seen.add(path)
                yield _read(path, _NO_TEXT.sub("\ufffd", pad), taken, limits)


def _files(start: Path, name: str, outside: Path | None) -> Iterator[tuple[Path, str]]:
    """Every file below `start` with its path for people; a folder only if closed."""
    if not start.is_dir():
        yield start, name
        return
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path == outside:
            continue
        if path.is_symlink() or not path.is_dir():
            yield path, path.relative_to(start).as_posix()
            continue
        try:
            inside = sorted(path.iterdir(), key=lambda child: child.name, reverse=True)
        except OSError:
            yield path, path.relative_to(start).as_posix()
        else:
            waiting.extend(inside)


def _read(path: Path, pad: str, taken: set[str], limits: Limits) -> Item:
    pad, naam = unique(pad, taken), display_name(path.name)
    try:
        return _opened(path, pad, taken, limits)
    except OSError:
        return unread(pad, naam, Format.onbekend, _CLOSED)


def _opened(path: Path, pad: str, taken: set[str], limits: Limits) -> Item:
    info, naam = path.lstat(), display_name(path.name)
    if stat.S_ISLNK(info.st_mode):
        return unread(pad, naam, Format.onbekend, _LINK)
    if not stat.S_ISREG(info.st_mode):
        reden = _CLOSED if stat.S_ISDIR(info.st_mode) else _NO_FILE
        return unread(pad, naam, Format.onbekend, reden)
    if system_file(pad):
        ignored = unread(pad, naam, Format.onbekend, None, sha256=_digest(path))
        return replace(ignored, ignored=system_file(pad))
    if info.st_size > limits.attachment:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        form = sniff(head, naam)
        # What a package is, only the whole tells; so far it is a zip.
        packed = Format.zip if head.startswith(b"PK") else form
        refusal = verdict.too_big(info.st_size, packed, limits)
        if refusal:
            return unread(pad, naam, form, refusal, sha256=_digest(path))
    return read_item(path.read_bytes(), pad, naam, limits, taken)


def _digest(path: Path) -> str:
    """The hash of a file that is not to be kept in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
