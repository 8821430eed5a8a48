import itertools
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from pipeline.errors import OutputError
from pipeline.store import files
from pipeline.store.bezig import MARK
from pipeline.store.workspace import DATABASE, Workspace
from tests.programs import needs
from tests.store.made import (
    child,
    content,
    forks,
    is_whole,
    leftovers,
    record,
    workspace,
)

ROOT = Path(__file__).parents[2]
STORE = str(Path(files.__file__).parent)


def record_all(folder: Path, told: Pipe) -> None:
    with workspace(folder) as opened:
        for number in range(30):
            record(opened, number)
            told.send_bytes(b"1")


@forks
@pytest.mark.parametrize("moment", [0, 1, 2, 5, 11, 17, 23, 29])
def test_a_kill_loses_nothing_that_was_told_and_leaves_nothing_half(
    tmp_path: Path, moment: int
) -> None:
    ours, theirs = get_context("fork").Pipe()
    process = child(record_all, tmp_path / "uit", theirs)
    for _ in range(moment):
        ours.recv_bytes()
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    if (tmp_path / "uit").exists():
        is_whole(tmp_path / "uit")
    with workspace(tmp_path / "uit") as opened:
        names = [item.naam for item in opened.occurrences()]
        # Those it told of, and perhaps one or more that it could not tell any more.
        assert names == [f"{number:03}.eml" for number in range(len(names))]
        assert len(names) >= moment
        record(opened, *range(30))
    with workspace(tmp_path / "apart") as opened:
        record(opened, *range(30))
    assert content(tmp_path / "uit") == content(tmp_path / "apart")


def record_until(folder: Path, last: int) -> None:
    """Record two mails more, and be killed at line `last` of our own code."""
    lines = itertools.count(1)

    def trace(frame: FrameType, event: str, _: Any) -> Any:  # as sys.settrace has it
        if not frame.f_code.co_filename.startswith(STORE):
            return None
        if event == "line" and next(lines) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    opened = Workspace.open(folder, create=True)
    record(opened, 1, 2)
    opened.set_ronde("pj2-eind")
    opened.close()


@forks
@pytest.mark.parametrize(
    "every", [17, pytest.param(3, marks=pytest.mark.slow)], ids="every-{}".format
)
@pytest.mark.parametrize("existing", [False, True])
def test_a_crash_at_any_step_is_completed_by_the_next_run(
    tmp_path: Path, every: int, *, existing: bool
) -> None:
    before, after, folder = tmp_path / "voor", tmp_path / "na", tmp_path / "uit"
    for place, numbers in ((before, [0]), (after, [0, 1, 2])):
        with workspace(place) as opened:
            record(opened, *numbers)
    for last in itertools.count(1, every):
        if existing:
            shutil.copytree(before, folder)
        process = child(record_until, folder, last)
        process.join()
        with workspace(folder) as opened:
            found = len(opened.occurrences())
            assert found in ({1, 3} if existing else {0, 2})
            assert opened.ronde is None or found >= 2
        is_whole(folder)
        with workspace(folder) as opened:
            record(opened, 0, 1, 2)
        assert content(folder) == content(after)
        shutil.rmtree(folder)
        if process.exitcode == 0:
            assert last > 200
            break
        assert process.exitcode == -signal.SIGKILL


RECORD_TWO = """
import sys
from pathlib import Path
from tests.programs import needs
from tests.store.made import record, workspace
with workspace(Path(sys.argv[1])) as opened:
    record(opened, 1)
    record(opened, 2)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("call", "every"),
    [("pwrite64", 7), ("fdatasync", 2), ("fsync", 1), ("rename", 1), ("unlink", 1)],
)
def test_a_crash_in_any_system_call_is_completed_by_the_next_run(
    tmp_path: Path, call: str, every: int
) -> None:
    command = [needs("strace"), "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}"]
    with workspace(tmp_path / "apart") as opened:
        record(opened, 0, 1, 2)
    for number in itertools.count(1, every):
        folder = tmp_path / str(number)
        with workspace(folder) as opened:
            record(opened, 0)
        inject = f"inject={call}:signal=KILL:when={number}"
        ended = subprocess.run(
            [*command, "-e", inject, sys.executable, "-c", RECORD_TWO, folder],
            cwd=ROOT,
            check=False,
        )
        is_whole(folder)
        with workspace(folder) as opened:
            record(opened, 1, 2)
        assert content(folder) == content(tmp_path / "apart")
        if ended.returncode == 0:
            assert number > every
            return


COMMIT = [
    f"fdatasync {DATABASE}-journal",
    f"fdatasync {DATABASE}-journal",
    f"fdatasync {DATABASE}",
    f"fdatasync {DATABASE}-journal",
]


@pytest.mark.slow
def test_what_was_told_survives_a_power_cut(tmp_path: Path) -> None:
    """Files, then their names, then the rows are synced, in that order."""
    listing = tmp_path / "calls"
    calls = "trace=fsync,fdatasync,rename"
    program: list[str | Path] = [sys.executable, "-c", RECORD_TWO, tmp_path / "uit"]
    subprocess.run(
        [needs("strace"), "-f", "-y", "-qq", "-o", listing, "-e", calls, *program],
        cwd=ROOT,
        check=True,
    )
    found = re.findall(r'(\w+)\((?:\d+<|")([^>"]*)', listing.read_text())
    steps = [
        f"{call} {re.sub('[.]samenleven-.*', 'beside', Path(path).name)}"
        for call, path in found
    ]
    one = ["fsync beside", "rename beside"]
    mail = [*one, *one, "fsync originelen", *COMMIT]
    starts = [n for n in range(len(steps)) if steps[n : n + len(mail)] == mail]
    assert len(starts) == 2


def record_in_little_room(folder: Path, size: int) -> None:
    with workspace(folder) as opened:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        with pytest.raises(OutputError, match="vol"):
            record(opened, *range(1, 200))


@forks
@pytest.mark.parametrize("size", [0, 100, 4000, 4096, 20_000, 60_000, 70_000, 100_000])
def test_a_full_disk_leaves_all_that_was_there(tmp_path: Path, size: int) -> None:
    with workspace(tmp_path) as opened:
        record(opened, 0)
    before = content(tmp_path)
    assert size < 4 * (tmp_path / DATABASE).stat().st_size
    process = child(record_in_little_room, tmp_path, size)
    process.join()
    assert process.exitcode == 0
    is_whole(tmp_path)
    with workspace(tmp_path) as opened:
        assert opened.occurrences() == before["items"]
        assert leftovers(tmp_path) == [tmp_path / MARK]
        assert record(opened, *range(200)) == 199
    is_whole(tmp_path)
