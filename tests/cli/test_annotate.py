"""`samenleven annotate`: a copy with what was read beside the text."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from tests.cli.calling import Call, caller
from tests.run.made import Blok, motivatie, werkmap


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(monkeypatch, capsys)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "m.docx"
    path.write_bytes(motivatie(Blok(kop="Actie 15 Brugfiguren", waarom="ziekte")))
    return path


def test_the_copy_is_made_and_the_document_stays(call: Call, form: Path) -> None:
    before = form.read_bytes()
    out = form.parent / "nieuw" / "gelezen.docx"
    said = call("annotate", form, "--out", out)
    assert said.code == 0
    assert said.out == f"{out}: 2 opmerkingen\n"
    assert form.read_bytes() == before
    with zipfile.ZipFile(out) as archive:
        assert b"Gelezen als: actie 15" in archive.read("word/comments.xml")


def test_with_json_the_extraction_comes_along(call: Call, form: Path) -> None:
    out = form.parent / "uit.docx"
    said = json.loads(call("annotate", form, "--out", out, "--json").out)
    assert said["kopie"] == str(out)
    assert said["opmerkingen"] == 2
    assert said["extractie"]["motivaties"][0]["actie"] == 15


def test_what_needs_a_person_ends_with_1(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "m.docx"
    path.write_bytes(motivatie(Blok(kop="Actie 15", behaald="-5", waarom="a")))
    said = call("annotate", path, "--out", tmp_path / "uit.docx")
    assert said.code == 1
    assert (tmp_path / "uit.docx").exists()


def test_the_document_itself_is_never_written_over(call: Call, form: Path) -> None:
    before = form.read_bytes()
    os.link(form, form.parent / "ook.docx")
    (form.parent / "weg.docx").symlink_to(form)
    for name in ("m.docx", "ook.docx", "weg.docx"):
        said = call("annotate", form, "--out", form.parent / name)
        assert said.code == 2
        assert "kies een andere naam" in said.err
    assert form.read_bytes() == before


@pytest.mark.parametrize("name", ["a.xlsx", "a.txt", "a.zip"])
def test_another_kind_is_refused_and_nothing_written(
    call: Call, tmp_path: Path, name: str
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("m.docx", motivatie())
    (tmp_path / "a.xlsx").write_bytes(werkmap("Halle", {15: (300, 65)}))
    (tmp_path / "a.txt").write_bytes(b"hallo")
    said = call("annotate", tmp_path / name, "--out", tmp_path / "uit.docx")
    assert said.code == 2
    assert "geen Word-document" in said.err
    assert not (tmp_path / "uit.docx").exists()


def test_a_damaged_document_ends_with_1_and_a_reason(
    call: Call, form: Path, tmp_path: Path
) -> None:
    (tmp_path / "kapot.docx").write_bytes(form.read_bytes()[:3000])
    said = call("annotate", tmp_path / "kapot.docx", "--out", tmp_path / "uit.docx")
    assert said.code == 1
    assert "‘kapot.docx’ kan niet gelezen worden" in said.err
    assert "Traceback" not in said.err
    assert not (tmp_path / "uit.docx").exists()


@pytest.mark.parametrize("out", [".", "uit.pdf", "uit"])
def test_a_copy_that_word_would_not_open_is_not_made(
    call: Call, form: Path, out: str
) -> None:
    said = call("annotate", form, "--out", form.parent / out)
    assert said.code == 2


def test_a_document_that_is_not_there_ends_with_2(call: Call, tmp_path: Path) -> None:
    said = call("annotate", tmp_path / "x.docx", "--out", tmp_path / "uit.docx")
    assert said.code == 2
    assert "geen bestand" in said.err
