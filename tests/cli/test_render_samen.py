"""`samenleven render --samen --pdf`: one document of all sheets, and PDF/A."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.errors import SetupError
from pipeline.run import pdf
from tests.cli.test_collect import (
    collect,
    jurering,
    mail,
    post,
    samenleven,
    workbook,
)
from tests.jury import jurors
from tests.programs import needs


@pytest.fixture
def uit(tmp_path: Path) -> Path:
    """A workspace with the dossiers of Halle and Mechelen."""
    mails = [mail(b, "rapport.xlsx", workbook(3)) for b in ("Halle", "Mechelen")]
    post(tmp_path, *mails)
    return tmp_path / "uit"


def test_the_joined_document_can_be_filled_in_and_collected(uit: Path) -> None:
    assert samenleven("render", "--out", uit, "--samen").exit_code == 0
    joined = uit / "jurysheets-samen.docx"
    filled = uit.parent / "samen ingevuld.docx"
    # The first control of that tag is that of Halle.
    filled.write_bytes(jurors.fill(joined.read_bytes(), {"actie-15-voldoende": "Nee"}))
    assert collect(uit, filled).exit_code == 0
    assert jurering(uit)["voldoende"] is False
    assert jurering(uit, bestuur="12025")["voldoende"] is None


def test_without_libreoffice_it_is_told_and_nothing_is_written(
    uit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    error = samenleven("render", "--out", uit, "--pdf", "--samen").exception
    assert isinstance(error, SetupError)
    assert "LibreOffice" in str(error)
    assert not (uit / "jurysheets-samen.docx").exists()


@pytest.mark.slow
def test_the_pdfs_are_archivable_tagged_and_in_dutch(uit: Path) -> None:
    needs("soffice")
    assert samenleven("render", "--out", uit, "--pdf", "--samen").exit_code == 0
    made = [uit / "pdf" / "12025.pdf", uit / "pdf" / "23027.pdf"]
    for path in (*made, uit / "jurysheets-samen.pdf"):
        root = PdfReader(path).trailer["/Root"]
        about = root["/Metadata"].get_data()
        assert b"pdfaid:part>2<" in about
        assert b"pdfaid:conformance>B<" in about
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "nl-BE"
    contents = PdfReader(uit / "jurysheets-samen.pdf").pages[0].extract_text()
    assert [
        line[-1] for line in contents.splitlines() if ". ." in line or "..." in line
    ]
