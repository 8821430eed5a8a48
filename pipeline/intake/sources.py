"""Sources: files, folders and zips on disk -> one `Item` for every file found.

The order is that of the INPUTs, and by name within a folder. No file is left out: what
cannot be read is refused with a reason. Symbolic links in a folder are not followed.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from pipeline.errors import SetupError
from pipeline.intake import cfb, maildir, verdict
from pipeline.intake.item import Item, Refusal, unread
from pipeline.intake.limits import KIB
from pipeline.intake.mail import open_item, open_mail
from pipeline.intake.names import display_name, system_file, unique
from pipeline.intake.rules import NO_FORMS, Rules
from pipeline.intake.sniff import Format, sniff

_HEAD: Final = 64 * KIB
# How Python spells bytes of a file name that are no text; JSON has no place for them.
_NO_TEXT: Final = re.compile(r"[\ud800-\udfff]")

_LINK: Final = Refusal("niet-ondersteund", "een verwijzing; die wordt niet gevolgd")
_NO_FILE: Final = Refusal("niet-ondersteund", "het is geen gewoon bestand")
_CLOSED: Final = Refusal("beschadigd", "er is geen toegang toe, of de schijf hapert")


class _Found(NamedTuple):
    """A file on disk: where, its path for people, and what its folder tells of it."""

    path: Path
    pad: str
    is_mail: bool = False
    ignored: str | None = None


def collect(
    paths: Sequence[Path],
    rules: Rules = NO_FORMS,
    *,
    outside: Path | None = None,
) -> Iterator[Item]:
    """The items of `paths`, read one at a time while the caller goes through them.

    A file that is reached by two of the paths is given once. `outside` is a resolved
    folder that is passed over where it lies in one of them: where the results go.
    Raises `SetupError` at once when a path does not exist.
    """
    check_exists(paths)
    given = Given(alone=len(paths) == 1)
    return (
        item
        for path in paths
        for item in read_path(path, rules, given, outside=outside)
    )


@dataclass(slots=True)
class Given:
    """What was given out already: paths for people, and the INPUTs gone through.

    `alone`: there is one INPUT, so that what is in one item cannot have the path of
    what is in another. Then the paths of the items themselves are all there is to know.
    """

    alone: bool
    taken: set[str] = field(default_factory=set)
    starts: set[Path] = field(default_factory=set)

    def has(self, path: Path, outside: Path | None) -> bool:
        """Whether the file `path`, a real one, was reached by an earlier INPUT.

        None reached what lies in the folder `outside` but one that lies there too.
        """
        for around in (path, *path.parents):
            if around in self.starts:
                return True
            if around == outside:
                return False
        return False

    def told(self, item: Item) -> Item:
        """Forget what is in `item` where that can be; `item` itself."""
        if self.alone:
            self.taken.difference_update(part.pad for part in item.walk())
            self.taken.add(item.pad)
        return item


def check_exists(paths: Sequence[Path]) -> None:
    """Raise `SetupError` when one of `paths` is missing."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        names = ", ".join(f"‘{path}’" for path in missing)
        raise SetupError(f"Niet gevonden: {names}. Kijk de naam na en probeer opnieuw.")


def read_path(
    start: Path,
    rules: Rules,
    given: Given,
    *,
    outside: Path | None = None,
) -> Iterator[Item]:
    """Do as `collect`, for one path; `given` is what the others gave."""
    # The INPUT itself may be a link: that is how somebody chose to name it.
    real = start.resolve()
    for found in _files(real, start.name, outside):
        if not given.has(found.path, outside):
            pad = unique(_NO_TEXT.sub("\ufffd", found.pad), given.taken)
            yield given.told(_read(found._replace(pad=pad), rules, given.taken))
    given.starts.add(real)


def _files(start: Path, name: str, outside: Path | None) -> Iterator[_Found]:
    """Every file below `start` with its path for people; a folder only if closed."""
    if not start.is_dir():
        yield _Found(start, name)
        return
    # Names and no paths: a folder can hold very many.
    waiting = [(start, iter([""]))]
    maildirs: set[Path] = set()
    while waiting:
        folder, names = waiting[-1]
        path = next((folder / name for name in names), None)
        if path is None:
            waiting.pop()
            continue
        if path == outside:
            continue
        if path.is_symlink() or not path.is_dir():
            yield _placed(path, start, maildirs)
            continue
        try:
            inside = sorted(os.listdir(path))  # noqa: PTH208 - iterdir makes paths
        except OSError:
            yield _Found(path, path.relative_to(start).as_posix())
        else:
            waiting.append((path, iter(inside)))
            if maildir.is_maildir(n for n in maildir.MAILS if (path / n).is_dir()):
                maildirs.add(path)


def _placed(path: Path, start: Path, maildirs: set[Path]) -> _Found:
    """The file `path`, known by where it lies below `start`."""
    folder = path.parent
    if folder in maildirs:
        ignored = maildir.server_file(path.name)
        return _Found(path, path.relative_to(start).as_posix(), ignored=ignored)
    if folder.parent in maildirs and folder.name in {
        *maildir.MAILS,
        maildir.UNFINISHED,
    }:
        lasting = folder.parent / maildir.lasting_name(path.name)
        return _Found(
            path,
            lasting.relative_to(start).as_posix(),
            is_mail=True,
            ignored=maildir.why_ignored(folder.name, path.name),
        )
    return _Found(path, path.relative_to(start).as_posix())


def _read(found: _Found, rules: Rules, taken: set[str]) -> Item:
    naam = display_name(
        PurePosixPath(found.pad).name if found.is_mail else found.path.name
    )
    try:
        return _opened(found, naam, rules, taken)
    except OSError:
        return unread(found.pad, naam, Format.onbekend, _CLOSED)


def _opened(found: _Found, naam: str, rules: Rules, taken: set[str]) -> Item:
    path, pad, limits = found.path, found.pad, rules.limits
    info = path.lstat()
    if stat.S_ISLNK(info.st_mode):
        return unread(pad, naam, Format.onbekend, _LINK)
    if not stat.S_ISREG(info.st_mode):
        reden = _CLOSED if stat.S_ISDIR(info.st_mode) else _NO_FILE
        return unread(pad, naam, Format.onbekend, reden)
    ignored = found.ignored or system_file(pad)
    if ignored:
        passed = unread(pad, naam, Format.onbekend, None, sha256=_digest(path))
        return replace(passed, ignored=ignored)
    if info.st_size > limits.attachment:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        form = Format.eml if found.is_mail else sniff(head, naam)
        # What a package is, only the whole tells; so far it is what may be largest.
        packed = Format.zip if head.startswith(b"PK") else form
        packed = Format.msg if head.startswith(cfb.MAGIC) else packed
        refusal = verdict.too_big(info.st_size, packed, limits)
        if refusal:
            return unread(pad, naam, form, refusal, sha256=_digest(path))
    opener = open_mail if found.is_mail else open_item
    return opener(path.read_bytes(), pad, naam, rules, taken)


def _digest(path: Path) -> str:
    """The hash of a file that is not to be kept in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
