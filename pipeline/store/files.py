"""Files: whole files on disk, or the earlier ones untouched.

A file is written beside its place, synced, and renamed over it: whoever reads it, and
whatever crashes, sees the old bytes or the new ones. Trouble with the disk comes out as
an `OutputError` that tells an official what to do.
"""

import errno
import filecmp
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from pipeline.errors import OutputError

PREFIX: Final = ".samenleven-"
SUFFIX: Final = ".tmp"

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}

_SYNCED: Final = (
    "onedrive",
    "sharepoint",
    "dropbox",
    "google drive",
    "googledrive",
    "nextcloud",
    "mobile documents",  # iCloud, as macOS names its folder
    "cloudstorage",  # where macOS keeps what the others synchronise
)
_NETWORK: Final = {
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.sshfs",
    "glusterfs",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
}


def write_atomically(
    path: Path, data: bytes | Iterable[bytes], *, mode: int = 0o600
) -> bool:
    """Make `path` hold `data`, whole or in pieces; say whether that took writing.

    A file that already holds `data` is left alone, its time included. `mode` is for a
    new file; one that is replaced keeps its own. Its folder must exist. The name is
    on disk for certain only after `sync_folder`.

    Raises:
        OutputError: the disk is full or read-only, or the file is open elsewhere.
    """
    with explained(path):
        if path.is_file():
            known = path.stat()
            is_same_size = isinstance(data, bytes) and known.st_size == len(data)
            if is_same_size and path.read_bytes() == data:
                return False
            mode = known.st_mode & 0o777
        handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=path.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines([data] if isinstance(data, bytes) else data)
                file.flush()
                if not isinstance(data, bytes) and _alike(beside, path):
                    return False
                os.fsync(file.fileno())
            beside.chmod(mode)
            beside.replace(path)
        finally:
            # Gone already when all went well; what cannot be removed now is removed
            # by `remove_leftovers`, and must not hide why the writing failed.
            with suppress(OSError):
                beside.unlink()
    return True


def holds(path: Path, data: Iterable[bytes]) -> bool:
    """Whether `path` is a file that holds the pieces of `data`, one after the other."""
    if not path.is_file():
        for _ in data:
            pass
        return False
    told = hashlib.sha256()
    for piece in data:
        told.update(piece)
    with explained(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest() == told.digest()


def _alike(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes; not when there is no other."""
    if not other.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    return filecmp.cmp(one, other, shallow=False)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut."""
    if os.name == "nt":  # Windows opens no folders; NTFS keeps a journal of names
        return
    with explained(folder):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_stale(folder: Path, keep: Set[str], pattern: str) -> tuple[str, ...]:
    """Remove the files in `folder` that match `pattern` and are not to be kept.

    `keep` are names, `pattern` a glob such as `*.json`. Gives the names that went.
    """
    stale = sorted(
        path
        for path in folder.glob(pattern)
        if path.name not in keep and path.is_file()
    )
    for path in stale:
        with explained(path):
            path.unlink(missing_ok=True)
    return tuple(path.name for path in stale)


def remove_leftovers(folder: Path) -> None:
    """Remove what writings that never ended left in `folder` and right below it.

    Only for who holds the workspace: another run's writing looks the same.
    """
    for below in (folder, *(path for path in folder.iterdir() if path.is_dir())):
        remove_stale(below, frozenset(), f"{PREFIX}*{SUFFIX}")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Tell what the operating system says about `path` in the words of an official."""
    try:
        yield
    except OSError as error:
        raise OutputError(_reason(path, error)) from error


def _reason(path: Path, error: OSError) -> str:
    if error.errno in _FULL:
        return (
            f"‘{path}’ kan niet geschreven worden: de schijf of uw quotum is vol. "
            "Maak plaats en begin opnieuw; wat er stond, is niet gewijzigd."
        )
    if error.errno in _CLOSED and path.is_file():
        return (
            f"‘{path}’ kan niet vervangen worden. Staat het open in Word of Excel, "
            "sluit het dan; kijk anders na of u in die map mag schrijven. "
            "Begin daarna opnieuw."
        )
    if error.errno in _CLOSED:
        return (
            f"U mag niet schrijven in ‘{path.parent}’. "
            "Kies een andere map of vraag toegang."
        )
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return f"‘{path}’ is geen map. Kies een andere map."
    return (
        f"‘{path}’ kan niet gelezen of geschreven worden ({error.strerror}). "
        "Kijk na of de schijf bereikbaar is en begin opnieuw."
    )


def location_warning(folder: Path, mounts: str | None = None) -> str | None:
    """Warn when `folder` is synchronised or on a network, where SQLite gets damaged.

    `mounts` is the text of `/proc/mounts`, read where it exists when not given; without
    it a network drive shows only in a Windows network path. `None` when all seems well.
    """
    where = folder.resolve()
    parts = [part.lower() for part in where.parts]
    if any(name in part for name in _SYNCED for part in parts):
        what = "in een map die gesynchroniseerd wordt"
    elif str(where).startswith("\\\\") or _file_system(where, mounts) in _NETWORK:
        what = "op een netwerkschijf"
    else:
        return None
    return (
        f"‘{folder}’ staat {what}. Daar kan de databank beschadigd raken. "
        "Kies een map op deze computer en kopieer het resultaat achteraf."
    )


def _file_system(where: Path, mounts: str | None) -> str:
    if mounts is None:
        listing = Path("/proc/mounts")
        mounts = listing.read_text(errors="replace") if listing.exists() else ""
    best, kind = 0, ""
    for line in mounts.splitlines():
        # proc(5): device, mount point (blanks in octal), type; the last one counts.
        match line.split():
            case [_, point, found, *_]:
                mount = Path(point.replace("\\040", " "))
                if where.is_relative_to(mount) and len(mount.parts) >= best:
                    best, kind = len(mount.parts), found
    return kind
