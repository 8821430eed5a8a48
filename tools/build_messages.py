"""Build messages: the Dutch of click, compiled for gettext.

    messages.po -> messages.mo

Run as `python -m tools.build_messages`; `make docs` does.
"""

import io
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from pipeline.cli.dutch import CATALOGUES

SOURCE: Final = CATALOGUES / "nl" / "LC_MESSAGES" / "messages.po"
TARGET: Final = SOURCE.with_suffix(".mo")


def compiled(source: Path) -> bytes:
    """Return what gettext reads, made of the sentences in `source`."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale="nl", abort_invalid=True)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(compiled(SOURCE))
