"""The torture set, saved again by LibreOffice, says the same."""

import subprocess
from pathlib import Path

import pytest

from tests.programs import needs
from tests.torture.case import Case, read, said
from tests.torture.cases import CASES

BATCH = 40  # more at once, and LibreOffice stops halfway
# What LibreOffice itself does not keep: deleted text inside inserted text, fields in
# fields or without an end, equations, diagrams, styles that strike out, macros, inserted
# pages, headers of other pages; which prompt was never touched; loose notes.
LOST = (
    "an insertion with a deletion",
    "an inserted hyperlink",
    "a field in a field",
    "an equation",
    "a fraction",
    "a diagram",
    "a note that hangs nowhere",
    "a block control that asks",
    "an untouched legacy dropdown",
    "Ja/Nee below its question: a legacy dropdown that was not used",
    "Ja/Nee behind its question: a legacy dropdown that was not used",
    "deleted rows",
    "a style can",
    "a default style",
    "a macro",
    "a field that never ends",
    "an inserted web page",
    "every header",
)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every case, as LibreOffice saves it."""
    program = needs("soffice")
    folder = tmp_path_factory.mktemp("libreoffice")
    files = []
    for number, case in enumerate(CASES):
        file = folder / f"{number:03}.docx"
        file.write_bytes(case.data)
        files.append(file)
    for start in range(0, len(files), BATCH):
        subprocess.run(
            [
                program,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                "docx:Office Open XML Text",
                "--outdir",
                folder / "saved",
                *files[start : start + BATCH],
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
    return folder / "saved"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "case"),
    [(n, case) for n, case in enumerate(CASES) if not case.name.startswith(LOST)],
    ids=lambda value: value.name if isinstance(value, Case) else "",
)
def test_what_libreoffice_saves_says_the_same(
    number: int, case: Case, saved: Path
) -> None:
    data = (saved / f"{number:03}.docx").read_bytes()
    assert said(read(Case(case.name, data))) == case.expected
