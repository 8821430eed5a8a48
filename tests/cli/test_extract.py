"""`samenleven extract`: what single documents say, for people and for programs."""

import json
import zipfile
from pathlib import Path

import click
import pytest

from pipeline.cli.uitleg import told
from pipeline.run.extracting import extract_path
from tests.cli.calling import Call, caller
from tests.run.made import Blok, mail, motivatie, programma, werkmap


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(monkeypatch, capsys)


@pytest.fixture(scope="module")
def form() -> bytes:
    return motivatie(
        Blok(kop="Actie 15 Brugfiguren", te_behalen="300 gezinnen", waarom="ziekte"),
        kop="Lokaal bestuur Halle",
    )


def test_one_extraction_per_file_in_the_order_of_the_arguments(
    call: Call, tmp_path: Path, form: bytes
) -> None:
    (tmp_path / "z.docx").write_bytes(form)
    (tmp_path / "a.xlsx").write_bytes(werkmap("Halle", {15: (300, 65)}))
    said = call("extract", tmp_path / "z.docx", tmp_path / "a.xlsx", "--json")
    assert said.code == 0
    rows = json.loads(said.out)
    assert [row["bestand"]["naam"] for row in rows] == ["z.docx", "a.xlsx"]
    assert [row["bestuur"]["id"] for row in rows] == ["23027", "23027"]
    wanted = ["schema", "bestand", "formulier", "bestuur", "kpis", "motivaties"]
    wanted += ["verwachtingen", "stimulansen", "jurering", "niet_herkend"]
    wanted += ["bevindingen", "fout"]
    assert all(list(row)[: len(wanted)] == wanted for row in rows)


def test_one_document_is_a_list_too(call: Call, tmp_path: Path, form: bytes) -> None:
    (tmp_path / "m.docx").write_bytes(form)
    [row] = json.loads(call("extract", tmp_path / "m.docx", "--json").out)
    [blok] = row["motivaties"]
    assert (blok["actie"], blok["te_behalen"]) == (15, 300)
    assert blok["te_behalen_tekst"] == "300 gezinnen"


def test_of_a_zip_and_a_mail_every_document_inside(
    call: Call, tmp_path: Path, form: bytes
) -> None:
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as archive:
        archive.writestr("een/m.docx", form)
        archive.writestr("leeg.docx", b"")
    (tmp_path / "a.eml").write_bytes(mail(("m.docx", form)))
    said = call("extract", tmp_path / "s.zip", tmp_path / "a.eml", "--json")
    rows = json.loads(said.out)
    assert [row["bestand"]["naam"] for row in rows] == ["m.docx", "leeg.docx", "m.docx"]
    assert [bool(row["fout"]) for row in rows] == [False, True, False]
    assert said.code == 1


def test_a_bad_document_stops_nothing_and_shows_no_traceback(
    call: Call, tmp_path: Path, form: bytes
) -> None:
    (tmp_path / "kapot.docx").write_bytes(form[:2000])
    (tmp_path / "goed.docx").write_bytes(form)
    said = call("extract", tmp_path / "kapot.docx", tmp_path / "goed.docx")
    assert said.code == 1
    assert "(beschadigd)" in said.out
    assert "goed.docx: motivatie" in said.out
    assert "Traceback" not in said.err


def test_a_person_sees_values_places_and_what_is_left(
    call: Call, tmp_path: Path, form: bytes
) -> None:
    (tmp_path / "m.docx").write_bytes(form)
    said = call("extract", tmp_path / "m.docx")
    assert "bestuur: Halle" in said.out
    assert "/motivaties/0/waarom: 'ziekte'" in said.out
    assert "tabel 1" in said.out


def test_an_explanation_says_why_in_dutch_and_fits_the_terminal(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "de brugfiguur was lang ziek en niemand kon haar vervangen " * 9
    data = motivatie(
        Blok(kop="Actie 15 Brugfiguren", behaald="-5", waarom=long),
        kop="Lokaal bestuur Halle",
        los="Een losse regel",
    )
    (tmp_path / "m.docx").write_bytes(data)
    for columns in (60, 90):
        monkeypatch.setenv("COLUMNS", str(columns))
        said = call("extract", tmp_path / "m.docx", "--uitleg")
        assert said.code == 1
        assert max(map(len, said.out.splitlines())) < columns
        words = " ".join(said.out.split())
        assert " ".join(long.split()) in words
    for fact in (
        "Bestuur: Halle (23027)",
        "omdat: ‘Lokaal bestuur Halle’ (koptekst, alinea 1)",
        "Actie 15: Brug leggen naar onderwijs",
        "‘brugfiguren’ is een naam van actie 15, en het nummer klopt",
        "zekerheid 98 %",
        "Niet herkend Een losse regel alinea 1",
        "fout: Bij ‘Behaald KPI’ staat ‘-5’.",
        "(kpi-ongeldig) tabel 1, rij 2, kolom 2, alinea 1",
    ):
        assert fact in words


def test_an_explanation_says_how_much_there_is_and_what_to_look_at(
    call: Call, tmp_path: Path
) -> None:
    blokken = (
        Blok(kop="Actie 15", behaald="20", waarom="ziekte"),
        Blok(kop=None, behaald="5", waarom="griep"),
    )
    (tmp_path / "m.docx").write_bytes(motivatie(*blokken))
    said = call("extract", tmp_path / "m.docx", "--uitleg").out
    assert "6 waarden gelezen, 2 waarden na te kijken (▲).\n" in said
    assert said.count("▲ zekerheid") == 2
    assert "Zonder actie: het document alleen zegt niet" in said


def test_an_explanation_has_codes_for_a_terminal_only(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "m.docx"
    path.write_bytes(motivatie(Blok(kop="Actie 15", waarom="ziekte")))
    assert "\x1b" not in call("extract", path, "--uitleg").out
    monkeypatch.setenv("COLUMNS", "60")
    [extractie] = extract_path(path, programma())
    plain = told(extractie, programma())
    styled = told(extractie, programma(), styled=True)
    assert "\x1b[1mActie 15: Brug leggen naar onderwijs" in styled
    assert click.unstyle(styled) == plain


def test_a_reason_is_told_once_for_values_that_share_it(
    call: Call, tmp_path: Path
) -> None:
    (tmp_path / "k.xlsx").write_bytes(werkmap("Halle", {15: (300, 65), 5: (9, 8)}))
    said = call("extract", tmp_path / "k.xlsx", "--uitleg").out
    assert said.count("Behaald KPI") == 2
    assert said.count("omdat: ‘") == 3  # of the bestuur, and of each action


def test_an_explanation_of_what_cannot_be_read_says_why(
    call: Call, tmp_path: Path
) -> None:
    (tmp_path / "leeg.docx").write_bytes(b"")
    said = call("extract", tmp_path / "leeg.docx", "--uitleg")
    assert said.code == 1
    assert "(beschadigd)" in said.out


@pytest.mark.parametrize("name", ["nergens.docx", "."])
def test_what_is_no_file_ends_with_2(call: Call, tmp_path: Path, name: str) -> None:
    said = call("extract", tmp_path / name)
    assert said.code == 2
    assert said.out == ""
    assert "Geen bestand" in said.err
