"""Asking: a reader in a process of its own, with a time limit on each document."""

import json
import queue
import subprocess
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from benchmarks.measures import Answer

SECONDS: Final = 30  # a document
START: Final = 180  # some readers take long to be imported
_SCRIPT: Final = Path(__file__).with_name("readers.py")


class MissingError(Exception):
    """The reader is not there; the message says why."""


class Worker:
    """One reader at work. A document that takes too long costs it its process."""

    def __init__(self, python: Path, name: str) -> None:
        self._command = [str(python), str(_SCRIPT), name]
        self._folder = tempfile.TemporaryDirectory()
        self._file = Path(self._folder.name) / "document.docx"
        self.version = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()
        self._folder.cleanup()

    def ask(self, data: bytes) -> Answer:
        """What the reader makes of one document."""
        self._file.write_bytes(data)
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        self._process.stdin.write(json.dumps({"path": str(self._file)}) + "\n")
        self._process.stdin.flush()
        answer = self._hear(SECONDS)
        if answer is None:
            self._stop()
            self._start()
            return Answer(None)
        return Answer(answer.get("text"), answer.get("seconds", 0.0))

    def _start(self) -> str:
        self._lines: queue.Queue[str] = queue.Queue()
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        threading.Thread(target=self._listen, daemon=True).start()
        hello = self._hear(START) or {"error": f"start duurt langer dan {START} s"}
        if "error" in hello:
            self._stop()
            self._folder.cleanup()
            raise MissingError(hello["error"])
        return str(hello["version"])

    def _listen(self) -> None:
        lines, out = self._lines, self._process.stdout
        for line in out or ():
            lines.put(line)
        lines.put("")  # it has gone

    def _hear(self, seconds: float) -> dict[str, Any] | None:
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            return None
        return dict(json.loads(line)) if line else None

    def _stop(self) -> None:
        self._process.kill()
        self._process.wait()
