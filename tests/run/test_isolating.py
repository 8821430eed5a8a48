"""Which documents are read apart, and what becomes of those that do not come back."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from pipeline.errors import DocumentError
from pipeline.intake.limits import DEFAULT, MIB
from pipeline.intake.sniff import Format
from pipeline.run import isolating
from pipeline.run.extracting import extract_bytes
from pipeline.run.isolating import Job, extract_apart, extract_here, is_light
from tests.hostile.others import XLS
from tests.hostile.packages import noisy, replaced, word
from tests.run.executing import BRUGFIGUREN
from tests.run.made import motivatie, programma, werkmap


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    isolating._kept.close()
    yield
    isolating._kept.close()


@pytest.mark.parametrize(
    ("data", "formaat"),
    [
        (motivatie(BRUGFIGUREN), Format.docx),
        (werkmap("Halle", {15: (300, 65)}), Format.xlsx),
        (b"actie;kpi\n15;65\n", Format.csv),
        (b"PK\x03\x04 no zip at all", Format.docx),
        (b"no reader for this", Format.onbekend),
    ],
)
def test_what_is_small_and_ours_is_read_here(data: bytes, formaat: Format) -> None:
    assert is_light(data, formaat)


@pytest.mark.parametrize(
    ("data", "formaat"),
    [
        (b"%PDF-1.4", Format.pdf),
        (b"\xd0\xcf", Format.xls),
        (b"{\\rtf1}", Format.rtf),
        (word(noisy(40_000)), Format.docx),
        (b"x" * 3 * MIB, Format.text),
        (replaced(word(), {"word/in.docx": b"x" * 30_000}), Format.docx),
    ],
)
def test_what_is_large_or_of_a_library_is_read_apart(
    data: bytes, formaat: Format
) -> None:
    assert not is_light(data, formaat)


def test_the_extraction_is_the_same_here_and_apart() -> None:
    job = Job(motivatie(BRUGFIGUREN, kop="Stad Halle"), "motivatie.docx", Format.docx)
    assert extract_apart(job, programma()) == extract_here(job, programma())


def test_a_small_job_starts_no_worker() -> None:
    extract_bytes(motivatie(BRUGFIGUREN), "m.docx", Format.docx, programma())
    assert isolating._kept._worker is None


def test_a_document_that_takes_too_long_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if isolating.METHOD != "fork":
        pytest.skip("only a fork has what is patched here")
    monkeypatch.setattr(isolating, "read", lambda *_: time.sleep(60))
    job = Job(b"%PDF-1.4", "traag.pdf", Format.pdf)
    with pytest.raises(DocumentError, match="na 1 seconden") as refused:
        extract_apart(job, programma(), replace(DEFAULT, seconds=1))
    assert refused.value.code == "te-groot"


@pytest.mark.parametrize(
    ("fault", "code", "reden"),
    [
        (lambda *_: os.abort(), "te-groot", "geheugen"),
        (lambda *_: os._exit(3), "beschadigd", "liep erop vast"),
        (lambda *_: {}["x"], "beschadigd", "KeyError"),
        (lambda *_: len(b"x" * 10_000 * MIB), "te-groot", "geheugen"),
    ],
    ids=["abort", "leave", "raise", "memory"],
)
def test_a_crash_is_the_result_of_that_document_alone(
    monkeypatch: pytest.MonkeyPatch, fault: object, code: str, reden: str
) -> None:
    if isolating.METHOD != "fork":
        pytest.skip("only a fork has what is patched here")
    with monkeypatch.context() as patched:
        patched.setattr(isolating, "read", fault)
        fout = extract_bytes(b"%PDF-1.4", "x.pdf", Format.pdf, programma()).fout
    assert fout is not None
    assert fout.code == code
    assert reden in fout.bericht
    isolating._kept.close()
    again = extract_bytes(XLS.read_bytes(), "kpi.xls", Format.xls, programma())
    assert again.fout is None
