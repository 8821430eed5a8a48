"""Assemble: all that a bestuur sent in, and what it was granted, becomes one dossier.

    documents + Toekenning + Ronde -> Dossier

What is in force of every document is told by `geldend` (the Word forms) and
`kpibronnen` (the numbers); here each value is put in its place, with its origin
(contract section 3, `herkomst`).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from pipeline.dossier.extractie import Plek
from pipeline.dossier.geldend import DELEN, Deel, Geldend, Stuk, in_force, motivatie_of
from pipeline.dossier.ingekomen import Ingekomen, Opdracht, in_order
from pipeline.dossier.kpibronnen import merge_kpis
from pipeline.dossier.kpiwaarden import Key, KpiWaarden, Waarde
from pipeline.dossier.model import (
    Actie,
    Bron,
    Dossier,
    Getal,
    Herkomst,
    Indiening,
    Motivatie,
    Stimulansen,
    Verwachtingen,
)
from pipeline.dossier.rest import Bevonden, Rest
from pipeline.dossier.toewijzing import assign

__all__ = ["Ingekomen", "Opdracht", "assemble"]

_MOTIVATIE: Final = tuple(Motivatie.model_fields)
_VERWACHTINGEN: Final = tuple(Verwachtingen.model_fields)


def assemble(opdracht: Opdracht) -> Dossier:
    """The dossier of one bestuur. Deterministic, whatever order the documents came in.

    Its `bevindingen` are those of its documents and of their numbers; what follows from
    the dossier as a whole is told by the checks.
    """
    documenten = in_order(opdracht.documenten)
    catalogus = opdracht.catalogus
    kpis = merge_kpis(
        documenten, opdracht.toekenning, opdracht.toekenningen_bron, catalogus
    )
    links = assign(
        documenten,
        kpis,
        catalogus=catalogus,
        ronde=opdracht.ronde,
        onderwerpen={i.id: i.onderwerp for i in opdracht.indieningen if i.onderwerp},
    )
    geldend = in_force(documenten, links)
    _add_word_numbers(kpis, geldend)
    return _Builder(opdracht, documenten, kpis, geldend).dossier()


def _add_word_numbers(kpis: KpiWaarden, geldend: Geldend) -> None:
    """The numbers that the section-1 blocks in force repeat."""
    for (nummer, key), stukken in geldend.getallen.items():
        for stuk in stukken:
            plek = stuk.document.extractie.herkomst[f"/motivaties/{stuk.index}/{key}"]
            getal = _number(stuk, key)
            if getal is not None:
                origin = _origin(stuk.document, plek, stuk.zekerheid)
                kpis.add(nummer, key, Waarde(getal=getal, bron="Word", herkomst=origin))


def _number(stuk: Stuk, key: Key) -> Getal | None:
    blok = stuk.document.extractie.motivaties[stuk.index]
    return blok.te_behalen if key == "te_behalen" else blok.behaald


def _origin(document: Ingekomen, plek: Plek, ceiling: float) -> Herkomst:
    """A value is as sure as its reading, and as its being about this action."""
    return Herkomst(
        bron=document.sha256,
        plaats=plek.plaats,
        zekerheid=round(min(plek.zekerheid, ceiling), 2),
    )


def _has_words(stuk: Stuk, path: str) -> bool:
    """Whether the number at `path` of a motivation is kept as it was written too."""
    match path.split("/"):
        case ["initiatieven", at, "kpi"]:
            blok = stuk.document.extractie.motivaties[stuk.index]
            return blok.initiatieven[int(at)].kpi_tekst is not None
    return False


class _Builder:
    """One dossier, while its values and their origins are put in place."""

    def __init__(
        self,
        opdracht: Opdracht,
        documenten: Sequence[Ingekomen],
        kpis: KpiWaarden,
        geldend: Geldend,
    ) -> None:
        self.opdracht = opdracht
        self.documenten = documenten
        self.kpis = kpis
        self.geldend = geldend
        self.in_force = kpis.in_force | {sha256 for sha256, _, _ in geldend.parts}
        self.herkomst: dict[str, Herkomst] = {}
        self.rest = Rest(opdracht.catalogus)

    def dossier(self) -> Dossier:
        """Everything, in the contract's order."""
        numbers = sorted(self.kpis.acties | self.geldend.acties)
        current = [d for d in self.documenten if self._status(d) == "actueel"]
        for document in current:
            self.rest.document(document)
        acties = tuple(self._actie(at, nummer) for at, nummer in enumerate(numbers))
        stimulansen = self._stimulansen()
        for stuk in self.geldend.los:
            self.rest.block(stuk)
        bevonden = Bevonden(self.geldend, self.kpis)
        return Dossier(
            ronde=self.opdracht.ronde.id,
            bestuur=self.opdracht.bestuur,
            acties=acties,
            stimulansen=stimulansen,
            niet_herkend=tuple(self.rest.niet_herkend),
            bevindingen=(
                *self.kpis.bevindingen,
                *(b for document in current for b in bevonden.of(document)),
                *self.rest.bevindingen,
            ),
            bronnen=self._bronnen(),
            indieningen=tuple(sorted(self.opdracht.indieningen, key=_arrival)),
            herkomst=self.herkomst,
        )

    def _actie(self, at: int, nummer: int) -> Actie:
        known = self.opdracht.catalogus.actie(nummer)
        ronde = self.opdracht.ronde
        deel = ronde.drempel
        judged = known is not None and known.is_judged_on_expectations(
            ronde.projectjaar
        )
        kpi, origins = self.kpis.kpi(nummer, None if judged else deel)
        for path, origin in origins.items():
            self.herkomst[f"/acties/{at}/{path}"] = origin
        self._words_beside(nummer)
        motivaties = [
            self._motivatie(stuk, at, number)
            for number, stuk in enumerate(self.geldend.motivaties.get(nummer, ()))
        ]
        verwachtingen = [
            self._verwachtingen(stuk, at, number)
            for number, stuk in enumerate(self.geldend.verwachtingen.get(nummer, ()))
        ]
        return Actie(
            nummer=nummer,
            naam=known.naam if known else f"Actie {nummer}",
            subsidie=self.kpis.of(nummer).subsidie,
            kpi=kpi,
            motivatie=motivaties[0] if motivaties else None,
            motivaties_extra=tuple(motivaties[1:]),
            verwachtingen=verwachtingen[0] if verwachtingen else None,
            verwachtingen_extra=tuple(verwachtingen[1:]),
        )

    def _words_beside(self, nummer: int) -> None:
        """What stands on the lines of the blocks in force beside their answers."""
        stukken = [
            *self.geldend.motivaties.get(nummer, ()),
            *self.geldend.getallen.get((nummer, "te_behalen"), ()),
            *self.geldend.getallen.get((nummer, "behaald"), ()),
        ]
        seen = {(stuk.document.sha256, stuk.index): stuk for stuk in stukken}
        for stuk in seen.values():
            self.rest.beside(stuk, nummer)

    def _motivatie(self, stuk: Stuk, at: int, number: int) -> Motivatie:
        target = f"/acties/{at}/" + _numbered("motivatie", "motivaties_extra", number)
        source = f"/motivaties/{stuk.index}"
        self._copy(stuk, source, target, _MOTIVATIE)
        return motivatie_of(stuk.document.extractie.motivaties[stuk.index])

    def _verwachtingen(self, stuk: Stuk, at: int, number: int) -> Verwachtingen:
        target = f"/acties/{at}/" + _numbered(
            "verwachtingen", "verwachtingen_extra", number
        )
        source = f"/verwachtingen/{stuk.index}"
        self._copy(stuk, source, target, _VERWACHTINGEN)
        blok = stuk.document.extractie.verwachtingen[stuk.index]
        return Verwachtingen.model_validate(blok.model_dump(exclude={"actie"}))

    def _copy(
        self, stuk: Stuk, source: str, target: str, fields: Sequence[str]
    ) -> None:
        """Carry the places of an extraction over to where its values now stand."""
        for pointer, plek in stuk.document.extractie.herkomst.items():
            path = pointer.removeprefix(f"{source}/")
            if path != pointer and path.split("/")[0] in fields:
                origin = _origin(stuk.document, plek, stuk.zekerheid)
                self.herkomst[f"{target}/{path}"] = origin
                if _has_words(stuk, path):
                    self.herkomst[f"{target}/{path}_tekst"] = origin

    def _stimulansen(self) -> Stimulansen:
        """Section 3. What the jury wrote there is never the jury's (section 3)."""
        parts = {
            deel: self._deel(deel, self.geldend.stimulansen[deel])
            for deel in DELEN
            if deel in self.geldend.stimulansen
        }
        return Stimulansen.model_validate(parts)

    def _deel(self, deel: Deel, documenten: Sequence[Ingekomen]) -> Mapping[str, Any]:
        """One part of section 3; what came together adds up, the first one counting.

        `Any`: the fields of that part, straight from its model.
        """
        found: dict[str, Any] = {}
        for document in documenten:
            for key, value in _given(document, deel).items():
                pointer = f"/stimulansen/{deel}/{key}"
                plek = document.extractie.herkomst.get(pointer)
                if found.get(key) is None:
                    found[key] = value
                    if value is not None and plek is not None:
                        self.herkomst[pointer] = _origin(document, plek, 1.0)
                elif value is not None and value != found[key]:
                    self.rest.leave(document, str(value), plek.plaats if plek else "")
        return found

    def _status(self, document: Ingekomen) -> Literal["actueel", "vervangen"]:
        """Whether anything of `document` is in force, or a later one took its place.

        Nobody can tell that of a document of which only words that fit no field were
        read: those are still shown.
        """
        extractie = document.extractie
        spoke = any(
            (
                extractie.kpis,
                extractie.motivaties,
                extractie.verwachtingen,
                extractie.stimulansen,
            )
        )
        replaced = (
            document.sha256 not in self.in_force
            and (spoke or not extractie.niet_herkend)
            and any(
                other.moment > document.moment and other.soort == document.soort
                for other in self.documenten
            )
        )
        return "vervangen" if replaced else "actueel"

    def _bronnen(self) -> tuple[Bron, ...]:
        bronnen = [
            Bron(
                sha256=document.sha256,
                naam=document.naam,
                soort=document.soort,
                indiening=document.indiening,
                ontvangen=document.ontvangen,
                status=self._status(document),
            )
            for document in self.documenten
        ]
        if self.opdracht.toekenningen_bron is not None:
            bronnen.append(self.opdracht.toekenningen_bron)
        return tuple(bronnen)


def _numbered(first: str, others: str, number: int) -> str:
    return f"{others}/{number - 1}" if number else first


def _given(document: Ingekomen, deel: Deel) -> Mapping[str, Any]:
    given = document.extractie.stimulansen
    return {} if given is None else given.model_dump()[deel] or {}


def _arrival(indiening: Indiening) -> tuple[float, str, str]:
    at = indiening.ontvangen
    moment = at.timestamp() if at is not None else float("-inf")
    return moment, indiening.id, indiening.tekst or ""
