"""Worker: another process that does one thing after another, within limits.

    job (bytes, arguments) -> what `Work` makes of it, or `StoppedError` with why

While it works it may tell where it is; who asked then knows where it ended.

What hangs, eats memory or crashes there ends that process and nothing else; the next
job gets a new one. It is started when the first job comes and kept for the ones after.

Where the system can, it is a fork of this process, which takes some milliseconds; else
it is started anew (Windows, macOS). Memory is limited where the system does it (Linux),
time everywhere. Its temporary files lie in a folder that goes when it goes.
"""

import logging
import multiprocessing as mp
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from pipeline.intake.limits import Limits

log = logging.getLogger(__name__)

Work = Callable[..., Any]
"""Makes an answer of what was set, of who is told where it is, and of the arguments of
a job. Arguments and answer can be pickled."""

Tell = Callable[[str], None]
"""Told where the work is now."""

Why = Literal["tijd", "geheugen", "vastgelopen"]

METHOD: Final = "fork" if sys.platform == "linux" else "spawn"
FOLDER: Final = "samenleven-lezer-"
_PATIENCE: Final = 5  # seconds for a process that was ended to be gone
_STARTING: Final = 60  # seconds for one to come up that is started anew
_FIT, _FAILED, _SPENT, _FULL = "fit", "failed", "spent", "full"
_AT: Final = "at"


class StoppedError(Exception):
    """The worker did not live to give an answer; `why` says what it ran into.

    `at` is where it last told to be; `None` when it told nothing.
    """

    def __init__(self, why: Why, at: str | None = None) -> None:
        super().__init__(why)
        self.why: Final = why
        self.at: Final = at


class FailedError(Exception):
    """The work raised what it should not; `kind` is the name of that type."""

    def __init__(self, kind: str, at: str | None = None) -> None:
        super().__init__(kind)
        self.kind: Final = kind
        self.at: Final = at


class Worker:
    """A process that does `work` with `setting`, made in it once, and each job.

    `setting` is called there with `given`: what is the same for every job.
    """

    def __init__(
        self,
        work: Work,
        setting: Callable[..., Any],
        *given: object,
        method: str = METHOD,
    ) -> None:
        self._work = work
        self._setting = setting
        self._given = given
        self._copied = method == "fork"
        self._context: Any = mp.get_context(method)  # its type differs per system
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._folder: str | None = None

    def ask(self, limits: Limits, *job: object) -> Any:
        """The answer to one job.

        Raises `StoppedError` past the time or memory of `limits`, or after a crash, and
        `FailedError` for whatever else the work raised.
        """
        line = self._started()
        is_fit = False
        at: str | None = None
        until = time.monotonic() + limits.seconds
        try:
            line.send((limits, job))
            state, answer = _AT, None
            while state == _AT:
                at = answer
                if not line.poll(max(0, until - time.monotonic())):
                    raise StoppedError("tijd", at)
                state, answer = line.recv()
            is_fit = state in {_FIT, _FAILED}
        except (EOFError, OSError) as error:
            raise StoppedError(self._cause(), at) from error
        finally:
            # After anything but a good answer it is of no more use.
            if not is_fit:
                self.close()
        if state == _FULL:
            raise StoppedError("geheugen", at)
        if state == _FAILED:
            raise FailedError(str(answer), at)
        return answer

    def close(self) -> None:
        """End the process, with whatever it started, and take its files away."""
        process, self._process = self._process, None
        if self._line is not None:
            self._line.close()
            self._line = None
        if process is not None:
            _end(process)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _started(self) -> Connection:
        if self._line is not None and self._process and self._process.is_alive():
            return self._line
        self.close()
        self._folder = tempfile.mkdtemp(prefix=FOLDER)
        here: Connection
        here, there = self._context.Pipe()
        life = _Life(self._work, self._setting, self._given, self._folder, self._copied)
        self._process = self._context.Process(target=_serve, args=(there, life))
        assert self._process is not None  # noqa: S101 - for the type checker
        self._process.daemon = True
        self._process.start()
        there.close()
        self._line = here
        if not here.poll(_STARTING):
            self.close()
            raise StoppedError("tijd")
        try:
            here.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise StoppedError("vastgelopen") from error
        return here

    def _cause(self) -> Why:
        """What ended the process: a signal tells, as far as it can be told."""
        if self._process is None:
            return "vastgelopen"
        self._process.join(_PATIENCE)
        code = self._process.exitcode
        if code is None or os.name == "nt":
            return "vastgelopen"
        if code == -signal.SIGXCPU:
            return "tijd"
        # An allocation that fails in native code aborts; the system itself kills.
        is_memory = code in {-signal.SIGABRT, -signal.SIGKILL}
        return "geheugen" if is_memory else "vastgelopen"


