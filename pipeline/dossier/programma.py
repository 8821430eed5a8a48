"""Programma: all facts of the programme, loaded once and handed to every stage.

    mappings/ + templates/ -> Programma
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.dossier.besturen import Besturen, load_besturen
from pipeline.dossier.catalogus import Catalogus, load_catalogus
from pipeline.dossier.rondes import Ronde, Rondes, load_rondes
from pipeline.errors import SetupError, TemplateError
from pipeline.forms.blank import build_index
from pipeline.forms.documenten import Documenten, load_documenten
from pipeline.forms.labels import Index
from pipeline.forms.mapping import Formulier, load_formulieren
from pipeline.reading.word import read_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Programma:
    """The catalogue, the rounds, the besturen and the forms with their blanks read."""

    catalogus: Catalogus
    rondes: Rondes
    besturen: Besturen
    formulieren: tuple[Formulier, ...]
    indexen: Mapping[str, Index]
    documenten: Documenten
    templates: Path

    def ronde(self, ronde_id: str) -> Ronde:
        """The round called `ronde_id`; raises `SetupError` that lists the known ones."""
        ronde = self.rondes.ronde(ronde_id)
        if ronde is None:
            known = ", ".join(self.rondes.ids)
            raise SetupError(f"Ronde ‘{ronde_id}’ bestaat niet. Kies uit: {known}.")
        return ronde


def load_programma(mappings: Path, templates: Path) -> Programma:
    """Load everything in `mappings` and the blank forms it names in `templates`.

    Raises `MappingError` with all mistakes of a file, `TemplateError` for a blank that
    is not there.
    """
    formulieren = load_formulieren(mappings / "formulieren")
    indexen: dict[str, Index] = {}
    for formulier in formulieren:
        path = templates / formulier.sjabloon
        if not path.is_file():
            raise TemplateError(
                f"{formulier.formulier}: het blanco formulier ‘{path}’ ontbreekt."
            )
        indexen[formulier.formulier] = build_index(formulier, read_word(path.read_bytes()))
    return Programma(
        catalogus=load_catalogus(mappings),
        rondes=load_rondes(mappings),
        besturen=load_besturen(mappings),
        formulieren=formulieren,
        indexen=indexen,
        documenten=load_documenten(mappings),
        templates=templates,
    )
