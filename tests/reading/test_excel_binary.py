"""Reading the workbooks of before .xlsx, and .xlsb: as much is told of them."""

import struct
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.reading.block import Cell, Reading
from pipeline.reading.excel import read_workbook
from tests.reading import workbooks as made

DATA = Path(__file__).parents[1] / "data"


def cells(reading: Reading, sheet: int = 0) -> dict[str, Cell]:
    return {cell.address: cell for cell in reading.sheets[sheet].cells}


def refusal(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read_workbook(data, "kpi.xlsx")
    return caught.value.code


def test_a_formula_of_an_xls_that_was_never_computed_has_no_value() -> None:
    """Libraries that compute nothing store a 0, and ask to compute it always."""
    data = (DATA / "werkmap.xls").read_bytes()
    at = data.index(struct.pack("<d", 2160))
    never = struct.pack("<dH", 0, 3)
    changed = data[:at] + never + data[at + len(never) :]
    cell = cells(read_workbook(changed, "kpi.xls"))["B6"]
    assert (cell.value, cell.formula) == (None, "?")
    known = struct.pack("<dH", 0, 0)
    changed = data[:at] + known + data[at + len(known) :]
    assert cells(read_workbook(changed, "kpi.xls"))["B6"].value == 0


def test_an_xls_workbook_tells_as_much_as_an_xlsx() -> None:
    """The file was made with XlsxWriter and saved as .xls by LibreOffice."""
    reading = read_workbook((DATA / "werkmap.xls").read_bytes(), "kpi.xls")
    found = cells(reading)
    assert found["A2"].value == "15 Brugfiguren"
    assert (found["C2"].value, found["C2"].comment) == (65, "nog niet alles geteld")
    assert (str(found["C3"].value), found["C3"].dated) == ("2024-05-03 00:00:00", True)
    assert (found["C4"].value, found["C4"].dated, found["C4"].hidden) == (
        45,
        True,
        True,
    )
    assert (found["C5"].value, found["C5"].error) == (None, "#DIV/0!")
    assert (found["B6"].value, found["B6"].formula) == (2160, "?")
    assert reading.sheets[0].merges == ((7, 1, 7, 3),)
    assert [sheet.hidden for sheet in reading.sheets] == [False, True]
    assert [block.text for block in reading.blocks] == [
        "Cijfers van maart",
        "Stad Aalst",
    ]


def test_an_xlsb_workbook_tells_errors_hidden_rows_and_macros() -> None:
    records = (
        made.row12(1)
        + made.text12(1, "Actie")
        + made.number12(2, 65)
        + made.error12(3, 0x07)
        + made.row12(3, hidden=True)
        + made.text12(1, "onder de filter")
    )
    data = made.xlsb(records, extra={"xl/vbaProject.bin": b"code"})
    reading = read_workbook(data, "kpi.xlsb")
    found = {
        address: (cell.value, cell.error, cell.hidden)
        for address, cell in cells(reading).items()
    }
    assert found == {
        "A1": ("Actie", None, False),
        "B1": (65, None, False),
        "C1": (None, "#DIV/0!", False),
        "A3": ("onder de filter", None, True),
    }
    assert reading.warnings == ("macro",)


@pytest.mark.parametrize(
    "data",
    [
        made.xlsb(made.row12(1) + made.text12(1, "x"), extent=(1_048_576, 16_384)),
        made.xlsb(made.row12(1_048_576) + made.text12(16_384, "x")),
    ],
    ids=["claimed", "real"],
)
def test_a_far_cell_in_a_binary_workbook_is_refused_at_once(data: bytes) -> None:
    started = time.perf_counter()
    assert refusal(data) == "te-groot"
    assert time.perf_counter() - started < 1


@given(st.data())
def test_a_mutilated_xls_gives_our_error_or_is_read(data: st.DataObject) -> None:
    whole = bytearray((DATA / "werkmap.xls").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(
            st.integers(0, 255)
        )
    with suppress(DocumentError):
        read_workbook(bytes(whole), "kpi.xls")


def test_a_panic_inside_the_library_is_a_damaged_file_and_says_nothing(
    capfd: pytest.CaptureFixture[str],
) -> None:
    # A directory that is cut off makes calamine panic.
    whole = (DATA / "werkmap.xls").read_bytes()
    for cut in range(len(whole) - 600, len(whole) - 1, 7):
        with suppress(DocumentError):
            read_workbook(whole[:cut], "kpi.xls")
    assert capfd.readouterr().err == ""


@given(st.binary(max_size=300))
def test_a_mutilated_binary_sheet_gives_our_error_or_is_read(noise: bytes) -> None:
    data = made.xlsb(made.row12(1) + made.text12(1, "Actie") + noise)
    with suppress(DocumentError):
        read_workbook(data, "kpi.xlsb")


def test_struck_out_text_in_an_xls_is_gone() -> None:
    data = (DATA / "werkmap.xls").read_bytes()
    font = bytes.fromhex("dc00000008009001")
    struck = bytes.fromhex("dc00080008009001")
    found = cells(read_workbook(data.replace(font, struck, 1), "kpi.xls"))
    assert [(at, cell.value) for at, cell in found.items()] == [("C2", None)]
    assert found["C2"].comment == "nog niet alles geteld"


def test_a_percentage_in_an_xls_is_what_it_shows() -> None:
    data = (DATA / "werkmap.xls").read_bytes()
    plain, share = bytes.fromhex("0000a4000100"), bytes.fromhex("000009000100")
    assert cells(read_workbook(data, "kpi.xls"))["C2"].value == 65
    changed = data.replace(plain, share)
    assert cells(read_workbook(changed, "kpi.xls"))["C2"].value == "6500%"


def test_an_xlsb_tells_what_is_struck_out_and_what_is_a_percentage() -> None:
    def styled(column: int, value: float, style: int) -> bytes:
        return made.record(5, struct.pack("<IId", column - 1, style, value))

    fonts = [made.record(43, struct.pack("<HH", 220, look)) for look in (0, 0x08)]
    # The styles of names of styles come first, and are no styles of cells.
    looks = [(0, 0), (0, 9), (1, 0), (0, 164)]
    styles = made.record(615, struct.pack("<I", 1))
    styles += made.record(44, struct.pack("<H", 164) + made.wide("0.0\\ %"))
    styles += made.record(616)
    styles += b"".join(fonts) + made.record(47, struct.pack("<8H", 0, 9, 1, *[0] * 5))
    styles += made.record(617, struct.pack("<I", len(looks)))
    for font, form in looks:
        styles += made.record(47, struct.pack("<8H", 0xFFFF, form, font, *[0] * 5))
    styles += made.record(618)
    rows = made.row12(1) + b"".join(styled(n + 1, 0.75, n) for n in range(4))
    links = made.rels(
        ("rId1", "worksheet", "worksheets/sheet1.bin"),
        ("rId2", "styles", "styles.bin"),
    )
    extra = {"xl/styles.bin": styles, "xl/_rels/workbook.bin.rels": links}
    found = cells(read_workbook(made.xlsb(rows, extra=extra), "kpi.xlsb"))
    assert {at: cell.value for at, cell in found.items()} == {
        "A1": 0.75,
        "B1": "75%",
        "D1": "75%",
    }
