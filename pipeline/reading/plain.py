"""Plain: text without any layout, a line at a time.

    bytes -> Reading

People paste their answers in a text file, and mail programs hang disclaimers on a mail.
"""

from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake.limits import KIB
from pipeline.reading.block import Block, Reading, Run
from pipeline.reading.csvfile import decoded

LARGEST: Final = 256 * KIB  # a form filled in by hand has some ten


def read_plain(data: bytes) -> Reading:
    """Read text. Raises `DocumentError` with code `te-groot`."""
    return _lines(_decoded(data))


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST:
        most = f"hoogstens {LARGEST // KIB} kB tekst wordt gelezen"
        raise DocumentError("te-groot", most)
    return decoded(data)


def _lines(text: str) -> Reading:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Reading(
        blocks=tuple(
            Block(runs=(Run(line),), place=f"regel {number}")
            for number, line in enumerate(lines, 1)
            if line.strip()
        )
    )
