"""Progress on stderr: a bar where somebody watches, nothing where it is piped."""

import sys
from types import TracebackType
from typing import Final, Self

_WIDTH: Final = 30


class Bar:
    """One line that is written over, and wiped at the end."""

    def __init__(self) -> None:
        self._shown = ""
        self._live = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._live and self._shown:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")
            sys.stderr.flush()

    def show(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` (0: unknown) are through `stage`."""
        if not self._live:
            return
        bar = ""
        if total:
            full = _WIDTH * done // total
            bar = f" [{'#' * full}{'.' * (_WIDTH - full)}] {done}/{total}"
        line = f"{stage}{bar or f' {done}'}"
        sys.stderr.write("\r" + line.ljust(len(self._shown)))
        sys.stderr.flush()
        self._shown = line
