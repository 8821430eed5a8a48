"""What a person installs: the wheel, built here without a network."""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
DATA = ("templates", "mappings")
LOCK_FILE = "~$jurysheet.docx"  # what Word leaves beside a document that is open


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what a build sees, with a lock file and a sample that must stay out."""
    copy = tmp_path_factory.mktemp("build") / "checkout"
    copy.mkdir()
    for name in ("pipeline", *DATA):
        shutil.copytree(
            ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in (".gitignore", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    (copy / "templates" / LOCK_FILE).touch()
    (copy / "samples").mkdir()
    (copy / "samples" / "voorbeeld.csv").touch()
    return copy


def build(checkout: Path, target: str) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    suffix = ".whl" if target == "wheel" else ".tar.gz"
    [made] = (checkout / "dist").glob(f"*{suffix}")
    return made


@pytest.fixture(scope="module")
def wheel(checkout: Path) -> Path:
    return build(checkout, "wheel")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.name.startswith("~$")
    }


@pytest.mark.parametrize("folder", DATA)
def test_the_wheel_carries_the_folder_as_it_is(wheel: Path, folder: str) -> None:
    prefix = f"pipeline/{folder}/"
    with ZipFile(wheel) as archive:
        shipped = {
            name.removeprefix(prefix): archive.read(name)
            for name in archive.namelist()
            if name.startswith(prefix)
        }
    assert shipped == contents(ROOT / folder)
    assert shipped


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"pipeline"}
    assert "pipeline/py.typed" in names
    assert [name for name in names if "~$" in name or "__pycache__" in name] == []


def test_the_wheel_works_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(wheel, tmp_path, "zip")
    told = subprocess.run(
        [sys.executable, "-P", "-m", "pipeline", "--help"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout
    assert "collect" in told


def test_the_source_distribution_carries_no_samples(checkout: Path) -> None:
    with tarfile.open(build(checkout, "sdist")) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    assert "pipeline/__main__.py" in names
    assert [name for name in names if name.startswith("samples") or "~$" in name] == []