def _end(process: BaseProcess) -> None:
    if process.is_alive() and process.pid is not None:
        if hasattr(os, "killpg"):
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.join(_PATIENCE)
    with suppress(ValueError):  # it would not go, and is left to the system
        process.close()


class _Life(NamedTuple):
    """What a process needs for its life; `is_copy` says that it is a fork."""

    work: Work
    setting: Callable[..., Any]
    given: tuple[object, ...]
    folder: str
    is_copy: bool


def _serve(line: Connection, life: _Life) -> None:
    """The life of the process: one job after another until the line is closed."""
    _settle(line, life)

    def tell(at: str) -> None:
        line.send((_AT, at))

    with suppress(EOFError, OSError):
        made = life.setting(*life.given)
        line.send(None)
        base = _address_space()
        state = _FIT
        while state in {_FIT, _FAILED}:
            limits, job = line.recv()
            with _limited(limits, base):
                state, answer = _done(life.work, (made, tell, *job))
                if state == _FIT and _address_space() > base + limits.memory // 2:
                    state = _SPENT
                state = _sent(line, state, answer)
        line.recv()  # until the parent has what it asked for
    shutil.rmtree(life.folder, ignore_errors=True)
    # No clean-up of what was copied from the parent: it is not ours to close.
    os._exit(0)


def _done(work: Work, arguments: tuple[object, ...]) -> tuple[str, Any]:
    """State of this process after one job, and the answer to it."""
    try:
        return _FIT, work(*arguments)
    except (MemoryError, RecursionError):
        return _FULL, None
    except Exception as error:  # told to who asked, and traced where it happened
        log.debug("where", exc_info=True)
        return _FAILED, type(error).__name__


def _sent(line: Connection, state: str, answer: object) -> str:
    """State of this process after it gave `answer`, which may be too much."""
    try:
        line.send((state, answer))
    except MemoryError:
        state = _FULL
        line.send((state, None))
    return state


def _settle(line: Connection, life: _Life) -> None:
    """Leave the terminal and the files of the parent alone."""
    tempfile.tempdir = life.folder
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.name == "nt":
        return
    os.setsid()
    silent = os.open(os.devnull, os.O_RDWR)
    debugging = logging.getLogger().isEnabledFor(logging.DEBUG)
    for stream in (0, 1) if debugging else (0, 1, 2):
        os.dup2(silent, stream)
    if life.is_copy:
        os.closerange(3, line.fileno())
        os.closerange(line.fileno() + 1, os.sysconf("SC_OPEN_MAX"))


def _address_space() -> int:
    """What this process takes now, in bytes; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    if not told.is_file():
        return 0
    return int(told.read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def _limited(limits: Limits, base: int) -> Iterator[None]:
    """Let the system end this process past the memory, or twice past the time.

    The time is for when nobody is left to end it. What comes in afterwards is limited
    anew.
    """
    if not base:
        yield
        return
    import resource  # noqa: PLC0415 - not on every system

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 2 * limits.seconds
    for kind, most in (
        (resource.RLIMIT_AS, base + limits.memory),
        (resource.RLIMIT_CPU, seconds),
    ):
        _, hard = resource.getrlimit(kind)
        infinite = hard == resource.RLIM_INFINITY
        resource.setrlimit(kind, (most if infinite else min(most, hard), hard))
    yield
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
