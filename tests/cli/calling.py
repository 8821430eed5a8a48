"""Calling the program as a person does: arguments in, exit code and streams out."""

import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from pipeline.cli import cli
from pipeline.cli.trap import guarded


class Called(NamedTuple):
    """What came of a call."""

    code: int
    out: str
    err: str


Call = Callable[..., Called]


def caller(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Give a function that calls `samenleven` with its arguments."""

    def call(*arguments: object) -> Called:
        monkeypatch.setattr(sys, "argv", ["samenleven", *map(str, arguments)])
        capsys.readouterr()
        code = int(guarded(cli))
        said = capsys.readouterr()
        return Called(code, said.out, said.err)

    return call
