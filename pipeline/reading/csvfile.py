"""CSV: a table as text becomes a sheet whose cells are all text.

    bytes -> Reading

Semicolons, commas or tabs; UTF-8 or UTF-16 with or without its mark, else Windows-1252.
Numbers stay as they were written: what `1.500` means is for who reads Dutch.
"""

import codecs
import csv
import io
from typing import Final

from pipeline.errors import DocumentError
from pipeline.reading.block import Cell, Reading, Sheet
from pipeline.reading.excel_sheet import Book

_DELIMITERS: Final = ";\t,"
_SAMPLE: Final = 50
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_csv(data: bytes, naam: str) -> Reading:
    """Read a CSV file as one sheet that is named `naam`, the file's name.

    Raises `DocumentError`: `beschadigd` when it is empty or no text, `te-groot`.
    """
    text = decoded(data)
    if "\0" in text:
        raise DocumentError("beschadigd", f"‘{naam}’ is geen tekstbestand")
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        # Excel's own first line, which says how the others are cut.
        delimiter, text, skipped = first.strip()[-1], rest, 1
    else:
        delimiter, skipped = _delimiter(text), 0
    book = Book()
    cells = []
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for number, row in enumerate(rows, 1 + skipped):
            for column, value in enumerate(row, 1):
                if value.strip():
                    book.count()
                    text = value.replace("\r\n", "\n").replace("\r", "\n")
                    cells.append(Cell(row=number, column=column, value=text))
    except csv.Error as error:
        reden = f"‘{naam}’ is geen tabel die gelezen kan worden ({error})"
        raise DocumentError("beschadigd", reden) from error
    if not cells:
        raise DocumentError("beschadigd", f"‘{naam}’ is leeg")
    return Reading(sheets=(Sheet(name=naam, cells=tuple(cells)),))


def decoded(data: bytes) -> str:
    """The text of `data`, in the first encoding that fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data[:200]:
        # UTF-16 without its mark: every other byte of Latin text is zero.
        odd = data[1:200:2].count(0) >= data[0:200:2].count(0)
        return data.decode("utf-16-le" if odd else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """The sign that cuts the most lines into the same number of pieces.

    A comma also stands inside Dutch numbers, so the first of equals wins.
    """
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]

    def score(sign: str) -> int:
        counts = [_outside_quotes(line).count(sign) for line in lines]
        return max((counts.count(n) for n in {*counts} - {0}), default=0)

    return max(_DELIMITERS, key=score)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])
