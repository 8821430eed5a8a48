"""Assemble: all that a bestuur sent in, and what it was granted, becomes one dossier.

    documents in order of arrival + Toekenning + Ronde -> Dossier

A later submission replaces per document kind and, within the Word form, per action:
what it does not speak of stays in force; several documents of one mail add up (contract
section 2). Achieved counts Excel over Word, target counts toekenning over Excel over
Word, and every difference is told (section 3). Every value keeps its origin.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.extractie import Extractie, MotivatieBlok
from pipeline.dossier.kpiwaarden import Key, KpiWaarden, Waarde, merge_kpis
from pipeline.dossier.model import (
    Actie,
    Bestuur,
    Bron,
    Dossier,
    Getal,
    Herkomst,
    Indiening,
    Motivatie,
    NietHerkend,
    Stimulansen,
    Verwachtingen,
)
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenningen import Toekenning
from pipeline.dossier.toewijzing import Toewijzing, assign
from pipeline.findings import KINDS, Bevinding

_EMPTY_MOTIVATIE: Final = Motivatie()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingekomen:
    """One document of a bestuur as it came in.

    `indiening` is the message id; `None` for a loose document, which then counts as
    sent with all other loose ones. `ontvangen` is aware, `None` when unknown.
    """

    extractie: Extractie
    indiening: str | None
    ontvangen: dt.datetime | None

    @property
    def sha256(self) -> str:
        """The sha256 of the document."""
        return self.extractie.bestand.sha256

    @property
    def moment(self) -> tuple[float, str]:
        """What puts documents in order: when they came, then by message."""
        at = self.ontvangen.timestamp() if self.ontvangen is not None else float("-inf")
        return at, self.indiening or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdracht:
    """All that a dossier is made of."""

    bestuur: Bestuur
    ronde: Ronde
    catalogus: Catalogus
    documenten: Sequence[Ingekomen]
    indieningen: Sequence[Indiening] = ()
    toekenning: Toekenning | None = None
    toekenningen_bron: Bron | None = None


@dataclass(slots=True)
class Stuk:
    """A part of a document that is in force, with where it stands in the extraction."""

    document: Ingekomen
    index: int
    actie: int
    zekerheid: float = 1.0
    reden: str | None = None


@dataclass(slots=True)
class Geldend:
    """What is in force of all documents, per kind and action."""

    motivaties: dict[int, list[Stuk]] = field(default_factory=dict)
    verwachtingen: dict[int, list[Stuk]] = field(default_factory=dict)
    stimulansen: dict[str, Ingekomen] = field(default_factory=dict)
    los: list[tuple[Ingekomen, int]] = field(default_factory=list)
    in_force: set[str] = field(default_factory=set)


def assemble(opdracht: Opdracht) -> Dossier:
    """The dossier of one bestuur. Deterministic, whatever order the documents came in."""
    documents = sorted(
        opdracht.documenten, key=lambda d: (d.moment, d.extractie.bestand.naam, d.sha256)
    )
    catalogus, ronde = opdracht.catalogus, opdracht.ronde
    kpis = merge_kpis(documents, opdracht.toekenning, opdracht.toekenningen_bron, catalogus)
    links = assign(
        documents,
        kpis,
        catalogus=catalogus,
        drempel=ronde.drempel,
        projectjaar=ronde.projectjaar,
    )
    geldend = _in_force(documents, links)
    geldend.in_force |= kpis.in_force
    _add_word_numbers(kpis, geldend)
    return _Builder(opdracht, documents, kpis, links, geldend).dossier()


def _in_force(documents: Sequence[Ingekomen], links: Toewijzing) -> Geldend:
    """Later mails replace what they speak of; documents of one mail add up."""
    geldend = Geldend()
    groups: dict[tuple[float, str], list[Ingekomen]] = {}
    for document in documents:
        groups.setdefault(document.moment, []).append(document)
    for group in groups.values():
        spoken: dict[int, list[Stuk]] = {}
        expected: dict[int, list[Stuk]] = {}
        unclear: list[tuple[Ingekomen, int]] = []
        for document in group:
            for index in range(len(document.extractie.motivaties)):
                link = links.of(document.sha256, index)
                if link.actie is None:
                    unclear.append((document, index))
                else:
                    stuk = Stuk(document, index, link.actie, link.zekerheid, link.reden)
                    spoken.setdefault(link.actie, []).append(stuk)
            for index, blok in enumerate(document.extractie.verwachtingen):
                expected.setdefault(blok.actie, []).append(Stuk(document, index, blok.actie))
            stimulansen = document.extractie.stimulansen
            for naam, part in (stimulansen.model_dump() if stimulansen else {}).items():
                if part is not None:
                    geldend.stimulansen[naam] = document
        geldend.motivaties |= spoken
        geldend.verwachtingen |= expected
        geldend.los.extend(unclear)
    geldend.in_force = {
        stuk.document.sha256
        for stukken in (*geldend.motivaties.values(), *geldend.verwachtingen.values())
        for stuk in stukken
    }
    geldend.in_force |= {d.sha256 for d in geldend.stimulansen.values()}
    geldend.in_force |= {document.sha256 for document, _ in geldend.los}
    return geldend


def _add_word_numbers(kpis: KpiWaarden, geldend: Geldend) -> None:
    """The numbers that the section-1 blocks in force repeat, the last to be believed."""
    for nummer, stukken in geldend.motivaties.items():
        for stuk in stukken:
            blok = stuk.document.extractie.motivaties[stuk.index]
            keys: tuple[tuple[Key, Getal | None], ...] = (
                ("te_behalen", blok.te_behalen),
                ("behaald", blok.behaald),
            )
            for key, getal in keys:
                plek = stuk.document.extractie.herkomst.get(f"/motivaties/{stuk.index}/{key}")
                if getal is not None and plek is not None:
                    zekerheid = round(min(plek.zekerheid, stuk.zekerheid), 2)
                    herkomst = Herkomst(
                        bron=stuk.document.sha256, plaats=plek.plaats, zekerheid=zekerheid
                    )
                    kpis.add(nummer, key, Waarde(getal=getal, bron="Word", herkomst=herkomst))


class _Builder:
    """One dossier, while its values and their origins are put in place."""

    def __init__(
        self,
        opdracht: Opdracht,
        documents: Sequence[Ingekomen],
        kpis: KpiWaarden,
        links: Toewijzing,
        geldend: Geldend,
    ) -> None:
        self.opdracht = opdracht
        self.documents = documents
        self.kpis = kpis
        self.links = links
        self.geldend = geldend
        self.herkomst: dict[str, Herkomst] = {}
        self.bevindingen: list[Bevinding] = []

    def dossier(self) -> Dossier:
        """Everything, in the contract's order."""
        opdracht = self.opdracht
        granted = opdracht.toekenning.acties if opdracht.toekenning else frozenset()
        numbers = sorted(
            granted | self.kpis.acties | set(self.geldend.motivaties) | set(self.geldend.verwachtingen)
        )
        acties = tuple(self._actie(at, nummer) for at, nummer in enumerate(numbers))
        stimulansen = self._stimulansen()
        left = self._left()
        return Dossier(
            ronde=opdracht.ronde.id,
            bestuur=opdracht.bestuur,
            acties=acties,
            stimulansen=stimulansen,
            niet_herkend=left,
            bevindingen=(*self.kpis.bevindingen, *self._document_findings(), *self.bevindingen),
            bronnen=self._bronnen(),
            indieningen=tuple(
                sorted(
                    opdracht.indieningen,
                    key=lambda i: (i.ontvangen.timestamp() if i.ontvangen else 0.0, i.id),
                )
            ),
            herkomst=self.herkomst,
        )

    def _actie(self, at: int, nummer: int) -> Actie:
        known = self.opdracht.catalogus.actie(nummer)
        judged_on_expectations = known is not None and known.is_judged_on_expectations(
            self.opdracht.ronde.projectjaar
        )
        deel = None if judged_on_expectations else self.opdracht.ronde.drempel
        kpi, origins = self.kpis.kpi(nummer, deel)
        for key, origin in origins.items():
            self.herkomst[f"/acties/{at}/{key}"] = origin
        motivaties = [
            self._motivatie(stuk, at, n)
            for n, stuk in enumerate(self.geldend.motivaties.get(nummer, ()))
        ]
        filled = [m for m in motivaties if m != _EMPTY_MOTIVATIE]
        verwachtingen = [
            self._verwachtingen(stuk, at, n)
            for n, stuk in enumerate(self.geldend.verwachtingen.get(nummer, ()))
        ]
        return Actie(
            nummer=nummer,
            naam=known.naam if known else f"Actie {nummer}",
            subsidie=self.kpis.subsidie(nummer),
            kpi=kpi,
            motivatie=filled[0] if filled else None,
            motivaties_extra=tuple(filled[1:]),
            verwachtingen=verwachtingen[0] if verwachtingen else None,
            verwachtingen_extra=tuple(verwachtingen[1:]),
        )

    def _motivatie(self, stuk: Stuk, at: int, number: int) -> Motivatie:
        blok = stuk.document.extractie.motivaties[stuk.index]
        target = f"/acties/{at}/motivatie"
        if number:
            target = f"/acties/{at}/motivaties_extra/{number - 1}"
        self._copy(stuk.document, f"/motivaties/{stuk.index}/", f"{target}/", stuk.zekerheid)
        for key in ("actie", "te_behalen", "behaald"):
            self.herkomst.pop(f"{target}/{key}", None)
        return Motivatie(
            waarom=blok.waarom, inspanningen=blok.inspanningen, initiatieven=blok.initiatieven
        )

    def _verwachtingen(self, stuk: Stuk, at: int, number: int) -> Verwachtingen:
        blok = stuk.document.extractie.verwachtingen[stuk.index]
        target = f"/acties/{at}/verwachtingen"
        if number:
            target = f"/acties/{at}/verwachtingen_extra/{number - 1}"
        self._copy(stuk.document, f"/verwachtingen/{stuk.index}/", f"{target}/", 1.0)
        return Verwachtingen.model_validate(blok.model_dump(exclude={"actie"}))

    def _copy(self, document: Ingekomen, source: str, target: str, ceiling: float) -> None:
        """Carry the places of an extraction over to where its values now stand."""
        for pointer, plek in document.extractie.herkomst.items():
            if pointer.startswith(source):
                self.herkomst[target + pointer.removeprefix(source)] = Herkomst(
                    bron=document.sha256,
                    plaats=plek.plaats,
                    zekerheid=round(min(plek.zekerheid, ceiling), 2),
                )

    def _stimulansen(self) -> Stimulansen:
        parts: dict[str, object] = {}
        for naam, document in self.geldend.stimulansen.items():
            given = document.extractie.stimulansen
            if given is not None and naam != "jurering":
                parts[naam] = given.model_dump()[naam]
                self._copy(document, f"/stimulansen/{naam}/", f"/stimulansen/{naam}/", 1.0)
        # The jury's own text in a submission is never the jury's (contract section 3).
        return Stimulansen.model_validate(parts)

    def _left(self) -> tuple[NietHerkend, ...]:
        """What no field could take, of every document that is in force."""
        left: list[NietHerkend] = []
        for document in self.documents:
            if self.status(document) != "actueel":
                continue
            extractie = document.extractie
            left.extend(
                NietHerkend(tekst=rest.tekst, bron=document.sha256, plaats=rest.plaats)
                for rest in extractie.niet_herkend
            )
            self._jury_rows(document, left)
        for document, index in self.geldend.los:
            self._unclear(document, index, left)
        return tuple(left)

    def _unclear(self, document: Ingekomen, index: int, left: list[NietHerkend]) -> None:
        blok = document.extractie.motivaties[index]
        plek = document.extractie.herkomst.get(f"/motivaties/{index}/actie")
        place = plek.plaats if plek else ""
        text = "\n".join(_lines_of(blok))
        left.append(NietHerkend(tekst=text, bron=document.sha256, plaats=place))
        self.bevindingen.append(
            KINDS["actie-onbekend"].at(
                bron=document.sha256, plaats=place, tekst=text.split("\n", 1)[0][:80]
            )
        )

    def _jury_rows(self, document: Ingekomen, left: list[NietHerkend]) -> None:
        rows = [
            (blok.actie, _verdict_text(blok.voldoende, blok.conclusie, blok.verlengen), f"/jurering/{n}/")
            for n, blok in enumerate(document.extractie.jurering)
        ]
        stimulansen = document.extractie.stimulansen
        if stimulansen is not None and stimulansen.jurering is not None:
            rows.append((None, stimulansen.jurering, "/stimulansen/jurering"))
        for actie, text, pointer in rows:
            place = next(
                (p.plaats for k, p in document.extractie.herkomst.items() if k.startswith(pointer)),
                "Jurering ABB",
            )
            left.append(NietHerkend(tekst=text, bron=document.sha256, plaats=place))
            self.bevindingen.append(
                KINDS["jurering-in-indiening"].at(
                    actie=actie, bron=document.sha256, plaats=place, tekst=f"‘{text}’"
                )
            )

    def _document_findings(self) -> list[Bevinding]:
        return [
            bevinding
            for document in self.documents
            if self.status(document) == "actueel"
            for bevinding in document.extractie.bevindingen
        ]

    def status(self, document: Ingekomen) -> Literal["actueel", "vervangen"]:
        """Whether anything of `document` is in force, or a later one took its place."""
        if document.sha256 in self.geldend.in_force or document.extractie.fout is not None:
            return "actueel"
        later = (
            other
            for other in self.documents
            if other.moment > document.moment
            and other.extractie.fout is None
            and other.extractie.bestand.soort == document.extractie.bestand.soort
        )
        return "actueel" if next(later, None) is None else "vervangen"

    def _bronnen(self) -> tuple[Bron, ...]:
        bronnen = [
            Bron(
                sha256=document.sha256,
                naam=document.extractie.bestand.naam,
                soort=document.extractie.bestand.soort,
                indiening=document.indiening,
                ontvangen=document.ontvangen,
                status=self.status(document),
            )
            for document in self.documents
        ]
        if self.opdracht.toekenningen_bron is not None:
            bronnen.append(self.opdracht.toekenningen_bron)
        return tuple(bronnen)


def _verdict_text(voldoende: bool | None, conclusie: str | None, verlengen: bool | None) -> str:  # noqa: FBT001
    said = {True: "Ja", False: "Nee"}
    parts = [f"Voldoende initiatieven: {said[voldoende]}"] if voldoende is not None else []
    parts += [f"Conclusie: {conclusie}"] if conclusie else []
    parts += [f"Verlengen: {said[verlengen]}"] if verlengen is not None else []
    return "\n".join(parts)


def _lines_of(blok: MotivatieBlok) -> list[str]:
    """Every answer of a block, one under the other, as the jury will read it."""
    lines = [blok.actie_tekst] if blok.actie_tekst else []
    for label, value, text in (
        ("Te behalen KPI", blok.te_behalen, blok.te_behalen_tekst),
        ("Behaald KPI", blok.behaald, blok.behaald_tekst),
    ):
        if value is not None or text:
            lines.append(f"{label}: {text or value}")
    lines += [text for text in (blok.waarom, blok.inspanningen) if text]
    for initiatief in blok.initiatieven:
        kpi = initiatief.kpi_tekst or (str(initiatief.kpi) if initiatief.kpi is not None else None)
        lines += [t for t in (initiatief.omschrijving, initiatief.timing, kpi) if t]
    return lines
