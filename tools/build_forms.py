"""Build forms: the blank forms in `templates/`, made anew from this package.

Run as `python -m tools.build_forms`. The same sources give the same bytes, so a
difference in git is always a difference in a form.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from tools import kpi_rapport, kpi_tekst, motivatie, motivatie_tekst

TEMPLATES: Final = Path(__file__).parents[1] / "templates"

FORMS: Final[dict[str, Callable[[], bytes]]] = {
    "motivatie-pj2-tussentijds.docx": partial(
        motivatie.build, motivatie_tekst.TUSSENTIJDS
    ),
    "kpi-rapport.xlsx": partial(kpi_rapport.build, kpi_tekst.TUSSENTIJDS),
    "motivatie-pj2-eind.docx": partial(motivatie.build, motivatie_tekst.EIND),
    "kpi-rapport-pj2-eind.xlsx": partial(kpi_rapport.build, kpi_tekst.EIND),
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
