"""`samenleven annotate`: what was read, beside the text it was read from."""

import json
from pathlib import Path

import click

from pipeline.cli.extract import exit_code
from pipeline.run.annotating import annotate_file
from pipeline.run.programs import programma_of


@click.command("annotate", short_help="Zet naast de tekst wat eruit gelezen is.")
@click.argument("document", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--out",
    "out",
    required=True,
    metavar="COPY.docx",
    type=click.Path(path_type=Path),
    help="De kopie met opmerkingen. Het document zelf blijft zoals het is.",
)
@click.option("--json", "as_json", is_flag=True, help="Toon het resultaat als JSON.")
@click.pass_context
def command(ctx: click.Context, document: Path, out: Path, *, as_json: bool) -> None:
    """Schrijf in een kopie van een Word-document wat eruit gelezen is, als opmerkingen.

    Bij elke waarde staat als wat ze gelezen is, hoe zeker dat is en waarom; ook wat
    niet herkend werd en wat opviel, staat bij zijn alinea. De tekst blijft dezelfde.

    \b
    Voorbeeld:
      samenleven annotate motivatie.docx --out motivatie-gelezen.docx
    """
    found = annotate_file(document, out, programma_of())
    if as_json:
        facts = {
            "kopie": str(out),
            "opmerkingen": found.opmerkingen,
            "extractie": found.extractie.model_dump(mode="json", by_alias=True),
        }
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        what = "opmerking" if found.opmerkingen == 1 else "opmerkingen"
        click.echo(f"{out}: {found.opmerkingen} {what}")
    ctx.exit(exit_code([found.extractie]))
