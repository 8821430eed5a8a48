"""The rules of the house that no tool checks."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.programs import needs

ROOT = Path(__file__).parents[1]
LONGEST = 500
LONG = 300
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file that git has, or would take."""
    listing = subprocess.run(
        [needs("git"), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    files = {ROOT / name for name in listing.split("\0") if name}
    return tuple(sorted(file for file in files if file.is_file()))


def modules(*folders: str) -> Iterator[tuple[str, str]]:
    for file in tracked():
        path = file.relative_to(ROOT)
        if path.suffix == ".py" and path.parts[0] in folders:
            yield path.as_posix(), file.read_text(encoding="utf-8")


def project() -> dict[str, Any]:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    return dict(tomllib.loads(text)["project"])


def pins(name: str) -> dict[str, list[str]]:
    """Return the lines that belong to each pinned package of a requirements file."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", "\n")
    pinned: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line and not line[0].isspace():
            lines = pinned.setdefault(line.strip(), [])
        elif line.strip():
            lines.append(line.strip())
    return pinned


def test_no_module_is_too_long() -> None:
    lengths = {
        path: len(text.splitlines())
        for path, text in modules("pipeline", "tools", "tests")
    }
    assert lengths
    assert {path: n for path, n in lengths.items() if n > LONGEST} == {}


def test_a_long_module_says_why() -> None:
    silent = [
        path
        for path, text in modules("pipeline", "tools")
        if len(text.splitlines()) > LONG
        and "Longer than 300 lines"
        not in (ast.get_docstring(ast.parse(text, path)) or "")
    ]
    assert silent == [], "say in the docstring: Longer than 300 lines because ..."


def test_no_import_is_only_for_types() -> None:
    # Needing it means that an import points up a layer (style: who may import whom).
    assert [
        f"{path}:{node.lineno}"
        for path, text in modules("pipeline", "tools", "tests")
        for node in ast.walk(ast.parse(text, path))
        if (isinstance(node, ast.Name) and node.id == "TYPE_CHECKING")
        or (isinstance(node, ast.Attribute) and node.attr == "TYPE_CHECKING")
    ] == []


def test_no_file_names_a_registry_or_a_machine() -> None:
    host = re.compile(
        r"\b(pypi|npmjs|pythonhosted|debian)\.(org|net|com)\b|/(work|farm|root)/",
        re.IGNORECASE,
    )
    found = []
    for file in tracked():
        content = file.read_bytes()
        if b"\0" in content:
            continue
        lines = content.decode("utf-8", "replace").splitlines()
        found += [
            f"{file.relative_to(ROOT)}:{number}"
            for number, line in enumerate(lines, 1)
            if host.search(line)
        ]
    assert found == []


def test_the_version_is_the_newest_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)
    assert versions[0] == project()["version"]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_pin_every_package_with_hashes(name: str) -> None:
    pinned = pins(name)
    assert pinned
    pin = re.compile(r"[a-z0-9.-]+==[\w.]+( ; [^#;]+)?")
    assert [line for line in pinned if not pin.fullmatch(line)] == []
    sha256 = re.compile(r"--hash=sha256:[0-9a-f]{64}")
    assert [
        line
        for line, hashes in pinned.items()
        if not hashes or not all(map(sha256.fullmatch, hashes))
    ] == []


def test_requirements_agree_with_each_other_and_with_the_project() -> None:
    run, dev = map(pins, REQUIREMENTS)
    assert {
        line: hashes for line, hashes in run.items() if dev.get(line) != hashes
    } == {}
    names = {line.partition("==")[0] for line in run}
    wanted = [re.split(r"[<>=!~;\[ ]", line)[0] for line in project()["dependencies"]]
    assert {name.lower() for name in wanted} - names == set()


def test_every_sample_is_in_the_list() -> None:
    samples = ROOT / "samples"
    readme = samples / "README.md"
    listed = readme.read_text("utf-8") if readme.exists() else ""
    assert [
        name
        for file in tracked()
        if file.is_relative_to(samples) and file.suffix != ".py" and file != readme
        if (name := file.relative_to(samples).as_posix()) not in listed
        and file.name not in listed
    ] == [], "say in samples/README.md what each shows, and that it is made"
