"""`samenleven explain`: what a finding means and what to do."""

import click

from pipeline.errors import SetupError
from pipeline.findings import KINDS


@click.command("explain", short_help="Leg de code van een bevinding uit.")
@click.argument("code")
def command(code: str) -> None:
    """Leg uit wat de bevinding CODE betekent en wat u ermee doet.

    \b
    Voorbeeld:
      samenleven explain motivatie-ontbreekt
    """
    kind = KINDS.get(code)
    if kind is None:
        raise SetupError(
            f"‘{code}’ is geen code. Gekend zijn: {', '.join(sorted(KINDS))}."
        )
    click.echo(f"{kind.code} ({kind.ernst.value})\n\n{kind.bericht}\n\n{kind.uitleg}")
