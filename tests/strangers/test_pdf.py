"""Saved as pdf, a form says what the Word form says, or says that it is in doubt."""

import io
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from pipeline.run.taking import extract_file
from tests.programs import needs
from tests.strangers.layouts import LAYOUTS
from tests.strangers.submission import said, submission
from tests.torture.case import programma

_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULED: Final = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in _SIDES)
_WIDE: Final = '<w:tblW w:w="9000" w:type="dxa"/>'
_TABLES: Final = {
    "ruled": f"<w:tblPr>{_WIDE}<w:tblBorders>{_RULED}</w:tblBorders></w:tblPr>",
    "unruled": f"<w:tblPr>{_WIDE}</w:tblPr>",
}
CASES: Final = [(layout, table) for layout in LAYOUTS for table in _TABLES]
_MEMORY: Final = 4_000_000_000  # bytes: some layouts make LibreOffice eat all there is

Field = tuple[str, ...]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a form in every layout and kind of table, and each as pdf."""
    folder = tmp_path_factory.mktemp("pdf")
    for layout, table in CASES:
        data = _drawn(submission(len(layout), layout=layout).docx(), table)
        (folder / f"{layout}-{table}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    guard = [needs("prlimit"), f"--as={_MEMORY}"]
    words = ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*guard, needs("soffice"), profile, *words, *map(str, folder.glob("*.docx"))],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder


def _drawn(data: bytes, table: str) -> bytes:
    """`data` with its tables drawn in another way."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"<w:tblPr/>", _TABLES[table].encode()))
    return out.getvalue()


def _texts(value: Any, at: Field = ()) -> Iterator[tuple[Field, str]]:
    """Every text in an extraction, with where it stands."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        key = str(value["actie"]) if value.get("actie") else ""
        for name, inside in value.items():
            if name not in {"niet_herkend", "codes"}:
                yield from _texts(inside, (*at, key, name))
    elif isinstance(value, list):
        for inside in value:
            yield from _texts(inside, at)


def _words(text: str) -> list[str]:
    """The words of a text, without the numbers of a list that a pdf has as text."""
    return re.findall(r"\w+", re.sub(r"(?m)^\d+\.(?:\[\d+\.\])? ", "", text))


def _by_field(extraction: dict[str, Any]) -> dict[Field, Counter[str]]:
    found: dict[Field, Counter[str]] = {}
    for field, text in _texts(extraction):
        found.setdefault(field, Counter()).update(_words(text))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("layout", "table"), CASES)
def test_no_answer_stands_in_another_field_unless_told(
    layout: str, table: str, saved: Path
) -> None:
    word, pdf = (saved / f"{layout}-{table}.{kind}" for kind in ("docx", "pdf"))
    theirs = _by_field(said(extract_file(word.read_bytes(), word.name, programma())))
    extractie = extract_file(pdf.read_bytes(), pdf.name, programma())
    assert extractie.fout is None
    mine = said(extractie)
    strange = {
        field: words - theirs.get(field, Counter())
        for field, words in _by_field(mine).items()
        if words - theirs.get(field, Counter())
    }
    assert not strange or "pdf-onzeker" in mine["codes"]
