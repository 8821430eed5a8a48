"""Extract: one document on its own becomes an extraction (contract section 4).

    SourceFile bytes -> Reading -> Answers -> Extractie

Never raises for what a document holds: a file that cannot be read gives an extraction
with `fout`, anything unexpected in a readable one is in `niet_herkend`.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from pipeline.canonical import canonical_or_none
from pipeline.dossier.actienaam import identify
from pipeline.dossier.antwoorden import read_antwoorden
from pipeline.dossier.extractie import (
    Bestand,
    Extractie,
    Fout,
    KpiRegel,
    Plek,
    Rest,
    Soort,
)
from pipeline.dossier.getallen import read_getal
from pipeline.dossier.programma import Programma
from pipeline.dossier.genoemd import named_bestuur
from pipeline.dossier.werkmap import read_werkmap
from pipeline.errors import DocumentError
from pipeline.findings import KINDS
from pipeline.forms.documenten import KpiZin, read_kpi_zinnen
from pipeline.forms.extract import extract
from pipeline.forms.labels import Index, Role
from pipeline.forms.lines import WORD, Line, to_lines
from pipeline.reading.block import Layer, Reading

VERSION: Final = "1"
"""Raised whenever the same bytes would give another extraction."""

_FORM_LABELS: Final = 3
_FIRST_LINES: Final = 14
_VERDICT_TAG: Final = re.compile(r"^actie-\d+-(voldoende|verlengen|conclusie)$")


def refused(naam: str, sha256: str, error: DocumentError) -> Extractie:
    """The extraction of a file that cannot be read."""
    return Extractie(
        bestand=Bestand(naam=naam, sha256=sha256, soort="onbekend"),
        fout=Fout(code=error.code, bericht=_sentence(naam, error)),
    )


def _sentence(naam: str, error: DocumentError) -> str:
    kind = KINDS.get(error.code)
    return (
        kind.bericht.format(naam=naam, reden=error.bericht) if kind else error.bericht
    )


def extract_reading(
    reading: Reading, naam: str, sha256: str, programma: Programma
) -> Extractie:
    """Everything that `reading` says, as far as the document alone can tell."""
    if reading.sheets:
        extractie = read_werkmap(reading, naam, sha256, programma)
    else:
        extractie = _read_text(reading, naam, sha256, programma)
    if "macro" in reading.warnings:
        macro = KINDS["macro"].at(bron=sha256, naam=naam)
        extractie = extractie.model_copy(
            update={"bevindingen": (*extractie.bevindingen, macro)}
        )
    return extractie


def _read_text(
    reading: Reading, naam: str, sha256: str, programma: Programma
) -> Extractie:
    lines = to_lines(reading.blocks)

    def is_subject(text: str) -> bool:
        found = identify(text, programma.catalogus)
        return bool(found) and found[0].bewijs != "eenheid"

    if any(_VERDICT_TAG.match(tag) for block in reading.blocks for tag in block.tags):
        return _other(lines, naam, sha256, "jurysheet")
    index = _form_of(lines, programma)
    if index is not None:
        return _read_form(
            reading, lines, index, is_subject, _Told(naam, sha256, programma)
        )
    zinnen, rest = read_kpi_zinnen(
        lines, programma.documenten.stand_van_zaken, is_subject
    )
    told = _Told(naam, sha256, programma)
    regels = [r for zin in zinnen if (r := told.kpi_regel(zin)) is not None]
    if regels:
        extractie = told.extractie("stand-van-zaken", _first(lines), kpis=tuple(regels))
        return extractie.model_copy(
            update={
                "niet_herkend": tuple(
                    Rest(tekst=r.tekst, plaats=r.plaats) for r in rest
                )
            }
        )
    kind = programma.documenten.kind(lines)
    return _other(lines, naam, sha256, kind.id if kind is not None else "onbekend")


def _other(lines: Sequence[Line], naam: str, sha256: str, soort: Soort) -> Extractie:
    """A document that is no submission: every line of it, nothing read from it."""
    return Extractie(
        bestand=Bestand(naam=naam, sha256=sha256, soort=soort),
        niet_herkend=tuple(
            Rest(tekst=text, plaats=line.place)
            for line in lines
            if (text := canonical_or_none(line.live)) is not None and WORD.search(text)
        ),
    )


def _form_of(lines: Sequence[Line], programma: Programma) -> Index | None:
    """The form of which `lines` holds a title, or enough labels; the best of them."""
    best: tuple[float, Index] | None = None
    for index in programma.indexen.values():
        titles = {tuple(WORD.findall(t.lower())) for t in index.formulier.herken}
        labels: set[str] = set()
        headings = titled = False
        for line in lines:
            titled = titled or line.words in titles
            for hit in index.hits(line):
                if hit.certainty == 1.0 and hit.text.role is Role.HEADING:
                    headings = True
                elif hit.text.role is Role.LABEL and hit.text.veld is not None:
                    labels.add(hit.text.veld.naam)
        score = len(labels) + 10 * titled + 3 * headings
        if (titled or headings or len(labels) >= _FORM_LABELS) and labels | {"kop"} != {
            "kop"
        }:
            if best is None or score > best[0]:
                best = (score, index)
    return best[1] if best is not None else None


def _read_form(
    reading: Reading,
    lines: Sequence[Line],
    index: Index,
    is_subject: Callable[[str], bool],
    told: "_Told",
) -> Extractie:
    answers = extract(reading, index, is_subject)
    gelezen = read_antwoorden(answers, told.programma.catalogus, told.sha256)
    outside = [rest.tekst for rest in answers.rest]
    margins = [
        line.live for line in lines if line.layer in {Layer.HEADER, Layer.FOOTER}
    ]
    properties = [value for _, value in reading.properties]
    extractie = told.extractie(
        "motivatie",
        [*margins, *properties, *outside],
        formulier=index.formulier.formulier,
    )
    return extractie.model_copy(
        update={
            "motivaties": tuple(gelezen.motivaties),
            "verwachtingen": tuple(gelezen.verwachtingen),
            "stimulansen": gelezen.stimulansen,
            "jurering": tuple(gelezen.jurering),
            "niet_herkend": tuple(gelezen.rest),
            "bevindingen": tuple(gelezen.bevindingen),
            "herkomst": gelezen.herkomst,
        }
    )


def _first(lines: Sequence[Line]) -> list[str]:
    written = [line.live for line in lines if line.live.strip()]
    return written[:_FIRST_LINES]


class _Told:
    """What an extraction is made of, whatever the document is."""

    def __init__(self, naam: str, sha256: str, programma: Programma) -> None:
        self.naam = naam
        self.sha256 = sha256
        self.programma = programma
        self.herkomst: dict[str, Plek] = {}
        self.count = 0

    def kpi_regel(self, zin: KpiZin) -> KpiRegel | None:
        """One achieved number with its action; `None` when the title names none."""
        found = identify(zin.titel.tekst, self.programma.catalogus)
        behaald = read_getal(zin.behaald.tekst)
        if not found or behaald.waarde is None:
            return None
        doel = read_getal(zin.te_behalen.tekst).waarde if zin.te_behalen else None
        at = f"/kpis/{self.count}"
        self.count += 1
        for key in ("te_behalen", "behaald"):
            self.herkomst[f"{at}/{key}"] = Plek(
                plaats=zin.behaald.plaats, zekerheid=0.9, reden=found[0].reden
            )
        return KpiRegel(
            actie=found[0].nummer,
            te_behalen=doel,
            behaald=behaald.waarde,
            plaats=zin.behaald.plaats,
        )

    def extractie(
        self,
        soort: Soort,
        naming: Sequence[str],
        *,
        formulier: str | None = None,
        kpis: tuple[KpiRegel, ...] = (),
    ) -> Extractie:
        """The frame of an extraction; `naming` are the texts that may name the bestuur."""
        return Extractie(
            bestand=Bestand(naam=self.naam, sha256=self.sha256, soort=soort),
            formulier=formulier,
            bestuur=named_bestuur(naming, self.programma.besturen),
            kpis=kpis,
            herkomst=self.herkomst,
        )
