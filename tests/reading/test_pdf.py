"""A form saved as pdf, without ruled lines, says what the Word form says."""

import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.programs import needs
from tests.torture.case import Case, Expected, read, said
from tests.torture.cases import CASES
from tests.torture.form import LAYOUTS, blank

# In the others the jury's heading, alone on its line in the first column, is left over.
EMPTY: Final = ("one column", "a row per line", "paragraphs")
TABLES: Final = tuple(name for name in LAYOUTS if name not in EMPTY)
NAMES: Final = (
    "labels left, answers right",
    "answers left, labels right",
    "labels with non-breaking spaces",
    "labels behind hyphens and stars",
    "a block content control holds the whole form",
    "a copied block, laid out as paragraphs",
    "the whole form, laid out as one column",
    "the whole form, laid out as paragraphs",
    "the whole form without headings",
    "words behind an untouched pair",
    "a moved text holds the answer",
    "a line to tick: capitals",
    "Ja/Nee below its question: bold on Ja",
    "a verdict without a motivation",
)
SAMPLE: Final = (
    *(Case(f"an empty form: {name}", blank().docx(name), Expected()) for name in EMPTY),
    *(case for case in CASES if case.name in NAMES),
    *(Case(f"an empty form: {name}", blank().docx(name)) for name in TABLES),
)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every case of the sample, as LibreOffice exports it."""
    folder = tmp_path_factory.mktemp("pdf")
    files = [folder / f"{number:03}.docx" for number in range(len(SAMPLE))]
    for file, case in zip(files, SAMPLE, strict=True):
        file.write_bytes(case.data)
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    words = ["--headless", "--convert-to", "pdf", "--outdir", str(folder / "uit")]
    subprocess.run(
        [needs("soffice"), profile, *words, *map(str, files)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder / "uit"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "case"),
    list(enumerate(SAMPLE[: len(EMPTY) + len(NAMES)])),
    ids=lambda value: value.name if isinstance(value, Case) else "",
)
def test_the_pdf_says_what_the_form_says(number: int, case: Case, saved: Path) -> None:
    data = (saved / f"{number:03}.pdf").read_bytes()
    assert said(read(Case(case.name, data, file="motivatie.pdf"))) == case.expected


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, len(TABLES) + 1))
def test_an_empty_form_in_tables_without_lines_gives_no_answer(
    number: int, saved: Path
) -> None:
    data = (saved / f"{len(SAMPLE) - number:03}.pdf").read_bytes()
    found = said(read(Case("", data, file="motivatie.pdf")))
    assert set(found.niet_herkend) <= {"Jurering ABB:"}
    assert found == Expected(niet_herkend=found.niet_herkend)


def test_every_name_of_the_sample_is_a_case() -> None:
    assert len(SAMPLE) == len(LAYOUTS) + len(NAMES)
