"""Every sample: out to the jury, filled in as people do, and read back whole."""

import io
import json
import random
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from docx.oxml.ns import qn

from pipeline.cli import cli
from pipeline.jury import identity
from tests.programs import needs
from tests.run import office

SAMPLES = Path(__file__).parents[2] / "samples"
SEED = 20240506
# `Any`: python-docx's elements, JSON data.
Given = dict[str, dict[int, dict[str, bool | str]]]


def samenleven(*words: str | Path) -> Any:
    done = CliRunner().invoke(cli, [str(word) for word in words])
    assert done.exit_code in {0, 1}, done.output
    return done


@pytest.fixture(scope="module")
def uit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with all samples."""
    out = tmp_path_factory.mktemp("samples") / "uit"
    samenleven(
        *["run", SAMPLES / "inbox", "--ronde", "pj2-tussentijds"],
        *["--toekenningen", SAMPLES / "toekenningen.csv", "--out", out],
    )
    return out


def fill_in(path: Path, chance: random.Random) -> tuple[bytes, dict[int, Any]]:
    """Fill in every question of a sheet with python-docx; what was answered too."""
    document = Document(str(path))
    given: dict[int, dict[str, bool | str]] = {}
    for control in document.element.body.iter(qn("w:sdt")):
        props = control.find(qn("w:sdtPr"))
        tag = props.find(qn("w:tag")).get(qn("w:val"))
        kind, _, rest = tag.partition("-")
        if kind != "actie":
            continue
        nummer, _, vraag = rest.partition("-")
        if vraag == "conclusie":
            answer: bool | str = f"Besluit {nummer}: 50 % & “<meer>” €"
            words = answer
        else:
            answer = chance.random() < 0.5
            words = "Ja" if answer else "Nee"
        for mark in props.findall(qn("w:showingPlcHdr")):
            props.remove(mark)
        (run,) = control.iter(qn("w:r"))
        run.remove(run.find(qn("w:rPr")))
        run.find(qn("w:t")).text = words
        given.setdefault(int(nummer), {})[vraag] = answer
    target = io.BytesIO()
    document.save(target)
    return target.getvalue(), given


@pytest.fixture(scope="module")
def filled(uit: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Given]:
    """A folder with every sheet filled in, and the answers by bestuur and action."""
    folder = tmp_path_factory.mktemp("ingevuld")
    chance = random.Random(SEED)  # noqa: S311 - the same answers each time
    given: Given = {}
    for path in sorted((uit / "jurysheets").glob("*.docx")):
        data, given[path.stem] = fill_in(path, chance)
        (folder / path.name).write_bytes(data)
    assert sum(map(len, given.values())) == 25
    return folder, given


def saved(folder: Path, form: str, profile: Path) -> Path:
    """Let LibreOffice open and save every sheet."""
    out = folder / form
    subprocess.run(
        [
            needs("soffice"),
            f"-env:UserInstallation={profile.as_uri()}",
            *["--headless", "--convert-to", form, "--outdir", out],
            *sorted(folder.glob("*.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return out


def read_back(uit: Path, sheets: Path, into: Path) -> Mapping[str, Any]:
    """Collect into a copy of the workspace; the jurering of every action judged."""
    shutil.copytree(uit, into)
    samenleven("collect", sheets, "--out", into)
    return {
        path.stem: {
            actie["nummer"]: actie["jurering"]
            for actie in json.loads(path.read_text("utf-8"))["acties"]
            if actie["jurering"]["voldoende"] is not None
        }
        for path in sorted((into / "dossiers").glob("*.json"))
    }


def words(nummer: int, answers: Mapping[str, bool | str]) -> dict[str, str]:
    """What a person gives for answers on one action, by the code in the sheet."""
    shown = {True: "Ja", False: "Nee"}
    return {
        identity.code(nummer, vraag): shown[said] if isinstance(said, bool) else said  # type: ignore[arg-type]
        for vraag, said in answers.items()
    }


def test_every_verdict_on_every_sample_comes_back(
    uit: Path, filled: tuple[Path, Given], tmp_path: Path
) -> None:
    folder, given = filled
    assert read_back(uit, folder, tmp_path / "uit") == given


@pytest.mark.slow
@pytest.mark.parametrize("form", ["docx", "odt"])
def test_so_it_does_after_libreoffice_saved_the_sheets(
    uit: Path, filled: tuple[Path, Given], tmp_path: Path, form: str
) -> None:
    folder, given = filled
    sheets = saved(folder, form, tmp_path / "profile")
    assert read_back(uit, sheets, tmp_path / "uit") == given


@pytest.mark.slow
def test_verdicts_that_were_given_in_libreoffice_itself_come_back(
    uit: Path, filled: tuple[Path, Given], tmp_path: Path
) -> None:
    _, given = filled
    answers = {
        uit / "jurysheets" / f"{name}.docx": {
            code: said
            for nummer, about in acties.items()
            for code, said in words(nummer, about).items()
        }
        for name, acties in given.items()
    }
    went = office.fill_in(answers, tmp_path)
    # In real controls, each of them: none was passed over or overwritten whole.
    kinds = {"a": "keuzelijst", "b": "keuzelijst", "c": "invulveld"}
    asked = [code for about in answers.values() for code in about]
    assert went == [(code, kinds[code[-1]]) for code in asked]
    for form in office.FORMS:
        assert read_back(uit, tmp_path / form, tmp_path / f"uit-{form}") == given
