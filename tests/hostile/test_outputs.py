"""What people type never becomes a formula, a template or markup in what we make."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.jury import reading
from tests.run.executing import dossier, execute, halle, put
from tests.run.made import Blok, motivatie, werkmap

PAYLOADS = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","klik")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "{{ 7*7 }} {% for x in y %} {# weg #}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "</w:t></w:r></w:p><w:p><w:r><w:t>GOEDGEKEURD</w:t></w:r></w:p>",
    "R&D <script>alert(1)</script> &amp; &lt;",
    "DDEAUTO c:\\windows\\system32\\cmd.exe",
)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gevaarlijk")
    blokken = [
        Blok(kop="Actie 15 Brugfiguren", waarom=text, initiatief=(text, text, "3"))
        for text in PAYLOADS
    ]
    form = motivatie(*blokken, los=PAYLOADS[0])
    book = werkmap("Halle", {15: (300, 65), 20: (PAYLOADS[0], PAYLOADS[1])})
    sent = halle((f"{PAYLOADS[0]}.docx", form), ("kpi.xlsx", book), tekst=PAYLOADS[1])
    execute(folder / "uit", put(folder / "in", mail__eml=sent))
    return folder / "uit"


def test_every_text_is_whole_in_the_dossier(out: Path) -> None:
    told = json.dumps(dossier(out), ensure_ascii=False)
    for text in PAYLOADS:
        assert json.dumps(text, ensure_ascii=False)[1:-1] in told


def test_the_overview_has_no_formula_of_theirs(out: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO((out / "overzicht.xlsx").read_bytes()))
    cells: list[Any] = [c for sheet in book for row in sheet.iter_rows() for c in row]
    theirs = [cell for cell in cells if "calc" in str(cell.value)]
    assert theirs
    assert {cell.data_type for cell in theirs} == {"s"}
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert not any("cmd|" in text or "http://x" in text for text in formulas)


def test_the_sheet_says_it_as_text(out: Path) -> None:
    content = (out / "jurysheets" / "23027.docx").read_bytes()
    found = [
        text.replace("\u2060", "") for text in reading.paragraphs(reading.part(content))
    ]
    whole = "\n".join(found)
    for text in PAYLOADS:
        assert text in whole
    assert "GOEDGEKEURD" not in found
    assert "uid=" not in whole
    assert "49" not in found


def test_no_field_or_link_of_theirs_is_in_the_sheet(out: Path) -> None:
    root = reading.part((out / "jurysheets" / "23027.docx").read_bytes())
    told = [node.text or "" for node in root.iter(f"{reading.W}instrText")]
    assert not any("DDE" in text or "http" in text for text in told)
    assert not list(root.iter(f"{reading.W}fldSimple"))
