"""Convert: old Word and RTF documents through LibreOffice, when it is there.

    bytes -> .docx bytes -> Reading; a workbook with formulas -> one with their results

Each call has a profile of its own in a folder that goes with it: LibreOffice calls that
share a profile silently produce nothing. That profile runs no macros and follows no
links, and fields that take in other files are taken out first. Memory and time are
limited, on Linux by the system itself: some layouts keep LibreOffice growing for ever.
Without LibreOffice there is a named refusal.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake.limits import MIB
from pipeline.reading.defuse import defused

SECONDS: Final = 60
COMPUTING: Final = 25
"""The time for the formulas of a workbook; without their results it is read too."""
MEMORY: Final = 2048 * MIB
"""Addresses that LibreOffice may take; a form of some pages needs less than half."""
_DOCX: Final = "docx:MS Word 2007 XML"
_XLSX: Final = "xlsx:Calc MS Excel 2007 XML"
_NAMES: Final = ("soffice", "libreoffice")
_SETTINGS: Final = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),  # never; in Calc that is 1
    ("Calc/Content/Update", "Link", "1"),
)
_WINDOWS: Final = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def find_libreoffice() -> str | None:
    """The path of LibreOffice's `soffice`; `None` where it is not installed."""
    for name in _NAMES:
        found = shutil.which(name)
        if found is not None:
            return found
    return next((path for path in _WINDOWS if Path(path).is_file()), None)


def to_docx(data: bytes, suffix: str) -> bytes:
    """`data`, a document whose kind is `suffix` (`doc`, `rtf`), as a .docx.

    Raises `DocumentError`: `niet-ondersteund` without LibreOffice, `te-groot` past the
    time limit, `beschadigd` when LibreOffice makes nothing of it.
    """
    program = find_libreoffice()
    if program is None:
        raise DocumentError(
            "niet-ondersteund",
            f"een .{suffix} wordt alleen gelezen waar LibreOffice staat; "
            "bewaar het als .docx",
        )
    with tempfile.TemporaryDirectory(prefix="samenleven-") as folder:
        source = Path(folder) / f"document.{suffix}"
        source.write_bytes(defused(data, suffix))
        return _converted(program, source, _DOCX, SECONDS)


def to_xlsx(data: bytes) -> bytes:
    """`data`, an .xlsx, as LibreOffice saves it: with the results of its formulas.

    Raises `DocumentError` as `to_docx` does.
    """
    program = find_libreoffice()
    if program is None:
        raise DocumentError("niet-ondersteund", "LibreOffice is er niet")
    with tempfile.TemporaryDirectory(prefix="samenleven-") as folder:
        source = Path(folder) / "document.xlsx"
        source.write_bytes(data)
        return _converted(program, source, _XLSX, COMPUTING)


def call_libreoffice(
    program: str, sources: Sequence[Path], folder: Path, *, to: str, seconds: int
) -> subprocess.CompletedProcess[bytes]:
    """Convert `sources` to the filter `to`; what is made lies in `folder / "uit"`.

    The profile is made in `folder`, and goes with it. Raises
    `subprocess.TimeoutExpired` past `seconds`, `OSError` when it cannot start. That
    nothing was made of a document is told by nothing but its absence.
    """
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profiel').as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault",
        "--convert-to", to,
        "--outdir", str(folder / "uit"),
        *map(str, sources),
    ]  # fmt: skip
    environment = {
        k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")
    }
    _write_profile(folder / "profiel" / "user")
    with _confined(seconds):
        process = subprocess.Popen(  # noqa: S603 - our own words and files we named
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=folder,
        )
    with process:
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(process.pid)
            process.communicate()
            raise
        except BaseException:
            _end(process.pid)
            raise
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def _write_profile(user: Path) -> None:
    """Settings for a LibreOffice that nobody looks at."""
    office, names = "/org.openoffice.Office.", "http://openoffice.org/2001/registry"
    items = "".join(
        f'<item oor:path="{office}{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    told = f'<?xml version="1.0"?><oor:items xmlns:oor="{names}">{items}</oor:items>'
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(told, "utf-8")


def _end(process: int) -> None:
    """End it and what it started: `soffice` only starts the real program."""
    for one in reversed(_family(process)):
        with suppress(OSError):  # it is gone already
            os.kill(one, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)


def _family(process: int) -> list[int]:
    """The process and its offspring, as far as the system tells."""
    kids: list[str] = []
    with suppress(OSError):  # it is gone already
        # Each thread has children of its own.
        for told in Path(f"/proc/{process}/task").glob("*/children"):
            kids += told.read_text("ascii").split()
    return [process, *(one for kid in kids for one in _family(int(kid)))]


def _converted(program: str, source: Path, filter_name: str, seconds: int) -> bytes:
    folder = source.parent
    try:
        done = call_libreoffice(
            program, [source], folder, to=filter_name, seconds=seconds
        )
    except subprocess.TimeoutExpired as error:
        reason = f"LibreOffice was er na {seconds} seconden niet mee klaar"
        raise DocumentError("te-groot", reason) from error
    except OSError as error:
        reason = "LibreOffice kon niet starten; bewaar het als .docx"
        raise DocumentError("niet-ondersteund", reason) from error
    made = folder / "uit" / f"document.{filter_name.partition(':')[0]}"
    if made.is_file():
        return made.read_bytes()
    if _was_short(done):
        reason = f"LibreOffice vraagt er meer dan {MEMORY // MIB} MB geheugen voor"
        raise DocumentError("te-groot", reason)
    raise DocumentError("beschadigd", "LibreOffice kan het niet openen")


def _was_short(done: subprocess.CompletedProcess[bytes]) -> bool:
    """Whether it ended for want of memory: an allocation that fails aborts it.

    Of the shell that starts it, the signal comes as a number.
    """
    aborted = done.returncode in {-signal.SIGABRT, 128 + signal.SIGABRT}
    return aborted or b"bad_alloc" in done.stderr


@contextmanager
def _confined(seconds: int) -> Iterator[None]:
    """Limits for LibreOffice, which are not our own: we put those back.

    Time on the processor is limited for when nobody is left to end it.
    """
    if sys.platform != "linux":
        yield
        return
    import resource  # noqa: PLC0415 - not on every system

    kept = {
        kind: resource.getrlimit(kind)
        for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU)
    }
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    wanted = {resource.RLIMIT_AS: MEMORY, resource.RLIMIT_CPU: spent + 2 * seconds}
    for kind, (_, hard) in kept.items():
        most = (
            wanted[kind] if hard == resource.RLIM_INFINITY else min(wanted[kind], hard)
        )
        resource.setrlimit(kind, (most, hard))
    try:
        yield
    finally:
        for kind, limits in kept.items():
            resource.setrlimit(kind, limits)
