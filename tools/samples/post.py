"""Post: what all mails of the samples have in common."""

import datetime as dt
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from tools.samples.eml import DOCX, XLSX, Bijlage
from tools.samples.toekenningen import Toekenning
from tools.samples.werkblad import Lijn, Rapport, Waarde, kpi_rapport

# Summer time, all through the weeks of the round.
_ZONE: Final = dt.timezone(dt.timedelta(hours=2))
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_NOOT: Final = "(Fictieve mail: een voorbeeld bij dit programma.)"


def moment(maand: int, dag: int, uur: int, minuut: int) -> dt.datetime:
    """A moment in 2024, on a clock in Brussels."""
    return dt.datetime(2024, maand, dag, uur, minuut, tzinfo=_ZONE)


def letter(tekst: str, van: str) -> str:
    """The text of a mail: what it says, who signs, and that it is made up."""
    return f"{tekst.strip()}\n\nMet vriendelijke groeten\n{van}\n\n{_NOOT}\n"


def word(naam: str, inhoud: bytes) -> Bijlage:
    """A Word document on a mail."""
    return Bijlage(naam=naam, inhoud=inhoud, soort=DOCX)


def excel(naam: str, inhoud: bytes) -> Bijlage:
    """A workbook on a mail."""
    return Bijlage(naam=naam, inhoud=inhoud, soort=XLSX)


def rapport(
    toekenning: Toekenning,
    behaald: Mapping[Lijn, Waarde],
    bewaard: dt.datetime,
) -> Rapport:
    """The official workbook of `toekenning`, with what the bestuur typed."""
    return Rapport(
        bestuur=toekenning.naam,
        nis_kbo=toekenning.nummer,
        contact=toekenning.contact,
        email=toekenning.email,
        toegekend=toekenning.kpi,
        behaald=behaald,
        bewaard=bewaard,
        partners=", ".join(toekenning.partners) or None,
    )


def reported(
    toekenning: Toekenning,
    behaald: Mapping[Lijn, Waarde],
    bewaard: dt.datetime,
) -> bytes:
    """`rapport` as a workbook."""
    return kpi_rapport(rapport(toekenning, behaald, bewaard))


def packed(map_: str, bijlagen: tuple[Bijlage, ...]) -> bytes:
    """A zip with the folder `map_` and the documents in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for bijlage in bijlagen:
            info = zipfile.ZipInfo(f"{map_}/{bijlage.naam}", _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, bijlage.inhoud)
    return target.getvalue()


def logo() -> bytes:
    """A small picture for a signature: a blue bar on white."""
    width, band = 120, 11
    bar, blank = b"\0" + b"\x1f\x4e\x9e" * width, b"\0" + b"\xff\xff\xff" * width
    pixels = blank * band + bar * band + blank * band
    head = struct.pack(">IIBBBBB", width, 3 * band, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
