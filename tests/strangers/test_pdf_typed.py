"""A form that somebody filled in on the pdf itself, says what was typed there."""

import io
import subprocess
from pathlib import Path
from typing import Final

import pdfplumber
import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    TextStringObject,
)

from pipeline.dossier.extractie import Extractie
from pipeline.run.taking import extract_file
from tests.programs import needs
from tests.torture.case import programma

BLANK: Final = (
    Path(__file__).parents[2] / "templates" / "motivatie-pj2-tussentijds.docx"
)
# Below which words of the form somebody types, and what.
TYPED: Final = {
    "1. INDIEN 25% NIET": "Actie 15 Brugfiguren",
    "Te behalen KPI:": "300",
    "Behaald KPI:": "65",
    "Waarom werd 25% niet": "De brugfiguur startte pas in januari.",
    "Initiatief 1:": "Infoavond op school\rTweede avond in de wijk",
    "Timing:": "mei 2024",
    "KPI: (hoeveel": "40",
    "Beschrijf kort hoe": "Samen met Temse.",
}
KINDS: Final = {
    "FreeText": {"Contents": "{}"},
    "Widget": {"FT": "/Tx", "T": "veld", "V": "{}", "DA": "/Helv 10 Tf 0 g"},
}


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The empty form as pdf."""
    folder = tmp_path_factory.mktemp("pdf")
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    words = ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [needs("soffice"), profile, *words, str(BLANK)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return (folder / "motivatie-pj2-tussentijds.pdf").read_bytes()


def typed(blank: bytes, kind: str) -> bytes:
    """The form with a text typed over the prompt behind each label."""
    writer = PdfWriter(clone_from=io.BytesIO(blank))
    with pdfplumber.open(io.BytesIO(blank)) as pdf:
        for label, text in TYPED.items():
            number, found = next(
                (number, hits[0])
                for number, page in enumerate(pdf.pages)
                if (hits := page.search(label, regex=False))
            )
            below = "INDIEN" in label or "Beschrijf" in label
            down = 15.0 if below else 0.0
            x0 = found["x0"] if below else found["x1"] + 2
            box = (x0, found["top"] + down - 2, x0 + 150, found["bottom"] + down + 2)
            height = float(pdf.pages[number].height)
            page = writer.pages[number]
            notes = page.setdefault(NameObject("/Annots"), ArrayObject())
            notes.append(
                _note(kind, text, (box[0], height - box[3], *box[2:3], height - box[1]))
            )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _note(
    kind: str, text: str, box: tuple[float, float, float, float]
) -> DictionaryObject:
    note = DictionaryObject()
    entries: dict[str, PdfObject] = {
        "Subtype": NameObject(f"/{kind}"),
        "Rect": ArrayObject([FloatObject(side) for side in box]),
    }
    for name, value in KINDS[kind].items():
        told = value.format(text)
        entries[name] = NameObject(told) if name == "FT" else TextStringObject(told)
    for name, entry in entries.items():
        note[NameObject(f"/{name}")] = entry
    return note


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_typed_over_the_prompts_is_the_answer(kind: str, blank: bytes) -> None:
    found = extract_file(typed(blank, kind), "motivatie.pdf", programma())
    assert _told(found) == {
        "actie": 15,
        "te_behalen": 300,
        "behaald": 65,
        "waarom": "De brugfiguur startte pas in januari.",
        "initiatieven": [
            {
                "omschrijving": "Infoavond op school\nTweede avond in de wijk",
                "timing": "mei 2024",
                "kpi": 40,
                "kpi_tekst": None,
            }
        ],
    }
    assert found.stimulansen is not None
    assert found.stimulansen.samenwerkingsverband is not None
    assert found.stimulansen.samenwerkingsverband.beschrijving == "Samen met Temse."
    assert found.niet_herkend == ()
    assert found.bevindingen == ()


def _told(found: Extractie) -> dict[str, object]:
    (one,) = found.model_dump(mode="json")["motivaties"]
    keys = ("actie", "te_behalen", "behaald", "waarom", "initiatieven")
    return {key: one[key] for key in keys}
