"""Convert: old Word and RTF documents through LibreOffice, when it is there.

    bytes -> .docx bytes -> Reading; a workbook with formulas -> one with their results

Each call has a profile of its own in a folder that goes with it: LibreOffice calls that
share a profile silently produce nothing. Macros are not run on conversion; the network
is not needed. Without LibreOffice there is a named refusal.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pipeline.errors import DocumentError

SECONDS: Final = 60
_DOCX: Final = "docx:MS Word 2007 XML"
_XLSX: Final = "xlsx:Calc MS Excel 2007 XML"
_NAMES: Final = ("soffice", "libreoffice")
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
        return _converted(program, data, suffix, Path(folder), _DOCX)


def to_xlsx(data: bytes) -> bytes:
    """`data`, an .xlsx, as LibreOffice saves it: with the results of its formulas.

    Raises `DocumentError` as `to_docx` does.
    """
    program = find_libreoffice()
    if program is None:
        raise DocumentError("niet-ondersteund", "LibreOffice is er niet")
    with tempfile.TemporaryDirectory(prefix="samenleven-") as folder:
        return _converted(program, data, "xlsx", Path(folder), _XLSX)


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
    with _roomy():
        return subprocess.run(  # noqa: S603 - our own words and files we named
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=environment,
            cwd=folder,
        )


def _converted(
    program: str, data: bytes, suffix: str, folder: Path, filter_name: str
) -> bytes:
    source = folder / f"document.{suffix}"
    source.write_bytes(data)
    try:
        call_libreoffice(program, [source], folder, to=filter_name, seconds=SECONDS)
    except subprocess.TimeoutExpired as error:
        reason = f"LibreOffice was er na {SECONDS} seconden niet mee klaar"
        raise DocumentError("te-groot", reason) from error
    except OSError as error:
        reason = "LibreOffice kon niet starten; bewaar het als .docx"
        raise DocumentError("niet-ondersteund", reason) from error
    made = folder / "uit" / f"document.{filter_name.partition(':')[0]}"
    if not made.is_file():
        raise DocumentError("beschadigd", "LibreOffice kan het niet openen")
    return made.read_bytes()


@contextmanager
def _roomy() -> Iterator[None]:
    """Lift a limit on our own memory for LibreOffice, which needs more to start."""
    if sys.platform == "win32":
        yield
        return
    import resource  # noqa: PLC0415 - not on every system

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
