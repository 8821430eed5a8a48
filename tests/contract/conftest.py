"""Calling the commands, and one run that a module's tests share."""

import contextlib
import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.cli import cli
from pipeline.cli.trap import guarded


class Called(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str


def call(*arguments: object) -> Called:
    """Run the command in this process, as its console script does."""
    out, err = io.StringIO(), io.StringIO()
    before = sys.argv
    sys.argv = ["samenleven", *map(str, arguments)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = int(guarded(cli))
    finally:
        sys.argv = before
    return Called(code, out.getvalue(), err.getvalue())


def extract(folder: Path, files: Mapping[str, bytes]) -> dict[str, Any]:
    """One extraction for each of `files`, by its name there; one call for all."""
    paths = []
    for number, (name, content) in enumerate(files.items()):
        path = folder / f"{number}-{name.replace('/', '_')}"
        path.write_bytes(content)
        paths.append(path)
    told = json.loads(call("extract", "--json", *paths).out)
    return dict(zip(files, told, strict=True))


class Ran(NamedTuple):
    """The folder of a run, and the codes that its calls gave."""

    out: Path
    codes: tuple[int, ...]

    def dossier(self, bestuur: str) -> Any:
        return json.loads((self.out / "dossiers" / f"{bestuur}.json").read_bytes())

    def actie(self, bestuur: str, nummer: int) -> Any:
        acties = self.dossier(bestuur)["acties"]
        return next(a for a in acties if a["nummer"] == nummer)

    def codes_of(self, bestuur: str) -> list[tuple[str, int | None]]:
        found = self.dossier(bestuur)["bevindingen"]
        return sorted(
            ((b["code"], b["actie"]) for b in found), key=lambda x: (x[0], x[1] or 0)
        )

    def statuses(self) -> dict[str, tuple[str, str | None]]:
        def walk(items: list[Any]) -> Any:
            for item in items:
                yield item["pad"], (item["status"], item["code"])
                yield from walk(item["onderdelen"])

        told = json.loads((self.out / "verslag.json").read_bytes())
        return dict(walk(told["invoer"]))

    def bytes(self) -> dict[str, bytes]:
        folder = self.out / "dossiers"
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


Runs = Callable[..., Ran]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Run pieces of input one after the other into one folder."""

    def execute(
        *pieces: Mapping[str, bytes],
        toekenningen: bytes | None = None,
        ronde: str = "pj2-tussentijds",
    ) -> Ran:
        top = tmp_path_factory.mktemp("run")
        more: list[object] = ["--ronde", ronde]
        if toekenningen is not None:
            (top / "toekenningen.csv").write_bytes(toekenningen)
            more += ["--toekenningen", top / "toekenningen.csv"]
        codes = []
        for number, files in enumerate(pieces):
            folder = top / f"in{number}"
            folder.mkdir()
            for name, content in files.items():
                (folder / name).write_bytes(content)
            codes.append(call("run", folder, "--out", top / "uit", *more).code)
        return Ran(top / "uit", tuple(codes))

    return execute
