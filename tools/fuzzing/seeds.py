"""Seeds: sound files of every kind, made of the samples, to be damaged afterwards."""

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from pipeline.intake.sniff import Format
from pipeline.intake.sources import collect

_ROOT: Final = Path(__file__).parents[2]
_INBOX: Final = _ROOT / "samples" / "inbox"
_BINARY: Final = _ROOT / "tests" / "data" / "werkmap.xls"
_LARGEST: Final = 200_000  # bytes; what is larger only makes a case slower
KINDS: Final = ("eml", "docx", "xlsx", "odt", "pdf", "xls")

_TEXTS: Final = (
    "Bestuur: Halle",
    "Actie 15 Brugfiguren",
    "Te behalen KPI: 300",
    "Behaald KPI: 65",
    "Waarom werd 25% niet behaald? De brugfiguur startte pas in augustus.",
    "Initiatief 1: Huisbezoeken",
    "Timing: juni 2024",
    "KPI: 40",
)


@cache
def seeds() -> Mapping[str, Sequence[bytes]]:
    """The sound files per kind; of odt and pdf more where LibreOffice is installed."""
    found: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
    for top in collect([_INBOX]):
        for item in top.walk():
            kind = item.format.value
            sound = item.refusal is None and 0 < len(item.data) < _LARGEST
            if sound and kind in found and item.data not in found[kind]:
                found[kind].append(item.data)
    found["xls"].append(_BINARY.read_bytes())
    found["odt"].append(_odt())
    found["pdf"].append(_pdf())
    for source in (found["docx"][0], found["docx"][-1]):
        for kind in (Format.odt, Format.pdf):
            found[kind] += _saved(source, kind.value)
    return found


def _saved(data: bytes, kind: str) -> list[bytes]:
    """`data`, a Word document, as LibreOffice saves it; nothing where it is not."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "bron.docx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profiel').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", kind]
        subprocess.run(
            [*command, "--outdir", folder, str(source)],
            check=False,
            capture_output=True,
            timeout=120,
        )
        made = source.with_suffix(f".{kind}")
        return [made.read_bytes()] if made.is_file() else []


def _odt() -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style")
    )
    cells = "".join(
        f"<table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell>"
        "</table:table-row>"
        for text in _TEXTS
    )
    content = (
        f"<office:document-content {names}><office:body><office:text>"
        f"<table:table>{cells}</table:table><text:p>Einde</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in (
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", content),
        ):
            archive.writestr(zipfile.ZipInfo(name), text)
    return buffer.getvalue()


def _pdf() -> bytes:
    """A page with ruled lines and text, nothing of it packed: damage goes deep."""
    lines = [
        f"40 {780 - 30 * at} 500 24 re S BT /F1 11 Tf 45 {787 - 30 * at} Td "
        f"({text}) Tj ET"
        for at, text in enumerate(_TEXTS)
    ]
    page = "\n".join(lines).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
            b"/Resources << /Font << /F1 4 0 R >> >> >>"
        ),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
    ]
    return pdf_of(objects)


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """A pdf of `objects`, numbered from 1, of which the first is the catalogue."""
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(made))
    )
