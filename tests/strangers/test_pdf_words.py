"""No word that a pdf prints is lost: it is in a field, or among what is left over."""

import io
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any, Final

import pdfplumber
import pytest

from pipeline.run.taking import extract_file
from tests.programs import needs
from tests.strangers.submission import said, submission
from tests.strangers.test_pdf import _drawn
from tests.torture.case import programma

# Three columns with numbered answers and blanks that do not break, boxes of Word's
# older forms in two, labels in a list, and the form as it is sent out.
SEEDS: Final = {
    "three_columns": 1001,
    "left_right": 1002,
    "listed": 1000,
    "as_official": 1003,
}
CASES: Final = [
    (layout, table, tagged)
    for layout in SEEDS
    for table in ("ruled", "unruled")
    for tagged in (True, False)
]
_TAGS: Final = '{{"UseTaggedPDF":{{"type":"boolean","value":"{}"}}}}'
_EXPORT: Final = f"pdf:writer_pdf_Export:{_TAGS}"
_TEXT: Final = re.compile(r"<w:(?:t|delText)[ >][^<]*|</w:p>|<w:(?:br|tab)/>")
_LISTED: Final = '<w:numId w:val="2"/>'


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the forms, and each as pdf in `True` and `False`, tagged or not."""
    folder = tmp_path_factory.mktemp("pdf")
    for layout, seed in SEEDS.items():
        data = submission(seed, layout=layout).docx()
        for table in ("ruled", "unruled"):
            (folder / f"{layout}-{table}.docx").write_bytes(_drawn(data, table))
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    for tagged in (True, False):
        where = ["--outdir", str(folder / str(tagged))]
        words = ["--headless", "--convert-to", _EXPORT.format(str(tagged).lower())]
        subprocess.run(
            [needs("soffice"), profile, *words, *where, *_forms(folder)],
            check=True,
            capture_output=True,
            timeout=300,
        )
    return folder


def _forms(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.glob("*.docx"))]


@pytest.mark.slow
@pytest.mark.parametrize(("layout", "table", "tagged"), CASES)
def test_every_word_is_kept_that_the_form_does_not_print(
    layout: str, table: str, *, tagged: bool, saved: Path
) -> None:
    word = (saved / f"{layout}-{table}.docx").read_bytes()
    pdf = (saved / str(tagged) / f"{layout}-{table}.pdf").read_bytes()
    assert lost(word, pdf) == Counter()


def lost(word: bytes, pdf: bytes) -> Counter[str]:
    """The words that a pdf prints of what somebody wrote, and that nobody gets."""
    xml = zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()
    # What the Word form leaves aside, and the numbers that it does not hold as text.
    aside = _words(_live(xml)) - _kept(word, "motivatie.docx")
    numbers = Counter(str(n) for n in range(1, xml.count(_LISTED) + 1))
    printed, kept = _printed(pdf), _kept(pdf, "motivatie.pdf")
    gone = printed - kept - aside - numbers
    return gone - _broken(gone, kept + aside - printed)


def _broken(gone: Counter[str], more: Counter[str]) -> Counter[str]:
    """The halves in `gone` of words in `more`: those were broken to end a line."""
    halves: Counter[str] = Counter()
    for one, two in permutations(gone, 2):
        for half in (one, two):
            halves[half] += min(gone[one], gone[two], more[one + two])
    return halves


def _live(xml: str) -> str:
    parts = _TEXT.findall(xml)
    return "".join(part.partition(">")[2] or "\n" for part in parts)


def _printed(pdf: bytes) -> Counter[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as pages:
        return _words("\n".join(page.extract_text() for page in pages.pages))


def _kept(data: bytes, name: str) -> Counter[str]:
    extractie = extract_file(data, name, programma())
    assert extractie.fout is None
    return sum(map(_words, _values(said(extractie))), Counter())


def _values(value: Any) -> Iterator[str]:
    """Every text and number in an extraction; an answer Ja or Nee is no text."""
    if isinstance(value, dict):
        for name, inside in value.items():
            if name not in {"actie", "antwoord", "codes"}:
                yield from _values(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _values(inside)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))
