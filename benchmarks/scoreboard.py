"""Scoreboard: our reading beside that of others, on the torture set.

    python -m benchmarks.scoreboard FOLDER [PAGE]

FOLDER is the environment of benchmarks/environment.py; PAGE is docs/scorebord.md. A
reader that is not there stands on the page with the reason.
"""

import re
import sys
from pathlib import Path
from typing import Any, Final

from benchmarks.asking import MissingError, Worker
from benchmarks.environment import python_of
from benchmarks.measures import score
from benchmarks.ours import Ours, no_fields
from benchmarks.page import NAME, page
from benchmarks.readers import READERS

PAGE: Final = Path(__file__).parents[1] / "docs" / "scorebord.md"
_PLACES: Final = re.compile(r"\S*[/\\]\S*")  # addresses and paths say nothing here


def main() -> None:
    """Put the set to every reader, and write the page."""
    folder = Path(sys.argv[1])
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else PAGE  # noqa: PLR2004
    print(f"{NAME} …", file=sys.stderr)
    rows: list[dict[str, Any]] = [{"naam": NAME, **Ours().score().as_dict()}]
    for name in READERS:
        print(f"{name} …", file=sys.stderr)
        rows.append({"naam": name, **_scored(folder, name)})
    target.write_text(page(rows), encoding="utf-8")


def _scored(folder: Path, name: str) -> dict[str, Any]:
    try:
        with Worker(python_of(folder), name) as worker:
            figures = score(worker.ask, no_fields)
            return {"versie": worker.version, **figures.as_dict()}
    except MissingError as error:
        return {"reden": _PLACES.sub("…", str(error))}
    except OSError:
        return {"reden": "de omgeving is niet gemaakt"}


if __name__ == "__main__":
    main()
