"""Trap: errors become a Dutch sentence on stderr and an exit code, in one place."""

import logging
import os
import sys
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
    except Exception:  # our own defect: say so, and show where
        logging.getLogger(__name__).exception("defect")
        what = "Fout: het programma zelf deed iets verkeerd. Bezorg de tekst hierboven"
        click.echo(f"{what} aan de ontwikkelaars.", err=True)
        return ExitCode.OUR_DEFECT
    return result if isinstance(result, int) else ExitCode.DONE
