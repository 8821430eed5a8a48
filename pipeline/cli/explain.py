"""`samenleven explain`: what a finding means and what to do."""

import json

import click

from pipeline.errors import SetupError
from pipeline.findings import KINDS

_EXAMPLE = """\b
Voorbeeld:
  samenleven explain motivatie-ontbreekt
"""


@click.command("explain", epilog=_EXAMPLE)
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="Toon de uitleg als JSON.")
def command(*, code: str, as_json: bool) -> None:
    """Leg uit wat de bevinding CODE betekent en wat u ermee doet."""
    kind = KINDS.get(code)
    if kind is None:
        known = ", ".join(sorted(KINDS))
        raise SetupError(f"‘{code}’ is geen code. Gekend zijn: {known}.")
    if as_json:
        facts = {
            "code": kind.code,
            "ernst": kind.ernst.value,
            "bericht": kind.bericht,
            "uitleg": kind.uitleg,
        }
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{kind.code} ({kind.ernst.value})")
        click.echo(f"\n{kind.bericht}\n\n{kind.uitleg}")
