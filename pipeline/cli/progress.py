"""Progress on stderr: a bar where somebody watches, a line per stage where it is piped.

In a file or a log a bar is noise; there each stage says once how much it did.
"""

import sys
from types import TracebackType
from typing import Final, Self

_WIDTH: Final = 30


class Bar:
    """One line that is written over, and wiped at the end."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._shown = ""
        self._stage = ""
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._live:
            self._write("")
        else:
            self._close()

    def show(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` (0: unknown) are through `stage`."""
        if self._live:
            bar = f" {done}"
            if total:
                full = _WIDTH * done // total
                bar = f" [{'#' * full}{'.' * (_WIDTH - full)}] {done}/{total}"
            self._write(stage + bar)
            return
        if stage != self._stage:
            self._close()
        self._stage, self._done = stage, done

    def say(self, what: str) -> None:
        """Say `what` at once, on a line of its own."""
        if self._live:
            self._write("")
        else:
            self._close()
        sys.stderr.write(f"{what}\n")
        sys.stderr.flush()

    def _close(self) -> None:
        if self._stage:
            sys.stderr.write(f"{self._stage}: {self._done}\n")
            sys.stderr.flush()
        self._stage = ""

    def _write(self, line: str) -> None:
        """Put `line` in the place of the last one; an empty one leaves none."""
        if line or self._shown:
            wiped = " " * max(0, len(self._shown) - len(line))
            sys.stderr.write(f"\r{line}{wiped}" + ("" if line else "\r"))
            sys.stderr.flush()
        self._shown = line
