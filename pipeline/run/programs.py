"""The programme that comes along with the program, found wherever it is installed."""

from pathlib import Path

from pipeline import resources
from pipeline.dossier.programma import Programma, load_programma


def programma_of(
    mappings: Path | None = None, templates: Path | None = None
) -> Programma:
    """The programme in the given folders; by default the ones that come along.

    Raises `MappingError` or `TemplateError` when they have mistakes.
    """
    return load_programma(
        mappings or Path(str(resources.mappings())),
        templates or Path(str(resources.templates())),
    )
