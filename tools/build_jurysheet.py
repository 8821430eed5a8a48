"""Build jurysheet: `templates/jurysheet.docx`, made anew from `tools/jurysheet/`.

Run as `python -m tools.build_jurysheet`. The same sources give the same bytes, so a
difference in git is always a difference in the template. The template is an ordinary
Word document: an official can change it in Word as well, with the names that
`pipeline/jury/views.py` lists, and then that file counts until it is built anew.
"""

import sys
from pathlib import Path
from typing import Final

from tools.jurysheet.package import build
from tools.same_bytes import with_fixed_stamps

TEMPLATE: Final = Path(__file__).parents[1] / "templates" / "jurysheet.docx"


def build_jurysheet() -> bytes:
    """Return the template as bytes."""
    return with_fixed_stamps(build())


def main() -> int:
    """Write to the file given on the command line, else to `templates/`."""
    path = Path(sys.argv[1]) if sys.argv[1:] else TEMPLATE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(build_jurysheet())
    sys.stderr.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
