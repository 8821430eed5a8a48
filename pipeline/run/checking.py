"""Checking: every mapping against its blank and its examples, every template.

    mappings/ + templates/ + examples -> what is wrong, each with place and remedy

Nothing here stops at the first mistake: an official wants to see all of them.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from pipeline.dossier.besturen import load_besturen
from pipeline.dossier.catalogus import Catalogus, load_catalogus
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.mappingvelden import unknown_fields
from pipeline.dossier.programma import Programma, load_programma
from pipeline.dossier.rondes import Rondes, load_rondes
from pipeline.errors import DocumentError, MappingError, PipelineError
from pipeline.forms.basis import Table, read_mappings
from pipeline.forms.blank import build_index
from pipeline.forms.documenten import load_documenten
from pipeline.forms.fill_layout import read_layout
from pipeline.forms.mapping import Formulier
from pipeline.forms.mapping_check import Gebrek, check_word
from pipeline.forms.trial import try_out
from pipeline.forms.workbook_mapping import Werkmapformulier
from pipeline.jury.brief import TEMPLATE as LETTER
from pipeline.jury.draft import split_subject
from pipeline.jury.mail import Brief, MailIn
from pipeline.jury.sheet import TEMPLATE as SHEET
from pipeline.jury.template_check import Fout, check_template, check_text, has_tags
from pipeline.jury.views import Blad
from pipeline.reading.word import read_word
from pipeline.resources import mapping, template, validate
from pipeline.run.extracting import extract_path
from pipeline.run.mailtexts import MAILS, mail_templates

_T = TypeVar("_T")

_FORMULIEREN: Final = "formulieren"
_VERBETER: Final = "Verbeter dit in het bestand."


def check_everything(
    mappings: Path, templates: Path, voorbeelden: Sequence[Path] = ()
) -> tuple[Gebrek, ...]:
    """All that is wrong in `mappings` and `templates`.

    `voorbeelden` are documents, mails or folders of filled-in forms to try them on.
    """
    found = list(_mappings(mappings, templates))
    found += _templates(templates)
    if not found and voorbeelden:
        programma = load_programma(mappings, templates)
        found += _examples(voorbeelden, programma)
    return tuple(found)


def _mappings(mappings: Path, templates: Path) -> Iterator[Gebrek]:
    catalogus, problems = _loaded(lambda: load_catalogus(mappings))
    yield from problems
    rondes, problems = _loaded(lambda: load_rondes(mappings))
    yield from problems
    besturen = mapping("besturen.csv", mappings)
    yield from _loaded(lambda: load_besturen(besturen))[1]
    documenten = mapping("documenten.toml", mappings)
    yield from _loaded(lambda: load_documenten(documenten))[1]
    read, mistakes = read_mappings(mappings / _FORMULIEREN)
    yield from _told(mistakes)
    ids = {table.get("formulier") for table in read.values()}
    if rondes is not None:
        yield from _forms_of(rondes, ids)
    for name, table in read.items():
        yield from _form(name, table, templates, catalogus, rondes)


def _form(
    name: str,
    table: Table,
    templates: Path,
    catalogus: Catalogus | None,
    rondes: Rondes | None,
) -> Iterator[Gebrek]:
    """One form: its mapping by itself, then held against its blank."""
    where = f"{_FORMULIEREN}/{name}"
    soort = table.get("soort")
    if soort not in {"motivatie", "kpi"}:
        yield Gebrek(
            plaats=f"{where}: soort",
            wat=f"‘{soort}’ is geen soort formulier",
            raad="Kies uit: motivatie, kpi.",
        )
        return
    formulier: Formulier | Werkmapformulier
    try:
        if soort == "motivatie":
            formulier = validate(Formulier, table, where=where)
        else:
            formulier = validate(Werkmapformulier, table, where=where)
    except MappingError as error:
        yield from _told(error.problems)
        return
    if rondes is not None and formulier.ronde not in {None, *rondes.ids}:
        yield Gebrek(
            plaats=f"{where}: ronde",
            wat=f"ronde ‘{formulier.ronde}’ bestaat niet",
            raad=f"Kies uit: {', '.join(rondes.ids)}.",
        )
    path = templates / formulier.sjabloon
    if not path.is_file():
        yield Gebrek(
            plaats=f"{where}: sjabloon",
            wat=f"‘{formulier.sjabloon}’ staat niet in {templates.name}/",
            raad="Zet het blanco formulier in die map, of verbeter de naam.",
        )
        return
    if isinstance(formulier, Formulier):
        if catalogus is not None:
            yield from unknown_fields(formulier, catalogus, where)
        yield from _word(formulier, path, where)
    else:
        yield from _loaded(lambda: read_layout(path.read_bytes(), formulier), where)[1]


def _word(formulier: Formulier, path: Path, where: str) -> Iterator[Gebrek]:
    package = path.read_bytes()
    try:
        blank = read_word(package)
    except DocumentError as error:
        yield Gebrek(
            plaats=f"templates/{path.name}",
            wat=f"het blanco formulier kan niet gelezen worden: {error.bericht}",
            raad="Bewaar het opnieuw als Word-document (.docx).",
        )
        return
    wrong = check_word(formulier, blank, where)
    yield from wrong
    if wrong:
        return  # the trial would say the same in other words
    index, problems = _loaded(lambda: build_index(formulier, blank), where)
    yield from problems
    if index is not None:
        tried, problems = _loaded(lambda: tuple(try_out(package, index, where)), where)
        yield from problems
        yield from tried or ()


def _forms_of(rondes: Rondes, ids: set[object]) -> Iterator[Gebrek]:
    for ronde in rondes.rondes:
        for naam in ronde.formulieren:
            if naam not in ids:
                yield Gebrek(
                    plaats=f"rondes.toml: ronde ‘{ronde.id}’: formulieren",
                    wat=f"formulier ‘{naam}’ bestaat niet",
                    raad=f"Voeg formulieren/{naam}.toml toe of schrap de naam.",
                )


def _templates(templates: Path) -> Iterator[Gebrek]:
    """Every docxtpl template, and the words of every mail."""
    shared = [template(name, templates) for name in (SHEET, LETTER)]
    own = sorted(templates.glob("*.docx"))
    paths = [*own, *(Path(str(p)) for p in shared if Path(str(p)) not in own)]
    for path in paths:
        data = path.read_bytes()
        if path.name.startswith("~$") or not has_tags(data):
            continue
        shape = Brief if path.name == LETTER else Blad
        found = _loaded(partial(check_template, data, shape), f"templates/{path.name}")
        yield from _named(f"templates/{path.name}", *found)
    for name, text in mail_templates(templates).items():
        where = f"templates/{MAILS}/{name}"
        yield from _named(where, *_loaded(partial(check_text, text, MailIn), where))
        if name.endswith(".txt"):
            yield from _loaded(partial(split_subject, name, text), where)[1]


def _named(
    where: str, wrong: tuple[Fout, ...] | None, problems: Sequence[Gebrek]
) -> Iterator[Gebrek]:
    """What is wrong with one template: its tags, and names that do not exist."""
    yield from problems
    for fout in wrong or ():
        yield Gebrek(
            plaats=f"{where}, {fout.plaats}",
            wat=f"‘{fout.naam}’ bestaat niet",
            raad=fout.raad,
        )


def _examples(paths: Sequence[Path], programma: Programma) -> Iterator[Gebrek]:
    """Examples of which nothing comes, though they are one of the forms."""
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in filter(Path.is_file, files):
            for extractie in extract_path(file, programma):
                if extractie.formulier is not None and _is_empty(extractie):
                    yield Gebrek(
                        plaats=f"voorbeeld {file.name}: {extractie.bestand.naam}",
                        wat=f"herkend als ‘{extractie.formulier}’, maar er komt geen "
                        "enkel antwoord uit",
                        raad="Vergelijk het met het blanco formulier: samenleven "
                        "template inspect BESTAND.",
                    )


def _is_empty(extractie: Extractie) -> bool:
    return not (
        extractie.kpis
        or extractie.motivaties
        or extractie.verwachtingen
        or extractie.stimulansen
    )


def _loaded(load: Callable[[], _T], where: str = "") -> tuple[_T | None, list[Gebrek]]:
    """What `load` gives, or all that it complains of."""
    try:
        return load(), []
    except MappingError as error:
        return None, list(_told(error.problems))
    except PipelineError as error:
        return None, [Gebrek(plaats=where, wat=str(error).rstrip("."), raad=_VERBETER)]


def _told(problems: Sequence[str]) -> Iterator[Gebrek]:
    """Mistakes of a mapping: `acties.toml: acties[3].naam: ontbreekt`."""
    for problem in problems:
        plaats, _, wat = problem.rpartition(": ")
        yield Gebrek(plaats=plaats or "mappings", wat=wat, raad=_VERBETER)
