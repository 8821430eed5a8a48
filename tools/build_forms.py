"""Build forms: the blank forms in `templates/`, made anew from this package.

Run as `python -m tools.build_forms`. The same sources give the same bytes, so a
difference in git is always a difference in a form.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tools import kpi_rapport, motivatie

TEMPLATES: Final = Path(__file__).parents[1] / "templates"

FORMS: Final[dict[str, Callable[[], bytes]]] = {
    "motivatie-pj2-tussentijds.docx": motivatie.build,
    "kpi-rapport.xlsx": kpi_rapport.build,
}


def build_forms(folder: Path) -> tuple[Path, ...]:
    """Write every form into `folder` and return where they stand."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, build in FORMS.items():
        path = folder / name
        path.write_bytes(build())
        written.append(path)
    return tuple(written)


def main() -> int:
    """Build into the folder given on the command line, else into `templates/`."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else TEMPLATES
    for path in build_forms(folder):
        sys.stderr.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
