"""The same filled form, saved by LibreOffice in every format, says the same."""

import io
import subprocess
from pathlib import Path

import pytest
from docx import Document

from pipeline import resources
from pipeline.dossier.extractie import Extractie
from pipeline.errors import DocumentError
from pipeline.reading.convert import to_docx
from pipeline.reading.pdf import read_pdf
from pipeline.run.programs import programma_of
from pipeline.run.taking import extract_file
from tests.programs import needs

ANSWERS = {
    "Te behalen KPI": "Te behalen KPI: 300 gezinnen",
    "Behaald KPI": "Behaald KPI: 65",
    "Waarom werd 25%": "Waarom werd 25% niet behaald? Wij startten laat & ziek.",
    "Initiatief 1": "Initiatief 1: Huisbezoeken",
    "Timing: (tegen": "Timing: tegen 1 juni 2024",
    "KPI: (hoeveel": "KPI: 40 gezinnen",
}


def filled_form() -> bytes:
    blank = resources.templates().joinpath("motivatie-pj2-tussentijds.docx")
    document = Document(io.BytesIO(blank.read_bytes()))
    waiting = dict(ANSWERS)
    for row in document.tables[0].rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                for start in list(waiting):
                    if paragraph.text.startswith(start):
                        paragraph.text = waiting.pop(start)
                        break
    first = document.tables[0].cell(1, 0).paragraphs[0]
    first.insert_paragraph_before("Actie 15 Brugfiguren")
    preventie = document.tables[1].cell(2, 1)
    for paragraph in preventie.paragraphs:
        if paragraph.text.startswith("0 Ja"):
            paragraph.text = "X" + paragraph.text[1:]
        elif paragraph.text == "Vul aan":
            paragraph.text = "affiches op alle pleinen"
            break
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def said(extractie: Extractie) -> dict[str, object]:
    told = extractie.model_dump(mode="json", by_alias=True)
    return {key: told[key] for key in ("motivaties", "verwachtingen", "fout")}


def saved_as(kind: str, folder: Path) -> bytes:
    source = folder / "formulier.docx"
    source.write_bytes(filled_form())
    profile = (folder / "profiel").as_uri()
    out = folder / "uit"
    subprocess.run(
        [
            needs("soffice"),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (made,) = out.iterdir()
    return made.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "odt", "doc", "rtf", "pdf"])
def test_libreoffice_saves_it_and_it_says_the_same(kind: str, tmp_path: Path) -> None:
    programma = programma_of()
    before = extract_file(filled_form(), "formulier.docx", programma)
    assert before.motivaties[0].actie == 15
    assert before.verwachtingen[0].onderdelen["preventie"] == "affiches op alle pleinen"
    after = extract_file(saved_as(kind, tmp_path), f"formulier.{kind}", programma)
    assert said(after) == said(before)


def test_an_old_document_is_refused_by_name_without_libreoffice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.reading.convert.find_libreoffice", lambda: None)
    with pytest.raises(DocumentError) as error:
        to_docx(b"{\\rtf1 tekst}", "rtf")
    assert error.value.code == "niet-ondersteund"
    assert ".docx" in error.value.bericht


def scan() -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n"
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer<</Root 1 0 R/Size 4>>\nstartxref\n%d\n%%%%EOF" % start
    return bytes(out)


def test_a_scan_is_refused_by_name() -> None:
    with pytest.raises(DocumentError) as error:
        read_pdf(scan(), "scan.pdf")
    assert error.value.code == "niet-ondersteund"
    assert "scan" in error.value.bericht


def test_a_broken_pdf_is_damaged() -> None:
    with pytest.raises(DocumentError) as error:
        read_pdf(b"%PDF-1.4\nniets", "kapot.pdf")
    assert error.value.code == "beschadigd"
