"""Reading tables that are plain text."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.reading.csvfile import read_csv


def values(data: bytes) -> dict[str, object]:
    return {
        cell.address: cell.value for cell in read_csv(data, "kpi.csv").sheets[0].cells
    }


TABLE = "Actie;Te behalen KPI;Behaald KPI\nCafé combinne;1.500;±65\n"
WANTED = {
    "A1": "Actie",
    "B1": "Te behalen KPI",
    "C1": "Behaald KPI",
    "A2": "Café combinne",
    "B2": "1.500",
    "C2": "±65",
}


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("cp1252"),
        TABLE.encode("utf-16"),
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-16-be"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(";", ",").encode(),
        TABLE.replace(";", "\t").encode(),
    ],
)
def test_every_encoding_and_separator_gives_the_same_table(data: bytes) -> None:
    assert values(data) == WANTED


def test_a_decimal_comma_does_not_make_a_comma_the_separator() -> None:
    table = b"Actie\tBehaald\nx\t1,5\ny\t2,5\nz\t3,5\n"
    assert values(table)["B2"] == "1,5"


def test_the_line_that_names_the_separator_is_believed_and_keeps_its_row() -> None:
    assert values(b"sep=,\nActie,Behaald;nu\n") == {"A2": "Actie", "B2": "Behaald;nu"}


def test_a_quoted_cell_may_hold_separators_and_lines() -> None:
    assert (
        values(b'Actie;Opmerking\n15;"een; twee\r\ndrie"\n')["B2"] == "een; twee\ndrie"
    )


@pytest.mark.parametrize("data", [b"", b" ; \n", b"x;\0\0\0y"])
def test_an_empty_or_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        read_csv(data, "kpi.csv")
    assert caught.value.code == "beschadigd"


@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_our_error(data: bytes) -> None:
    with suppress(DocumentError):
        assert read_csv(data, "kpi.csv").sheets[0].cells
