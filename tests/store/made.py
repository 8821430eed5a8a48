"""Made-up input for the tests of the store: mails with an attachment, and children."""

import datetime as dt
import hashlib
import multiprocessing
import os
import sqlite3
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from pipeline.store.invoer import Occurrence
from pipeline.store.workspace import DATABASE, ORIGINALS, Workspace

MOMENT = dt.datetime(2024, 5, 3, 10, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def mail(number: int) -> tuple[Occurrence, list[bytes]]:
    """Make mail `number` with one attachment, and the bytes of both."""
    letter, form = b"mail %d" % number, b"form %d " % number * 500
    pad = f"inbox/{number:03}.eml"
    part = Occurrence(
        pad=f"{pad}/motivatie.docx",
        naam="motivatie.docx",
        sha256=sha256(form),
        formaat="docx",
        item='{"role": "document"}',
    )
    whole = Occurrence(
        pad=pad,
        naam=f"{number:03}.eml",
        sha256=sha256(letter),
        formaat="eml",
        item=f'{{"onderwerp": "Rapportering {number}"}}',
        onderdelen=(part,),
    )
    return whole, [letter, form]


def record(workspace: Workspace, *numbers: int) -> int:
    return workspace.record(map(mail, numbers), bron="post", gezien=MOMENT)


def workspace(folder: Path, *, wait: float = 30) -> Workspace:
    return Workspace.open(folder, create=True, wait=wait)


def child(target: Callable[..., None], *args: object) -> BaseProcess:
    """Start `target` in a process of its own."""
    process = multiprocessing.get_context("fork").Process(target=target, args=args)
    process.start()
    return process


def is_whole(folder: Path) -> None:
    """Assert that the workspace in `folder` holds whole mails, and nothing else."""
    with workspace(folder) as opened:
        found = opened.occurrences()
        for item in found:
            again, kept = mail(int(item.naam[:3]))
            assert item == again
            assert [opened.original(sha256(data)) for data in kept] == kept
    assert leftovers(folder) == []
    with sqlite3.connect(folder / DATABASE) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = database.execute("SELECT sha256 FROM origineel")
        names = {path.name for path in (folder / ORIGINALS).iterdir()}
        assert {sha for (sha,) in rows} <= names
    database.close()


def leftovers(folder: Path) -> list[Path]:
    return [
        path
        for path in folder.rglob("*")
        if path.name.startswith(".") or path.name.endswith("-journal")
    ]


def content(folder: Path) -> dict[str, object]:
    """What a workspace holds, as far as it does not tell who came first."""
    with workspace(folder) as opened:
        items = opened.occurrences()
    originals = {
        path.name: path.read_bytes() for path in (folder / ORIGINALS).iterdir()
    }
    return {"items": items, "originals": originals}
