"""The end report of a project year: the same job, other forms and all of the KPI."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.dossier.model import Dossier
from pipeline.run.filling import fill_dossier
from tests.run.executing import execute
from tests.run.made import programma

RONDE = "pj2-eind"


def dossier(**kpi: float) -> dict[str, Any]:
    return {
        "schema": "dossier/1",
        "ronde": RONDE,
        "bestuur": {"id": "23027", "naam": "Halle", "soort": "gemeente"},
        "acties": [
            {
                "nummer": 15,
                "naam": "x",
                "kpi": {"te_behalen": 300, **kpi},
                "motivatie": {
                    "waarom": "Er waren te weinig brugfiguren.",
                    "inspanningen": "We zoeken er nog drie.",
                },
            },
            {"nummer": 24, "naam": "x", "kpi": {"te_behalen": 20, "behaald": 20}},
        ],
    }


def only_dossier(out: Path) -> Dossier:
    """The one dossier that was made."""
    (path,) = (out / "dossiers").iterdir()
    return Dossier.model_validate_json(path.read_text("utf-8"))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    path = tmp_path / "d.json"
    path.write_text(json.dumps(dossier(behaald=299)), "utf-8")
    filled = fill_dossier(path, tmp_path / "in", programma())
    assert filled.waarschuwingen == ()
    return tmp_path / "in"


def test_the_documents_tell_that_it_is_the_end_report(
    inbox: Path, tmp_path: Path
) -> None:
    execute(tmp_path / "uit", inbox, ronde=None)
    made = only_dossier(tmp_path / "uit")
    assert (made.ronde, made.bestuur.id) == (RONDE, "23027")


def test_the_threshold_is_all_of_the_kpi(inbox: Path, tmp_path: Path) -> None:
    execute(tmp_path / "uit", inbox, ronde=RONDE)
    made = only_dossier(tmp_path / "uit")
    told = {a.nummer: (a.kpi.drempel, a.kpi.drempel_gehaald) for a in made.acties}
    assert told == {15: (300, False), 24: (20, True)}
    assert made.acties[0].motivatie is not None
    assert made.acties[0].motivatie.waarom == "Er waren te weinig brugfiguren."
    assert [b.code for b in made.bevindingen] == ["initiatieven-ontbreken"]
    assert made.niet_herkend == ()


def test_the_workbook_counts_with_that_threshold(inbox: Path) -> None:
    book = openpyxl.load_workbook(inbox / "23027-kpi.xlsx", data_only=True)
    sheet = book["KPI-rapport"]
    assert sheet["H8"].value == "100 % gehaald?"
    rows = {row[0].value: row[7].value for row in sheet["A9:H32"]}
    assert (rows[15], rows[24]) == ("Nee", "Ja")


def test_a_form_of_another_round_is_read_and_told(inbox: Path, tmp_path: Path) -> None:
    execute(tmp_path / "uit", inbox, ronde="pj2-tussentijds")
    made = only_dossier(tmp_path / "uit")
    assert made.acties[0].motivatie is not None
    (told,) = (b for b in made.bevindingen if b.code == "ander-formulier")
    assert told.bericht == (
        "‘23027-motivatie.docx’ is ingevuld op het formulier van een andere ronde "
        "(motivatie-pj2-eind)."
    )


def test_a_round_without_a_form_of_its_own_takes_any(
    inbox: Path, tmp_path: Path
) -> None:
    execute(tmp_path / "uit", inbox, ronde="pj3-eind")
    made = only_dossier(tmp_path / "uit")
    assert "ander-formulier" not in {b.code for b in made.bevindingen}
