"""Guarded: the command line with every step outside its own folder written down.

    python -m tests.hostile.guarded LOG FOLDER ARGUMENTS...

A line in LOG for each connection, each program started and each file written outside
FOLDER, in this process and in every one that is forked from it.
"""

import os
import sys
from pathlib import Path

from pipeline.cli import main

_LOG, _FOLDER = sys.argv[1], Path(sys.argv[2]).resolve()
_OUTSIDE = (
    "socket.connect", "socket.send", "socket.bind", "socket.get", "subprocess.",
    "os.system", "os.exec", "os.spawn", "os.posix_spawn",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def _told(event: str, detail: object) -> None:
    handle = os.open(_LOG, os.O_WRONLY | os.O_APPEND)
    os.write(handle, f"{event} {detail!r}\n".encode("utf-8", "replace"))
    os.close(handle)


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_OUTSIDE):
        _told(event, arguments)
    elif event in {"os.mkdir", "os.symlink", "os.link", "os.rename"}:
        if not _is_inside(arguments[-2 if event != "os.mkdir" else 0]):
            _told(event, arguments)
    elif event == "open":
        path, _mode, flags = arguments
        writes = isinstance(flags, int) and flags & _WRITING
        if writes and path != _LOG and not _is_inside(path):
            _told(event, path)


def _is_inside(path: object) -> bool:
    if not isinstance(path, str | bytes):
        return True  # a handle that was opened before, and told then
    found = Path(os.fsdecode(path)).resolve()
    return found.is_relative_to(_FOLDER) or found == Path(os.devnull)


if __name__ == "__main__":
    sys.addaudithook(_watch)
    sys.argv[1:] = sys.argv[3:]
    main()
