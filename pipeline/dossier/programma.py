"""Programma: all facts of the programme, loaded once and handed to every stage.

mappings/ + templates/ -> Programma
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol, TypeVar

from pipeline.dossier import bestuur, intrekking
from pipeline.dossier.besturen import Besturen, load_besturen
from pipeline.dossier.catalogus import Catalogus, load_catalogus
from pipeline.dossier.intrekking import Mails, load_mails
from pipeline.dossier.kpis import ronde_tekens
from pipeline.dossier.rondes import Ronde, Rondes, load_rondes
from pipeline.errors import MappingError, SetupError, TemplateError
from pipeline.forms import documenten
from pipeline.forms.blank import build_index
from pipeline.forms.documenten import Documenten, load_documenten
from pipeline.forms.labels import Index
from pipeline.forms.mapping import Formulier, load_formulieren
from pipeline.forms.workbook_lens import Lens, RondeTeken, build_lens
from pipeline.forms.workbook_mapping import load_werkmapformulieren
from pipeline.reading.excel import read_workbook
from pipeline.reading.word import read_word
from pipeline.resources import mapping, shipped

_KENMERK: Final = 16  # hexadecimal digits, of 64: enough to tell versions apart


@dataclass(frozen=True, kw_only=True)
class Programma:
    """The catalogue, the rounds, the besturen and the forms with their blanks read."""

    catalogus: Catalogus
    rondes: Rondes
    besturen: Besturen
    formulieren: tuple[Formulier, ...]
    indexen: Mapping[str, Index]
    documenten: Documenten
    mails: Mails
    lenzen: Mapping[str, Lens]
    mappings: Path
    templates: Path

    @property
    def lens(self) -> Lens:
        """The lens of the first workbook form; it reads any workbook, by meaning."""
        return next(iter(self.lenzen.values()))

    def formulieren_van(self, ronde: Ronde) -> tuple[Formulier, ...]:
        """The Word forms of a round; the first that there is when it has none."""
        mine = [f for f in self.formulieren if f.formulier in ronde.formulieren]
        return tuple(mine) or self.formulieren[:1]

    @cached_property
    def ronde_tekens(self) -> tuple[RondeTeken, ...]:
        """The words by which a sheet of a workbook tells its round."""
        return ronde_tekens(self.rondes)

    @cached_property
    def kenmerk(self) -> str:
        """What changes when a document could be read otherwise: code, forms, facts."""
        digest = hashlib.sha256()
        for folder, pattern in (
            (Path(__file__).parents[1], "**/*.py"),
            (Path(str(shipped("mappings"))), "*"),
            (self.mappings, "**/*"),
            (self.templates, "**/*"),
        ):
            for path in sorted(folder.glob(pattern)):
                if path.is_file():
                    digest.update(path.read_bytes())
        return digest.hexdigest()[:_KENMERK]

    def besturen_van(self, ronde: Ronde | None) -> Besturen:
        """The register of a round's day; that of all days when the round is unknown.

        The same register each time: it indexes names when it is first asked.
        """
        if ronde is None:
            return self.besturen
        day = ronde.peildatum
        if day not in self._per_day:
            self._per_day[day] = self.besturen.on(day)
        return self._per_day[day]

    @cached_property
    def _per_day(self) -> dict[dt.date, Besturen]:
        return {}

    def ronde(self, ronde_id: str) -> Ronde:
        """The round called `ronde_id`; `SetupError` lists the known ones."""
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
    rondes = load_rondes(mappings)
    formulieren = _by_ronde(load_formulieren(mappings / "formulieren"), rondes)
    indexen: dict[str, Index] = {}
    for formulier in formulieren:
        data = _blank(templates / formulier.sjabloon, formulier.formulier)
        indexen[formulier.formulier] = build_index(formulier, read_word(data))
    return Programma(
        catalogus=load_catalogus(mappings),
        rondes=rondes,
        besturen=load_besturen(mapping(bestuur.FILE, mappings)),
        formulieren=formulieren,
        indexen=indexen,
        documenten=load_documenten(mapping(documenten.FILE, mappings)),
        mails=load_mails(mapping(intrekking.FILE, mappings)),
        lenzen=_lenzen(mappings, templates, rondes),
        mappings=mappings,
        templates=templates,
    )


class _OfRonde(Protocol):
    @property
    def formulier(self) -> str: ...

    @property
    def ronde(self) -> str | None: ...


_Form = TypeVar("_Form", bound=_OfRonde)


def _by_ronde(formulieren: Iterable[_Form], rondes: Rondes) -> tuple[_Form, ...]:
    """Forms in the order of their rounds: of editions alike, the first is taken."""
    order = {ronde: at for at, ronde in enumerate(rondes.ids)}
    return tuple(
        sorted(
            formulieren,
            key=lambda form: (order.get(form.ronde or "", -1), form.formulier),
        )
    )


def _lenzen(mappings: Path, templates: Path, rondes: Rondes) -> Mapping[str, Lens]:
    """The lens of every workbook form, by its id."""
    formulieren = _by_ronde(load_werkmapformulieren(mappings / "formulieren"), rondes)
    if not formulieren:
        raise MappingError(["formulieren: er is geen formulier van soort ‘kpi’"])
    lenzen: dict[str, Lens] = {}
    for formulier in formulieren:
        data = _blank(templates / formulier.sjabloon, formulier.formulier)
        lenzen[formulier.formulier] = build_lens(
            formulier, read_workbook(data, formulier.sjabloon)
        )
    return lenzen


def _blank(path: Path, formulier: str) -> bytes:
    if not path.is_file():
        raise TemplateError(f"{formulier}: het blanco formulier ‘{path}’ ontbreekt.")
    return path.read_bytes()
