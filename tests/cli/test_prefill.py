import json
from pathlib import Path

import pytest

from tests.cli.calling import caller
from tests.run.test_prefilling import HALLE


def toekenningen(folder: Path, text: str = HALLE) -> Path:
    path = folder / "toekenningen.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_sums_up_what_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call = caller(monkeypatch, capsys)
    out = tmp_path / "uit"
    called = call("prefill", "--toekenningen", toekenningen(tmp_path), "--out", out)
    assert called.code == 0
    head, line, _, last = called.out.splitlines()
    assert head.split()[:2] == ["Bestuur", "Acties"]
    assert line.split()[:5] == ["Halle", "4", "1", "mentorbestuur", "jan@halle.be"]
    assert last == f"Formulieren voor 1 bestuur, ronde pj2-tussentijds: in {out}."
    assert "Let op: Ronde ‘pj2-tussentijds’ gekozen" in called.err
    assert (out / "23027-motivatie.docx").is_file()
    assert not (out / "23027.zip").exists()


def test_a_dry_run_shows_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call = caller(monkeypatch, capsys)
    path, out = toekenningen(tmp_path), tmp_path / "uit"
    called = call(
        "prefill", "--toekenningen", path, "--out", out, "--dry-run", "--json"
    )
    told = json.loads(called.out)
    assert [one["bestuur"] for one in told["besturen"]] == ["23027"]
    assert not out.exists()


def test_unusable_toekenningen_are_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call = caller(monkeypatch, capsys)
    path = toekenningen(tmp_path, "naam;getal\nHalle;3\n")
    called = call("prefill", "--toekenningen", path, "--out", tmp_path / "uit")
    assert (called.code, called.out) == (2, "")
    assert not (tmp_path / "uit").exists()
