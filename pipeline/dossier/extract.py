"""Extract: one document on its own becomes an extraction (contract section 4).

    Reading -> Answers -> Extractie

Never raises for what a document holds: anything unexpected in a readable one is in
`niet_herkend`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.canonical import canonical_or_none
from pipeline.dossier.actienaam import identify
from pipeline.dossier.antwoorden import read_antwoorden
from pipeline.dossier.besturen import Besturen
from pipeline.dossier.eigen_woorden import read_eigen_woorden
from pipeline.dossier.extractie import (
    Bestand,
    BestuurGenoemd,
    Extractie,
    Fout,
    Rest,
    Soort,
)
from pipeline.dossier.genoemd import Vermeld, named_bestuur, titles_of
from pipeline.dossier.kpi_document import read_tabellen
from pipeline.dossier.kpi_formulier import read_ingevoegd
from pipeline.dossier.kpis import Kpis
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.rondom import file_title
from pipeline.dossier.werkmap import read_werkmap
from pipeline.errors import DocumentError
from pipeline.findings import KINDS, Bevinding
from pipeline.forms.extract import extract
from pipeline.forms.labels import Index, Role
from pipeline.forms.lines import WORD, Line, to_lines
from pipeline.forms.recognise import recognise
from pipeline.reading.block import Layer, Reading

_FIRST_LINES: Final = 14
_MARGINS: Final = frozenset({Layer.HEADER, Layer.FOOTER})
_VERDICT_TAG: Final = re.compile(r"^actie-\d+-(voldoende|verlengen|conclusie)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """One text document: how it goes by, what it says, and what is known."""

    naam: str
    sha256: str
    reading: Reading
    lines: Sequence[Line]
    programma: Programma
    ronde: Ronde | None

    def is_subject(self, text: str) -> bool:
        """Whether `text` names an action of the programme."""
        found = identify(text, self.programma.catalogus)
        return bool(found) and found[0].bewijs != "eenheid"

    @property
    def margins(self) -> list[Vermeld]:
        """What stands in its headers and footers."""
        return [
            Vermeld(line.live, line.place)
            for line in self.lines
            if line.layer in _MARGINS and line.live.strip()
        ]

    def bestand(self, soort: Soort) -> Bestand:
        """The file as it goes into the extraction."""
        return Bestand(naam=self.naam, sha256=self.sha256, soort=soort)

    def bestuur(
        self,
        besturen: Besturen,
        titles: Sequence[Vermeld],
        loose: Sequence[Vermeld] = (),
    ) -> BestuurGenoemd | None:
        """Whose it is, by its headers, footers, properties and these texts."""
        known, people = titles_of(self.reading)
        texts = [*self.margins, *known, *titles]
        return named_bestuur(texts, besturen, loose=[*people, *loose])

    def left(self) -> tuple[Rest, ...]:
        """Every line with a word in it."""
        found = ((canonical_or_none(line.live), line.place) for line in self.lines)
        return tuple(
            Rest(tekst=text, plaats=place)
            for text, place in found
            if text is not None and WORD.search(text)
        )


def refused(naam: str, sha256: str, error: DocumentError) -> Extractie:
    """The extraction of a file that cannot be read."""
    kind = KINDS.get(error.code)
    bericht = error.bericht
    if kind is not None:
        bericht = kind.bericht.format(naam=naam, reden=error.bericht)
    return Extractie(
        bestand=Bestand(naam=naam, sha256=sha256, soort="onbekend"),
        fout=Fout(code=error.code, bericht=bericht),
    )


def extract_reading(
    reading: Reading,
    naam: str,
    sha256: str,
    programma: Programma,
    *,
    ronde: str | None = None,
) -> Extractie:
    """Everything that `reading` says, as far as the document alone can tell.

    `ronde` is the id of the round asked for: of a workbook about several, that is the
    one that counts; without it the latest.
    """
    if reading.sheets:
        extractie = _read_workbook(reading, naam, sha256, programma, ronde)
    else:
        lines = to_lines(reading.blocks)
        extractie = _read_text(
            _Document(
                naam=naam,
                sha256=sha256,
                reading=reading,
                lines=lines,
                programma=programma,
                ronde=programma.rondes.ronde(ronde) if ronde else None,
            )
        )
    if not (reading.warnings or reading.noticed):
        return extractie
    told = [KINDS[code].at(bron=sha256, naam=naam) for code in reading.warnings]
    told += [
        KINDS[code].at(bron=sha256, plaats=place, naam=naam, waar=place)
        for code, place in reading.noticed
    ]
    return extractie.model_copy(update={"bevindingen": (*extractie.bevindingen, *told)})


def _read_workbook(
    reading: Reading, naam: str, sha256: str, programma: Programma, ronde: str | None
) -> Extractie:
    """What a workbook says of the round asked for, else of the latest that it names."""
    if ronde is None:
        return read_werkmap(reading, naam, sha256, programma)
    asked = read_werkmap(reading, naam, sha256, programma, ronde)
    if asked.kpis:
        return asked
    found = read_werkmap(reading, naam, sha256, programma)
    return found if found.ronde is not None or found.kpis else asked


def _read_text(document: _Document) -> Extractie:
    """A form, a report in own words, or something else."""
    tags = (tag for block in document.reading.blocks for tag in block.tags)
    if any(map(_VERDICT_TAG.match, tags)):
        return _other(document, "jurysheet")
    programma = document.programma
    index = recognise(
        document.lines,
        document.reading.properties,
        programma.indexen,
        document.ronde.id if document.ronde else None,
    )
    if index is not None:
        return _read_form(document, index)
    verteld = read_eigen_woorden(
        document.lines,
        programma.documenten.stand_van_zaken,
        programma.catalogus,
        document.is_subject,
    )
    tabellen = read_tabellen(
        document.reading.blocks, programma, document.sha256, document.ronde
    )
    if not verteld.kpis and tabellen is None:
        kind = programma.documenten.kind(document.lines)
        return _other(document, kind.id if kind is not None else "onbekend")
    if tabellen is not None:
        verteld.add(tabellen.kpis, tabellen.plaatsen)
    first = [
        Vermeld(line.live, line.place) for line in document.lines if line.live.strip()
    ]
    return Extractie(
        bestand=document.bestand("stand-van-zaken"),
        bestuur=document.bestuur(
            programma.besturen_van(document.ronde), first[:_FIRST_LINES]
        ),
        kpis=tuple(verteld.kpis),
        niet_herkend=tuple(verteld.rest),
        bevindingen=tuple(verteld.bevindingen),
        herkomst=verteld.herkomst,
    )


def _other(document: _Document, soort: Soort) -> Extractie:
    """A document that is no submission: every line of it, nothing read from it."""
    return Extractie(bestand=document.bestand(soort), niet_herkend=document.left())


def _read_form(document: _Document, index: Index) -> Extractie:
    programma = document.programma
    ronde = document.ronde or programma.rondes.ronde(index.formulier.ronde)
    reading = document.reading
    tabellen = read_ingevoegd(reading.blocks, index, programma, document.sha256, ronde)
    lines: Sequence[Line] | None = document.lines
    if tabellen is not None and tabellen.plaatsen:
        blocks = (b for b in reading.blocks if b.place not in tabellen.plaatsen)
        reading, lines = replace(reading, blocks=tuple(blocks)), None
    answers = extract(reading, index, document.is_subject, lines)
    front = _front(document.lines, index)
    gelezen = read_antwoorden(
        answers,
        programma.catalogus,
        document.sha256,
        index.formulier.labels,
        [file_title(document.naam), *document.margins, *front],
    )
    kpis = tabellen.kpis if tabellen is not None else Kpis()
    return Extractie(
        bestand=document.bestand("motivatie"),
        formulier=index.formulier.formulier,
        bestuur=document.bestuur(
            programma.besturen_van(ronde),
            front,
            [Vermeld(rest.tekst, rest.plaats) for rest in answers.rest],
        ),
        kpis=kpis.regels,
        motivaties=tuple(gelezen.motivaties),
        verwachtingen=tuple(gelezen.verwachtingen),
        stimulansen=gelezen.stimulansen,
        jurering=tuple(gelezen.jurering),
        niet_herkend=(*gelezen.rest, *kpis.rest),
        bevindingen=(
            *gelezen.bevindingen,
            *kpis.bevindingen,
            *_of_another(document, index),
        ),
        herkomst={**gelezen.herkomst, **kpis.herkomst},
    )


def _of_another(document: _Document, index: Index) -> Iterator[Bevinding]:
    """A form of another round, where the round asked for has one of its own."""
    ronde, used = document.ronde, index.formulier
    own = ronde.formulieren if ronde is not None else ()
    if used.formulier not in own and any(n in document.programma.indexen for n in own):
        yield KINDS["ander-formulier"].at(
            bron=document.sha256, naam=document.naam, formulier=used.formulier
        )


def _front(lines: Sequence[Line], index: Index) -> list[Vermeld]:
    """What somebody wrote above the first label of the form: a title page, a line."""
    front: list[Vermeld] = []
    for line in lines:
        hits = index.hits(line)
        if any(hit.text.role is not Role.FIXED for hit in hits):
            break
        if line.layer is Layer.BODY and not hits and line.live.strip():
            front.append(Vermeld(line.live, line.place))
    return front
