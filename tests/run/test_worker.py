"""Whatever goes wrong in the other process has a name, and the next job is done."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from pipeline.intake.limits import DEFAULT, MIB
from pipeline.run.worker import FailedError, StoppedError, Tell, Worker

QUICK = replace(DEFAULT, seconds=2, memory=128 * MIB)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")


def setting(name: str) -> str:
    return name


def hang() -> None:
    time.sleep(60)


def eat() -> int:
    return len(b"x" * 10 * 1024 * MIB)


def grow() -> int:
    return len(bytearray(90 * MIB))


def full() -> bytes:
    return bytes(100 * MIB)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leave() -> None:
    os._exit(0)


def fail() -> None:
    raise KeyError


def recurse() -> None:
    recurse()


def write() -> str:
    handle, path = tempfile.mkstemp()
    os.close(handle)
    return path


def write_and_hang(told: Path) -> None:
    tempfile.mkstemp()
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    told.write_text(str(subprocess.Popen(command).pid))
    time.sleep(60)


def work() -> int:
    return os.getpid()


def wordy(_name: str, tell: Tell, what: Callable[[], object]) -> object:
    """Do as `faulty`, and tell about it."""
    tell("eerst")
    tell("dan")
    return what()


def cubed(made: int, _tell: Tell, number: int) -> int:
    return number**made


def faulty(_name: str, _tell: Tell, what: Callable[[], object]) -> object:
    """Do what a hostile document might make a parser do."""
    return what()


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(faulty, setting, "lezer")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (hang, "tijd"),
        pytest.param(eat, "geheugen", marks=LINUX),
        pytest.param(os.abort, "geheugen", marks=LINUX),
        (crash, "vastgelopen"),
        (leave, "vastgelopen"),
        (recurse, "geheugen"),
    ],
)
def test_a_fault_has_a_name_and_the_next_job_is_done(
    worker: Worker, fault: Callable[[], object], why: str
) -> None:
    with pytest.raises(StoppedError) as stopped:
        worker.ask(QUICK, fault)
    assert stopped.value.why == why
    assert worker.ask(QUICK, work) != os.getpid()


def test_what_the_work_raises_is_told_by_its_type(worker: Worker) -> None:
    with pytest.raises(FailedError) as failed:
        worker.ask(QUICK, fail)
    assert failed.value.kind == "KeyError"


@pytest.mark.parametrize("fault", [hang, crash, recurse, fail])
def test_where_it_ended_is_told(fault: Callable[[], object]) -> None:
    worker = Worker(wordy, setting, "lezer")
    with pytest.raises((StoppedError, FailedError)) as ended:
        worker.ask(QUICK, fault)
    worker.close()
    assert ended.value.at == "dan"


@LINUX
def test_an_answer_that_is_too_large_is_no_answer(worker: Worker) -> None:
    with pytest.raises(StoppedError) as stopped:
        worker.ask(QUICK, full)
    assert stopped.value.why == "geheugen"
    assert worker.ask(QUICK, work) != os.getpid()


def test_one_process_does_all_jobs(worker: Worker) -> None:
    assert len({worker.ask(QUICK, work) for _ in range(5)} | {os.getpid()}) == 2


def test_it_is_not_started_before_there_is_work(worker: Worker) -> None:
    assert worker._process is None
    worker.ask(QUICK, work)
    assert worker._process is not None


def test_temporary_files_go_with_the_process(worker: Worker) -> None:
    path = Path(str(worker.ask(QUICK, write)))
    assert path.exists()
    worker.close()
    assert not path.parent.exists()


@LINUX
def test_what_a_hanging_process_started_ends_with_it(
    worker: Worker, tmp_path: Path
) -> None:
    worker.ask(QUICK, work)
    folder, told = worker._folder, tmp_path / "pid"
    assert folder is not None
    with pytest.raises(StoppedError):
        worker.ask(QUICK, partial(write_and_hang, told))
    assert not Path(folder).exists()
    assert ended(int(told.read_text()))


@pytest.mark.slow
def test_a_process_that_is_started_anew_does_the_same() -> None:
    worker = Worker(cubed, str, "x", method="spawn")
    try:
        with pytest.raises(FailedError):
            worker.ask(QUICK, 2)
        anew = Worker(cubed, int, "3", method="spawn")
        assert anew.ask(QUICK, 2) == 8
        anew.close()
    finally:
        worker.close()


@LINUX
def test_the_parent_does_not_grow_with_what_the_worker_eats(worker: Worker) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(StoppedError):
        worker.ask(QUICK, eat)
    worker.ask(QUICK, grow)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 20 * 1024  # KiB


@LINUX
def test_a_worker_whose_parent_is_killed_ends_too() -> None:
    script = (
        "import os, signal; from pipeline.run.worker import Worker;"
        "from tests.run.test_worker import faulty, setting, work, QUICK;"
        "worker = Worker(faulty, setting, 'x');"
        "print(worker.ask(QUICK, work), flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    command = [sys.executable, "-c", script]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    assert ended(int(ran.stdout))


def ended(process: int) -> bool:
    """Whether it is gone within some seconds, or waits for nothing but its burial."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            if "State:\tZ" in Path(f"/proc/{process}/status").read_text():
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False
