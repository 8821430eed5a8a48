"""Context: what a rule may know besides the dossier itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import Dossier
from pipeline.dossier.rondes import Ronde
from pipeline.findings import Bevinding
from pipeline.forms.mapping import Formulier


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The facts of the programme that the rules lean on.

    `toegekend` holds the official numbers of the actions granted to this bestuur, empty
    when it was granted none; `None` when no toekenningen were given. `formulieren` are
    the forms whose limits hold.
    """

    ronde: Ronde
    catalogus: Catalogus
    toegekend: frozenset[int] | None
    formulieren: tuple[Formulier, ...]


Rule = Callable[[Dossier, Context], Iterator[Bevinding]]
