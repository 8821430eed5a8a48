"""Diskbook: an xlsxwriter workbook of any length in little memory.

xlsxwriter keeps every cell and every text in memory until it writes the file. Its own
mode for long tables (`constant_memory`) has no tables and no shared texts, so that the
file would be another. Here the rows, the texts and the parts of the package lie on disk
until they are needed; the file is the same to the byte.
"""

import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellDatetimeTuple,
    CellNumberTuple,
    CellStringTuple,
)

from pipeline.spill import Spill

_KEPT: Final = 1 << 18  # bytes of a part that stay in memory
_KNOWN: Final = 4_096  # texts whose number stays in memory
_MADE: Final = (1980, 1, 1, 0, 0, 0)  # what xlsxwriter gives every part
_KINDS: Final = {
    kind.__name__: kind
    for kind in (CellBlankTuple, CellDatetimeTuple, CellNumberTuple, CellStringTuple)
}
# `Any` throughout: xlsxwriter has no types.


class _Cells(dict[int, Any]):
    """The cells of one row by column; `changed` when they are not on disk like this."""

    changed = False

    def __setitem__(self, column: int, cell: Any) -> None:
        super().__setitem__(column, cell)
        self.changed = True


class _Rows:
    """What xlsxwriter takes for a dict of rows: the last ones asked for are in memory.

    Formats, of which there are few, are kept apart.
    """

    def __init__(self) -> None:
        self._spill = Spill()
        self._formats: list[Any] = []
        self._at: int | None = None
        self._cells = _Cells()

    def __contains__(self, row: int) -> bool:
        return row == self._at or self._spill.get(row) is not None

    def __bool__(self) -> bool:
        return self._at is not None

    def __getitem__(self, row: int) -> _Cells:
        if row != self._at:
            self._write()
            self._at, self._cells = row, self._read(row)
        return self._cells

    def _write(self) -> None:
        if self._at is not None and self._cells.changed:
            packed = [
                (column, type(cell).__name__, cell[:-1], self._format(cell[-1]))
                for column, cell in self._cells.items()
            ]
            self._spill.put(self._at, json.dumps(packed))

    def _read(self, row: int) -> _Cells:
        cells = _Cells()
        for column, kind, values, look in json.loads(self._spill.get(row) or "[]"):
            form = None if look is None else self._formats[look]
            cells[column] = _KINDS[kind](*values, form)
        cells.changed = False
        return cells

    def _format(self, form: Any) -> int | None:
        if form is None:
            return None
        if form not in self._formats:
            self._formats.append(form)
        return self._formats.index(form)


class _Unkept(dict[tuple[int, int], str]):
    """Where xlsxwriter notes every cell of a table, to refuse another table over it.

    A sheet of ours has one table.
    """

    def __setitem__(self, cell: tuple[int, int], cell_range: str) -> None:
        """Keep nothing."""


class _Heights(dict[int, Any]):
    """What xlsxwriter knows of rows: of those that look alike, once."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Any] = {}

    def __setitem__(self, row: int, info: Any) -> None:
        super().__setitem__(row, self._known.setdefault(repr(info), info))


class _Texts(SharedStringTable):  # type: ignore[misc]  # a library without types
    """The texts of a workbook, each once, by number."""

    def __init__(self) -> None:
        super().__init__()
        self._spill = Spill()
        self._numbers: dict[str, int] = {}

    def _get_shared_string_index(self, string: str) -> int:
        self.count += 1
        number = self._numbers.get(string)
        if number is None:
            number = self._spill.first(string)
            if number is None:
                number = self._spill.add("", string)
                self.unique_count += 1
            if len(self._numbers) < _KNOWN:
                self._numbers[string] = number
        return number

    def _get_shared_string(self, index: int) -> str:
        return self._spill.group_of(index)

    def _sort_string_data(self) -> None:
        self.string_array = self

    def __iter__(self) -> Iterator[str]:
        return (self._spill.group_of(number) for number in range(len(self._spill)))


class _Part(io.StringIO):
    """A part of the package, on disk once it is long; a StringIO by its looks alone."""

    def __init__(self) -> None:
        super().__init__()
        # Closed by the packager, once it is in the package.
        self.bytes = tempfile.SpooledTemporaryFile(max_size=_KEPT)  # noqa: SIM115

    def write(self, text: str) -> int:
        self.bytes.write(text.encode())
        return len(text)


class _Packager(Packager):  # type: ignore[misc]  # a library without types
    """Writes the package itself, part by part, and leaves nothing to be written."""

    def __init__(self, target: BinaryIO) -> None:
        super().__init__()
        self._target = target

    def _filename(self, xml_filename: str) -> _Part:
        part = _Part()
        self.filenames.append((part, xml_filename, False))
        return part

    def _create_package(self) -> list[Any]:
        parts = super()._create_package()
        with zipfile.ZipFile(self._target, "w", zipfile.ZIP_DEFLATED) as package:
            for part, name, _ in parts:
                info = zipfile.ZipInfo(name, _MADE)
                info.compress_type = zipfile.ZIP_DEFLATED
                with part.bytes, package.open(info, "w") as written:
                    part.bytes.seek(0)
                    shutil.copyfileobj(part.bytes, written)
        return []


class DiskWorkbook(Workbook):  # type: ignore[misc]  # a library without types
    """A workbook whose cells, texts and parts lie on disk while it is made."""

    def __init__(self, target: BinaryIO, options: dict[str, Any]) -> None:
        # What xlsxwriter writes itself is an empty package that nobody sees.
        super().__init__(io.BytesIO(), {**options, "in_memory": True})
        self.str_table = _Texts()
        self._package = target

    def add_worksheet(self, name: str) -> Any:
        """Add a sheet; its rows lie on disk."""
        sheet = super().add_worksheet(name)
        sheet.table = _Rows()
        sheet.table_cells = _Unkept()
        sheet.row_info = _Heights()
        return sheet

    def _get_packager(self) -> Packager:
        return _Packager(self._package)
