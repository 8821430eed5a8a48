"""Read: the one door to every format; what it is, is told by its bytes.

    SourceFile bytes + Format -> Reading

Libraries are imported when a file of their kind comes by: `--help` needs none.
"""

from collections.abc import Callable, Mapping
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake.sniff import Format
from pipeline.reading.block import Reading

_SAVE_AS: Final[Mapping[Format, str]] = {
    Format.ppt: "een presentatie; stuur het Word- of Exceldocument",
    Format.image: "een afbeelding; stuur het Word- of Exceldocument",
}


def read(data: bytes, naam: str, formaat: Format) -> Reading:
    """Read one document.

    Raises `DocumentError` with a code of the contract (section 5): `versleuteld`,
    `beschadigd`, `te-groot`, or `niet-ondersteund` for a kind that has no reader.
    """
    if formaat is Format.encrypted:
        raise DocumentError("versleuteld", "het is beveiligd met een wachtwoord")
    if formaat is Format.leeg:
        raise DocumentError("beschadigd", "het bestand is leeg")
    reader = READERS.get(formaat)
    if reader is None:
        what = _SAVE_AS.get(formaat, f"geen Word- of Exceldocument ({formaat.value})")
        raise DocumentError("niet-ondersteund", what)
    try:
        return reader(data, naam)
    except (MemoryError, RecursionError) as error:
        raise DocumentError(
            "te-groot", "het is te diep of te groot om te lezen"
        ) from error


def _word(data: bytes, naam: str) -> Reading:
    from pipeline.reading.word import read_word  # noqa: PLC0415 - lazy

    return read_word(data)


def _workbook(data: bytes, naam: str) -> Reading:
    from pipeline.reading.excel import read_workbook  # noqa: PLC0415 - lazy

    return read_workbook(data, naam)


def _csv(data: bytes, naam: str) -> Reading:
    from pipeline.reading.csvfile import read_csv  # noqa: PLC0415 - lazy

    return read_csv(data, naam)


def _odt(data: bytes, naam: str) -> Reading:
    from pipeline.reading.odt import read_odt  # noqa: PLC0415 - lazy

    return read_odt(data)


def _fodt(data: bytes, naam: str) -> Reading:
    from pipeline.reading.odt import read_fodt  # noqa: PLC0415 - lazy

    return read_fodt(data)


def _flat(data: bytes, naam: str) -> Reading:
    from pipeline.reading.flat import to_package  # noqa: PLC0415 - lazy

    return _word(to_package(data), naam)


def _wordml(data: bytes, naam: str) -> Reading:
    from pipeline.reading.convert import to_docx  # noqa: PLC0415 - lazy

    return _word(to_docx(data, "xml"), naam)


def _doc(data: bytes, naam: str) -> Reading:
    from pipeline.reading.convert import to_docx  # noqa: PLC0415 - lazy

    return _word(to_docx(data, "doc"), naam)


def _rtf(data: bytes, naam: str) -> Reading:
    from pipeline.reading.convert import to_docx  # noqa: PLC0415 - lazy

    return _word(to_docx(data, "rtf"), naam)


def _pdf(data: bytes, naam: str) -> Reading:
    from pipeline.reading.pdf import read_pdf  # noqa: PLC0415 - lazy

    return read_pdf(data, naam)


def _pptx(data: bytes, naam: str) -> Reading:
    from pipeline.reading.pptx import read_pptx  # noqa: PLC0415 - lazy

    return read_pptx(data)


def _text(data: bytes, naam: str) -> Reading:
    from pipeline.reading.plain import read_plain  # noqa: PLC0415 - lazy

    return read_plain(data)


def _html(data: bytes, naam: str) -> Reading:
    from pipeline.reading.webpage import read_html  # noqa: PLC0415 - lazy

    return read_html(data)


Reader = Callable[[bytes, str], Reading]
READERS: Final[Mapping[Format, Reader]] = {
    Format.docx: _word,
    Format.docm: _word,
    Format.dotx: _word,
    Format.xlsx: _workbook,
    Format.xlsm: _workbook,
    Format.xlsb: _workbook,
    Format.xls: _workbook,
    Format.ods: _workbook,
    Format.csv: _csv,
    Format.odt: _odt,
    Format.fodt: _fodt,
    Format.flat: _flat,
    Format.wordml: _wordml,
    Format.doc: _doc,
    Format.rtf: _rtf,
    Format.pdf: _pdf,
    Format.pptx: _pptx,
    Format.text: _text,
    Format.html: _html,
}
