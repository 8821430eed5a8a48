"""`samenleven template`, as a person types it."""

import json
from pathlib import Path

import pytest

from tests.cli.calling import caller
from tests.programma import buurten


@pytest.fixture
def blanks() -> Path:
    return Path(__file__).parents[2] / "templates"


def test_inspect_says_which_form_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], blanks: Path
) -> None:
    call = caller(monkeypatch, capsys)
    called = call("template", "inspect", blanks / "motivatie-pj2-eind.docx")
    assert called.code == 0
    assert "motivatie-pj2-eind, versie: huidig." in called.out
    called = call("template", "inspect", blanks / "kpi-rapport.xlsx", "--json")
    assert json.loads(called.out)["formulier"] == "kpi-rapport"


def test_inspect_of_what_is_no_form_asks_for_a_person(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    call = caller(monkeypatch, capsys)
    (tmp_path / "brief.txt").write_text("Beste, een vraag.", "utf-8")
    called = call("template", "inspect", tmp_path / "brief.txt")
    assert (called.code, called.out) == (1, "brief.txt: geen van de formulieren.\n")


def test_diff_takes_the_names_of_forms(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call = caller(monkeypatch, capsys)
    old, new = "motivatie-pj2-tussentijds", "motivatie-pj2-eind"
    called = call("template", "diff", old, new)
    assert called.code == 1
    assert "  + 1. INDIEN 100% NIET WERD BEHAALD" in called.out
    assert "Dit past niet meer in de mapping:" in called.out
    called = call("template", "diff", old, old)
    assert (called.code, "Dezelfde teksten." in called.out) == (0, True)
    called = call("template", "diff", old, new, "--json")
    assert len(json.loads(called.out)["gebroken"]) == 3
    assert call("template", "diff", old, "weg.docx").code == 2


def test_check_finds_nothing_wrong_with_what_we_ship(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call = caller(monkeypatch, capsys)
    assert call("template", "check").out == "Geen problemen.\n"


def test_check_of_a_programme_with_a_mistake_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    blanks: Path,
) -> None:
    folder = buurten.write_programma(tmp_path / "buurten")
    call = caller(monkeypatch, capsys)
    assert call("--programma", folder, "template", "check").code == 0
    (folder / "templates" / "buurtverslag.docx").unlink()
    called = call("--programma", folder, "template", "check")
    assert called.code == 1
    assert "‘buurtverslag.docx’ staat niet in templates/" in called.out
    assert "Zet het blanco formulier in die map" in called.out
    called = call("--programma", folder, "template", "check", "--json")
    assert len(json.loads(called.out)["problemen"]) == 1
