"""`samenleven collect`: sheets in, verdicts in the dossiers, nothing by accident."""

import io
import json
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from pipeline.cli import cli
from pipeline.errors import SetupError
from pipeline.store.workspace import DATABASE, Workspace
from tests.jury import jurors
from tests.jury.dossiers import CATALOGUS

GRANTS = """bestuur;actie;te_behalen;subsidie
Halle;15;300;96000
Halle;16;1;25000
Mechelen;15;40;12000
"""
# `Any`: JSON data.
Json = Any


def workbook(behaald: int) -> bytes:
    """A report of one action, as plain as a bestuur can make it."""
    from openpyxl import Workbook  # noqa: PLC0415

    actie = CATALOGUS.actie(15)
    assert actie is not None
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Actie", "Te behalen KPI", "Behaalde KPI"])
    sheet.append([f"15 {actie.naam}", 300, behaald])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def mail(bestuur: str, name: str, data: bytes, *, day: int = 3) -> bytes:
    message = EmailMessage()
    message["From"] = f"{bestuur} <plan@{bestuur.lower()}.be>"
    message["To"] = "samenleven@vlaanderen.be"
    message["Subject"] = f"Rapportering Plan Samenleven {bestuur}"
    message["Date"] = f"Fri, {day:02} May 2024 10:12:00 +0200"
    message["Message-ID"] = f"<{bestuur}-{day}@{bestuur.lower()}.be>"
    message.set_content("Beste,\n\nIn bijlage onze rapportering.\n")
    message.add_attachment(
        data, maintype="application", subtype="octet-stream", filename=name
    )
    return message.as_bytes()


