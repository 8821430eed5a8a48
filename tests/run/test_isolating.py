"""What strangers made is read apart, and what ends its reader ends nothing else."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from pipeline.dossier.extractie import Fout
from pipeline.errors import DocumentError
from pipeline.intake.limits import DEFAULT, MIB
from pipeline.intake.sniff import Format
from pipeline.run import extracting, isolating
from pipeline.run.extracting import extract_bytes, extract_here, extract_json
from pipeline.run.isolating import apart
from tests.hostile.others import XLS
from tests.run.executing import BRUGFIGUREN
from tests.run.made import motivatie, programma


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    isolating.close()
    yield
    isolating.close()


@pytest.fixture
def patched() -> Iterator[pytest.MonkeyPatch]:
    if isolating.METHOD != "fork":
        pytest.skip("only a fork has what is patched here")
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def test_the_extraction_is_the_same_here_and_apart() -> None:
    data = motivatie(BRUGFIGUREN, kop="Stad Halle")
    one = (data, "motivatie.docx", Format.docx)
    assert extract_bytes(*one, programma()) == extract_here(programma(), *one)


def test_every_document_is_read_by_one_other_process(
    patched: pytest.MonkeyPatch,
) -> None:
    def telling(*_: object) -> None:
        raise ZeroDivisionError(os.getpid())

    seen = set[int]()
    patched.setattr(extracting, "read", telling)
    for naam in ("a.docx", "b.pdf"):
        fout = extract_bytes(b"x", naam, Format.docx, programma()).fout
        assert fout is not None
        assert "ZeroDivisionError" in fout.bericht
        worker = isolating._kept._worker
        assert worker is not None
        assert worker._process is not None
        seen.add(worker._process.pid or 0)
    assert len(seen) == 1
    assert os.getpid() not in seen


def test_a_document_that_takes_too_long_is_refused_by_name(
    patched: pytest.MonkeyPatch,
) -> None:
    patched.setattr(extracting, "read", lambda *_: time.sleep(60))
    quick = replace(DEFAULT, seconds=1)
    one = (b"%PDF-1.4", "traag.pdf", Format.pdf, None)
    with pytest.raises(DocumentError, match="na 1 seconden") as refused:
        apart(programma(), extract_json, *one, limits=quick)
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
    patched: pytest.MonkeyPatch, fault: object, code: str, reden: str
) -> None:
    with patched.context() as faulty:
        faulty.setattr(extracting, "read", fault)
        fout = extract_bytes(b"x", "x.docx", Format.docx, programma()).fout
    assert isinstance(fout, Fout)
    assert fout.code == code
    assert reden in fout.bericht
    isolating.close()
    again = extract_bytes(XLS.read_bytes(), "kpi.xls", Format.xls, programma())
    assert again.fout is None
