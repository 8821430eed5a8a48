import errno
import os
import resource
from pathlib import Path

import pytest

from pipeline.errors import ExitCode, OutputError
from pipeline.store.files import (
    explained,
    location_warning,
    remove_leftovers,
    remove_stale,
    sync_folder,
    write_atomically,
)
from tests.store.made import child, forks


def test_a_file_is_written_once_and_then_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "23077.json"
    assert write_atomically(path, b"dossier")
    os.utime(path, (0, 0))
    assert not write_atomically(path, b"dossier")
    assert path.stat().st_mtime == 0
    assert write_atomically(path, b"DOSSIER")
    assert path.read_bytes() == b"DOSSIER"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_is_private_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "23077.json"
    write_atomically(path, b"1")
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o664)
    write_atomically(path, b"2")
    assert path.stat().st_mode & 0o777 == 0o664
    write_atomically(tmp_path / "open.json", b"1", mode=0o644)
    assert (tmp_path / "open.json").stat().st_mode & 0o777 == 0o644


def test_an_empty_file_counts_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "leeg"
    assert write_atomically(path, b"")
    assert not write_atomically(path, b"")


def test_only_stale_files_of_the_pattern_go(tmp_path: Path) -> None:
    for name in ("a.json", "b.json", "c.txt"):
        (tmp_path / name).touch()
    (tmp_path / "map.json").mkdir()
    assert remove_stale(tmp_path, {"a.json"}, "*.json") == ("b.json",)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"a.json", "c.txt", "map.json"}
    assert remove_stale(tmp_path / "nergens", set(), "*") == ()


def limited_write(path: Path, size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    with pytest.raises(OutputError, match="vol"):
        write_atomically(path, b"n" * 40_000)


@forks
@pytest.mark.parametrize("size", [0, 1, 8192, 39_999])
def test_a_full_disk_leaves_the_earlier_file_and_nothing_else(
    tmp_path: Path, size: int
) -> None:
    path = tmp_path / "sheet.docx"
    write_atomically(path, b"o" * 36_563)
    process = child(limited_write, path, size)
    process.join()
    assert process.exitcode == 0
    assert path.read_bytes() == b"o" * 36_563
    assert list(tmp_path.iterdir()) == [path]


def test_leftovers_of_a_crash_go_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "dossiers").mkdir()
    for name in ("dossiers/.samenleven-x1.tmp", ".samenleven-x2.tmp", ".eigen.tmp"):
        (tmp_path / name).touch()
    remove_leftovers(tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [
        ".eigen.tmp"
    ]


def test_a_place_that_cannot_be_written_is_told_in_dutch(tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    with pytest.raises(OutputError, match="geen map") as refused:
        write_atomically(tmp_path / "bestand" / "x", b"1")
    assert refused.value.exit_code is ExitCode.USAGE
    with pytest.raises(OutputError, match="kan niet gelezen of geschreven worden"):
        write_atomically(tmp_path / "nergens" / "x", b"1")
    with pytest.raises(OutputError):
        sync_folder(tmp_path / "nergens")


@pytest.mark.parametrize(
    ("number", "exists", "sentence"),
    [
        (errno.EACCES, True, "sluit het dan"),
        (errno.EACCES, False, "mag niet schrijven"),
        (errno.EROFS, False, "mag niet schrijven"),
        (errno.ENOSPC, True, "vol"),
        (errno.EIO, True, "bereikbaar"),
    ],
)
def test_each_refusal_says_what_to_do(
    tmp_path: Path, number: int, sentence: str, *, exists: bool
) -> None:
    path = tmp_path / "overzicht.xlsx"
    if exists:
        path.touch()
    with pytest.raises(OutputError, match=sentence), explained(path):
        raise OSError(number, os.strerror(number))


MOUNTS = """\
/dev/vda / ext4 rw 0 0
//server/data /mnt/dienst cifs rw 0 0
server:/x /mnt/gedeelde\\040map nfs4 rw 0 0
/dev/vdb /mnt/dienst/lokaal ext4 rw 0 0
onleesbaar
"""


@pytest.mark.parametrize(
    ("folder", "warned"),
    [
        ("/home/an/uit", None),
        ("/mnt/dienst/uit", "netwerkschijf"),
        ("/mnt/gedeelde map/uit", "netwerkschijf"),
        ("/mnt/dienst/lokaal/uit", None),
        ("/mnt/dienstmap/uit", None),
        ("/home/an/OneDrive - Vlaamse overheid/uit", "gesynchroniseerd"),
        ("/Users/an/Library/CloudStorage/Dropbox/uit", "gesynchroniseerd"),
    ],
)
def test_a_place_that_is_unsafe_for_a_database_is_named(
    folder: str, warned: str | None
) -> None:
    warning = location_warning(Path(folder), MOUNTS)
    assert (warned in warning) if warned and warning else warning is warned
