import json
from pathlib import Path

import pytest

from tests.cli.calling import caller
from tests.run.test_filling import written


def test_the_files_are_named_on_stdout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call = caller(monkeypatch, capsys)
    out = tmp_path / "uit"
    called = call("fill", written(tmp_path), "--out", out)
    assert called.code == 0
    names = [out / "23077-motivatie.docx", out / "23077-kpi.xlsx"]
    assert called.out.splitlines() == [str(name) for name in names]


def test_the_result_comes_as_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call = caller(monkeypatch, capsys)
    path = written(tmp_path, ronde="pj3-eind")
    called = call("fill", path, "--out", tmp_path / "uit", "--json")
    told = json.loads(called.out)
    assert [Path(name).name for name in told["bestanden"]] == [
        "23077-motivatie.docx",
        "23077-kpi.xlsx",
    ]
    assert "Let op: Ronde ‘pj3-eind’" in called.err


def test_what_is_no_dossier_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call = caller(monkeypatch, capsys)
    path = tmp_path / "brief.json"
    path.write_text('{"beste": "collega"}')
    called = call("fill", path, "--out", tmp_path / "uit")
    assert (called.code, called.out) == (2, "")
    assert "is geen dossier" in called.err
    assert not (tmp_path / "uit").exists()
