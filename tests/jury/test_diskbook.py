"""The workbook of little memory is the workbook that xlsxwriter itself makes."""

import datetime as dt
import io
import tracemalloc
from typing import Any

import pytest
import xlsxwriter

from pipeline.jury.book import Book
from pipeline.jury.tables import Grafiek, Kolom, Rij, Rijen, Table

MOMENT = dt.datetime(2024, 5, 3, 10, 12, tzinfo=dt.UTC)
COLUMNS = (
    Kolom(kop="Naam"),
    Kolom(kop="Tekst", soort="lang", breedte=20, tinten={"rood": "FF0000"}),
    Kolom(kop="Getal", soort="getal"),
    Kolom(kop="Deel", soort="procent"),
    Kolom(kop="Moment", soort="moment"),
    Kolom(kop="Blad", soort="verwijzing"),
)
ROWS: list[Rij] = [
    (
        f"naam {at % 7}",
        None if at % 5 == 0 else f"rood & <{at}>\n" * (at % 4),
        at * 1.5 if at % 3 else at,
        None if at % 2 else at / 10,
        MOMENT + dt.timedelta(days=at),
        f"jurysheets/{at}.docx",
    )
    for at in range(600)
]


def written() -> bytes:
    chart = Grafiek(titel="T", namen="Naam", reeksen={"Getal": "0055A4"}, as_="x")
    tables = [
        Table(blad="Veel", uitleg="", kolommen=COLUMNS, rijen=ROWS),
        Table(blad="Niets", uitleg="", kolommen=COLUMNS, rijen=()),
        Table(
            blad="Weinig",
            uitleg="",
            kolommen=COLUMNS,
            rijen=ROWS[:9],
            grafieken=(chart,),
        ),
    ]
    book = Book("Proef – één")
    book.add_text("Lees mij", [("Kop", ""), ("label", "tekst " * 40)])
    for table in tables:
        book.add_table(table)
    book.add_charts("Grafieken", tables)
    return book.written()


def plain(target: io.BytesIO, options: dict[str, Any]) -> Any:
    return xlsxwriter.Workbook(target, {**options, "in_memory": True})


def test_it_is_the_same_to_the_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    found = written()
    monkeypatch.setattr("pipeline.jury.book.DiskWorkbook", plain)
    assert found == written()


def test_rows_on_disk_come_back_group_by_group() -> None:
    rows = Rijen()
    rows.add(("een", 1, None), "b")
    rows.add(("los", 2.5, "x"))
    rows.add(("twee", None, None), "a")
    assert [row[0] for row in rows] == ["een", "los", "twee"]
    rows.volgorde = ["a", "b"]
    assert list(rows) == [("twee", None, None), ("een", 1, None), ("los", 2.5, "x")]
    assert (len(rows), ("los", 2.5, "x") in rows) == (3, True)


def peak(rows: int) -> int:
    """The memory that a book of so many rows takes at its highest, in bytes."""
    found = Rijen()
    for at in range(rows):
        found.add((f"bestand {at}", f"reden {at % 50}", at, None, None, None))
    tracemalloc.start()
    book = Book("Lang")
    book.add_table(Table(blad="Invoer", uitleg="", kolommen=COLUMNS, rijen=found))
    book.written()
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return highest


def test_a_longer_table_takes_hardly_more_memory() -> None:
    # The file itself is in memory: a tenth of what the cells would take.
    assert peak(8_000) < 1.7 * peak(2_000)
