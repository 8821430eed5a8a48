"""`fill`: a dossier on disk becomes two forms on disk, or nothing at all."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.dossier.model import Dossier
from pipeline.errors import SetupError
from pipeline.reading.excel import read_workbook
from pipeline.reading.word import read_word
from pipeline.run.filling import fill_dossier
from pipeline.run.taking import extract_path
from tests.run.made import programma

LEEUW: dict[str, Any] = {
    "schema": "dossier/1",
    "ronde": "pj2-tussentijds",
    "bestuur": {"id": "23077", "naam": "Sint-Pieters-Leeuw", "soort": "gemeente"},
    "acties": [
        {
            "nummer": 15,
            "naam": "Brug leggen naar onderwijs",
            "kpi": {"te_behalen": 300, "behaald": 65},
            "motivatie": {"waarom": "Ziekte."},
        }
    ],
}


def written(folder: Path, **changed: Any) -> Path:
    path = folder / "dossier.json"
    path.write_text(json.dumps(LEEUW | changed), encoding="utf-8")
    return path


def test_both_forms_are_written_and_say_whose_they_are(tmp_path: Path) -> None:
    filled = fill_dossier(written(tmp_path), tmp_path / "uit", programma())
    names = ["23077-motivatie.docx", "23077-kpi.xlsx"]
    assert [path.name for path in filled.bestanden] == names
    assert filled.waarschuwingen == ()
    word, excel = filled.bestanden
    for reading in (
        read_word(word.read_bytes()),
        read_workbook(excel.read_bytes(), "k"),
    ):
        told = dict(reading.properties)
        assert told["samenleven-bestuur"] == "23077"
        assert told["samenleven-ronde"] == "pj2-tussentijds"
        assert len(told["samenleven-sjabloon"]) == 64
    (one,) = extract_path(word, programma())
    (two,) = extract_path(excel, programma())
    assert one.bestuur is not None
    assert two.bestuur is not None
    assert (one.bestuur.id, two.bestuur.id) == ("23077", "23077")
    assert [(k.actie, k.te_behalen, k.behaald) for k in two.kpis] == [(15, 300, 65)]


def test_the_same_dossier_gives_the_same_bytes(tmp_path: Path) -> None:
    path = written(tmp_path)
    first = fill_dossier(path, tmp_path / "a", programma()).bestanden
    second = fill_dossier(path, tmp_path / "b", programma()).bestanden
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_a_file_of_run_is_a_dossier(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_text(
        Dossier.model_validate(LEEUW).model_dump_json(by_alias=True), "utf-8"
    )
    assert len(fill_dossier(path, tmp_path / "uit", programma()).bestanden) == 2


@pytest.mark.parametrize(
    "content",
    [
        "",
        "geen json",
        "[]",
        "{}",
        '{"schema": "extractie/1"}',
        json.dumps(LEEUW | {"schema": "dossier/2"}),
        json.dumps(LEEUW | {"ronde": "pj9-eind"}),
        json.dumps(LEEUW | {"acties": [{"nummer": "vijftien"}]}),
        json.dumps(LEEUW | {"bestuur": LEEUW["bestuur"] | {"id": "../23077"}}),
        "[" * 100_000,
        '{"ronde": NaN}',
    ],
)
def test_a_file_that_is_no_dossier_is_refused_and_nothing_written(
    tmp_path: Path, content: str
) -> None:
    path = tmp_path / "d.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SetupError):
        fill_dossier(path, tmp_path / "uit", programma())
    assert not (tmp_path / "uit").exists()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"weg\.json"):
        fill_dossier(tmp_path / "weg.json", tmp_path / "uit", programma())


def test_a_round_without_a_word_form_gets_that_of_another_and_says_so(
    tmp_path: Path,
) -> None:
    filled = fill_dossier(written(tmp_path, ronde="pj3-eind"), tmp_path, programma())
    assert [path.suffix for path in filled.bestanden] == [".docx", ".xlsx"]
    assert "‘pj2-tussentijds’" in filled.waarschuwingen[0]
    sheet = read_workbook(filled.bestanden[1].read_bytes(), "k").sheets[1]
    values = {cell.address: cell.value for cell in sheet.cells}
    assert values["B5"] == "Eindrapportage projectjaar 3"
    assert values["B6"] == "1/10/2024 – 30/09/2025"


def test_what_the_form_has_no_place_for_is_told(tmp_path: Path) -> None:
    acties = [{"nummer": 15, "naam": "x", "verwachtingen": {"antwoord": "ja"}}]
    filled = fill_dossier(written(tmp_path, acties=acties), tmp_path, programma())
    assert filled.waarschuwingen == (
        "Het formulier heeft geen plaats voor actie 15: minimale verwachtingen.",
    )
