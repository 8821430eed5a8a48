"""A pdf reads the same whichever program printed it."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from pipeline.run.taking import extract_file
from tests.programs import needs
from tests.reading.printers import Printer
from tests.strangers.submission import said, submission
from tests.strangers.test_pdf import _by_field, _drawn
from tests.torture.case import programma

LAYOUTS: Final = ("as_official", "three_columns")
SEEDS: Final = {layout: 1000 + number for number, layout in enumerate(LAYOUTS)}
WAYS: Final = {
    "Word": {"way": "word"},
    "Word, with ligatures and no blanks": {
        "way": "word",
        "blanks": False,
        "ligatures": True,
    },
    "Word, on turned pages": {"way": "word", "rotate": 90},
    "a browser": {"way": "browser", "blanks": False},
}


def _printed(folder: Path, seeds: Mapping[str, int], *, ruled: str, to: str) -> Path:
    """`folder` with a form in each layout by its seed, and each as pdf."""
    for layout, seed in seeds.items():
        data = _drawn(submission(seed, layout=layout).docx(), ruled)
        (folder / f"{layout}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    words = ["--headless", "--convert-to", to, "--outdir", str(folder)]
    subprocess.run(
        [needs("soffice"), profile, *words, *map(str, folder.glob("*.docx"))],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forms in tables with lines, as pdf that tells nothing."""
    folder = tmp_path_factory.mktemp("pdf")
    return _printed(folder, SEEDS, ruled="ruled", to="pdf")


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_says_the_same_in_the_way_of_another_program(
    layout: str, saved: Path
) -> None:
    data = (saved / f"{layout}.pdf").read_bytes()
    first = extract_file(data, "motivatie.pdf", programma())
    assert first.motivaties or first.verwachtingen or first.stimulansen
    for name, way in WAYS.items():
        printed = Printer(**way).printed(data)
        again = extract_file(printed, "motivatie.pdf", programma())
        assert (name, said(again)) == (name, said(first))


TOLD: Final = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
UNRULED: Final = {
    "as_official": 1000,
    "left_right": 8,
    "nested": 1002,
    "counts_side_by_side": 1003,
    "three_columns": 1001,
    "paragraphs": 1001,
}


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forms in tables without lines, as pdf that tells its cells."""
    folder = tmp_path_factory.mktemp("pdf")
    return _printed(folder, UNRULED, ruled="unruled", to=TOLD)


@pytest.mark.slow
@pytest.mark.parametrize("layout", UNRULED)
def test_a_pdf_that_tells_its_cells_says_what_the_form_says(
    layout: str, tagged: Path
) -> None:
    word, pdf = (
        said(extract_file(file.read_bytes(), file.name, programma()))
        for file in (tagged / f"{layout}.docx", tagged / f"{layout}.pdf")
    )
    assert pdf["codes"] == word["codes"]
    assert _by_field(pdf) == _by_field(word)
