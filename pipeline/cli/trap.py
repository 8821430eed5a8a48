"""Trap: errors become a Dutch sentence on stderr and an exit code, in one place."""

import logging
import os
import sys
import traceback
from typing import Final

import click

from pipeline.errors import ExitCode, PipelineError

_LOG: Final = "SAMENLEVEN_LOG"
"""Set to `debug` to see where a defect of ours is, document by document."""


def guarded(command: click.Command) -> int:
    """Run `command` on the arguments of this process; the exit code of the contract."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console that is not UTF-8 must not stop on a quotation mark.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    debugging = os.environ.get(_LOG, "").lower() == "debug"
    logging.basicConfig(
        level=logging.DEBUG if debugging else logging.ERROR,
        format="%(levelname)s %(name)s: %(message)s",
    )
    try:
        result = command.main(prog_name="samenleven", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Afgebroken.", err=True)
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except PipelineError as error:
        click.echo(f"Fout: {error}", err=True)
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - our own defect: say so, and where
        _tell_defect(error, debugging=debugging)
        what = "Fout: het programma zelf deed iets verkeerd. Bezorg de tekst hierboven"
        click.echo(f"{what} aan de ontwikkelaars.", err=True)
        return ExitCode.OUR_DEFECT
    return result if isinstance(result, int) else ExitCode.DONE


def _tell_defect(error: Exception, *, debugging: bool) -> None:
    """Where it is, in our own lines; what it says may quote what somebody wrote."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log = logging.getLogger(__name__)
    log.error("defect: %s\n%s", type(error).__name__, where, exc_info=debugging)
