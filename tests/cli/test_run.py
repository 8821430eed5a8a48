"""`samenleven run`: options in, exit code and a summary out."""

import json
from pathlib import Path

import pytest

import pipeline.cli.run
from pipeline.cli.progress import Bar
from tests.cli.calling import Call, caller
from tests.run.made import RONDE, Blok, mail, motivatie


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(monkeypatch, capsys)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    form = motivatie(
        Blok(
            kop="Actie 15 Brugfiguren",
            te_behalen="300",
            behaald="65",
            waarom="ziekte",
            initiatief=("Huisbezoeken", "juni", "240"),
        )
    )
    box = tmp_path_factory.mktemp("inbox")
    (box / "a.eml").write_bytes(mail(("m.docx", form), onderwerp="Rapportage Halle"))
    (box / "vraag.eml").write_bytes(mail(onderwerp="Vraag"))
    return box


def test_a_summary_on_stdout_and_progress_on_stderr(
    call: Call, inbox: Path, tmp_path: Path
) -> None:
    said = call("run", inbox, "--out", tmp_path / "uit", "--ronde", RONDE)
    assert said.code == 0
    assert said.out.startswith("2 mails, 2 bestanden en bijlagen gelezen.\n1 dossiers")
    assert "Gelezen: 2" in said.err
    assert "Jurysheets: 1" in said.err


def test_what_needs_a_person_ends_with_1_and_is_named(
    call: Call, inbox: Path, tmp_path: Path
) -> None:
    (tmp_path / "leeg.docx").write_bytes(b"")
    said = call("run", inbox, tmp_path / "leeg.docx", "--out", tmp_path / "uit")
    assert said.code == 1
    assert "Dit vraagt iemand:\n  leeg.docx\n    geweigerd:" in said.out


def test_the_summary_as_json(call: Call, inbox: Path, tmp_path: Path) -> None:
    granted = tmp_path / "t.csv"
    granted.write_text("bestuur;actie;te_behalen;kleur\nHalle;15;300;rood\nAalst;9;4;")
    said = call(
        *("run", inbox, "--out", tmp_path / "uit"),
        *("--toekenningen", granted, "--json"),
    )
    facts = json.loads(said.out)
    assert facts["mails"] == 2
    assert facts["dossiers"] == 1
    assert facts["te_beoordelen"] == 1
    assert facts["niets_ontvangen"] == ["Aalst"]
    assert facts["aandacht"] == []
    assert "Let op: Kolom ‘kleur’" in said.err


@pytest.mark.parametrize(
    "wrong",
    [
        ["run", "nergens", "--out", "uit"],
        ["run", ".", "--out", "uit", "--ronde", "pj9"],
        ["run", ".", "--out", "uit", "--toekenningen", "nergens.csv"],
        ["run", ".", "--out", "uit"],
        ["run", ".", "--out", "."],
        ["run", "."],
        ["run", "--out", "uit"],
        ["run", ".", "--out", "uit", "--wat"],
        ["wat"],
        [],
    ],
)
def test_wrong_usage_ends_with_2_and_writes_nothing(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: list[str]
) -> None:
    (tmp_path / "vraag.eml").write_bytes(mail(onderwerp="Vraag"))
    monkeypatch.chdir(tmp_path)
    said = call(*wrong)
    assert said.code == 2
    assert said.err
    assert "Traceback" not in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["vraag.eml"]


@pytest.mark.parametrize(
    ("trouble", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "Afgebroken."),
        (RuntimeError("oeps"), 70, "het programma zelf deed iets verkeerd"),
    ],
)
def test_an_interruption_and_a_defect_have_their_codes(
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    trouble: BaseException,
    code: int,
    told: str,
) -> None:
    def fail(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(pipeline.cli.run, "run", fail)
    said = call("run", ".", "--out", "uit")
    assert said.code == code
    assert told in said.err


def test_help_ends_with_0(call: Call) -> None:
    said = call("run", "--help")
    assert said.code == 0
    assert "--toekenningen" in said.out


def test_a_bar_is_written_over_where_somebody_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with Bar() as bar:
        bar.show("Gelezen", 1, 2)
        bar.show("Klaar", 3, 0)
    *_, first, second, wiped, last = capsys.readouterr().err.split("\r")
    assert first == f"Gelezen [{'#' * 15}{'.' * 15}] 1/2"
    assert second.rstrip() == "Klaar 3"
    assert len(second) == len(first)
    assert (wiped.strip(), last) == ("", "")
