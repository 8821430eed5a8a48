"""Bezig: which process holds a workspace, and since when, for who waits for it.

A file beside the database, whose own time is the moment. It only informs: the lock is
that of the database, so a file that a killed process left behind keeps nobody out.
"""

import datetime as dt
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from pipeline.intake.moment import BRUSSELS
from pipeline.store.files import explained

MARK: Final = ".bezig"
_LONGEST: Final = 20

Meld = Callable[[str], None]
"""Told at once, in Dutch, what somebody has to wait for."""


def tell_nobody(what: str) -> None:
    """Say nothing."""


def mark(folder: Path) -> None:
    """Say that this process holds the workspace in `folder`, from now on."""
    path = folder / MARK
    with explained(path):
        # Not atomically: half a number only makes a message poorer.
        path.write_text(str(os.getpid()), "ascii")


def unmark(folder: Path) -> None:
    """Say that nobody does."""
    with explained(folder / MARK):
        (folder / MARK).unlink(missing_ok=True)


def holder(folder: Path) -> str:
    """Who holds the workspace in `folder`, in Dutch and in brackets.

    Empty when nobody told, as in the moment before it is told.
    """
    path = folder / MARK
    with suppress(OSError, UnicodeDecodeError):
        number = path.read_bytes()[:_LONGEST].decode("ascii")
        since = dt.datetime.fromtimestamp(path.stat().st_mtime, BRUSSELS)
        if number.isdecimal():
            return f" (proces {number}, sinds {since:%d/%m/%Y om %H:%M:%S})"
    return ""
