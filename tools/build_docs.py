"""Build docs: the pages of `docs/` that say what the code says.

    KINDS    -> bevindingen.md
    commands -> opdrachten.md
    models   -> dossier.schema.json, extractie.schema.json
    views    -> sjablonen.md

Run as `python -m tools.build_docs`; with `--check` nothing is written, and a page that
is not current makes the exit status 1.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

import click
from pydantic import BaseModel

from pipeline.cli.dutch import speak_dutch
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.model import Dossier
from pipeline.findings import KINDS, Ernst, Kind
from tools.template_docs import sjablonen

DOCS: Final = Path(__file__).parents[1] / "docs"
PROGRAM: Final = "samenleven"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_MADE: Final = "<!-- Gemaakt met `make docs`: hier niet wijzigen. -->\n"
_WIDTH: Final = 88

_BEVINDINGEN: Final = """\
# Bevindingen

Wat de controles te zeggen hebben, met per code wat ermee te doen. Wat schuin staat,
vult het programma in. De code verandert nooit; de zin kan beter worden.
"""
_ERNST: Final[Mapping[Ernst, str]] = {
    Ernst.FOUT: "Er is een mens nodig: `run` eindigt met code 1.",
    Ernst.WAARSCHUWING: "De jury kan verder, maar moet het weten.",
    Ernst.INFO: "Het valt op; misschien is het gewoon juist.",
}
_OPDRACHTEN: Final = """\
# Opdrachten

Wat elke opdracht doet, zoals `--help` het zegt. `py -m pipeline` is hetzelfde als
`samenleven`. Hoe dat in zijn werk gaat, staat in de [handleiding](handleiding.md).
"""


def samenleven() -> click.Group:
    """Return the command line that officials use.

    Raises:
        LookupError: when `pipeline.cli` holds no group of commands.
    """
    for value in vars(import_module("pipeline.cli")).values():
        if isinstance(value, click.Group):
            return value
    raise LookupError("pipeline.cli holds no click.Group")


def walk(
    command: click.Command, parent: click.Context | None = None
) -> Iterator[click.Context]:
    """Give the context of `command` and of every command below it, in help's order."""
    context = click.Context(
        command,
        parent=parent,
        info_name=command.name if parent else PROGRAM,
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        color=False,
    )
    yield context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from walk(below, context)


def opdrachten(group: click.Group) -> str:
    """Write every command's own help, as a page."""
    parts = [_MADE, _OPDRACHTEN]
    for context in walk(group):
        text = context.get_help().strip()
        parts.append(f"## {context.command_path}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def bevindingen(kinds: Iterable[Kind]) -> str:
    """Write every kind of bevinding, the heaviest first, as a page."""
    known = list(kinds)
    parts = [_MADE, _BEVINDINGEN]
    for ernst, meaning in _ERNST.items():
        parts.append(f"## {ernst.capitalize()}\n\n{meaning}\n")
        parts += [
            f"### {kind.code}\n\n> {_with_gaps(kind.bericht)}\n\n{kind.uitleg}\n"
            for kind in known
            if kind.ernst is ernst
        ]
    return "\n".join(parts)


def _with_gaps(bericht: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda gap: f"*{gap[1].replace('_', ' ')}*", bericht)


def schema(model: type[BaseModel]) -> str:
    """Write the JSON Schema of what we read and write, with the keys of the JSON."""
    made = {"$schema": DIALECT, **model.model_json_schema(by_alias=True)}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "bevindingen.md": lambda: bevindingen(KINDS.values()),
    "dossier.schema.json": lambda: schema(Dossier),
    "extractie.schema.json": lambda: schema(Extractie),
    "opdrachten.md": lambda: opdrachten(samenleven()),
    "sjablonen.md": lambda: f"{_MADE}\n{sjablonen()}",
}


def stale(folder: Path = DOCS) -> list[str]:
    """Return the pages in `folder` that are missing or not what the code says now."""
    return [
        name
        for name, build in PAGES.items()
        if not (folder / name).is_file()
        or (folder / name).read_bytes() != build().encode()
    ]


def main() -> int:
    """Write the pages, or with `--check` name those that are not current."""
    speak_dutch()
    if sys.argv[1:] == ["--check"]:
        old = stale()
        for name in old:
            sys.stderr.write(f"docs/{name} is not current: make docs\n")
        return 1 if old else 0
    DOCS.mkdir(exist_ok=True)
    for name, build in PAGES.items():
        (DOCS / name).write_bytes(build().encode())
        sys.stderr.write(f"docs/{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
