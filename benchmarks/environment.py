"""Environment: the other readers, installed apart from our own libraries.

    python -m benchmarks.environment FOLDER

A virtual environment with what benchmarks/requirements-scoreboard.txt pins. When that
does not go as a whole, each reader is tried by itself; one that cannot be installed is
left out, and the scoreboard says so.
"""

import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

from benchmarks.readers import READERS

PINS: Final = Path(__file__).with_name("requirements-scoreboard.txt")
ALL_SECONDS: Final = 600
ONE_SECONDS: Final = 300


def python_of(folder: Path) -> Path:
    """The interpreter of the environment in `folder`."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def make(folder: Path) -> None:
    """Make the environment, anew."""
    venv.create(folder, clear=True, symlinks=sys.platform != "win32")
    if _install(folder, ["--require-hashes", "-r", str(PINS)], ALL_SECONDS):
        return
    for reader in READERS.values():
        if not _install(folder, ["-c", str(PINS), reader.package], ONE_SECONDS):
            print(f"{reader.package} cannot be installed here", file=sys.stderr)


def _install(folder: Path, what: list[str], seconds: int) -> bool:
    command = [sys.executable, "-m", "uv", "--quiet", "pip", "install"]
    command += ["--python", str(python_of(folder)), *what]
    try:
        return subprocess.run(command, timeout=seconds, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


if __name__ == "__main__":
    make(Path(sys.argv[1]))
