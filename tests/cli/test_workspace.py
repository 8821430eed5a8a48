"""The commands on a workspace, as a person gives them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import Call, Called, caller
from tests.jury import jurors
from tests.run.executing import BRUGFIGUREN, OEFENKANSEN, halle, put
from tests.run.made import RONDE, mail, motivatie, werkmap

ROOT = Path(__file__).parents[2]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(monkeypatch, capsys)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return put(
        tmp_path / "in",
        a__eml=halle(
            ("m.docx", motivatie(BRUGFIGUREN)),
            ("k.xlsx", werkmap("Halle", {15: (300, 65), 5: (1000, 20)})),
        ),
        b__eml=halle(("k2.xlsx", werkmap("Halle", {15: (300, 70)})), dag=20),
        wie__eml=mail(
            ("wie.docx", motivatie(OEFENKANSEN, los="van ons")), onderwerp="formulier"
        ),
    )


@pytest.fixture
def granted(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text("bestuur;actie;te_behalen\nHalle;15;300\nHalle;5;1000\nAalst;5;4\n")
    return path


@pytest.fixture
def out(call: Call, inbox: Path, granted: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "uit"
    begun = call("init", folder, "--ronde", RONDE, "--toekenningen", granted)
    assert begun.code == 0
    assert call("ingest", inbox, "--out", folder).code == 1
    return folder


def as_json(called: Called) -> Any:
    return json.loads(called.out)


def test_the_stages_give_what_run_gives_to_the_byte(
    call: Call, inbox: Path, granted: Path, out: Path, tmp_path: Path
) -> None:
    assert not (out / "jurysheets").exists()
    assert call("render", "--out", out).code == 0
    whole = tmp_path / "ineens"
    done = call(
        *("run", inbox, "--out", whole, "--ronde", RONDE, "--toekenningen", granted)
    )
    assert done.code == 1
    for name in ("verslag.json", "dossiers/23027.json", "overzicht.xlsx"):
        assert (out / name).read_bytes() == (whole / name).read_bytes()
    assert (out / "jurysheets" / "23027.docx").is_file()


def test_init_can_be_given_again_and_only_for_its_own_round(
    call: Call, out: Path
) -> None:
    again = call("init", out, "--ronde", RONDE, "--json")
    assert as_json(again)["nieuw"] is False
    wrong = call("init", out, "--ronde", "pj1-eind")
    assert wrong.code == 2
    assert "eigen map" in wrong.err


def test_a_trial_writes_nothing(call: Call, inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "nieuw"
    tried = call("init", out, "--ronde", RONDE, "--dry-run")
    assert (tried.code, out.exists()) == (0, False)
    tried = call("ingest", inbox, "--out", out, "--ronde", RONDE, "--dry-run", "--json")
    assert as_json(tried)["nieuw"] == 3
    assert as_json(tried)["dossiers"] == 1
    assert not out.exists()
    assert call("ingest", inbox, "--out", out, "--ronde", RONDE).code == 1
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    more = put(tmp_path / "nog", c__eml=halle(("m.docx", motivatie(OEFENKANSEN))))
    tried = call("ingest", inbox, more, "--out", out, "--dry-run")
    assert "1 mails en bestanden zouden nieuw zijn" in tried.out
    assert "Alles was al bij" not in call("render", "--dry-run", "--out", out).out
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before


def test_status_tells_who_sent_what_and_what_waits(call: Call, out: Path) -> None:
    told = as_json(call("status", out, "--json"))
    (halle_,) = told["besturen"]
    assert halle_ == {
        "id": "23027",
        "naam": "Halle",
        "ontvangen": "2024-05-20T10:12:00+02:00",
        "word": True,
        "excel": True,
        "mist": ["motivatie actie 5"],
        "te_laat": True,
        "fouten": 1,
        "te_beoordelen": 2,
        "beoordeeld": 0,
        "compleet": False,
    }
    assert told["niets_ontvangen"] == [{"id": "41002", "naam": "Aalst"}]
    (waits,) = told["wachtend"]
    assert (waits["pad"], waits["onderwerp"]) == ("wie.eml", "formulier")
    assert waits["documenten"][0]["status"] == "onbekend"
    shown = call("status", out).out
    assert "Nog niets bruikbaars van 1: Aalst." in shown
    assert f"{waits['nummer']}  wie.eml ‘formulier’" in shown
    # The number is the same wherever and whenever it is made.
    assert as_json(call("status", out, "--json"))["wachtend"] == [waits]
    assert call("assign", waits["nummer"], "Aalst", "--out", out).code == 0
    assert as_json(call("status", out, "--json"))["wachtend"] == []


def test_show_tells_a_dossier_and_its_history(call: Call, out: Path) -> None:
    shown = call("show", "halle", "--out", out).out
    assert shown.startswith("Halle (23027), gemeente, ronde pj2-tussentijds\n")
    assert "De brugfiguur startte pas in augustus." in shown
    assert "Vraag het bestuur om deel 1 van het Word-formulier" in shown
    assert "k.xlsx (kpi), 3/05/2024 10:12, actueel" in shown
    assert "Halle volgens het document, het onderwerp" in shown
    assert "15.kpi.behaald: gewijzigd op 20/05/2024 10:12" in shown
    facts = as_json(call("show", "23027", "--out", out, "--json"))
    assert facts["dossier"]["bestuur"]["naam"] == "Halle"
    assert [change["nieuw"] for change in facts["geschiedenis"]] == [70]


def test_diff_tells_old_and_new(call: Call, out: Path) -> None:
    (told,) = as_json(call("diff", "Halle", "--out", out, "--json"))
    assert (told["veld"], told["oud"], told["nieuw"]) == ("15.kpi.behaald", 65, 70)
    assert told["oude_bron"]["document"] == "k.xlsx"
    shown = call("diff", "Halle", "--out", out).out
    assert "  - 65  (k.xlsx, Rapport!E4, 3/05/2024 10:12)" in shown
    assert "  + 70  (k2.xlsx, Rapport!E4, 20/05/2024 10:12)" in shown


def test_check_lists_findings_and_says_whether_somebody_is_needed(
    call: Call, out: Path
) -> None:
    checked = call("check", "--out", out, "--json")
    assert checked.code == 1
    assert {one["code"] for one in as_json(checked)} >= {
        "motivatie-ontbreekt",
        "te-laat",
    }
    assert "1 fouten en" in call("check", "Halle", "--out", out).out
    for veld in ("5.kpi.behaald", "15.kpi.behaald"):
        done = call(
            *("correct", "Halle", veld, "300", "--reden", "gebeld", "--out", out)
        )
        assert done.code == 0
    assert call("check", "--out", out).code == 0


def test_correct_lists_and_takes_back(call: Call, out: Path) -> None:
    call("correct", "Halle", "15.kpi.behaald", "80", "--reden", "ja", "--out", out)
    assert "15.kpi.behaald  70   80  ja" in call("correct", "--lijst", "--out", out).out
    (told,) = as_json(call("correct", "--lijst", "--out", out, "--json"))
    assert (told["was"], told["waarde"]) == (70, 80)
    back = call("correct", "Halle", "15.kpi.behaald", "--intrekken", "--out", out)
    assert "ingetrokken" in back.out
    assert "Er is niets gecorrigeerd" in call("correct", "--lijst", "--out", out).out
    wat = [line["wat"] for line in as_json(call("log", "--out", out, "--json"))]
    assert wat[0] == "werkmap gemaakt"
    assert "toekenningen ingelezen: t.csv" in wat
    assert "Halle (23027): correctie van 15.kpi.behaald ingetrokken" in wat
    assert "ontvangen: a.eml" in call("log", "--out", out).out


def test_a_correction_stays_when_the_jury_judges_and_makes_a_verdict_old(
    call: Call, out: Path, tmp_path: Path
) -> None:
    def found() -> Any:
        return json.loads((out / "dossiers" / "23027.json").read_text("utf-8"))

    right = ["Halle", "15.kpi.behaald"]
    call("correct", *right, "72", "--reden", "gebeld", "--out", out)
    answers = {"actie-15-voldoende": "Ja", "actie-15-verlengen": "Ja"}
    filled = tmp_path / "23027.docx"
    filled.write_bytes(
        jurors.fill((out / "jurysheets" / "23027.docx").read_bytes(), answers)
    )
    call("collect", filled, "--out", out)
    assert found()["correcties"][0]["waarde"] == 72
    (judged,) = [a for a in found()["acties"] if a["nummer"] == 15]
    assert judged["jurering"]["voldoende"] is True
    (stand,) = as_json(call("status", out, "--json"))["besturen"]
    assert (stand["te_beoordelen"], stand["beoordeeld"]) == (2, 1)
    assert "verdict-verouderd" not in {b["code"] for b in found()["bevindingen"]}
    call("correct", *right, "--intrekken", "--out", out)
    assert "verdict-verouderd" in {b["code"] for b in found()["bevindingen"]}
    wat = [line["wat"] for line in as_json(call("log", "--out", out, "--json"))]
    assert "jurysheet ingelezen: 23027.docx (23027)" in wat


def test_render_of_one_bestuur_leaves_the_others(call: Call, out: Path) -> None:
    call("assign", "wie.eml", "Aalst", "--out", out)
    for path in (out / "jurysheets").iterdir():
        path.unlink()
    done = call("render", "Aalst", "--out", out, "--json")
    assert as_json(done)["gewijzigd"] == ["jurysheets/41002.docx"]


@pytest.mark.parametrize(
    "command",
    [
        ["status"],
        ["show", "Halle"],
        ["check"],
        ["render"],
        ["assign", "a.eml", "Halle"],
        ["diff", "Halle"],
        ["correct", "--lijst"],
        ["log"],
        ["ingest", "in"],
    ],
    ids=" ".join,
)
def test_where_there_is_no_workspace_it_says_so(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    said = call(*command)
    assert said.code == 2
    assert "Hier is geen werkmap" in said.err
    assert list(tmp_path.iterdir()) == []


def test_inside_a_workspace_no_folder_has_to_be_named(
    call: Call, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(out)
    assert "Halle" in call("status").out
    assert call("diff", "Halle").code == 0


@pytest.mark.parametrize("who", ["Atlantis", "Gent", "Sint"])
def test_a_bestuur_without_a_dossier_is_named(call: Call, out: Path, who: str) -> None:
    said = call("show", who, "--out", out)
    assert said.code == 2
    assert who in said.err


def test_all_that_is_written_is_for_the_user_alone(call: Call, out: Path) -> None:
    call("render", "--out", out)
    modes = {path.is_dir(): set[int]() for path in (out, out / "verslag.json")}
    for path in (out, *out.rglob("*")):
        modes[path.is_dir()].add(path.stat().st_mode & 0o777)
    assert modes == {True: {0o700}, False: {0o600}}


def test_a_synchronised_folder_is_warned_of(
    call: Call, inbox: Path, tmp_path: Path
) -> None:
    out = tmp_path / "OneDrive - Vlaanderen" / "uit"
    for command in (["init", out], ["ingest", inbox, "--out", out]):
        said = call(*command, "--ronde", RONDE)
        assert "Let op:" in said.err
        assert "gesynchroniseerd" in said.err


def test_two_runs_at_the_same_time_both_count(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    command = [sys.executable, "-m", "pipeline", "run", "--out", out, "--ronde", RONDE]
    started = [
        subprocess.Popen(
            [*command, inbox / name],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for name in ("a.eml", "b.eml", "wie.eml")
    ]
    said = [one.communicate()[1].decode() for one in started]
    assert [one.returncode in {0, 1} for one in started] == [True] * 3, said
    told = json.loads((out / "verslag.json").read_text("utf-8"))["invoer"]
    assert [item["pad"] for item in told] == ["a.eml", "b.eml", "wie.eml"]
