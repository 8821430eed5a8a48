import datetime as dt
import hashlib
import io
from pathlib import Path

import pytest
from docx import Document

from pipeline.run import run
from pipeline.run.programs import programma_of
from pipeline.run.result import Order

NU = dt.datetime(2024, 5, 3, 10, tzinfo=dt.UTC)
FORM = Path(__file__).parents[2] / "templates" / "motivatie-pj2-tussentijds.docx"


def motivatie(reason: str) -> bytes:
    document = Document(str(FORM))
    for row in document.tables[0].rows:
        for paragraph in row.cells[0].paragraphs:
            if paragraph.text.startswith("Waarom"):
                paragraph.text = f"Waarom werd 25% niet behaald? {reason}"
            elif paragraph.text.startswith("Te behalen"):
                paragraph.text = "Te behalen KPI: 300 (actie 15 brugfiguren)"
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def order(folder: Path, out: Path) -> Order:
    return Order(inputs=[folder], out=out, nu=NU, ronde="pj2-tussentijds")


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Path]:
    inbox, out = tmp_path / "inbox", tmp_path / "uit"
    inbox.mkdir()
    (inbox / "motivatie Aalst.docx").write_bytes(motivatie("Te laat gestart."))
    run(order(inbox, out), programma_of())
    return inbox, out


def test_a_sheet_that_somebody_worked_in_is_set_aside(made: tuple[Path, Path]) -> None:
    inbox, out = made
    sheet = out / "jurysheets" / "41002.docx"
    document = Document(str(sheet))
    document.add_paragraph("Verlengen: Ja, vindt de jury.")
    document.save(str(sheet))
    filled_in = sheet.read_bytes()
    result = run(order(inbox, out), programma_of())
    (kept,) = (out / "jurysheets" / "bewaard").iterdir()
    assert kept.read_bytes() == filled_in
    assert sheet.read_bytes() != filled_in
    assert any("41002" in warning for warning in result.waarschuwingen)


def test_our_own_sheet_is_replaced_without_a_copy(made: tuple[Path, Path]) -> None:
    inbox, out = made
    before = (out / "jurysheets" / "41002.docx").read_bytes()
    (inbox / "motivatie Aalst 2.docx").write_bytes(motivatie("Niemand gevonden."))
    result = run(order(inbox, out), programma_of())
    assert (out / "jurysheets" / "41002.docx").read_bytes() != before
    assert not (out / "jurysheets" / "bewaard").exists()
    assert result.waarschuwingen == ()


def test_the_same_again_writes_nothing(made: tuple[Path, Path]) -> None:
    inbox, out = made

    def hashes() -> dict[str, str]:
        return {
            path.relative_to(out).as_posix(): hashlib.sha256(
                path.read_bytes()
            ).hexdigest()
            for path in out.rglob("*")
            if path.is_file()
        }

    before = hashes()
    run(order(inbox, out), programma_of())
    assert hashes() == before