def samenleven(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def post(folder: Path, *mails: bytes) -> Result:
    """Run with `mails`; the workspace is in `uit`, beside the mails."""
    inbox = folder / f"post {len(list(folder.glob('post *')))}"
    inbox.mkdir()
    for number, data in enumerate(mails):
        (inbox / f"{number}.eml").write_bytes(data)
    return run(folder, inbox)


def run(folder: Path, inbox: Path) -> Result:
    grants = folder / "toekenningen.csv"
    grants.write_text(GRANTS, "utf-8")
    done = samenleven(
        *["run", inbox, "--ronde", "pj2-tussentijds", "--toekenningen", grants],
        *["--out", folder / "uit"],
    )
    assert done.exit_code in {0, 1}, done.output
    return done


HALLE, MECHELEN = "23027", "12025"


@pytest.fixture
def uit(tmp_path: Path) -> Path:
    """A workspace with the dossiers of Halle and Mechelen."""
    post(
        tmp_path,
        mail("Halle", "kpi Halle.xlsx", workbook(65)),
        mail("Mechelen", "kpi Mechelen.xlsx", workbook(3)),
    )
    return tmp_path / "uit"


def dossier(uit: Path, bestuur: str = HALLE) -> Json:
    return json.loads((uit / "dossiers" / f"{bestuur}.json").read_text("utf-8"))


def jurering(uit: Path, actie: int = 15, bestuur: str = HALLE) -> Json:
    (found,) = [a for a in dossier(uit, bestuur)["acties"] if a["nummer"] == actie]
    return found["jurering"]


def codes(uit: Path, bestuur: str = HALLE) -> set[str]:
    found = {b["code"] for b in dossier(uit, bestuur)["bevindingen"]}
    return {code for code in found if code.startswith(("verdict-", "sheet-"))}


YES = {
    "actie-15-voldoende": "Ja",
    "actie-15-verlengen": "Nee",
    "actie-15-conclusie": "Goed plan.",
}
GIVEN = {"voldoende": True, "conclusie": "Goed plan.", "verlengen": False}
NONE = {"voldoende": None, "conclusie": None, "verlengen": None}


def filled(
    uit: Path,
    answers: Mapping[str, str] = YES,
    *,
    bestuur: str = HALLE,
    name: str = "",
) -> Path:
    """Fill in the sheet of `bestuur`, and save it outside the workspace."""
    sheet = (uit / "jurysheets" / f"{bestuur}.docx").read_bytes()
    path = uit.parent / (name or f"{bestuur}.docx")
    path.write_bytes(jurors.fill(sheet, answers))
    return path


def collect(uit: Path, *sheets: Path) -> Result:
    return samenleven("collect", *sheets, "--out", uit)


def state(uit: Path) -> dict[str, bytes]:
    """Every file of the workspace but the database."""
    return {
        path.relative_to(uit).as_posix(): path.read_bytes()
        for path in uit.rglob("*")
        if path.is_file() and path.name != DATABASE
    }


def test_one_sheet_writes_its_verdict_in_dossier_sheet_and_overview(uit: Path) -> None:
    done = collect(uit, filled(uit))
    assert done.exit_code == 0, done.output
    assert jurering(uit) == GIVEN
    assert jurering(uit, 16) == NONE
    assert "V15-a  voldoende  Ja" in done.stdout
    assert "1 nieuw oordeel" in done.stdout
    sheet = (uit / "jurysheets" / f"{HALLE}.docx").read_bytes()
    shown: list[str] = []
    jurors.edit(
        sheet,
        lambda root: shown.extend(
            "".join(jurors.control(root, tag).itertext()) for tag in YES
        ),
    )
    assert shown == list(YES.values())
    book = load_workbook(uit / "overzicht.xlsx", read_only=True)
    cells = [cell for row in book["KPI"].iter_rows(values_only=True) for cell in row]
    assert "Goed plan." in cells


def test_the_json_tells_of_every_sheet_and_answer(uit: Path) -> None:
    done = samenleven("collect", filled(uit), "--out", uit, "--json")
    (told,) = json.loads(done.stdout)
    assert (told["bestuur"], told["status"], told["code"]) == (HALLE, "gelezen", None)
    assert told["oordelen"] == [{"actie": 15, **GIVEN}]
    first = next(a for a in told["antwoorden"] if a["actie"] == 15)
    assert (first["vraag"], first["antwoord"]) == ("voldoende", "Ja")
    assert first["plaats"].startswith("tabel ")


def test_the_same_sheet_again_changes_nothing(uit: Path) -> None:
    sheet = filled(uit)
    collect(uit, sheet)
    before = state(uit)
    again = collect(uit, sheet, sheet)
    assert again.exit_code == 0, again.output
    assert "al ingelezen" in again.stdout
    assert state(uit) == before
    with Workspace.open(uit, create=False) as workspace:
        assert len(workspace.verdicts()) == 1
        assert len(workspace.jurysheets()) == 1


def test_a_sheet_is_byte_identical_on_repeat_and_sealed_for_its_workspace(
    uit: Path, tmp_path: Path
) -> None:
    sheet = uit / "jurysheets" / f"{HALLE}.docx"
    before = sheet.read_bytes()
    run(tmp_path, tmp_path / "post 0")
    assert sheet.read_bytes() == before
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    post(elsewhere, mail("Halle", "kpi Halle.xlsx", workbook(65)))
    other = elsewhere / "uit"
    assert dossier(other)["acties"] == dossier(uit)["acties"]
    done = collect(other, filled(uit))
    assert "zegel" in done.stdout
    assert jurering(other) == NONE


def test_a_new_sheet_does_not_confirm_an_old_verdict_by_itself(
    uit: Path, tmp_path: Path
) -> None:
    collect(uit, filled(uit))
    post(tmp_path, mail("Halle", "kpi Halle.xlsx", workbook(66), day=4))
    done = collect(uit, uit / "jurysheets" / f"{HALLE}.docx")
    assert "niets ingevuld" in done.stdout
    assert jurering(uit) == GIVEN
    assert codes(uit) == {"verdict-verouderd"}


def test_a_later_run_keeps_verdicts(uit: Path, tmp_path: Path) -> None:
    collect(uit, filled(uit))
    post(tmp_path, mail("Mechelen", "kpi Mechelen.xlsx", workbook(4), day=4))
    assert jurering(uit) == GIVEN
    assert codes(uit) == set()


def test_facts_that_change_leave_the_verdict_standing_and_say_so(
    uit: Path, tmp_path: Path
) -> None:
    sheet = filled(uit)
    collect(uit, sheet)
    post(tmp_path, mail("Halle", "kpi Halle.xlsx", workbook(66), day=4))
    assert jurering(uit) == GIVEN
    assert codes(uit) == {"verdict-verouderd"}
    # The sheet that was read before is no forgery now, and no news either.
    again = collect(uit, sheet)
    assert again.exit_code == 1
    assert jurering(uit) == GIVEN
    assert codes(uit) == {"verdict-verouderd"}
    # A verdict on the new facts takes its place.
    done = collect(uit, filled(uit, {"actie-15-voldoende": "Nee"}, name="nieuw.docx"))
    assert jurering(uit)["voldoende"] is False
    assert done.exit_code == 1  # verlengen still stands on the old facts


def test_sheets_that_contradict_each_other_leave_none(
    uit: Path, tmp_path: Path
) -> None:
    one = filled(uit)
    other = filled(uit, YES | {"actie-15-voldoende": "Nee"}, name="jan.docx")
    done = collect(uit, one, other)
    assert done.exit_code == 1
    assert jurering(uit) == GIVEN | {"voldoende": None}
    assert codes(uit) == {"verdict-tegenstrijdig"}
    assert "verdict-tegenstrijdig" in done.stdout
    post(tmp_path, mail("Mechelen", "kpi Mechelen.xlsx", workbook(4), day=4))
    assert jurering(uit)["voldoende"] is None
    assert codes(uit) == {"verdict-tegenstrijdig"}
    # A person says which one holds.
    decided = samenleven("collect", other, "--out", uit, "--beslissend")
    assert decided.exit_code == 0, decided.output
    assert jurering(uit)["voldoende"] is False
    assert codes(uit) == set()


def test_an_empty_sheet_is_no_verdict(uit: Path) -> None:
    empty = filled(uit, {}, name="leeg.docx")
    done = collect(uit, empty)
    assert done.exit_code == 0
    assert "niets ingevuld" in done.stdout
    assert jurering(uit) == NONE
    collect(uit, filled(uit))
    collect(uit, empty)
    assert jurering(uit) == GIVEN


def test_an_answer_that_is_not_clear_is_asked_again(uit: Path, tmp_path: Path) -> None:
    done = collect(uit, filled(uit, YES | {"actie-15-voldoende": "Misschien"}))
    assert done.exit_code == 1
    assert jurering(uit) == GIVEN | {"voldoende": None}
    assert codes(uit) == {"verdict-onduidelijk"}
    post(tmp_path, mail("Mechelen", "kpi Mechelen.xlsx", workbook(4), day=4))
    assert codes(uit) == {"verdict-onduidelijk"}
    assert collect(uit, filled(uit, YES, name="nieuw.docx")).exit_code == 0
    assert jurering(uit) == GIVEN
    assert codes(uit) == set()


def test_a_sheet_that_is_not_ours_is_told_until_the_right_one_comes(
    uit: Path, tmp_path: Path
) -> None:
    right = filled(uit)
    forged = tmp_path / "vals.docx"
    forged.write_bytes(jurors.replaced(right.read_bytes(), "65", "265"))
    done = collect(uit, forged)
    assert done.exit_code == 1
    assert "sheet-vervalst" in done.stdout
    assert jurering(uit) == NONE
    assert codes(uit) == {"sheet-vervalst"}
    post(tmp_path, mail("Mechelen", "kpi Mechelen.xlsx", workbook(4), day=4))
    assert codes(uit) == {"sheet-vervalst"}
    assert collect(uit, right).exit_code == 0
    assert jurering(uit) == GIVEN
    assert codes(uit) == set()


def test_a_sheet_under_the_name_of_another_bestuur_is_not_taken(uit: Path) -> None:
    done = collect(uit, filled(uit, name=f"{MECHELEN}.docx"))
    assert done.exit_code == 1
    assert jurering(uit) == jurering(uit, 15, MECHELEN) == NONE


def test_an_older_sheet_of_changed_facts_is_not_taken(
    uit: Path, tmp_path: Path
) -> None:
    old = filled(uit)
    post(tmp_path, mail("Halle", "kpi Halle.xlsx", workbook(66), day=4))
    for strip in (bytes, jurors.without_properties, jurors.without_controls):
        sheet = tmp_path / f"{strip.__name__}.docx"
        sheet.write_bytes(strip(old.read_bytes()))
        done = collect(uit, sheet)
        assert done.exit_code == 1
        assert (
            "eerdere versie, van voor de gegevens wijzigden (actie 15)" in done.stdout
        )
        assert "0 nieuwe oordelen" in done.stdout
        assert jurering(uit) == NONE
        assert codes(uit) == {"verdict-verouderd"}
    # Who forges an older sheet is no better off: its words are known too.
    forged = tmp_path / "vals.docx"
    forged.write_bytes(jurors.replaced(old.read_bytes(), "65", "265"))
    assert "niet aanvaard" in collect(uit, forged).stdout
    assert codes(uit) == {"verdict-verouderd", "sheet-vervalst"}
    # A sheet of today puts it right; what was kept never counts.
    right = filled(uit, {"actie-15-verlengen": "Ja"}, name="nieuw.docx")
    assert collect(uit, right).exit_code == 0
    assert jurering(uit) == NONE | {"verlengen": True}
    assert codes(uit) == set()


def test_an_older_sheet_counts_when_its_facts_are_those_of_today_again(
    uit: Path, tmp_path: Path
) -> None:
    old = filled(uit)
    post(tmp_path, mail("Halle", "kpi Halle.xlsx", workbook(66), day=4))
    collect(uit, old, "--beslissend")
    assert jurering(uit) == NONE
    post(tmp_path, mail("Halle", "kpi Halle.xlsx", workbook(65), day=5))
    assert jurering(uit) == NONE
    assert codes(uit) == {"verdict-verouderd"}
    assert collect(uit, old).exit_code == 0
    assert jurering(uit) == GIVEN
    assert codes(uit) == set()


def test_an_older_sheet_counts_for_the_actions_that_stayed_the_same(
    uit: Path, tmp_path: Path
) -> None:
    old = filled(uit, YES | {"actie-16-voldoende": "Nee", "actie-16-verlengen": "Nee"})
    post(tmp_path, mail("Halle", "kpi Halle.xlsx", workbook(66), day=4))
    done = collect(uit, old)
    assert done.exit_code == 1
    assert "1 nieuw oordeel" in done.stdout
    assert "telt niet mee" in done.stdout
    assert jurering(uit) == NONE
    same = {"voldoende": False, "conclusie": None, "verlengen": False}
    assert jurering(uit, 16) == same
    (told,) = [b for b in dossier(uit)["bevindingen"] if b["code"].startswith("verd")]
    assert (told["code"], told["actie"]) == ("verdict-verouderd", 15)
    # It is not otherwise when it is given once more, or when more mails come in.
    collect(uit, old)
    post(tmp_path, mail("Mechelen", "kpi Mechelen.xlsx", workbook(4), day=4))
    assert (jurering(uit), jurering(uit, 16)) == (NONE, same)
    # The facts of then are those of the day again: now it counts as a whole.
    post(tmp_path, mail("Halle", "kpi Halle.xlsx", workbook(65), day=5))
    assert (jurering(uit), jurering(uit, 16)) == (NONE, same)
    assert collect(uit, old).exit_code == 0
    assert (jurering(uit), jurering(uit, 16)) == (GIVEN, same)
    assert codes(uit) == set()


def test_mails_zips_and_folders_are_gone_through(uit: Path, tmp_path: Path) -> None:
    back = tmp_path / "terug"
    back.mkdir()
    halle = filled(uit).read_bytes()
    mechelen = filled(uit, {"actie-15-voldoende": "Nee"}, bestuur=MECHELEN)
    (back / "jury.eml").write_bytes(mail("Jury", "sheet.docx", halle))
    with zipfile.ZipFile(back / "rest.zip", "w") as box:
        box.writestr("map/12025.docx", mechelen.read_bytes())
        box.writestr("map/lees mij.txt", "Beste")
    done = collect(uit, back)
    assert done.exit_code == 0, done.output
    assert jurering(uit) == GIVEN
    assert jurering(uit, 15, MECHELEN)["voldoende"] is False
    assert "overgeslagen" in done.stdout


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(
    uit: Path, tmp_path: Path
) -> None:
    broken, other, scan = (tmp_path / f"{n}.docx" for n in ("kapot", "brief", "scan"))
    broken.write_bytes(filled(uit).read_bytes()[:2000])
    scan.write_bytes(b"%PDF-1.7 niets")
    other.write_bytes(workbook(3))
    done = samenleven(
        "collect", broken, other, scan, filled(uit), "--out", uit, "--json"
    )
    assert done.exit_code == 1
    told = {row["naam"]: row for row in json.loads(done.stdout)}
    assert told["kapot.docx"]["code"] == "beschadigd"
    assert told["brief.docx"]["code"] == told["scan.docx"]["code"] == "niet-ondersteund"
    assert all(row["reden"] for row in told.values() if row["status"] == "geweigerd")
    assert jurering(uit) == GIVEN


@pytest.fixture
def loose(uit: Path, tmp_path: Path) -> Path:
    """The dossiers alone, without their workspace."""
    folder = tmp_path / "los"
    (folder / "dossiers").mkdir(parents=True)
    for path in (uit / "dossiers").iterdir():
        (folder / "dossiers" / path.name).write_bytes(path.read_bytes())
    return folder


def test_dossiers_without_a_workspace_are_judged_too(uit: Path, loose: Path) -> None:
    sheet = filled(uit)
    before = dossier(loose)
    assert collect(loose, sheet).exit_code == 0
    assert jurering(loose) == GIVEN
    after = dossier(loose)
    for actie in after["acties"]:
        actie["jurering"] = NONE
    assert after == before
    done = state(loose)
    assert collect(loose, sheet).exit_code == 0
    assert state(loose) == done
    assert not (loose / DATABASE).exists()
    other = filled(uit, {"actie-15-voldoende": "Nee"}, name="jan.docx")
    assert collect(loose, other).exit_code == 1
    assert jurering(loose)["voldoende"] is None
    assert codes(loose) == {"verdict-tegenstrijdig"}


def test_wrong_usage_writes_nothing(uit: Path, loose: Path, tmp_path: Path) -> None:
    before = state(uit)
    for words in (["niets.docx", "--out", uit], [filled(uit), "--out", tmp_path / "x"]):
        done = samenleven("collect", *words)
        assert isinstance(done.exception, SetupError)
        assert done.exception.exit_code == 2
    assert state(uit) == before
    assert not (tmp_path / "x").exists()
    (loose / "dossiers" / f"{HALLE}.json").write_text("{}", "utf-8")
    done = collect(loose, filled(uit))
    assert isinstance(done.exception, SetupError)
    assert "geen dossier" in str(done.exception)
