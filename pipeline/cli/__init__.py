"""The command line: the door for people who type. Dutch help, results on stdout.

Commands are imported when they are asked for, so that `--help` starts at once.
"""

import os
import sys
from importlib import import_module
from typing import Final

import click

# As in pipeline.resources, which is not imported: `--help` starts at once.
_PROGRAMMA: Final = "SAMENLEVEN_PROGRAMMA"

_COMMANDS: Final = {
    "run": "Doe alles: mails in, dossiers, jurysheets en overzicht uit.",
    "init": "Maak een werkmap voor één ronde.",
    "ingest": "Neem mails en documenten op in de werkmap.",
    "status": "Toon wie wat indiende en wat nog ontbreekt.",
    "show": "Toon het dossier van één bestuur.",
    "check": "Toon alle bevindingen.",
    "render": "Maak jurysheets en overzicht (opnieuw).",
    "assign": "Zeg van welk bestuur een mail of document is.",
    "diff": "Toon wat een latere indiening veranderde.",
    "correct": "Verbeter een waarde in een dossier.",
    "log": "Toon wat er in de werkmap gebeurde.",
    "extract": "Lees documenten elk apart en toon wat erin staat.",
    "annotate": "Zet naast de tekst wat eruit gelezen is.",
    "collect": "Lees ingevulde jurysheets terug in.",
    "consensus": "Toon wat elk jurylid zei en leg het advies van de jury vast.",
    "mails": "Maak ontwerpen van mails aan de besturen; er wordt niets verstuurd.",
    "brieven": "Maak per bestuur een ontwerp van brief met het advies van de jury.",
    "prefill": "Maak voor elk bestuur zijn eigen formulieren.",
    "fill": "Schrijf een dossier in de officiële formulieren.",
    "template": "Kijk formulieren en sjablonen na.",
    "explain": "Leg de code van een bevinding uit.",
}
"""Each command is `command` in the module of its name; here with its short help."""


class _Lazy(click.Group):
    """A group that imports a command only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names, in the order in which somebody uses them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command called `cmd_name`; `None` when there is no such one."""
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"pipeline.cli.{cmd_name}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"pipeline.cli.{cmd_name}.command is no command")
        command.options_metavar = "[OPTIES]"
        return command

    def format_commands(
        self,
        ctx: click.Context,
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without importing one of them."""
        with formatter.section("Opdrachten"):
            formatter.write_dl(list(_COMMANDS.items()))


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001
    if not asked or ctx.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        number = version("samenleven")
    except PackageNotFoundError:
        number = "onbekend"
    click.echo(f"samenleven {number}")
    ctx.exit()


@click.command(
    cls=_Lazy,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT ...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Toon de versie.",
)
@click.option(
    "--programma",
    metavar="MAP",
    envvar=_PROGRAMMA,
    help="Werk met een ander programma: een map met daarin mappings/ en templates/. "
    "Kan ook met de omgevingsvariabele SAMENLEVEN_PROGRAMMA.",
)
@click.pass_context
def cli(ctx: click.Context, programma: str | None) -> None:
    """Lees rapportages van lokale besturen en maak er dossiers en jurysheets van.

    \b
    Voorbeeld:
      samenleven run inbox --ronde pj2-tussentijds \\
        --toekenningen toekenningen.csv --out uit
    """
    if programma is not None:
        before = os.environ.get(_PROGRAMMA)
        os.environ[_PROGRAMMA] = programma
        ctx.call_on_close(lambda: _restore(before))


def _restore(before: str | None) -> None:
    """Forget the programme of one call: a test makes several in one process."""
    if before is None:
        os.environ.pop(_PROGRAMMA, None)
    else:
        os.environ[_PROGRAMMA] = before


def main() -> None:
    """Run the command line and turn what happens into the contract's exit codes."""
    from pipeline.cli.dutch import speak_dutch  # noqa: PLC0415 - keeps --help fast
    from pipeline.cli.trap import guarded  # noqa: PLC0415

    speak_dutch()
    sys.exit(guarded(cli))
