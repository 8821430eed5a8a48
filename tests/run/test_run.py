"""Run: mails in, dossiers out; what replaces what, and what is told."""

import datetime as dt
import json
from pathlib import Path

from pipeline.errors import ExitCode
from pipeline.run import run
from pipeline.run.result import Order
from tests.run.contract import assert_keeps_the_contract
from tests.run.executing import (
    BRUGFIGUREN,
    NU,
    OEFENKANSEN,
    action,
    dossier,
    dossiers,
    execute,
    halle,
    put,
    statuses,
    verslag,
)
from tests.run.made import RONDE, Blok, motivatie, programma, werkmap

# The whole job.


def test_a_mail_becomes_a_dossier_a_sheet_and_a_line_in_the_verslag(
    tmp_path: Path,
) -> None:
    box = put(
        tmp_path / "in",
        a__eml=halle(
            ("m.docx", motivatie(BRUGFIGUREN)),
            ("k.xlsx", werkmap("Halle", {15: (300, 65)})),
        ),
    )
    result = execute(tmp_path / "uit", box)
    found = dossier(tmp_path / "uit")
    assert action(found, 15)["kpi"]["percentage"] == 21.7
    assert action(found, 15)["motivatie"]["waarom"].startswith("De brugfiguur")
    assert result.exit_code is ExitCode.DONE
    assert statuses(tmp_path / "uit") == {
        "a.eml": "verwerkt",
        "a.eml/m.docx": "verwerkt",
        "a.eml/k.xlsx": "verwerkt",
    }
    assert (tmp_path / "uit/jurysheets/23027.docx").is_file()
    assert (tmp_path / "uit/overzicht.xlsx").is_file()
    assert_keeps_the_contract(tmp_path / "uit", box)


def test_nothing_depends_on_the_clock_or_on_where_the_input_lies(
    tmp_path: Path,
) -> None:
    data = halle(("m.docx", motivatie(BRUGFIGUREN)))
    for name in ("een", "twee"):
        order = Order(
            inputs=(put(tmp_path / name, a__eml=data),),
            out=tmp_path / f"uit-{name}",
            nu=NU + dt.timedelta(days=len(name)),
            ronde=RONDE,
        )
        run(order, programma())
    assert dossiers(tmp_path / "uit-een") == dossiers(tmp_path / "uit-twee")
    assert str(tmp_path) not in json.dumps(dossier(tmp_path / "uit-een"))


def test_the_same_input_again_changes_nothing(tmp_path: Path) -> None:
    box = put(tmp_path / "in", a__eml=halle(("m.docx", motivatie(BRUGFIGUREN))))
    execute(tmp_path / "uit", box)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "uit/dossiers").iterdir()}
    told = (tmp_path / "uit/verslag.json").read_bytes()
    execute(tmp_path / "uit", box, ronde=None)
    assert {p: p.stat().st_mtime_ns for p in before} == before
    assert (tmp_path / "uit/verslag.json").read_bytes() == told


def test_a_later_mail_replaces_what_it_speaks_of(tmp_path: Path) -> None:
    later = Blok(kop="Actie 15 Brugfiguren", waarom="Bij nader inzien: ziekte.")
    box = put(
        tmp_path / "in",
        z__eml=halle(
            ("m.docx", motivatie(BRUGFIGUREN, OEFENKANSEN)),
            ("k.xlsx", werkmap("Halle", {15: (300, 65), 5: (1000, 20)})),
        ),
        a__eml=halle(("m2.docx", motivatie(later)), dag=4),
    )
    execute(tmp_path / "uit", box)
    found = dossier(tmp_path / "uit")
    assert action(found, 15)["motivatie"]["waarom"] == "Bij nader inzien: ziekte."
    assert action(found, 5)["motivatie"]["waarom"] == "Te weinig vrijwilligers."
    assert action(found, 15)["kpi"]["behaald"] == 65
    assert statuses(tmp_path / "uit")["z.eml/m.docx"] == "verwerkt"


def test_a_workbook_that_was_sent_again_is_replaced(tmp_path: Path) -> None:
    box = put(
        tmp_path / "in",
        a__eml=halle(("k.xlsx", werkmap("Halle", {15: (300, 65)}))),
        b__eml=halle(("k.xlsx", werkmap("Halle", {15: (300, 80)})), dag=20),
    )
    execute(tmp_path / "uit", box)
    found = dossier(tmp_path / "uit")
    assert action(found, 15)["kpi"]["behaald"] == 80
    assert statuses(tmp_path / "uit") == {
        "a.eml": "vervangen",
        "a.eml/k.xlsx": "vervangen",
        "b.eml": "verwerkt",
        "b.eml/k.xlsx": "verwerkt",
    }
    assert "te-laat" in {b["code"] for b in found["bevindingen"]}


def test_an_unreadable_later_version_replaces_nothing(tmp_path: Path) -> None:
    box = put(
        tmp_path / "in",
        a__eml=halle(("m.docx", motivatie(BRUGFIGUREN))),
        b__eml=halle(("m.docx", b"PK\x03\x04 kapot"), ("leeg.docx", b""), dag=4),
    )
    result = execute(tmp_path / "uit", box)
    found = dossier(tmp_path / "uit")
    assert action(found, 15)["motivatie"] is not None
    told = verslag(tmp_path / "uit")["b.eml/m.docx"]
    assert (told["status"], told["code"]) == ("geweigerd", "beschadigd")
    assert result.exit_code is ExitCode.NEEDS_A_PERSON
    assert_keeps_the_contract(tmp_path / "uit", box)


def test_what_the_jury_should_write_becomes_no_verdict(tmp_path: Path) -> None:
    spoken = Blok(kop="Actie 15 Brugfiguren", waarom="ziekte", jury="Goed bezig.")
    box = put(tmp_path / "in", a__eml=halle(("m.docx", motivatie(spoken))))
    execute(tmp_path / "uit", box)
    found = dossier(tmp_path / "uit")
    assert action(found, 15)["jurering"]["conclusie"] is None
    assert any("Goed bezig." in rest["tekst"] for rest in found["niet_herkend"])
    told = [b["code"] for b in found["bevindingen"]]
    assert "jurering-in-indiening" in told


def test_a_motivation_without_an_action_is_shown_as_a_whole(tmp_path: Path) -> None:
    spoken = Blok(kop=None, te_behalen="77", waarom="Het liep anders.")
    box = put(
        tmp_path / "in",
        a__eml=halle(
            ("m.docx", motivatie(spoken)),
            ("k.xlsx", werkmap("Halle", {15: (300, 20), 5: (1000, 20)})),
        ),
    )
    execute(tmp_path / "uit", box)
    found = dossier(tmp_path / "uit")
    assert all(a["motivatie"] is None for a in found["acties"])
    [rest] = found["niet_herkend"]
    assert "77" in rest["tekst"]
    assert "Het liep anders." in rest["tekst"]
    assert "actie-onbekend" in {b["code"] for b in found["bevindingen"]}
