"""The command line: the door for people who type. Dutch help, results on stdout.

Commands are imported when they are asked for, so that `--help` starts at once.
"""

import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Final

import click

from pipeline.errors import ExitCode

_COMMANDS: Final = {
    "run": "pipeline.cli.run",
    "extract": "pipeline.cli.extract",
    "explain": "pipeline.cli.explain",
}


class _Lazy(click.Group):
    """A group that imports a command only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's shape
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(_COMMANDS[cmd_name]).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{_COMMANDS[cmd_name]}.command is no command")
        return command


def _version() -> str:
    try:
        return version("samenleven")
    except PackageNotFoundError:
        return "onbekend"


@click.command(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(_version(), prog_name="samenleven", message="%(prog)s %(version)s")
def cli() -> None:
    """Lees rapportages van lokale besturen en maak er dossiers en jurysheets van.

    \b
    Voorbeeld:
      samenleven run inbox --ronde pj2-tussentijds --toekenningen toekenningen.csv --out uit
    """


def main() -> None:
    """Run the command line and turn what happens into the contract's exit codes."""
    from pipeline.cli.trap import guarded  # noqa: PLC0415 - keeps --help fast

    sys.exit(guarded(cli))


__all__ = ["ExitCode", "cli", "main"]
