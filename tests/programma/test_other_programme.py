"""A next programme is a folder of data and not one line of code."""

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from pipeline.dossier.programma import Programma
from tests.cli.calling import Call, caller
from tests.programma import buurten

TOEKENNINGEN = (
    "bestuur;actie;te_behalen;contact;email\n"
    "Halle;3;200;Lies;lies@halle.be\nHalle;31;10;;\nHalle;40;1;;\n"
)
ACTIES: list[dict[str, Any]] = [
    {
        "nummer": 3,
        "naam": "Soepcafé openhouden",
        "kpi": {"te_behalen": 200, "behaald": 41},
        "motivatie": {
            "waarom": "De keuken brandde af.\nEn de kok vertrok.",
            "inspanningen": None,
            "initiatieven": [
                {"omschrijving": "Een nieuwe keuken", "timing": "mei"},
                {"omschrijving": "Een nieuwe kok", "timing": "juni"},
            ],
        },
    },
    {"nummer": 31, "naam": "Geveltuinen", "kpi": {"te_behalen": 10, "behaald": 4}},
    {
        "nummer": 40,
        "naam": "Buurtplan opstellen",
        "kpi": {"te_behalen": 1, "behaald": 1},
        "verwachtingen": {
            "antwoord": "ja",
            "toelichting": "De buurt wil het.",
            "onderdelen": {"bomen": "Tien linden & een eik.", "banken": None},
        },
    },
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return buurten.write_programma(tmp_path_factory.mktemp("buurten"))


@pytest.fixture(scope="module")
def programma(folder: Path) -> Programma:
    return buurten.load(folder)


@pytest.fixture
def call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> Call:
    plain = caller(monkeypatch, capsys)
    return lambda *arguments: plain("--programma", folder, *arguments)


def dossier_in(path: Path) -> Path:
    data = {
        "schema": "dossier/1",
        "ronde": buurten.RONDE,
        "bestuur": {"id": "23027", "naam": "Halle", "soort": "gemeente"},
        "acties": ACTIES,
    }
    file = path / "dossier.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    return file


def extracted(call: Call, *files: Path) -> list[dict[str, Any]]:
    called = call("extract", *files, "--json")
    assert called.err.count("Fout") == 0
    found: list[dict[str, Any]] = json.loads(called.out)
    return found


def test_it_knows_its_own_actions_and_no_others(programma: Programma) -> None:
    assert [actie.nummer for actie in programma.catalogus.acties] == [3, 31, 40]
    assert programma.rondes.ids == (buurten.RONDE,)
    assert list(programma.indexen) == ["buurtverslag"]
    assert programma.besturen.by_nis("23027") is not None


def test_what_is_filled_in_is_read_back(call: Call, tmp_path: Path) -> None:
    assert call("fill", dossier_in(tmp_path), "--out", tmp_path).code == 0
    word, excel = extracted(
        call, tmp_path / "23027-motivatie.docx", tmp_path / "23027-kpi.xlsx"
    )
    assert (word["formulier"], excel["formulier"]) == ("buurtverslag", "buurttelling")
    assert word["niet_herkend"] == excel["niet_herkend"] == []
    (blok,) = word["motivaties"]
    assert (blok["actie"], blok["te_behalen"], blok["behaald"]) == (3, 200, 41)
    assert blok["waarom"] == "De keuken brandde af.\nEn de kok vertrok."
    assert [(i["omschrijving"], i["timing"]) for i in blok["initiatieven"]] == [
        ("Een nieuwe keuken", "mei"),
        ("Een nieuwe kok", "juni"),
    ]
    (answer,) = word["verwachtingen"]
    assert (answer["actie"], answer["antwoord"]) == (40, "ja")
    assert answer["toelichting"] == "De buurt wil het."
    assert answer["onderdelen"] == {"bomen": "Tien linden & een eik.", "banken": None}
    assert [(k["actie"], k["te_behalen"], k["behaald"]) for k in excel["kpis"]] == [
        (3, 200, 41),
        (31, 10, 4),
        (40, 1, 1),
    ]


def test_prefilled_forms_hold_names_and_targets(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "toekenningen.csv"
    path.write_text(TOEKENNINGEN, encoding="utf-8")
    called = call("prefill", "--toekenningen", path, "--out", tmp_path / "uit")
    assert called.code == 0
    word, excel = extracted(
        call,
        tmp_path / "uit" / "23027-motivatie.docx",
        tmp_path / "uit" / "23027-kpi.xlsx",
    )
    assert [(b["actie"], b["te_behalen"]) for b in word["motivaties"]] == [
        (3, 200),
        (31, 10),
    ]
    assert word["verwachtingen"] == []
    assert {k["actie"]: k["te_behalen"] for k in excel["kpis"]} == {
        3: 200,
        31: 10,
        40: 1,
    }
    assert word["bestuur"]["id"] == excel["bestuur"]["id"] == "23027"


def test_a_whole_run(call: Call, tmp_path: Path) -> None:
    forms, inbox = tmp_path / "forms", tmp_path / "inbox"
    inbox.mkdir()
    assert call("fill", dossier_in(tmp_path), "--out", forms).code == 0
    path = tmp_path / "toekenningen.csv"
    path.write_text(TOEKENNINGEN, encoding="utf-8")
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "lies@halle.be", "Ons verslag"
    mail["Message-ID"], mail["Date"] = "<1@halle.be>", "Mon, 10 Nov 2031 10:00:00 +0100"
    mail.set_content("Beste, in bijlage ons verslag.")
    for file in sorted(forms.iterdir()):
        mail.add_attachment(
            file.read_bytes(),
            maintype="application",
            subtype="octet-stream",
            filename=file.name,
        )
    (inbox / "1.eml").write_bytes(mail.as_bytes())
    call("run", inbox, "--out", tmp_path / "uit", "--toekenningen", path)
    dossier = json.loads((tmp_path / "uit/dossiers/23027.json").read_text("utf-8"))
    assert dossier["ronde"] == buurten.RONDE
    kpis = {a["nummer"]: a["kpi"] for a in dossier["acties"]}
    assert {n: k["drempel_gehaald"] for n, k in kpis.items()} == {
        3: False,
        31: True,
        40: None,
    }
    assert kpis[3]["drempel"] == 80
    assert dossier["bevindingen"] == []
    assert dossier["niet_herkend"] == []
    assert (tmp_path / "uit/jurysheets/23027.docx").is_file()


def test_a_folder_that_is_no_programme_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call = caller(monkeypatch, capsys)
    called = call("--programma", tmp_path, "fill", "x.json", "--out", tmp_path / "uit")
    assert called.code == 2
    assert "‘mappings’" in called.err
    assert not (tmp_path / "uit").exists()


def test_the_programme_of_one_call_is_not_that_of_the_next(
    call: Call,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    call("fill", dossier_in(tmp_path), "--out", tmp_path)
    plain = caller(monkeypatch, capsys)
    called = plain("extract", tmp_path / "23027-motivatie.docx", "--json")
    assert json.loads(called.out)[0]["formulier"] is None
    monkeypatch.setenv("SAMENLEVEN_PROGRAMMA", str(folder))
    called = plain("extract", tmp_path / "23027-motivatie.docx", "--json")
    assert json.loads(called.out)[0]["formulier"] == "buurtverslag"
