"""What fuzzing found, kept for ever."""

from pathlib import Path

from pipeline.run.extracting import extract_file
from tests.hostile.packages import replaced, word
from tests.run.made import programma

DATA = Path(__file__).parent / "data"


def test_a_workbook_that_ends_the_process_of_its_reader_is_refused() -> None:
    data = (DATA / "aborts.xls").read_bytes()
    for _ in range(2):
        fout = extract_file(data, "kpi.xls", programma()).fout
        assert fout is not None
        assert fout.code in {"te-groot", "beschadigd"}


def test_a_remark_among_the_properties_is_no_property() -> None:
    core = '<p xmlns="urn:x"><!-- door --><title>Halle</title><?pi x?></p>'
    data = replaced(word(), {"docProps/core.xml": core})
    assert extract_file(data, "motivatie.docx", programma()).fout is None
